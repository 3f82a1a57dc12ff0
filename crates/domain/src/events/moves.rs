//! The states of an event and the ways between them. Whatever is not here is refused.

use chrono::NaiveDate;

use crate::codes::EventStatus::{self, *};
use crate::validation::{FieldErrors, optional_text, text};

/// Longest reason, in characters.
const REASON_MAX: usize = 500;

/// First and last day of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

/// The states that a person may give an event on `today`: nothing runs before its first day nor ends before its last.
#[must_use]
pub fn allowed_next(from: EventStatus, span: Span, today: NaiveDate) -> &'static [EventStatus] {
    match from {
        Draft => &[Published, Cancelled],
        Published => &[RegistrationsClosed, Cancelled],
        RegistrationsClosed if span.first <= today => &[Running, Cancelled],
        RegistrationsClosed => &[Cancelled],
        Running if span.last <= today => &[Finished],
        Finished => &[Archived],
        Running | Archived | Cancelled => &[],
    }
}

/// The state that the clock gives an event on `today`, one step at a time: registrations close and the event runs on
/// its first day; it is finished the day after its last.
#[must_use]
pub fn by_the_clock(from: EventStatus, span: Span, today: NaiveDate) -> Option<EventStatus> {
    match from {
        Published if span.first <= today => Some(RegistrationsClosed),
        RegistrationsClosed if span.first <= today => Some(Running),
        Running if span.last < today => Some(Finished),
        _ => None,
    }
}

/// Whether what is known of an event may still change.
#[must_use]
pub const fn may_change(status: EventStatus) -> bool {
    !matches!(status, Archived | Cancelled)
}

/// Whether the public may read of an event in this state, when it is an event for the public and was published.
#[must_use]
pub const fn is_announced(status: EventStatus) -> bool {
    !matches!(status, Draft | Archived)
}

/// A move as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventMoveInput {
    /// Code of the state wanted.
    pub to: String,
    /// Why.
    pub reason: Option<String>,
}

/// A move that is in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventMove {
    /// State entered.
    pub to: EventStatus,
    /// Why; always known when an event is cancelled.
    pub reason: Option<String>,
}

/// Why a move was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveRefusal {
    /// Fields that are wrong.
    Invalid(FieldErrors),
    /// The state does not follow the present one; those that do.
    NotAllowed(&'static [EventStatus]),
}

impl EventMove {
    /// Reads a move from a state on `today`.
    ///
    /// # Errors
    /// [`MoveRefusal`]: whoever cancels says why.
    pub fn parse(
        from: EventStatus,
        span: Span,
        today: NaiveDate,
        input: &EventMoveInput,
    ) -> Result<EventMove, MoveRefusal> {
        let mut errors = FieldErrors::new();
        let to = errors.keep("/to", EventStatus::parse(&input.to).ok_or("unknown_code"));
        let typed = input.reason.as_deref();
        let reason = match to {
            Some(Cancelled) => text(typed.unwrap_or_default(), REASON_MAX).map(Some),
            _ => optional_text(typed, REASON_MAX),
        };
        let reason = errors.keep("/reason", reason).flatten();
        let to = errors.finish(to).map_err(MoveRefusal::Invalid)?;
        let allowed = allowed_next(from, span, today);
        if allowed.contains(&to) { Ok(EventMove { to, reason }) } else { Err(MoveRefusal::NotAllowed(allowed)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn fair() -> Span {
        Span { first: day("2025-03-19"), last: day("2025-03-20") }
    }

    #[test]
    fn only_the_moves_of_the_product_are_possible() {
        let moves = [
            (Draft, Published),
            (Published, RegistrationsClosed),
            (RegistrationsClosed, Running),
            (Running, Finished),
            (Finished, Archived),
            (Draft, Cancelled),
            (Published, Cancelled),
            (RegistrationsClosed, Cancelled),
        ];
        for &from in EventStatus::ALL {
            for &to in EventStatus::ALL {
                let input = EventMoveInput { to: to.to_string(), reason: Some("salle fermée".to_owned()) };
                let moved = EventMove::parse(from, fair(), day("2025-03-20"), &input).is_ok();
                assert_eq!(moved, moves.contains(&(from, to)), "{from} to {to}");
            }
        }
    }

    #[test]
    fn nothing_runs_before_its_first_day_nor_ends_before_its_last() {
        assert_eq!(allowed_next(RegistrationsClosed, fair(), day("2025-03-18")), [Cancelled]);
        assert!(allowed_next(Running, fair(), day("2025-03-19")).is_empty());
        assert_eq!(allowed_next(Running, fair(), day("2025-03-20")), [Finished]);
    }

    #[test]
    fn the_clock_starts_an_event_on_its_first_day_and_ends_it_after_its_last() {
        let walked = |from: EventStatus, on: &str| {
            let mut status = from;
            while let Some(next) = by_the_clock(status, fair(), day(on)) {
                status = next;
            }
            status
        };
        assert_eq!(walked(Published, "2025-03-18"), Published);
        assert_eq!(walked(Published, "2025-03-19"), Running);
        assert_eq!(walked(Running, "2025-03-20"), Running);
        assert_eq!(walked(Published, "2025-03-21"), Finished);
        for still in [Draft, Finished, Archived, Cancelled] {
            assert_eq!(walked(still, "2030-01-01"), still);
        }
    }

    #[test]
    fn whoever_cancels_says_why() {
        let bare = |to: &str| EventMoveInput { to: to.to_owned(), reason: Some("  ".to_owned()) };
        let refused = EventMove::parse(Published, fair(), day("2025-03-01"), &bare("cancelled"));
        assert!(matches!(refused, Err(MoveRefusal::Invalid(_))), "{refused:?}");
        assert!(EventMove::parse(Draft, fair(), day("2025-03-01"), &bare("published")).is_ok());
    }
}
