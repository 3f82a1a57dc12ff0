//! Somebody met on a stand, as a device brings them back, and the file that they become.

use chrono::{DateTime, Months, NaiveDate, Utc};
use uuid::Uuid;

use super::corrected;
use crate::codes::{
    ConsentChannel, ConsentPurpose, HealthStatus, Horizon, MemberRole, ProjectType, Source, StandLevel, TargetGroup,
};
use crate::consents::NewConsent;
use crate::contact::{ContactError, Email, Phone};
use crate::contact_requests::one_line;
use crate::members::{Career, Health, Member, SHORT_MAX};
use crate::prospects::{Facts, NewProspect, NextAction};
use crate::validation::{FieldErrors, code, codes, optional_code, optional_text, text};

/// Longest note, in characters.
const NOTE_MAX: usize = 1_000;
/// Project types of one person at most.
const PROJECTS_MAX: usize = 9;
/// Longest name of a version of a text.
const VERSION_MAX: usize = 40;
/// The last semester of an internship.
const LAST_SEMESTER: i32 = 12;
/// Months before the end of an internship at which somebody gets in touch again.
const MONTHS_BEFORE_END: u32 = 6;

/// What a health professional told, as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InternshipInput {
    /// Faculty.
    pub faculty: Option<String>,
    /// Speciality.
    pub speciality: Option<String>,
    /// Semester, 1 to 12.
    pub semester: Option<i32>,
    /// Last day of the internship.
    pub ends_on: Option<NaiveDate>,
}

/// What was agreed to on the stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Version of the text that was shown.
    pub version: String,
    /// When it was agreed to, by the clock of the device.
    pub given_at: DateTime<Utc>,
    /// Version of the notice that was told under the form.
    pub notice_version: Option<String>,
}

/// Somebody met, as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureInput {
    /// Id drawn by the device.
    pub client_id: Uuid,
    /// When, by the clock of the device.
    pub captured_at: DateTime<Utc>,
    /// Code of the level.
    pub level: String,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Codes of the project types.
    pub project_types: Vec<String>,
    /// Code of the wished commune or EPCI.
    pub wished_territory: Option<String>,
    /// Code of the horizon.
    pub horizon: Option<String>,
    /// What is worth remembering.
    pub note: Option<String>,
    /// What was agreed to.
    pub agreement: Option<Agreement>,
    /// What a health professional told.
    pub internship: Option<InternshipInput>,
}

/// Somebody met on a stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// Id drawn by the device.
    pub client_id: Uuid,
    /// When, by the clock of the device.
    pub captured_at: DateTime<Utc>,
    /// How far they have come.
    pub level: StandLevel,
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// E-mail address.
    pub email: Option<Email>,
    /// Phone number.
    pub phone: Option<Phone>,
    /// What they want to do.
    pub project_types: Vec<ProjectType>,
    /// Wished commune or EPCI; whether it exists is for the caller to find out.
    pub wished_territory: Option<String>,
    /// When they expect to move.
    pub horizon: Option<Horizon>,
    /// What is worth remembering.
    pub note: Option<String>,
    /// What they agreed to; whether that text exists is for the caller to find out.
    pub agreement: Option<Agreement>,
    /// Health details.
    pub health: Option<Health>,
    /// Semester of the internship.
    pub semester: Option<i32>,
}

/// Where a capture comes from, for the file that it becomes.
#[derive(Debug, Clone, Copy)]
pub struct StandOrigin<'a> {
    /// The event.
    pub event_id: Uuid,
    /// Its title.
    pub title: &'a str,
    /// What proves the agreement.
    pub proof: &'a str,
    /// How wrong the clock of the device was, in milliseconds, and when it delivered.
    pub clock: (i64, DateTime<Utc>),
    /// The semester of an internship, in words.
    pub semester: Option<&'a str>,
}

impl Capture {
    /// Reads a capture; every wrong field is noted.
    ///
    /// # Errors
    /// `required`, `too_long`, `too_many`, `invalid`, `invalid_email`, `invalid_phone`, `unknown_code`, `duplicate`,
    /// `out_of_range`; `consent_required` when somebody is named who did not agree.
    pub fn parse(input: &CaptureInput) -> Result<Capture, FieldErrors> {
        let mut errors = FieldErrors::new();
        let level = errors.keep("/level", code(&input.level, StandLevel::parse));
        let first_name = errors.keep("/first_name", name(input.first_name.as_deref())).flatten();
        let last_name = errors.keep("/last_name", name(input.last_name.as_deref())).flatten();
        let email = errors.keep("/email", contact(input.email.as_deref(), Email::parse)).flatten();
        let phone = errors.keep("/phone", contact(input.phone.as_deref(), Phone::parse)).flatten();
        if input.project_types.len() > PROJECTS_MAX {
            errors.push("/project_types", "too_many");
        }
        let project_types = codes(&mut errors, "/project_types", &input.project_types, ProjectType::parse);
        let wished = optional_text(input.wished_territory.as_deref(), 12);
        let wished_territory = errors.keep("/wished_territory", wished).flatten();
        let horizon = errors.keep("/horizon", optional_code(input.horizon.as_deref(), Horizon::parse)).flatten();
        let note = errors.keep("/note", optional_text(input.note.as_deref(), NOTE_MAX)).flatten();
        if let Some(agreement) = &input.agreement {
            errors.keep("/consent/version", text(&agreement.version, VERSION_MAX));
            errors.keep("/consent/notice_version", optional_text(agreement.notice_version.as_deref(), VERSION_MAX));
        }
        let (health, semester) = internship(&mut errors, input.internship.as_ref());
        let named = [&input.first_name, &input.last_name, &input.email, &input.phone];
        let is_named = named.into_iter().any(|raw| raw.as_deref().is_some_and(|raw| !raw.trim().is_empty()));
        if is_named && input.agreement.is_none() {
            errors.push("/consent", "consent_required");
        }
        let capture = level.map(|level| Capture {
            client_id: input.client_id,
            captured_at: input.captured_at,
            level,
            first_name,
            last_name,
            email,
            phone,
            project_types,
            wished_territory,
            horizon,
            note,
            agreement: input.agreement.clone(),
            health,
            semester,
        });
        errors.finish(capture)
    }

