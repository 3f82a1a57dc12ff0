//! Shapes of sessions.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Paris;
use domain::events::sessions::SessionInput;
use persistence::events::sessions::Session as Stored;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// What happens within an event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventSession {
    /// The session.
    pub id: Uuid,
    /// What it is, a code of the list `event_session_kinds`.
    #[schema(example = "round_table")]
    pub kind: String,
    /// Title.
    #[schema(example = "Vivre et travailler dans le Lot")]
    pub title: String,
    /// What it is about.
    #[schema(required = true)]
    pub description: Option<String>,
    /// When it starts.
    #[schema(example = "2027-04-09T13:00:00Z")]
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where in the event.
    #[schema(required = true)]
    pub place: Option<String>,
    /// Where people join online.
    #[schema(required = true)]
    pub video_url: Option<String>,
    /// How many people it takes; null is as many as come, a slot takes one.
    #[schema(required = true, example = 30)]
    pub capacity: Option<i32>,
    /// Places taken, those of guests among them.
    pub taken: i32,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl EventSession {
    /// The session with the places taken.
    pub(super) fn of(row: Stored, taken: i32) -> EventSession {
        EventSession {
            id: row.id,
            kind: row.facts.kind.to_string(),
            title: row.facts.title,
            description: row.facts.description,
            starts_at: row.facts.starts_at,
            ends_at: row.facts.ends_at,
            place: row.facts.place,
            video_url: row.facts.video_url,
            capacity: row.facts.capacity,
            taken,
            version: row.version,
        }
    }
}

/// The sessions of an event.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventSessionList {
    /// In the order in which they start.
    pub items: Vec<EventSession>,
}

/// A session to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "round_table", "title": "Vivre et travailler dans le Lot", "on": "2027-03-19",
    "starts_at": "15:00", "ends_at": "16:30", "video_url": "https://visio.example/table-ronde", "capacity": 80}))]
pub struct NewEventSession {
    /// What it is, a code of the list `event_session_kinds`.
    pub kind: String,
    /// Title.
    pub title: String,
    /// What it is about; 2,000 characters at most.
    #[serde(default)]
    pub description: Option<String>,
    /// One of the days of the event.
    pub on: NaiveDate,
    /// When it starts in the Lot, `HH:MM`.
    pub starts_at: String,
    /// When it ends in the Lot, `HH:MM`.
    pub ends_at: String,
    /// Where in the event.
    #[serde(default)]
    pub place: Option<String>,
    /// Where people join online.
    #[serde(default)]
    pub video_url: Option<String>,
    /// How many people it takes.
    #[serde(default)]
    pub capacity: Option<i32>,
}

impl From<NewEventSession> for SessionInput {
    fn from(sent: NewEventSession) -> Self {
        SessionInput {
            kind: sent.kind,
            title: sent.title,
            description: sent.description,
            on: sent.on,
            starts_at: sent.starts_at,
            ends_at: sent.ends_at,
            place: sent.place,
            video_url: sent.video_url,
            capacity: sent.capacity,
        }
    }
}

/// A change of a session.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"capacity": 100}))]
pub struct EventSessionPatch {
    /// What it is.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub kind: Patch<String>,
    /// Title.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub title: Patch<String>,
    /// What it is about.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// One of the days of the event.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub on: Patch<NaiveDate>,
    /// When it starts in the Lot.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub starts_at: Patch<String>,
    /// When it ends in the Lot.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub ends_at: Patch<String>,
    /// Where in the event.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub place: Patch<String>,
    /// Where people join online.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub video_url: Patch<String>,
    /// How many people it takes.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub capacity: Patch<i32>,
}

impl EventSessionPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("kind", self.kind.is_sent()),
            ("title", self.title.is_sent()),
            ("description", self.description.is_sent()),
            ("on", self.on.is_sent()),
            ("starts_at", self.starts_at.is_sent()),
            ("ends_at", self.ends_at.is_sent()),
            ("place", self.place.is_sent()),
            ("video_url", self.video_url.is_sent()),
            ("capacity", self.capacity.is_sent()),
        ])
    }

    /// The session as it will be.
    #[must_use]
    pub fn onto(self, current: &Stored) -> SessionInput {
        let now = current.facts.clone();
        let told = |at: DateTime<Utc>| at.with_timezone(&Paris).format("%H:%M").to_string();
        SessionInput {
            kind: self.kind.or(Some(now.kind.to_string())).unwrap_or_default(),
            title: self.title.or(Some(now.title)).unwrap_or_default(),
            description: self.description.or(now.description),
            on: self.on.or(Some(now.starts_at.with_timezone(&Paris).date_naive())).unwrap_or_default(),
            starts_at: self.starts_at.or(Some(told(now.starts_at))).unwrap_or_default(),
            ends_at: self.ends_at.or(Some(told(now.ends_at))).unwrap_or_default(),
            place: self.place.or(now.place),
            video_url: self.video_url.or(now.video_url),
            capacity: self.capacity.or(now.capacity),
        }
    }
}
