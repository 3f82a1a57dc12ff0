//! A change of a working group.

use domain::steering_actions::Owner;
use domain::working_groups::GroupInput;
use persistence::working_groups::Group as Stored;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::dto::{NewWorkingGroupMember, members_input, typed_again};
use crate::http::Patch;
use crate::open_file::sent_fields;

/// A change of a working group; its members are replaced whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"mission": "Trouver des logements à l’année, et des bailleurs qui les louent."}))]
pub struct WorkingGroupPatch {
    /// Its name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub name: Patch<String>,
    /// What it is about.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub theme: Patch<String>,
    /// What it is for.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub mission: Patch<String>,
    /// The account that pilots it; null the partner to change from one to the other.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub pilot_user_id: Patch<Uuid>,
    /// The partner that pilots it.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub pilot_partner_id: Patch<Uuid>,
    /// Those who take part.
    #[serde(default)]
    #[schema(value_type = Option<Vec<NewWorkingGroupMember>>)]
    pub members: Patch<Vec<NewWorkingGroupMember>>,
}

impl WorkingGroupPatch {
    /// The names of the fields sent.
    #[must_use]
    pub fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("name", self.name.is_sent()),
            ("theme", self.theme.is_sent()),
            ("mission", self.mission.is_sent()),
            ("pilot_user_id", self.pilot_user_id.is_sent()),
            ("pilot_partner_id", self.pilot_partner_id.is_sent()),
            ("members", self.members.is_sent()),
        ])
    }

    /// The group as it will be. A name, theme or mission sent as null is blank, and refused as such.
    #[must_use]
    pub fn onto(self, now: Stored) -> GroupInput {
        GroupInput {
            name: self.name.or(Some(now.name)).unwrap_or_default(),
            theme: self.theme.or(Some(now.theme)).unwrap_or_default(),
            mission: self.mission.or(Some(now.mission)).unwrap_or_default(),
            pilot_user_id: self.pilot_user_id.or(now.pilot.and_then(Owner::user_id)),
            pilot_partner_id: self.pilot_partner_id.or(now.pilot.and_then(Owner::partner_id)),
            members: match self.members {
                Patch::Absent => now.members.into_iter().map(typed_again).collect(),
                Patch::Null => vec![],
                Patch::Value(sent) => members_input(sent),
            },
        }
    }
}
