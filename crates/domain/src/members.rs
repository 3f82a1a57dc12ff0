//! The people of a household. An adult has a name, contact details and a career project; a child is an age band.

use chrono::NaiveDate;

use crate::codes::{
    AgeBand, ContractType, EducationLevel, ExperienceLevel, HealthStatus, MemberRole, RemoteWork, Sector,
};
use crate::contact::{Email, Phone};
use crate::validation::{FieldErrors, code, codes, optional_code, optional_text};

/// Longest first or last name, in characters.
pub const NAME_MAX: usize = 100;
/// Longest short text of a career, in characters.
pub const SHORT_MAX: usize = 200;
/// Longest comment of a career, in characters.
const COMMENT_MAX: usize = 2_000;
/// Farthest daily way to work worth recording, in kilometres.
const DISTANCE_MAX_KM: i32 = 300;

/// A member as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberInput {
    /// Code of the role.
    pub role: String,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Code of the age band.
    pub age_band: Option<String>,
    /// Career project.
    pub career: Option<CareerInput>,
}

/// A member of a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Place in the household.
    pub role: MemberRole,
    /// First name of an adult, when known.
    pub first_name: Option<String>,
    /// Last name of an adult, when known.
    pub last_name: Option<String>,
    /// E-mail address of an adult.
    pub email: Option<Email>,
    /// Phone number of an adult.
    pub phone: Option<Phone>,
    /// Age band of a child.
    pub age_band: Option<AgeBand>,
    /// Career project of an adult.
    pub career: Option<Career>,
}

impl Member {
    /// Reads a member; every wrong field is noted, relative to the member.
    ///
    /// # Errors
    /// All of: `unknown_code`, `required` (names of the lead, age band of a child), `not_allowed` (anything but the
    /// age band of a child, the age band of an adult), `too_long`, `invalid_email`, `invalid_phone` and those of a career.
    pub fn parse(input: &MemberInput) -> Result<Member, FieldErrors> {
        let mut errors = FieldErrors::new();
        let role = errors.keep("/role", code(&input.role, MemberRole::parse));
        let is_child = role == Some(MemberRole::Child);
        if is_child {
            refuse_identity(input, &mut errors);
        }
        let age_band = errors.keep("/age_band", optional_code(input.age_band.as_deref(), AgeBand::parse)).flatten();
        match role {
            Some(MemberRole::Child) if input.age_band.is_none() => errors.push("/age_band", "required"),
            Some(_) if !is_child && age_band.is_some() => errors.push("/age_band", "not_allowed"),
            _ => {}
        }
        if is_child {
            let child = Member { age_band, ..Member::nameless(MemberRole::Child) };
            return errors.finish(Some(child));
        }
        let names = [("/first_name", &input.first_name), ("/last_name", &input.last_name)].map(|(pointer, raw)| {
            let name = errors.keep(pointer, optional_text(raw.as_deref(), NAME_MAX)).flatten();
            if role == Some(MemberRole::Lead) && raw.as_deref().is_none_or(|raw| raw.trim().is_empty()) {
                errors.push(pointer, "required");
            }
            name
        });
        let [first_name, last_name] = names;
        let email = errors.keep("/email", contact(&input.email, Email::parse)).flatten();
        let phone = errors.keep("/phone", contact(&input.phone, Phone::parse)).flatten();
        let career = input.career.as_ref().and_then(|career| match Career::parse(career) {
            Ok(career) => Some(career),
            Err(inner) => {
                errors.nest("/career", inner);
                None
            }
        });
        let member = role.map(|role| Member { role, first_name, last_name, email, phone, age_band: None, career });
        errors.finish(member)
    }

    /// A member of whom nothing but the role is known.
    #[must_use]
    pub fn nameless(role: MemberRole) -> Member {
        Member { role, first_name: None, last_name: None, email: None, phone: None, age_band: None, career: None }
    }

    /// First and last name as people say them, empty when unknown.
    #[must_use]
    pub fn full_name(&self) -> String {
        [self.first_name.as_deref(), self.last_name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Whether the person can be reached.
    #[must_use]
    pub fn is_reachable(&self) -> bool {
        self.email.is_some() || self.phone.is_some()
    }

    /// What was sent to say this, so that a change can be read over it.
    #[must_use]
    pub fn to_input(&self) -> MemberInput {
        MemberInput {
            role: self.role.as_str().to_owned(),
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: self.email.as_ref().map(ToString::to_string),
            phone: self.phone.as_ref().map(ToString::to_string),
            age_band: self.age_band.map(|band| band.to_string()),
            career: self.career.as_ref().map(Career::to_input),
        }
    }
}

fn refuse_identity(input: &MemberInput, errors: &mut FieldErrors) {
    let identity = [
        ("/first_name", &input.first_name),
        ("/last_name", &input.last_name),
        ("/email", &input.email),
        ("/phone", &input.phone),
    ];
    for (pointer, _) in identity.into_iter().filter(|(_, sent)| sent.is_some()) {
        errors.push(pointer, "not_allowed");
    }
    if input.career.is_some() {
        errors.push("/career", "not_allowed");
    }
}

fn contact<T>(
    raw: &Option<String>,
    parse: impl Fn(&str) -> Result<T, crate::contact::ContactError>,
) -> Result<Option<T>, &'static str> {
    match raw.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some(raw) => parse(raw).map(Some).map_err(crate::contact::ContactError::code),
    }
}

