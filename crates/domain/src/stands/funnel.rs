//! From those who passed by to those who settled, and what each of them cost.

use crate::codes::BudgetStage;
use crate::events::{BudgetLine, total};

/// How many people came how far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Counted on the stand.
    pub visitors: i64,
    /// Written down on the stand.
    pub captures: i64,
    /// Who have a project: files, and those who still wait for a decision.
    pub with_project: i64,
    /// Whose file was accompanied.
    pub followed: i64,
    /// Whose household moved in.
    pub settled: i64,
}

impl Funnel {
    /// Its stages in order, by their name in the API.
    #[must_use]
    pub const fn stages(self) -> [(&'static str, i64); 5] {
        [
            ("visitors", self.visitors),
            ("captures", self.captures),
            ("with_project", self.with_project),
            ("followed", self.followed),
            ("settled", self.settled),
        ]
    }
}

/// What an event cost, in cents, by the surest money that its budget knows of: paid, else committed, else planned.
#[must_use]
pub fn cost_base(budget: &[BudgetLine]) -> Option<(BudgetStage, i64)> {
    let stages = [BudgetStage::Paid, BudgetStage::Committed, BudgetStage::Planned];
    stages.into_iter().map(|stage| (stage, total(budget, stage))).find(|(_, cents)| *cents > 0)
}

/// What one person of each stage cost, in cents, to the nearest; `None` where nobody came so far.
#[must_use]
pub fn costs_per_head(cents: i64, funnel: Funnel) -> [Option<i64>; 5] {
    let half_up = |people: i64| (people > 0).then(|| (cents.saturating_mul(2).saturating_add(people)) / (2 * people));
    funnel.stages().map(|(_, people)| half_up(people))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_fair_in_toulouse_is_told_with_its_cost() {
        let fair = Funnel { visitors: 450, captures: 152, with_project: 150, followed: 54, settled: 0 };
        assert_eq!(costs_per_head(240_000, fair), [Some(533), Some(1_579), Some(1_600), Some(4_444), None]);
    }

    #[test]
    fn what_was_paid_says_more_than_what_was_planned() {
        let line = |stage, cents| BudgetLine { label: "Stand".to_owned(), stage, cents };
        let planned = line(BudgetStage::Planned, 300);
        assert_eq!(cost_base(&[]), None);
        assert_eq!(cost_base(std::slice::from_ref(&planned)), Some((BudgetStage::Planned, 300)));
        let all = [planned, line(BudgetStage::Paid, 200), line(BudgetStage::Paid, 20)];
        assert_eq!(cost_base(&all), Some((BudgetStage::Paid, 220)));
    }

    proptest! {
        #[test]
        fn no_number_makes_it_panic(cents in 0..i64::MAX, visitors in 0i64..i64::from(i32::MAX)) {
            let costs = costs_per_head(cents, Funnel { visitors, ..Funnel::default() });
            prop_assert_eq!(costs[0].is_some(), visitors > 0);
        }
    }
}
