//! Why a référent was asked, kept with the assignment for ever.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::dto::{FiredRule, RoutingCandidate};

/// Why this référent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
pub struct Explanation {
    /// In a sentence, for colleagues.
    pub sentence: String,
    /// In a sentence, for the household: « parce que … ».
    #[serde(default)]
    #[schema(required = true)]
    pub because: Option<String>,
    /// Version of the routing table that applied; null when somebody chose by hand.
    #[serde(default)]
    #[schema(required = true)]
    pub table_version: Option<i32>,
    /// Lines of the table that applied.
    #[serde(default)]
    pub rules: Vec<FiredRule>,
    /// Everybody considered.
    #[serde(default)]
    pub candidates: Vec<RoutingCandidate>,
}

impl Explanation {
    /// What somebody who chose by hand says of it.
    #[must_use]
    pub fn by_hand(sentence: String) -> Explanation {
        Explanation { sentence, ..Explanation::default() }
    }

    /// What was kept; nothing when it cannot be read.
    #[must_use]
    pub fn read(kept: serde_json::Value) -> Option<Explanation> {
        serde_json::from_value(kept).ok()
    }

    /// What to keep.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}
