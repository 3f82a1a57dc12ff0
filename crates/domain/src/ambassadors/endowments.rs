//! Endowments (dotations): what is handed over to ambassadors, to whom, and what is still missing.

use crate::codes::EndowmentCondition::{self, *};
use crate::text::fold;
use crate::validation::{FieldErrors, optional_text, text};

/// Longest label, in characters.
const LABEL_MAX: usize = 100;
/// Longest description, in characters.
const DESCRIPTION_MAX: usize = 500;
/// Longest note of a hand-over, in characters.
const NOTE_MAX: usize = 300;
/// Largest stock.
const MOST_PIECES: i32 = 100_000;
/// Most days of seniority that may be asked for: ten years.
const MOST_DAYS: i32 = 3_650;
/// Most accepted sponsorings that may be asked for.
const MOST_SPONSORINGS: i32 = 100;

/// An endowment as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EndowmentInput {
    /// Its name.
    pub label: String,
    /// What it is made of.
    pub description: Option<String>,
    /// Pieces left; none is without limit.
    pub stock: Option<i32>,
    /// Who gets it.
    pub conditions: Conditions,
}

/// What an ambassador must fulfil to be given an endowment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Days since which they are ambassador, at least.
    pub min_days_active: Option<i32>,
    /// Sponsorings that they accepted, at least.
    pub min_sponsorings_accepted: Option<i32>,
    /// Whether their portrait may be shown.
    pub requires_image_right: bool,
    /// Whether each ambassador gets one at most.
    pub once: bool,
}

/// An endowment in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndowmentFacts {
    /// Its name.
    pub label: String,
    /// What it is made of.
    pub description: Option<String>,
    /// Pieces left, never below 0; none is without limit.
    pub stock: Option<i32>,
    /// Who gets it.
    pub conditions: Conditions,
}

impl EndowmentFacts {
    /// Reads an endowment.
    ///
    /// # Errors
    /// Every wrong field: `required`, `too_long`, `invalid`, `out_of_range`.
    pub fn parse(input: &EndowmentInput) -> Result<EndowmentFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let label = errors.keep("/label", text(&input.label, LABEL_MAX));
        let description =
            errors.keep("/description", optional_text(input.description.as_deref(), DESCRIPTION_MAX)).flatten();
        let Conditions { min_days_active, min_sponsorings_accepted, .. } = input.conditions;
        let numbers = [
            ("/stock", input.stock, 0..=MOST_PIECES),
            ("/min_days_active", min_days_active, 1..=MOST_DAYS),
            ("/min_sponsorings_accepted", min_sponsorings_accepted, 1..=MOST_SPONSORINGS),
        ];
        for (pointer, number, range) in numbers {
            if number.is_some_and(|number| !range.contains(&number)) {
                errors.push(pointer, "out_of_range");
            }
        }
        let (stock, conditions) = (input.stock, input.conditions);
        errors.finish(label.map(|label| EndowmentFacts { label, description, stock, conditions }))
    }

    /// Folded name, by which lists are ordered.
    #[must_use]
    pub fn sort_label(&self) -> String {
        fold(&self.label)
    }
}

/// Reads the note of a hand-over.
///
/// # Errors
/// `too_long`, `invalid` at `/note`.
pub fn note(raw: Option<&str>) -> Result<Option<String>, FieldErrors> {
    let mut errors = FieldErrors::new();
    let note = errors.keep("/note", optional_text(raw, NOTE_MAX));
    errors.finish(note)
}

/// Where an ambassador stands, on the day of the hand-over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// Whether they are active: an applicant, a pause or a retirement get nothing.
    pub is_active: bool,
    /// Days since which they are ambassador, pauses included.
    pub days_active: i64,
    /// Sponsorings that they accepted, those that ended included.
    pub sponsorings_accepted: i32,
    /// Whether their portrait may be shown.
    pub image_right: bool,
}

