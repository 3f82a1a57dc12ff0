//! Employers: what is known of them, and the people to talk to.

use uuid::Uuid;

use crate::codes::{EmployerKind, EmployerMeetingKind, HeadcountBand};
use crate::contact::{Email, Phone};
use crate::partners::{optional_email, optional_phone, website};
use crate::siret::{Siret, SiretError};
use crate::text::fold;
use crate::validation::{FieldErrors, code, optional_code, optional_text, text};

/// Longest name, in characters.
pub const NAME_MAX: usize = 150;
/// Longest text about an employer, in characters.
pub const DESCRIPTION_MAX: usize = 3_000;
/// Longest account of a meeting, in characters.
pub const SUMMARY_MAX: usize = 4_000;
/// Longest reason for keeping a number that fails its check, in characters.
const REASON_MAX: usize = 300;
/// Longest address, in characters.
const ADDRESS_MAX: usize = 200;
/// Networks of one employer at most.
const MOST_NETWORKS: usize = 20;
/// The nomenclature that an activity belongs to unless another is named.
pub const DEFAULT_NOMENCLATURE: &str = "NAF rév. 2";

/// An employer as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmployerInput {
    /// SIRET.
    pub siret: String,
    /// Why a SIRET that fails its check is kept all the same; only the programme may say so.
    pub siret_reason: Option<String>,
    /// Name.
    pub name: String,
    /// Code of the kind.
    pub kind: String,
    /// Code of the activity.
    pub activity_code: Option<String>,
    /// Nomenclature of that code.
    pub activity_nomenclature: Option<String>,
    /// Code of the headcount band.
    pub headcount_band: Option<String>,
    /// Street and number.
    pub address: Option<String>,
    /// Commune of the Lot.
    pub commune_code: Option<String>,
    /// Web site.
    pub website: Option<String>,
    /// What people should know of it.
    pub description: Option<String>,
    /// Partners that are its networks.
    pub networks: Vec<Uuid>,
}

/// What is known of an employer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerFacts {
    /// SIRET.
    pub siret: Siret,
    /// Why a SIRET that fails its check was kept.
    pub siret_reason: Option<String>,
    /// Name.
    pub name: String,
    /// What kind of employer it is.
    pub kind: EmployerKind,
    /// Activity: code and nomenclature; whether it exists is for the caller to check.
    pub activity: Option<(String, String)>,
    /// How many people it pays.
    pub headcount_band: Option<HeadcountBand>,
    /// Street and number.
    pub address: Option<String>,
    /// Commune; whether it exists is for the caller to check.
    pub commune_code: Option<String>,
    /// Web site, `http://` or `https://`.
    pub website: Option<String>,
    /// What people should know of it.
    pub description: Option<String>,
    /// Partners that are its networks; whether they exist is for the caller to check.
    pub networks: Vec<Uuid>,
}

