//! Ambassadors: inhabitants and friends of the Lot who talk about it, welcome, sponsor families.

pub mod endowments;
pub mod invitations;
mod moves;
pub mod sponsoring;

use chrono::{DateTime, Duration, Utc};

use crate::codes::{AmbassadorCommitment, AmbassadorInterest, AmbassadorKind, AmbassadorNature, FamilyStage, Language};
use crate::contact::{ContactError, Email, Phone};
use crate::text::fold;
use crate::validation::{FieldErrors, code, codes, optional_code, optional_text, text};

pub use moves::{
    AmbassadorMove, AmbassadorMoveInput, MoveRefusal, StatusChange, allowed_by_link, allowed_next, is_listed, stock_on,
};

/// Version of the texts that ambassadors agree to.
pub const CONSENT_VERSION: &str = "2026-1";
/// Days within which a sign-up must be confirmed; it is forgotten after.
pub const CONFIRM_DAYS: i64 = 7;
/// Longest portrait, in characters: a public card shows it whole.
pub const PORTRAIT_MAX: usize = 600;
/// Longest name, in characters.
const NAME_MAX: usize = 100;
/// Families that one ambassador sponsors at a time at most.
const MOST_FAMILIES: i32 = 10;

/// Until when a sign-up sent now can be confirmed.
#[must_use]
pub fn expires_at(sent_at: DateTime<Utc>) -> DateTime<Utc> {
    sent_at + Duration::days(CONFIRM_DAYS)
}

/// An ambassador as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AmbassadorInput {
    /// Code of the nature.
    pub nature: String,
    /// First name, of the person or of who speaks for the organisation.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Name of the organisation.
    pub organisation_name: Option<String>,
    /// Address.
    pub email: String,
    /// Telephone number.
    pub phone: Option<String>,
    /// Codes of the kinds.
    pub kinds: Vec<String>,
    /// Codes of the commitments.
    pub commitments: Vec<String>,
    /// Codes of the interests.
    pub interests: Vec<String>,
    /// Codes of the languages.
    pub languages: Vec<String>,
    /// Whether they live outside the Lot.
    pub is_diaspora: bool,
    /// Commune of the Lot: where they live, or come from.
    pub commune_code: Option<String>,
    /// Town, for those who live elsewhere.
    pub home: Option<String>,
    /// Département in which they lived before, by its number.
    pub origin: Option<String>,
    /// Code of the family stage.
    pub family_stage: Option<String>,
    /// Families they sponsor at a time at most.
    pub sponsoring_capacity: i32,
    /// A few words about themselves.
    pub portrait: Option<String>,
}

/// What is known of an ambassador.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmbassadorFacts {
    /// Somebody or a body.
    pub nature: AmbassadorNature,
    /// First name, of the person or of who speaks for the organisation.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Name of the organisation; only organisations have one, and all of them do.
    pub organisation_name: Option<String>,
    /// Address.
    pub email: Email,
    /// Telephone number.
    pub phone: Option<Phone>,
    /// What they are; one at least.
    pub kinds: Vec<AmbassadorKind>,
    /// What they are ready to do; one at least.
    pub commitments: Vec<AmbassadorCommitment>,
    /// What they like to talk about.
    pub interests: Vec<AmbassadorInterest>,
    /// Languages they speak.
    pub languages: Vec<Language>,
    /// Whether they live outside the Lot.
    pub is_diaspora: bool,
    /// Commune of the Lot: where they live, or come from.
    pub commune_code: Option<String>,
    /// Town, for those who live elsewhere.
    pub home: Option<String>,
    /// Number of the département in which they lived before.
    pub origin: Option<String>,
    /// Where their own family stands.
    pub family_stage: Option<FamilyStage>,
    /// Families they sponsor at a time at most; above zero exactly when they are ready to sponsor.
    pub sponsoring_capacity: i32,
    /// A few words about themselves.
    pub portrait: Option<String>,
}

