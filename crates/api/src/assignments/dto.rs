//! What is sent about assignments.

use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A file to give to a référent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"referent_id": "01890a5d-ac96-774b-bcce-b302099a8057", "role": "territorial"}))]
pub struct NewAssignment {
    /// The référent.
    pub referent_id: Uuid,
    /// Part taken: `territorial`, `technical` or `co_referent`.
    #[schema(example = "territorial")]
    pub role: String,
    /// Whether the référent has agreed already.
    #[serde(default)]
    pub accepted: Option<bool>,
    /// Why this référent, in a sentence; who chose is said when left out.
    #[serde(default)]
    pub explanation: Option<String>,
}

/// An answer to an assignment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "accepted"}))]
pub struct AssignmentTransition {
    /// State wanted: `accepted`, `declined`, `transferred` or `ended`.
    #[schema(example = "accepted")]
    pub to: String,
    /// Why it is declined, a code of the list `decline_reasons`.
    #[serde(default)]
    #[schema(example = "no_capacity")]
    pub reason: Option<String>,
    /// The same in words, at most 1,000 characters.
    #[serde(default)]
    pub comment: Option<String>,
}

/// A file to hand on to a colleague.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"referent_id": "01890a5d-ac96-774b-bcce-b302099a8057",
    "note": "La famille visite des fermes en décembre ; rappeler le cédant de Gramat."}))]
pub struct NewTransfer {
    /// The référent who should take the file.
    pub referent_id: Uuid,
    /// What they should know, at most 5,000 characters. The person may read it.
    pub note: String,
}
