//! Sets of rows, one bit each.

/// Rows of a table of a fixed size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// None of so many rows.
    pub(super) fn none(rows: usize) -> Bits {
        Bits { words: vec![0; rows.div_ceil(64)] }
    }

    /// The first ones of so many rows.
    pub(super) fn first(kept: usize, rows: usize) -> Bits {
        let filled = |word: usize| match kept.saturating_sub(word * 64) {
            0 => 0,
            bits @ 1..64 => u64::MAX >> (64 - bits),
            _ => u64::MAX,
        };
        Bits { words: (0..rows.div_ceil(64)).map(filled).collect() }
    }

    pub(super) fn insert(&mut self, row: u32) {
        if let Some(word) = self.words.get_mut(row as usize / 64) {
            *word |= 1 << (row % 64);
        }
    }

    /// Keeps the rows the other has too.
    pub(super) fn keep(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Takes the rows of the other in.
    pub(super) fn add(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    pub(super) fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// How many rows both have.
    pub(super) fn count_common(&self, other: &Bits) -> u32 {
        self.words.iter().zip(&other.words).map(|(word, other)| (word & other).count_ones()).sum()
    }

    /// The rows, in ascending order.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        self.words.iter().zip(0_u32..).flat_map(|(word, place)| {
            let lowest_removed = |rest: &u64| Some(rest & (rest - 1)).filter(|rest| *rest != 0);
            std::iter::successors(Some(*word).filter(|word| *word != 0), lowest_removed)
                .map(move |rest| place * 64 + rest.trailing_zeros())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn bits(rows: &BTreeSet<u32>) -> Bits {
        let mut bits = Bits::none(200);
        rows.iter().for_each(|row| bits.insert(*row));
        bits
    }

    proptest! {
        #[test]
        fn they_are_sets(
            a in prop::collection::btree_set(0_u32..200, 0..60), b in prop::collection::btree_set(0_u32..200, 0..60),
        ) {
            let (left, right) = (bits(&a), bits(&b));
            prop_assert!(left.rows().eq(a.iter().copied()));
            prop_assert_eq!(left.count() as usize, a.len());
            prop_assert_eq!(left.count_common(&right) as usize, a.intersection(&b).count());
            let mut common = left.clone();
            common.keep(&right);
            prop_assert!(common.rows().eq(a.intersection(&b).copied()));
            let mut either = left;
            either.add(&right);
            prop_assert!(either.rows().eq(a.union(&b).copied()));
        }

        #[test]
        fn the_first_rows_are_the_first(kept in 0_usize..200) {
            prop_assert!(Bits::first(kept, 200).rows().eq(0..u32::try_from(kept).unwrap()));
        }
    }
}
