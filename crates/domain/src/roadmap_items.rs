//! The roadmap of a year: what the programme set out to do, in an order, quarter by quarter, with its targets.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::codes::{Indicator, SteeringStatus};
use crate::steering_actions::is_late;
use crate::validation::{FieldErrors, optional_code, optional_text, text};

/// Years that a roadmap may be of.
const YEARS: std::ops::RangeInclusive<i32> = 2018..=2100;
/// Items of one year at most.
pub const MOST_ITEMS: usize = 200;
/// Largest target.
const MOST_TARGET: i32 = 10_000_000;

/// An item as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoadmapInput {
    /// The year.
    pub year: i32,
    /// The quarter in which it is to be done, 1 to 4; some time in the year without one.
    pub quarter: Option<i32>,
    /// What is to be done.
    pub title: String,
    /// More words about it.
    pub description: Option<String>,
    /// The partner that answers for it.
    pub owner_id: Option<Uuid>,
    /// Code of the indicator by which it is measured.
    pub indicator_code: Option<String>,
    /// The figure to be reached; of an indicator.
    pub target: Option<i32>,
}

/// An item in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoadmapFacts {
    /// The year.
    pub year: i32,
    /// The quarter, 1 to 4.
    pub quarter: Option<i32>,
    /// What is to be done.
    pub title: String,
    /// More words about it.
    pub description: Option<String>,
    /// The partner that answers for it; whether it exists is for the caller to check.
    pub owner_id: Option<Uuid>,
    /// Code of the indicator by which it is measured.
    pub indicator_code: Option<String>,
    /// The figure to be reached.
    pub target: Option<i32>,
}

impl RoadmapFacts {
    /// Reads an item.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(input: &RoadmapInput) -> Result<RoadmapFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        if !YEARS.contains(&input.year) {
            errors.push("/year", "out_of_range");
        }
        if input.quarter.is_some_and(|quarter| !(1..=4).contains(&quarter)) {
            errors.push("/quarter", "out_of_range");
        }
        let title = errors.keep("/title", text(&input.title, 150));
        let description = errors.keep("/description", optional_text(input.description.as_deref(), 1_000)).flatten();
        let code = errors.keep("/indicator_code", indicator_code(input.indicator_code.as_deref())).flatten();
        if input.target.is_some() && code.is_none() {
            errors.push("/indicator_code", "required");
        }
        if input.target.is_some_and(|target| !(0..=MOST_TARGET).contains(&target)) {
            errors.push("/target", "out_of_range");
        }
        let facts = title.map(|title| RoadmapFacts {
            year: input.year,
            quarter: input.quarter,
            title,
            description,
            owner_id: input.owner_id,
            indicator_code: code,
            target: input.target,
        });
        errors.finish(facts)
    }

    /// The same thing to be done in another year; its quarter is to be found anew.
    #[must_use]
    pub fn carried_to(&self, year: i32) -> RoadmapFacts {
        RoadmapFacts { year, quarter: None, ..self.clone() }
    }
}

/// Reads a year in a list.
///
/// # Errors
/// `out_of_range`.
pub fn year(asked: i32) -> Result<i32, &'static str> {
    if YEARS.contains(&asked) { Ok(asked) } else { Err("out_of_range") }
}

/// The code of an indicator.
///
/// # Errors
/// `unknown_code` for anything else.
pub fn indicator_code(typed: Option<&str>) -> Result<Option<String>, &'static str> {
    Ok(optional_code(typed, Indicator::parse)?.map(|indicator| indicator.to_string()))
}

/// Whether an item should have been done before `today`: its quarter, or its year when it has none, is over.
#[must_use]
pub fn is_behind(status: SteeringStatus, (year, quarter): (i32, Option<i32>), today: NaiveDate) -> bool {
    let month = u32::try_from(quarter.unwrap_or(4)).unwrap_or(4) * 3;
    let (next_year, next_month) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
    let last = NaiveDate::from_ymd_opt(next_year, next_month, 1).and_then(|first| first.pred_opt());
    is_late(status, last, today)
}

