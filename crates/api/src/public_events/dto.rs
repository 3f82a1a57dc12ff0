//! Shapes of public events: nothing of the roster, the budget or who prepared them.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use persistence::events::Event as Stored;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{hours, path};
use crate::events::dto::EventDay;

/// An event, as the public reads it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicEvent {
    /// The event.
    pub id: Uuid,
    /// Title.
    #[schema(example = "Salon en ligne du Lot")]
    pub title: String,
    /// What it is, a code of the list `event_kinds`.
    #[schema(example = "virtual_fair")]
    pub kind: String,
    /// Where people meet, a code of the list `event_formats`.
    #[schema(example = "online")]
    pub format: String,
    /// `published`, `registrations_closed`, `running`, `finished` or `cancelled`.
    #[schema(example = "published")]
    pub status: String,
    /// Why it was cancelled.
    #[schema(required = true)]
    pub status_reason: Option<String>,
    /// Who organises it.
    #[schema(required = true, example = "Département du Lot")]
    pub organiser_name: Option<String>,
    /// Who takes part.
    pub partner_names: Vec<String>,
    /// Commune of the Lot.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// Hall, address, town: where people go.
    #[schema(required = true)]
    pub place: Option<String>,
    /// Where people join online; those who have to register get it by mail.
    #[schema(required = true)]
    pub video_url: Option<String>,
    /// What people should know of it.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Its days, in order, in the time of the Lot.
    pub days: Vec<EventDay>,
    /// First day.
    pub first_on: NaiveDate,
    /// Last day.
    pub last_on: NaiveDate,
    /// When its first day opens.
    #[schema(required = true)]
    pub starts_at: Option<DateTime<Utc>>,
    /// When its last day closes.
    #[schema(required = true)]
    pub ends_at: Option<DateTime<Utc>>,
    /// Its page.
    #[schema(example = "/evenements/salon-en-ligne-du-lot-0193a000-0000-7000-8000-000000000001")]
    pub path: String,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Names of what events refer to.
#[derive(Debug)]
pub(super) struct Labels {
    /// Names of communes by code.
    pub communes: HashMap<String, String>,
    /// Names of partners by id.
    pub partners: HashMap<Uuid, String>,
}

impl PublicEvent {
    /// The event with the names of what it refers to.
    pub(super) fn of(row: &Stored, labels: &Labels) -> PublicEvent {
        let (starts_at, ends_at) = hours(row);
        PublicEvent {
            id: row.id,
            title: row.title.clone(),
            kind: row.kind.clone(),
            format: row.format.clone(),
            status: row.status.to_string(),
            status_reason: row.status_reason.clone(),
            organiser_name: row.organiser_id.and_then(|id| labels.partners.get(&id).cloned()),
            partner_names: row.partners.iter().filter_map(|id| labels.partners.get(id).cloned()).collect(),
            commune_name: row.commune_code.as_ref().and_then(|code| labels.communes.get(code).cloned()),
            place: row.place.clone(),
            video_url: row.video_url.clone().filter(|_| row.capacity.is_none()),
            description: row.description.clone(),
            days: row.days.iter().map(EventDay::from).collect(),
            first_on: row.span.first,
            last_on: row.span.last,
            starts_at,
            ends_at,
            path: path(row),
            updated_at: row.updated_at,
        }
    }

    /// Where people go, in words.
    pub(super) fn where_to(&self) -> Option<String> {
        domain::events::where_to(self.place.as_deref(), self.commune_name.as_deref())
    }
}

/// The events of the public calendar.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicEventList {
    /// Those that are not over, by their first day.
    pub items: Vec<PublicEvent>,
}
