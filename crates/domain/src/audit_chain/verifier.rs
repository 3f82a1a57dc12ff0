//! Walking the chain from its beginning: the first thing that does not hold is named.

use super::{Commitment, ERASED, Entry, Head, Seal};

/// An entry that got its place so much later than it says it happened was slipped in afterwards, in microseconds (one
/// hour: no request or job waits so long for its commit).
const LATE: i64 = 3_600_000_000;

/// What was done to the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// A row no longer says what it said.
    Changed,
    /// A row is gone.
    Missing,
    /// A row was slipped in.
    Inserted,
    /// The chain was made anew: its hash is another than the one noted outside.
    Rewritten,
}

impl FaultKind {
    /// Stable code.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            FaultKind::Changed => "changed",
            FaultKind::Missing => "missing",
            FaultKind::Inserted => "inserted",
            FaultKind::Rewritten => "rewritten",
        }
    }
}

/// The first thing that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What was done.
    pub kind: FaultKind,
    /// Where in the chain; `None` for a row without a place.
    pub position: Option<i64>,
    /// Which row of the journal; `None` when the row and its place are gone.
    pub seq: Option<i64>,
}

/// Checks seals one after the other, from the first one on.
#[derive(Debug, Clone, Default)]
pub struct Verifier {
    head: Head,
    noted: Option<Head>,
    forgotten: u64,
    /// Instants of the present run of sealing and of the one before, in microseconds.
    runs: (Option<i64>, Option<i64>),
}

impl Verifier {
    /// A walk that also compares what was `noted` outside earlier.
    #[must_use]
    pub fn new(noted: Option<Head>) -> Verifier {
        Verifier { noted, ..Verifier::default() }
    }

    /// Where the walk is.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// How many entries had their author or reason erased.
    #[must_use]
    pub fn forgotten(&self) -> u64 {
        self.forgotten
    }

    /// The next seal and the entry that it names, when there is one.
    ///
    /// # Errors
    /// What does not hold; the walk ends there.
    pub fn check(&mut self, seal: &Seal, entry: Option<&Entry>) -> Result<(), Fault> {
        let expected = self.head.position + 1;
        if seal.position != expected {
            return Err(Fault { kind: FaultKind::Missing, position: Some(expected), seq: None });
        }
        let fault = |kind| Fault { kind, position: Some(seal.position), seq: Some(seal.entry_seq) };
        let entry = entry.ok_or(fault(FaultKind::Missing))?;
        if seal.hash != seal.hash_of(&self.head.hash, entry) || !self.identity_holds(seal, entry) {
            return Err(fault(FaultKind::Changed));
        }
        if self.came_late(seal.sealed_at, entry.at) {
            return Err(fault(FaultKind::Inserted));
        }
        self.head = seal.head();
        match &self.noted {
            Some(noted) if noted.position == seal.position && noted.hash != seal.hash => {
                Err(fault(FaultKind::Rewritten))
            }
            _ => Ok(()),
        }
    }

    /// The end of the walk: `kept` is the end of the chain as the database remembers it.
    ///
    /// # Errors
    /// What is missing or changed at the end.
    pub fn finish(&self, kept: &Head) -> Result<(), Fault> {
        let noted = self.noted.as_ref().map_or(0, |noted| noted.position);
        if self.head.position < kept.position.max(noted) {
            return Err(Fault { kind: FaultKind::Missing, position: Some(self.head.position + 1), seq: None });
        }
        if self.head != *kept {
            return Err(Fault { kind: FaultKind::Changed, position: Some(kept.position), seq: None });
        }
        Ok(())
    }

    fn identity_holds(&mut self, seal: &Seal, entry: &Entry) -> bool {
        let actor_was_erased = entry.actor_id.is_none() && entry.actor_label == ERASED;
        let actor = seal.actor.holds(&entry.actor());
        let reason = match (&seal.reason, &entry.reason) {
            (None, None) => Some(true),
            (None, Some(_)) => Some(false),
            (Some(Commitment { salt: None, .. }), None) => None,
            (Some(_), None) => Some(false),
            (Some(commitment), Some(reason)) => Some(commitment.holds(reason).unwrap_or(false)),
        };
        if actor.is_none() || reason.is_none() {
            self.forgotten += 1;
        }
        actor.unwrap_or(actor_was_erased) && reason.unwrap_or(true)
    }

    /// Whether something sealed in this run happened long before the run that came before.
    fn came_late(&mut self, sealed_at: i64, at: i64) -> bool {
        if self.runs.0 != Some(sealed_at) {
            self.runs = (Some(sealed_at), self.runs.0);
        }
        self.runs.1.is_some_and(|before| at < before - LATE)
    }
}
