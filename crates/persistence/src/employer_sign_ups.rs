//! Employers that sign up by themselves: kept until confirmed, decided, forgotten.

use chrono::{DateTime, Utc};
use domain::codes::EmployerSignUpStatus::{self, Accepted, Expired, Pending, Refused};
use domain::employer_memberships::CHARTER_VERSION;
use domain::employer_sign_ups::{SignUp, SignUpInput};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::employer_sign_ups::{ActiveModel, Column, Entity, Model};

/// A sign-up as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerSignUp {
    /// The sign-up.
    pub id: Uuid,
    /// State as written down; one past its time may still be written `pending`.
    pub status: EmployerSignUpStatus,
    /// What was told.
    pub told: SignUpInput,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// The employer that it made, or is about.
    pub employer_id: Option<Uuid>,
    /// When the programme decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<String>,
    /// Version.
    pub version: i32,
}

impl From<Model> for EmployerSignUp {
    fn from(row: Model) -> Self {
        EmployerSignUp {
            id: row.id,
            // The database checks the states, so that another one cannot stand there.
            status: EmployerSignUpStatus::parse(&row.status).unwrap_or(Expired),
            told: SignUpInput {
                siret: row.siret,
                name: row.name,
                kind: row.kind,
                commune_code: row.commune_code,
                first_name: row.first_name,
                last_name: row.last_name,
                email: row.email,
                phone: row.phone,
                charter_accepted: true,
                message: row.message,
            },
            received_at: row.received_at,
            expires_at: row.expires_at,
            confirmed_at: row.confirmed_at,
            employer_id: row.employer_id,
            decided_at: row.decided_at,
            reason: row.reason,
            version: row.version,
        }
    }
}

/// Keeps a new sign-up, with the hash of its mailed token.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    id: Uuid,
    sign_up: &SignUp,
    token_hash: &str,
    (now, expires_at): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), StoreError> {
    let (employer, identity) = (&sign_up.employer, &sign_up.identity);
    let row = ActiveModel {
        id: Set(id),
        status: Set(Pending.to_string()),
        siret: Set(employer.siret.to_string()),
        name: Set(employer.name.clone()),
        kind: Set(employer.kind.to_string()),
        commune_code: Set(employer.commune_code.clone().unwrap_or_default()),
        first_name: Set(identity.first_name.clone()),
        last_name: Set(identity.last_name.clone()),
        email: Set(identity.email.to_string()),
        phone: Set(sign_up.phone.as_ref().map(ToString::to_string)),
        message: Set(sign_up.message.clone()),
        charter_version: Set(CHARTER_VERSION.to_owned()),
        token_hash: Set(token_hash.to_owned()),
        received_at: Set(now),
        expires_at: Set(expires_at),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The sign-up of a mailed token, its row held until the end of the transaction.
///
/// # Errors
/// Those of the store.
pub async fn find_by_token(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<EmployerSignUp>, StoreError> {
    let query = Entity::find().filter(Column::TokenHash.eq(token_hash)).lock_exclusive();
    Ok(query.one(db).await?.map(EmployerSignUp::from))
}

/// One sign-up; `locked` holds its row until the end of the transaction.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid, locked: bool) -> Result<Option<EmployerSignUp>, StoreError> {
    let query = Entity::find_by_id(id);
    let query = if locked { query.lock_exclusive() } else { query };
    Ok(query.one(db).await?.map(EmployerSignUp::from))
}

/// Sign-ups in one of these states (any when there is none), newest first, after the one received at `after.0` with the
/// id `after.1`.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    (status, now): (&[EmployerSignUpStatus], DateTime<Utc>),
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<EmployerSignUp>, StoreError> {
    let mut query = matching(status, now);
    if let Some((received_at, id)) = after {
        let place = Expr::tuple([Expr::col(Column::ReceivedAt), Expr::col(Column::Id)]);
        query = query.filter(place.lt(Expr::tuple([Expr::val(received_at), Expr::val(id)])));
    }
    let rows = query.order_by_desc(Column::ReceivedAt).order_by_desc(Column::Id).limit(limit).all(db).await?;
    Ok(rows.into_iter().map(EmployerSignUp::from).collect())
}

/// How many sign-ups [`list`] gives in all.
///
/// # Errors
/// Those of the store.
pub async fn count(
    db: &impl ConnectionTrait,
    (status, now): (&[EmployerSignUpStatus], DateTime<Utc>),
) -> Result<u64, StoreError> {
    Ok(matching(status, now).count(db).await?)
}

fn matching(status: &[EmployerSignUpStatus], now: DateTime<Utc>) -> Select<Entity> {
    if status.is_empty() {
        return Entity::find();
    }
    let pending = || Condition::all().add(Column::Status.eq(Pending.as_str()));
    let is = |status: &EmployerSignUpStatus| match status {
        Pending => pending().add(Column::ExpiresAt.gt(now)),
        Expired => pending().add(Column::ExpiresAt.lte(now)),
        decided => Condition::all().add(Column::Status.eq(decided.as_str())),
    };
    Entity::find().filter(status.iter().fold(Condition::any(), |any, one| any.add(is(one))))
}

/// What became of a sign-up.
#[derive(Debug, Clone, Default)]
pub struct Outcome<'a> {
    /// The employer that it made, or is about.
    pub employer_id: Option<Uuid>,
    /// The account that decided; `None` for the mailed link.
    pub decided_by: Option<Uuid>,
    /// Why.
    pub reason: Option<&'a str>,
}

/// Moves a sign-up read at `version` on.
///
/// # Errors
/// [`StoreError::Stale`] when it moved meanwhile.
pub async fn settle(
    db: &impl ConnectionTrait,
    row: &EmployerSignUp,
    to: EmployerSignUpStatus,
    outcome: Outcome<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let decided = matches!(to, Accepted | Refused);
    let change = ActiveModel {
        status: Set(to.to_string()),
        confirmed_at: Set(row.confirmed_at.or(Some(now))),
        employer_id: Set(outcome.employer_id.or(row.employer_id)),
        decided_by: Set(outcome.decided_by),
        decided_at: Set(decided.then_some(now)),
        reason: Set(outcome.reason.map(str::to_owned)),
        updated_at: Set(now),
        version: Set(row.version + 1),
        ..Default::default()
    };
    let done = Entity::update_many()
        .set(change)
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .exec(db)
        .await?;
    crate::versions::changed(done.rows_affected)
}

/// Erases sign-ups whose time ended before `expired` without being confirmed, and those decided before `decided`;
/// returns how many.
///
/// # Errors
/// Those of the store.
pub async fn erase_before(
    db: &impl ConnectionTrait,
    expired: DateTime<Utc>,
    decided: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let unconfirmed = Condition::all().add(Column::Status.eq(Pending.as_str())).add(Column::ExpiresAt.lt(expired));
    let old = Condition::any().add(unconfirmed).add(Column::DecidedAt.lt(decided));
    Ok(Entity::delete_many().filter(old).exec(db).await?.rows_affected)
}
