//! Job offers: what an offer says, how long it stands, and when the public may read it.

mod moves;

pub use moves::{JobOfferMove, JobOfferMoveInput, MoveRefusal, Mover, allowed_next};

use chrono::{Days, NaiveDate};

use crate::codes::{ContractType, JobOfferStatus, MembershipStatus, RemoteWork, RequiredExperience, Sector};
use crate::contact::Email;
use crate::partners::{optional_email_at, website};
use crate::text::fold;
use crate::validation::{FieldErrors, code, optional_code, optional_text, text};

/// Longest title, in characters.
pub const TITLE_MAX: usize = 120;
/// Longest description, in characters.
pub const DESCRIPTION_MAX: usize = 10_000;
/// Longest salary, contract or working time told in words, in characters.
pub const DETAIL_MAX: usize = 200;
/// Days for which an offer stands when nothing else is said.
pub const STANDS_DAYS: u64 = 60;
/// Days for which an offer stands at most.
pub const LONGEST_DAYS: u64 = 180;
/// Days before its end on which an employer is asked whether an offer still stands.
pub const REMINDER_DAYS: u64 = 7;
/// Most positions of one offer.
pub const POSITIONS_MAX: i32 = 200;

/// A job offer as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobOfferInput {
    /// Title.
    pub title: String,
    /// What the work is.
    pub description: String,
    /// ROME code.
    pub occupation_code: Option<String>,
    /// Code of the sector.
    pub sector: Option<String>,
    /// Code of the contract.
    pub contract_type: String,
    /// Duration of the contract and the like, in words.
    pub contract_detail: Option<String>,
    /// Whether it is less than full time.
    pub part_time: bool,
    /// Hours, in words.
    pub working_time: Option<String>,
    /// Commune of the Lot.
    pub commune_code: Option<String>,
    /// Salary, in words.
    pub salary: Option<String>,
    /// People wanted; one unless said otherwise.
    pub positions: Option<i32>,
    /// Code of the experience asked for.
    pub experience: Option<String>,
    /// Experience asked for, in words.
    pub experience_detail: Option<String>,
    /// Whether housing can be found with the job.
    pub housing_possible: bool,
    /// Whether the search of a job for the partner is helped.
    pub partner_welcome: bool,
    /// Code of the work from home.
    pub remote: Option<String>,
    /// First day of work.
    pub starts_on: Option<NaiveDate>,
    /// Page to apply on.
    pub apply_url: Option<String>,
    /// Address to apply to.
    pub apply_email: Option<String>,
    /// Last day on which the offer stands.
    pub expires_on: Option<NaiveDate>,
}

/// What a job offer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobOfferFacts {
    /// Title.
    pub title: String,
    /// What the work is.
    pub description: String,
    /// ROME code; whether it exists is for the caller to check.
    pub occupation_code: Option<String>,
    /// Sector.
    pub sector: Option<Sector>,
    /// Contract.
    pub contract_type: ContractType,
    /// Duration of the contract and the like, in words.
    pub contract_detail: Option<String>,
    /// Whether it is less than full time.
    pub part_time: bool,
    /// Hours, in words.
    pub working_time: Option<String>,
    /// Commune of the Lot; whether it exists is for the caller to check.
    pub commune_code: Option<String>,
    /// Salary, in words; [`crate::salaries`] reads it.
    pub salary: Option<String>,
    /// People wanted.
    pub positions: i32,
    /// Experience asked for.
    pub experience: Option<RequiredExperience>,
    /// Experience asked for, in words.
    pub experience_detail: Option<String>,
    /// Whether housing can be found with the job.
    pub housing_possible: bool,
    /// Whether the search of a job for the partner is helped.
    pub partner_welcome: bool,
    /// Work from home.
    pub remote: Option<RemoteWork>,
    /// First day of work.
    pub starts_on: Option<NaiveDate>,
    /// Page to apply on, `http://` or `https://`.
    pub apply_url: Option<String>,
    /// Address to apply to.
    pub apply_email: Option<Email>,
    /// Last day on which the offer stands; [`STANDS_DAYS`] from its publication when nothing is said.
    pub expires_on: Option<NaiveDate>,
}