/// A career project as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CareerInput {
    /// ROME code.
    pub occupation_code: Option<String>,
    /// Occupation in the person's words.
    pub occupation_text: Option<String>,
    /// Code of the sector.
    pub sector: Option<String>,
    /// Code of the education level.
    pub level: Option<String>,
    /// Code of the experience.
    pub experience: Option<String>,
    /// Codes of the contracts wished.
    pub contracts: Vec<String>,
    /// First day of availability.
    pub available_on: Option<NaiveDate>,
    /// Longest way to work, in kilometres.
    pub max_distance_km: Option<i32>,
    /// Code of the wish to work from home.
    pub remote_work: Option<String>,
    /// Comment.
    pub comment: Option<String>,
    /// Details of a health professional.
    pub health: Option<HealthInput>,
}

/// What an adult does and wants to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Career {
    /// ROME code (a letter and four digits).
    pub occupation_code: Option<String>,
    /// Occupation in the person's words.
    pub occupation_text: Option<String>,
    /// Branch of activity.
    pub sector: Option<Sector>,
    /// Highest diploma.
    pub level: Option<EducationLevel>,
    /// Time spent in the occupation.
    pub experience: Option<ExperienceLevel>,
    /// Contracts wished.
    pub contracts: Vec<ContractType>,
    /// First day of availability.
    pub available_on: Option<NaiveDate>,
    /// Longest way to work, in kilometres.
    pub max_distance_km: Option<i32>,
    /// Wish to work from home.
    pub remote_work: Option<RemoteWork>,
    /// Comment.
    pub comment: Option<String>,
    /// Details of a health professional.
    pub health: Option<Health>,
}

impl Career {
    /// Reads a career; every wrong field is noted, relative to the career.
    ///
    /// # Errors
    /// All of: `unknown_code`, `duplicate`, `too_long`, `out_of_range`, `invalid` (shape of the ROME code).
    pub fn parse(input: &CareerInput) -> Result<Career, FieldErrors> {
        let mut errors = FieldErrors::new();
        let career = Career {
            occupation_code: errors.keep("/occupation_code", rome(input.occupation_code.as_deref())).flatten(),
            occupation_text: short(&mut errors, "/occupation_text", &input.occupation_text),
            sector: errors.keep("/sector", optional_code(input.sector.as_deref(), Sector::parse)).flatten(),
            level: errors.keep("/level", optional_code(input.level.as_deref(), EducationLevel::parse)).flatten(),
            experience: errors
                .keep("/experience", optional_code(input.experience.as_deref(), ExperienceLevel::parse))
                .flatten(),
            contracts: codes(&mut errors, "/contracts", &input.contracts, ContractType::parse),
            available_on: input.available_on,
            max_distance_km: errors.keep("/max_distance_km", distance(input.max_distance_km)).flatten(),
            remote_work: errors
                .keep("/remote_work", optional_code(input.remote_work.as_deref(), RemoteWork::parse))
                .flatten(),
            comment: errors.keep("/comment", optional_text(input.comment.as_deref(), COMMENT_MAX)).flatten(),
            health: input.health.as_ref().map(|health| read_health(&mut errors, health)),
        };
        errors.finish(Some(career))
    }

    /// What was sent to say this.
    #[must_use]
    pub fn to_input(&self) -> CareerInput {
        CareerInput {
            occupation_code: self.occupation_code.clone(),
            occupation_text: self.occupation_text.clone(),
            sector: self.sector.map(|sector| sector.to_string()),
            level: self.level.map(|level| level.to_string()),
            experience: self.experience.map(|experience| experience.to_string()),
            contracts: self.contracts.iter().map(ToString::to_string).collect(),
            available_on: self.available_on,
            max_distance_km: self.max_distance_km,
            remote_work: self.remote_work.map(|wish| wish.to_string()),
            comment: self.comment.clone(),
            health: self.health.as_ref().map(|health| HealthInput {
                status: health.status.map(|status| status.to_string()),
                speciality: health.speciality.clone(),
                faculty: health.faculty.clone(),
                internship_ends_on: health.internship_ends_on,
            }),
        }
    }
}

