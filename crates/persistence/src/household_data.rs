//! Everything that is kept about the people of a file beside the file itself, for whoever asks what that is.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{contact_requests, event_registrations, interactions, job_alerts, stand_captures};

/// An exchange or a note about the household, private ones among them: what is written of somebody is theirs to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Code of the kind.
    pub kind: String,
    /// Code of the direction.
    pub direction: Option<String>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// What was said.
    pub summary: String,
}

/// A form that the household sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// Its reference.
    pub reference: String,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// What it said.
    pub content: Value,
}

/// A meeting on a stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Met {
    /// The event.
    pub event_id: Uuid,
    /// When.
    pub captured_at: DateTime<Utc>,
    /// What was noted.
    pub content: Value,
}

/// A place at an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// The event.
    pub event_id: Uuid,
    /// State.
    pub status: String,
    /// How many come along.
    pub guests: i32,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
}

/// A search for offers that is told by mail.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    /// What is looked for.
    pub filters: Value,
    /// How often it is told.
    pub frequency: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

/// What is kept beside a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside {
    /// Exchanges and notes, oldest first.
    pub exchanges: Vec<Exchange>,
    /// Forms, oldest first.
    pub forms: Vec<Sent>,
    /// Meetings on stands, oldest first.
    pub meetings: Vec<Met>,
    /// Places at events, oldest first.
    pub places: Vec<Booked>,
    /// Alerts on offers, oldest first.
    pub alerts: Vec<Search>,
}

/// What is kept beside the file `id`, and under the addresses of its people.
///
/// # Errors
/// Those of the store.
pub async fn beside(db: &impl ConnectionTrait, id: Uuid, addresses: &[String]) -> Result<Beside, StoreError> {
    let exchanges = interactions::Entity::find()
        .filter(interactions::Column::ProspectId.eq(id))
        .order_by_asc(interactions::Column::OccurredAt)
        .order_by_asc(interactions::Column::Id);
    let forms = contact_requests::Entity::find()
        .filter(contact_requests::Column::ProspectId.eq(id))
        .order_by_asc(contact_requests::Column::Id);
    let meetings = stand_captures::Entity::find()
        .filter(stand_captures::Column::ProspectId.eq(id))
        .order_by_asc(stand_captures::Column::Id);
    let theirs = || addresses.iter().map(String::as_str);
    let places = event_registrations::Entity::find()
        .filter(event_registrations::Column::Email.is_in(theirs()))
        .order_by_asc(event_registrations::Column::Id);
    let alerts = job_alerts::Entity::find()
        .filter(job_alerts::Column::Email.is_in(theirs()))
        .order_by_asc(job_alerts::Column::Id);
    let exchange = |row: interactions::Model| Exchange {
        kind: row.kind,
        direction: row.direction,
        occurred_at: row.occurred_at,
        summary: row.summary,
    };
    let form = |row: contact_requests::Model| Sent {
        reference: row.reference,
        received_at: row.received_at,
        content: row.payload,
    };
    let met =
        |row: stand_captures::Model| Met { event_id: row.event_id, captured_at: row.captured_at, content: row.payload };
    let booked = |row: event_registrations::Model| Booked {
        event_id: row.event_id,
        status: row.status,
        guests: row.guests,
        created_at: row.created_at,
    };
    let search =
        |row: job_alerts::Model| Search { filters: row.filters, frequency: row.frequency, created_at: row.created_at };
    Ok(Beside {
        exchanges: exchanges.all(db).await?.into_iter().map(exchange).collect(),
        forms: forms.all(db).await?.into_iter().map(form).collect(),
        meetings: meetings.all(db).await?.into_iter().map(met).collect(),
        places: places.all(db).await?.into_iter().map(booked).collect(),
        alerts: alerts.all(db).await?.into_iter().map(search).collect(),
    })
}

/// Titles of the events among these, as [`crate::events::titles`] tells them.
///
/// # Errors
/// Those of the store.
pub async fn events_of(db: &impl ConnectionTrait, beside: &Beside) -> Result<HashMap<Uuid, String>, StoreError> {
    let met = beside.meetings.iter().map(|one| one.event_id);
    crate::events::titles(db, met.chain(beside.places.iter().map(|one| one.event_id))).await
}