impl AmbassadorFacts {
    /// Reads an ambassador. Whether the commune exists is for the caller to find out.
    ///
    /// # Errors
    /// Every wrong field: `required`, `too_long`, `unknown_code`, `duplicate`, `invalid_email`, `invalid_phone`,
    /// `not_allowed` for what does not go with another answer, `out_of_range`.
    pub fn parse(input: &AmbassadorInput) -> Result<AmbassadorFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let nature = errors.keep("/nature", code(&input.nature, AmbassadorNature::parse));
        let first_name = errors.keep("/first_name", text(&input.first_name, NAME_MAX));
        let last_name = errors.keep("/last_name", text(&input.last_name, NAME_MAX));
        let organisation_name = errors.keep("/organisation_name", organisation(nature, input)).flatten();
        let email = errors.keep("/email", Email::parse(&input.email).map_err(ContactError::code));
        let phone = errors.keep("/phone", phone(input.phone.as_deref())).flatten();
        let commitments = some_of(&mut errors, "/commitments", &input.commitments, AmbassadorCommitment::parse);
        let kinds = some_of(&mut errors, "/kinds", &input.kinds, AmbassadorKind::parse);
        let interests = codes(&mut errors, "/interests", &input.interests, AmbassadorInterest::parse);
        let languages = codes(&mut errors, "/languages", &input.languages, Language::parse);
        check_capacity(&mut errors, &commitments, input.sponsoring_capacity);
        let (commune_code, home) = place(&mut errors, input);
        let origin = errors.keep("/origin", departement(input.origin.as_deref())).flatten();
        let stage = optional_code(input.family_stage.as_deref(), FamilyStage::parse);
        let family_stage = errors.keep("/family_stage", stage).flatten();
        let portrait = errors.keep("/portrait", optional_text(input.portrait.as_deref(), PORTRAIT_MAX)).flatten();
        let names = first_name.zip(last_name).zip(nature).zip(email);
        let facts = names.map(|(((first_name, last_name), nature), email)| AmbassadorFacts {
            nature,
            first_name,
            last_name,
            organisation_name,
            email,
            phone,
            kinds,
            commitments,
            interests,
            languages,
            is_diaspora: input.is_diaspora,
            commune_code,
            home,
            origin,
            family_stage,
            sponsoring_capacity: input.sponsoring_capacity,
            portrait,
        });
        errors.finish(facts)
    }

    /// The name by which lists show them: that of the organisation, or the person's.
    #[must_use]
    pub fn display_name(&self) -> String {
        self.organisation_name.clone().unwrap_or_else(|| format!("{} {}", self.first_name, self.last_name))
    }

    /// Key by which lists are ordered: the organisation, or the last name first.
    #[must_use]
    pub fn sort_name(&self) -> String {
        match &self.organisation_name {
            Some(name) => fold(name),
            None => fold(&format!("{} {}", self.last_name, self.first_name)),
        }
    }

    /// Words under which they are found, with the name of their commune.
    #[must_use]
    pub fn search_text(&self, commune: Option<&str>) -> String {
        let parts = [
            Some(self.first_name.as_str()),
            Some(self.last_name.as_str()),
            self.organisation_name.as_deref(),
            Some(self.email.as_str()),
            self.home.as_deref(),
            commune,
        ];
        fold(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

fn some_of<T: PartialEq>(
    errors: &mut FieldErrors,
    pointer: &str,
    raw: &[String],
    parse: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    if raw.is_empty() {
        errors.push(pointer, "required");
    }
    codes(errors, pointer, raw, parse)
}

fn organisation(nature: Option<AmbassadorNature>, input: &AmbassadorInput) -> Result<Option<String>, &'static str> {
    let named = optional_text(input.organisation_name.as_deref(), NAME_MAX)?;
    match (nature, &named) {
        (Some(AmbassadorNature::Organisation), None) => Err("required"),
        (Some(AmbassadorNature::Person), Some(_)) => Err("not_allowed"),
        _ => Ok(named),
    }
}

fn phone(raw: Option<&str>) -> Result<Option<Phone>, &'static str> {
    match raw.map(str::trim) {
        None | Some("") => Ok(None),
        Some(raw) => Phone::parse(raw).map(Some).map_err(ContactError::code),
    }
}

/// Those who are ready to sponsor say how many families, the others none.
fn check_capacity(errors: &mut FieldErrors, commitments: &[AmbassadorCommitment], capacity: i32) {
    let range = if commitments.contains(&AmbassadorCommitment::Sponsor) { 1..=MOST_FAMILIES } else { 0..=0 };
    if !range.contains(&capacity) {
        errors.push("/sponsoring_capacity", "out_of_range");
    }
}

/// Inhabitants live in a commune of the Lot; the others live in a town elsewhere, and may name where they come from.
fn place(errors: &mut FieldErrors, input: &AmbassadorInput) -> (Option<String>, Option<String>) {
    let commune = errors.keep("/commune_code", optional_text(input.commune_code.as_deref(), 5)).flatten();
    let home = errors.keep("/home", optional_text(input.home.as_deref(), NAME_MAX)).flatten();
    match (input.is_diaspora, &commune, &home) {
        (false, None, _) => errors.push("/commune_code", "required"),
        (false, _, Some(_)) => errors.push("/home", "not_allowed"),
        (true, _, None) => errors.push("/home", "required"),
        _ => {}
    }
    (commune, home)
}

