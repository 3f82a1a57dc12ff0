//! What is sent about members.

use domain::members::{CareerInput, MemberInput};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::http::Patch;
use crate::open_file::sent_fields;
use crate::prospects::dto::NewCareer;

/// A change to a member; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "06 39 98 12 34"}))]
pub struct MemberPatch {
    /// Place in the household.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub role: Patch<String>,
    /// First name of an adult.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub first_name: Patch<String>,
    /// Last name of an adult.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub last_name: Patch<String>,
    /// E-mail address of an adult.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub email: Patch<String>,
    /// Phone of an adult.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub phone: Patch<String>,
    /// Age band of a child.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub age_band: Patch<String>,
    /// Career project of an adult, replaced as a whole.
    #[serde(default)]
    #[schema(value_type = Option<NewCareer>)]
    pub career: Patch<NewCareer>,
}

impl MemberPatch {
    /// The member after the change, and the names of the fields sent.
    #[must_use]
    pub fn over(self, current: MemberInput) -> (MemberInput, Vec<&'static str>) {
        let fields = sent_fields(&[
            ("role", self.role.is_sent()),
            ("first_name", self.first_name.is_sent()),
            ("last_name", self.last_name.is_sent()),
            ("email", self.email.is_sent()),
            ("phone", self.phone.is_sent()),
            ("age_band", self.age_band.is_sent()),
            ("career", self.career.is_sent()),
        ]);
        let career = match self.career {
            Patch::Absent => current.career,
            Patch::Null => None,
            Patch::Value(career) => Some(CareerInput::from(career)),
        };
        let input = MemberInput {
            role: self.role.or(Some(current.role)).unwrap_or_default(),
            first_name: self.first_name.or(current.first_name),
            last_name: self.last_name.or(current.last_name),
            email: self.email.or(current.email),
            phone: self.phone.or(current.phone),
            age_band: self.age_band.or(current.age_band),
            career,
        };
        (input, fields)
    }
}
