//! Shapes of the files of `data/demo`. A field that nobody knows stops the seed.

use figment::Figment;
use figment::providers::{Format, Toml};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::contact_requests::NewContactRequest;
use crate::seed::SeedError;

const PEOPLE: &str = include_str!("../../../../../data/demo/people.toml");
const HOUSEHOLDS: &str = include_str!("../../../../../data/demo/households.toml");
const REQUESTS: &str = include_str!("../../../../../data/demo/requests.toml");

/// Reads one of the files of `data/demo`.
pub(in crate::seed) fn read<T: DeserializeOwned>(text: &str) -> Result<T, SeedError> {
    Figment::from(Toml::string(text)).extract().map_err(|error| SeedError::Data(error.to_string()))
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) partners: Vec<Partner>,
    pub(super) accounts: Vec<Account>,
}

impl People {
    pub(super) fn read() -> Result<People, SeedError> {
        read(PEOPLE)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Partner {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) territories: Vec<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) website: Option<String>,
    pub(super) declared_member_count: Option<i32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    pub(super) key: String,
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) demo: Option<String>,
    #[serde(default = "active")]
    pub(super) status: String,
    pub(super) role: String,
    pub(super) partner: String,
    #[serde(default)]
    pub(super) territories: Vec<String>,
    #[serde(default)]
    pub(super) project_types: Vec<String>,
    pub(super) referent: Option<Referent>,
}

fn active() -> String {
    "active".to_owned()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Referent {
    pub(super) phone: String,
    pub(super) capacity: i32,
    pub(super) languages: Vec<String>,
    pub(super) away: Option<Away>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Away {
    pub(super) from_in_days: i64,
    pub(super) to_in_days: i64,
    pub(super) substitute: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Households {
    pub(super) households: Vec<Household>,
}

impl Households {
    pub(super) fn read() -> Result<Households, SeedError> {
        read(HOUSEHOLDS)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Household {
    pub(super) days_ago: u64,
    pub(super) source: String,
    pub(super) source_detail: Option<String>,
    pub(super) campaign: Option<String>,
    pub(super) household_kind: String,
    pub(super) language: String,
    pub(super) country: String,
    pub(super) postal_code: Option<String>,
    pub(super) city: String,
    pub(super) lot_link: String,
    pub(super) target_group: String,
    pub(super) project_types: Vec<String>,
    pub(super) maturity: String,
    pub(super) horizon: String,
    #[serde(default)]
    pub(super) wished_territories: Vec<String>,
    pub(super) territory_indifferent: bool,
    pub(super) motives: Vec<String>,
    #[serde(default)]
    pub(super) obstacles: Vec<String>,
    pub(super) housing_wish: String,
    pub(super) message: String,
    pub(super) next_action: Todo,
    pub(super) members: Vec<Person>,
    #[serde(default)]
    pub(super) needs: Vec<Need>,
    pub(super) consents: Vec<String>,
    pub(super) consent_channel: String,
    #[serde(default)]
    pub(super) steps: Vec<Step>,
    #[serde(default)]
    pub(super) assignments: Vec<Assignment>,
    /// Parts that nobody holds, for which the engine asked somebody.
    #[serde(default)]
    pub(super) proposals: Vec<Proposal>,
    #[serde(default)]
    pub(super) interactions: Vec<Exchange>,
    #[serde(default)]
    pub(super) tasks: Vec<Task>,
    pub(super) installation: Option<Installation>,
    #[serde(default)]
    pub(super) archived: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Todo {
    pub(super) label: String,
    pub(super) in_days: i64,
    pub(super) by: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) role: String,
    pub(super) first_name: Option<String>,
    pub(super) last_name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) age_band: Option<String>,
    pub(super) career: Option<Career>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Career {
    pub(super) occupation_code: Option<String>,
    pub(super) occupation_text: Option<String>,
    pub(super) sector: Option<String>,
    pub(super) level: Option<String>,
    pub(super) experience: Option<String>,
    #[serde(default)]
    pub(super) contracts: Vec<String>,
    pub(super) available_in_days: Option<i64>,
    pub(super) max_distance_km: Option<i32>,
    pub(super) remote_work: Option<String>,
    pub(super) comment: Option<String>,
    pub(super) health: Option<Health>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Health {
    pub(super) status: Option<String>,
    pub(super) speciality: Option<String>,
    pub(super) faculty: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Need {
    pub(super) theme: String,
    pub(super) status: String,
    pub(super) description: Option<String>,
    pub(super) partner: Option<String>,
    pub(super) asked_days_ago: Option<u64>,
    pub(super) answered_days_ago: Option<u64>,
    pub(super) answered_by: Option<String>,
    pub(super) answer: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) to: String,
    pub(super) days_ago: u64,
    pub(super) reason: Option<String>,
    pub(super) closing_reason: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Assignment {
    pub(super) referent: String,
    pub(super) role: String,
    pub(super) status: String,
    pub(super) proposed_days_ago: u64,
    pub(super) answered_days_ago: Option<u64>,
    pub(super) decline_reason: Option<String>,
    pub(super) explanation: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proposal {
    pub(super) role: String,
    pub(super) days_ago: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exchange {
    pub(super) days_ago: u64,
    pub(super) at: String,
    pub(super) kind: String,
    pub(super) direction: String,
    pub(super) by: String,
    pub(super) summary: String,
    pub(super) visibility: Option<String>,
    #[serde(default)]
    pub(super) mentions: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Task {
    pub(super) title: String,
    pub(super) in_days: i64,
    pub(super) by: String,
    pub(super) done_days_ago: Option<u64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Installation {
    pub(super) moved_in_days_ago: u64,
    pub(super) commune: String,
    pub(super) adults: i32,
    pub(super) children: i32,
    pub(super) job_through: String,
    pub(super) employer: Option<String>,
    pub(super) six_month_result: Option<String>,
    pub(super) twelve_month_result: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Requests {
    pub(super) requests: Vec<Request>,
}

impl Requests {
    pub(super) fn read() -> Result<Requests, SeedError> {
        read(REQUESTS)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    pub(super) hours_ago: i64,
    pub(super) form: NewContactRequest,
}
