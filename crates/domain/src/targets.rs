//! Targets: what the programme aims at for an indicator and a year, in the whole département or in one EPCI.

use std::ops::RangeInclusive;

use crate::validation::{FieldErrors, optional_text};

/// Years for which a target may be set: the programme began in December 2018.
pub const YEARS: RangeInclusive<i32> = 2019..=2100;
/// The greatest target, in the unit of the indicator.
pub const MOST: i32 = 1_000_000;
/// Characters of a note at most.
const NOTE: usize = 500;

/// What is aimed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetFacts {
    /// The figure to reach, in the unit of the indicator.
    pub value: i32,
    /// Where it comes from: a decision of the steering committee, a contract.
    pub note: Option<String>,
}

/// A target as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TargetInput {
    /// The figure to reach.
    pub value: Option<i32>,
    /// Where it comes from.
    pub note: Option<String>,
}

impl TargetFacts {
    /// Reads a target.
    ///
    /// # Errors
    /// Every wrong field: a figure that is missing, negative or above [`MOST`]; a note of more than 500 characters.
    pub fn parse(input: &TargetInput) -> Result<TargetFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let value = input.value.ok_or("required");
        let value = value.and_then(|value| if (0..=MOST).contains(&value) { Ok(value) } else { Err("out_of_range") });
        let value = errors.keep("/value", value);
        let note = errors.keep("/note", optional_text(input.note.as_deref(), NOTE));
        let facts = value.zip(note).map(|(value, note)| TargetFacts { value, note });
        errors.finish(facts)
    }
}

/// Reads a year of targets, `2026`.
///
/// # Errors
/// `out_of_range` outside [`YEARS`].
pub fn year(sent: i32) -> Result<i32, &'static str> {
    if YEARS.contains(&sent) { Ok(sent) } else { Err("out_of_range") }
}

/// How far what was achieved is from the target: negative below it, positive above.
#[must_use]
pub fn gap(target: i32, achieved: f64) -> f64 {
    achieved - f64::from(target)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_wrong_field_is_named() {
        let wrong = TargetInput { value: Some(-1), note: Some("x".repeat(501)) };
        let errors = TargetFacts::parse(&wrong).expect_err("two wrong fields").into_vec();
        let told: Vec<(&str, &str)> = errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(told, [("/value", "out_of_range"), ("/note", "too_long")]);
        let missing = TargetFacts::parse(&TargetInput::default()).expect_err("no figure").into_vec();
        assert_eq!(missing.first().map(|error| error.code), Some("required"));
    }

    #[test]
    fn years_are_those_of_the_programme() {
        assert_eq!((year(2018), year(2019), year(2100)), (Err("out_of_range"), Ok(2019), Ok(2100)));
    }

    proptest! {
        #[test]
        fn a_figure_in_range_is_kept_as_it_was_sent(value in 0..=MOST, note in "[a-zé ]{0,40}") {
            let facts = TargetFacts::parse(&TargetInput { value: Some(value), note: Some(note.clone()) }).expect("in range");
            prop_assert_eq!(facts.value, value);
            prop_assert_eq!(facts.note.unwrap_or_default(), note.trim());
        }

        #[test]
        fn a_target_and_its_gap_add_up_to_what_was_achieved(target in 0..=MOST, achieved in 0..=MOST) {
            prop_assert_eq!(f64::from(target) + gap(target, f64::from(achieved)), f64::from(achieved));
        }
    }
}
