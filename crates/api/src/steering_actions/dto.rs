//! Shapes of actions.

use chrono::{DateTime, NaiveDate, Utc};
use domain::steering_actions::{ActionInput, Origin, Owner};
use persistence::steering_actions::Action as Stored;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::{Many, Patch};
use crate::open_file::sent_fields;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 7] =
    ["title", "committee_id", "working_group_id", "owner_user_id", "owner_partner_id", "due_on", "outcome"];

/// An action of a steering committee or of a working group.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SteeringAction {
    /// The action.
    pub id: Uuid,
    /// What is to be done.
    #[schema(example = "Recenser les logements vacants de Figeac")]
    pub title: String,
    /// The committee that asked for it.
    #[schema(required = true)]
    pub committee_id: Option<Uuid>,
    /// The group that set itself to do it.
    #[schema(required = true)]
    pub working_group_id: Option<Uuid>,
    /// Title of the committee or name of the group.
    #[schema(example = "Logement")]
    pub origin_name: String,
    /// The account that answers for it.
    #[schema(required = true)]
    pub owner_user_id: Option<Uuid>,
    /// The partner that answers for it.
    #[schema(required = true)]
    pub owner_partner_id: Option<Uuid>,
    /// Name of whoever answers for it.
    #[schema(required = true, example = "CC Grand-Figeac")]
    pub owner_name: Option<String>,
    /// By when.
    #[schema(required = true)]
    pub due_on: Option<NaiveDate>,
    /// State, a code of the list `steering_statuses`.
    #[schema(example = "todo")]
    pub status: String,
    /// Whether it should have been done already.
    pub late: bool,
    /// What came of it.
    #[schema(required = true)]
    pub outcome: Option<String>,
    /// States that the caller may give it now.
    #[schema(example = json!(["in_progress", "done", "dropped"]))]
    pub allowed: Vec<String>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A page of actions.
#[derive(Debug, Serialize, ToSchema)]
pub struct SteeringActionPage {
    /// The actions.
    pub items: Vec<SteeringAction>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which actions.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct SteeringActionQuery {
    /// Those in these states.
    #[param(value_type = Vec<String>, example = json!(["todo", "in_progress"]))]
    pub status: Many,
    /// Those of this committee.
    pub committee: Option<Uuid>,
    /// Those of this working group.
    pub working_group: Option<Uuid>,
    /// Those for which this account answers.
    pub owner_user: Option<Uuid>,
    /// Those for which this partner answers.
    pub owner_partner: Option<Uuid>,
    /// `true` for those that should have been done already.
    #[param(example = "true")]
    pub late: Option<String>,
    /// `due_on` (the default) or `-due_on`; an action without a day counts as the last.
    #[param(example = "due_on")]
    pub sort: Option<String>,
    /// Actions of a page, 1 to 200.
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
    /// Of an export: `rfc4180` (the default) or `excel-fr`.
    #[param(example = "excel-fr")]
    pub profile: Option<String>,
}

/// An action to write down, of a committee or of a working group.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Recenser les logements vacants de Figeac", "due_on": "2027-02-15",
    "working_group_id": "0193a000-0000-7000-8000-0000000000e1"}))]
pub struct NewSteeringAction {
    /// What is to be done, 200 characters at most.
    pub title: String,
    /// The committee that asked for it, or…
    #[serde(default)]
    pub committee_id: Option<Uuid>,
    /// … the group that set itself to do it.
    #[serde(default)]
    pub working_group_id: Option<Uuid>,
    /// The account that answers for it, or…
    #[serde(default)]
    pub owner_user_id: Option<Uuid>,
    /// … the partner that does.
    #[serde(default)]
    pub owner_partner_id: Option<Uuid>,
    /// By when.
    #[serde(default)]
    pub due_on: Option<NaiveDate>,
    /// What came of it, 1,000 characters at most.
    #[serde(default)]
    pub outcome: Option<String>,
}

impl From<NewSteeringAction> for ActionInput {
    fn from(sent: NewSteeringAction) -> Self {
        ActionInput {
            title: sent.title,
            committee_id: sent.committee_id,
            working_group_id: sent.working_group_id,
            owner_user_id: sent.owner_user_id,
            owner_partner_id: sent.owner_partner_id,
            due_on: sent.due_on,
            outcome: sent.outcome,
        }
    }
}

/// A change of an action; it stays where it comes from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"due_on": "2027-03-01", "outcome": "La liste compte 42 logements."}))]
pub struct SteeringActionPatch {
    /// What is to be done.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub title: Patch<String>,
    /// The account that answers for it; null the partner to change from one to the other.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub owner_user_id: Patch<Uuid>,
    /// The partner that answers for it.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub owner_partner_id: Patch<Uuid>,
    /// By when.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    pub due_on: Patch<NaiveDate>,
    /// What came of it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub outcome: Patch<String>,
}

impl SteeringActionPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("title", self.title.is_sent()),
            ("owner_user_id", self.owner_user_id.is_sent()),
            ("owner_partner_id", self.owner_partner_id.is_sent()),
            ("due_on", self.due_on.is_sent()),
            ("outcome", self.outcome.is_sent()),
        ])
    }

    /// The action as it will be. A title sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, now: Stored) -> ActionInput {
        let (committee_id, working_group_id) = ids_of(now.origin);
        ActionInput {
            title: self.title.or(Some(now.title)).unwrap_or_default(),
            committee_id,
            working_group_id,
            owner_user_id: self.owner_user_id.or(now.owner.and_then(Owner::user_id)),
            owner_partner_id: self.owner_partner_id.or(now.owner.and_then(Owner::partner_id)),
            due_on: self.due_on.or(now.due_on),
            outcome: self.outcome.or(now.outcome),
        }
    }
}

/// The committee, or the group.
#[must_use]
pub fn ids_of(origin: Origin) -> (Option<Uuid>, Option<Uuid>) {
    match origin {
        Origin::Committee(id) => (Some(id), None),
        Origin::Group(id) => (None, Some(id)),
    }
}

/// A move of an action.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "done", "outcome": "La liste compte 42 logements."}))]
pub struct SteeringActionTransition {
    /// State wanted, a code of the list `steering_statuses`.
    pub to: String,
    /// What came of it; what was known stays when left out.
    #[serde(default)]
    pub outcome: Option<String>,
}
