//! The search of offers done the plain way: every row is looked at, every match is put in order. What the index is
//! checked against, and measured against.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::offer_index::rank::{impact, rarity};
use domain::offer_index::{Facets, Found, Hit, IndexedOffer, Position, Query, Sort};
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
    counts: BTreeMap<String, u32>,
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
        let asked = query_terms(&query.text);
        let with_words: Vec<(&Row, Vec<u8>)> =
            self.rows.iter().filter_map(|row| Some((row, row.impacts(&asked)?))).collect();
        let rarities: Vec<u32> = (0..asked.len()).map(|place| rarity(self.with_word(&asked, place))).collect();
        let mut hits: Vec<Hit> = with_words
            .iter()
            .filter(|(row, _)| row.passes(query, None))
            .map(|(row, impacts)| row.hit(query, impacts.iter().zip(&rarities).map(|(i, r)| u32::from(*i) * r).sum()))
            .collect();
        hits.sort_by_key(|hit| order(query.sort, hit.position));
        let total = u32::try_from(hits.len()).unwrap_or(u32::MAX);
        let lifted = |facet: Facet| {
            let rows = with_words.iter().map(|(row, _)| *row).filter(move |row| row.passes(query, Some(facet)));
            rows.map(|row| &row.offer)
        };
        let facets = Facets {
            epcis: counted(lifted(Facet::Epci).filter_map(|offer| offer.epci_code.clone())),
            contracts: counted(lifted(Facet::Contract).map(|offer| offer.contract)),
            sectors: counted(lifted(Facet::Sector).filter_map(|offer| offer.sector.clone())),
            housing: u32::try_from(lifted(Facet::Housing).filter(|offer| offer.housing).count()).unwrap_or(u32::MAX),
            remote: u32::try_from(lifted(Facet::Remote).filter(|offer| offer.remote).count()).unwrap_or(u32::MAX),
        };
        if let Some(after) = query.after {
            hits.retain(|hit| order(query.sort, hit.position) > order(query.sort, after));
        }
        let more = hits.len() > query.limit;
        hits.truncate(query.limit);
        let next = hits.last().filter(|_| more).map(|hit| hit.position);
        Found { total, facets, page: hits, next }
    }

    /// How many rows have one of the words.
    fn with_word(&self, asked: &[QueryTerm], place: usize) -> u32 {
        let last = place + 1 == asked.len();
        let has = |row: &&Row| asked.get(place).is_some_and(|word| row.impact_of(word, last).is_some());
        u32::try_from(self.rows.iter().filter(has).count()).unwrap_or(u32::MAX)
    }
}

impl Row {
    fn new(offer: IndexedOffer) -> Row {
        let telling = |text: &str| -> Vec<BTreeSet<String>> {
            words(text).map(|word| terms_of(&word)).filter(|terms| !terms.is_empty()).collect()
        };
        let (title, text) = (telling(&offer.title), telling(&offer.words));
        let mut counts: BTreeMap<String, u32> = title.iter().flatten().map(|term| (term.clone(), 0)).collect();
        text.iter().flatten().for_each(|term| *counts.entry(term.clone()).or_default() += 1);
        let (title_length, length) = (title.len(), text.len());
        Row { offer, title: title.into_iter().flatten().collect(), title_length, counts, length }
    }

    /// The weight of each word, when the row has them all.
    fn impacts(&self, asked: &[QueryTerm]) -> Option<Vec<u8>> {
        let last = asked.len().saturating_sub(1);
        asked.iter().enumerate().map(|(place, word)| self.impact_of(word, place == last)).collect()
    }

    fn impact_of(&self, word: &QueryTerm, unfinished: bool) -> Option<u8> {
        let whole = word.stems.iter().chain([&word.prefix]).filter_map(|term| self.impact_of_term(term));
        let longer = self.counts.range(word.prefix.clone()..).map(|(term, _)| term);
        let longer = longer.take_while(|term| unfinished && term.starts_with(&word.prefix));
        let halved = longer.filter_map(|term| self.impact_of_term(term)).map(|impact| impact / 2);
        whole.chain(halved).max()
    }

    fn impact_of_term(&self, term: &str) -> Option<u8> {
        let count = *self.counts.get(term)?;
        Some(impact(self.title.contains(term).then_some(self.title_length), count, self.length))
    }

    fn passes(&self, query: &Query, lifted: Option<Facet>) -> bool {
        let offer = &self.offer;
        let own = |facet: Facet, passes: bool| lifted == Some(facet) || passes;
        own(Facet::Epci, one_of(&query.epcis, offer.epci_code.as_ref()))
            && own(Facet::Contract, one_of(&query.contracts, Some(&offer.contract)))
            && own(Facet::Sector, one_of(&query.sectors, offer.sector.as_ref()))
            && own(Facet::Housing, !query.housing || offer.housing)
            && own(Facet::Remote, !query.remote || offer.remote)
            && one_of(&query.communes, offer.commune_code.as_ref())
            && one_of(&query.occupations, offer.occupation_code.as_ref())
            && (!query.partner_welcome || offer.partner_welcome)
            && query.published_since.is_none_or(|since| offer.published_at >= since)
            && query
                .near
                .and_then(|near| near.radius_m)
                .is_none_or(|radius| self.distance(query).is_some_and(|metres| metres <= radius))
    }

    fn distance(&self, query: &Query) -> Option<u32> {
        Some(query.near?.point.metres_to(self.offer.place?))
    }

    fn hit(&self, query: &Query, score: u32) -> Hit {
        let distance_m = self.distance(query);
        let rank = match query.sort {
            Sort::Relevance => score,
            Sort::Distance if query.near.is_some() => distance_m.unwrap_or(u32::MAX),
            Sort::Distance | Sort::PublishedAt => 0,
        };
        let (published_at, id) = (self.offer.published_at, self.offer.id);
        Hit { id, score, distance_m, position: Position { rank, published_at, id } }
    }
}

fn order(sort: Sort, place: Position) -> impl Ord {
    let rank = i64::from(place.rank);
    (if sort == Sort::Relevance { -rank } else { rank }, Reverse(place.published_at), place.id)
}

fn one_of<T: PartialEq>(asked: &[T], value: Option<&T>) -> bool {
    asked.is_empty() || value.is_some_and(|value| asked.contains(value))
}

fn counted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<(T, u32)> {
    let mut counts = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_insert(0) += 1);
    let mut counts: Vec<(T, u32)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts
}
