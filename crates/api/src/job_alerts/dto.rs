//! Shapes of alerts.

use chrono::{DateTime, NaiveDate, Utc};
use domain::job_alerts::Schedule;
use persistence::job_alerts::JobAlert;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::filters::{JobAlertFilters, Told};
use crate::http::Patch;

/// What somebody agrees to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JobAlertConsent {
    /// Version of the text, to be sent back.
    #[schema(example = "2026-11")]
    pub version: String,
    /// The text, to be shown whole beside its box.
    pub text: String,
}

/// What is needed to ask for an alert.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobAlertForm {
    /// To be sent back with the form, not sooner than three seconds and not later than a day after.
    pub token: String,
    /// When it was handed out.
    pub issued_at: DateTime<Utc>,
    /// What is to be agreed to.
    pub consent: JobAlertConsent,
}

/// An alert that is asked for.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "token": "from GET /api/v1/public/job-alert-form",
    "email": "zoe.elie@foyer.example",
    "filters": {"q": "infirmière", "epci": ["200067361"], "contract": ["CDI"]},
    "frequency": "daily",
    "consent_version": "2026-11"
}))]
pub struct NewJobAlert {
    /// Token of `GET /public/job-alert-form`; it serves once.
    pub token: String,
    /// Leave it empty: people do not see this field, machines fill it in.
    #[serde(default)]
    #[schema(required = false)]
    pub website: String,
    /// Address to write to; the link to confirm goes there.
    pub email: String,
    /// The search.
    pub filters: JobAlertFilters,
    /// How often to write, a code of the list `alert_frequencies`.
    #[schema(example = "daily")]
    pub frequency: String,
    /// Version of the text that was agreed to; empty when the box was not ticked.
    pub consent_version: String,
}

/// What is answered at once, the same whoever asks.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JobAlertReceipt {
    /// Until when the mailed link can be opened.
    pub expires_at: DateTime<Utc>,
}

/// The token of the mailed link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"token": "from the mailed link, behind the #"}))]
pub struct JobAlertConfirmation {
    /// What stands behind the `#` of the mailed link.
    pub token: String,
}

/// An alert, as the link to it shows it. The address is not told: the link may have been handed on.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedJobAlert {
    /// The search, in words.
    #[schema(example = "« infirmière » ; CC Grand-Figeac ; CDI")]
    pub search: String,
    /// Path of the page of the offers with this search.
    #[schema(example = "/offres?q=infirmi%C3%A8re")]
    pub search_path: String,
    /// The search.
    pub filters: JobAlertFilters,
    /// How often it writes, a code of the list `alert_frequencies`.
    #[schema(example = "daily")]
    pub frequency: String,
    /// Day on which it looks next.
    pub due_on: NaiveDate,
    /// Day on which it ends unless it is renewed.
    pub ends_on: NaiveDate,
    /// Version.
    pub version: i32,
}

impl LinkedJobAlert {
    /// An alert with the words of its search.
    pub(super) fn of(alert: &JobAlert, schedule: &Schedule, filters: JobAlertFilters, told: Told) -> LinkedJobAlert {
        LinkedJobAlert {
            search: told.words,
            search_path: told.path,
            filters,
            frequency: schedule.frequency.to_string(),
            due_on: schedule.due_on,
            ends_on: schedule.ends_on,
            version: alert.version,
        }
    }
}

/// An alert that is confirmed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConfirmedJobAlert {
    /// The alert.
    pub alert: LinkedJobAlert,
    /// Token of the link by which it is changed or ended.
    pub token: String,
}

/// What changes of an alert.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"frequency": "weekly"}))]
pub struct JobAlertPatch {
    /// How often it writes, a code of the list `alert_frequencies`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub frequency: Patch<String>,
    /// The search, whole.
    #[serde(default)]
    #[schema(value_type = Option<JobAlertFilters>)]
    pub filters: Patch<JobAlertFilters>,
}
