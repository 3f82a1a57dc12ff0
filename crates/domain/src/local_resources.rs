//! The local directory: who helps with what, in which intercommunalité, and how fresh that knowledge is.

use chrono::{Days, NaiveDate};

use crate::codes::NeedTheme;
use crate::contact::{Email, Phone};
use crate::partners::{optional_email, optional_phone, website};
use crate::text::fold;
use crate::validation::{FieldErrors, code, optional_text, text};

/// Longest name, and longest name of a person to ask for, in characters.
const LONGEST_NAME: usize = 150;
/// Longest description, in characters.
pub const DESCRIPTION_MAX: usize = 2_000;

/// An entry as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocalResourceInput {
    /// Code of an EPCI, or of the whole département.
    pub territory_code: String,
    /// Code of the theme.
    pub theme: String,
    /// Name.
    pub name: String,
    /// What is found there, when, and where.
    pub description: Option<String>,
    /// Person to ask for.
    pub contact_name: Option<String>,
    /// Number to call.
    pub phone: Option<String>,
    /// Address to write to.
    pub email: Option<String>,
    /// Its web site.
    pub website: Option<String>,
}

/// What is known of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalResourceFacts {
    /// Code of an EPCI, or of the whole département; whether it exists is for the caller to check.
    pub territory_code: String,
    /// What it helps with.
    pub theme: NeedTheme,
    /// Name.
    pub name: String,
    /// What is found there, when, and where.
    pub description: Option<String>,
    /// Person to ask for.
    pub contact_name: Option<String>,
    /// Number to call.
    pub phone: Option<Phone>,
    /// Address to write to.
    pub email: Option<Email>,
    /// Its web site, `http://` or `https://`.
    pub website: Option<String>,
}

impl LocalResourceFacts {
    /// Reads an entry.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(input: &LocalResourceInput) -> Result<LocalResourceFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let territory_code = errors.keep("/territory_code", text(&input.territory_code, LONGEST_NAME));
        let theme = errors.keep("/theme", code(&input.theme, NeedTheme::parse));
        let name = errors.keep("/name", text(&input.name, LONGEST_NAME));
        let description =
            errors.keep("/description", optional_text(input.description.as_deref(), DESCRIPTION_MAX)).flatten();
        let contact_name =
            errors.keep("/contact_name", optional_text(input.contact_name.as_deref(), LONGEST_NAME)).flatten();
        let phone = optional_phone(&mut errors, input.phone.as_deref());
        let email = optional_email(&mut errors, input.email.as_deref());
        let website = errors.keep("/website", website(input.website.as_deref())).flatten();
        let facts = match (territory_code, theme, name) {
            (Some(territory_code), Some(theme), Some(name)) => Some(LocalResourceFacts {
                territory_code,
                theme,
                name,
                description,
                contact_name,
                phone,
                email,
                website,
            }),
            _ => None,
        };
        errors.finish(facts)
    }

    /// Folded key that sorts entries by name.
    #[must_use]
    pub fn sort_name(&self) -> String {
        fold(&self.name)
    }

    /// Folded words by which an entry is found: people look for "crèche" as much as for the name of the house.
    #[must_use]
    pub fn search_text(&self) -> String {
        let told = [Some(&self.name), self.description.as_ref(), self.contact_name.as_ref()];
        fold(&told.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "))
    }
}

/// The day a directory entry was verified.
///
/// # Errors
/// `in_future` when the day has not come yet.
pub fn verified_on(typed: Option<NaiveDate>, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    let day = typed.unwrap_or(today);
    if day > today { Err("in_future") } else { Ok(day) }
}

/// Until when a verification is worth something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// Today in the Lot.
    pub today: NaiveDate,
    /// Days after which an entry has to be verified again.
    pub stale_after_days: u32,
}

impl Freshness {
    /// Entries verified before this day are stale.
    #[must_use]
    pub fn stale_before(&self) -> NaiveDate {
        self.today.checked_sub_days(Days::new(self.stale_after_days.into())).unwrap_or(NaiveDate::MIN)
    }

    /// Whether an entry verified on this day has to be verified again.
    #[must_use]
    pub fn is_stale(&self, verified_on: NaiveDate) -> bool {
        verified_on < self.stale_before()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn input() -> LocalResourceInput {
        LocalResourceInput {
            territory_code: "200067361".to_owned(),
            theme: "early_childhood".to_owned(),
            name: " Relais petite enfance ".to_owned(),
            description: Some("Liste des assistantes maternelles, crèche".to_owned()),
            contact_name: Some("Léa Périé".to_owned()),
            phone: Some("01 99 00 20 10".to_owned()),
            email: Some("Relais@Figeac.example".to_owned()),
            website: Some("https://figeac.example/relais".to_owned()),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn an_entry_is_read_clean_and_found_by_its_words() {
        let facts = LocalResourceFacts::parse(&input()).expect("an entry");
        assert_eq!((facts.name.as_str(), facts.theme), ("Relais petite enfance", NeedTheme::EarlyChildhood));
        assert_eq!(facts.email.as_ref().map(Email::as_str), Some("relais@figeac.example"));
        assert_eq!(facts.search_text(), "relais petite enfance liste des assistantes maternelles creche lea perie");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = LocalResourceInput {
            territory_code: " ".to_owned(),
            theme: "weather".to_owned(),
            name: String::new(),
            description: Some("x".repeat(DESCRIPTION_MAX + 1)),
            contact_name: Some("x".repeat(LONGEST_NAME + 1)),
            phone: Some("12".to_owned()),
            email: Some("x".to_owned()),
            website: Some("javascript:alert(1)".to_owned()),
        };
        let errors = LocalResourceFacts::parse(&wrong).expect_err("eight wrong fields").into_vec();
        let pointers: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        let every = ["/territory_code", "/theme", "/name", "/description", "/contact_name", "/phone", "/email"];
        assert_eq!(pointers, [every.as_slice(), &["/website"]].concat());
    }

    #[test]
    fn a_verification_is_worth_its_days_and_not_one_more() {
        let freshness = Freshness { today: day("2026-11-21"), stale_after_days: 365 };
        assert!(!freshness.is_stale(day("2025-11-21")));
        assert!(freshness.is_stale(day("2025-11-20")));
    }

    #[test]
    fn nothing_was_verified_tomorrow() {
        let today = day("2026-11-21");
        assert_eq!(verified_on(None, today), Ok(today));
        assert_eq!(verified_on(Some(day("2020-01-01")), today), Ok(day("2020-01-01")));
        assert_eq!(verified_on(Some(day("2026-11-22")), today), Err("in_future"));
    }

    proptest! {
        #[test]
        fn what_is_fresh_stays_fresh_when_verified_later(age in 0_u64..2_000, later in 0_u64..2_000, days in 0_u32..2_000) {
            let today = day("2026-11-21");
            let freshness = Freshness { today, stale_after_days: days };
            let older = today - Days::new(age.max(later));
            let newer = today - Days::new(age.min(later));
            prop_assert!(!freshness.is_stale(newer) || freshness.is_stale(older));
            prop_assert!(!freshness.is_stale(today));
        }
    }
}