impl EmployerFacts {
    /// Reads an employer; `may_vouch` is whether a reason may stand in for the check of the SIRET.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(input: &EmployerInput, may_vouch: bool) -> Result<EmployerFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let (siret, siret_reason) = siret_of(&mut errors, input, may_vouch);
        let name = errors.keep("/name", text(&input.name, NAME_MAX));
        let kind = errors.keep("/kind", code(&input.kind, EmployerKind::parse));
        let headcount_band = errors
            .keep("/headcount_band", optional_code(input.headcount_band.as_deref(), HeadcountBand::parse))
            .flatten();
        let activity = activity_of(&mut errors, input);
        let address = errors.keep("/address", optional_text(input.address.as_deref(), ADDRESS_MAX)).flatten();
        let commune_code = errors.keep("/commune_code", optional_text(input.commune_code.as_deref(), 10)).flatten();
        let website = errors.keep("/website", website(input.website.as_deref())).flatten();
        let description =
            errors.keep("/description", optional_text(input.description.as_deref(), DESCRIPTION_MAX)).flatten();
        let networks = networks_of(&mut errors, &input.networks);
        let facts = match (siret, name, kind) {
            (Some(siret), Some(name), Some(kind)) => Some(EmployerFacts {
                siret,
                siret_reason,
                name,
                kind,
                activity,
                headcount_band,
                address,
                commune_code,
                website,
                description,
                networks,
            }),
            _ => None,
        };
        errors.finish(facts)
    }

    /// Folded key that sorts employers by name.
    #[must_use]
    pub fn sort_name(&self) -> String {
        fold(&self.name)
    }

    /// Folded words by which an employer is found; `commune` is the name of its commune.
    #[must_use]
    pub fn search_text(&self, commune: Option<&str>) -> String {
        let told = [Some(self.name.as_str()), commune, self.description.as_deref(), Some(self.siret.as_str())];
        fold(&told.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

fn siret_of(errors: &mut FieldErrors, input: &EmployerInput, may_vouch: bool) -> (Option<Siret>, Option<String>) {
    let reason = errors.keep("/siret_reason", optional_text(input.siret_reason.as_deref(), REASON_MAX)).flatten();
    if input.siret.trim().is_empty() {
        errors.push("/siret", "required");
        return (None, None);
    }
    match (Siret::parse(&input.siret), reason) {
        // A reason that nothing calls for is not kept.
        (Ok(siret), _) => (Some(siret), None),
        (Err(SiretError::Check), Some(reason)) if may_vouch => {
            (Siret::parse_unchecked(&input.siret).ok(), Some(reason))
        }
        (Err(error), _) => {
            errors.push("/siret", error.code());
            (None, None)
        }
    }
}

fn activity_of(errors: &mut FieldErrors, input: &EmployerInput) -> Option<(String, String)> {
    let code = errors.keep("/activity_code", optional_text(input.activity_code.as_deref(), 10)).flatten()?;
    let nomenclature = optional_text(input.activity_nomenclature.as_deref(), 40);
    let nomenclature = errors.keep("/activity_nomenclature", nomenclature).flatten();
    Some((code, nomenclature.unwrap_or_else(|| DEFAULT_NOMENCLATURE.to_owned())))
}

fn networks_of(errors: &mut FieldErrors, ids: &[Uuid]) -> Vec<Uuid> {
    if ids.len() > MOST_NETWORKS {
        errors.push("/networks", "too_many");
    }
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A person to talk to, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmployerContactInput {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they do there.
    pub job_title: Option<String>,
    /// Address to write to.
    pub email: Option<String>,
    /// Number to call.
    pub phone: Option<String>,
    /// Whether they are the first to ask.
    pub is_main: bool,
}

/// A person to talk to at an employer; there is a way to reach them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerContactFacts {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they do there.
    pub job_title: Option<String>,
    /// Address to write to.
    pub email: Option<Email>,
    /// Number to call.
    pub phone: Option<Phone>,
    /// Whether they are the first to ask.
    pub is_main: bool,
}

impl EmployerContactFacts {
    /// Reads a person.
    ///
    /// # Errors
    /// Every wrong field; `contact_required` under `/email` when they cannot be reached.
    pub fn parse(input: &EmployerContactInput) -> Result<EmployerContactFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let first_name = errors.keep("/first_name", text(&input.first_name, 80));
        let last_name = errors.keep("/last_name", text(&input.last_name, 80));
        let job_title = errors.keep("/job_title", optional_text(input.job_title.as_deref(), 120)).flatten();
        let email = optional_email(&mut errors, input.email.as_deref());
        let phone = optional_phone(&mut errors, input.phone.as_deref());
        if email.is_none() && phone.is_none() && errors.is_empty() {
            errors.push("/email", "contact_required");
        }
        let facts = first_name.zip(last_name).map(|(first_name, last_name)| EmployerContactFacts {
            first_name,
            last_name,
            job_title,
            email,
            phone,
            is_main: input.is_main,
        });
        errors.finish(facts)
    }

    /// Folded key that sorts people by last name.
    #[must_use]
    pub fn sort_name(&self) -> String {
        fold(&format!("{} {}", self.last_name, self.first_name))
    }
}

/// A meeting, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EmployerMeetingInput {
    /// Code of the kind.
    pub kind: String,
    /// Day.
    pub held_on: Option<chrono::NaiveDate>,
    /// What was said and agreed.
    pub summary: String,
}

/// A meeting with an employer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerMeetingFacts {
    /// How they were met.
    pub kind: EmployerMeetingKind,
    /// Day.
    pub held_on: chrono::NaiveDate,
    /// What was said and agreed.
    pub summary: String,
}

