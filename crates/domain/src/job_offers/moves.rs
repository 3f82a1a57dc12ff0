//! The states of a job offer and the ways between them. Whatever is not here is refused.

use crate::codes::JobOfferStatus::{self, *};
use crate::validation::{FieldErrors, optional_text, text};

/// Longest reason, in characters.
const REASON_MAX: usize = 500;

/// Who moves an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mover {
    /// Those who run the programme.
    Programme,
    /// The employer whose offer it is.
    Employer,
    /// The passing of time.
    Clock,
    /// An import of the source that the offer comes from.
    Import,
}

/// The states that an offer may move to, by whom: an employer asks for publication and ends its own offers, the
/// programme decides, only time makes an offer expire, or the import of a source that no longer holds it.
#[must_use]
pub const fn allowed_next(from: JobOfferStatus, mover: Mover) -> &'static [JobOfferStatus] {
    match (mover, from) {
        (Mover::Programme | Mover::Employer, Draft | Rejected) => &[Submitted],
        (Mover::Programme, Submitted) => &[Published, Rejected],
        (Mover::Programme, Published) => &[Suspended, Filled, Withdrawn],
        (Mover::Programme, Suspended) => &[Published, Withdrawn],
        (Mover::Employer, Published) => &[Filled, Withdrawn],
        (Mover::Employer, Suspended) => &[Withdrawn],
        (Mover::Programme | Mover::Employer | Mover::Import, Expired) => &[Published],
        (Mover::Clock | Mover::Import, Published) => &[Expired],
        _ => &[],
    }
}

/// A move as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JobOfferMoveInput {
    /// Code of the state wanted.
    pub to: String,
    /// Why.
    pub reason: Option<String>,
}

/// A move that is in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobOfferMove {
    /// State entered.
    pub to: JobOfferStatus,
    /// Why.
    pub reason: Option<String>,
}

/// Why a move was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveRefusal {
    /// Fields that are wrong.
    Invalid(FieldErrors),
    /// The state does not follow the present one; those that do.
    NotAllowed(&'static [JobOfferStatus]),
}

impl JobOfferMove {
    /// Reads a move from a state.
    ///
    /// # Errors
    /// [`MoveRefusal`]: a reason has to be given to reject or suspend.
    pub fn parse(from: JobOfferStatus, mover: Mover, input: &JobOfferMoveInput) -> Result<JobOfferMove, MoveRefusal> {
        let mut errors = FieldErrors::new();
        let to = errors.keep("/to", JobOfferStatus::parse(&input.to).ok_or("unknown_code"));
        let typed = input.reason.as_deref();
        let reason = match to {
            Some(Rejected | Suspended) => text(typed.unwrap_or_default(), REASON_MAX).map(Some),
            _ => optional_text(typed, REASON_MAX),
        };
        let reason = errors.keep("/reason", reason).flatten();
        let to = errors.finish(to).map_err(MoveRefusal::Invalid)?;
        let allowed = allowed_next(from, mover);
        if allowed.contains(&to) { Ok(JobOfferMove { to, reason }) } else { Err(MoveRefusal::NotAllowed(allowed)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every move of the product, with who makes it.
    const MOVES: [(JobOfferStatus, JobOfferStatus, &[Mover]); 12] = [
        (Draft, Submitted, &[Mover::Programme, Mover::Employer]),
        (Submitted, Published, &[Mover::Programme]),
        (Submitted, Rejected, &[Mover::Programme]),
        (Rejected, Submitted, &[Mover::Programme, Mover::Employer]),
        (Published, Suspended, &[Mover::Programme]),
        (Published, Filled, &[Mover::Programme, Mover::Employer]),
        (Published, Expired, &[Mover::Clock, Mover::Import]),
        (Published, Withdrawn, &[Mover::Programme, Mover::Employer]),
        (Suspended, Published, &[Mover::Programme]),
        (Suspended, Withdrawn, &[Mover::Programme, Mover::Employer]),
        (Expired, Published, &[Mover::Programme, Mover::Employer, Mover::Import]),
        (Filled, Filled, &[]),
    ];

    #[test]
    fn only_the_moves_of_the_product_are_possible() {
        for &from in JobOfferStatus::ALL {
            for &to in JobOfferStatus::ALL {
                let movers = MOVES.iter().find(|(start, end, _)| (*start, *end) == (from, to)).map_or(&[][..], |m| m.2);
                for mover in [Mover::Programme, Mover::Employer, Mover::Clock, Mover::Import] {
                    let input = JobOfferMoveInput { to: to.to_string(), reason: Some("relu".to_owned()) };
                    let moved = JobOfferMove::parse(from, mover, &input).is_ok();
                    assert_eq!(moved, movers.contains(&mover), "{from} to {to} by {mover:?}");
                }
            }
        }
    }

    #[test]
    fn whoever_says_no_says_why() {
        let bare = |to: &str| JobOfferMoveInput { to: to.to_owned(), reason: Some("  ".to_owned()) };
        for (from, to) in [(Submitted, "rejected"), (Published, "suspended")] {
            let refusal = JobOfferMove::parse(from, Mover::Programme, &bare(to)).expect_err("a reason is owed");
            assert!(matches!(refusal, MoveRefusal::Invalid(_)), "{refusal:?}");
        }
        assert!(JobOfferMove::parse(Published, Mover::Employer, &bare("filled")).is_ok());
    }
}
