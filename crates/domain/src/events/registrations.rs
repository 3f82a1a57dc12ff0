//! Who comes: a place held, a line to wait in, promotions. Whatever is not here is refused.

use chrono::{DateTime, Duration, Utc};

use crate::codes::EventRegistrationStatus::{self, *};
use crate::contact::{ContactError, Email};
use crate::validation::{FieldErrors, text};

/// Version of the text that people agree to when they register.
pub const CONSENT_VERSION: &str = "2026-1";
/// Hours for which a place is held for somebody who has not confirmed their address yet.
const HOLD_HOURS: i64 = 24;
/// People that somebody brings along at most.
const MOST_GUESTS: i32 = 9;

/// Until when a place is held that is asked for now.
#[must_use]
pub fn held_until(now: DateTime<Utc>) -> DateTime<Utc> {
    now + Duration::hours(HOLD_HOURS)
}

/// Whether somebody in this state means to come: they have a place, or hope for one.
#[must_use]
pub const fn means_to_come(status: EventRegistrationStatus) -> bool {
    matches!(status, Confirmed | Waitlisted)
}

/// A registration as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegistrationInput {
    /// First name.
    pub first_name: String,
    /// Address.
    pub email: String,
    /// How many people they bring along.
    pub guests: i32,
}

/// A registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegistrationFacts {
    /// First name.
    pub first_name: String,
    /// Address.
    pub email: Email,
    /// How many people they bring along.
    pub guests: i32,
}

impl RegistrationFacts {
    /// Reads a registration; somebody comes to a slot alone.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(input: &RegistrationInput, alone: bool) -> Result<RegistrationFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let first_name = errors.keep("/first_name", text(&input.first_name, 80));
        let email = errors.keep("/email", Email::parse(&input.email).map_err(ContactError::code));
        let most = if alone { 0 } else { MOST_GUESTS };
        if !(0..=most).contains(&input.guests) {
            errors.push("/guests", "out_of_range");
        }
        let facts = first_name.zip(email).map(|(first_name, email)| RegistrationFacts {
            first_name,
            email,
            guests: input.guests,
        });
        errors.finish(facts)
    }

    /// Places they take, their own among them.
    #[must_use]
    pub fn seats(&self) -> i32 {
        self.guests.saturating_add(1)
    }
}

/// Places that are left; `None` when there is no end of them.
#[must_use]
pub fn places_left(capacity: Option<i32>, taken: i32) -> Option<i32> {
    capacity.map(|capacity| capacity.saturating_sub(taken).max(0))
}

/// Whether so many seats fit.
#[must_use]
pub fn fits(left: Option<i32>, seats: i32) -> bool {
    left.is_none_or(|left| seats <= left)
}

/// Somebody in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting<Id> {
    /// Who.
    pub id: Id,
    /// Places they take.
    pub seats: i32,
}

/// Those whom the places that are left go to: the first in the line, strictly. A party too large for what is left
/// keeps its turn, or smaller ones would pass it for ever.
#[must_use]
pub fn promoted<Id: Copy>(left: Option<i32>, line: &[Waiting<Id>]) -> Vec<Id> {
    let mut left = left;
    let mut lucky = vec![];
    for waiting in line {
        if !fits(left, waiting.seats) {
            break;
        }
        left = left.map(|places| places - waiting.seats);
        lucky.push(waiting.id);
    }
    lucky
}

/// The states that a person may give a registration. Presence is corrected both ways: one clicks beside.
#[must_use]
pub const fn allowed_next(from: EventRegistrationStatus) -> &'static [EventRegistrationStatus] {
    match from {
        Registered | Waitlisted => &[Confirmed, Cancelled],
        Confirmed => &[Attended, Absent, Cancelled],
        Attended => &[Absent],
        Absent => &[Attended],
        Cancelled => &[],
    }
}

/// Whether a registration in this state takes its places.
#[must_use]
pub const fn takes_places(status: EventRegistrationStatus) -> bool {
    !matches!(status, Waitlisted | Cancelled)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(seats: &[i32]) -> Vec<Waiting<usize>> {
        seats.iter().enumerate().map(|(id, &seats)| Waiting { id, seats }).collect()
    }

    #[test]
    fn the_first_in_the_line_goes_in_and_nobody_passes() {
        assert_eq!(promoted(Some(3), &line(&[1, 2, 1])), [0, 1]);
        assert!(promoted(Some(1), &line(&[2, 1])).is_empty(), "the couple keeps its turn");
        assert_eq!(promoted(None, &line(&[4, 9])), [0, 1]);
        assert!(promoted(Some(0), &line(&[1])).is_empty());
        assert_eq!((places_left(Some(4), 6), places_left(None, 6)), (Some(0), None));
    }

    #[test]
    fn a_registration_says_who_and_how_many() {
        let input = RegistrationInput { first_name: " Zoé ".into(), email: "Zoe@foyer.example".into(), guests: 2 };
        let facts = RegistrationFacts::parse(&input, false).expect("a registration");
        assert_eq!((facts.first_name.as_str(), facts.email.as_str(), facts.seats()), ("Zoé", "zoe@foyer.example", 3));
        let alone = RegistrationFacts::parse(&input, true).expect_err("a slot takes one").into_vec();
        assert_eq!((alone.len(), alone[0].code), (1, "out_of_range"));
        let wrong = RegistrationInput { guests: 10, ..RegistrationInput::default() };
        assert_eq!(RegistrationFacts::parse(&wrong, false).expect_err("faults").into_vec().len(), 3);
    }

    proptest! {
        #[test]
        fn nobody_is_let_in_beyond_the_places(left in 0..50_i32, seats in proptest::collection::vec(1..10_i32, 0..20)) {
            let waiting = line(&seats);
            let lucky = promoted(Some(left), &waiting);
            let taken: i32 = lucky.iter().map(|id| seats[*id]).sum();
            prop_assert!(taken <= left);
            prop_assert!(lucky.iter().copied().eq(0..lucky.len()), "in the order of the line");
            prop_assert!(lucky.len() == seats.len() || taken + seats[lucky.len()] > left, "as many as fit");
        }
    }
}
