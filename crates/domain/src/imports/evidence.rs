//! What a column's title and values say about its meaning.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::dates::{DateOrder, parse_date};
use super::fields::Field;
use super::gazetteer::{Gazetteer, Place};
use super::vocabulary::{Topic, Vocabulary};
use crate::contact::{Email, Phone};
use crate::text::{fold, similarity};

/// How many filled cells of a column are looked at.
const SAMPLE: usize = 100;

/// Most people of one kind a household has, when guessing.
const USUAL_PEOPLE: u8 = 12;

/// A column and what helps to guess its meaning.
pub(super) struct Profile<'a> {
    /// Its title as written.
    pub(super) header: &'a str,
    /// Filled cells, spread over the whole column, and how often each was met.
    sample: BTreeMap<&'a str, usize>,
    /// Share of filled cells, 0 to 1.
    pub(super) filled: f64,
}

impl<'a> Profile<'a> {
    pub(super) fn new(header: &'a str, column: usize, rows: &'a [Vec<String>]) -> Self {
        let filled: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.get(column))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        let step = filled.len().div_ceil(SAMPLE).max(1);
        let share = filled.len() as f64 / rows.len().max(1) as f64;
        let mut sample = BTreeMap::new();
        for cell in filled.into_iter().step_by(step) {
            *sample.entry(cell).or_default() += 1;
        }
        Self { header, sample, filled: share }
    }

    /// The different cells of the sample.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'a str> {
        self.sample.keys().copied()
    }

    /// Share of the sampled cells that pass, 0 when there are none.
    pub(super) fn share(&self, passes: impl Fn(&str) -> bool) -> f64 {
        let passing: usize = self.sample.iter().filter(|(cell, _)| passes(cell)).map(|(_, times)| times).sum();
        passing as f64 / self.sample.values().sum::<usize>().max(1) as f64
    }

    fn all(&self, passes: impl Fn(&str) -> bool) -> bool {
        !self.sample.is_empty() && self.cells().all(passes)
    }
}

/// Data the guesses are made with.
#[derive(Clone, Copy)]
pub(super) struct Knowledge<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) gazetteer: &'a Gazetteer,
}

impl Knowledge<'_> {
    /// How surely a title means each field: 1 for a known title, less for one that contains or resembles
    /// it; fields it says nothing about are left out.
    pub(super) fn header(&self, header: &str, titles: Topic) -> BTreeMap<Field, f64> {
        let folded = fold(header);
        let wrapped = format!(" {folded} ");
        let mut scores = BTreeMap::new();
        for (word, code) in self.vocabulary.words(titles) {
            let score = if word == folded {
                1.0
            } else if word.len() > 3 && wrapped.contains(&format!(" {word} ")) {
                // The longer the known part of the title, the surer.
                0.6 + 0.3 * word.len() as f64 / folded.len().max(1) as f64
            } else if word.len() > 4 && word.len().abs_diff(folded.len()) < 4 && similarity(word, &folded) > 0.93 {
                0.7
            } else {
                continue;
            };
            if let Some(field) = Field::parse(code) {
                let best: &mut f64 = scores.entry(field).or_default();
                *best = best.max(score);
            }
        }
        scores
    }

    /// Share of a column's values that suit a field; `None` when values of the field look like anything.
    pub(super) fn fit(&self, profile: &Profile<'_>, field: Field) -> Option<f64> {
        let known = |topic| profile.share(|cell| self.vocabulary.code(topic, cell).is_some());
        Some(match field {
            Field::Email => profile.share(|cell| Email::parse(cell).is_ok()),
            Field::Phone => profile.share(|cell| Phone::parse(cell).is_ok()),
            Field::PostalCode => profile.share(is_postal_code),
            Field::RequestedOn | Field::SupportedOn | Field::SettledOn => profile.share(|cell| self.is_date(cell)),
            Field::Adults | Field::Children => {
                let least = u8::from(field == Field::Adults);
                profile.share(|cell| self.count(cell).is_some_and(|n| (least..=USUAL_PEOPLE).contains(&n)))
            }
            Field::Status => known(Topic::Status),
            Field::ProjectType => known(Topic::ProjectType),
            Field::Source => known(Topic::Source),
            Field::HouseholdKind => known(Topic::HouseholdKind),
            Field::Civility => known(Topic::Civility),
            Field::WishedTerritory => profile.share(|cell| {
                self.vocabulary.code(Topic::Territory, cell).is_some()
                    || self.gazetteer.territory(cell, self.vocabulary).is_some()
            }),
            Field::SettledCommune => profile.share(|cell| self.is_commune(cell)),
            _ => return None,
        })
    }

    /// What values alone say for a field that this share of them suits, from 0 to 1, titles unknown.
    pub(super) fn values(&self, profile: &Profile<'_>, field: Field, fit: f64) -> f64 {
        if fit < 0.6 {
            return 0.0;
        }
        let weight = match field {
            Field::Email => 0.9,
            Field::Status | Field::ProjectType | Field::Source | Field::HouseholdKind => 0.8,
            Field::Phone => 0.75,
            Field::Civility | Field::PostalCode => 0.7,
            // A commune is a territory too; columns of communes alone, often empty, are where people settled.
            Field::WishedTerritory => 0.65,
            Field::SettledCommune if profile.filled < 0.6 => 0.7,
            Field::Adults if profile.all(|cell| self.count(cell).is_some_and(|n| n > 0)) => 0.6,
            Field::Children if profile.cells().any(|cell| self.count(cell) == Some(0)) => 0.6,
            _ => 0.0,
        };
        weight * fit
    }

    fn is_commune(&self, cell: &str) -> bool {
        match self.vocabulary.code(Topic::Territory, cell) {
            Some(code) => self.gazetteer.place(code).is_some_and(Place::is_commune),
            None => self.gazetteer.commune(cell, self.vocabulary).is_some(),
        }
    }

    pub(super) fn is_date(&self, cell: &str) -> bool {
        // The day of the import does not matter to whether a text looks like a day.
        [DateOrder::DayFirst, DateOrder::MonthFirst]
            .iter()
            .any(|order| parse_date(cell, *order, self.vocabulary, NaiveDate::MAX).is_some())
    }

    fn count(&self, cell: &str) -> Option<u8> {
        self.vocabulary.code(Topic::Number, cell).unwrap_or(cell).parse().ok()
    }
}

/// Five digits, or letters, a hyphen and digits as other countries write them.
fn is_postal_code(cell: &str) -> bool {
    let digits = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit())
    };
    digits(cell, 5..=5)
        || cell.split_once('-').is_some_and(|(country, code)| {
            (1..=2).contains(&country.len()) && country.chars().all(|c| c.is_ascii_uppercase()) && digits(code, 4..=5)
        })
}

/// Order of three-number days: months first only when some second number cannot be a month and no first
/// number needs to be a day.
pub(super) fn date_order<'a>(cells: impl Iterator<Item = &'a str>) -> DateOrder {
    let (mut day_first, mut month_first) = (0_usize, 0_usize);
    for cell in cells {
        let folded = fold(cell);
        let numbers: Vec<u32> = folded.split(' ').filter_map(|word| word.parse().ok()).collect();
        match numbers.as_slice() {
            [first @ 13..=31, _, _] if *first <= 31 => day_first += 1,
            [1..=12, 13..=31, _] => month_first += 1,
            _ => {}
        }
    }
    if month_first > day_first { DateOrder::MonthFirst } else { DateOrder::DayFirst }
}
