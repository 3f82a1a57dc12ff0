//! The agendas and the decisions of steering committees; they carry the version of their event.

use chrono::{DateTime, Utc};
use domain::committees::{AgendaItem, Decision, Minutes};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{agenda_items, decisions, events};
use crate::versions::{changed, next};

/// What a committee talks about and decided.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Minutes, StoreError> {
    let items = agenda_items::Entity::find().filter(agenda_items::Column::EventId.eq(event_id));
    let items = items.order_by_asc(agenda_items::Column::Place).all(db).await?;
    let taken = decisions::Entity::find().filter(decisions::Column::EventId.eq(event_id));
    let taken = taken.order_by_asc(decisions::Column::Place).all(db).await?;
    let item = |row: agenda_items::Model| AgendaItem {
        title: row.title,
        minutes: row.minutes,
        presenter: row.presenter,
        indicator_code: row.indicator_code,
        document: row.document,
    };
    let decision = |row: decisions::Model| Decision { text: row.text, decided_on: row.decided_on, vote: row.vote };
    Ok(Minutes { agenda: items.into_iter().map(item).collect(), decisions: taken.into_iter().map(decision).collect() })
}

/// Replaces the agenda and the decisions of a committee whose event was read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when the event changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (event_id, version): (Uuid, i32),
    minutes: &Minutes,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = events::ActiveModel { updated_at: Set(now), version: Set(next(version)), ..Default::default() };
    let own = events::Entity::update_many().set(row).filter(events::Column::Id.eq(event_id));
    changed(own.filter(events::Column::Version.eq(version)).exec(db).await?.rows_affected)?;
    agenda_items::Entity::delete_many().filter(agenda_items::Column::EventId.eq(event_id)).exec(db).await?;
    decisions::Entity::delete_many().filter(decisions::Column::EventId.eq(event_id)).exec(db).await?;
    let items = (1..).zip(&minutes.agenda).map(|(place, item)| agenda_items::ActiveModel {
        id: Set(Uuid::now_v7()),
        event_id: Set(event_id),
        place: Set(place),
        title: Set(item.title.clone()),
        minutes: Set(item.minutes),
        presenter: Set(item.presenter.clone()),
        indicator_code: Set(item.indicator_code.clone()),
        document: Set(item.document.clone()),
    });
    let taken = (1..).zip(&minutes.decisions).map(|(place, decision)| decisions::ActiveModel {
        id: Set(Uuid::now_v7()),
        event_id: Set(event_id),
        place: Set(place),
        text: Set(decision.text.clone()),
        decided_on: Set(decision.decided_on),
        vote: Set(decision.vote.clone()),
    });
    let (items, taken): (Vec<_>, Vec<_>) = (items.collect(), taken.collect());
    if !items.is_empty() {
        agenda_items::Entity::insert_many(items).exec_without_returning(db).await?;
    }
    if !taken.is_empty() {
        decisions::Entity::insert_many(taken).exec_without_returning(db).await?;
    }
    Ok(())
}
