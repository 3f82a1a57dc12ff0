//! What is asked of the index and what it answers.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::codes::{ContractType, Sector};
use crate::distances::Point;

/// Offers within a distance of a point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// From where.
    pub point: Point,
    /// How far, in metres; `None` anywhere, for the order by distance.
    pub radius: Option<u32>,
}

/// What offers have to be; what is empty or `None` asks nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// One of these intercommunalités.
    pub epcis: BTreeSet<String>,
    /// One of these communes.
    pub communes: BTreeSet<String>,
    /// One of these occupations.
    pub occupations: BTreeSet<String>,
    /// One of these contracts.
    pub contracts: BTreeSet<ContractType>,
    /// One of these sectors.
    pub sectors: BTreeSet<Sector>,
    /// With housing.
    pub housing: bool,
    /// With work from home.
    pub remote: bool,
    /// With help for the partner.
    pub partner_welcome: bool,
    /// Published at this instant or later, in milliseconds since 1970.
    pub since: Option<i64>,
    /// Around a point; offers whose place is unknown are out when there is a radius.
    pub near: Option<Near>,
}

/// The order of offers; the latest first among equals, then by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// Those that say the words best first.
    Relevance,
    /// The latest first.
    Published,
    /// The nearest first; offers whose place is unknown come last.
    Distance,
}

/// The offer after which a page starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// Its place in the order, as [`Hit::rank`] told it.
    pub rank: u32,
    /// When it was published.
    pub published_at: i64,
    /// The offer.
    pub id: Uuid,
}

/// A search.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// Words that all have to be there, in any form or as the beginning of a word, without accents. A text without a word
    /// finds nothing; `None` asks for none.
    pub text: Option<String>,
    /// What offers have to be.
    pub filter: Filter,
    /// Their order.
    pub sort: Sort,
    /// Where the page starts.
    pub after: Option<After>,
    /// Offers of a page.
    pub limit: usize,
}

/// An offer of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The offer.
    pub id: Uuid,
    /// Its place in the order: the smaller, the earlier.
    pub rank: u32,
    /// When it was published.
    pub published_at: i64,
    /// Metres from the point of the search.
    pub distance: Option<u32>,
}

/// How many offers each other choice would give, all other choices kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By intercommunalité.
    pub epcis: BTreeMap<String, u32>,
    /// By contract.
    pub contracts: BTreeMap<ContractType, u32>,
    /// By sector.
    pub sectors: BTreeMap<Sector, u32>,
    /// With housing.
    pub housing: u32,
    /// With work from home.
    pub remote: u32,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Offers in all.
    pub total: u32,
    /// What other choices would give.
    pub facets: Facets,
    /// The page, in order.
    pub page: Vec<Hit>,
    /// Whether more follows.
    pub more: bool,
}
