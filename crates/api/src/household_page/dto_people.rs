//! The people of a household as its page shows them.

use domain::members::MemberInput;
use persistence::prospects::StoredMember;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::http::Patch;
use crate::open_file::sent_fields;

/// Somebody of the household.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdPerson {
    /// The person.
    pub id: Uuid,
    /// Place in the household, a code of the list `member_roles`.
    #[schema(example = "lead")]
    pub role: String,
    /// First name of an adult.
    #[schema(required = true, example = "Élodie")]
    pub first_name: Option<String>,
    /// Last name of an adult.
    #[schema(required = true)]
    pub last_name: Option<String>,
    /// Address of an adult.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Number of an adult.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// Age band of a child, a code of the list `age_bands`.
    #[schema(required = true)]
    pub age_band: Option<String>,
    /// Whether whoever reads this may correct it.
    pub can_correct: bool,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl HouseholdPerson {
    /// A member as the reader sees them.
    pub(super) fn of(row: StoredMember, can_correct: bool) -> Self {
        let sent = row.member.to_input();
        HouseholdPerson {
            id: row.id,
            role: sent.role,
            first_name: sent.first_name,
            last_name: sent.last_name,
            email: sent.email,
            phone: sent.phone,
            age_band: sent.age_band,
            can_correct,
            version: row.version,
        }
    }
}

/// The people of a household.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HouseholdPeople {
    /// In the order of the file.
    pub items: Vec<HouseholdPerson>,
}

/// A correction; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "06 39 98 12 34"}))]
pub struct HouseholdPersonPatch {
    /// First name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub first_name: Patch<String>,
    /// Last name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub last_name: Patch<String>,
    /// Number.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub phone: Patch<String>,
}

impl HouseholdPersonPatch {
    /// The person after the correction, and the names of the fields sent.
    pub(super) fn over(self, current: MemberInput) -> (MemberInput, Vec<&'static str>) {
        let fields = sent_fields(&[
            ("first_name", self.first_name.is_sent()),
            ("last_name", self.last_name.is_sent()),
            ("phone", self.phone.is_sent()),
        ]);
        let input = MemberInput {
            first_name: self.first_name.or(current.first_name),
            last_name: self.last_name.or(current.last_name),
            phone: self.phone.or(current.phone),
            ..current
        };
        (input, fields)
    }
}
