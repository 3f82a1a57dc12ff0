//! What is sent about needs.

use chrono::{DateTime, Utc};
use domain::needs::Need;
use domain::validation::FieldErrors;
use persistence::prospects::StoredNeed;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// A need to note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"theme": "housing", "description": "Maison avec jardin à louer, trois chambres"}))]
pub struct NewPartnerNeed {
    /// Subject, a code of the list `need_themes`.
    #[schema(example = "housing")]
    pub theme: String,
    /// What exactly, 2,000 characters at most.
    #[serde(default)]
    pub description: Option<String>,
    /// Partner who can meet it.
    #[serde(default)]
    pub partner_id: Option<Uuid>,
}

impl NewPartnerNeed {
    /// The need as the domain knows it.
    pub fn parse(&self) -> Result<Need, FieldErrors> {
        Need::parse(&self.theme, "to_do", self.description.as_deref(), self.partner_id, None)
    }
}

/// A change to a need; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"status": "met", "answer": "Location trouvée à Figeac"}))]
pub struct NeedPatch {
    /// Subject.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub theme: Patch<String>,
    /// Progress, a code of the list `need_statuses`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub status: Patch<String>,
    /// What exactly.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub description: Patch<String>,
    /// Partner who can meet it.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub partner_id: Patch<Uuid>,
    /// What the partner answered.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub answer: Patch<String>,
}

impl NeedPatch {
    /// Names of the fields that are sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("theme", self.theme.is_sent()),
            ("status", self.status.is_sent()),
            ("description", self.description.is_sent()),
            ("partner_id", self.partner_id.is_sent()),
            ("answer", self.answer.is_sent()),
        ])
    }

    /// The need after the change, and when its answer came.
    pub fn apply(self, current: &StoredNeed, now: DateTime<Utc>) -> Result<(Need, Option<DateTime<Utc>>), FieldErrors> {
        let theme = self.theme.or(Some(current.theme.clone())).unwrap_or_default();
        let status = self.status.or(Some(current.status.clone())).unwrap_or_default();
        let description = self.description.or(current.description.clone());
        let answer = self.answer.or(current.answer.clone());
        let partner_id = self.partner_id.or(current.partner_id);
        let need = Need::parse(&theme, &status, description.as_deref(), partner_id, answer.as_deref())?;
        let answered_at = match &need.answer {
            None => None,
            same if *same == current.answer => current.answered_at,
            Some(_) => Some(now),
        };
        Ok((need, answered_at))
    }
}
