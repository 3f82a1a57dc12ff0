//! What happens within an event.

use chrono::{DateTime, Utc};
use domain::codes::EventSessionKind;
use domain::events::sessions::SessionFacts;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::event_sessions::{ActiveModel, Column, Entity, Model};
use crate::versions::{changed, next};

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The session.
    pub id: Uuid,
    /// Its event.
    pub event_id: Uuid,
    /// What is known of it.
    pub facts: SessionFacts,
    /// Version for optimistic locking.
    pub version: i32,
}

impl From<Model> for Session {
    fn from(row: Model) -> Self {
        Session {
            id: row.id,
            event_id: row.event_id,
            facts: SessionFacts {
                // The list is ours: what it does not know cannot be there.
                kind: EventSessionKind::parse(&row.kind).unwrap_or(EventSessionKind::Workshop),
                title: row.title,
                description: row.description,
                starts_at: row.starts_at,
                ends_at: row.ends_at,
                place: row.venue,
                video_url: row.video_url,
                capacity: row.capacity,
            },
            version: row.version,
        }
    }
}

/// The sessions of an event, in the order in which they start.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Vec<Session>, StoreError> {
    let own = Entity::find().filter(Column::EventId.eq(event_id));
    let rows = own.order_by_asc(Column::StartsAt).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Session::from).collect())
}

/// One session of an event.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, event_id: Uuid, id: Uuid) -> Result<Option<Session>, StoreError> {
    let found = Entity::find_by_id(id).filter(Column::EventId.eq(event_id)).one(db).await?;
    Ok(found.map(Session::from))
}

fn facts_of(facts: &SessionFacts) -> ActiveModel {
    ActiveModel {
        kind: Set(facts.kind.to_string()),
        title: Set(facts.title.clone()),
        description: Set(facts.description.clone()),
        starts_at: Set(facts.starts_at),
        ends_at: Set(facts.ends_at),
        venue: Set(facts.place.clone()),
        video_url: Set(facts.video_url.clone()),
        capacity: Set(facts.capacity),
        ..Default::default()
    }
}

/// Adds a session.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    event_id: Uuid,
    facts: &SessionFacts,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        event_id: Set(event_id),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(facts)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Replaces what is known of a session read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &SessionFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..facts_of(facts) };
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}

/// Removes a session read at `version`, with its registrations.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn delete(db: &impl ConnectionTrait, (id, version): (Uuid, i32)) -> Result<(), StoreError> {
    let done = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}
