//! Shapes of working groups.

use chrono::{DateTime, Utc};
use domain::working_groups::{GroupInput, Member, MemberInput};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 6] = ["name", "theme", "mission", "pilot_user_id", "pilot_partner_id", "members"];

/// Somebody who takes part in a working group.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WorkingGroupMember {
    /// The account, for who has one.
    #[schema(required = true)]
    pub user_id: Option<Uuid>,
    /// First and last name.
    #[schema(example = "Zoé Bex")]
    pub name: String,
    /// The partner that they come from, for who has no account.
    #[schema(required = true)]
    pub partner_id: Option<Uuid>,
    /// Its name.
    #[schema(required = true, example = "CC Grand-Figeac")]
    pub partner_name: Option<String>,
    /// Business address, for who has no account.
    #[schema(required = true, example = "zoe.bex@partenaire.example")]
    pub email: Option<String>,
}

/// A working group.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WorkingGroup {
    /// The group.
    pub id: Uuid,
    /// Its name.
    #[schema(example = "Logement")]
    pub name: String,
    /// What it is about, a code of the list `working_group_themes`.
    #[schema(example = "housing")]
    pub theme: String,
    /// What it is for.
    #[schema(example = "Trouver des logements à l’année pour ceux qui arrivent.")]
    pub mission: String,
    /// The account that pilots it.
    #[schema(required = true)]
    pub pilot_user_id: Option<Uuid>,
    /// The partner that pilots it.
    #[schema(required = true)]
    pub pilot_partner_id: Option<Uuid>,
    /// Name of whoever pilots it.
    #[schema(required = true, example = "CC Grand-Figeac")]
    pub pilot_name: Option<String>,
    /// Those who take part.
    pub members: Vec<WorkingGroupMember>,
    /// When it was archived.
    #[schema(required = true)]
    pub archived_at: Option<DateTime<Utc>>,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A page of working groups.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkingGroupPage {
    /// The groups.
    pub items: Vec<WorkingGroup>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which working groups.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct WorkingGroupQuery {
    /// `false` (the default), `true` or `any`.
    #[param(example = "false")]
    pub archived: Option<String>,
    /// `name` (the default) or `-name`.
    #[param(example = "name")]
    pub sort: Option<String>,
    /// Groups of a page, 1 to 200.
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

/// Somebody who takes part: an account alone, or a name and a partner.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewWorkingGroupMember {
    /// The account, for who has one; nothing else then.
    #[serde(default)]
    pub user_id: Option<Uuid>,
    /// First and last name, for who has no account.
    #[serde(default)]
    pub name: Option<String>,
    /// The partner that they come from.
    #[serde(default)]
    pub partner_id: Option<Uuid>,
    /// Business address.
    #[serde(default)]
    pub email: Option<String>,
}

/// A working group to set up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Logement", "theme": "housing",
    "mission": "Trouver des logements à l’année pour ceux qui arrivent."}))]
pub struct NewWorkingGroup {
    /// Its name, 100 characters at most.
    pub name: String,
    /// What it is about, a code of the list `working_group_themes`.
    pub theme: String,
    /// What it is for, 300 characters at most.
    pub mission: String,
    /// The account that pilots it, or…
    #[serde(default)]
    pub pilot_user_id: Option<Uuid>,
    /// … the partner that does.
    #[serde(default)]
    pub pilot_partner_id: Option<Uuid>,
    /// Those who take part, 60 at most.
    #[serde(default)]
    pub members: Vec<NewWorkingGroupMember>,
}

pub(super) fn members_input(members: Vec<NewWorkingGroupMember>) -> Vec<MemberInput> {
    let member = |sent: NewWorkingGroupMember| MemberInput {
        user_id: sent.user_id,
        name: sent.name,
        partner_id: sent.partner_id,
        email: sent.email,
    };
    members.into_iter().map(member).collect()
}

/// A member as it would be typed again.
pub(super) fn typed_again(member: Member) -> MemberInput {
    match member {
        Member::User(id) => MemberInput { user_id: Some(id), ..MemberInput::default() },
        Member::Guest { name, partner_id, email } => {
            MemberInput { user_id: None, name: Some(name), partner_id: Some(partner_id), email }
        }
    }
}

impl From<NewWorkingGroup> for GroupInput {
    fn from(sent: NewWorkingGroup) -> Self {
        GroupInput {
            name: sent.name,
            theme: sent.theme,
            mission: sent.mission,
            pilot_user_id: sent.pilot_user_id,
            pilot_partner_id: sent.pilot_partner_id,
            members: members_input(sent.members),
        }
    }
}

/// How many open files name an obstacle.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObstacleCount {
    /// The obstacle, a code of the list `obstacles`.
    #[schema(example = "housing")]
    pub obstacle: String,
    /// Files that name it; null when they are fewer than five.
    #[schema(required = true, example = 42)]
    pub files: Option<i32>,
}

/// What the open files tell of the theme of a group.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkingGroupObstacles {
    /// The obstacles of its theme; none for a theme that no file speaks of.
    pub obstacles: Vec<ObstacleCount>,
    /// Files that name any of them; null when that would tell of fewer than five.
    #[schema(required = true, example = 57)]
    pub files: Option<i32>,
}
