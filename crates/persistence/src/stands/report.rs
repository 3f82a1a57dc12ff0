//! How far the people met at an event came.

use chrono::NaiveDate;
use domain::codes::{StandCaptureStatus, StandLevel};
use domain::stands::Funnel;
use sea_orm::sea_query::{Expr, Func, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::counters;
use crate::StoreError;
use crate::entities::{events, installations, prospects, stand_captures, status_changes};

/// What one device brought back from one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The device.
    pub device_id: Uuid,
    /// The day.
    pub on: NaiveDate,
    /// People counted.
    pub visitors: i64,
    /// People written down.
    pub captures: i64,
}

/// The files of an event: those that name it, and those that people met there became or joined.
pub(crate) fn files_of(event_id: Uuid) -> Condition {
    use stand_captures::Column::{EventId, ProspectId, Status};
    let linked: SelectStatement = Query::select()
        .column(ProspectId)
        .from(stand_captures::Entity)
        .and_where(EventId.eq(event_id))
        .and_where(Status.eq(StandCaptureStatus::Linked.as_str()))
        .and_where(ProspectId.is_not_null())
        .to_owned();
    Condition::any().add(prospects::Column::EventId.eq(event_id)).add(prospects::Column::Id.in_subquery(linked))
}

fn ids_of_files(event_id: Uuid) -> SelectStatement {
    Query::select().column(prospects::Column::Id).from(prospects::Entity).cond_where(files_of(event_id)).to_owned()
}

/// How far the people met at an event came.
///
/// # Errors
/// Those of the store.
pub async fn funnel(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Funnel, StoreError> {
    let visitors = counters::of_event(db, event_id).await?.iter().map(|(_, _, count)| i64::from(*count)).sum();
    let kept = stand_captures::Entity::find()
        .filter(stand_captures::Column::EventId.eq(event_id))
        .filter(stand_captures::Column::Status.ne(StandCaptureStatus::Rejected.as_str()));
    let captures = kept.clone().count(db).await?;
    let waiting = kept
        .filter(stand_captures::Column::Status.ne(StandCaptureStatus::Linked.as_str()))
        .filter(stand_captures::Column::Level.ne(StandLevel::Visitor.as_str()))
        .count(db)
        .await?;
    let files = prospects::Entity::find().filter(files_of(event_id)).count(db).await?;
    let supported: Option<i64> = status_changes::Entity::find()
        .select_only()
        .expr(Func::count_distinct(Expr::col(status_changes::Column::ProspectId)))
        .filter(status_changes::Column::ToStatus.eq("supported"))
        .filter(status_changes::Column::ProspectId.in_subquery(ids_of_files(event_id)))
        .into_tuple()
        .one(db)
        .await?;
    let settled = installations::Entity::find()
        .filter(installations::Column::VoidedAt.is_null())
        .filter(installations::Column::ProspectId.in_subquery(ids_of_files(event_id)))
        .count(db)
        .await?;
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    Ok(Funnel {
        visitors,
        captures: count(captures),
        with_project: count(files.saturating_add(waiting)),
        followed: supported.unwrap_or_default(),
        settled: count(settled),
    })
}

/// What each device brought back from each day, by day, then by device.
///
/// # Errors
/// Those of the store.
pub async fn tallies(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Vec<Tally>, StoreError> {
    use stand_captures::Column::{CapturedOn, DeviceId, EventId, Id, Status};
    let written: Vec<(Uuid, NaiveDate, i64)> = stand_captures::Entity::find()
        .select_only()
        .column(DeviceId)
        .column(CapturedOn)
        .column_as(Id.count(), "captures")
        .filter(EventId.eq(event_id))
        .filter(Status.ne(StandCaptureStatus::Rejected.as_str()))
        .group_by(DeviceId)
        .group_by(CapturedOn)
        .into_tuple()
        .all(db)
        .await?;
    let mut found: Vec<Tally> = counters::of_event(db, event_id)
        .await?
        .into_iter()
        .map(|(device_id, on, visitors)| Tally { device_id, on, visitors: i64::from(visitors), captures: 0 })
        .collect();
    for (device_id, on, captures) in written {
        match found.iter_mut().find(|tally| tally.device_id == device_id && tally.on == on) {
            Some(tally) => tally.captures = captures,
            None => found.push(Tally { device_id, on, visitors: 0, captures }),
        }
    }
    found.sort_by_key(|tally| (tally.on, tally.device_id));
    Ok(found)
}

/// The edition before the one that starts on `first_on`: id, title, edition.
///
/// # Errors
/// Those of the store.
pub async fn previous_edition(
    db: &impl ConnectionTrait,
    series: &str,
    first_on: NaiveDate,
) -> Result<Option<Uuid>, StoreError> {
    let before = events::Entity::find()
        .select_only()
        .column(events::Column::Id)
        .filter(events::Column::Series.eq(series))
        .filter(events::Column::LastOn.lt(first_on))
        .filter(events::Column::Status.ne("cancelled"))
        .filter(events::Column::Status.ne("draft"))
        .order_by_desc(events::Column::FirstOn)
        .order_by_desc(events::Column::Id);
    Ok(before.into_tuple().one(db).await?)
}
