//! An alert over two years of days, with servers that stand still at times: it tells each offer once and proves itself.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Europe::Paris;
use domain::codes::AlertFrequency::{self, Daily, Weekly};
use domain::job_alerts::{News, Schedule};
use domain::working_time::instant_at;
use proptest::collection::btree_set;
use proptest::prelude::*;

const DAYS: u64 = 760;

/// From 1 January 2026 on.
fn start() -> impl Strategy<Value = NaiveDate> {
    (0_u64..1_000).prop_map(|days| NaiveDate::default() + Days::new(20_454 + days))
}

fn frequency() -> impl Strategy<Value = AlertFrequency> {
    prop_oneof![Just(Daily), Just(Weekly)]
}

/// What an alert did on the days on which a server ran: day, offers told, what was written.
fn lived(
    begun: (AlertFrequency, NaiveDate),
    runs_on: impl Fn(u64) -> bool,
    public_on: impl Fn(u64) -> bool,
) -> Vec<(NaiveDate, Vec<u64>, Option<News>)> {
    let (mut schedule, mut told, mut waiting) = (Schedule::begin(begun.0, begun.1), vec![], vec![]);
    for number in 1..DAYS {
        let day = begun.1 + Days::new(number);
        if public_on(number) {
            waiting.push(number);
        }
        if !runs_on(number) || schedule.is_over(day) {
            continue;
        }
        // The round runs again and again on that day; only the first finds it due.
        for _ in 0..3 {
            if schedule.is_due(day) {
                let news = schedule.news(waiting.len(), day);
                schedule = schedule.after_look(news.is_some(), day);
                told.push((day, std::mem::take(&mut waiting), news));
            }
            if schedule.asks_for_interest(day) {
                schedule.warned_on = Some(day);
            }
        }
    }
    told
}

proptest! {
    #[test]
    fn every_offer_is_told_once_and_no_day_has_two_mails(
        frequency in frequency(), begun in start(),
        down in btree_set(1..DAYS, 0..200), public in btree_set(1..DAYS, 0..60),
    ) {
        let looks = lived((frequency, begun), |day| !down.contains(&day), |day| public.contains(&day));
        let mut times: BTreeMap<u64, usize> = BTreeMap::new();
        for (_, offers, news) in &looks {
            offers.iter().for_each(|offer| *times.entry(*offer).or_default() += 1);
            prop_assert_eq!(offers.is_empty(), *news != Some(News::Offers));
        }
        prop_assert!(times.values().all(|&count| count == 1));
        let last = looks.last().map(|(day, ..)| *day).unwrap_or(begun);
        let should: Vec<u64> = public.into_iter().filter(|&day| begun + Days::new(day) <= last).collect();
        prop_assert_eq!(times.into_keys().collect::<Vec<_>>(), should);
        prop_assert!(looks.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn it_writes_at_least_once_a_month_and_ends_after_a_year(
        frequency in frequency(), begun in start(), public in btree_set(1..DAYS, 0..40),
    ) {
        let looks = lived((frequency, begun), |_| true, |day| public.contains(&day));
        let mut last = begun;
        for (day, ..) in looks.iter().filter(|(.., news)| news.is_some()) {
            prop_assert!(*day <= last.checked_add_months(chrono::Months::new(1)).unwrap(), "{last} then {day}");
            last = *day;
        }
        let end = begun.checked_add_months(chrono::Months::new(12)).unwrap();
        let final_look = looks.last().unwrap().0;
        prop_assert!(final_look < end && end - final_look <= chrono::TimeDelta::days(7));
    }

    /// The days of an alert are the days of the Lot, each with one eight o'clock, clocks changed or not.
    #[test]
    fn each_look_has_one_instant_and_they_follow_each_other(frequency in frequency(), begun in start()) {
        let looks = lived((frequency, begun), |_| true, |_| false);
        let eight = NaiveTime::from_hms_opt(8, 0, 0).unwrap();
        let instants: Vec<_> = looks.iter().map(|(day, ..)| instant_at(*day, eight)).collect();
        prop_assert!(instants.windows(2).all(|pair| pair[0] < pair[1]));
        for (instant, (day, ..)) in instants.iter().zip(&looks) {
            prop_assert_eq!(instant.with_timezone(&Paris).date_naive(), *day);
        }
    }
}