impl JobOfferFacts {
    /// Reads a job offer.
    ///
    /// # Errors
    /// Every wrong field; `in_past` or `out_of_range` for a last day that is over or further than [`LONGEST_DAYS`].
    pub fn parse(input: &JobOfferInput, today: NaiveDate) -> Result<JobOfferFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let title = errors.keep("/title", text(&input.title, TITLE_MAX));
        let description = errors.keep("/description", text(&input.description, DESCRIPTION_MAX));
        let contract_type = errors.keep("/contract_type", code(&input.contract_type, ContractType::parse));
        let mut detail = |pointer: &str, raw: &Option<String>| {
            errors.keep(pointer, optional_text(raw.as_deref(), DETAIL_MAX)).flatten()
        };
        let contract_detail = detail("/contract_detail", &input.contract_detail);
        let working_time = detail("/working_time", &input.working_time);
        let salary = detail("/salary", &input.salary);
        let experience_detail = detail("/experience_detail", &input.experience_detail);
        let occupation_code = detail("/occupation_code", &input.occupation_code);
        let commune_code = detail("/commune_code", &input.commune_code);
        let sector = errors.keep("/sector", optional_code(input.sector.as_deref(), Sector::parse)).flatten();
        let remote = errors.keep("/remote", optional_code(input.remote.as_deref(), RemoteWork::parse)).flatten();
        let experience = optional_code(input.experience.as_deref(), RequiredExperience::parse);
        let experience = errors.keep("/experience", experience).flatten();
        let apply_url = errors.keep("/apply_url", website(input.apply_url.as_deref())).flatten();
        let apply_email = optional_email_at(&mut errors, "/apply_email", input.apply_email.as_deref());
        let positions = input.positions.unwrap_or(1);
        if !(1..=POSITIONS_MAX).contains(&positions) {
            errors.push("/positions", "out_of_range");
        }
        check_last_day(&mut errors, input.expires_on, today);
        let facts = match (title, description, contract_type) {
            (Some(title), Some(description), Some(contract_type)) => Some(JobOfferFacts {
                title,
                description,
                occupation_code,
                sector,
                contract_type,
                contract_detail,
                part_time: input.part_time,
                working_time,
                commune_code,
                salary,
                positions,
                experience,
                experience_detail,
                housing_possible: input.housing_possible,
                partner_welcome: input.partner_welcome,
                remote,
                starts_on: input.starts_on,
                apply_url,
                apply_email,
                expires_on: input.expires_on,
            }),
            _ => None,
        };
        errors.finish(facts)
    }

    /// Folded key that sorts offers by title.
    #[must_use]
    pub fn sort_title(&self) -> String {
        fold(&self.title)
    }
}

fn check_last_day(errors: &mut FieldErrors, day: Option<NaiveDate>, today: NaiveDate) {
    match day {
        Some(day) if day < today => errors.push("/expires_on", "in_past"),
        Some(day) if day > in_days(today, LONGEST_DAYS) => errors.push("/expires_on", "out_of_range"),
        _ => {}
    }
}

/// The day `days` after `day`.
#[must_use]
pub fn in_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// The last day of an offer published or renewed today: the one asked for while it is still to come.
#[must_use]
pub fn last_day(asked: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    asked.filter(|day| *day >= today).unwrap_or_else(|| in_days(today, STANDS_DAYS))
}

/// Whose offer it is, for what the public may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// An employer with this membership of the network; `None` never asked for it.
    Employer(Option<MembershipStatus>),
    /// An employer that only its name is known of, in an import that the programme answers for.
    Unknown,
}

