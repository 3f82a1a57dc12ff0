//! Shapes of campaigns.

use chrono::{DateTime, NaiveDate, Utc};
use domain::campaigns::{CampaignInput, Phase, PhaseInput, allowed_next, day_of};
use domain::codes::TargetGroup;
use persistence::campaigns::{Campaign as Stored, Undeclared};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Many;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 8] =
    ["code", "label", "goal", "audience", "starts_on", "ends_on", "budget_cents", "phases"];

/// A phase of a campaign.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CampaignPhase {
    /// The phase.
    pub id: Uuid,
    /// Its name.
    #[schema(example = "L’été des touristes")]
    pub label: String,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Whom it is for, codes of the list `target_groups`; nobody named is everybody whom the campaign is for.
    #[schema(example = json!(["families"]))]
    pub audience: Vec<String>,
    /// What people are invited to do.
    #[schema(required = true, example = "Parlez-nous de votre projet")]
    pub call_to_action: Option<String>,
    /// Budget in cents.
    #[schema(required = true, example = 600_000)]
    pub budget_cents: Option<i64>,
}

/// A phase to write down; phases stand in the order sent.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCampaignPhase {
    /// The phase it was before; touchpoints go on belonging to it.
    #[serde(default)]
    pub id: Option<Uuid>,
    /// Its name.
    pub label: String,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// Whom it is for, codes of the list `target_groups`.
    #[serde(default)]
    #[schema(required = false)]
    pub audience: Vec<String>,
    /// What people are invited to do; 140 characters at most.
    #[serde(default)]
    pub call_to_action: Option<String>,
    /// Budget in cents.
    #[serde(default)]
    pub budget_cents: Option<i64>,
}

/// A campaign.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Campaign {
    /// The campaign.
    pub id: Uuid,
    /// The code that files name, exactly as they do.
    #[schema(example = "et-si-vous-restiez")]
    pub code: String,
    /// Its name.
    #[schema(example = "Et si vous restiez ?")]
    pub label: String,
    /// State, a code of the list `campaign_statuses`.
    #[schema(example = "running")]
    pub status: String,
    /// States that the caller may give it now.
    #[schema(example = json!(["closed"]))]
    pub allowed: Vec<String>,
    /// Whether the caller may change it.
    pub may_change: bool,
    /// What it is for.
    #[schema(required = true)]
    pub goal: Option<String>,
    /// Whom it is for, codes of the list `target_groups`; nobody named is everybody.
    #[schema(example = json!(["families"]))]
    pub audience: Vec<String>,
    /// First day.
    #[schema(required = true)]
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    #[schema(required = true)]
    pub ends_on: Option<NaiveDate>,
    /// Budget in cents.
    #[schema(required = true, example = 1_200_000)]
    pub budget_cents: Option<i64>,
    /// Its phases, in order.
    pub phases: Vec<CampaignPhase>,
    /// When it was archived.
    #[schema(required = true)]
    pub archived_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

fn codes(groups: &[TargetGroup]) -> Vec<String> {
    groups.iter().map(ToString::to_string).collect()
}

