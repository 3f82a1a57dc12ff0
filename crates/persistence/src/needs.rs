//! Needs of households.

use chrono::{DateTime, Utc};
use domain::needs::Need;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::needs;
use crate::prospects::{StoredNeed, needs_of};
use crate::versions::{changed, next};

/// One need of a file.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, prospect_id: Uuid, id: Uuid) -> Result<Option<StoredNeed>, StoreError> {
    Ok(needs_of(db, prospect_id).await?.into_iter().find(|need| need.id == id))
}

/// Adds a need to a file.
///
/// # Errors
/// [`StoreError::Constraint`] when the partner does not exist.
pub async fn insert(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    need: &Need,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = needs::ActiveModel {
        id: Set(id),
        prospect_id: Set(prospect_id),
        created_at: Set(now),
        version: Set(1),
        answered_at: Set(need.answer.as_ref().map(|_| now)),
        ..columns(need, now)
    };
    needs::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Replaces what a need says; `answered_at` is when the present answer came.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    need: &Need,
    answered_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = needs::ActiveModel { version: Set(next(version)), answered_at: Set(answered_at), ..columns(need, now) };
    let done = needs::Entity::update_many()
        .set(row)
        .filter(needs::Column::Id.eq(id))
        .filter(needs::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

/// Removes a need.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn delete(db: &impl ConnectionTrait, id: Uuid, version: i32) -> Result<(), StoreError> {
    let done = needs::Entity::delete_many()
        .filter(needs::Column::Id.eq(id))
        .filter(needs::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

fn columns(need: &Need, now: DateTime<Utc>) -> needs::ActiveModel {
    needs::ActiveModel {
        theme: Set(need.theme.to_string()),
        status: Set(need.status.to_string()),
        description: Set(need.description.clone()),
        partner_id: Set(need.partner_id),
        answer: Set(need.answer.clone()),
        updated_at: Set(now),
        ..Default::default()
    }
}
