//! Links that open once: only a hash of what stands in the mail is kept.

use chrono::{DateTime, Utc};
use sea_orm::prelude::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::one_time_tokens::{ActiveModel, Column, Entity};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// First password of an invited person.
    Invitation,
    /// New password of somebody who forgot theirs.
    PasswordReset,
}

impl Purpose {
    /// Stored code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Purpose::Invitation => "invitation",
            Purpose::PasswordReset => "password_reset",
        }
    }
}

/// Keeps the hash of a new link; earlier links of the account for the same purpose stop working.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    purpose: Purpose,
    token_hash: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    end(db, user_id, Some(purpose), now).await?;
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(user_id),
        purpose: Set(purpose.as_str().to_owned()),
        token_hash: Set(token_hash.to_owned()),
        created_at: Set(now),
        expires_at: Set(expires_at),
        used_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The account that an unused, unexpired link belongs to.
///
/// # Errors
/// Those of the store.
pub async fn find_owner(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<Uuid>, StoreError> {
    let row = Entity::find()
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .one(db)
        .await?;
    Ok(row.map(|row| row.user_id))
}

/// Uses a link; `false` when somebody else did or it expired.
///
/// # Errors
/// Those of the store.
pub async fn spend(db: &impl ConnectionTrait, token_hash: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::TokenHash.eq(token_hash))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Ends the unused links of an account, all of them or those of one purpose.
///
/// # Errors
/// Those of the store.
pub async fn end(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    purpose: Option<Purpose>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut unused = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::UserId.eq(user_id))
        .filter(Column::UsedAt.is_null());
    if let Some(purpose) = purpose {
        unused = unused.filter(Column::Purpose.eq(purpose.as_str()));
    }
    unused.exec(db).await?;
    Ok(())
}
