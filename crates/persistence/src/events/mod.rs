//! Events, and who is expected at them.

mod find;
pub mod registrations;
pub mod sessions;
pub mod shifts;
mod write;

use chrono::{DateTime, Utc};
use domain::codes::EventStatus;
use domain::events::{BudgetLine, EventDay, Span};
use uuid::Uuid;

use crate::entities::events::Model;

pub use find::{EventFilter, count, due, find, list, public, titles};
pub use write::{change, delete, insert, update};

/// An event as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The event.
    pub id: Uuid,
    /// Title.
    pub title: String,
    /// Key by which lists are ordered.
    pub sort_key: String,
    /// Code of the kind.
    pub kind: String,
    /// State.
    pub status: EventStatus,
    /// Why it is in that state.
    pub status_reason: Option<String>,
    /// Code of the format.
    pub format: String,
    /// The series that it is an edition of.
    pub series: Option<String>,
    /// Which edition it is.
    pub edition: Option<String>,
    /// The partner that organises it.
    pub organiser_id: Option<Uuid>,
    /// Partners who take part.
    pub partners: Vec<Uuid>,
    /// Commune.
    pub commune_code: Option<String>,
    /// Intercommunalité of that commune.
    pub epci_code: Option<String>,
    /// Where people go.
    pub place: Option<String>,
    /// Where people join online.
    pub video_url: Option<String>,
    /// How many people it takes.
    pub capacity: Option<i32>,
    /// What people should know of it.
    pub description: Option<String>,
    /// Whether it stands on the public calendar once it is published.
    pub is_public: bool,
    /// When it was published; a draft that was cancelled never was.
    pub announced_at: Option<DateTime<Utc>>,
    /// First and last day.
    pub span: Span,
    /// Its days, in order.
    pub days: Vec<EventDay>,
    /// Its budget.
    pub budget: Vec<BudgetLine>,
    /// Who prepared it.
    pub author_id: Option<Uuid>,
    /// Name of that person.
    pub author_name: String,
    /// The working group that meets there.
    pub working_group_id: Option<Uuid>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// What stands of an event in tables of its own.
#[derive(Debug, Default)]
struct Parts {
    days: Vec<EventDay>,
    partners: Vec<Uuid>,
    budget: Vec<BudgetLine>,
}

impl Event {
    fn of(row: Model, parts: Parts) -> Event {
        Event {
            id: row.id,
            title: row.title,
            sort_key: row.sort_key,
            kind: row.kind,
            // The database checks the state: what it does not know cannot be there.
            status: EventStatus::parse(&row.status).unwrap_or(EventStatus::Draft),
            status_reason: row.status_reason,
            format: row.format,
            series: row.series,
            edition: row.edition,
            organiser_id: row.organiser_id,
            partners: parts.partners,
            commune_code: row.commune_code,
            epci_code: row.epci_code,
            place: row.venue,
            video_url: row.video_url,
            capacity: row.capacity,
            description: row.description,
            is_public: row.is_public,
            announced_at: row.announced_at,
            span: Span { first: row.first_on, last: row.last_on },
            days: parts.days,
            budget: parts.budget,
            author_id: row.author_id,
            author_name: row.author_name,
            working_group_id: row.working_group_id,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