    /// Whether a file can be opened for them: they agreed and can be reached.
    #[must_use]
    pub fn can_be_followed(&self) -> bool {
        self.agreement.is_some() && (self.email.is_some() || self.phone.is_some())
    }

    /// Whether a file is opened without anybody deciding: they have a project, too.
    #[must_use]
    pub fn opens_a_file(&self) -> bool {
        self.can_be_followed() && self.level != StandLevel::Visitor
    }

    /// First and last name, as people say them.
    #[must_use]
    pub fn full_name(&self) -> String {
        [self.first_name.as_deref(), self.last_name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The agreement as a file keeps it.
    #[must_use]
    pub fn given_consents(&self, origin: &StandOrigin<'_>) -> Vec<NewConsent> {
        let (offset_ms, received_at) = origin.clock;
        let given = |agreement: &Agreement| NewConsent {
            purpose: ConsentPurpose::FollowUp,
            text_version: agreement.version.clone(),
            channel: ConsentChannel::Stand,
            proof: Some(origin.proof.to_owned()),
            given_at: Some(corrected(agreement.given_at, offset_ms, received_at)),
            opt_in: None,
        };
        self.agreement.iter().map(given).collect()
    }

    /// The file that they become.
    #[must_use]
    pub fn into_file(self, origin: StandOrigin<'_>, next_action: NextAction) -> NewProspect {
        let consents = self.given_consents(&origin);
        let mut project_types = self.project_types;
        let is_health = self.health.is_some() || project_types.contains(&ProjectType::Health);
        if is_health && !project_types.contains(&ProjectType::Health) {
            project_types.push(ProjectType::Health);
        }
        let facts = Facts {
            source_detail: Some(origin.title.to_owned()),
            event_id: Some(origin.event_id),
            target_group: is_health.then_some(TargetGroup::HealthProfessionals),
            project_types,
            horizon: self.horizon,
            territory_indifferent: self.wished_territory.is_none(),
            wished_territories: self.wished_territory.into_iter().collect(),
            message: self.note,
            next_action: Some(next_action),
            ..Facts::of_source(Source::Stand)
        };
        let career = self.health.map(|health| Career {
            health: Some(health),
            comment: origin.semester.map(str::to_owned),
            ..Career::default()
        });
        let lead = Member {
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            phone: self.phone,
            career,
            ..Member::nameless(MemberRole::Lead)
        };
        NewProspect { facts, members: vec![lead], needs: vec![], consents }
    }
}

/// The day on which somebody gets in touch again with an intern: six months before the end, and not before `today`.
#[must_use]
pub fn follow_up_on(ends_on: NaiveDate, today: NaiveDate) -> NaiveDate {
    ends_on.checked_sub_months(Months::new(MONTHS_BEFORE_END)).unwrap_or(ends_on).max(today)
}

fn name(raw: Option<&str>) -> Result<Option<String>, &'static str> {
    match raw.map(str::trim) {
        None | Some("") => Ok(None),
        Some(raw) => one_line(raw).map(Some),
    }
}

fn contact<T>(raw: Option<&str>, parse: impl Fn(&str) -> Result<T, ContactError>) -> Result<Option<T>, &'static str> {
    match raw.map(str::trim) {
        None | Some("") => Ok(None),
        Some(raw) => parse(raw).map(Some).map_err(ContactError::code),
    }
}

