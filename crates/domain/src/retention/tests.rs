//! The clock against a closed formula, and the days on which calendars are odd.

use chrono::NaiveTime;
use proptest::prelude::*;

use super::*;
use crate::working_time::instant_at;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn kept(last_action_on: &str, has_job_search: bool) -> Kept {
    Kept { last_action_on: day(last_action_on), has_job_search, is_reachable: true, noticed_on: None }
}

#[test]
fn months_are_those_of_the_calendar() {
    let deadline = |on, job| Policy::DEFAULT.deadline(&kept(on, job)).to_string();
    assert_eq!(deadline("2024-02-29", true), "2026-02-28", "no 29 February in 2026");
    assert_eq!(deadline("2024-02-29", false), "2027-02-28");
    assert_eq!(deadline("2026-02-28", true), "2028-02-28", "a leap year adds no day");
    assert_eq!(deadline("2026-11-21", true), "2028-11-21");
    let short = Policy { job_search_months: 6, ..Policy::DEFAULT };
    assert_eq!(short.deadline(&kept("2026-08-31", true)).to_string(), "2027-02-28");
}

#[test]
fn a_day_is_one_of_the_lot() {
    let on = |at: &str| day_of(at.parse().unwrap()).to_string();
    assert_eq!(on("2026-12-31T22:59:59Z"), "2026-12-31");
    assert_eq!(on("2026-12-31T23:00:00Z"), "2027-01-01", "midnight in winter");
    assert_eq!(on("2026-06-30T22:00:00Z"), "2026-07-01", "midnight in summer");
    assert_eq!((on("2026-10-25T00:30:00Z"), on("2026-10-25T01:30:00Z")), ("2026-10-25".into(), "2026-10-25".into()));
}

#[test]
fn somebody_is_told_a_month_before_and_has_the_whole_month() {
    use RetentionState::{Due, Kept as Stays, NoticeDue, Noticed};
    let policy = Policy::DEFAULT;
    let file = kept("2024-12-21", true);
    assert_eq!(policy.notice_on(&file), day("2026-11-21"));
    assert_eq!(policy.state(&file, day("2026-11-20")), Stays);
    assert_eq!(policy.state(&file, day("2026-11-21")), NoticeDue);
    let told = Kept { noticed_on: Some(day("2026-11-21")), ..file };
    assert_eq!((policy.state(&told, day("2026-12-20")), policy.state(&told, day("2026-12-21"))), (Noticed, Due));
    // Nobody was told in time: no server ran. The notice comes late, and the end with it.
    assert_eq!(policy.state(&file, day("2027-03-01")), NoticeDue);
    let late = Kept { noticed_on: Some(day("2027-03-01")), ..file };
    assert_eq!((policy.state(&late, day("2027-03-30")), policy.state(&late, day("2027-03-31"))), (Noticed, Due));
    // Who cannot be told is not waited for.
    let silent = Kept { is_reachable: false, ..file };
    assert_eq!((policy.state(&silent, day("2026-12-20")), policy.state(&silent, day("2026-12-21"))), (Stays, Due));
}

#[test]
fn every_wrong_field_of_a_policy_is_named() {
    let input = PolicyInput { job_search_months: Some(5), other_months: Some(61), notice_days: None };
    let errors = Policy::parse(&input).unwrap_err().into_vec();
    let told: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
    assert_eq!(
        told,
        [("/job_search_months", "out_of_range"), ("/other_months", "out_of_range"), ("/notice_days", "required")]
    );
    let default = PolicyInput { job_search_months: Some(24), other_months: Some(36), notice_days: Some(30) };
    assert_eq!(Policy::parse(&default), Ok(Policy::DEFAULT));
}

/// A thousand people whose last action is 0 to 4 years old, one in two a candidate, one in ten without an address.
fn a_thousand(start: NaiveDate) -> Vec<Kept> {
    let person = |number: u32| Kept {
        last_action_on: before(start, number * 1_461 / 1_000),
        has_job_search: number.is_multiple_of(2),
        is_reachable: !number.is_multiple_of(10),
        noticed_on: None,
    };
    (0..1_000).map(person).collect()
}

