//! The public offers, held so that a search touches the offers that match and ranks only the head of them.
//!
//! An index is made once from the offers of a moment and never changes: whoever answers keeps it until they change.
//! Offers stand in it from the latest to the oldest, so that "the latest first" is the order they have already.

mod search;
#[cfg(test)]
mod tests;
mod words;

pub use search::{After, Facets, Filter, Found, Hit, Near, Query, Sort};

use std::collections::HashMap;
use std::hash::Hash;

use uuid::Uuid;

use crate::codes::{ContractType, Sector};
use crate::distances::Point;
use words::Words;

/// A public offer, as far as the search is concerned.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexedOffer {
    /// The offer.
    pub id: Uuid,
    /// Title: its words weigh more than the others.
    pub title: String,
    /// Everything else it is found by: occupation, employer, commune, description.
    pub words: String,
    /// ROME code.
    pub occupation_code: Option<String>,
    /// Sector.
    pub sector: Option<Sector>,
    /// Contract.
    pub contract: ContractType,
    /// Intercommunalité.
    pub epci_code: Option<String>,
    /// Commune.
    pub commune_code: Option<String>,
    /// Where that commune is.
    pub place: Option<Point>,
    /// Whether housing can be found with the job.
    pub housing: bool,
    /// Whether a part of the work is done from home.
    pub remote: bool,
    /// Whether the search of a job for the partner is helped.
    pub partner_welcome: bool,
    /// When it was published, in milliseconds since 1970.
    pub published_at: i64,
}

/// A number for each different value, in the order of their arrival; `NONE` stands for no value.
#[derive(Debug)]
struct Numbers<T>(HashMap<T, u16>);

/// The number of no value.
const NONE: u16 = u16::MAX;

impl<T: Eq + Hash> Numbers<T> {
    fn new() -> Self {
        Self(HashMap::new())
    }

    fn give(&mut self, value: Option<T>) -> u16 {
        let Some(value) = value else { return NONE };
        let next = u16::try_from(self.0.len()).unwrap_or(NONE);
        *self.0.entry(value).or_insert(next)
    }

    fn of(&self, value: &T) -> Option<u16> {
        self.0.get(value).copied()
    }
}

/// What a search reads of an offer beside its words: a few bytes, side by side in memory.
#[derive(Debug, Clone, Copy)]
struct Facts {
    epci: u16,
    commune: u16,
    occupation: u16,
    sector: u16,
    contract: u16,
    housing: bool,
    remote: bool,
    partner_welcome: bool,
}

/// The public offers of a moment.
#[derive(Debug)]
pub struct OfferIndex {
    /// Publication and id of each offer, from the latest to the oldest.
    order: Vec<(i64, Uuid)>,
    facts: Vec<Facts>,
    words: Words,
    epcis: Numbers<String>,
    communes: Numbers<String>,
    occupations: Numbers<String>,
    sectors: Numbers<Sector>,
    contracts: Numbers<ContractType>,
    /// Where each commune is, by its number.
    places: Vec<Option<Point>>,
}

impl OfferIndex {
    /// The index of these offers, whatever their order.
    #[must_use]
    pub fn build(mut offers: Vec<IndexedOffer>) -> OfferIndex {
        offers.sort_unstable_by_key(|offer| std::cmp::Reverse((offer.published_at, offer.id)));
        let mut index = OfferIndex {
            order: offers.iter().map(|offer| (offer.published_at, offer.id)).collect(),
            facts: Vec::with_capacity(offers.len()),
            words: Words::of(&offers),
            epcis: Numbers::new(),
            communes: Numbers::new(),
            occupations: Numbers::new(),
            sectors: Numbers::new(),
            contracts: Numbers::new(),
            places: vec![],
        };
        for offer in offers {
            index.add(offer);
        }
        index
    }

    fn add(&mut self, offer: IndexedOffer) {
        let commune = self.communes.give(offer.commune_code);
        if usize::from(commune) == self.places.len() {
            self.places.push(offer.place);
        }
        self.facts.push(Facts {
            commune,
            epci: self.epcis.give(offer.epci_code),
            occupation: self.occupations.give(offer.occupation_code),
            sector: self.sectors.give(offer.sector),
            contract: self.contracts.give(Some(offer.contract)),
            housing: offer.housing,
            remote: offer.remote,
            partner_welcome: offer.partner_welcome,
        });
    }

    /// How many offers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }
}
