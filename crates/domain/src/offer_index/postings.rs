//! Which words stand in which rows, and how much they say there.

use std::collections::{BTreeMap, HashMap};
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
    /// The rows that have a word, in any of its forms, and for half of the weight those with a longer word that begins
    /// like it.
    pub(super) fn rows_with(&self, word: &QueryTerm, rows: usize) -> WordRows {
        let mut found = WordRows { rows: Bits::none(rows), impacts: vec![0; rows] };
        for term in word.stems.iter().chain([&word.prefix]) {
            let postings = self.terms.get(term).map(Vec::as_slice).unwrap_or_default();
            postings.iter().for_each(|posting| found.put(posting.row, posting.impact));
        }
        let from = (Bound::Excluded(word.prefix.as_str()), Bound::Unbounded);
        let longer = self.terms.range::<str, _>(from).take_while(|(term, _)| term.starts_with(&word.prefix));
        for posting in longer.flat_map(|(_, postings)| postings) {
            found.put(posting.row, posting.impact / 2);
        }
        found
    }
}

/// Reads rows one after the other. What stands between two spaces is analysed once, however often it is written: a
/// space always parts words.
#[derive(Default)]
pub(super) struct Reading {
    terms: HashMap<String, u32>,
    postings: Vec<Vec<Posting>>,
    known: HashMap<String, Analysed>,
}

/// What a piece of text between two spaces holds.
#[derive(Default)]
struct Analysed {
    /// Words that have terms.
    telling: usize,
    terms: Vec<u32>,
}

impl Reading {
    /// Reads the next row: its title, and its other words.
    pub(super) fn read(&mut self, row: u32, title: &str, words: &str) {
        let mut terms = vec![];
        let title_length = self.put_terms(title, &mut terms);
        let mut titled = terms.clone();
        titled.sort_unstable();
        let length = title_length + self.put_terms(words, &mut terms);
        terms.sort_unstable();
        for same in terms.chunk_by(PartialEq::eq) {
            let Some(term) = same.first() else { continue };
            let title_length = titled.binary_search(term).is_ok().then_some(title_length);
            let impact = impact(title_length, same.len(), length);
            self.postings.get_mut(*term as usize).into_iter().for_each(|rows| rows.push(Posting { row, impact }));
        }
    }

    pub(super) fn finish(self) -> Postings {
        let mut postings = self.postings;
        let mut taken = |term: u32| postings.get_mut(term as usize).map(std::mem::take).unwrap_or_default();
        Postings { terms: self.terms.into_iter().map(|(term, place)| (term, taken(place))).collect() }
    }

    /// Adds the terms of a text to the others, and tells how many of its words have some.
    fn put_terms(&mut self, text: &str, terms: &mut Vec<u32>) -> usize {
        let mut telling = 0;
        for piece in text.split_whitespace() {
            if !self.known.contains_key(piece) {
                let analysed = self.analyse(piece);
                self.known.insert(piece.to_owned(), analysed);
            }
            if let Some(known) = self.known.get(piece) {
                telling += known.telling;
                terms.extend_from_slice(&known.terms);
            }
        }
        telling
    }

    fn analyse(&mut self, piece: &str) -> Analysed {
        let mut analysed = Analysed::default();
        for found in words(piece).map(|word| terms_of(&word)).filter(|found| !found.is_empty()) {
            analysed.telling += 1;
            analysed.terms.extend(found.into_iter().map(|term| self.place_of(term)));
        }
        analysed
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