/// What keeps an endowment from being handed over, in the order of the list of conditions; nothing when it may be.
///
/// `stock` is what is left of it, without limit when there is none; `known_here` whether they got it before.
#[must_use]
pub fn unmet(
    conditions: &Conditions,
    standing: &Standing,
    stock: Option<i32>,
    known_here: bool,
) -> Vec<EndowmentCondition> {
    let too_few = |least: Option<i32>, found: i64| least.is_some_and(|least| found < i64::from(least));
    let missing = |condition: EndowmentCondition| match condition {
        Active => !standing.is_active,
        DaysActive => too_few(conditions.min_days_active, standing.days_active),
        SponsoringsAccepted => too_few(conditions.min_sponsorings_accepted, i64::from(standing.sponsorings_accepted)),
        ImageRight => conditions.requires_image_right && !standing.image_right,
        Once => conditions.once && known_here,
        InStock => stock.is_some_and(|left| left <= 0),
    };
    EndowmentCondition::ALL.iter().copied().filter(|&condition| missing(condition)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kit() -> EndowmentInput {
        EndowmentInput { label: " Étui de bienvenue ".into(), stock: Some(3), ..EndowmentInput::default() }
    }

    #[test]
    fn an_endowment_has_a_name_and_numbers_within_reason() {
        let facts = EndowmentFacts::parse(&kit()).expect("an endowment");
        assert_eq!((facts.label.as_str(), facts.sort_label().as_str()), ("Étui de bienvenue", "etui de bienvenue"));
        let conditions =
            Conditions { min_days_active: Some(0), min_sponsorings_accepted: Some(101), ..Conditions::default() };
        let wrong = EndowmentInput { stock: Some(-1), conditions, ..EndowmentInput::default() };
        let faults = EndowmentFacts::parse(&wrong).expect_err("faults").into_vec();
        let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        let range = "out_of_range";
        let numbers = [("/stock", range), ("/min_days_active", range), ("/min_sponsorings_accepted", range)];
        assert_eq!(told, [[("/label", "required")].as_slice(), &numbers].concat());
        assert_eq!(note(Some("  ")).expect("no note"), None);
        assert!(note(Some(&"é".repeat(301))).is_err());
    }

    #[test]
    fn everything_that_is_missing_is_told_at_once() {
        let conditions = Conditions {
            min_days_active: Some(30),
            min_sponsorings_accepted: Some(1),
            requires_image_right: true,
            once: true,
        };
        assert_eq!(unmet(&conditions, &Standing::default(), Some(0), true), EndowmentCondition::ALL);
        let right = Standing { is_active: true, days_active: 30, sponsorings_accepted: 1, image_right: true };
        assert_eq!(unmet(&conditions, &right, Some(1), false), []);
        assert_eq!(unmet(&conditions, &Standing { days_active: 29, ..right }, None, false), [DaysActive]);
    }

    fn any_conditions() -> impl Strategy<Value = Conditions> {
        let least = || proptest::option::of(1..60_i32);
        (least(), least(), any::<bool>(), any::<bool>()).prop_map(|(days, sponsorings, image, once)| Conditions {
            min_days_active: days,
            min_sponsorings_accepted: sponsorings,
            requires_image_right: image,
            once,
        })
    }

    fn any_standing() -> impl Strategy<Value = Standing> {
        (any::<bool>(), 0..60_i64, 0..60_i32, any::<bool>()).prop_map(|(is_active, days, sponsorings, image_right)| {
            Standing { is_active, days_active: days, sponsorings_accepted: sponsorings, image_right }
        })
    }

    proptest! {
        #[test]
        fn somebody_is_given_it_exactly_when_every_condition_is_met(
            conditions in any_conditions(),
            standing in any_standing(),
            stock in proptest::option::of(0..3_i32),
            known_here in any::<bool>(),
        ) {
            let found = unmet(&conditions, &standing, stock, known_here);
            let eligible = standing.is_active
                && standing.days_active >= i64::from(conditions.min_days_active.unwrap_or(0))
                && standing.sponsorings_accepted >= conditions.min_sponsorings_accepted.unwrap_or(0)
                && (standing.image_right || !conditions.requires_image_right)
                && !(conditions.once && known_here)
                && stock != Some(0);
            prop_assert_eq!(found.is_empty(), eligible);
            // In the order of the list, each once.
            prop_assert!(found.windows(2).all(|pair| matches!(pair, [one, other] if one < other)));
        }

        #[test]
        fn whoever_stays_longer_and_does_more_never_loses_anything(
            conditions in any_conditions(),
            standing in any_standing(),
            (days, sponsorings) in (0..60_i64, 0..60_i32),
        ) {
            let later = Standing {
                days_active: standing.days_active + days,
                sponsorings_accepted: standing.sponsorings_accepted + sponsorings,
                ..standing
            };
            let (before, after) =
                (unmet(&conditions, &standing, None, false), unmet(&conditions, &later, None, false));
            prop_assert!(after.iter().all(|condition| before.contains(condition)));
        }
    }
}
