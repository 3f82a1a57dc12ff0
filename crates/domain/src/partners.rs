//! Partners of the programme: the bodies that accompany households together.

use crate::accounts::without_repetition;
use crate::codes::PartnerKind;
use crate::contact::{ContactError, Email, Phone};
use crate::text::fold;
use crate::validation::{FieldErrors, optional_text, text};

/// Longest name, in characters.
const LONGEST_NAME: usize = 150;
/// Longest web address, in characters.
const LONGEST_WEBSITE: usize = 300;
/// Territories of one partner at most: more than the communes of the Lot.
const MOST_TERRITORIES: usize = 400;

/// A partner as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerInput {
    /// Name.
    pub name: String,
    /// Code of the kind.
    pub kind: String,
    /// Codes of the territories it serves.
    pub territories: Vec<String>,
    /// Address to write to.
    pub email: Option<String>,
    /// Number to call.
    pub phone: Option<String>,
    /// Its web site.
    pub website: Option<String>,
    /// How many members it says it has.
    pub declared_member_count: Option<i32>,
}

/// What is known of a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerFacts {
    /// Name.
    pub name: String,
    /// What kind of body it is.
    pub kind: PartnerKind,
    /// Codes of the territories it serves; whether they exist is for the caller to check.
    pub territories: Vec<String>,
    /// Address to write to.
    pub email: Option<Email>,
    /// Number to call.
    pub phone: Option<Phone>,
    /// Its web site, `http://` or `https://`.
    pub website: Option<String>,
    /// How many members it says it has.
    pub declared_member_count: Option<i32>,
}

impl PartnerFacts {
    /// Reads a partner.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(input: &PartnerInput) -> Result<PartnerFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.keep("/name", text(&input.name, LONGEST_NAME));
        let kind = errors.keep("/kind", PartnerKind::parse(&input.kind).ok_or("unknown_code"));
        let territories = without_repetition(&input.territories);
        if territories.len() > MOST_TERRITORIES {
            errors.push("/territories", "too_many");
        }
        let email = optional_email(&mut errors, input.email.as_deref());
        let phone = optional_phone(&mut errors, input.phone.as_deref());
        let website = errors.keep("/website", website(input.website.as_deref())).flatten();
        if input.declared_member_count.is_some_and(|count| count < 0) {
            errors.push("/declared_member_count", "out_of_range");
        }
        let declared_member_count = input.declared_member_count;
        let facts = name.zip(kind).map(|(name, kind)| PartnerFacts {
            name,
            kind,
            territories,
            email,
            phone,
            website,
            declared_member_count,
        });
        errors.finish(facts)
    }

    /// Folded key that sorts and finds partners by name.
    #[must_use]
    pub fn sort_name(&self) -> String {
        fold(&self.name)
    }
}

/// An optional address under `/email`; blank counts as none.
pub(crate) fn optional_email(errors: &mut FieldErrors, typed: Option<&str>) -> Option<Email> {
    optional_email_at(errors, "/email", typed)
}

/// An optional address under another name.
pub(crate) fn optional_email_at(errors: &mut FieldErrors, pointer: &str, typed: Option<&str>) -> Option<Email> {
    let typed = typed.filter(|text| !text.trim().is_empty())?;
    errors.keep(pointer, Email::parse(typed).map_err(ContactError::code))
}

/// An optional number under `/phone`; blank counts as none.
pub(crate) fn optional_phone(errors: &mut FieldErrors, typed: Option<&str>) -> Option<Phone> {
    let typed = typed.filter(|text| !text.trim().is_empty())?;
    errors.keep("/phone", Phone::parse(typed).map_err(ContactError::code))
}

/// A web address that a page may link to; other schemes could run code in the reader's browser.
pub(crate) fn website(typed: Option<&str>) -> Result<Option<String>, &'static str> {
    let Some(address) = optional_text(typed, LONGEST_WEBSITE)? else { return Ok(None) };
    let host = ["https://", "http://"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let named = host.is_some_and(|rest| rest.split(['/', '?', '#', ':']).next().is_some_and(|name| name.contains('.')));
    if named && !address.contains(char::is_whitespace) { Ok(Some(address)) } else { Err("invalid") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> PartnerInput {
        PartnerInput {
            name: " Chambre d'agriculture du Lot ".to_owned(),
            kind: "chamber_agriculture".to_owned(),
            email: Some("Accueil@Chambre.example".to_owned()),
            phone: Some("01 99 00 10 20".to_owned()),
            website: Some("https://chambre.example/accueil".to_owned()),
            declared_member_count: Some(1200),
            ..PartnerInput::default()
        }
    }

    #[test]
    fn a_partner_is_read_clean() {
        let facts = PartnerFacts::parse(&input()).expect("a partner");
        assert_eq!(facts.name, "Chambre d'agriculture du Lot");
        assert_eq!(facts.email.as_ref().map(Email::as_str), Some("accueil@chambre.example"));
        assert_eq!(facts.phone.as_ref().map(Phone::as_str), Some("+33199001020"));
        assert_eq!(facts.sort_name(), "chambre d agriculture du lot");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = PartnerInput {
            name: " ".to_owned(),
            kind: "guild".to_owned(),
            email: Some("x".to_owned()),
            phone: Some("12".to_owned()),
            website: Some("javascript:alert(1)".to_owned()),
            declared_member_count: Some(-1),
            ..PartnerInput::default()
        };
        let errors = PartnerFacts::parse(&wrong).expect_err("six wrong fields").into_vec();
        let pointers: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/name", "/kind", "/email", "/phone", "/website", "/declared_member_count"]);
    }

    #[test]
    fn blank_contact_details_are_none() {
        let blank = PartnerInput {
            email: Some(" ".to_owned()),
            phone: Some(String::new()),
            website: Some(" ".to_owned()),
            ..input()
        };
        let facts = PartnerFacts::parse(&blank).expect("a partner");
        assert_eq!((facts.email, facts.phone, facts.website), (None, None, None));
    }
}
