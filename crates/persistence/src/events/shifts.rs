//! Who is expected at which event on which day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::EventStatus;
use domain::events::roster::Presence;
use sea_orm::sea_query::Query;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::event_shifts::{ActiveModel, Column, Entity, Model};
use crate::entities::{events, users};
use crate::versions::changed;

/// Somebody who is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The line of the roster.
    pub id: Uuid,
    /// Who, where, when.
    pub presence: Presence,
    /// First and last name.
    pub name: String,
    /// What they do there, when they come.
    pub note: Option<String>,
    /// Version for optimistic locking.
    pub version: i32,
}

/// The roster of an event, by day, then by name.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Vec<Shift>, StoreError> {
    let rows = Entity::find().filter(Column::EventId.eq(event_id)).order_by_asc(Column::Day).all(db).await?;
    let names = names_of(db, rows.iter().map(|row| row.user_id)).await?;
    let mut shifts: Vec<(String, Shift)> = rows.into_iter().map(|row| shift(row, &names)).collect();
    shifts.sort_by(|(one, a), (other, b)| (a.presence.on, one, a.id).cmp(&(b.presence.on, other, b.id)));
    Ok(shifts.into_iter().map(|(_, shift)| shift).collect())
}

fn shift(row: Model, names: &HashMap<Uuid, (String, String)>) -> (String, Shift) {
    let (sort_name, name) = names.get(&row.user_id).cloned().unwrap_or_default();
    let presence = Presence { event_id: row.event_id, user_id: row.user_id, on: row.day };
    (sort_name, Shift { id: row.id, presence, name, note: row.note, version: row.version })
}

/// Sort key and name of accounts by id.
async fn names_of(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = Uuid>,
) -> Result<HashMap<Uuid, (String, String)>, StoreError> {
    let rows = users::Entity::find().filter(users::Column::Id.is_in(ids)).all(db).await?;
    let name = |row: users::Model| (row.id, (row.sort_name, format!("{} {}", row.first_name, row.last_name)));
    Ok(rows.into_iter().map(name).collect())
}

/// Where else the people of these presences are expected on those days, at events that are not cancelled; with the
/// titles of these events.
///
/// # Errors
/// Those of the store.
pub async fn elsewhere(
    db: &impl ConnectionTrait,
    presences: &[Presence],
) -> Result<(Vec<Presence>, HashMap<Uuid, String>), StoreError> {
    let Some(first) = presences.first() else { return Ok((vec![], HashMap::new())) };
    let cancelled = Query::select()
        .column(events::Column::Id)
        .from(events::Entity)
        .and_where(events::Column::Status.eq(EventStatus::Cancelled.as_str()))
        .to_owned();
    let rows = Entity::find()
        .filter(Column::UserId.is_in(presences.iter().map(|one| one.user_id)))
        .filter(Column::Day.is_in(presences.iter().map(|one| one.on)))
        .filter(Column::EventId.ne(first.event_id))
        .filter(Column::EventId.not_in_subquery(cancelled))
        .all(db)
        .await?;
    let others: Vec<Presence> =
        rows.into_iter().map(|row| Presence { event_id: row.event_id, user_id: row.user_id, on: row.day }).collect();
    if others.is_empty() {
        return Ok((others, HashMap::new()));
    }
    let titles = events::Entity::find()
        .select_only()
        .columns([events::Column::Id, events::Column::Title])
        .filter(events::Column::Id.is_in(others.iter().map(|one| one.event_id)))
        .into_tuple::<(Uuid, String)>()
        .all(db)
        .await?;
    Ok((others, titles.into_iter().collect()))
}

/// Expects somebody.
///
/// # Errors
/// [`StoreError::Constraint`] on `user_id` when they are expected on that day already.
pub async fn insert(
    db: &impl ConnectionTrait,
    presence: Presence,
    note: Option<String>,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        event_id: Set(presence.event_id),
        user_id: Set(presence.user_id),
        day: Set(presence.on),
        note: Set(note),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// No longer expects somebody, by the line of the roster read at `version`; whether there was such a line.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn delete(db: &impl ConnectionTrait, event_id: Uuid, (id, version): (Uuid, i32)) -> Result<bool, StoreError> {
    let own = Entity::find_by_id(id).filter(Column::EventId.eq(event_id));
    if own.one(db).await?.is_none() {
        return Ok(false);
    }
    let done = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)?;
    Ok(true)
}

/// The days of an event on which somebody is expected.
///
/// # Errors
/// Those of the store.
pub async fn staffed_days(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Vec<NaiveDate>, StoreError> {
    let select = Entity::find().select_only().column(Column::Day).filter(Column::EventId.eq(event_id)).distinct();
    Ok(select.into_tuple().all(db).await?)
}