fn internship(errors: &mut FieldErrors, sent: Option<&InternshipInput>) -> (Option<Health>, Option<i32>) {
    let Some(sent) = sent else { return (None, None) };
    let faculty = errors.keep("/health/faculty", optional_text(sent.faculty.as_deref(), SHORT_MAX)).flatten();
    let speciality = errors.keep("/health/speciality", optional_text(sent.speciality.as_deref(), SHORT_MAX)).flatten();
    if sent.semester.is_some_and(|semester| !(1..=LAST_SEMESTER).contains(&semester)) {
        errors.push("/health/semester", "out_of_range");
    }
    let is_intern = sent.semester.is_some() || sent.ends_on.is_some();
    let status = is_intern.then_some(HealthStatus::Intern);
    (Some(Health { status, speciality, faculty, internship_ends_on: sent.ends_on }), sent.semester)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met() -> CaptureInput {
        let at: DateTime<Utc> = "2027-03-19T10:00:00Z".parse().unwrap();
        CaptureInput {
            client_id: Uuid::from_u128(1),
            captured_at: at,
            level: "with_project".to_owned(),
            first_name: Some("Zoé".to_owned()),
            last_name: None,
            email: None,
            phone: Some("06 39 98 12 34".to_owned()),
            project_types: vec!["craft".to_owned()],
            wished_territory: Some("46102".to_owned()),
            horizon: Some("unknown".to_owned()),
            note: None,
            agreement: Some(Agreement { version: "2026-11".to_owned(), given_at: at, notice_version: None }),
            internship: None,
        }
    }

    fn faults(input: &CaptureInput) -> Vec<(String, &'static str)> {
        let errors = Capture::parse(input).err().map(FieldErrors::into_vec).unwrap_or_default();
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    fn file(input: &CaptureInput) -> NewProspect {
        let action = NextAction { label: "Appeler".to_owned(), on: NaiveDate::MIN, assignee_id: None };
        let origin = StandOrigin {
            event_id: Uuid::from_u128(9),
            title: "TAF",
            proof: "stand",
            clock: (-3_600_000, "2027-03-19T20:00:00Z".parse().unwrap()),
            semester: Some("Semestre 3"),
        };
        Capture::parse(input).unwrap().into_file(origin, action)
    }

    #[test]
    fn whoever_is_named_has_agreed() {
        assert_eq!(faults(&met()), []);
        let silent = CaptureInput { agreement: None, ..met() };
        assert_eq!(faults(&silent), [("/consent".to_owned(), "consent_required")]);
        let nobody = CaptureInput { first_name: Some(" ".to_owned()), phone: None, ..silent };
        assert_eq!(faults(&nobody), []);
        assert!(!Capture::parse(&nobody).unwrap().can_be_followed());
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = CaptureInput {
            level: "king".to_owned(),
            first_name: Some("a\nb".to_owned()),
            email: Some("nobody".to_owned()),
            phone: Some("12".to_owned()),
            project_types: vec!["craft".to_owned(), "craft".to_owned()],
            horizon: Some("soon".to_owned()),
            note: Some("x".repeat(1_001)),
            internship: Some(InternshipInput { semester: Some(13), ..InternshipInput::default() }),
            ..met()
        };
        let found = faults(&wrong);
        for expected in [
            ("/level", "unknown_code"),
            ("/first_name", "invalid"),
            ("/email", "invalid_email"),
            ("/phone", "invalid_phone"),
            ("/project_types/1", "duplicate"),
            ("/horizon", "unknown_code"),
            ("/note", "too_long"),
            ("/health/semester", "out_of_range"),
        ] {
            assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} missing in {found:?}");
        }
    }

    #[test]
    fn a_visitor_opens_no_file_without_somebody_who_decides() {
        let capture = Capture::parse(&CaptureInput { level: "visitor".to_owned(), ..met() }).unwrap();
        assert!(capture.can_be_followed() && !capture.opens_a_file());
        assert!(Capture::parse(&met()).unwrap().opens_a_file());
    }

    #[test]
    fn an_intern_becomes_a_file_of_the_health_professionals() {
        let ends_on = NaiveDate::from_ymd_opt(2028, 8, 31);
        let internship = InternshipInput {
            faculty: Some("Toulouse".to_owned()),
            semester: Some(3),
            ends_on,
            ..InternshipInput::default()
        };
        let made = file(&CaptureInput { internship: Some(internship), ..met() });
        assert_eq!(made.facts.target_group, Some(TargetGroup::HealthProfessionals));
        assert_eq!(made.facts.project_types, [ProjectType::Craft, ProjectType::Health]);
        let career = made.members[0].career.as_ref().unwrap();
        assert_eq!(career.comment.as_deref(), Some("Semestre 3"));
        assert_eq!(career.health.as_ref().unwrap().status, Some(HealthStatus::Intern));
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(follow_up_on(day("2028-08-31"), day("2027-03-20")), day("2028-02-29"));
        assert_eq!(follow_up_on(day("2027-05-31"), day("2027-03-20")), day("2027-03-20"));
    }

    #[test]
    fn the_file_says_where_they_were_met() {
        let made = file(&met());
        assert_eq!(made.facts.source, Source::Stand);
        assert_eq!(made.facts.event_id, Some(Uuid::from_u128(9)));
        assert_eq!(made.facts.wished_territories, ["46102"]);
        assert_eq!(made.consents[0].channel, ConsentChannel::Stand);
        assert_eq!(made.consents[0].given_at, "2027-03-19T09:00:00Z".parse().ok(), "the clock was an hour ahead");
        assert!(file(&CaptureInput { wished_territory: None, ..met() }).facts.territory_indifferent);
    }
}
