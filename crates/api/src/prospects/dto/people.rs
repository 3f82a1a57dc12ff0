//! People, needs and agreements as they are sent with a new file.

use chrono::NaiveDate;
use domain::consents::ConsentInput;
use domain::members::{CareerInput, HealthInput, MemberInput};
use domain::prospects::NextActionInput;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is to be done next on a file.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"label": "Rappeler la famille", "on": "2026-12-01"}))]
pub struct NewNextAction {
    /// What, at most 200 characters.
    pub label: String,
    /// When.
    pub on: NaiveDate,
    /// Account of the person who does it.
    #[serde(default)]
    pub assignee_id: Option<Uuid>,
}

impl From<NewNextAction> for NextActionInput {
    fn from(sent: NewNextAction) -> Self {
        NextActionInput { label: sent.label, on: sent.on, assignee_id: sent.assignee_id }
    }
}

/// A person of the household.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "partner", "first_name": "Hugo", "career": {"occupation_text": "Usineur"}}))]
pub struct NewMember {
    /// Place in the household.
    #[schema(example = "lead")]
    pub role: String,
    /// First name; refused for a child.
    #[serde(default)]
    pub first_name: Option<String>,
    /// Last name; refused for a child.
    #[serde(default)]
    pub last_name: Option<String>,
    /// E-mail address; refused for a child.
    #[serde(default)]
    pub email: Option<String>,
    /// Phone number; refused for a child.
    #[serde(default)]
    pub phone: Option<String>,
    /// Age band, for children only.
    #[serde(default)]
    #[schema(example = "six_to_10")]
    pub age_band: Option<String>,
    /// Career project, for adults only.
    #[serde(default)]
    pub career: Option<NewCareer>,
}

impl From<NewMember> for MemberInput {
    fn from(sent: NewMember) -> Self {
        MemberInput {
            role: sent.role,
            first_name: sent.first_name,
            last_name: sent.last_name,
            email: sent.email,
            phone: sent.phone,
            age_band: sent.age_band,
            career: sent.career.map(CareerInput::from),
        }
    }
}

/// What an adult does and wants to do.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"occupation_text": "Infirmière", "contracts": ["CDI"], "max_distance_km": 25}))]
pub struct NewCareer {
    /// ROME code.
    #[serde(default)]
    #[schema(example = "J1506")]
    pub occupation_code: Option<String>,
    /// Occupation in the person's words.
    #[serde(default)]
    pub occupation_text: Option<String>,
    /// Branch of activity.
    #[serde(default)]
    pub sector: Option<String>,
    /// Highest diploma.
    #[serde(default)]
    pub level: Option<String>,
    /// Time spent in the occupation.
    #[serde(default)]
    pub experience: Option<String>,
    /// Contracts wished.
    #[serde(default)]
    pub contracts: Vec<String>,
    /// First day of availability.
    #[serde(default)]
    pub available_on: Option<NaiveDate>,
    /// Longest way to work, in kilometres, at most 300.
    #[serde(default)]
    pub max_distance_km: Option<i32>,
    /// Wish to work from home.
    #[serde(default)]
    pub remote_work: Option<String>,
    /// Comment.
    #[serde(default)]
    pub comment: Option<String>,
    /// Details of a health professional.
    #[serde(default)]
    pub health: Option<NewHealthCareer>,
}

impl From<NewCareer> for CareerInput {
    fn from(sent: NewCareer) -> Self {
        CareerInput {
            occupation_code: sent.occupation_code,
            occupation_text: sent.occupation_text,
            sector: sent.sector,
            level: sent.level,
            experience: sent.experience,
            contracts: sent.contracts,
            available_on: sent.available_on,
            max_distance_km: sent.max_distance_km,
            remote_work: sent.remote_work,
            comment: sent.comment,
            health: sent.health.map(HealthInput::from),
        }
    }
}

/// Details of a health professional.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"status": "intern", "speciality": "Médecine générale"}))]
pub struct NewHealthCareer {
    /// Where the person stands in their course.
    #[serde(default)]
    pub status: Option<String>,
    /// Speciality.
    #[serde(default)]
    pub speciality: Option<String>,
    /// Faculty.
    #[serde(default)]
    pub faculty: Option<String>,
    /// Last day of the internship.
    #[serde(default)]
    pub internship_ends_on: Option<NaiveDate>,
}

impl From<NewHealthCareer> for HealthInput {
    fn from(sent: NewHealthCareer) -> Self {
        HealthInput {
            status: sent.status,
            speciality: sent.speciality,
            faculty: sent.faculty,
            internship_ends_on: sent.internship_ends_on,
        }
    }
}

/// A need, still to be met.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"theme": "housing", "description": "Maison avec jardin"}))]
pub struct NewNeed {
    /// Subject.
    #[schema(example = "housing")]
    pub theme: String,
    /// What exactly.
    #[serde(default)]
    pub description: Option<String>,
}

/// An agreement of the lead.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"purpose": "follow_up", "text_version": "2026-11", "channel": "phone"}))]
pub struct NewConsent {
    /// What is agreed to.
    #[schema(example = "follow_up")]
    pub purpose: String,
    /// Version of the text that was read.
    pub text_version: String,
    /// How it was collected.
    #[schema(example = "phone")]
    pub channel: String,
    /// What proves it.
    #[serde(default)]
    pub proof: Option<String>,
}

impl From<NewConsent> for ConsentInput {
    fn from(sent: NewConsent) -> Self {
        ConsentInput {
            purpose: sent.purpose,
            text_version: sent.text_version,
            channel: sent.channel,
            proof: sent.proof,
        }
    }
}
