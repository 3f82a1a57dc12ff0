//! The states of somebody met on a stand and the ways between them. Whatever is not here is refused.

use uuid::Uuid;

use crate::codes::StandCaptureStatus::{self, *};
use crate::validation::{FieldErrors, optional_text, text};

/// Longest reason, in characters.
const REASON_MAX: usize = 500;

/// The states that a person may give it. What became a file or was set aside stays so.
#[must_use]
pub const fn allowed_next(from: StandCaptureStatus) -> &'static [StandCaptureStatus] {
    match from {
        Synced | ProbableDuplicate => &[Linked, Rejected],
        Linked | Rejected => &[],
    }
}

/// A decision as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaptureMoveInput {
    /// Code of the state wanted.
    pub to: String,
    /// The file of the person; without it a new one is opened.
    pub prospect_id: Option<Uuid>,
    /// Why.
    pub reason: Option<String>,
}

/// A decision that is in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaptureMove {
    /// They are the person of this file.
    Join(Uuid),
    /// They are somebody else: a file of their own.
    Open,
    /// Nothing comes of it, and why.
    Reject(String),
}

/// Why a decision was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaptureRefusal {
    /// Fields that are wrong.
    Invalid(FieldErrors),
    /// The state does not follow the present one; those that do.
    NotAllowed(&'static [StandCaptureStatus]),
}

impl CaptureMove {
    /// Reads a decision.
    ///
    /// # Errors
    /// [`CaptureRefusal`]: whoever sets somebody aside says why and names no file.
    pub fn parse(from: StandCaptureStatus, input: &CaptureMoveInput) -> Result<CaptureMove, CaptureRefusal> {
        let mut errors = FieldErrors::new();
        let to = errors.keep("/to", StandCaptureStatus::parse(&input.to).ok_or("unknown_code"));
        let typed = input.reason.as_deref();
        let reason = match to {
            Some(Rejected) => text(typed.unwrap_or_default(), REASON_MAX).map(Some),
            _ => optional_text(typed, REASON_MAX),
        };
        let reason = errors.keep("/reason", reason).flatten();
        if to == Some(Rejected) && input.prospect_id.is_some() {
            errors.push("/prospect_id", "not_allowed");
        }
        let to = errors.finish(to).map_err(CaptureRefusal::Invalid)?;
        let allowed = allowed_next(from);
        if !allowed.contains(&to) {
            return Err(CaptureRefusal::NotAllowed(allowed));
        }
        Ok(match (to, input.prospect_id) {
            (Rejected, _) => CaptureMove::Reject(reason.unwrap_or_default()),
            (_, Some(id)) => CaptureMove::Join(id),
            _ => CaptureMove::Open,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_waits_is_decided() {
        for &from in StandCaptureStatus::ALL {
            for &to in StandCaptureStatus::ALL {
                let asked =
                    CaptureMoveInput { to: to.to_string(), reason: Some("essai".to_owned()), prospect_id: None };
                let moved = CaptureMove::parse(from, &asked).is_ok();
                let expected = matches!(from, Synced | ProbableDuplicate) && matches!(to, Linked | Rejected);
                assert_eq!(moved, expected, "{from} to {to}");
            }
        }
    }

    #[test]
    fn a_decision_says_what_it_means() {
        let ask = |to: &str, prospect_id: Option<Uuid>, reason: Option<&str>| {
            let reason = reason.map(str::to_owned);
            CaptureMove::parse(ProbableDuplicate, &CaptureMoveInput { to: to.to_owned(), prospect_id, reason })
        };
        let file = Uuid::from_u128(4);
        assert_eq!(ask("linked", Some(file), None), Ok(CaptureMove::Join(file)));
        assert_eq!(ask("linked", None, None), Ok(CaptureMove::Open));
        assert_eq!(ask("rejected", None, Some("essai")), Ok(CaptureMove::Reject("essai".to_owned())));
        assert!(matches!(ask("rejected", None, Some(" ")), Err(CaptureRefusal::Invalid(_))));
        assert!(matches!(ask("rejected", Some(file), Some("essai")), Err(CaptureRefusal::Invalid(_))));
    }
}
