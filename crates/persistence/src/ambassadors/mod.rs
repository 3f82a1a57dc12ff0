//! Ambassadors, their sign-ups, and what became of them day by day.

mod changes;
pub mod endowments;
mod find;
pub mod invitations;
pub mod sign_ups;
mod write;

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::AmbassadorStatus;
use uuid::Uuid;

use crate::entities::ambassadors::Model;

pub use changes::{Change, changes_of, stock};
pub(crate) use find::complete;
pub use find::{AmbassadorFilter, count, find, find_listed, list, portraits};
pub use write::{Opening, change, insert, set_image_right, update};

/// An ambassador as kept. Codes stand as they are stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambassador {
    /// The ambassador.
    pub id: Uuid,
    /// State.
    pub status: AmbassadorStatus,
    /// Why it is that one.
    pub status_reason: Option<String>,
    /// Day since which it holds.
    pub status_since: NaiveDate,
    /// Day since which they are ambassador, pauses included.
    pub active_since: Option<NaiveDate>,
    /// Code of the nature.
    pub nature: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Name of the organisation.
    pub organisation_name: Option<String>,
    /// Key by which lists are ordered.
    pub sort_name: String,
    /// Address.
    pub email: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// Codes of the kinds.
    pub kinds: Vec<String>,
    /// Codes of the commitments.
    pub commitments: Vec<String>,
    /// Codes of the interests.
    pub interests: Vec<String>,
    /// Codes of the languages.
    pub languages: Vec<String>,
    /// Whether they live outside the Lot.
    pub is_diaspora: bool,
    /// Commune.
    pub commune_code: Option<String>,
    /// Its intercommunalité, for those who live there.
    pub epci_code: Option<String>,
    /// Town, for those who live elsewhere.
    pub home: Option<String>,
    /// Number of the département in which they lived before.
    pub origin: Option<String>,
    /// Code of the family stage.
    pub family_stage: Option<String>,
    /// Families they sponsor at a time at most.
    pub sponsoring_capacity: i32,
    /// A few words about themselves.
    pub portrait: Option<String>,
    /// `public` or `staff`.
    pub source: String,
    /// Version of the text of the sign-up.
    pub consent_version: String,
    /// Version of the text under which the portrait may be shown.
    pub image_version: Option<String>,
    /// When that was agreed to.
    pub image_given_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When they were written down.
    pub created_at: DateTime<Utc>,
    /// When they last changed.
    pub updated_at: DateTime<Utc>,
}

/// The lists of codes of an ambassador.
#[derive(Debug, Default)]
struct Tags {
    kinds: Vec<String>,
    commitments: Vec<String>,
    interests: Vec<String>,
    languages: Vec<String>,
}

impl Tags {
    /// The list of a kind of tag; a kind that is not known has none.
    fn of_kind(&mut self, kind: &str) -> Option<&mut Vec<String>> {
        match kind {
            KIND => Some(&mut self.kinds),
            COMMITMENT => Some(&mut self.commitments),
            INTEREST => Some(&mut self.interests),
            LANGUAGE => Some(&mut self.languages),
            _ => None,
        }
    }
}

const KIND: &str = "kind";
const COMMITMENT: &str = "commitment";
const INTEREST: &str = "interest";
const LANGUAGE: &str = "language";

impl Ambassador {
    fn of(row: Model, tags: Tags) -> Ambassador {
        Ambassador {
            id: row.id,
            // The database checks the state: what it does not know cannot be there.
            status: AmbassadorStatus::parse(&row.status).unwrap_or(AmbassadorStatus::Anonymised),
            status_reason: row.status_reason,
            status_since: row.status_since,
            active_since: row.active_since,
            nature: row.nature,
            first_name: row.first_name,
            last_name: row.last_name,
            organisation_name: row.organisation_name,
            sort_name: row.sort_name,
            email: row.email,
            phone: row.phone,
            kinds: tags.kinds,
            commitments: tags.commitments,
            interests: tags.interests,
            languages: tags.languages,
            is_diaspora: row.is_diaspora,
            commune_code: row.commune_code,
            epci_code: row.epci_code,
            home: row.home,
            origin: row.origin,
            family_stage: row.family_stage,
            sponsoring_capacity: row.sponsoring_capacity,
            portrait: row.portrait,
            source: row.source,
            consent_version: row.consent_version,
            image_version: row.image_version,
            image_given_at: row.image_given_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }

    /// The name by which lists show them: that of the organisation, or the person's.
    #[must_use]
    pub fn display_name(&self) -> String {
        self.organisation_name.clone().unwrap_or_else(|| format!("{} {}", self.first_name, self.last_name))
    }
}
