//! Ended sessions and used links, forgotten.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use crate::StoreError;
use crate::entities::{one_time_tokens, sessions};

/// Forgets sessions that expired or were ended before `limit`; returns how many.
///
/// # Errors
/// Those of the store.
pub async fn forget_sessions_before(db: &impl ConnectionTrait, limit: DateTime<Utc>) -> Result<u64, StoreError> {
    let ended = Condition::any().add(sessions::Column::ExpiresAt.lt(limit)).add(sessions::Column::RevokedAt.lt(limit));
    Ok(sessions::Entity::delete_many().filter(ended).exec(db).await?.rows_affected)
}

/// Forgets mailed single-use links that expired before `limit`; returns how many.
///
/// # Errors
/// Those of the store.
pub async fn forget_one_time_tokens_before(db: &impl ConnectionTrait, limit: DateTime<Utc>) -> Result<u64, StoreError> {
    let expired = one_time_tokens::Column::ExpiresAt.lt(limit);
    Ok(one_time_tokens::Entity::delete_many().filter(expired).exec(db).await?.rows_affected)
}
