//! From application to retirement. Whatever is not here is refused.

use chrono::NaiveDate;

use crate::codes::AmbassadorStatus::{self, *};
use crate::validation::{FieldErrors, optional_text, text};

/// Longest reason, in characters.
const REASON_MAX: usize = 500;

/// The states that the programme may give an ambassador. Anonymisation is nobody's move: it comes with time.
#[must_use]
pub const fn allowed_next(from: AmbassadorStatus) -> &'static [AmbassadorStatus] {
    match from {
        Applicant => &[Active, Refused],
        Active => &[Paused, Retired],
        Paused => &[Active, Retired],
        Refused | Retired | Anonymised => &[],
    }
}

/// The states that ambassadors may give themselves; nobody accepts their own application.
#[must_use]
pub const fn allowed_by_link(from: AmbassadorStatus) -> &'static [AmbassadorStatus] {
    match from {
        Active | Paused => allowed_next(from),
        Applicant | Refused | Retired | Anonymised => &[],
    }
}

/// Whether somebody in this state is one address of the directory: another sign-up of theirs is a second one.
#[must_use]
pub const fn is_listed(status: AmbassadorStatus) -> bool {
    matches!(status, Applicant | Active | Paused)
}

/// A move as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AmbassadorMoveInput {
    /// Code of the state wanted.
    pub to: String,
    /// Why.
    pub reason: Option<String>,
}

/// A move that is in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmbassadorMove {
    /// State entered.
    pub to: AmbassadorStatus,
    /// Why; always known of a refusal.
    pub reason: Option<String>,
}

/// Why a move was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveRefusal {
    /// Fields that are wrong.
    Invalid(FieldErrors),
    /// The state does not follow the present one; those that do.
    NotAllowed(&'static [AmbassadorStatus]),
}

impl AmbassadorMove {
    /// Reads a move to one of the states `allowed`.
    ///
    /// # Errors
    /// [`MoveRefusal`]: whoever refuses says why.
    pub fn parse(
        allowed: &'static [AmbassadorStatus],
        input: &AmbassadorMoveInput,
    ) -> Result<AmbassadorMove, MoveRefusal> {
        let mut errors = FieldErrors::new();
        let to = errors.keep("/to", AmbassadorStatus::parse(&input.to).ok_or("unknown_code"));
        let typed = input.reason.as_deref();
        let reason = match to {
            Some(Refused) => text(typed.unwrap_or_default(), REASON_MAX).map(Some),
            _ => optional_text(typed, REASON_MAX),
        };
        let reason = errors.keep("/reason", reason).flatten();
        let to = errors.finish(to).map_err(MoveRefusal::Invalid)?;
        if allowed.contains(&to) { Ok(AmbassadorMove { to, reason }) } else { Err(MoveRefusal::NotAllowed(allowed)) }
    }
}

/// A change of the state of an ambassador, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusChange {
    /// State left; none for the first one.
    pub from: Option<AmbassadorStatus>,
    /// State entered.
    pub to: AmbassadorStatus,
    /// Day on which it was.
    pub on: NaiveDate,
}

/// How many ambassadors were in a state at the end of a day: those who had entered it less those who had left it.
#[must_use]
pub fn stock_on<'a>(
    changes: impl IntoIterator<Item = &'a StatusChange>,
    status: AmbassadorStatus,
    day: NaiveDate,
) -> i64 {
    let until = changes.into_iter().filter(|change| change.on <= day);
    until.map(|change| i64::from(change.to == status) - i64::from(change.from == Some(status))).sum()
}

#[cfg(test)]
mod tests {
    use chrono::Days;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_moves_of_the_product_are_possible() {
        let moves = [
            (Applicant, Active),
            (Applicant, Refused),
            (Active, Paused),
            (Paused, Active),
            (Active, Retired),
            (Paused, Retired),
        ];
        for &from in AmbassadorStatus::ALL {
            for &to in AmbassadorStatus::ALL {
                let input = AmbassadorMoveInput { to: to.to_string(), reason: Some("déménagement".to_owned()) };
                let by_programme = AmbassadorMove::parse(allowed_next(from), &input).is_ok();
                assert_eq!(by_programme, moves.contains(&(from, to)), "{from} to {to}");
                let themselves = AmbassadorMove::parse(allowed_by_link(from), &input).is_ok();
                assert_eq!(themselves, by_programme && from != Applicant, "{from} to {to} by link");
            }
        }
    }

    #[test]
    fn whoever_refuses_says_why() {
        let bare = AmbassadorMoveInput { to: "refused".into(), reason: Some(" ".into()) };
        let refused = AmbassadorMove::parse(allowed_next(Applicant), &bare);
        assert!(matches!(refused, Err(MoveRefusal::Invalid(_))), "{refused:?}");
    }

    proptest! {
        /// Ambassadors who live for a while: the stock of a day is what a count on that day would have found.
        #[test]
        fn the_stock_of_a_past_day_is_what_a_count_would_have_found(
            lives in proptest::collection::vec(proptest::collection::vec((0..20_u64, 0..2_usize), 0..8), 0..12),
            asked in 0..120_u64,
        ) {
            let begin = NaiveDate::default();
            let day = begin + Days::new(asked);
            let mut changes = vec![];
            let mut counted = 0;
            for life in lives {
                let (mut on, mut status) = (begin, Applicant);
                let mut then = None;
                changes.push(StatusChange { from: None, to: status, on });
                if on <= day { then = Some(status); }
                for (later, choice) in life {
                    let allowed = allowed_next(status);
                    let Some(&to) = allowed.get(choice % allowed.len().max(1)) else { break };
                    on = on + Days::new(later);
                    changes.push(StatusChange { from: Some(status), to, on });
                    status = to;
                    if on <= day { then = Some(status); }
                }
                counted += i64::from(then == Some(Active));
            }
            prop_assert_eq!(stock_on(&changes, Active, day), counted);
            changes.reverse();
            prop_assert_eq!(stock_on(&changes, Active, day), counted, "whatever the order of the rows");
        }
    }
}
