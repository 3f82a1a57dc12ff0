//! What a campaign brought: from visits to families that settled.

use std::ops::AddAssign;

use uuid::Uuid;

/// Counts at each stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Visits of printed codes and links.
    pub visits: i64,
    /// Requests sent by the public form.
    pub requests: i64,
    /// Files opened.
    pub files: i64,
    /// Of them, those that were ever qualified.
    pub qualified: i64,
    /// Of them, those that were ever supported.
    pub supported: i64,
    /// Of them, families with an installation that counts.
    pub settled: i64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.visits += other.visits;
        self.requests += other.requests;
        self.files += other.files;
        self.qualified += other.qualified;
        self.supported += other.supported;
        self.settled += other.settled;
    }
}

/// What was counted at a touchpoint during a phase; without one or the other, elsewhere or at another time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// The touchpoint.
    pub touchpoint_id: Option<Uuid>,
    /// The phase.
    pub phase_id: Option<Uuid>,
    /// What was counted.
    pub tally: Tally,
}

/// The counts of a campaign, added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Results {
    /// All of them.
    pub total: Tally,
    /// By phase, in the order given; outside of every phase comes last, as `None`.
    pub phases: Vec<(Option<Uuid>, Tally)>,
    /// By touchpoint, in the order given; elsewhere comes last, as `None`.
    pub touchpoints: Vec<(Option<Uuid>, Tally)>,
}

impl Results {
    /// Adds counts up. Each count stands once in each of the three: a phase or touchpoint that is not among those given
    /// counts as none.
    #[must_use]
    pub fn of(counts: &[Count], phases: &[Uuid], touchpoints: &[Uuid]) -> Results {
        let mut total = Tally::default();
        counts.iter().for_each(|count| total += count.tally);
        Results {
            total,
            phases: grouped(counts, phases, |count| count.phase_id),
            touchpoints: grouped(counts, touchpoints, |count| count.touchpoint_id),
        }
    }
}

fn grouped(counts: &[Count], order: &[Uuid], key: impl Fn(&Count) -> Option<Uuid>) -> Vec<(Option<Uuid>, Tally)> {
    let keys = order.iter().copied().map(Some).chain([None]);
    let mut groups: Vec<(Option<Uuid>, Tally)> = keys.map(|key| (key, Tally::default())).collect();
    for count in counts {
        let own = key(count).filter(|id| order.contains(id));
        if let Some((_, tally)) = groups.iter_mut().find(|(key, _)| *key == own) {
            *tally += count.tally;
        }
    }
    groups
}

/// What one of `count` cost of a budget, in cents, rounded to the nearest; nothing without a budget or without any.
#[must_use]
pub const fn cost(budget_cents: Option<i64>, count: i64) -> Option<i64> {
    match budget_cents {
        Some(cents) if count > 0 => Some((cents + count / 2) / count),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn count() -> impl Strategy<Value = Count> {
        let id = || proptest::option::of((1u128..6).prop_map(Uuid::from_u128));
        (id(), id(), proptest::array::uniform6(0i64..1_000)).prop_map(|(touchpoint_id, phase_id, numbers)| {
            let [visits, requests, files, qualified, supported, settled] = numbers;
            Count { touchpoint_id, phase_id, tally: Tally { visits, requests, files, qualified, supported, settled } }
        })
    }

    proptest! {
        #[test]
        fn phases_and_touchpoints_add_up_to_the_total(counts in proptest::collection::vec(count(), 0..40)) {
            let known: Vec<Uuid> = (1u128..4).map(Uuid::from_u128).collect();
            let results = Results::of(&counts, &known, &known);
            for groups in [&results.phases, &results.touchpoints] {
                let mut sum = Tally::default();
                groups.iter().for_each(|(_, tally)| sum += *tally);
                prop_assert_eq!(sum, results.total);
                prop_assert_eq!(groups.len(), known.len() + 1);
            }
        }

        #[test]
        fn costs_add_up_to_the_budget_but_for_the_rounding(cents in 0i64..1_000_000_000, count in 1i64..10_000) {
            let one = cost(Some(cents), count).unwrap();
            prop_assert!((one * count - cents).abs() * 2 <= count);
        }
    }

    #[test]
    fn nothing_costs_nothing() {
        assert_eq!((cost(None, 5), cost(Some(500), 0), cost(Some(0), 3)), (None, None, Some(0)));
        assert_eq!(cost(Some(100_000), 3), Some(33_333));
    }
}
