//! The published offers, kept in memory to answer the public search.
//!
//! Built again when offers change, read by all meanwhile. Rows are numbered from the most recent to the oldest, then
//! by id: the number of a row settles every tie, and the rows published since a time are the first ones.

mod bits;
mod columns;
mod facets;
mod places;
mod postings;
mod query;
pub mod rank;
mod ranking;

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use self::bits::Bits;
use self::columns::Column;
use self::facets::Selection;
use self::places::{Distances, Places};
use self::postings::{Postings, Reading, WordRows};
pub use self::query::{Facets, Found, Hit, Near, Position, Query, Sort};
use self::ranking::Ranking;
use crate::codes::ContractType;
use crate::distances::Point;
use crate::text::query_terms;

/// An offer as the index reads it.
#[derive(Clone, Debug, PartialEq)]
pub struct IndexedOffer {
    /// The offer; no two rows have the same.
    pub id: Uuid,
    /// Its title, whose words weigh most.
    pub title: String,
    /// All that words are searched in, the title included: labels of the occupation, employer, commune, description.
    pub words: String,
    /// ROME code.
    pub occupation_code: Option<String>,
    /// Sector of the employer.
    pub sector: Option<String>,
    /// Contract.
    pub contract: ContractType,
    /// Intercommunalité of the workplace.
    pub epci_code: Option<String>,
    /// Commune of the workplace.
    pub commune_code: Option<String>,
    /// Where the work is.
    pub place: Option<Point>,
    /// Housing is possible.
    pub housing: bool,
    /// Can be done from home, if only some days.
    pub remote: bool,
    /// The employer helps the partner to find work.
    pub partner_welcome: bool,
    /// When it became public.
    pub published_at: DateTime<Utc>,
}

/// The index. Read-only, and shared between threads.
#[derive(Debug)]
pub struct OfferIndex {
    /// By row; what ties are settled by.
    rows: Vec<(DateTime<Utc>, Uuid)>,
    postings: Postings,
    places: Places,
    columns: Columns,
}

/// The rows of each value of each filter.
#[derive(Debug)]
struct Columns {
    epcis: Column<String>,
    communes: Column<String>,
    occupations: Column<String>,
    contracts: Column<ContractType>,
    sectors: Column<String>,
    housing: Bits,
    remote: Bits,
    partner_welcome: Bits,
}

impl OfferIndex {
    /// Reads all the offers, in any order.
    #[must_use]
    pub fn build(mut offers: Vec<IndexedOffer>) -> OfferIndex {
        offers.sort_by_key(|offer| (Reverse(offer.published_at), offer.id));
        let mut reading = Reading::default();
        let mut columns = Columns::new(offers.len());
        for (offer, row) in offers.iter().zip(0..) {
            reading.read(row, &offer.title, &offer.words);
            columns.read(row, offer);
        }
        OfferIndex {
            postings: reading.finish(),
            places: Places::build(offers.iter().map(|offer| offer.place).zip(0..)),
            columns,
            rows: offers.into_iter().map(|offer| (offer.published_at, offer.id)).collect(),
        }
    }

    /// How many offers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no offer.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The offers that answer a query.
    #[must_use]
    pub fn search(&self, query: &Query) -> Found {
        let words = self.words(&query.text);
        let distances = query.near.map(|near| self.places.from(near, self.len()));
        let base = self.base(query, &words, distances.as_ref());
        let selection = Selection::new(base, &self.columns, query);
        let rows = selection.rows();
        let ranking = Ranking::new(self, query, &words, distances.as_ref());
        let mut page = ranking.page(&rows);
        // One row more than asked for was looked up, to know whether there is another page.
        let more = page.len() > query.limit;
        page.truncate(query.limit);
        let next = page.last().filter(|_| more).map(|hit| hit.position);
        Found { total: rows.count(), facets: selection.facets(self, &rows), page, next }
    }

    fn words(&self, text: &str) -> Vec<WordRows> {
        let terms = query_terms(text);
        let last = terms.len().saturating_sub(1);
        let rows_with = |(place, term)| self.postings.rows_with(term, place == last, self.len());
        terms.iter().enumerate().map(rows_with).collect()
    }

    /// The rows that pass the words and the filters that have no facet.
    fn base(&self, query: &Query, words: &[WordRows], distances: Option<&Distances>) -> Bits {
        let recent = |since| self.rows.partition_point(|(published_at, _)| *published_at >= since);
        let mut rows = Bits::first(query.published_since.map_or(self.len(), recent), self.len());
        words.iter().for_each(|word| rows.keep(&word.rows));
        let lists =
            [self.columns.communes.any_of(&query.communes), self.columns.occupations.any_of(&query.occupations)];
        lists.iter().flatten().for_each(|asked| rows.keep(asked));
        distances.and_then(|distances| distances.within.as_ref()).into_iter().for_each(|within| rows.keep(within));
        if query.partner_welcome {
            rows.keep(&self.columns.partner_welcome);
        }
        rows
    }
}

impl Columns {
    fn new(rows: usize) -> Columns {
        Columns {
            epcis: Column::new(rows),
            communes: Column::new(rows),
            occupations: Column::new(rows),
            contracts: Column::new(rows),
            sectors: Column::new(rows),
            housing: Bits::none(rows),
            remote: Bits::none(rows),
            partner_welcome: Bits::none(rows),
        }
    }

    fn read(&mut self, row: u32, offer: &IndexedOffer) {
        let texts = [
            (&mut self.epcis, &offer.epci_code),
            (&mut self.communes, &offer.commune_code),
            (&mut self.occupations, &offer.occupation_code),
            (&mut self.sectors, &offer.sector),
        ];
        for (column, value) in texts {
            value.iter().for_each(|value| column.insert(value.clone(), row));
        }
        self.contracts.insert(offer.contract, row);
        let flags = [
            (&mut self.housing, offer.housing),
            (&mut self.remote, offer.remote),
            (&mut self.partner_welcome, offer.partner_welcome),
        ];
        flags.into_iter().filter(|(_, set)| *set).for_each(|(rows, _)| rows.insert(row));
    }
}
