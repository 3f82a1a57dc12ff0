//! Campaigns with their phases, the points where they meet people, and what they bring.

mod attribution;
mod find;
pub mod results;
pub mod solicitation;
pub mod touchpoints;
mod write;

use chrono::{DateTime, NaiveDate, Utc};
use domain::campaigns::{Phase, PhaseDates};
use domain::codes::{CampaignStatus, TargetGroup};
use uuid::Uuid;

use crate::entities::{StringList, campaign_phases, campaigns};

pub use attribution::{Attribution, attribution_of, stages};
pub(crate) use attribution::{phase_at, reached};
pub use find::{CampaignFilter, Undeclared, count, find, find_by_code, find_by_phase, list, undeclared};
pub use write::{insert, set_archived, set_status, update};

/// A campaign as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Campaign {
    /// The campaign.
    pub id: Uuid,
    /// The code that files name.
    pub code: String,
    /// Its name.
    pub label: String,
    /// Key by which lists are ordered.
    pub sort_label: String,
    /// State.
    pub status: CampaignStatus,
    /// What it is for.
    pub goal: Option<String>,
    /// Whom it is for.
    pub audience: Vec<TargetGroup>,
    /// First day.
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    pub ends_on: Option<NaiveDate>,
    /// Budget in cents.
    pub budget_cents: Option<i64>,
    /// Its phases, in order.
    pub phases: Vec<Phase>,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl Campaign {
    fn of(row: campaigns::Model, phases: Vec<Phase>) -> Campaign {
        Campaign {
            id: row.id,
            code: row.code,
            label: row.label,
            sort_label: row.sort_label,
            // The database checks the state: what it does not know cannot be there.
            status: CampaignStatus::parse(&row.status).unwrap_or(CampaignStatus::Draft),
            goal: row.goal,
            audience: groups(&row.audience),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            budget_cents: row.budget_cents,
            phases,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }

    /// When each phase is, in order.
    #[must_use]
    pub fn phase_dates(&self) -> Vec<PhaseDates> {
        self.phases.iter().map(PhaseDates::from).collect()
    }

    /// The phase of this id.
    #[must_use]
    pub fn phase(&self, id: Uuid) -> Option<&Phase> {
        self.phases.iter().find(|phase| phase.id == id)
    }
}

fn groups(codes: &StringList) -> Vec<TargetGroup> {
    codes.0.iter().filter_map(|code| TargetGroup::parse(code)).collect()
}

fn phase_of(row: campaign_phases::Model) -> Phase {
    Phase {
        id: row.id,
        label: row.label,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        audience: groups(&row.audience),
        call_to_action: row.call_to_action,
        budget_cents: row.budget_cents,
    }
}

#[cfg(test)]
mod tests;
