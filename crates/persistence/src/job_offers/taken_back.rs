//! Taking an import of offers back: each is again what it was, except those that changed since.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::{JobOfferStatus, MembershipStatus};
use domain::job_offers::{Owner, is_public};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::Deserialize;
use uuid::Uuid;

use super::bulk::{CHUNK, models, save_all};
use super::edition;
use super::write::{search_text, territory_of};
use crate::StoreError;
use crate::entities::job_offers::{ActiveModel, Column, Entity, Model};
use crate::entities::{employers, import_job_offers, import_rows, installations, job_offer_changes};
use crate::imports::Undone;

/// Deletes the offers that an import created and restores those that it changed or ended, with their history; an offer
/// that changed since, or thanks to which a household moved in, stays as it is and is named.
///
/// # Errors
/// Those of the store.
pub async fn take_back(tx: &impl ConnectionTrait, import_id: Uuid, now: DateTime<Utc>) -> Result<Undone, StoreError> {
    edition::raise(tx).await?;
    let touched = import_job_offers::Entity::find()
        .filter(import_job_offers::Column::ImportId.eq(import_id))
        .order_by_asc(import_job_offers::Column::JobOfferId)
        .all(tx)
        .await?;
    let mut there = models(tx, touched.iter().map(|row| row.job_offer_id).collect()).await?;
    let created: Vec<Uuid> = touched.iter().filter(|row| row.before.is_none()).map(|row| row.job_offer_id).collect();
    let needed = moved_in_by(tx, &created).await?;
    let known = employers_of(tx).await?;
    let (mut gone, mut back, mut undone) = (vec![], vec![], Undone::default());
    for row in touched {
        let Some(offer) = there.remove(&row.job_offer_id) else { continue };
        let before = row.before.as_ref().and_then(|json| Model::deserialize(json).ok());
        match (offer.version == row.version && !needed.contains(&offer.id), before) {
            (false, _) => undone.kept.push(called(&offer)),
            (true, None) => gone.push(offer.id),
            (true, Some(before)) => back.push(restored(tx, before, &offer, &known, now).await?),
        }
    }
    undone.kept.sort();
    (undone.deleted, undone.restored) = (gone.len(), back.len());
    let again: Vec<Uuid> = back.iter().filter_map(|row| row.id.try_as_ref().copied()).collect();
    save_all(tx, back).await?;
    forget(tx, import_id, &gone, &again).await?;
    Ok(undone)
}

/// How people tell an offer that stays.
fn called(offer: &Model) -> String {
    match &offer.external_id {
        Some(name) => format!("{} ({name})", offer.title),
        None => offer.title.clone(),
    }
}

/// Name and membership of each employer.
type Employers = HashMap<Uuid, (String, Option<MembershipStatus>)>;

async fn employers_of(db: &impl ConnectionTrait) -> Result<Employers, StoreError> {
    use employers::Column;
    let select = employers::Entity::find().select_only();
    let rows: Vec<(Uuid, String, Option<String>)> =
        select.columns([Column::Id, Column::Name, Column::MembershipStatus]).into_tuple().all(db).await?;
    let read = |status: Option<String>| status.as_deref().and_then(MembershipStatus::parse);
    Ok(rows.into_iter().map(|(id, name, status)| (id, (name, read(status)))).collect())
}

/// The offer as it was, of an employer as it is called today and whose membership counts as it is today.
async fn restored(
    db: &impl ConnectionTrait,
    before: Model,
    now_there: &Model,
    known: &Employers,
    now: DateTime<Utc>,
) -> Result<ActiveModel, StoreError> {
    let employer = before.employer_id.and_then(|id| known.get(&id));
    let owner = match before.employer_id {
        None => Owner::Unknown,
        Some(_) => Owner::Employer(employer.and_then(|(_, membership)| *membership)),
    };
    let status = JobOfferStatus::parse(&before.status).unwrap_or(JobOfferStatus::Draft);
    let name = employer.map_or_else(|| before.employer_name.clone(), |(name, _)| name.clone());
    let words = match name == before.employer_name {
        true => before.search_text.clone(),
        false => {
            let commune = territory_of(db, before.commune_code.as_deref()).await?.map(|commune| commune.name);
            search_text(&before.title, &name, &commune.unwrap_or_default(), &before.description)
        }
    };
    Ok(ActiveModel {
        is_public: Set(is_public(status, owner, before.archived_at.is_some())),
        employer_name: Set(name),
        search_text: Set(words),
        // Never the version that it had: what was read meanwhile is another offer.
        version: Set(now_there.version + 1),
        updated_at: Set(now),
        ..ActiveModel::from(before).reset_all()
    })
}

/// Offers thanks to which a household moved in.
async fn moved_in_by(db: &impl ConnectionTrait, offers: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
    let mut needed = vec![];
    for chunk in offers.chunks(CHUNK) {
        let found: Vec<Uuid> = installations::Entity::find()
            .select_only()
            .column(installations::Column::JobOfferId)
            .filter(installations::Column::JobOfferId.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        needed.extend(found);
    }
    Ok(needed)
}

/// Deletes what the import created, with its history, and the moves of what is back.
async fn forget(db: &impl ConnectionTrait, import_id: Uuid, gone: &[Uuid], back: &[Uuid]) -> Result<(), StoreError> {
    for chunk in gone.chunks(CHUNK) {
        let ids = || chunk.iter().copied();
        let lost = import_rows::ActiveModel { job_offer_id: Set(None), ..Default::default() };
        let rows = import_rows::Entity::update_many().set(lost);
        rows.filter(import_rows::Column::JobOfferId.is_in(ids())).exec(db).await?;
        Entity::delete_many().filter(Column::Id.is_in(ids())).exec(db).await?;
    }
    for chunk in back.chunks(CHUNK) {
        job_offer_changes::Entity::delete_many()
            .filter(job_offer_changes::Column::ImportId.eq(import_id))
            .filter(job_offer_changes::Column::JobOfferId.is_in(chunk.iter().copied()))
            .exec(db)
            .await?;
    }
    Ok(())
}
