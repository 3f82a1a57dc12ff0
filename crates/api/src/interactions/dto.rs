//! Shapes of exchanges.

use chrono::{DateTime, Utc};
use domain::interactions::InteractionInput;
use persistence::interactions::InteractionRow;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// Which page of the exchanges.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct InteractionQuery {
    /// Rows of the page, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where to go on, from `next_cursor`.
    pub cursor: Option<String>,
}

/// An exchange to note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "call", "direction": "inbound", "summary": "Souhaite visiter la ferme en janvier."}))]
pub struct NewInteraction {
    /// Form, a code of the list `interaction_kinds`.
    #[schema(example = "call")]
    pub kind: String,
    /// Who spoke to whom, a code of the list `directions`; a note needs none.
    #[serde(default)]
    #[schema(example = "inbound")]
    pub direction: Option<String>,
    /// When it happened; now when left out.
    #[serde(default)]
    pub occurred_at: Option<DateTime<Utc>>,
    /// What was said, 10,000 characters at most. The person may read it.
    pub summary: String,
    /// `partners` (the network reads it, the default) or `private` (only its author does).
    #[serde(default)]
    #[schema(example = "partners")]
    pub visibility: Option<String>,
    /// Colleagues to call: their accounts, 10 at most, of those who see the file. A private note calls nobody.
    #[serde(default)]
    pub mentions: Vec<Uuid>,
}

impl From<NewInteraction> for InteractionInput {
    fn from(sent: NewInteraction) -> Self {
        InteractionInput {
            kind: sent.kind,
            direction: sent.direction,
            occurred_at: sent.occurred_at,
            summary: sent.summary,
            visibility: sent.visibility,
        }
    }
}

/// A correction of an exchange; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"summary": "Souhaite visiter la ferme en février."}))]
pub struct InteractionPatch {
    /// Form.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub kind: Patch<String>,
    /// Who spoke to whom.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub direction: Patch<String>,
    /// When it happened.
    #[serde(default)]
    #[schema(value_type = Option<DateTime<Utc>>)]
    pub occurred_at: Patch<DateTime<Utc>>,
    /// What was said.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub summary: Patch<String>,
    /// Who may read it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub visibility: Patch<String>,
}

impl InteractionPatch {
    /// The exchange after the correction, and the names of the fields sent.
    #[must_use]
    pub fn over(self, current: InteractionRow) -> (InteractionInput, Vec<&'static str>) {
        let fields = sent_fields(&[
            ("kind", self.kind.is_sent()),
            ("direction", self.direction.is_sent()),
            ("occurred_at", self.occurred_at.is_sent()),
            ("summary", self.summary.is_sent()),
            ("visibility", self.visibility.is_sent()),
        ]);
        let input = InteractionInput {
            kind: self.kind.or(Some(current.kind)).unwrap_or_default(),
            direction: self.direction.or(current.direction),
            occurred_at: self.occurred_at.or(Some(current.occurred_at)),
            summary: self.summary.or(Some(current.summary)).unwrap_or_default(),
            visibility: self.visibility.or(Some(current.visibility)),
        };
        (input, fields)
    }
}

/// An exchange with a household, or a note about it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Interaction {
    /// Id.
    pub id: Uuid,
    /// Form.
    #[schema(example = "call")]
    pub kind: String,
    /// Who spoke to whom.
    #[schema(required = true, example = "inbound")]
    pub direction: Option<String>,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// What was said.
    pub summary: String,
    /// Who may read it.
    #[schema(example = "partners")]
    pub visibility: String,
    /// Who noted it.
    #[schema(required = true)]
    pub author_id: Option<Uuid>,
    /// Name of that person.
    #[schema(required = true)]
    pub author_name: Option<String>,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl From<InteractionRow> for Interaction {
    fn from(row: InteractionRow) -> Self {
        Interaction {
            id: row.id,
            kind: row.kind,
            direction: row.direction,
            occurred_at: row.occurred_at,
            summary: row.summary,
            visibility: row.visibility,
            author_id: row.author_id,
            author_name: row.author_name,
            version: row.version,
        }
    }
}

/// A page of exchanges.
#[derive(Debug, Serialize, ToSchema)]
pub struct InteractionPage {
    /// The exchanges, newest first.
    pub items: Vec<Interaction>,
    /// Where to go on; null at the end.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}
