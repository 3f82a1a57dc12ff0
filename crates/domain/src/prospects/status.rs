//! The states of a file and the ways between them. Whatever is not here is refused.

use chrono::NaiveDate;

use super::NextAction;
use crate::codes::ClosingReason;
use crate::codes::ProspectStatus::{self, *};

impl ProspectStatus {
    /// Whether the household still waits for something: such a file always has a next action.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, New | Qualified | Assigned | Supported | Confirmed | Dormant)
    }

    /// The states that a person may move the file to. Merging and anonymising are deeds of their own.
    #[must_use]
    pub const fn allowed_next(self) -> &'static [ProspectStatus] {
        match self {
            New => &[Qualified, Closed],
            Qualified => &[Assigned, Dormant, Closed],
            Assigned => &[Supported, Qualified, Closed],
            Supported => &[Confirmed, Dormant, Assigned, Closed],
            Confirmed => &[Settled, Supported, Closed],
            Settled => &[Integrated, Departed, Confirmed],
            Integrated => &[Departed],
            Dormant => &[Supported, Closed],
            Closed => &[Qualified],
            Departed | Merged | Anonymised => &[],
        }
    }
}

/// What the file is like when the move is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Situation {
    /// Present state.
    pub status: ProspectStatus,
    /// Day since which it holds.
    pub status_since: NaiveDate,
    /// Whether a territorial référent has accepted the file.
    pub has_territorial_referent: bool,
    /// Whether an installation is recorded and not voided.
    pub has_installation: bool,
    /// Day of the check six months after the installation.
    pub six_month_check_on: Option<NaiveDate>,
    /// The next action of the file.
    pub next_action: Option<NextAction>,
    /// Today in the Lot.
    pub today: NaiveDate,
}

/// A move that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// State wanted.
    pub to: ProspectStatus,
    /// Why.
    pub reason: Option<String>,
    /// Why the file is closed.
    pub closing_reason: Option<ClosingReason>,
    /// Day on which it takes effect; today when left out.
    pub effective_on: Option<NaiveDate>,
    /// The next action from then on; the present one goes on when left out.
    pub next_action: Option<NextAction>,
}

/// A move that is in order, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// State left.
    pub from: ProspectStatus,
    /// State entered.
    pub to: ProspectStatus,
    /// Day on which it takes effect.
    pub effective_on: NaiveDate,
    /// Why.
    pub reason: Option<String>,
    /// Why the file is closed; `None` for every other state.
    pub closing_reason: Option<ClosingReason>,
    /// The next action from then on.
    pub next_action: Option<NextAction>,
    /// Whether the installation was entered by mistake and no longer counts.
    pub voids_installation: bool,
}

/// Why a move is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransitionRefusal {
    /// The state cannot follow the present one.
    #[error("the state cannot follow the present one")]
    NotAllowed {
        /// Those that can.
        allowed: &'static [ProspectStatus],
    },
    /// Nobody moved in as far as the file knows.
    #[error("an installation must be recorded first")]
    InstallationRequired,
    /// No territorial référent has accepted the file.
    #[error("a territorial référent must accept the file first")]
    AssignmentRequired,
    /// An open file has a next action.
    #[error("an open file has a next action")]
    NextActionRequired,
    /// This move must be explained.
    #[error("a reason is required")]
    ReasonRequired,
    /// A closed file says why.
    #[error("a closing reason is required")]
    ClosingReasonRequired,
    /// A closing reason was given for another state.
    #[error("a closing reason goes with closing only")]
    ClosingReasonNotAllowed,
    /// The day is after today.
    #[error("the day is in the future")]
    InFuture,
    /// The day is before the file entered its present state.
    #[error("the day is before the present state began")]
    BeforePresentState,
}

impl Transition {
    /// Checks the move against the file.
    ///
    /// # Errors
    /// The first rule that refuses it; the state machine comes first.
    pub fn apply(self, situation: &Situation) -> Result<Change, TransitionRefusal> {
        let from = situation.status;
        let allowed = from.allowed_next();
        if !allowed.contains(&self.to) {
            return Err(TransitionRefusal::NotAllowed { allowed });
        }
        self.check_conditions(situation)?;
        let effective_on = self.effective_on.unwrap_or(situation.today);
        if effective_on > situation.today {
            return Err(TransitionRefusal::InFuture);
        }
        if effective_on < situation.status_since {
            return Err(TransitionRefusal::BeforePresentState);
        }
        let ends = matches!(self.to, Closed | Departed);
        let next_action = self.next_action.or_else(|| situation.next_action.clone().filter(|_| !ends));
        if self.to.is_open() && next_action.is_none() {
            return Err(TransitionRefusal::NextActionRequired);
        }
        Ok(Change {
            from,
            to: self.to,
            effective_on,
            reason: self.reason,
            closing_reason: self.closing_reason,
            next_action,
            voids_installation: from == Settled && self.to == Confirmed,
        })
    }

    fn check_conditions(&self, situation: &Situation) -> Result<(), TransitionRefusal> {
        let unexplained = self.reason.as_deref().is_none_or(|reason| reason.trim().is_empty());
        let check_has_passed = situation.six_month_check_on.is_some_and(|on| on <= situation.today);
        match (self.to, situation.status) {
            (Closed, _) if self.closing_reason.is_none() => Err(TransitionRefusal::ClosingReasonRequired),
            (to, _) if to != Closed && self.closing_reason.is_some() => Err(TransitionRefusal::ClosingReasonNotAllowed),
            (Settled, _) if !situation.has_installation => Err(TransitionRefusal::InstallationRequired),
            (Assigned, _) if !situation.has_territorial_referent => Err(TransitionRefusal::AssignmentRequired),
            (Confirmed, Settled) if unexplained => Err(TransitionRefusal::ReasonRequired),
            (Integrated, _) if unexplained && !check_has_passed => Err(TransitionRefusal::ReasonRequired),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
