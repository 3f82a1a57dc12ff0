//! Installations: one per file; voided ones no longer count.

use chrono::{DateTime, Utc};
use domain::installations::Installation;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::installations;
use crate::indicators::{contexts, counts};
use crate::versions::{changed, next};

/// Id and version of the installation of a file, voided or not.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<Option<(Uuid, i32)>, StoreError> {
    let found = installations::Entity::find().filter(installations::Column::ProspectId.eq(prospect_id)).one(db).await?;
    Ok(found.map(|row| (row.id, row.version)))
}

/// Records where and when a household moved in.
///
/// # Errors
/// [`StoreError::Constraint`] when the file already has an installation.
pub async fn insert(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    installation: &Installation,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    installations::Entity::insert(new_row(id, prospect_id, installation, now)).exec_without_returning(db).await?;
    contexts::note_installations(db, &[prospect_id]).await?;
    counts::refresh(db, &[prospect_id]).await?;
    Ok(id)
}

/// The row of a new installation.
pub(crate) fn new_row(
    id: Uuid,
    prospect_id: Uuid,
    installation: &Installation,
    now: DateTime<Utc>,
) -> installations::ActiveModel {
    installations::ActiveModel {
        id: Set(id),
        prospect_id: Set(prospect_id),
        created_at: Set(now),
        version: Set(1),
        ..columns(installation, now)
    }
}

/// Replaces an installation; a voided one counts again.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    installation: &Installation,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = installations::ActiveModel { version: Set(next(version)), ..columns(installation, now) };
    let done = installations::Entity::update_many()
        .set(row)
        .filter(installations::Column::Id.eq(id))
        .filter(installations::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)?;
    contexts::move_installation(db, id).await?;
    let file = installations::Entity::find_by_id(id).one(db).await?.map(|row| row.prospect_id);
    counts::refresh(db, file.as_slice()).await
}

fn columns(installation: &Installation, now: DateTime<Utc>) -> installations::ActiveModel {
    installations::ActiveModel {
        moved_in_on: Set(installation.moved_in_on),
        commune_code: Set(Some(installation.commune_code.clone())),
        adults: Set(installation.adults),
        children: Set(installation.children),
        job_through: Set(installation.job_through.map(|code| code.to_string())),
        employer_name: Set(installation.employer_name.clone()),
        job_offer_id: Set(installation.job_offer_id),
        six_month_check_on: Set(Some(installation.six_month_check_on())),
        twelve_month_check_on: Set(Some(installation.twelve_month_check_on())),
        six_month_result: Set(installation.six_month_result.map(|code| code.to_string())),
        twelve_month_result: Set(installation.twelve_month_result.map(|code| code.to_string())),
        voided_at: Set(None),
        updated_at: Set(now),
        ..Default::default()
    }
}
