//! What people agreed to, with the text that they read.

use chrono::{DateTime, Utc};
use domain::consents::NewConsent;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::consents;
use crate::prospects::{StoredConsent, consents_of};
use crate::versions::changed;

/// One consent of a file.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, prospect_id: Uuid, id: Uuid) -> Result<Option<StoredConsent>, StoreError> {
    Ok(consents_of(db, prospect_id).await?.into_iter().find(|consent| consent.id == id))
}

/// Records a consent.
///
/// # Errors
/// [`StoreError::Constraint`] when the text does not exist in that version.
pub async fn insert(
    db: &impl ConnectionTrait,
    file: (Uuid, Option<Uuid>),
    consent: &NewConsent,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = consents::ActiveModel { id: Set(id), ..row_of(consent, file, now) };
    consents::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// The row of an agreement that is written down at `now`.
pub(crate) fn row_of(
    consent: &NewConsent,
    (prospect_id, member_id): (Uuid, Option<Uuid>),
    now: DateTime<Utc>,
) -> consents::ActiveModel {
    consents::ActiveModel {
        id: Set(Uuid::now_v7()),
        prospect_id: Set(prospect_id),
        member_id: Set(member_id),
        purpose: Set(consent.purpose.to_string()),
        text_version: Set(consent.text_version.clone()),
        channel: Set(consent.channel.to_string()),
        proof: Set(consent.proof.clone()),
        given_at: Set(consent.given_at.unwrap_or(now)),
        withdrawn_at: Set(None),
        expires_at: Set(None),
        form: Set(consent.opt_in.map(|opt_in| opt_in.form.to_string())),
        asked_at: Set(consent.opt_in.map(|opt_in| opt_in.asked_at)),
        confirmed_at: Set(consent.opt_in.map(|opt_in| opt_in.confirmed_at)),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

/// Withdraws a consent; it is kept, with the moment.
///
/// # Errors
/// [`StoreError::Stale`] when it was withdrawn already.
pub async fn withdraw(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = consents::ActiveModel { withdrawn_at: Set(Some(now)), updated_at: Set(now), ..Default::default() };
    let done = consents::Entity::update_many()
        .set(row)
        .filter(consents::Column::Id.eq(id))
        .filter(consents::Column::WithdrawnAt.is_null())
        .exec(db)
        .await?;
    changed(done.rows_affected)
}
