//! The order of one answer.

use std::cmp::Reverse;

use uuid::Uuid;

use super::OfferIndex;
use super::bits::Bits;
use super::places::Distances;
use super::postings::WordRows;
use super::query::{After, Hit, Query, Sort};
use super::rank::{head, place, rarity, row_of};

/// A rank that comes after every other.
const LAST: u32 = u32::MAX;

/// What the rows of one answer are put in order by.
pub(super) struct Ranking<'a> {
    index: &'a OfferIndex,
    query: &'a Query,
    /// The words of the query, and what each is worth.
    words: Vec<(&'a WordRows, u32)>,
    distances: Option<&'a Distances>,
}

impl<'a> Ranking<'a> {
    pub(super) fn new(
        index: &'a OfferIndex,
        query: &'a Query,
        words: &'a [WordRows],
        distances: Option<&'a Distances>,
    ) -> Ranking<'a> {
        let words = words.iter().map(|word| (word, rarity(word.rows.count()))).collect();
        Ranking { index, query, words, distances }
    }

    /// The rows of the page, and one more when there is.
    pub(super) fn page(&self, rows: &Bits) -> Vec<Hit> {
        let wanted = self.query.limit.saturating_add(1);
        let from = self.query.after.map_or(0, |after| self.place_after(after));
        let places = rows.rows().map(|row| place(self.rank(row), row)).filter(|place| *place >= from);
        let places = if self.by_date() { places.take(wanted).collect() } else { head(places, wanted) };
        places.into_iter().filter_map(|place| self.hit(row_of(place))).collect()
    }

    /// Whether the rows are in order as they are numbered.
    fn by_date(&self) -> bool {
        match self.query.sort {
            Sort::Relevance => self.words.is_empty(),
            Sort::Published => true,
            Sort::Distance => self.distances.is_none(),
        }
    }

    /// What the order looks at first, the smallest first.
    fn rank(&self, row: u32) -> u32 {
        match (self.query.sort, self.distances) {
            (Sort::Relevance, _) => LAST - self.score(row),
            (Sort::Distance, Some(distances)) => distances.of(row).unwrap_or(LAST),
            (Sort::Distance, None) => LAST,
            (Sort::Published, _) => 0,
        }
    }

    fn score(&self, row: u32) -> u32 {
        let worth = |(word, rarity): &(&WordRows, u32)| u32::from(word.impact(row)) * rarity;
        self.words.iter().map(worth).fold(0, u32::saturating_add)
    }

    /// The first place behind a row, whether or not it is still there.
    fn place_after(&self, after: After) -> u64 {
        let passed = |offer: &(i64, Uuid)| Reverse(*offer) <= Reverse((after.published_at, after.id));
        let row = self.index.rows.partition_point(passed);
        place(after.rank, u32::try_from(row).unwrap_or(u32::MAX))
    }

    fn hit(&self, row: u32) -> Option<Hit> {
        let (published_at, id) = *self.index.rows.get(row as usize)?;
        let distance = self.distances.and_then(|distances| distances.of(row));
        Some(Hit { id, rank: self.rank(row), published_at, distance })
    }
}
