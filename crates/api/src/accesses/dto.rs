//! Shapes of who saw a file.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Somebody who looked at a file, or took a copy of it away.
#[derive(Debug, Serialize, ToSchema)]
pub struct Access {
    /// Place in the journal.
    #[schema(example = "1042")]
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The account; null once its identity was erased.
    #[schema(required = true)]
    pub actor_id: Option<Uuid>,
    /// Name at that time.
    #[schema(example = "Camille Vidal")]
    pub actor_label: String,
    /// Roles of the account today.
    #[schema(example = json!(["referent"]))]
    pub roles: Vec<String>,
    /// The bodies on whose behalf it acts today.
    #[schema(example = json!(["CC Grand-Figeac"]))]
    pub partners: Vec<String>,
    /// What was looked at: `prospect.read`, `interaction.read`, `advice_sheet.read` or `prospect.export`.
    #[schema(example = "prospect.read")]
    pub action: String,
    /// Kinds of fields that it shows.
    #[schema(example = json!(["identity", "contact"]))]
    pub kinds: Vec<String>,
}

/// A page of those who saw a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccessPage {
    /// Newest first.
    pub items: Vec<Access>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// Which page.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct AccessQuery {
    /// Accesses of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}
