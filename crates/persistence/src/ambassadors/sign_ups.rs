//! Sign-ups of ambassadors that wait for their mailed link to be opened.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::ambassador_sign_ups::{ActiveModel, Column, Entity};

/// Keeps what was typed until `expires_at`.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    id: Uuid,
    (email, content): (&str, Value),
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(id),
        email: Set(email.to_owned()),
        content: Set(content),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What was typed, and nobody else reads it before the transaction ends: it can be taken once.
///
/// # Errors
/// Those of the store.
pub async fn take(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Value>, StoreError> {
    let Some(row) = Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let gone = Entity::delete_by_id(id).exec(db).await?;
    Ok((gone.rows_affected == 1).then_some(row.content))
}

/// Erases what nobody confirmed in time; how many.
///
/// # Errors
/// Those of the store.
pub async fn erase_expired(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lte(now)).exec(db).await?.rows_affected)
}
