//! Looking events up.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::codes::{BudgetStage, EventFormat, EventKind, EventStatus};
use domain::events::{BudgetLine, EventDay};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::{Event, Parts};
use crate::StoreError;
use crate::entities::events::{Column, Entity, Model};
use crate::entities::{event_budget_lines, event_days, event_partners};
use crate::slice::{Slice, every_word, sliced};

/// Which events.
#[derive(Debug, Clone, Default)]
pub struct EventFilter {
    /// Words of the title, the series, the place or the description; accents and case do not matter.
    pub q: Option<String>,
    /// Those of one of these kinds; empty is any.
    pub kinds: Vec<EventKind>,
    /// Those in one of these states; empty is any but archived.
    pub statuses: Vec<EventStatus>,
    /// Those of this format.
    pub format: Option<EventFormat>,
    /// Editions of this series.
    pub series: Option<String>,
    /// Those that this partner organises or takes part in.
    pub partner: Option<Uuid>,
    /// Meetings of this working group.
    pub working_group: Option<Uuid>,
    /// Those whose last day is this one or later.
    pub from: Option<NaiveDate>,
    /// Those whose first day is before this one.
    pub before: Option<NaiveDate>,
}

/// The event of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Event>, StoreError> {
    let row = Entity::find_by_id(id).one(db).await?;
    Ok(complete(db, row.into_iter().collect()).await?.pop())
}

/// Events by their first day, then by title.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, filter: &EventFilter, slice: &Slice) -> Result<Vec<Event>, StoreError> {
    let rows = sliced(filtered(filter), Column::SortKey, Column::Id, slice).all(db).await?;
    complete(db, rows).await
}

/// How many events there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &EventFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

fn filtered(filter: &EventFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if let Some(q) = &filter.q {
        select = select.filter(every_word(Column::SearchText, q));
    }
    if !filter.kinds.is_empty() {
        select = select.filter(Column::Kind.is_in(filter.kinds.iter().map(|kind| kind.as_str())));
    }
    select = match filter.statuses.is_empty() {
        true => select.filter(Column::Status.ne(EventStatus::Archived.as_str())),
        false => select.filter(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str()))),
    };
    if let Some(format) = filter.format {
        select = select.filter(Column::Format.eq(format.as_str()));
    }
    if let Some(series) = &filter.series {
        select = select.filter(Column::Series.eq(series.as_str()));
    }
    if let Some(partner) = filter.partner {
        let taking_part = sea_orm::sea_query::Query::select()
            .column(event_partners::Column::EventId)
            .from(event_partners::Entity)
            .and_where(event_partners::Column::PartnerId.eq(partner))
            .to_owned();
        let theirs = Condition::any().add(Column::OrganiserId.eq(partner)).add(Column::Id.in_subquery(taking_part));
        select = select.filter(theirs);
    }
    if let Some(group) = filter.working_group {
        select = select.filter(Column::WorkingGroupId.eq(group));
    }
    if let Some(from) = filter.from {
        select = select.filter(Column::LastOn.gte(from));
    }
    match filter.before {
        Some(before) => select.filter(Column::FirstOn.lt(before)),
        None => select,
    }
}

/// Events of which the clock makes something else on `today`, at most `limit` of them.
///
/// # Errors
/// Those of the store.
pub async fn due(db: &impl ConnectionTrait, today: NaiveDate, limit: u64) -> Result<Vec<Event>, StoreError> {
    let waiting = [EventStatus::Published, EventStatus::RegistrationsClosed].map(EventStatus::as_str);
    let starting = Condition::all().add(Column::Status.is_in(waiting)).add(Column::FirstOn.lte(today));
    let running = Column::Status.eq(EventStatus::Running.as_str());
    let ending = Condition::all().add(running).add(Column::LastOn.lt(today));
    let either = Condition::any().add(starting).add(ending);
    let rows = Entity::find().filter(either).order_by_asc(Column::Id).limit(limit).all(db).await?;
    complete(db, rows).await
}

/// Events of the public calendar whose last day is `from` or later, by their first day: those that were announced, the
/// cancelled ones among them as long as they would have lasted.
///
/// # Errors
/// Those of the store.
pub async fn public(db: &impl ConnectionTrait, from: NaiveDate, limit: u64) -> Result<Vec<Event>, StoreError> {
    let announced = EventStatus::ALL.iter().filter(|status| domain::events::is_announced(**status));
    let rows = Entity::find()
        .filter(Column::IsPublic.eq(true))
        .filter(Column::AnnouncedAt.is_not_null())
        .filter(Column::Status.is_in(announced.map(|status| status.as_str())))
        .filter(Column::LastOn.gte(from))
        .order_by_asc(Column::SortKey)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    complete(db, rows).await
}

/// Events with their days, partners and budgets: a query for each, whatever their number.
async fn complete(db: &impl ConnectionTrait, rows: Vec<Model>) -> Result<Vec<Event>, StoreError> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let mut parts: HashMap<Uuid, Parts> = HashMap::new();
    let days = event_days::Entity::find().filter(event_days::Column::EventId.is_in(ids.iter().copied()));
    for row in days.order_by_asc(event_days::Column::Day).all(db).await? {
        let day = EventDay { on: row.day, opens_at: row.opens_at, closes_at: row.closes_at };
        parts.entry(row.event_id).or_default().days.push(day);
    }
    let partners = event_partners::Entity::find().filter(event_partners::Column::EventId.is_in(ids.iter().copied()));
    for row in partners.order_by_asc(event_partners::Column::PartnerId).all(db).await? {
        parts.entry(row.event_id).or_default().partners.push(row.partner_id);
    }
    let lines = event_budget_lines::Entity::find().filter(event_budget_lines::Column::EventId.is_in(ids));
    for row in lines.order_by_asc(event_budget_lines::Column::Place).all(db).await? {
        let stage = BudgetStage::parse(&row.stage).unwrap_or(BudgetStage::Planned);
        parts.entry(row.event_id).or_default().budget.push(BudgetLine { label: row.label, stage, cents: row.cents });
    }
    Ok(rows
        .into_iter()
        .map(|row| (parts.remove(&row.id).unwrap_or_default(), row))
        .map(|(parts, row)| Event::of(row, parts))
        .collect())
}

/// Titles of events by id.
///
/// # Errors
/// Those of the store.
pub async fn titles(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, StoreError> {
    let select = Entity::find().select_only().columns([Column::Id, Column::Title]).filter(Column::Id.is_in(ids));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}
