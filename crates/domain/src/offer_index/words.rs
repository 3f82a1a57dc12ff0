//! Which offers hold a word, and where.

use std::collections::HashMap;

use super::IndexedOffer;
use crate::text::{QueryTerm, query_terms, search_terms};

/// What a word weighs in the title, and elsewhere.
pub(super) const IN_TITLE: u32 = 4;
pub(super) const ELSEWHERE: u32 = 1;

/// An offer that holds a term: its place in the index, and what the term weighs there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Posting {
    offer: u32,
    weight: u32,
}

/// Every term with the offers that hold it, both in order.
#[derive(Debug)]
pub(super) struct Words {
    terms: Vec<(String, Vec<Posting>)>,
    offers: u32,
}

/// How much a word tells when `holding` of `all` offers hold it: one more each time they are half as many.
pub(super) fn rarity(holding: usize, all: usize) -> u32 {
    1 + (all / holding.max(1)).max(1).ilog2()
}

impl Words {
    /// The words of offers that stand in the order of the index.
    pub fn of(offers: &[IndexedOffer]) -> Words {
        let mut terms: HashMap<String, Vec<Posting>> = HashMap::new();
        for (offer, place) in offers.iter().zip(0_u32..) {
            for term in search_terms(&offer.title) {
                terms.entry(term).or_default().push(Posting { offer: place, weight: IN_TITLE });
            }
            for term in search_terms(&offer.words) {
                let postings = terms.entry(term).or_default();
                if postings.last().is_none_or(|last| last.offer != place) {
                    postings.push(Posting { offer: place, weight: ELSEWHERE });
                }
            }
        }
        let mut terms: Vec<_> = terms.into_iter().collect();
        terms.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
        Words { terms, offers: u32::try_from(offers.len()).unwrap_or(u32::MAX) }
    }

    /// The offers that hold every word of a text, in order, each with its score; `None` when the text has no word.
    pub fn matching(&self, text: &str) -> Option<Vec<(u32, u32)>> {
        let asked = query_terms(text);
        let mut lists: Vec<Vec<Posting>> = asked.iter().map(|word| self.holding(word)).collect();
        lists.sort_by_key(Vec::len);
        let mut lists = lists.into_iter();
        let scored = |list: Vec<Posting>| {
            let rarity = rarity(list.len(), self.offers as usize);
            list.into_iter().map(move |posting| (posting.offer, posting.weight * rarity))
        };
        let first: Vec<(u32, u32)> = scored(lists.next()?).collect();
        Some(lists.fold(first, |kept, list| both(&kept, scored(list))))
    }

    /// The offers that hold a word in any of its forms, in order, each once with its greatest weight.
    fn holding(&self, word: &QueryTerm) -> Vec<Posting> {
        let start = self.terms.partition_point(|(term, _)| term.as_str() < word.prefix.as_str());
        let prefixed = self.terms.get(start..).unwrap_or_default().iter();
        let prefixed = prefixed.take_while(|(term, _)| term.starts_with(&word.prefix)).map(|(_, postings)| postings);
        let stems = word.stems.iter().filter_map(|stem| self.postings(stem));
        let lists: Vec<&Vec<Posting>> = prefixed.chain(stems).collect();
        if let [only] = lists.as_slice() {
            return (*only).clone();
        }
        let mut merged: Vec<Posting> = lists.into_iter().flatten().copied().collect();
        merged.sort_unstable_by_key(|posting| (posting.offer, std::cmp::Reverse(posting.weight)));
        merged.dedup_by_key(|posting| posting.offer);
        merged
    }

    fn postings(&self, term: &str) -> Option<&Vec<Posting>> {
        let place = self.terms.binary_search_by(|(known, _)| known.as_str().cmp(term)).ok()?;
        self.terms.get(place).map(|(_, postings)| postings)
    }
}

/// Offers of both lists, their scores added.
fn both(kept: &[(u32, u32)], list: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    let mut list = list.peekable();
    let mut found = Vec::new();
    for &(offer, score) in kept {
        while list.next_if(|(other, _)| *other < offer).is_some() {}
        if let Some((_, more)) = list.next_if(|(other, _)| *other == offer) {
            found.push((offer, score + more));
        }
    }
    found
}
