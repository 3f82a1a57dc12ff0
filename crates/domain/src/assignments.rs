//! Giving a file to a référent: proposed, answered, handed on.

use crate::codes::AssignmentStatus::{self, *};
use crate::codes::{DeclineReason, ProspectStatus, ReferentRole};

impl AssignmentStatus {
    /// The states that may follow.
    #[must_use]
    pub const fn allowed_next(self) -> &'static [AssignmentStatus] {
        match self {
            Proposed => &[Accepted, Declined, Expired],
            Accepted => &[Transferred, Ended],
            Declined | Expired | Transferred | Ended => &[],
        }
    }

    /// Whether the référent has, or is asked to take, the file.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Proposed | Accepted)
    }
}

/// Why an answer to an assignment is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AnswerRefusal {
    /// The state cannot follow the present one.
    #[error("the state cannot follow the present one")]
    NotAllowed {
        /// Those that can.
        allowed: &'static [AssignmentStatus],
    },
    /// Declining says why.
    #[error("declining needs a reason")]
    ReasonRequired,
}

/// Checks an answer to an assignment.
///
/// # Errors
/// The rule that refuses it.
pub fn answer(
    from: AssignmentStatus,
    to: AssignmentStatus,
    reason: Option<DeclineReason>,
) -> Result<(), AnswerRefusal> {
    let allowed = from.allowed_next();
    if !allowed.contains(&to) {
        return Err(AnswerRefusal::NotAllowed { allowed });
    }
    if to == Declined && reason.is_none() {
        return Err(AnswerRefusal::ReasonRequired);
    }
    Ok(())
}

/// What an answer to an assignment does to the file: accepting territorially moves a qualified file to `assigned`;
/// when nobody territorial is left on an assigned file it goes back to `qualified`. A technical answer moves nothing.
#[must_use]
pub fn effect_on_file(
    role: ReferentRole,
    to: AssignmentStatus,
    file: ProspectStatus,
    territorial_left: bool,
) -> Option<ProspectStatus> {
    match (role, to, file) {
        (ReferentRole::Territorial, Accepted, ProspectStatus::Qualified) => Some(ProspectStatus::Assigned),
        (ReferentRole::Territorial, Declined | Expired | Transferred | Ended, ProspectStatus::Assigned)
            if !territorial_left =>
        {
            Some(ProspectStatus::Qualified)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_final_answer_is_final() {
        for from in [Declined, Expired, Transferred, Ended] {
            for to in AssignmentStatus::ALL {
                assert!(answer(from, *to, Some(DeclineReason::Other)).is_err());
            }
        }
    }

    #[test]
    fn declining_needs_a_reason() {
        assert_eq!(answer(Proposed, Declined, None), Err(AnswerRefusal::ReasonRequired));
        assert_eq!(answer(Proposed, Declined, Some(DeclineReason::NoCapacity)), Ok(()));
    }

    #[test]
    fn a_technical_answer_never_moves_the_file() {
        for to in AssignmentStatus::ALL {
            for file in ProspectStatus::ALL {
                assert_eq!(effect_on_file(ReferentRole::Technical, *to, *file, false), None);
            }
        }
    }

    #[test]
    fn the_file_goes_back_only_when_nobody_territorial_is_left() {
        let back = |left| effect_on_file(ReferentRole::Territorial, Declined, ProspectStatus::Assigned, left);
        assert_eq!((back(true), back(false)), (None, Some(ProspectStatus::Qualified)));
    }
}
