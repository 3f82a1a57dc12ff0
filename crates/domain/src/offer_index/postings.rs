//! Which words stand in which rows, and how much they say there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

use super::bits::Bits;
use super::rank::impact;
use crate::text::{QueryTerm, terms_of, words};

/// A row in which a term stands, and its weight there.
#[derive(Clone, Copy, Debug)]
struct Posting {
    row: u32,
    impact: u8,
}

/// The rows of each term, in ascending order; the terms in alphabetical order, so that those with the same beginning
/// stand together.
#[derive(Debug, Default)]
pub(super) struct Postings {
    terms: BTreeMap<String, Vec<Posting>>,
}

/// The rows that have a word of the query.
pub(super) struct WordRows {
    pub(super) rows: Bits,
    /// By row, the weight of the word there.
    impacts: Vec<u8>,
}

impl WordRows {
    pub(super) fn impact(&self, row: u32) -> u8 {
        self.impacts.get(row as usize).copied().unwrap_or_default()
    }

    fn put(&mut self, row: u32, impact: u8) {
        self.rows.insert(row);
        self.impacts.get_mut(row as usize).into_iter().for_each(|known| *known = (*known).max(impact));
    }
}

impl Postings {
    /// The rows that have a word; when it is `unfinished`, also those with a word that begins like it, for half of
    /// the weight.
    pub(super) fn rows_with(&self, word: &QueryTerm, unfinished: bool, rows: usize) -> WordRows {
        let mut found = WordRows { rows: Bits::none(rows), impacts: vec![0; rows] };
        for term in word.stems.iter().chain([&word.prefix]) {
            let postings = self.terms.get(term).map(Vec::as_slice).unwrap_or_default();
            postings.iter().for_each(|posting| found.put(posting.row, posting.impact));
        }
        if unfinished {
            let from = (Bound::Excluded(word.prefix.as_str()), Bound::Unbounded);
            let longer = self.terms.range::<str, _>(from).take_while(|(term, _)| term.starts_with(&word.prefix));
            for posting in longer.flat_map(|(_, postings)| postings) {
                found.put(posting.row, posting.impact / 2);
            }
        }
        found
    }
}

/// Reads rows one after the other. Each word is analysed once, however often it is written.
#[derive(Default)]
pub(super) struct Reading {
    terms: HashMap<String, u32>,
    postings: Vec<Vec<Posting>>,
    known_words: HashMap<String, Vec<u32>>,
}

impl Reading {
    /// Reads the next row: its title, and all its text.
    pub(super) fn read(&mut self, row: u32, title: &str, text: &str) {
        let (title, text) = (self.terms_in(title), self.terms_in(text));
        let mut counts: BTreeMap<u32, u32> = title.iter().flatten().map(|term| (*term, 0)).collect();
        text.iter().flatten().for_each(|term| *counts.entry(*term).or_default() += 1);
        let titled: BTreeSet<u32> = title.iter().flatten().copied().collect();
        for (term, count) in counts {
            let title_length = titled.contains(&term).then_some(title.len());
            let impact = impact(title_length, count, text.len());
            self.postings
                .get_mut(term as usize)
                .into_iter()
                .for_each(|postings| postings.push(Posting { row, impact }));
        }
    }

    pub(super) fn finish(self) -> Postings {
        let mut postings = self.postings;
        let mut taken = |term: u32| postings.get_mut(term as usize).map(std::mem::take).unwrap_or_default();
        Postings { terms: self.terms.into_iter().map(|(term, place)| (term, taken(place))).collect() }
    }

    /// The terms of each telling word of a text, in order.
    fn terms_in(&mut self, text: &str) -> Vec<Vec<u32>> {
        words(text).map(|word| self.terms_of(word)).filter(|terms| !terms.is_empty()).collect()
    }

    fn terms_of(&mut self, word: String) -> Vec<u32> {
        if let Some(known) = self.known_words.get(&word) {
            return known.clone();
        }
        let terms: Vec<u32> = terms_of(&word).into_iter().map(|term| self.place_of(term)).collect();
        self.known_words.insert(word, terms.clone());
        terms
    }

    fn place_of(&mut self, term: String) -> u32 {
        // A vocabulary has far fewer than four thousand million words.
        let next = self.postings.len() as u32;
        let place = *self.terms.entry(term).or_insert(next);
        if place == next {
            self.postings.push(vec![]);
        }
        place
    }
}
