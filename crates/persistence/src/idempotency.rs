//! Answers already given to creating requests, kept in the transaction of the creation.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::json;

use crate::StoreError;
use crate::entities::idempotency_keys::{ActiveModel, Column, Entity};

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim {
    /// First use: the caller now does the work, then calls [`complete`].
    New,
    /// Used for the same body: the answer given then.
    Known {
        /// Path of the created object.
        location: String,
        /// Its version then.
        version: Option<i32>,
        /// The JSON answered.
        body: Vec<u8>,
    },
    /// Used for another body.
    OtherBody,
}

/// Takes the key for this transaction; a concurrent use of the same key waits here until it is decided.
///
/// # Errors
/// [`StoreError::Unavailable`] when the database is busy.
pub async fn claim(
    db: &impl ConnectionTrait,
    scope: &str,
    key: &str,
    fingerprint: &str,
    now: DateTime<Utc>,
) -> Result<Claim, StoreError> {
    let row = ActiveModel {
        scope: Set(scope.to_owned()),
        key: Set(key.to_owned()),
        fingerprint: Set(fingerprint.to_owned()),
        created_at: Set(now),
        ..Default::default()
    };
    let conflict = OnConflict::columns([Column::Scope, Column::Key]).do_nothing().to_owned();
    let inserted = Entity::insert(row).on_conflict(conflict).exec_without_returning(db).await?;
    if inserted == 1 {
        return Ok(Claim::New);
    }
    let Some(known) = Entity::find_by_id((scope.to_owned(), key.to_owned())).one(db).await? else {
        return Ok(Claim::New);
    };
    if known.fingerprint != fingerprint {
        return Ok(Claim::OtherBody);
    }
    let headers = known.headers.unwrap_or_default();
    let version = headers.get("version").and_then(serde_json::Value::as_i64).and_then(|n| i32::try_from(n).ok());
    let location = headers.get("location").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    Ok(Claim::Known { location, version, body: known.body.unwrap_or_default() })
}

/// Keeps the answer of a claimed key.
///
/// # Errors
/// Those of the store.
pub async fn complete(
    db: &impl ConnectionTrait,
    scope: &str,
    key: &str,
    location: &str,
    version: Option<i32>,
    body: &[u8],
) -> Result<(), StoreError> {
    Entity::update_many()
        .set(ActiveModel {
            status: Set(Some(201)),
            headers: Set(Some(json!({ "location": location, "version": version }))),
            body: Set(Some(body.to_vec())),
            ..Default::default()
        })
        .filter(Column::Scope.eq(scope))
        .filter(Column::Key.eq(key))
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets answers given before `limit`; returns how many.
///
/// # Errors
/// Those of the store.
pub async fn forget_before(db: &impl ConnectionTrait, limit: DateTime<Utc>) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::CreatedAt.lt(limit)).exec(db).await?.rows_affected)
}
