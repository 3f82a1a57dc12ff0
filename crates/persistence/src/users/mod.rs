//! Staff accounts and their grants.

mod administrators;
mod credentials;
mod list;

pub use administrators::{Administrator, active_admins};
pub use credentials::{
    Credentials, confirm_totp, find_credentials, find_credentials_by_email, remove_totp, set_password,
    spend_recovery_code, spend_totp_step, start_totp,
};
pub use list::{UserFilter, count, list, of_employer};

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Grant, Role};
use domain::accounts::{Identity, runs_programme};
use domain::codes::UserStatus;
use sea_orm::prelude::Expr;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{StringList, role_grants, users};
use crate::sessions::grant_of_row;

/// A staff account with its grants; nothing secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The account.
    pub id: Uuid,
    /// Address to sign in with.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Key by which lists are ordered.
    pub sort_name: String,
    /// State of the account.
    pub status: UserStatus,
    /// Whether a second factor is asked at sign-in.
    pub totp_enabled: bool,
    /// Last successful sign-in.
    pub last_login_at: Option<DateTime<Utc>>,
    /// Every grant, whatever its dates.
    pub grants: Vec<Grant>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl User {
    /// Whether the account runs the programme today.
    #[must_use]
    pub fn runs_programme(&self, today: NaiveDate) -> bool {
        runs_programme(self.status, &self.grants, today)
    }

    fn of_row(row: users::Model, grants: Vec<Grant>) -> User {
        User {
            id: row.id,
            email: row.email,
            first_name: row.first_name,
            last_name: row.last_name,
            sort_name: row.sort_name,
            // A state that this version does not know opens nothing.
            status: UserStatus::parse(&row.status).unwrap_or(UserStatus::Disabled),
            totp_enabled: row.totp_confirmed_at.is_some(),
            last_login_at: row.last_login_at,
            grants,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// What is known of an account to create.
#[derive(Debug, Clone)]
pub struct NewAccount<'a> {
    /// Who it is.
    pub identity: &'a Identity,
    /// What the person may do.
    pub grants: &'a [Grant],
    /// State to start in.
    pub status: UserStatus,
    /// Hash of the password, when it is known already.
    pub password_hash: Option<&'a str>,
}

/// Creates an account with its grants.
///
/// # Errors
/// [`StoreError::Constraint`] on `email_key` when the address has an account, on `partner_id` when a partner does not exist.
pub async fn insert(
    db: &impl ConnectionTrait,
    account: NewAccount<'_>,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let identity = account.identity;
    let row = users::ActiveModel {
        id: Set(id),
        email: Set(identity.email.to_string()),
        email_key: Set(identity.email.to_string()),
        first_name: Set(identity.first_name.clone()),
        last_name: Set(identity.last_name.clone()),
        sort_name: Set(identity.sort_name()),
        password_hash: Set(account.password_hash.map(str::to_owned)),
        status: Set(account.status.as_str().to_owned()),
        recovery_hashes: Set(StringList(vec![])),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..Default::default()
    };
    users::Entity::insert(row).exec_without_returning(db).await?;
    insert_grants(db, id, account.grants, now).await?;
    Ok(id)
}

/// The account of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<User>, StoreError> {
    let row = users::Entity::find_by_id(id).one(db).await?;
    with_grants(db, row).await
}

/// First and last names of accounts by id.
///
/// # Errors
/// Those of the store.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, StoreError> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let select = users::Entity::find()
        .select_only()
        .columns([users::Column::Id, users::Column::FirstName, users::Column::LastName])
        .filter(users::Column::Id.is_in(ids));
    let rows = select.into_tuple::<(Uuid, String, String)>().all(db).await?;
    Ok(rows.into_iter().map(|(id, first, last)| (id, format!("{first} {last}"))).collect())
}

/// The account of this address, given in lower case.
///
/// # Errors
/// Those of the store.
pub async fn find_by_email(db: &impl ConnectionTrait, email_key: &str) -> Result<Option<User>, StoreError> {
    let row = users::Entity::find().filter(users::Column::EmailKey.eq(email_key)).one(db).await?;
    with_grants(db, row).await
}

async fn with_grants(db: &impl ConnectionTrait, row: Option<users::Model>) -> Result<Option<User>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let grants = grants_of(db, [row.id]).await?.into_iter().map(|(_, grant)| grant).collect();
    Ok(Some(User::of_row(row, grants)))
}

