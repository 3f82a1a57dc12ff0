//! A change of a campaign.

use chrono::NaiveDate;
use domain::campaigns::CampaignInput;
use persistence::campaigns::Campaign as Stored;
use serde::Deserialize;
use utoipa::ToSchema;

use super::dto::{NewCampaignPhase, input_of, phases_input};
use crate::http::Patch;
use crate::open_file::sent_fields;

/// A change of a campaign; its phases are replaced whole, so that sending them in another order puts them in it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"goal": "Donner envie de rester.", "budget_cents": 1_500_000}))]
pub struct CampaignPatch {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub label: Patch<String>,
    /// What it is for.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub goal: Patch<String>,
    /// Whom it is for.
    #[serde(default)]
    #[schema(value_type = Option<Vec<String>>)]
    pub audience: Patch<Vec<String>>,
    /// First day.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub starts_on: Patch<NaiveDate>,
    /// Last day.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub ends_on: Patch<NaiveDate>,
    /// Budget in cents.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    pub budget_cents: Patch<i64>,
    /// Its phases, in order; those with their `id` stay, those left out are removed.
    #[serde(default)]
    #[schema(value_type = Option<Vec<NewCampaignPhase>>)]
    pub phases: Patch<Vec<NewCampaignPhase>>,
}

impl CampaignPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("label", self.label.is_sent()),
            ("goal", self.goal.is_sent()),
            ("audience", self.audience.is_sent()),
            ("starts_on", self.starts_on.is_sent()),
            ("ends_on", self.ends_on.is_sent()),
            ("budget_cents", self.budget_cents.is_sent()),
            ("phases", self.phases.is_sent()),
        ])
    }

    /// The campaign as it will be. A name sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, current: &Stored) -> CampaignInput {
        let now = input_of(current);
        CampaignInput {
            code: now.code,
            label: self.label.or(Some(now.label)).unwrap_or_default(),
            goal: self.goal.or(now.goal),
            audience: self.audience.or(Some(now.audience)).unwrap_or_default(),
            starts_on: self.starts_on.or(now.starts_on),
            ends_on: self.ends_on.or(now.ends_on),
            budget_cents: self.budget_cents.or(now.budget_cents),
            phases: match self.phases {
                Patch::Absent => now.phases,
                Patch::Null => vec![],
                Patch::Value(sent) => phases_input(sent),
            },
        }
    }
}
