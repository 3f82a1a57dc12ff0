//! Which rows carry which value of a filter.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::Bits;

/// The rows of each value of one property.
#[derive(Debug)]
pub(super) struct Column<K> {
    rows: usize,
    values: BTreeMap<K, Bits>,
}

impl<K: Ord + Clone> Column<K> {
    pub(super) fn new(rows: usize) -> Column<K> {
        Column { rows, values: BTreeMap::new() }
    }

    pub(super) fn insert(&mut self, value: K, row: u32) {
        self.values.entry(value).or_insert_with(|| Bits::none(self.rows)).insert(row);
    }

    /// The rows with one of these values; `None` when no value is asked for.
    pub(super) fn any_of(&self, asked: &BTreeSet<K>) -> Option<Bits> {
        if asked.is_empty() {
            return None;
        }
        let mut found = Bits::none(self.rows);
        asked.iter().filter_map(|value| self.values.get(value)).for_each(|rows| found.add(rows));
        Some(found)
    }

    /// How many of these rows carry each value; values that none carries are left out.
    pub(super) fn counts(&self, among: &Bits) -> BTreeMap<K, u32> {
        let counted = self.values.iter().map(|(value, rows)| (value, rows.count_common(among)));
        counted.filter(|(_, count)| *count > 0).map(|(value, count)| (value.clone(), count)).collect()
    }
}
