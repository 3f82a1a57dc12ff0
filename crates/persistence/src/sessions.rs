//! Sessions of staff accounts.

use chrono::{DateTime, Utc};
use domain::access::{Grant, Role};
use sea_orm::prelude::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{referents, role_grants, sessions, users};

/// The person who holds a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The account.
    pub user_id: Uuid,
    /// Name of the person.
    pub name: String,
    /// Référents that the person is.
    pub referent_ids: Vec<Uuid>,
    /// Every grant, whatever its dates.
    pub grants: Vec<Grant>,
}

/// The holder of a session that has neither ended nor expired, of an active account.
///
/// # Errors
/// Those of the store.
pub async fn find_holder(
    db: &impl ConnectionTrait,
    session_id: Uuid,
    now: DateTime<Utc>,
) -> Result<Option<Holder>, StoreError> {
    let found = sessions::Entity::find_by_id(session_id)
        .filter(sessions::Column::RevokedAt.is_null())
        .filter(sessions::Column::ExpiresAt.gt(now))
        .one(db)
        .await?;
    let Some(session) = found else { return Ok(None) };
    let account = users::Entity::find_by_id(session.user_id).filter(users::Column::Status.eq("active")).one(db).await?;
    let Some(user) = account else { return Ok(None) };
    let grants = role_grants::Entity::find().filter(role_grants::Column::UserId.eq(user.id)).all(db).await?;
    let referent_ids = referents::Entity::find()
        .filter(referents::Column::UserId.eq(user.id))
        .filter(referents::Column::ArchivedAt.is_null())
        .all(db)
        .await?
        .into_iter()
        .map(|referent| referent.id)
        .collect();
    Ok(Some(Holder {
        user_id: user.id,
        name: format!("{} {}", user.first_name, user.last_name),
        referent_ids,
        grants: grants.into_iter().filter_map(grant_of_row).collect(),
    }))
}

/// A grant as the domain knows it; a role that no longer exists grants nothing.
pub(crate) fn grant_of_row(row: role_grants::Model) -> Option<Grant> {
    Some(Grant {
        role: Role::parse(&row.role)?,
        partner_id: row.partner_id,
        employer_id: row.employer_id,
        territories: row.territories.0,
        project_types: row.project_types.0,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
    })
}

/// A session of a person, for themself and for rotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The session.
    pub id: Uuid,
    /// Whose it is.
    pub user_id: Uuid,
    /// Hash of the refresh token that is good now.
    pub refresh_hash: String,
    /// Hash of the token it replaced.
    pub previous_hash: Option<String>,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
    /// When the person signed in.
    pub created_at: DateTime<Utc>,
    /// Last rotation of the refresh token.
    pub last_used_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
}

impl From<sessions::Model> for Session {
    fn from(row: sessions::Model) -> Self {
        Session {
            id: row.id,
            user_id: row.user_id,
            refresh_hash: row.refresh_hash,
            previous_hash: row.previous_hash,
            user_agent: row.user_agent,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
            expires_at: row.expires_at,
        }
    }
}

/// Keeps a new session.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, session: Session) -> Result<(), StoreError> {
    let row = sessions::ActiveModel {
        id: Set(session.id),
        user_id: Set(session.user_id),
        refresh_hash: Set(session.refresh_hash),
        previous_hash: Set(session.previous_hash),
        user_agent: Set(session.user_agent),
        created_at: Set(session.created_at),
        last_used_at: Set(session.last_used_at),
        expires_at: Set(session.expires_at),
        revoked_at: Set(None),
    };
    sessions::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

fn live(now: DateTime<Utc>) -> Condition {
    Condition::all().add(sessions::Column::RevokedAt.is_null()).add(sessions::Column::ExpiresAt.gt(now))
}

/// A session that has neither ended nor expired.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<Option<Session>, StoreError> {
    let row = sessions::Entity::find_by_id(id).filter(live(now)).one(db).await?;
    Ok(row.map(Session::from))
}

/// The live sessions of a person, last used first.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, user_id: Uuid, now: DateTime<Utc>) -> Result<Vec<Session>, StoreError> {
    let rows = sessions::Entity::find()
        .filter(sessions::Column::UserId.eq(user_id))
        .filter(live(now))
        .order_by_desc(sessions::Column::LastUsedAt)
        .order_by_desc(sessions::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Session::from).collect())
}

/// Replaces the refresh token of a session; `false` when it is no longer the one of `session`, or the session ended.
/// Of several attempts at the same time exactly one succeeds.
///
/// # Errors
/// Those of the store.
pub async fn rotate(
    db: &impl ConnectionTrait,
    session: &Session,
    new_hash: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let change = sessions::ActiveModel {
        refresh_hash: Set(new_hash.to_owned()),
        previous_hash: Set(Some(session.refresh_hash.clone())),
        last_used_at: Set(now),
        expires_at: Set(expires_at),
        ..Default::default()
    };
    let done = sessions::Entity::update_many()
        .set(change)
        .filter(sessions::Column::Id.eq(session.id))
        .filter(sessions::Column::RefreshHash.eq(&session.refresh_hash))
        .filter(live(now))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Ends one live session of a person; `false` when there is none of this id.
///
/// # Errors
/// Those of the store.
pub async fn end(db: &impl ConnectionTrait, user_id: Uuid, id: Uuid, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let done = sessions::Entity::update_many()
        .col_expr(sessions::Column::RevokedAt, Expr::value(now))
        .filter(sessions::Column::Id.eq(id))
        .filter(sessions::Column::UserId.eq(user_id))
        .filter(live(now))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Ends every session of a person, except one when it is given; returns how many ended.
///
/// # Errors
/// Those of the store.
pub async fn end_all(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    except: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let mut ending = sessions::Entity::update_many()
        .col_expr(sessions::Column::RevokedAt, Expr::value(now))
        .filter(sessions::Column::UserId.eq(user_id))
        .filter(live(now));
    if let Some(kept) = except {
        ending = ending.filter(sessions::Column::Id.ne(kept));
    }
    Ok(ending.exec(db).await?.rows_affected)
}
