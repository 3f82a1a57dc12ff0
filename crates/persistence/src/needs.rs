//! Needs of households.

use chrono::{DateTime, Utc};
use domain::needs::{Asking, Need};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
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
        asked_at: Set(None),
        asked_by_id: Set(None),
        answered_at: Set(need.answer.as_ref().map(|_| now)),
        answer_author_name: Set(None),
        ..columns(need, now)
    };
    needs::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// The file of a need, wherever it lies: for those who hold the link of a request.
///
/// # Errors
/// Those of the store.
pub async fn prospect_of(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Uuid>, StoreError> {
    let file = needs::Entity::find_by_id(id).select_only().column(needs::Column::ProspectId);
    Ok(file.into_tuple().one(db).await?)
}

/// Holds a need: nobody else asks or answers about it before the transaction ends.
///
/// # Errors
/// Those of the store.
pub async fn hold(tx: &DatabaseTransaction, id: Uuid) -> Result<(), StoreError> {
    // On SQLite the transaction holds the only writer already.
    let row = needs::Entity::find_by_id(id).select_only().column(needs::Column::Id).lock_exclusive();
    row.into_tuple::<Uuid>().one(tx).await?;
    Ok(())
}

/// Replaces what a need says, what was asked about it and what came back.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    need: &Need,
    asking: &Asking,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = needs::ActiveModel {
        version: Set(next(version)),
        asked_at: Set(asking.asked_at),
        asked_by_id: Set(asking.asked_by_id),
        answered_at: Set(asking.answered_at),
        answer_author_name: Set(asking.author_name.clone()),
        ..columns(need, now)
    };
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
        partner_reason: Set(need.partner_reason.clone()),
        answer: Set(need.answer.clone()),
        updated_at: Set(now),
        ..Default::default()
    }
}
