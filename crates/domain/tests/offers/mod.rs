//! The search of offers done the plain way: every row is looked at, every match is put in order. What the index is
//! checked against, and measured against.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::distances::metres;
use domain::offer_index::rank::{impact, rarity};
use domain::offer_index::{Facets, Filter, Found, Hit, IndexedOffer, Query, Sort};
use domain::text::{QueryTerm, query_terms, terms_of, words};

/// Offers whose words were read beforehand.
pub struct Naive {
    rows: Vec<Row>,
}

struct Row {
    offer: IndexedOffer,
    title: BTreeSet<String>,
    title_length: usize,
    /// How often each term stands in the text.
    counts: BTreeMap<String, usize>,
    length: usize,
}

/// A filter that is also a facet.
#[derive(Clone, Copy, PartialEq)]
enum Facet {
    Epci,
    Contract,
    Sector,
    Housing,
    Remote,
}

impl Naive {
    pub fn new(offers: Vec<IndexedOffer>) -> Naive {
        Naive { rows: offers.into_iter().map(Row::new).collect() }
    }

    pub fn search(&self, query: &Query) -> Found {
        let asked = query.text.as_deref().map(query_terms);
        let nothing = asked.as_ref().is_some_and(Vec::is_empty);
        let asked = asked.unwrap_or_default();
        let rows = self.rows.iter().filter(|_| !nothing);
        let with_words: Vec<(&Row, Vec<u8>)> = rows.filter_map(|row| Some((row, row.impacts(&asked)?))).collect();
        let rarities: Vec<u32> = asked.iter().map(|word| rarity(self.with_word(word))).collect();
        let score = |impacts: &[u8]| impacts.iter().zip(&rarities).map(|(i, r)| u32::from(*i) * r).sum();
        let mut hits: Vec<Hit> = with_words
            .iter()
            .filter(|(row, _)| row.passes(&query.filter, None))
            .map(|(row, impacts)| row.hit(query, score(impacts)))
            .collect();
        hits.sort_by_key(|hit| (hit.rank, Reverse((hit.published_at, hit.id))));
        let total = u32::try_from(hits.len()).unwrap_or(u32::MAX);
        let lifted = |facet: Facet| {
            let rows = with_words.iter().map(|(row, _)| *row).filter(move |row| row.passes(&query.filter, Some(facet)));
            rows.map(|row| &row.offer)
        };
        let facets = Facets {
            epcis: counted(lifted(Facet::Epci).filter_map(|offer| offer.epci_code.clone())),
            contracts: counted(lifted(Facet::Contract).map(|offer| offer.contract)),
            sectors: counted(lifted(Facet::Sector).filter_map(|offer| offer.sector)),
            housing: u32::try_from(lifted(Facet::Housing).filter(|offer| offer.housing).count()).unwrap_or(u32::MAX),
            remote: u32::try_from(lifted(Facet::Remote).filter(|offer| offer.remote).count()).unwrap_or(u32::MAX),
        };
        if let Some(after) = query.after {
            let last = (after.rank, Reverse((after.published_at, after.id)));
            hits.retain(|hit| (hit.rank, Reverse((hit.published_at, hit.id))) > last);
        }
        let more = hits.len() > query.limit;
        hits.truncate(query.limit);
        Found { total, facets, page: hits, more }
    }

    /// How many rows have a word.
    fn with_word(&self, word: &QueryTerm) -> u32 {
        let count = self.rows.iter().filter(|row| row.impact_of(word).is_some()).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

impl Row {
    fn new(offer: IndexedOffer) -> Row {
        let telling = |text: &str| -> Vec<BTreeSet<String>> {
            words(text).map(|word| terms_of(&word)).filter(|terms| !terms.is_empty()).collect()
        };
        let title = telling(&offer.title);
        let title_length = title.len();
        let all: Vec<BTreeSet<String>> = title.iter().cloned().chain(telling(&offer.words)).collect();
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        all.iter().flatten().for_each(|term| *counts.entry(term.clone()).or_default() += 1);
        Row { offer, title: title.into_iter().flatten().collect(), title_length, counts, length: all.len() }
    }

    /// The weight of each word, when the row has them all.
    fn impacts(&self, asked: &[QueryTerm]) -> Option<Vec<u8>> {
        asked.iter().map(|word| self.impact_of(word)).collect()
    }

    fn impact_of(&self, word: &QueryTerm) -> Option<u8> {
        let whole = word.stems.iter().chain([&word.prefix]).filter_map(|term| self.impact_of_term(term));
        let longer = self.counts.range(word.prefix.clone()..).map(|(term, _)| term);
        let longer = longer.take_while(|term| term.starts_with(&word.prefix));
        let halved = longer.filter_map(|term| self.impact_of_term(term)).map(|impact| impact / 2);
        whole.chain(halved).max()
    }

    fn impact_of_term(&self, term: &str) -> Option<u8> {
        let count = *self.counts.get(term)?;
        Some(impact(self.title.contains(term).then_some(self.title_length), count, self.length))
    }

    fn passes(&self, filter: &Filter, lifted: Option<Facet>) -> bool {
        let offer = &self.offer;
        let own = |facet: Facet, passes: bool| lifted == Some(facet) || passes;
        own(Facet::Epci, one_of(&filter.epcis, offer.epci_code.as_ref()))
            && own(Facet::Contract, one_of(&filter.contracts, Some(&offer.contract)))
            && own(Facet::Sector, one_of(&filter.sectors, offer.sector.as_ref()))
            && own(Facet::Housing, !filter.housing || offer.housing)
            && own(Facet::Remote, !filter.remote || offer.remote)
            && one_of(&filter.communes, offer.commune_code.as_ref())
            && one_of(&filter.occupations, offer.occupation_code.as_ref())
            && (!filter.partner_welcome || offer.partner_welcome)
            && filter.since.is_none_or(|since| offer.published_at >= since)
            && filter
                .near
                .and_then(|near| near.radius)
                .is_none_or(|radius| self.distance(filter).is_some_and(|distance| distance <= radius))
    }

    fn distance(&self, filter: &Filter) -> Option<u32> {
        Some(metres(filter.near?.point, self.offer.place?))
    }

    fn hit(&self, query: &Query, score: u32) -> Hit {
        let distance = self.distance(&query.filter);
        let rank = match query.sort {
            Sort::Relevance => u32::MAX - score,
            Sort::Distance => distance.unwrap_or(u32::MAX),
            Sort::Published => 0,
        };
        Hit { id: self.offer.id, rank, published_at: self.offer.published_at, distance }
    }
}

fn one_of<T: Ord>(asked: &BTreeSet<T>, value: Option<&T>) -> bool {
    asked.is_empty() || value.is_some_and(|value| asked.contains(value))
}

fn counted<T: Ord>(values: impl Iterator<Item = T>) -> BTreeMap<T, u32> {
    let mut counts = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_insert(0) += 1);
    counts
}
