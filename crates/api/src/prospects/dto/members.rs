//! People of a household, as a file answers them.

use chrono::NaiveDate;
use persistence::prospects::StoredMember;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A person of the household.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Member {
    /// Id.
    pub id: Uuid,
    /// Place in the household.
    #[schema(example = "lead")]
    pub role: String,
    /// First name; never for a child.
    #[schema(required = true)]
    pub first_name: Option<String>,
    /// Last name; never for a child.
    #[schema(required = true)]
    pub last_name: Option<String>,
    /// E-mail address.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Phone number, E.164.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// Age band, for children only.
    #[schema(required = true, example = "six_to_10")]
    pub age_band: Option<String>,
    /// Career project, for adults only.
    #[schema(required = true)]
    pub career: Option<Career>,
    /// Version of the member.
    pub version: i32,
}

/// What an adult does and wants to do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Career {
    /// ROME code.
    #[schema(required = true, example = "J1506")]
    pub occupation_code: Option<String>,
    /// Its official label.
    #[schema(required = true)]
    pub occupation_label: Option<String>,
    /// Occupation in the person's words.
    #[schema(required = true)]
    pub occupation_text: Option<String>,
    /// Branch of activity.
    #[schema(required = true, example = "health")]
    pub sector: Option<String>,
    /// Highest diploma.
    #[schema(required = true, example = "level_6")]
    pub level: Option<String>,
    /// Time spent in the occupation.
    #[schema(required = true, example = "five_to_10_years")]
    pub experience: Option<String>,
    /// Contracts wished.
    pub contracts: Vec<String>,
    /// First day of availability.
    #[schema(required = true)]
    pub available_on: Option<NaiveDate>,
    /// Longest way to work, in kilometres.
    #[schema(required = true)]
    pub max_distance_km: Option<i32>,
    /// Wish to work from home.
    #[schema(required = true, example = "some_days")]
    pub remote_work: Option<String>,
    /// Comment.
    #[schema(required = true)]
    pub comment: Option<String>,
    /// Details of a health professional.
    #[schema(required = true)]
    pub health: Option<HealthCareer>,
}

/// Details of a health professional.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HealthCareer {
    /// Where the person stands in their course.
    #[schema(required = true, example = "intern")]
    pub status: Option<String>,
    /// Speciality.
    #[schema(required = true)]
    pub speciality: Option<String>,
    /// Faculty.
    #[schema(required = true)]
    pub faculty: Option<String>,
    /// Last day of the internship.
    #[schema(required = true)]
    pub internship_ends_on: Option<NaiveDate>,
}

impl From<StoredMember> for Member {
    fn from(stored: StoredMember) -> Self {
        let StoredMember { id, member, occupation_label, version } = stored;
        let health = |health: domain::members::Health| HealthCareer {
            status: health.status.map(|status| status.to_string()),
            speciality: health.speciality,
            faculty: health.faculty,
            internship_ends_on: health.internship_ends_on,
        };
        let career = member.career.map(|career| Career {
            occupation_code: career.occupation_code,
            occupation_label,
            occupation_text: career.occupation_text,
            sector: career.sector.map(|sector| sector.to_string()),
            level: career.level.map(|level| level.to_string()),
            experience: career.experience.map(|experience| experience.to_string()),
            contracts: career.contracts.iter().map(ToString::to_string).collect(),
            available_on: career.available_on,
            max_distance_km: career.max_distance_km,
            remote_work: career.remote_work.map(|wish| wish.to_string()),
            comment: career.comment,
            health: career.health.map(health),
        });
        Member {
            id,
            role: member.role.to_string(),
            first_name: member.first_name,
            last_name: member.last_name,
            email: member.email.map(|email| email.to_string()),
            phone: member.phone.map(|phone| phone.to_string()),
            age_band: member.age_band.map(|band| band.to_string()),
            career,
            version,
        }
    }
}