impl EmployerMeetingFacts {
    /// Reads a meeting; without a day it was today.
    ///
    /// # Errors
    /// Every wrong field; `in_future` for a day that has not come yet.
    pub fn parse(input: &EmployerMeetingInput, today: chrono::NaiveDate) -> Result<EmployerMeetingFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let kind = errors.keep("/kind", code(&input.kind, EmployerMeetingKind::parse));
        let summary = errors.keep("/summary", text(&input.summary, SUMMARY_MAX));
        let held_on = input.held_on.unwrap_or(today);
        if held_on > today {
            errors.push("/held_on", "in_future");
        }
        let facts = kind.zip(summary).map(|(kind, summary)| EmployerMeetingFacts { kind, held_on, summary });
        errors.finish(facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> EmployerInput {
        EmployerInput {
            siret: "732 829 320 00074".to_owned(),
            name: " Ateliers du Célé ".to_owned(),
            kind: "private".to_owned(),
            activity_code: Some("25.62B".to_owned()),
            headcount_band: Some("from_10_to_49".to_owned()),
            commune_code: Some("46102".to_owned()),
            website: Some("https://ateliers-du-cele.example".to_owned()),
            ..EmployerInput::default()
        }
    }

    fn pointers(errors: FieldErrors) -> Vec<(String, &'static str)> {
        errors.into_vec().into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn an_employer_is_read_clean() {
        let facts = EmployerFacts::parse(&input(), false).expect("an employer");
        assert_eq!((facts.siret.as_str(), facts.name.as_str()), ("73282932000074", "Ateliers du Célé"));
        assert_eq!(facts.activity, Some(("25.62B".to_owned(), "NAF rév. 2".to_owned())));
        assert_eq!(facts.search_text(Some("Figeac")), "ateliers du cele figeac 73282932000074");
    }

    #[test]
    fn a_number_that_fails_needs_a_reason_from_those_who_may_give_one() {
        let failing = EmployerInput { siret: "22460001000013".to_owned(), ..input() };
        let vouched =
            EmployerInput { siret_reason: Some("Vu sur l’avis de situation".to_owned()), ..failing.clone() };
        let refused = [("/siret".to_owned(), "siret_check_failed")];
        assert_eq!(EmployerFacts::parse(&failing, true).map_err(pointers), Err(refused.to_vec()));
        assert_eq!(EmployerFacts::parse(&vouched, false).map_err(pointers), Err(refused.to_vec()));
        let kept = EmployerFacts::parse(&vouched, true).expect("vouched for");
        assert!(kept.siret_reason.is_some());
        let needless = EmployerInput { siret_reason: Some("au cas où".to_owned()), ..input() };
        assert_eq!(EmployerFacts::parse(&needless, true).expect("right").siret_reason, None);
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = EmployerInput {
            kind: "empire".to_owned(),
            headcount_band: Some("many".to_owned()),
            website: Some("ftp://x".to_owned()),
            networks: (0..=20).map(Uuid::from_u128).collect(),
            ..EmployerInput::default()
        };
        let expected = [
            ("/siret", "required"),
            ("/name", "required"),
            ("/kind", "unknown_code"),
            ("/headcount_band", "unknown_code"),
            ("/website", "invalid"),
            ("/networks", "too_many"),
        ];
        let expected: Vec<_> = expected.map(|(pointer, code)| (pointer.to_owned(), code)).to_vec();
        assert_eq!(EmployerFacts::parse(&wrong, false).map_err(pointers), Err(expected));
    }

    #[test]
    fn a_person_can_be_reached() {
        let person = EmployerContactInput {
            first_name: "Zoé".to_owned(),
            last_name: "Élie".to_owned(),
            ..EmployerContactInput::default()
        };
        let unreachable = [("/email".to_owned(), "contact_required")];
        assert_eq!(EmployerContactFacts::parse(&person).map_err(pointers), Err(unreachable.to_vec()));
        let reachable = EmployerContactInput { phone: Some("05 65 00 00 00".to_owned()), ..person };
        assert_eq!(EmployerContactFacts::parse(&reachable).expect("a person").sort_name(), "elie zoe");
    }

    #[test]
    fn nobody_was_met_tomorrow() {
        let today = "2026-11-21".parse().expect("a day");
        let meeting =
            EmployerMeetingInput { kind: "visit".to_owned(), held_on: None, summary: "Atelier vu".to_owned() };
        assert_eq!(EmployerMeetingFacts::parse(&meeting, today).expect("a meeting").held_on, today);
        let tomorrow = EmployerMeetingInput { held_on: today.succ_opt(), ..meeting };
        let refused = [("/held_on".to_owned(), "in_future")];
        assert_eq!(EmployerMeetingFacts::parse(&tomorrow, today).map_err(pointers), Err(refused.to_vec()));
    }
}
