//! How nothing is lost and nothing counted twice: what a device keeps until it is acknowledged, and what the server
//! makes of a batch that may have come before.
//!
//! A capture bears an id drawn by the device: whatever comes again under it is known, and the first stays. A counter
//! only grows: of two values that a device told for a day, the greater one holds.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use uuid::Uuid;

/// What became of one thing in a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Kept.
    Created,
    /// It came before; the first stays, whatever this one says.
    AlreadyKnown,
    /// It cannot be kept; the device keeps it to be corrected.
    Refused,
}

impl Outcome {
    /// Code in answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Created => "created",
            Outcome::AlreadyKnown => "already_known",
            Outcome::Refused => "refused",
        }
    }

    /// Whether the device may forget it.
    #[must_use]
    pub const fn is_safe(self) -> bool {
        !matches!(self, Outcome::Refused)
    }
}

/// The value of a counter after a device told one, and whether that says something new.
#[must_use]
pub fn counted(known: Option<i32>, told: i32) -> (i32, Outcome) {
    match known {
        Some(known) if told <= known => (known, Outcome::AlreadyKnown),
        _ => (told, Outcome::Created),
    }
}

/// What a device has yet to deliver. It outlives restarts; whatever is not acknowledged stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outbox<C> {
    waiting: BTreeMap<Uuid, C>,
    counts: BTreeMap<NaiveDate, i32>,
}

/// What a device sends at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch<C> {
    /// Captures by their ids.
    pub captures: Vec<(Uuid, C)>,
    /// Counters by day, each with all that was counted so far.
    pub counters: Vec<(NaiveDate, i32)>,
}

impl<C> Default for Outbox<C> {
    fn default() -> Self {
        Outbox { waiting: BTreeMap::new(), counts: BTreeMap::new() }
    }
}

impl<C: Clone> Outbox<C> {
    /// Writes somebody down.
    pub fn note(&mut self, id: Uuid, capture: C) {
        self.waiting.insert(id, capture);
    }

    /// Counts somebody who passes by.
    pub fn count(&mut self, day: NaiveDate) {
        let count = self.counts.entry(day).or_default();
        *count = count.saturating_add(1);
    }

    /// What is sent next, at most so many captures.
    #[must_use]
    pub fn batch(&self, most: usize) -> Batch<C> {
        let captures = self.waiting.iter().take(most).map(|(id, capture)| (*id, capture.clone()));
        Batch {
            captures: captures.collect(),
            counters: self.counts.iter().map(|(day, count)| (*day, *count)).collect(),
        }
    }

    /// Forgets what the server holds.
    pub fn acknowledge(&mut self, outcomes: &[(Uuid, Outcome)]) {
        for (id, _) in outcomes.iter().filter(|(_, outcome)| outcome.is_safe()) {
            self.waiting.remove(id);
        }
    }

    /// Captures that wait.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }
}

/// What the server holds of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger<C> {
    captures: BTreeMap<Uuid, C>,
    counters: BTreeMap<(Uuid, NaiveDate), i32>,
}

impl<C> Default for Ledger<C> {
    fn default() -> Self {
        Ledger { captures: BTreeMap::new(), counters: BTreeMap::new() }
    }
}

impl<C: Clone> Ledger<C> {
    /// Takes a batch of a device in, however often it comes.
    pub fn receive(&mut self, device: Uuid, batch: &Batch<C>) -> Vec<(Uuid, Outcome)> {
        for (day, told) in &batch.counters {
            let (value, _) = counted(self.counters.get(&(device, *day)).copied(), *told);
            self.counters.insert((device, *day), value);
        }
        let mut outcomes = Vec::with_capacity(batch.captures.len());
        for (id, capture) in &batch.captures {
            let outcome = if self.captures.contains_key(id) { Outcome::AlreadyKnown } else { Outcome::Created };
            self.captures.entry(*id).or_insert_with(|| capture.clone());
            outcomes.push((*id, outcome));
        }
        outcomes
    }

    /// The captures.
    #[must_use]
    pub fn captures(&self) -> &BTreeMap<Uuid, C> {
        &self.captures
    }

    /// How many people were counted on a day, over all devices.
    #[must_use]
    pub fn visitors(&self, day: NaiveDate) -> i64 {
        self.counters.iter().filter(|((_, on), _)| *on == day).map(|(_, count)| i64::from(*count)).sum()
    }
}