impl Campaign {
    /// The campaign; `manages` is whether the caller runs campaigns.
    pub(super) fn of(row: Stored, manages: bool) -> Campaign {
        let may_change = manages && row.archived_at.is_none();
        let allowed = if may_change { allowed_next(row.status) } else { &[] };
        let phase = |phase: Phase| CampaignPhase {
            id: phase.id,
            label: phase.label,
            starts_on: phase.starts_on,
            ends_on: phase.ends_on,
            audience: codes(&phase.audience),
            call_to_action: phase.call_to_action,
            budget_cents: phase.budget_cents,
        };
        Campaign {
            id: row.id,
            code: row.code,
            label: row.label,
            status: row.status.to_string(),
            allowed: allowed.iter().map(ToString::to_string).collect(),
            may_change,
            goal: row.goal,
            audience: codes(&row.audience),
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            budget_cents: row.budget_cents,
            phases: row.phases.into_iter().map(phase).collect(),
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A page of campaigns.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignPage {
    /// The campaigns.
    pub items: Vec<Campaign>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which campaigns.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct CampaignQuery {
    /// Words of the name, the code, the goal or a phase; accents do not matter.
    #[param(example = "restiez")]
    pub q: Option<String>,
    /// Those in these states.
    #[param(value_type = Vec<String>, example = json!(["running"]))]
    pub status: Many,
    /// `false` (the default), `true` or `any`.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `name` (the default) or `-name`.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Campaigns of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
    /// `exact` to get `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(example = "exact")]
    pub count: Option<String>,
}

/// A campaign that files name and that nobody declared.
#[derive(Debug, Serialize, ToSchema)]
pub struct UndeclaredCampaign {
    /// How files name it: the code to declare it with.
    #[schema(example = "Salon, printemps 2026")]
    pub code: String,
    /// How many files do.
    #[schema(example = 12)]
    pub files: i64,
    /// Day on which the first of them was opened.
    pub first_on: NaiveDate,
    /// Day on which the last of them was.
    pub last_on: NaiveDate,
}

impl From<Undeclared> for UndeclaredCampaign {
    fn from(row: Undeclared) -> Self {
        UndeclaredCampaign {
            code: row.code,
            files: row.files,
            first_on: day_of(row.first_at),
            last_on: day_of(row.last_at),
        }
    }
}

/// The campaigns that files name and that nobody declared.
#[derive(Debug, Serialize, ToSchema)]
pub struct UndeclaredCampaignList {
    /// At most 200 of them, by their names.
    pub items: Vec<UndeclaredCampaign>,
}

/// A campaign to prepare.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"code": "cet-ete-dans-le-lot", "label": "Cet été dans le Lot",
    "goal": "Donner envie aux vacanciers de rester.", "audience": ["families"], "starts_on": "2027-07-01",
    "ends_on": "2028-05-31", "budget_cents": 1_200_000,
    "phases": [{"label": "L’été des touristes", "starts_on": "2027-07-01", "ends_on": "2027-08-31",
        "call_to_action": "Et si vous restiez ?", "budget_cents": 600_000},
        {"label": "Le rappel de la rentrée", "starts_on": "2027-09-01", "ends_on": "2027-10-15"}]}))]
pub struct NewCampaign {
    /// The code that files name; it never changes.
    pub code: String,
    /// Its name.
    pub label: String,
    /// What it is for.
    #[serde(default)]
    pub goal: Option<String>,
    /// Whom it is for, codes of the list `target_groups`.
    #[serde(default)]
    #[schema(required = false)]
    pub audience: Vec<String>,
    /// First day.
    #[serde(default)]
    pub starts_on: Option<NaiveDate>,
    /// Last day.
    #[serde(default)]
    pub ends_on: Option<NaiveDate>,
    /// Budget in cents.
    #[serde(default)]
    pub budget_cents: Option<i64>,
    /// Its phases, in order.
    #[serde(default)]
    #[schema(required = false)]
    pub phases: Vec<NewCampaignPhase>,
}

pub(super) fn phases_input(phases: Vec<NewCampaignPhase>) -> Vec<PhaseInput> {
    let phase = |phase: NewCampaignPhase| PhaseInput {
        id: phase.id,
        label: phase.label,
        starts_on: phase.starts_on,
        ends_on: phase.ends_on,
        audience: phase.audience,
        call_to_action: phase.call_to_action,
        budget_cents: phase.budget_cents,
    };
    phases.into_iter().map(phase).collect()
}

impl From<NewCampaign> for CampaignInput {
    fn from(sent: NewCampaign) -> Self {
        CampaignInput {
            code: sent.code,
            label: sent.label,
            goal: sent.goal,
            audience: sent.audience,
            starts_on: sent.starts_on,
            ends_on: sent.ends_on,
            budget_cents: sent.budget_cents,
            phases: phases_input(sent.phases),
        }
    }
}

/// A campaign as it would be typed again.
pub(super) fn input_of(row: &Stored) -> CampaignInput {
    let phase = |phase: &Phase| PhaseInput {
        id: Some(phase.id),
        label: phase.label.clone(),
        starts_on: phase.starts_on,
        ends_on: phase.ends_on,
        audience: codes(&phase.audience),
        call_to_action: phase.call_to_action.clone(),
        budget_cents: phase.budget_cents,
    };
    CampaignInput {
        code: row.code.clone(),
        label: row.label.clone(),
        goal: row.goal.clone(),
        audience: codes(&row.audience),
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        budget_cents: row.budget_cents,
        phases: row.phases.iter().map(phase).collect(),
    }
}
