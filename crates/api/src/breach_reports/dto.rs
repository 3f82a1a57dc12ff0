//! Shapes of what an account saw.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// One thing that an account read, took away or changed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BreachItem {
    /// What kind of thing.
    #[schema(example = "prospect")]
    pub resource_type: String,
    /// Which thing; null for what has no id of its own.
    #[schema(required = true)]
    pub resource_id: Option<Uuid>,
    /// Number of the file, when it is one that still exists.
    #[schema(required = true, example = "OML-2026-00042")]
    pub number: Option<String>,
    /// Kinds of fields that were shown.
    #[schema(example = json!(["identity", "contact"]))]
    pub kinds: Vec<String>,
    /// How many times it was read.
    #[schema(example = 2)]
    pub reads: i64,
    /// How many times it left with an export.
    #[schema(example = 1)]
    pub exports: i64,
    /// How many times it was changed.
    #[schema(example = 0)]
    pub changes: i64,
    /// The first time.
    pub first_at: DateTime<Utc>,
    /// The last time.
    pub last_at: DateTime<Utc>,
}

/// What an account saw since an instant.
#[derive(Debug, Serialize, ToSchema)]
pub struct BreachReport {
    /// The account.
    pub user_id: Uuid,
    /// Its name.
    #[schema(example = "Camille Vidal")]
    pub name: String,
    /// From when on.
    pub since: DateTime<Utc>,
    /// Until when: the instant of the report.
    pub until: DateTime<Utc>,
    /// Files of households that were read or exported, each counted once.
    #[schema(example = 12)]
    pub files: i64,
    /// Readings of anything.
    #[schema(example = 20)]
    pub reads: i64,
    /// Exports of anything, each counted once.
    #[schema(example = 1)]
    pub exports: i64,
    /// Changes of anything.
    #[schema(example = 3)]
    pub changes: i64,
    /// Whether `items` holds all of them; the CSV always does.
    pub is_complete: bool,
    /// The things, the most recently touched first; at most 1,000.
    pub items: Vec<BreachItem>,
}

/// Since when, and how it is written.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct BreachReportQuery {
    /// From this instant on; seven days ago without one.
    #[param(example = "2026-11-20T00:00:00Z")]
    pub since: Option<DateTime<Utc>>,
    /// `json` (the default) or `csv`.
    #[param(example = "json")]
    pub format: Option<String>,
    /// Kind of CSV: `rfc4180` (the default) or `excel-fr` (for a French spreadsheet).
    #[param(example = "rfc4180")]
    pub profile: Option<String>,
}
