//! What is asked of the directory and of its history, and how many there were.

use chrono::NaiveDate;
use persistence::ambassadors::Change;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::http::Many;

/// Which ambassadors.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct AmbassadorQuery {
    /// Words of the name, the address, the town or the commune; accents do not matter.
    #[param(example = "elie figeac")]
    pub q: Option<String>,
    /// Those in these states.
    #[param(value_type = Vec<String>, example = json!(["active"]))]
    pub status: Many,
    /// Those of these kinds.
    #[param(value_type = Vec<String>, example = json!(["farmer"]))]
    pub kind: Many,
    /// Those ready for one of these.
    #[param(value_type = Vec<String>, example = json!(["sponsor"]))]
    pub commitment: Many,
    /// Those interested in one of these.
    #[param(value_type = Vec<String>, example = json!(["nature"]))]
    pub interest: Many,
    /// Those who speak one of these.
    #[param(value_type = Vec<String>, example = json!(["en"]))]
    pub language: Many,
    /// Those of these communes or intercommunalités.
    #[param(value_type = Vec<String>, example = json!(["200067361"]))]
    pub territory: Many,
    /// `true` for those who live outside the Lot, `false` for the others.
    pub diaspora: Option<bool>,
    /// `name` (the default) or `-name`.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Ambassadors of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
    /// `exact` to get `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(example = "exact")]
    pub count: Option<String>,
    /// Of the export only, where pages are not asked for: kind of CSV, `rfc4180` (the default) or `excel-fr`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(example = "rfc4180")]
    pub profile: Option<String>,
}

/// A state that an ambassador entered.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmbassadorChange {
    /// State left; none for the first one.
    #[schema(required = true)]
    pub from: Option<String>,
    /// State entered.
    pub to: String,
    /// Day on which it was.
    pub on: NaiveDate,
    /// Who did it.
    pub actor_name: String,
    /// Why.
    #[schema(required = true)]
    pub reason: Option<String>,
}

impl From<Change> for AmbassadorChange {
    fn from(row: Change) -> Self {
        AmbassadorChange { from: row.from, to: row.to, on: row.on, actor_name: row.actor_name, reason: row.reason }
    }
}

/// The states of an ambassador, the last first.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmbassadorChangeList {
    /// The states.
    pub items: Vec<AmbassadorChange>,
}

/// A day.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct AmbassadorCountsQuery {
    /// The day; today when left out.
    #[param(example = "2026-11-21")]
    pub on: Option<NaiveDate>,
}

/// How many ambassadors there were at the end of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmbassadorCounts {
    /// The day.
    pub on: NaiveDate,
    /// Active ones: the stock that the programme tells.
    pub active: i64,
    /// Those on pause.
    pub paused: i64,
    /// Applications that waited.
    pub applicants: i64,
}
