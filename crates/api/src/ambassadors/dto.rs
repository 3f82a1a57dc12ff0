//! Shapes of ambassadors.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::ambassadors::{AmbassadorInput, allowed_next};
use persistence::ambassadors::Ambassador as Stored;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 18] = [
    "nature",
    "first_name",
    "last_name",
    "organisation_name",
    "email",
    "phone",
    "kinds",
    "commitments",
    "interests",
    "languages",
    "is_diaspora",
    "commune_code",
    "home",
    "origin",
    "family_stage",
    "sponsoring_capacity",
    "portrait",
    "image_right",
];

/// An ambassador, as the team reads them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Ambassador {
    /// The ambassador.
    pub id: Uuid,
    /// State, a code of the list `ambassador_statuses`.
    #[schema(example = "active")]
    pub status: String,
    /// Why it is that one.
    #[schema(required = true)]
    pub status_reason: Option<String>,
    /// Day since which it holds.
    pub status_since: NaiveDate,
    /// Day since which they are ambassador, pauses included.
    #[schema(required = true)]
    pub active_since: Option<NaiveDate>,
    /// States that the caller may give them now.
    #[schema(example = json!(["paused", "retired"]))]
    pub allowed: Vec<String>,
    /// Name by which lists show them.
    #[schema(example = "Zoé Élie")]
    pub display_name: String,
    /// Somebody or a body, a code of the list `ambassador_natures`.
    #[schema(example = "person")]
    pub nature: String,
    /// First name, of the person or of who speaks for the organisation.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Name of the organisation.
    #[schema(required = true)]
    pub organisation_name: Option<String>,
    /// Address.
    pub email: String,
    /// Telephone number.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// What they are, codes of the list `ambassador_kinds`.
    pub kinds: Vec<String>,
    /// What they are ready to do, codes of the list `ambassador_commitments`.
    pub commitments: Vec<String>,
    /// What they like to talk about, codes of the list `ambassador_interests`.
    pub interests: Vec<String>,
    /// Languages they speak, codes of the list `languages`.
    pub languages: Vec<String>,
    /// Whether they live outside the Lot.
    pub is_diaspora: bool,
    /// Commune of the Lot: where they live, or come from.
    #[schema(required = true, example = "46102")]
    pub commune_code: Option<String>,
    /// Its name.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// Town, for those who live elsewhere.
    #[schema(required = true)]
    pub home: Option<String>,
    /// Number of the département in which they lived before.
    #[schema(required = true, example = "31")]
    pub origin: Option<String>,
    /// Where their own family stands, a code of the list `family_stages`.
    #[schema(required = true, example = "schoolchildren")]
    pub family_stage: Option<String>,
    /// Families they sponsor at a time at most.
    pub sponsoring_capacity: i32,
    /// A few words about themselves.
    #[schema(required = true)]
    pub portrait: Option<String>,
    /// Whether the portrait may be shown to the public.
    pub image_right: bool,
    /// Since when, and under which version of the text.
    #[schema(required = true)]
    pub image_right_given_at: Option<DateTime<Utc>>,
    /// Version of the text that they signed up under.
    pub consent_version: String,
    /// Whether they get the newsletter.
    pub newsletter: bool,
    /// Where they came from: `public` or `staff`.
    pub source: String,
    /// Version.
    pub version: i32,
    /// When they were written down.
    pub created_at: DateTime<Utc>,
    /// When they last changed.
    pub updated_at: DateTime<Utc>,
}

/// What ambassadors are shown with.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// Names of communes by code.
    pub communes: HashMap<String, String>,
    /// Addresses that get the newsletter.
    pub readers: HashSet<String>,
}

