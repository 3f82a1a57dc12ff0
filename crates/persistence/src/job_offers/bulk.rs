//! Many offers of one source written at once, inside the transaction of an import that has raised the edition.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::{JobOfferSource, JobOfferStatus};
use domain::imports::offers::OfferPlan;
use domain::job_offers::is_public;
use domain::territories::Territory;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, Iterable, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::write::columns_of;
use super::{JobOffer, Mover};
use crate::StoreError;
use crate::entities::job_offers::{ActiveModel, Column, Entity, Model};
use crate::entities::{import_job_offers, job_offer_changes};

/// Rows of one statement: below the number of parameters that either engine takes.
pub(super) const CHUNK: usize = 500;

/// The import that writes.
#[derive(Debug, Clone, Copy)]
pub struct Writing<'a> {
    /// The import.
    pub import_id: Uuid,
    /// The source that its offers come from.
    pub source: JobOfferSource,
    /// Who commits it.
    pub by: Mover<'a>,
    /// Why its offers are published, for their history.
    pub held: &'a str,
    /// Why those that it no longer holds end.
    pub vanished: &'a str,
    /// Now.
    pub at: DateTime<Utc>,
}

/// What an import writes.
#[derive(Debug, Clone, Default)]
pub struct Imported<'a> {
    /// New offers with their ids.
    pub created: Vec<(Uuid, &'a OfferPlan<Uuid>)>,
    /// Offers that change.
    pub updated: Vec<(Uuid, &'a OfferPlan<Uuid>)>,
    /// Offers that end.
    pub closed: Vec<Uuid>,
}

/// Every offer of a source that bears a name there, archived or not.
///
/// # Errors
/// Those of the store.
pub async fn of_source(db: &impl ConnectionTrait, source: JobOfferSource) -> Result<Vec<JobOffer>, StoreError> {
    let select = Entity::find().filter(Column::Source.eq(source.as_str())).filter(Column::ExternalId.is_not_null());
    Ok(select.order_by_asc(Column::Id).all(db).await?.into_iter().map(JobOffer::from).collect())
}

/// Offers that bear one of these names in another source than `source`, or that were typed here under one as id, each
/// with that name.
///
/// # Errors
/// Those of the store.
pub async fn known_elsewhere(
    db: &impl ConnectionTrait,
    source: JobOfferSource,
    names: &[&str],
) -> Result<Vec<(String, JobOffer)>, StoreError> {
    let mut found = vec![];
    for chunk in names.chunks(CHUNK) {
        let named = Entity::find()
            .filter(Column::ExternalId.is_in(chunk.iter().copied()))
            .filter(Column::Source.ne(source.as_str()));
        found.extend(named.all(db).await?.into_iter().filter_map(|row| Some((row.external_id.clone()?, row.into()))));
        let ids: Vec<Uuid> = chunk.iter().filter_map(|name| name.parse().ok()).collect();
        let typed = Entity::find().filter(Column::Id.is_in(ids)).filter(Column::ExternalId.is_null());
        found.extend(typed.all(db).await?.into_iter().map(|row| (row.id.to_string(), row.into())));
    }
    Ok(found)
}

/// Writes the offers of an import, their moves, and what each was before.
///
/// # Errors
/// Those of the store.
pub async fn write_imported(
    tx: &impl ConnectionTrait,
    writing: Writing<'_>,
    imported: &Imported<'_>,
) -> Result<(), StoreError> {
    let places: HashMap<String, Territory> =
        crate::territories::list(tx).await?.into_iter().map(|place| (place.code.clone(), place)).collect();
    let there = imported.updated.iter().map(|(id, _)| *id).chain(imported.closed.iter().copied());
    let mut before = models(tx, there.collect()).await?;
    let mut written = Written::default();
    let planned = imported.created.iter().chain(&imported.updated);
    for (id, plan) in planned {
        let commune = plan.facts.commune_code.as_ref().and_then(|code| places.get(code));
        let was = before.remove(id);
        written.add(writing, planned_row(writing, (*id, plan), was.as_ref(), commune), was);
    }
    for id in &imported.closed {
        let Some(was) = before.remove(id) else { continue };
        written.add(writing, ended_row(writing, &was), Some(was));
    }
    written.save(tx).await
}

/// Offers by id.
pub(super) async fn models(db: &impl ConnectionTrait, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Model>, StoreError> {
    let mut models = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let rows = Entity::find().filter(Column::Id.is_in(chunk.iter().copied())).all(db).await?;
        models.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(models)
}

/// Inserts offers, or replaces those of the same id.
pub(super) async fn save_all(db: &impl ConnectionTrait, rows: Vec<ActiveModel>) -> Result<(), StoreError> {
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let columns = Column::iter().filter(|column| !matches!(column, Column::Id));
        let replace = OnConflict::column(Column::Id).update_columns(columns).to_owned();
        let chunk: Vec<ActiveModel> = rows.by_ref().take(CHUNK).collect();
        Entity::insert_many(chunk).on_conflict(replace).exec_without_returning(db).await?;
    }
    Ok(())
}

fn planned_row(
    writing: Writing<'_>,
    (id, plan): (Uuid, &OfferPlan<Uuid>),
    was: Option<&Model>,
    commune: Option<&Territory>,
) -> ActiveModel {
    let moves = was.is_none_or(|was| was.status != plan.status.as_str());
    let reason = was.filter(|_| !moves).and_then(|was| was.status_reason.clone());
    // An offer that comes back is published anew.
    let published_at = was.filter(|_| !moves).map_or(Some(writing.at), |was| was.published_at);
    ActiveModel {
        id: Set(id),
        employer_id: Set(plan.employer),
        employer_name: Set(plan.employer_name.clone()),
        source: Set(writing.source.to_string()),
        external_id: Set(Some(plan.external_id.clone())),
        status: Set(plan.status.to_string()),
        status_reason: Set(reason),
        is_public: Set(is_public(plan.status, plan.owner, false)),
        published_at: Set(published_at),
        archived_at: Set(None),
        created_at: Set(was.map_or(writing.at, |was| was.created_at)),
        updated_at: Set(writing.at),
        version: Set(was.map_or(1, |was| was.version + 1)),
        ..columns_of(&plan.facts, &plan.employer_name, commune)
    }
}

fn ended_row(writing: Writing<'_>, was: &Model) -> ActiveModel {
    ActiveModel {
        status: Set(JobOfferStatus::Expired.to_string()),
        status_reason: Set(Some(writing.vanished.to_owned())),
        is_public: Set(false),
        updated_at: Set(writing.at),
        version: Set(was.version + 1),
        ..ActiveModel::from(was.clone()).reset_all()
    }
}

/// Rows to write.
#[derive(Default)]
struct Written {
    offers: Vec<ActiveModel>,
    changes: Vec<job_offer_changes::ActiveModel>,
    touched: Vec<import_job_offers::ActiveModel>,
}

impl Written {
    fn add(&mut self, writing: Writing<'_>, row: ActiveModel, was: Option<Model>) {
        let (id, to, version) = (row.id.clone(), row.status.clone(), row.version.clone());
        let from = was.as_ref().map(|was| was.status.clone());
        if from.as_ref() != to.try_as_ref() {
            let ends = to.try_as_ref().is_some_and(|to| to == JobOfferStatus::Expired.as_str());
            self.changes.push(job_offer_changes::ActiveModel {
                id: Set(Uuid::now_v7()),
                job_offer_id: id.clone(),
                from_status: Set(from),
                to_status: to,
                reason: Set(Some(if ends { writing.vanished } else { writing.held }.to_owned())),
                actor_id: Set(writing.by.id),
                actor_name: Set(writing.by.name.map(str::to_owned)),
                import_id: Set(Some(writing.import_id)),
                recorded_at: Set(writing.at),
            });
        }
        self.touched.push(import_job_offers::ActiveModel {
            import_id: Set(writing.import_id),
            job_offer_id: id,
            before: Set(was.and_then(|was| serde_json::to_value(was).ok())),
            version,
        });
        self.offers.push(row);
    }

    async fn save(self, tx: &impl ConnectionTrait) -> Result<(), StoreError> {
        save_all(tx, self.offers).await?;
        for chunk in self.changes.chunks(CHUNK) {
            job_offer_changes::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
        }
        for chunk in self.touched.chunks(CHUNK) {
            import_job_offers::Entity::insert_many(chunk.to_vec()).exec_without_returning(tx).await?;
        }
        Ok(())
    }
}
