//! Looking one offer up, its history, and how many there are of each kind.

use std::collections::BTreeMap;

use domain::access::EmployerScope;
use domain::codes::JobOfferStatus;
use sea_orm::sea_query::Query;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{JobOffer, JobOfferChange};
use crate::StoreError;
use crate::entities::job_offers::{Column, Entity};
use crate::entities::{installations, job_offer_changes};

/// The condition that keeps what a person sees: an offer whose employer is only a name belongs to the programme.
pub(super) fn within(scope: &EmployerScope) -> Condition {
    match scope {
        EmployerScope::All => Condition::all(),
        EmployerScope::Own(ids) => Condition::all().add(Column::EmployerId.is_in(ids.iter().copied())),
    }
}

/// The offer of this id inside the scope, archived or not.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, scope: &EmployerScope, id: Uuid) -> Result<Option<JobOffer>, StoreError> {
    Ok(Entity::find_by_id(id).filter(within(scope)).one(db).await?.map(JobOffer::from))
}

/// The offer that bears this name in its source, whoever sees it.
///
/// # Errors
/// Those of the store.
pub async fn find_by_external(
    db: &impl ConnectionTrait,
    source: &str,
    external_id: &str,
) -> Result<Option<JobOffer>, StoreError> {
    let select = Entity::find().filter(Column::Source.eq(source)).filter(Column::ExternalId.eq(external_id));
    Ok(select.one(db).await?.map(JobOffer::from))
}

/// The moves of an offer, the latest first: a handful in its life.
///
/// # Errors
/// Those of the store.
pub async fn history(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<JobOfferChange>, StoreError> {
    let rows = job_offer_changes::Entity::find()
        .filter(job_offer_changes::Column::JobOfferId.eq(id))
        .order_by_desc(job_offer_changes::Column::RecordedAt)
        .order_by_desc(job_offer_changes::Column::Id)
        .all(db)
        .await?;
    let change = |row: job_offer_changes::Model| JobOfferChange {
        from: row.from_status,
        to: row.to_status,
        reason: row.reason,
        actor_name: row.actor_name,
        recorded_at: row.recorded_at,
    };
    Ok(rows.into_iter().map(change).collect())
}

/// How many offers of the scope are in each state, archived ones left out.
///
/// # Errors
/// Those of the store.
pub async fn counts(
    db: &impl ConnectionTrait,
    scope: &EmployerScope,
) -> Result<BTreeMap<JobOfferStatus, i64>, StoreError> {
    let rows: Vec<(String, i64)> = Entity::find()
        .filter(within(scope))
        .filter(Column::ArchivedAt.is_null())
        .select_only()
        .column(Column::Status)
        .column_as(Column::Id.count(), "offers")
        .group_by(Column::Status)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(status, count)| Some((JobOfferStatus::parse(&status)?, count))).collect())
}

/// Published offers of an occupation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OccupationCount {
    /// ROME code.
    pub occupation_code: String,
    /// Offers.
    pub offers: i64,
    /// People wanted by them.
    pub positions: i64,
}

/// Published offers by occupation; those without one are left out.
///
/// # Errors
/// Those of the store.
pub async fn open_by_occupation(db: &impl ConnectionTrait) -> Result<Vec<OccupationCount>, StoreError> {
    let rows: Vec<(String, i64, i64)> = Entity::find()
        .filter(Column::Status.eq(JobOfferStatus::Published.as_str()))
        .filter(Column::OccupationCode.is_not_null())
        .filter(Column::ArchivedAt.is_null())
        .select_only()
        .column(Column::OccupationCode)
        .column_as(Column::Id.count(), "offers")
        .column_as(Column::Positions.sum(), "positions")
        .group_by(Column::OccupationCode)
        .into_tuple()
        .all(db)
        .await?;
    let count = |(occupation_code, offers, positions)| OccupationCount { occupation_code, offers, positions };
    Ok(rows.into_iter().map(count).collect())
}

/// Households that moved in thanks to an offer of the scope; voided installations do not count.
///
/// # Errors
/// Those of the store.
pub async fn positions_filled(db: &impl ConnectionTrait, scope: &EmployerScope) -> Result<u64, StoreError> {
    let own = Query::select().column(Column::Id).from(Entity).cond_where(within(scope)).take();
    let moved_in = installations::Entity::find()
        .filter(installations::Column::VoidedAt.is_null())
        .filter(installations::Column::JobOfferId.in_subquery(own));
    Ok(moved_in.count(db).await?)
}