impl Ambassador {
    pub(super) fn of(row: Stored, labels: &Labels, decides: bool) -> Ambassador {
        let allowed = if decides { allowed_next(row.status) } else { &[] };
        Ambassador {
            display_name: row.display_name(),
            allowed: allowed.iter().map(|status| status.to_string()).collect(),
            commune_name: row.commune_code.as_ref().and_then(|code| labels.communes.get(code)).cloned(),
            newsletter: labels.readers.contains(&row.email),
            image_right: row.image_version.is_some(),
            id: row.id,
            status: row.status.to_string(),
            status_reason: row.status_reason,
            status_since: row.status_since,
            active_since: row.active_since,
            nature: row.nature,
            first_name: row.first_name,
            last_name: row.last_name,
            organisation_name: row.organisation_name,
            email: row.email,
            phone: row.phone,
            kinds: row.kinds,
            commitments: row.commitments,
            interests: row.interests,
            languages: row.languages,
            is_diaspora: row.is_diaspora,
            commune_code: row.commune_code,
            home: row.home,
            origin: row.origin,
            family_stage: row.family_stage,
            sponsoring_capacity: row.sponsoring_capacity,
            portrait: row.portrait,
            image_right_given_at: row.image_given_at,
            consent_version: row.consent_version,
            source: row.source,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A page of ambassadors.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmbassadorPage {
    /// The ambassadors.
    pub items: Vec<Ambassador>,
    /// Cursor of the page that follows.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i32>,
}

/// An ambassador to write down.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"nature": "person", "first_name": "Zoé", "last_name": "Élie",
    "email": "zoe.elie@ambassade.example", "kinds": ["inhabitant"], "commitments": ["talk", "sponsor"],
    "interests": ["nature"], "languages": ["fr", "en"], "commune_code": "46102", "sponsoring_capacity": 2}))]
pub struct NewAmbassador {
    /// Somebody or a body, a code of the list `ambassador_natures`.
    #[schema(example = "person")]
    pub nature: String,
    /// First name, of the person or of who speaks for the organisation.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Name of the organisation.
    #[serde(default)]
    pub organisation_name: Option<String>,
    /// Address.
    pub email: String,
    /// Telephone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// What they are, codes of the list `ambassador_kinds`.
    pub kinds: Vec<String>,
    /// What they are ready to do, codes of the list `ambassador_commitments`.
    pub commitments: Vec<String>,
    /// What they like to talk about, codes of the list `ambassador_interests`.
    #[serde(default)]
    #[schema(required = false)]
    pub interests: Vec<String>,
    /// Languages they speak, codes of the list `languages`.
    #[serde(default)]
    #[schema(required = false)]
    pub languages: Vec<String>,
    /// Whether they live outside the Lot.
    #[serde(default)]
    #[schema(required = false)]
    pub is_diaspora: bool,
    /// Commune of the Lot: where they live, or come from.
    #[serde(default)]
    #[schema(example = "46102")]
    pub commune_code: Option<String>,
    /// Town, for those who live elsewhere.
    #[serde(default)]
    pub home: Option<String>,
    /// Number of the département in which they lived before.
    #[serde(default)]
    #[schema(example = "31")]
    pub origin: Option<String>,
    /// Where their own family stands, a code of the list `family_stages`.
    #[serde(default)]
    pub family_stage: Option<String>,
    /// Families they sponsor at a time at most: 1 to 10 for those who are ready to sponsor, else 0.
    #[serde(default)]
    #[schema(required = false, minimum = 0, maximum = 10)]
    pub sponsoring_capacity: i32,
    /// A few words about themselves, 600 characters at most.
    #[serde(default)]
    pub portrait: Option<String>,
    /// Whether they agreed to have their portrait shown: an agreement of its own.
    #[serde(default)]
    #[schema(required = false)]
    pub image_right: bool,
}

impl From<NewAmbassador> for AmbassadorInput {
    fn from(sent: NewAmbassador) -> Self {
        AmbassadorInput {
            nature: sent.nature,
            first_name: sent.first_name,
            last_name: sent.last_name,
            organisation_name: sent.organisation_name,
            email: sent.email,
            phone: sent.phone,
            kinds: sent.kinds,
            commitments: sent.commitments,
            interests: sent.interests,
            languages: sent.languages,
            is_diaspora: sent.is_diaspora,
            commune_code: sent.commune_code,
            home: sent.home,
            origin: sent.origin,
            family_stage: sent.family_stage,
            sponsoring_capacity: sent.sponsoring_capacity,
            portrait: sent.portrait,
        }
    }
}

/// A move of an ambassador.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "paused"}))]
pub struct AmbassadorTransition {
    /// State wanted, a code of the list `ambassador_statuses`.
    pub to: String,
    /// Why; required to refuse, and told to the person then.
    #[serde(default)]
    pub reason: Option<String>,
}

/// An ambassador, as the public sees them.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicAmbassador {
    /// First name, or name of the organisation.
    #[schema(example = "Zoé")]
    pub name: String,
    /// Commune, or town elsewhere.
    #[schema(required = true, example = "Figeac")]
    pub place: Option<String>,
    /// Whether they live outside the Lot.
    pub is_diaspora: bool,
    /// What they say about themselves.
    pub portrait: String,
}

/// The portraits of ambassadors who agreed to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicAmbassadorList {
    /// By name.
    pub items: Vec<PublicAmbassador>,
}
