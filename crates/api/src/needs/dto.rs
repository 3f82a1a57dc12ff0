//! What is sent about needs.

use chrono::{DateTime, Utc};
use domain::needs::{Asking, Need};
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
    /// Partner who can meet it; the competent one is looked for when left out.
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

    /// The need after the change, with what was asked and answered. Another partner has not been asked yet, and an
    /// answer written by the network has no author among the partners.
    pub fn apply(self, current: &StoredNeed, now: DateTime<Utc>) -> Result<(Need, Asking), FieldErrors> {
        let theme = self.theme.or(Some(current.theme.clone())).unwrap_or_default();
        let status = self.status.or(Some(current.status.clone())).unwrap_or_default();
        let description = self.description.or(current.description.clone());
        let answer = self.answer.or(current.answer.clone());
        let partner_id = self.partner_id.or(current.partner_id);
        let mut need = Need::parse(&theme, &status, description.as_deref(), partner_id, answer.as_deref())?;
        let mut asking = current.asking.clone();
        if need.answer != current.answer {
            asking.answered_at = need.answer.as_ref().map(|_| now);
            asking.author_name = None;
        }
        if need.partner_id == current.partner_id {
            need.partner_reason.clone_from(&current.partner_reason);
        } else {
            asking.asked_at = None;
            asking.asked_by_id = None;
        }
        Ok((need, asking))
    }
}