/// The order after `moved` went before `before`, or to the end; none when either is not in it.
#[must_use]
pub fn reordered(order: &[Uuid], moved: Uuid, before: Option<Uuid>) -> Option<Vec<Uuid>> {
    if !order.contains(&moved) || before.is_some_and(|other| !order.contains(&other)) {
        return None;
    }
    if before == Some(moved) {
        return Some(order.to_vec());
    }
    let mut others: Vec<Uuid> = order.iter().copied().filter(|id| *id != moved).collect();
    let at = before.and_then(|other| others.iter().position(|id| *id == other)).unwrap_or(others.len());
    others.insert(at, moved);
    Some(others)
}

/// Key that sorts items by year, then by their place in it.
#[must_use]
pub fn sort_key(year: i32, place: usize) -> String {
    format!("{year:04} {place:05}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item() -> RoadmapInput {
        RoadmapInput { year: 2027, title: " Une antenne à Gourdon ".into(), ..RoadmapInput::default() }
    }

    #[test]
    fn a_target_is_one_of_an_indicator() {
        assert_eq!(RoadmapFacts::parse(&item()).expect("an item").title, "Une antenne à Gourdon");
        let wrong = RoadmapInput { year: 1999, quarter: Some(5), target: Some(-1), title: String::new(), ..item() };
        let faults = RoadmapFacts::parse(&wrong).expect_err("faults").into_vec();
        let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        let expected = [
            ("/year", "out_of_range"),
            ("/quarter", "out_of_range"),
            ("/title", "required"),
            ("/indicator_code", "required"),
            ("/target", "out_of_range"),
        ];
        assert_eq!(told, expected);
        let measured = RoadmapInput { indicator_code: Some("families_settled".into()), target: Some(120), ..item() };
        assert!(RoadmapFacts::parse(&measured).is_ok());
        assert_eq!(indicator_code(Some("Familles")), Err("unknown_code"));
    }

    #[test]
    fn an_item_is_behind_once_its_quarter_is_over() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let behind = |quarter, today| is_behind(SteeringStatus::Todo, (2026, quarter), day(today));
        assert!(!behind(Some(1), "2026-03-31") && behind(Some(1), "2026-04-01"));
        assert!(!behind(Some(4), "2026-12-31") && behind(Some(4), "2027-01-01"));
        assert!(!behind(None, "2026-12-31") && behind(None, "2027-01-01"));
        assert!(!is_behind(SteeringStatus::Done, (2026, Some(1)), day("2027-01-01")));
        let facts = RoadmapFacts::parse(&RoadmapInput { quarter: Some(2), ..item() }).expect("an item");
        assert_eq!((facts.carried_to(2028).year, facts.carried_to(2028).quarter), (2028, None));
    }

    proptest! {
        #[test]
        fn a_move_keeps_everybody_and_the_order_of_the_others(
            many in 1..9_u128, moved in 0..9_u128, before in proptest::option::of(0..9_u128),
        ) {
            let order: Vec<Uuid> = (0..many).map(Uuid::from_u128).collect();
            let (moved, before) = (Uuid::from_u128(moved), before.map(Uuid::from_u128));
            let known = order.contains(&moved) && before.is_none_or(|other| order.contains(&other));
            let after = reordered(&order, moved, before);
            prop_assert_eq!(after.is_some(), known);
            let Some(after) = after else { return Ok(()) };
            let rest = |all: &[Uuid]| all.iter().copied().filter(|id| *id != moved).collect::<Vec<_>>();
            prop_assert_eq!(rest(&after), rest(&order));
            prop_assert_eq!(after.len(), order.len());
            let at = after.iter().position(|id| *id == moved).unwrap();
            match before {
                None => prop_assert_eq!(at + 1, after.len()),
                Some(other) if other != moved => prop_assert_eq!(after.get(at + 1), Some(&other)),
                Some(_) => prop_assert_eq!(&after, &order),
            }
        }

        #[test]
        fn keys_sort_as_places_do(one in (2018..2100_i32, 0..200_usize), other in (2018..2100_i32, 0..200_usize)) {
            prop_assert_eq!(sort_key(one.0, one.1).cmp(&sort_key(other.0, other.1)), one.cmp(&other));
        }
    }
}
