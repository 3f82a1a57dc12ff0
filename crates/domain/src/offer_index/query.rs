//! What is asked of the index and what it answers.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::codes::ContractType;
use crate::distances::Point;

/// A search. Every condition must hold; an empty list asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// Words, all of which an offer must have; the last one may be the beginning of a longer word.
    pub text: String,
    /// One of these intercommunalités.
    pub epcis: Vec<String>,
    /// One of these communes.
    pub communes: Vec<String>,
    /// One of these occupations (ROME codes).
    pub occupations: Vec<String>,
    /// One of these contracts.
    pub contracts: Vec<ContractType>,
    /// One of these sectors.
    pub sectors: Vec<String>,
    /// Only offers with housing.
    pub housing: bool,
    /// Only offers that can be done from home.
    pub remote: bool,
    /// Only offers that welcome the partner.
    pub partner_welcome: bool,
    /// Only offers published at that time or later.
    pub published_since: Option<DateTime<Utc>>,
    /// Where distances are counted from.
    pub near: Option<Near>,
    /// The order of the answer.
    pub sort: Sort,
    /// Only what follows that place in the order.
    pub after: Option<Position>,
    /// How many rows to give.
    pub limit: usize,
}

/// A place, and how far around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// The centre.
    pub point: Point,
    /// No further than that; offers whose place is not known are then left out. `None`: distances are only given.
    pub radius_m: Option<u32>,
}

/// An order of the answer. What is equal comes the most recent first, then by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The best answer to the words first.
    #[default]
    Relevance,
    /// The most recent first.
    PublishedAt,
    /// The closest first, those whose place is not known last; without [`Query::near`], the most recent first.
    Distance,
}

/// The place of a row in the order of one query, from which the next page goes on. It holds whether or not the row
/// is still there. For another sort it means nothing, so the two travel together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// What the order looks at first: the score, or the distance in metres, 0 by date.
    pub rank: u32,
    /// When the row was published.
    pub published_at: DateTime<Utc>,
    /// The row.
    pub id: Uuid,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How many rows answer, on all pages.
    pub total: u32,
    /// What the answer holds, and would hold with another value of one filter.
    pub facets: Facets,
    /// The rows of this page, in order.
    pub page: Vec<Hit>,
    /// Where the next page goes on; `None` on the last page.
    pub next: Option<Position>,
}

/// A row of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The offer.
    pub id: Uuid,
    /// How well it answers the words; comparable within one answer only.
    pub score: u32,
    /// How far it is, when the query says from where and the offer has a place.
    pub distance_m: Option<u32>,
    /// Its place in the order.
    pub position: Position,
}

/// Rows by value of a filter, as if that filter had not been asked for; the most frequent first, then by code.
/// Values without a row are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// By intercommunalité.
    pub epcis: Vec<(String, u32)>,
    /// By contract.
    pub contracts: Vec<(ContractType, u32)>,
    /// By sector.
    pub sectors: Vec<(String, u32)>,
    /// With housing.
    pub housing: u32,
    /// From home.
    pub remote: u32,
}
