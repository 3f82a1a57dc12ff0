//! Private calendar feeds: their addresses, and what they show.

mod actions;

#[cfg(test)]
pub(crate) use actions::queries;
pub use actions::{PlannedAction, actions_of, telling_of};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::calendars::{ActiveModel, Column, Entity};

/// A feed as its owner sees it; its address is told once and never kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Whose it is.
    pub user_id: Uuid,
    /// When its present address was made.
    pub created_at: DateTime<Utc>,
    /// When it was last read, to the hour.
    pub last_read_at: Option<DateTime<Utc>>,
}

/// The feed of an account.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, user_id: Uuid) -> Result<Option<Calendar>, StoreError> {
    Ok(Entity::find_by_id(user_id).one(db).await?.map(calendar_of))
}

/// The feed of an address.
///
/// # Errors
/// Those of the store.
pub async fn find_by_token(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<Calendar>, StoreError> {
    Ok(Entity::find().filter(Column::TokenHash.eq(token_hash)).one(db).await?.map(calendar_of))
}

/// Gives an account a feed at a new address; the one it had leads nowhere from then on.
///
/// # Errors
/// Those of the store.
pub async fn replace(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        user_id: Set(user_id),
        token_hash: Set(token_hash.to_owned()),
        created_at: Set(now),
        last_read_at: Set(None),
    };
    let newer = OnConflict::column(Column::UserId)
        .update_columns([Column::TokenHash, Column::CreatedAt, Column::LastReadAt])
        .to_owned();
    Entity::insert(row).on_conflict(newer).exec_without_returning(db).await?;
    Ok(())
}

/// Takes the feed of an account away; whether it had one.
///
/// # Errors
/// Those of the store.
pub async fn remove(db: &impl ConnectionTrait, user_id: Uuid) -> Result<bool, StoreError> {
    Ok(Entity::delete_by_id(user_id).exec(db).await?.rows_affected > 0)
}

/// Notes that a feed was read; nothing that its owner could lose, so there is no version.
///
/// # Errors
/// Those of the store.
pub async fn touch(db: &impl ConnectionTrait, user_id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    let read = Entity::update_many().col_expr(Column::LastReadAt, Expr::value(now));
    read.filter(Column::UserId.eq(user_id)).exec(db).await?;
    Ok(())
}

fn calendar_of(row: crate::entities::calendars::Model) -> Calendar {
    Calendar { user_id: row.user_id, created_at: row.created_at, last_read_at: row.last_read_at }
}
