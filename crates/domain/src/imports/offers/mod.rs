//! What an import of job offers adds to the engine.
//!
//! 1. [`OfferInterpreter`] reads rows: each becomes an [`OfferDraft`], or every reason why not.
//! 2. [`EmployerBook`] knows the employers on file: a draft finds its own by SIRET, else by exact name.
//! 3. [`decide_offers`] compares the drafts with the stored offers of the source: created, updated, unchanged, a
//!    duplicate or refused; and, unless the file is partial, the stored offers that it no longer holds.

mod decide;
mod employers;
mod read;
#[cfg(test)]
mod tests;

pub use decide::{OfferDecisions, OfferPlan, Stored, decide_offers};
pub use employers::{EmployerBook, KnownEmployer};
pub use read::{InterpretedOffer, Occupations, OfferDraft, OfferInterpreter, OfferKey};

use super::gazetteer::{Gazetteer, Place};
use super::vocabulary::Vocabulary;

/// Whether an offer of a file still stands; a file that does not say so holds standing offers only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferStanding {
    /// It does.
    Open,
    /// It does not, or not yet: it counts as absent from the file.
    Over,
}

impl OfferStanding {
    /// The standing of a code, if there is one.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "open" => Some(Self::Open),
            "over" => Some(Self::Over),
            _ => None,
        }
    }
}

/// The commune that a cell means: its INSEE code, or its name, also after the number of the département.
pub(super) fn commune_of<'a>(cell: &str, gazetteer: &'a Gazetteer, vocabulary: &Vocabulary) -> Option<&'a Place> {
    let by_code = gazetteer.place(cell.trim()).filter(|place| place.is_commune());
    by_code.or_else(|| gazetteer.commune(cell, vocabulary))
}
