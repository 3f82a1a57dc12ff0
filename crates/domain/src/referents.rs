//! Référents accueil: who accompanies households, where, for which projects, and when they are away.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::accounts::{check_project_types, without_repetition};
use crate::codes::Language;
use crate::contact::{Email, Phone};
use crate::partners::{optional_email, optional_phone};
use crate::text::fold;
use crate::validation::{FieldErrors, text};

/// Longest display name, in characters.
const LONGEST_NAME: usize = 150;
/// Files that one référent may follow at most.
const LARGEST_CAPACITY: i32 = 1000;
/// Zones of one référent at most: more than the communes of the Lot.
const MOST_ZONES: usize = 400;
/// Absences noted for one référent at most.
const MOST_ABSENCES: usize = 100;

/// A time away, both days included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// First day away.
    pub from_on: NaiveDate,
    /// Last day away.
    pub to_on: NaiveDate,
    /// The référent who takes over.
    pub substitute_id: Option<Uuid>,
}

impl Absence {
    /// Whether the référent is away on `day`.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from_on <= day && day <= self.to_on
    }
}

/// A référent as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReferentInput {
    /// The account of the person, when they have one.
    pub user_id: Option<Uuid>,
    /// The partner they work for.
    pub partner_id: Uuid,
    /// Name shown to households and colleagues.
    pub display_name: String,
    /// Address to write to.
    pub email: Option<String>,
    /// Number to call.
    pub phone: Option<String>,
    /// Codes of EPCI, communes or the département.
    pub zones: Vec<String>,
    /// Codes of project types; none means all.
    pub project_types: Vec<String>,
    /// Codes of languages spoken.
    pub languages: Vec<String>,
    /// Files followed at a time at most; none means no limit.
    pub capacity: Option<i32>,
    /// Times away.
    pub absences: Vec<Absence>,
}

/// What is known of a référent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferentFacts {
    /// The account of the person, when they have one.
    pub user_id: Option<Uuid>,
    /// The partner they work for.
    pub partner_id: Uuid,
    /// Name shown to households and colleagues.
    pub display_name: String,
    /// Address to write to.
    pub email: Option<Email>,
    /// Number to call.
    pub phone: Option<Phone>,
    /// Codes of territories; whether they exist is for the caller to check.
    pub zones: Vec<String>,
    /// Codes of project types; none means all.
    pub project_types: Vec<String>,
    /// Codes of languages spoken.
    pub languages: Vec<String>,
    /// Files followed at a time at most.
    pub capacity: Option<i32>,
    /// Times away, by first day.
    pub absences: Vec<Absence>,
}

impl ReferentFacts {
    /// Reads a référent; `own_id` is the référent's id when they exist already, who cannot replace themself.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(input: &ReferentInput, own_id: Option<Uuid>) -> Result<ReferentFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let name = errors.keep("/display_name", text(&input.display_name, LONGEST_NAME));
        let email = optional_email(&mut errors, input.email.as_deref());
        let phone = optional_phone(&mut errors, input.phone.as_deref());
        let zones = without_repetition(&input.zones);
        if zones.len() > MOST_ZONES {
            errors.push("/zones", "too_many");
        }
        check_project_types(&mut errors, &input.project_types);
        for (index, code) in input.languages.iter().enumerate() {
            if Language::parse(code).is_none() {
                errors.push(format!("/languages/{index}"), "unknown_code");
            }
        }
        if input.capacity.is_some_and(|capacity| !(0..=LARGEST_CAPACITY).contains(&capacity)) {
            errors.push("/capacity", "out_of_range");
        }
        let absences = absences(&mut errors, &input.absences, own_id);
        errors.finish(name.map(|display_name| ReferentFacts {
            user_id: input.user_id,
            partner_id: input.partner_id,
            display_name,
            email,
            phone,
            zones,
            project_types: without_repetition(&input.project_types),
            languages: without_repetition(&input.languages),
            capacity: input.capacity,
            absences,
        }))
    }

    /// Folded key that sorts and finds référents by name.
    #[must_use]
    pub fn sort_name(&self) -> String {
        fold(&self.display_name)
    }
}

/// Checks the times away one by one and against one another, and sorts them by first day.
fn absences(errors: &mut FieldErrors, typed: &[Absence], own_id: Option<Uuid>) -> Vec<Absence> {
    if typed.len() > MOST_ABSENCES {
        errors.push("/absences", "too_many");
        return vec![];
    }
    for (index, absence) in typed.iter().enumerate() {
        if absence.to_on < absence.from_on {
            errors.push(format!("/absences/{index}/to_on"), "dates_out_of_order");
        }
        if absence.substitute_id.is_some() && absence.substitute_id == own_id {
            errors.push(format!("/absences/{index}/substitute_id"), "invalid");
        }
        let overlaps =
            typed.iter().take(index).any(|other| absence.from_on <= other.to_on && other.from_on <= absence.to_on);
        if overlaps {
            errors.push(format!("/absences/{index}/from_on"), "duplicate");
        }
    }
    let mut sorted = typed.to_vec();
    sorted.sort_by_key(|absence| absence.from_on);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn away(from: &str, to: &str, substitute_id: Option<Uuid>) -> Absence {
        Absence { from_on: from.parse().expect("a day"), to_on: to.parse().expect("a day"), substitute_id }
    }

    fn input() -> ReferentInput {
        ReferentInput {
            display_name: "Nadège Roumégous".to_owned(),
            zones: vec!["46".to_owned()],
            ..ReferentInput::default()
        }
    }

    fn wrong(input: &ReferentInput, own_id: Option<Uuid>) -> Vec<(String, &'static str)> {
        let errors = ReferentFacts::parse(input, own_id).expect_err("something wrong").into_vec();
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn absences_are_in_order_apart_and_replaced_by_somebody_else() {
        let own = Uuid::from_u128(7);
        let absences = vec![
            away("2026-07-10", "2026-07-01", None),
            away("2026-08-01", "2026-08-20", Some(own)),
            away("2026-08-20", "2026-08-25", None),
        ];
        let found = wrong(&ReferentInput { absences, ..input() }, Some(own));
        assert_eq!(
            found,
            [
                ("/absences/0/to_on".to_owned(), "dates_out_of_order"),
                ("/absences/1/substitute_id".to_owned(), "invalid"),
                ("/absences/2/from_on".to_owned(), "duplicate"),
            ]
        );
    }

    #[test]
    fn absences_come_out_by_first_day() {
        let absences = vec![away("2026-08-01", "2026-08-02", None), away("2026-07-01", "2026-07-01", None)];
        let facts = ReferentFacts::parse(&ReferentInput { absences, ..input() }, None).expect("a référent");
        assert_eq!(facts.absences.first().map(|absence| absence.from_on), "2026-07-01".parse().ok());
        assert_eq!(facts.sort_name(), "nadege roumegous");
    }

    #[test]
    fn every_wrong_field_is_named() {
        let input = ReferentInput {
            display_name: String::new(),
            project_types: vec!["x".to_owned()],
            languages: vec!["fr".to_owned(), "xx".to_owned()],
            capacity: Some(-1),
            ..input()
        };
        let pointers: Vec<String> = wrong(&input, None).into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(pointers, ["/display_name", "/project_types/0", "/languages/1", "/capacity"]);
    }
}
