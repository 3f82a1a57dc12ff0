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

use uuid::Uuid;

use self::bits::Bits;
use self::columns::Column;
use self::facets::Selection;
use self::places::{Distances, Places};
use self::postings::{Postings, Reading, WordRows};
pub use self::query::{After, Facets, Filter, Found, Hit, Near, Query, Sort};
use self::ranking::Ranking;
use crate::codes::{ContractType, Sector};
use crate::distances::Point;
use crate::text::query_terms;

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

/// The index. Read-only, and shared between threads.
#[derive(Debug)]
pub struct OfferIndex {
    /// By row; what ties are settled by.
    rows: Vec<(i64, Uuid)>,
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
    sectors: Column<Sector>,
    housing: Bits,
    remote: Bits,
    partner_welcome: Bits,
}

impl OfferIndex {
    /// Reads all the offers, in any order.
    #[must_use]
    pub fn build(mut offers: Vec<IndexedOffer>) -> OfferIndex {
        offers.sort_by_key(|offer| Reverse((offer.published_at, offer.id)));
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

    /// Answers a search.
    #[must_use]
    pub fn search(&self, query: &Query) -> Found {
        let words = query.text.as_deref().map(|text| self.words(text));
        let distances = query.filter.near.map(|near| self.places.from(near, self.len()));
        let base = self.base(&query.filter, words.as_deref(), distances.as_ref());
        let selection = Selection::new(base, &self.columns, &query.filter);
        let rows = selection.rows();
        let ranking = Ranking::new(self, query, words.as_deref().unwrap_or_default(), distances.as_ref());
        let mut page = ranking.page(&rows);
        // One row more than asked for was looked up, to know whether there is another page.
        let more = page.len() > query.limit;
        page.truncate(query.limit);
        Found { total: rows.count(), facets: selection.facets(self, &rows), page, more }
    }

    fn words(&self, text: &str) -> Vec<WordRows> {
        query_terms(text).iter().map(|term| self.postings.rows_with(term, self.len())).collect()
    }

    /// The rows that pass the words and the filters that have no facet.
    fn base(&self, filter: &Filter, words: Option<&[WordRows]>, distances: Option<&Distances>) -> Bits {
        let recent = |since| self.rows.partition_point(|(published_at, _)| *published_at >= since);
        // A text of marks only names no offer.
        let named = if words.is_some_and(<[_]>::is_empty) { 0 } else { self.len() };
        let mut rows = Bits::first(filter.since.map_or(named, recent).min(named), self.len());
        words.unwrap_or_default().iter().for_each(|word| rows.keep(&word.rows));
        let lists =
            [self.columns.communes.any_of(&filter.communes), self.columns.occupations.any_of(&filter.occupations)];
        lists.iter().flatten().for_each(|asked| rows.keep(asked));
        distances.and_then(|distances| distances.within.as_ref()).into_iter().for_each(|within| rows.keep(within));
        if filter.partner_welcome {
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
        ];
        for (column, value) in texts {
            value.iter().for_each(|value| column.insert(value.clone(), row));
        }
        offer.sector.into_iter().for_each(|sector| self.sectors.insert(sector, row));
        self.contracts.insert(offer.contract, row);
        let flags = [
            (&mut self.housing, offer.housing),
            (&mut self.remote, offer.remote),
            (&mut self.partner_welcome, offer.partner_welcome),
        ];
        flags.into_iter().filter(|(_, set)| *set).for_each(|(rows, _)| rows.insert(row));
    }
}