/// Grants of several accounts, in the order in which they were given.
pub(crate) async fn grants_of(
    db: &impl ConnectionTrait,
    users: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<(Uuid, Grant)>, StoreError> {
    let rows = role_grants::Entity::find()
        .filter(role_grants::Column::UserId.is_in(users))
        .order_by_asc(role_grants::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.user_id, grant_of_row(row)?))).collect())
}

async fn insert_grants(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    grants: &[Grant],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if grants.is_empty() {
        return Ok(());
    }
    let rows = grants.iter().map(|grant| role_grants::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(user_id),
        role: Set(grant.role.as_str().to_owned()),
        partner_id: Set(grant.partner_id),
        employer_id: Set(grant.employer_id),
        territories: Set(StringList(grant.territories.clone())),
        project_types: Set(StringList(grant.project_types.clone())),
        valid_from: Set(grant.valid_from),
        valid_to: Set(grant.valid_to),
        created_at: Set(now),
    });
    role_grants::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

/// Replaces names, address and, when given, all grants of an account read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile; [`StoreError::Constraint`] as [`insert`].
pub async fn update(
    db: &impl ConnectionTrait,
    id: Uuid,
    version: i32,
    identity: &Identity,
    grants: Option<&[Grant]>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = users::ActiveModel {
        email: Set(identity.email.to_string()),
        email_key: Set(identity.email.to_string()),
        first_name: Set(identity.first_name.clone()),
        last_name: Set(identity.last_name.clone()),
        sort_name: Set(identity.sort_name()),
        ..Default::default()
    };
    save(db, id, version, change, now).await?;
    if let Some(grants) = grants {
        role_grants::Entity::delete_many().filter(role_grants::Column::UserId.eq(id)).exec(db).await?;
        insert_grants(db, id, grants, now).await?;
    }
    Ok(())
}

/// Adds one grant to an account.
///
/// # Errors
/// Those of the store.
pub async fn add_grant(
    db: &impl ConnectionTrait,
    id: Uuid,
    grant: &Grant,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    insert_grants(db, id, std::slice::from_ref(grant), now).await
}

/// Ends what an account read at `version` may do on behalf of an employer.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn remove_employer(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    employer_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, id, version, users::ActiveModel::default(), now).await?;
    role_grants::Entity::delete_many()
        .filter(role_grants::Column::UserId.eq(id))
        .filter(role_grants::Column::EmployerId.eq(employer_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Puts an account read at `version` into another state.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_status(
    db: &impl ConnectionTrait,
    id: Uuid,
    version: i32,
    status: UserStatus,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = users::ActiveModel { status: Set(status.as_str().to_owned()), ..Default::default() };
    save(db, id, version, change, now).await
}

/// Notes a successful sign-in; no change that a reader of the account could lose, so the version stays.
///
/// # Errors
/// Those of the store.
pub async fn touch_login(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    users::Entity::update_many()
        .col_expr(users::Column::LastLoginAt, Expr::value(now))
        .filter(users::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes a change of an account read at `version`.
async fn save(
    db: &impl ConnectionTrait,
    id: Uuid,
    version: i32,
    change: users::ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = users::Entity::update_many()
        .set(change)
        .col_expr(users::Column::Version, Expr::col(users::Column::Version).add(1))
        .col_expr(users::Column::UpdatedAt, Expr::value(now))
        .filter(users::Column::Id.eq(id))
        .filter(users::Column::Version.eq(version))
        .exec(db)
        .await?;
    if done.rows_affected == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// How many accounts other than `id` run the programme today. Their rows stay locked until the transaction ends,
/// so that two administrators cannot remove each other at the same time.
///
/// # Errors
/// Those of the store.
pub async fn count_other_admins(db: &impl ConnectionTrait, id: Uuid, today: NaiveDate) -> Result<usize, StoreError> {
    let admins = role_grants::Entity::find()
        .select_only()
        .column(role_grants::Column::UserId)
        .filter(role_grants::Column::Role.eq(Role::ProgrammeAdmin.as_str()));
    let rows = users::Entity::find()
        .filter(users::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(admins)))
        .order_by_asc(users::Column::Id)
        .lock_exclusive()
        .all(db)
        .await?;
    let grants = grants_of(db, rows.iter().map(|row| row.id)).await?;
    let others = rows.into_iter().filter(|row| row.id != id).filter(|row| {
        let own: Vec<Grant> =
            grants.iter().filter(|(user_id, _)| *user_id == row.id).map(|(_, grant)| grant.clone()).collect();
        UserStatus::parse(&row.status).is_some_and(|status| runs_programme(status, &own, today))
    });
    Ok(others.count())
}
