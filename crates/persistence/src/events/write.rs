//! Writing events down.

use chrono::{DateTime, Utc};
use domain::codes::EventStatus;
use domain::events::{EventFacts, EventMove};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::Event;
use crate::StoreError;
use crate::entities::events::{ActiveModel, Column, Entity};
use crate::entities::{event_budget_lines, event_days, event_partners};
use crate::versions::{changed, next};

async fn facts_of(db: &impl ConnectionTrait, facts: &EventFacts) -> Result<ActiveModel, StoreError> {
    let commune = match &facts.commune_code {
        Some(code) => crate::territories::find(db, code).await?,
        None => None,
    };
    let span = facts.span();
    Ok(ActiveModel {
        title: Set(facts.title.clone()),
        sort_key: Set(facts.sort_key()),
        search_text: Set(facts.search_text(commune.as_ref().map(|commune| commune.name.as_str()))),
        kind: Set(facts.kind.to_string()),
        format: Set(facts.format.to_string()),
        series: Set(facts.series.clone()),
        edition: Set(facts.edition.clone()),
        organiser_id: Set(facts.organiser_id),
        commune_code: Set(facts.commune_code.clone()),
        epci_code: Set(commune.and_then(|commune| commune.parent_code)),
        venue: Set(facts.place.clone()),
        video_url: Set(facts.video_url.clone()),
        capacity: Set(facts.capacity),
        description: Set(facts.description.clone()),
        is_public: Set(facts.is_public),
        working_group_id: Set(facts.working_group_id),
        first_on: Set(span.first),
        last_on: Set(span.last),
        ..Default::default()
    })
}

/// Writes a draft down.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    (author_id, author_name): (Uuid, &str),
    facts: &EventFacts,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        status: Set(EventStatus::Draft.to_string()),
        author_id: Set(Some(author_id)),
        author_name: Set(author_name.to_owned()),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(db, facts).await?
    };
    Entity::insert(row).exec_without_returning(db).await?;
    set_parts(db, id, facts).await?;
    Ok(id)
}

/// Replaces what is known of an event read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &EventFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), facts_of(db, facts).await?, now).await?;
    event_days::Entity::delete_many().filter(event_days::Column::EventId.eq(id)).exec(db).await?;
    event_partners::Entity::delete_many().filter(event_partners::Column::EventId.eq(id)).exec(db).await?;
    event_budget_lines::Entity::delete_many().filter(event_budget_lines::Column::EventId.eq(id)).exec(db).await?;
    set_parts(db, id, facts).await
}

async fn set_parts(db: &impl ConnectionTrait, event_id: Uuid, facts: &EventFacts) -> Result<(), StoreError> {
    let days = facts.days.iter().map(|day| event_days::ActiveModel {
        event_id: Set(event_id),
        day: Set(day.on),
        opens_at: Set(day.opens_at),
        closes_at: Set(day.closes_at),
    });
    event_days::Entity::insert_many(days).exec_without_returning(db).await?;
    if !facts.partners.is_empty() {
        let partners = facts
            .partners
            .iter()
            .map(|&partner_id| event_partners::ActiveModel { event_id: Set(event_id), partner_id: Set(partner_id) });
        event_partners::Entity::insert_many(partners).exec_without_returning(db).await?;
    }
    if !facts.budget.is_empty() {
        let lines = (1..).zip(&facts.budget).map(|(place, line)| event_budget_lines::ActiveModel {
            id: Set(Uuid::now_v7()),
            event_id: Set(event_id),
            place: Set(place),
            label: Set(line.label.clone()),
            stage: Set(line.stage.to_string()),
            cents: Set(line.cents),
        });
        event_budget_lines::Entity::insert_many(lines).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Moves an event to another state, and keeps why. What was once announced stays known as such.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn change(
    db: &impl ConnectionTrait,
    event: &Event,
    asked: &EventMove,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut row = ActiveModel {
        status: Set(asked.to.to_string()),
        status_reason: Set(asked.reason.clone()),
        ..Default::default()
    };
    if asked.to == EventStatus::Published {
        row.announced_at = Set(Some(now));
    }
    save(db, (event.id, event.version), row, now).await
}

/// Removes an event read at `version`, with everything about it.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn delete(db: &impl ConnectionTrait, (id, version): (Uuid, i32)) -> Result<(), StoreError> {
    let done = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}

async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..change };
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}
