//! Shapes of registrations.

use chrono::{DateTime, Utc};
use domain::events::registrations::{RegistrationInput, allowed_next};
use persistence::events::registrations::Registration as Stored;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::consent::EventConsentText;
use crate::http::Many;

/// Somebody who registered.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventRegistration {
    /// The registration.
    pub id: Uuid,
    /// The session; null for the event itself.
    #[schema(required = true)]
    pub session_id: Option<Uuid>,
    /// State, a code of the list `event_registration_statuses`.
    #[schema(example = "confirmed")]
    pub status: String,
    /// States that it may be given.
    pub allowed: Vec<String>,
    /// First name; blank a year after the event.
    #[schema(example = "Zoé")]
    pub first_name: String,
    /// Address; blank a year after the event.
    #[schema(example = "zoe@foyer.example")]
    pub email: String,
    /// How many people they bring along.
    pub guests: i32,
    /// `public` or `staff`.
    #[schema(example = "public")]
    pub source: String,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When they registered.
    pub created_at: DateTime<Utc>,
}

impl From<Stored> for EventRegistration {
    fn from(row: Stored) -> Self {
        EventRegistration {
            id: row.id,
            session_id: row.target.session_id,
            status: row.status.to_string(),
            allowed: allowed_next(row.status).iter().map(ToString::to_string).collect(),
            first_name: row.first_name,
            email: row.email,
            guests: row.guests,
            source: row.source,
            version: row.version,
            created_at: row.created_at,
        }
    }
}

/// A page of registrations.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventRegistrationPage {
    /// The registrations, in the order in which they came.
    pub items: Vec<EventRegistration>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// Which registrations.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct EventRegistrationQuery {
    /// Those for this session.
    pub session: Option<Uuid>,
    /// Those in these states.
    #[param(value_type = Vec<String>, example = json!(["confirmed"]))]
    pub status: Many,
    /// Registrations of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// Somebody whom the team writes down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"first_name": "Zoé", "email": "zoe@foyer.example", "guests": 1}))]
pub struct NewEventRegistration {
    /// The session; the event itself when left out.
    #[serde(default)]
    pub session_id: Option<Uuid>,
    /// First name.
    pub first_name: String,
    /// Address.
    pub email: String,
    /// How many people they bring along, 9 at most; nobody to a slot.
    #[serde(default)]
    pub guests: i32,
}

impl From<NewEventRegistration> for RegistrationInput {
    fn from(sent: NewEventRegistration) -> Self {
        RegistrationInput { first_name: sent.first_name, email: sent.email, guests: sent.guests }
    }
}

/// A move of a registration.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "attended"}))]
pub struct EventRegistrationTransition {
    /// State wanted, a code of the list `event_registration_statuses`.
    pub to: String,
}

/// What is needed to show the form.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventRegistrationForm {
    /// To be sent back with the form, not sooner than three seconds and not later than a day after.
    pub token: String,
    /// When it was handed out.
    pub issued_at: DateTime<Utc>,
    /// What is to be agreed to.
    pub consent: EventConsentText,
}

/// Somebody who registers.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "from GET /api/v1/public/event-registration-form", "first_name": "Zoé",
    "email": "zoe@foyer.example", "guests": 1, "consent": true, "consent_version": "2026-1"}))]
pub struct NewPublicRegistration {
    /// Token of `GET /public/event-registration-form`; it serves once.
    pub token: String,
    /// Leave it empty: people do not see this field, machines fill it in.
    #[serde(default)]
    #[schema(required = false)]
    pub website: String,
    /// The session; the event itself when left out.
    #[serde(default)]
    pub session_id: Option<Uuid>,
    /// First name.
    pub first_name: String,
    /// Address; the link to confirm goes there.
    pub email: String,
    /// How many people they bring along, 9 at most; nobody to a slot.
    #[serde(default)]
    pub guests: i32,
    /// The text was read and agreed to; necessary.
    pub consent: bool,
    /// Version of that text.
    pub consent_version: String,
}

/// What is answered at once, the same whoever registers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventRegistrationReceipt {
    /// `registered`: a place is held; `waitlisted`: the line is joined. Both wait for the mailed link to be opened.
    #[schema(example = "registered")]
    pub status: String,
    /// Until when the mailed link can be opened.
    pub held_until: DateTime<Utc>,
}

/// The token of the mailed link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "from the mailed link, behind the #"}))]
pub struct EventRegistrationLink {
    /// What stands behind the `#` of the mailed link.
    pub token: String,
}

/// A registration, as the person reads it.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedEventRegistration {
    /// `confirmed`, `waitlisted`, `cancelled`, `attended` or `absent`.
    #[schema(example = "confirmed")]
    pub status: String,
    /// What for.
    #[schema(example = "Vivre et travailler dans le Lot (Salon en ligne du Lot)")]
    pub title: String,
    /// When, in words.
    #[schema(example = "le 09/04/2027 à 15:00")]
    pub when: String,
    /// Where people join online, for those who have a place.
    #[schema(required = true)]
    pub video_url: Option<String>,
}

/// A session, as the public reads it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicEventSession {
    /// The session.
    pub id: Uuid,
    /// What it is, a code of the list `event_session_kinds`.
    #[schema(example = "workshop")]
    pub kind: String,
    /// Title.
    pub title: String,
    /// What it is about.
    #[schema(required = true)]
    pub description: Option<String>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where in the event.
    #[schema(required = true)]
    pub place: Option<String>,
    /// Whether people may register.
    pub is_open: bool,
    /// Places that are left; null when there is no end of them.
    #[schema(required = true)]
    pub places_left: Option<i32>,
}

/// What people may register for.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicEventProgramme {
    /// Whether people may register for the event itself.
    pub is_open: bool,
    /// Places that are left at the event itself; null when there is no end of them.
    #[schema(required = true)]
    pub places_left: Option<i32>,
    /// Its sessions, in the order in which they start.
    pub sessions: Vec<PublicEventSession>,
}
