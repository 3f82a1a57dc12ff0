//! How well a row answers, in whole numbers, and the head of the order.
//!
//! As in BM25, rare words say more than frequent ones, repeating a word says less and less, and a long text dilutes
//! it. Unlike it, nothing depends on the other rows but the number of those that have the word: an offer about
//! something else never changes the order of an answer.

use std::collections::BinaryHeap;

/// Number of rows, as a power of two, in which a word that says nothing would stand.
const COMMON: u32 = 17;
/// Steps in which logarithms are counted.
const STEPS: u32 = 16;
/// Words in a text of usual length.
const USUAL_LENGTH: usize = 80;

/// What a word of the query is worth when so many rows have it: the fewer, the more.
#[must_use]
pub fn rarity(rows: u32) -> u32 {
    let rows = u64::from(rows.max(1));
    let whole = rows.ilog2();
    // Between two powers of two, a straight line.
    let part = ((rows * u64::from(STEPS)) >> whole) as u32 - STEPS;
    (COMMON * STEPS).saturating_sub(whole * STEPS + part).max(1)
}

/// What a word says in a row: whether it stands in the title, of so many words, and how often in the whole text, of
/// so many words. In the title it always says more than anywhere else, and more in a short one.
#[must_use]
pub fn impact(title_length: Option<usize>, count: usize, text_length: usize) -> u8 {
    let in_title = title_length.map_or(0, |length| 155 - 5 * length.saturating_sub(1).min(10));
    let weight = 100 * count;
    let in_text = 100 * weight / (weight + 30 + 90 * text_length / USUAL_LENGTH);
    u8::try_from(in_title + in_text).unwrap_or(u8::MAX)
}

/// The place of a row in an order: what the order looks at first, the smallest first, then the number of the row.
pub(super) const fn place(key: u32, row: u32) -> u64 {
    ((key as u64) << 32) | row as u64
}

/// The row of a place.
pub(super) const fn row_of(place: u64) -> u32 {
    (place & 0xffff_ffff) as u32
}

/// The first places in ascending order, at most so many; only these are ever put in order.
pub(super) fn head(places: impl Iterator<Item = u64>, limit: usize) -> Vec<u64> {
    let mut kept = BinaryHeap::new();
    for place in places {
        if kept.len() < limit {
            kept.push(place);
        } else if let Some(mut worst) = kept.peek_mut()
            && place < *worst
        {
            *worst = place;
        }
    }
    kept.into_sorted_vec()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_of_the_title_outweighs_any_repetition_elsewhere() {
        for length in [1, 5, 11, 40] {
            assert!(impact(Some(length), 1, 10_000) > impact(None, 1_000_000, 1), "{length}");
        }
        assert!(impact(Some(2), 1, 80) > impact(Some(9), 1, 80));
    }

    proptest! {
        #[test]
        fn rarer_words_never_say_less(rows in 0_u32..300_000, more in 0_u32..300_000) {
            prop_assert!(rarity(rows) >= rarity(rows + more));
            prop_assert!(rarity(rows) >= 1);
        }

        #[test]
        fn repeating_never_says_less_and_dilution_never_more(count in 0_usize..1000, length in 0_usize..5000) {
            prop_assert!(impact(None, count + 1, length) >= impact(None, count, length));
            prop_assert!(impact(None, count, length + 1) <= impact(None, count, length));
        }

        #[test]
        fn the_head_is_what_sorting_gives(places in prop::collection::vec(0_u64..1000, 0..100), limit in 0_usize..20) {
            let mut sorted = places.clone();
            sorted.sort_unstable();
            sorted.truncate(limit);
            prop_assert_eq!(head(places.into_iter(), limit), sorted);
        }
    }
}