/// The number of a French département: two digits, `2A`, `2B`, or three digits overseas.
fn departement(raw: Option<&str>) -> Result<Option<String>, &'static str> {
    let Some(number) = optional_text(raw, 3)?.map(|number| number.to_uppercase()) else { return Ok(None) };
    let digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    let known = match number.len() {
        2 => digits(&number) && number != "00" && number != "20" || number == "2A" || number == "2B",
        3 => digits(&number) && (number.starts_with("97") || number.starts_with("98")),
        _ => false,
    };
    if known { Ok(Some(number)) } else { Err("unknown_code") }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Somebody of Figeac in order.
    pub fn zoe() -> AmbassadorInput {
        AmbassadorInput {
            nature: "person".into(),
            first_name: "Zoé".into(),
            last_name: "Élie".into(),
            email: "Zoe@ambassade.example".into(),
            kinds: vec!["inhabitant".into()],
            commitments: vec!["talk".into(), "sponsor".into()],
            languages: vec!["fr".into(), "en".into()],
            commune_code: Some("46102".into()),
            sponsoring_capacity: 2,
            ..AmbassadorInput::default()
        }
    }

    fn faults(input: &AmbassadorInput) -> Vec<(String, &'static str)> {
        let errors = AmbassadorFacts::parse(input).expect_err("faults").into_vec();
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn somebody_of_the_lot_is_found_under_name_and_commune() {
        let facts = AmbassadorFacts::parse(&zoe()).expect("an ambassador");
        assert_eq!((facts.display_name().as_str(), facts.sort_name().as_str()), ("Zoé Élie", "elie zoe"));
        assert_eq!(facts.search_text(Some("Figeac")), "zoe elie zoe ambassade example figeac");
    }

    #[test]
    fn every_wrong_field_is_told_at_once() {
        let nothing = faults(&AmbassadorInput { origin: Some("20".into()), ..AmbassadorInput::default() });
        let pointers: Vec<&str> = nothing.iter().map(|(pointer, _)| pointer.as_str()).collect();
        let expected = ["/nature", "/first_name", "/last_name", "/email", "/commitments", "/kinds", "/commune_code"];
        assert_eq!(pointers, [expected.as_slice(), &["/origin"]].concat());
    }

    #[test]
    fn an_organisation_has_a_name_and_a_person_has_none() {
        let organisation = AmbassadorInput { nature: "organisation".into(), ..zoe() };
        assert_eq!(faults(&organisation), [("/organisation_name".to_owned(), "required")]);
        let club = Some("Club d’aviron".to_owned());
        let named = AmbassadorInput { organisation_name: club.clone(), ..organisation };
        assert_eq!(AmbassadorFacts::parse(&named).expect("a club").display_name(), "Club d’aviron");
        let person = AmbassadorInput { organisation_name: club, ..zoe() };
        assert_eq!(faults(&person), [("/organisation_name".to_owned(), "not_allowed")]);
    }

    #[test]
    fn those_who_live_elsewhere_say_where_and_the_others_name_a_commune() {
        let elsewhere = AmbassadorInput { is_diaspora: true, commune_code: None, ..zoe() };
        assert_eq!(faults(&elsewhere), [("/home".to_owned(), "required")]);
        assert!(AmbassadorFacts::parse(&AmbassadorInput { home: Some("Lyon".into()), ..elsewhere }).is_ok());
        let here = AmbassadorInput { home: Some("Lyon".into()), ..zoe() };
        assert_eq!(faults(&here), [("/home".to_owned(), "not_allowed")]);
    }

    #[test]
    fn whoever_sponsors_says_how_many_families() {
        for (commitment, capacity, right) in
            [("sponsor", 0, false), ("sponsor", 1, true), ("sponsor", 11, false), ("talk", 0, true), ("talk", 1, false)]
        {
            let input =
                AmbassadorInput { commitments: vec![commitment.into()], sponsoring_capacity: capacity, ..zoe() };
            assert_eq!(AmbassadorFacts::parse(&input).is_ok(), right, "{commitment} {capacity}");
        }
    }

    #[test]
    fn a_departement_is_told_by_its_number() {
        for (number, right) in
            [("31", true), ("2a", true), ("974", true), ("00", false), ("20", false), ("975x", false)]
        {
            let input = AmbassadorInput { origin: Some(number.into()), ..zoe() };
            assert_eq!(AmbassadorFacts::parse(&input).is_ok(), right, "{number}");
        }
    }
}
