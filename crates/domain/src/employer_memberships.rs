//! Membership of the employers' network: its states and the ways between them. Whatever is not here is refused.

use crate::codes::MembershipStatus::{self, *};
use crate::validation::{FieldErrors, optional_text, text};

/// Longest reason, in characters.
const REASON_MAX: usize = 500;
/// The charter that employers accept today.
pub const CHARTER_VERSION: &str = "2025-1";

/// The states that a membership may move to; `None` was never asked for.
#[must_use]
pub const fn allowed_next(from: Option<MembershipStatus>) -> &'static [MembershipStatus] {
    match from {
        None | Some(Refused | Terminated) => &[Requested],
        Some(Requested) => &[Active, Refused],
        Some(Active) => &[Suspended, Terminated],
        Some(Suspended) => &[Active, Terminated],
    }
}

/// Whether a membership binds somebody: it is asked for, holds, or is suspended.
#[must_use]
pub const fn is_running(status: MembershipStatus) -> bool {
    matches!(status, Requested | Active | Suspended)
}

/// A move as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MembershipMoveInput {
    /// Code of the state wanted.
    pub to: String,
    /// Why.
    pub reason: Option<String>,
    /// Who accepted the charter on behalf of the employer.
    pub charter_accepted_by: Option<String>,
}

/// A move that is in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipMove {
    /// State entered.
    pub to: MembershipStatus,
    /// Why.
    pub reason: Option<String>,
    /// Who accepted the charter; always known when a membership is asked for.
    pub charter_accepted_by: Option<String>,
}

/// Why a move was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveRefusal {
    /// Fields that are wrong.
    Invalid(FieldErrors),
    /// The state does not follow the present one; those that do.
    NotAllowed(&'static [MembershipStatus]),
}

impl MembershipMove {
    /// Reads a move from a state.
    ///
    /// # Errors
    /// [`MoveRefusal`]: the charter has to be accepted to ask, a reason given to refuse, suspend or terminate.
    pub fn parse(from: Option<MembershipStatus>, input: &MembershipMoveInput) -> Result<MembershipMove, MoveRefusal> {
        let mut errors = FieldErrors::new();
        let to = errors.keep("/to", MembershipStatus::parse(&input.to).ok_or("unknown_code"));
        let explained = matches!(to, Some(Refused | Suspended | Terminated));
        let typed = input.reason.as_deref();
        let reason = if explained {
            text(typed.unwrap_or_default(), REASON_MAX).map(Some)
        } else {
            optional_text(typed, REASON_MAX)
        };
        let reason = errors.keep("/reason", reason).flatten();
        let asked = to == Some(Requested);
        let who = input.charter_accepted_by.as_deref();
        let accepted_by = if asked { text(who.unwrap_or_default(), 160).map(Some) } else { Ok(None) };
        let charter_accepted_by = errors.keep("/charter_accepted_by", accepted_by).flatten();
        let to = errors.finish(to).map_err(MoveRefusal::Invalid)?;
        let allowed = allowed_next(from);
        if allowed.contains(&to) {
            Ok(MembershipMove { to, reason, charter_accepted_by })
        } else {
            Err(MoveRefusal::NotAllowed(allowed))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(from: Option<MembershipStatus>, to: MembershipStatus) -> Result<MembershipMove, MoveRefusal> {
        let input = MembershipMoveInput {
            to: to.as_str().to_owned(),
            reason: Some("décidé en comité".to_owned()),
            charter_accepted_by: Some("Zoé Élie".to_owned()),
        };
        MembershipMove::parse(from, &input)
    }

    #[test]
    fn only_the_moves_of_the_network_are_possible() {
        let moves = [
            (None, Requested),
            (Some(Requested), Active),
            (Some(Requested), Refused),
            (Some(Active), Suspended),
            (Some(Active), Terminated),
            (Some(Suspended), Active),
            (Some(Suspended), Terminated),
            (Some(Refused), Requested),
            (Some(Terminated), Requested),
        ];
        let states = std::iter::once(None).chain(MembershipStatus::ALL.iter().copied().map(Some));
        for from in states {
            for &to in MembershipStatus::ALL {
                assert_eq!(ask(from, to).is_ok(), moves.contains(&(from, to)), "{from:?} to {to}");
            }
        }
    }

    #[test]
    fn asking_accepts_the_charter_and_ending_says_why() {
        let bare = |to: &str| MembershipMoveInput { to: to.to_owned(), ..MembershipMoveInput::default() };
        let refused = |from, to: &str| match MembershipMove::parse(from, &bare(to)) {
            Err(MoveRefusal::Invalid(errors)) => errors.into_vec().into_iter().map(|error| error.pointer).collect(),
            other => vec![format!("{other:?}")],
        };
        assert_eq!(refused(None, "requested"), ["/charter_accepted_by"]);
        assert_eq!(refused(Some(Active), "suspended"), ["/reason"]);
        assert_eq!(refused(Some(Active), "elsewhere"), ["/to"]);
        assert!(MembershipMove::parse(Some(Requested), &bare("active")).is_ok());
    }
}
