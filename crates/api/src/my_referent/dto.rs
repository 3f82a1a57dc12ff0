//! What a référent changes of themself.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::Patch;
use crate::referents::dto::{Absence, ReferentPatch};

/// A change of one's own settings; what is left out stays. Zones and projects are the programme's business.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"capacity": 20, "absences": [{"from_on": "2026-12-21", "to_on": "2027-01-03"}]}))]
pub struct MyReferentPatch {
    /// Files followed at a time at most; null means no limit.
    #[serde(default)]
    #[schema(value_type = Option<i32>)]
    pub capacity: Patch<i32>,
    /// Times away: replaces those known.
    #[serde(default)]
    #[schema(value_type = Option<Vec<Absence>>)]
    pub absences: Patch<Vec<Absence>>,
    /// Codes of languages spoken.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub languages: Patch<Vec<String>>,
    /// Number to call.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub phone: Patch<String>,
    /// Address to write to.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub email: Patch<String>,
}

impl From<MyReferentPatch> for ReferentPatch {
    fn from(sent: MyReferentPatch) -> Self {
        ReferentPatch {
            capacity: sent.capacity,
            absences: sent.absences,
            languages: sent.languages,
            phone: sent.phone,
            email: sent.email,
            ..ReferentPatch::default()
        }
    }
}