/// Details of a health professional as they were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HealthInput {
    /// Code of the status.
    pub status: Option<String>,
    /// Speciality.
    pub speciality: Option<String>,
    /// Faculty.
    pub faculty: Option<String>,
    /// Last day of the internship.
    pub internship_ends_on: Option<NaiveDate>,
}

/// Details of a health professional.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Health {
    /// Where the person stands in their course.
    pub status: Option<HealthStatus>,
    /// Speciality.
    pub speciality: Option<String>,
    /// Faculty.
    pub faculty: Option<String>,
    /// Last day of the internship.
    pub internship_ends_on: Option<NaiveDate>,
}

fn read_health(errors: &mut FieldErrors, input: &HealthInput) -> Health {
    Health {
        status: errors.keep("/health/status", optional_code(input.status.as_deref(), HealthStatus::parse)).flatten(),
        speciality: short(errors, "/health/speciality", &input.speciality),
        faculty: short(errors, "/health/faculty", &input.faculty),
        internship_ends_on: input.internship_ends_on,
    }
}

fn short(errors: &mut FieldErrors, pointer: &str, raw: &Option<String>) -> Option<String> {
    errors.keep(pointer, optional_text(raw.as_deref(), SHORT_MAX)).flatten()
}

fn rome(raw: Option<&str>) -> Result<Option<String>, &'static str> {
    let Some(raw) = raw.map(str::trim).filter(|raw| !raw.is_empty()) else { return Ok(None) };
    let mut letters = raw.chars();
    let shaped = letters.next().is_some_and(|first| first.is_ascii_uppercase())
        && letters.clone().count() == 4
        && letters.all(|digit| digit.is_ascii_digit());
    if shaped { Ok(Some(raw.to_owned())) } else { Err("invalid") }
}

fn distance(km: Option<i32>) -> Result<Option<i32>, &'static str> {
    match km {
        Some(km) if !(0..=DISTANCE_MAX_KM).contains(&km) => Err("out_of_range"),
        km => Ok(km),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes_of(errors: FieldErrors) -> Vec<(String, &'static str)> {
        errors.into_vec().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    fn adult(role: &str) -> MemberInput {
        MemberInput {
            role: role.to_owned(),
            first_name: Some("Inès".to_owned()),
            last_name: Some("Vayssettes".to_owned()),
            email: Some("Ines@Courriel.Example".to_owned()),
            ..MemberInput::default()
        }
    }

    #[test]
    fn an_adult_is_read_and_written_back() {
        let mut input = adult("lead");
        input.career = Some(CareerInput {
            occupation_code: Some("J1506".to_owned()),
            contracts: vec!["CDI".to_owned(), "CDD".to_owned()],
            health: Some(HealthInput { status: Some("intern".to_owned()), ..HealthInput::default() }),
            ..CareerInput::default()
        });
        let member = Member::parse(&input).unwrap();
        assert_eq!(member.full_name(), "Inès Vayssettes");
        assert_eq!(Member::parse(&member.to_input()), Ok(member));
    }

    #[test]
    fn a_child_is_an_age_band_and_nothing_else() {
        let child = MemberInput { age_band: Some("six_to_10".to_owned()), ..adult("child") };
        assert_eq!(
            codes_of(Member::parse(&child).unwrap_err()),
            [("/first_name", "not_allowed"), ("/last_name", "not_allowed"), ("/email", "not_allowed")]
                .map(|(pointer, code)| (pointer.to_owned(), code))
        );
        let unknown = MemberInput { role: "child".to_owned(), ..MemberInput::default() };
        assert_eq!(codes_of(Member::parse(&unknown).unwrap_err()), [("/age_band".to_owned(), "required")]);
    }

    #[test]
    fn every_wrong_field_is_named() {
        let input = MemberInput {
            role: "lead".to_owned(),
            last_name: Some("  ".to_owned()),
            email: Some("nobody".to_owned()),
            phone: Some("12".to_owned()),
            age_band: Some("under_3".to_owned()),
            career: Some(CareerInput {
                occupation_code: Some("infirmier".to_owned()),
                sector: Some("health_".to_owned()),
                contracts: vec!["CDI".to_owned(), "CDI".to_owned(), "X".to_owned()],
                max_distance_km: Some(-1),
                ..CareerInput::default()
            }),
            ..MemberInput::default()
        };
        let found = codes_of(Member::parse(&input).unwrap_err());
        for expected in [
            ("/first_name", "required"),
            ("/last_name", "required"),
            ("/email", "invalid_email"),
            ("/phone", "invalid_phone"),
            ("/age_band", "not_allowed"),
            ("/career/occupation_code", "invalid"),
            ("/career/sector", "unknown_code"),
            ("/career/contracts/1", "duplicate"),
            ("/career/contracts/2", "unknown_code"),
            ("/career/max_distance_km", "out_of_range"),
        ] {
            assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} missing in {found:?}");
        }
    }
}