/// Whether the public may read an offer: it is published, and its employer, when known, is an active member.
#[must_use]
pub fn is_public(status: JobOfferStatus, owner: Owner, archived: bool) -> bool {
    let vouched = matches!(owner, Owner::Unknown | Owner::Employer(Some(MembershipStatus::Active)));
    status == JobOfferStatus::Published && vouched && !archived
}

/// The words of an offer in its address: letters and digits of the title, at most 60, joined by hyphens.
#[must_use]
pub fn slug(title: &str) -> String {
    slug_or(title, "offre")
}

/// The same for anything with a title; `otherwise` stands for one without a letter of our alphabet.
#[must_use]
pub fn slug_or(title: &str, otherwise: &str) -> String {
    let folded = fold(title);
    let mut slug = String::with_capacity(60);
    for word in folded.split(' ').filter(|word| word.is_ascii()) {
        if slug.len() + word.len() + 1 > 60 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { otherwise.to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn input() -> JobOfferInput {
        JobOfferInput {
            title: " Infirmier de nuit (H/F) ".to_owned(),
            description: "Service de médecine, 24 lits.".to_owned(),
            occupation_code: Some("J1506".to_owned()),
            contract_type: "CDI".to_owned(),
            commune_code: Some("46102".to_owned()),
            salary: Some("Mensuel de 2300.00 Euros sur 12 mois".to_owned()),
            ..JobOfferInput::default()
        }
    }

    #[test]
    fn an_offer_is_read_clean() {
        let facts = JobOfferFacts::parse(&input(), day("2026-11-21")).expect("an offer");
        assert_eq!((facts.title.as_str(), facts.positions), ("Infirmier de nuit (H/F)", 1));
        assert_eq!(slug(&facts.title), "infirmier-de-nuit-h-f");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = JobOfferInput {
            contract_type: "CDX".to_owned(),
            sector: Some("x".to_owned()),
            remote: Some("x".to_owned()),
            experience: Some("x".to_owned()),
            apply_url: Some("javascript:alert(1)".to_owned()),
            apply_email: Some("nobody".to_owned()),
            positions: Some(0),
            expires_on: Some(day("2026-11-20")),
            ..JobOfferInput::default()
        };
        let errors = JobOfferFacts::parse(&wrong, day("2026-11-21")).expect_err("all wrong").into_vec();
        let pointers: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        let expected = [
            "/title",
            "/description",
            "/contract_type",
            "/sector",
            "/remote",
            "/experience",
            "/apply_url",
            "/apply_email",
            "/positions",
            "/expires_on",
        ];
        assert_eq!(pointers, expected);
    }

    #[test]
    fn an_offer_stands_two_months_unless_said_otherwise() {
        let today = day("2026-11-21");
        assert_eq!(last_day(None, today), day("2027-01-20"));
        assert_eq!(last_day(Some(day("2026-12-24")), today), day("2026-12-24"));
        assert_eq!(last_day(Some(day("2026-11-01")), today), day("2027-01-20"), "a renewed offer starts again");
        let far = JobOfferInput { expires_on: Some(day("2027-05-21")), ..input() };
        assert!(JobOfferFacts::parse(&far, today).is_err());
    }

    #[test]
    fn the_public_reads_published_offers_of_active_members_only() {
        for &status in JobOfferStatus::ALL {
            let published = status == JobOfferStatus::Published;
            assert_eq!(is_public(status, Owner::Unknown, false), published);
            assert!(!is_public(status, Owner::Employer(None), false));
            assert!(!is_public(status, Owner::Unknown, true), "an archived offer is not public");
            for &membership in MembershipStatus::ALL {
                let active = membership == MembershipStatus::Active;
                assert_eq!(is_public(status, Owner::Employer(Some(membership)), false), published && active);
            }
        }
    }

    #[test]
    fn an_address_is_short_and_plain() {
        assert_eq!(slug("Cœur & « façade » — œnologue"), "coeur-facade-oenologue");
        assert_eq!(slug("…"), "offre");
        assert!(slug(&"conducteur ".repeat(30)).len() <= 60);
    }
}
