//! Chance that falls the same way every time.

/// SplitMix64: the same seed gives the same numbers on every machine and in every version of every crate.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) const fn of(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        self.next().checked_rem(end).unwrap_or_default()
    }

    /// Whether something happens that happens in so many of a hundred cases.
    pub(super) fn in_hundred(&mut self, cases: u64) -> bool {
        self.below(100) < cases
    }

    /// One of them, if there is any.
    pub(super) fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let index = self.below(u64::try_from(all.len()).unwrap_or_default());
        all.get(usize::try_from(index).unwrap_or_default())
    }

    /// One of them, as often as its weight says.
    pub(super) fn weighted<T: Copy>(&mut self, all: &[(T, u64)]) -> Option<T> {
        let mut rest = self.below(all.iter().map(|(_, weight)| weight).sum());
        all.iter().find_map(|&(value, weight)| {
            let hit = rest < weight;
            rest = rest.saturating_sub(weight);
            hit.then_some(value)
        })
    }

    /// Some of them, `most` at most and one at least, each once.
    pub(super) fn some_of<T: Copy + PartialEq>(&mut self, all: &[T], most: u64) -> Vec<T> {
        let wanted = 1 + self.below(most);
        let mut some = vec![];
        for _ in 0..wanted {
            some.extend(self.one_of(all).filter(|one| !some.contains(*one)).copied());
        }
        some
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_falls_the_same_way_and_follows_its_weights() {
        let draw = |seed| {
            let mut chance = Chance::of(seed);
            [(); 4].map(|()| chance.below(1000))
        };
        assert_eq!(draw(7), draw(7));
        assert_ne!(draw(7), draw(8));
        let mut chance = Chance::of(1);
        let often = (0..1000).filter(|_| chance.weighted(&[(true, 3), (false, 1)]) == Some(true)).count();
        assert!((700..800).contains(&often), "{often}");
        assert_eq!(chance.one_of::<u8>(&[]), None);
        assert_eq!(chance.weighted::<u8>(&[]), None);
    }
}