/// How many remain after the clock of `today` has run, when it has run every day since `start`: nothing is counted day
/// by day. A file ends with its delay, and not before those who can be told have had their notice.
fn remaining(policy: &Policy, people: &[Kept], start: NaiveDate, today: NaiveDate) -> usize {
    let end = |one: &Kept| {
        let months = if one.has_job_search { policy.job_search_months } else { policy.other_months };
        let deadline = one.last_action_on + Months::new(months);
        let notice = Days::new(policy.notice_days.into());
        if one.is_reachable { deadline.max(start + notice) } else { deadline.max(start) }
    };
    people.iter().filter(|one| end(one) > today).count()
}

/// One step of the clock for everybody, at eight in the Lot.
fn step(policy: &Policy, people: &mut Vec<Kept>, today: NaiveDate) {
    let at = instant_at(today, NaiveTime::from_hms_opt(8, 0, 0).unwrap());
    assert_eq!(day_of(at), today, "every day comes once, whatever the clocks do");
    for one in people.iter_mut() {
        if policy.state(one, today) == RetentionState::NoticeDue {
            one.noticed_on = Some(today);
        }
    }
    people.retain(|one| policy.state(one, today) != RetentionState::Due);
}

#[test]
fn a_thousand_people_over_three_years_are_as_many_as_the_formula_says() {
    let (policy, start) = (Policy::DEFAULT, day("2026-11-21"));
    let all = a_thousand(start);
    let mut people = all.clone();
    let mut seen = std::collections::BTreeSet::new();
    for today in start.iter_days().take(3 * 366 + 1) {
        step(&policy, &mut people, today);
        assert_eq!(people.len(), remaining(&policy, &all, start, today), "on {today}");
        seen.insert(today.to_string());
    }
    // The leap day and the days on which the clocks change were among them.
    assert!(["2028-02-29", "2027-03-28", "2027-10-31", "2028-10-29"].iter().all(|odd| seen.contains(*odd)));
    assert!(people.is_empty());
}

proptest! {
    #[test]
    fn the_clock_and_the_formula_agree_for_any_policy_and_start(
        job_search_months in 6..=60_u32, other_months in 6..=60_u32, notice_days in 15..=90_u32, shift in 0..2_000_u64,
        after_days in 0..900_u64,
    ) {
        let policy = Policy { job_search_months, other_months, notice_days };
        let start = day("2024-01-01") + Days::new(shift);
        let all: Vec<Kept> = a_thousand(start).into_iter().step_by(37).collect();
        let mut people = all.clone();
        for today in start.iter_days().take(usize::try_from(after_days).unwrap() + 1) {
            step(&policy, &mut people, today);
        }
        let last = start + Days::new(after_days);
        prop_assert_eq!(people.len(), remaining(&policy, &all, start, last));
    }

    #[test]
    fn a_later_action_never_ends_a_file_sooner_and_takes_the_notice_back(
        ago in 0..2_000_u64, later in 0..2_000_u64, job in any::<bool>(), reachable in any::<bool>(),
    ) {
        let (policy, today) = (Policy::DEFAULT, day("2028-02-29"));
        let last_action_on = today - Days::new(ago.max(later));
        let first = Kept { last_action_on, has_job_search: job, is_reachable: reachable, noticed_on: None };
        let then = Kept { last_action_on: today - Days::new(ago.min(later)), ..first };
        prop_assert!(policy.erased_on(&then, today) >= policy.erased_on(&first, today));
        let clicked = Kept { last_action_on: today, ..first };
        prop_assert_eq!(policy.state(&clicked, today), RetentionState::Kept);
        prop_assert!(policy.erased_on(&clicked, today) >= today + Months::new(policy.months(true).min(policy.months(false))));
    }

    #[test]
    fn nobody_who_can_be_told_is_erased_without_the_whole_notice(
        ago in 0..2_000_u64, told in 0..400_u64, job in any::<bool>(),
    ) {
        let (policy, today) = (Policy::DEFAULT, day("2026-11-21"));
        let file = Kept {
            last_action_on: today - Days::new(ago), has_job_search: job, is_reachable: true,
            noticed_on: Some(today - Days::new(told)),
        };
        if policy.state(&file, today) == RetentionState::Due {
            prop_assert!(told >= u64::from(policy.notice_days) && today >= policy.deadline(&file));
        }
        let untold = Kept { noticed_on: None, ..file };
        prop_assert_ne!(policy.state(&untold, today), RetentionState::Due);
    }
}
