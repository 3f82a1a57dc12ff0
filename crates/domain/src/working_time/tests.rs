//! Holidays against the published calendars, deadlines on chosen days, and what always holds.

use proptest::prelude::*;

use super::*;

const OFFICE: WorkingHours = WorkingHours { opens: at(9, 0), closes: at(17, 0) };

const fn at(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An instant as clocks in the Lot show it, `"2026-11-20 16:30"`.
fn lot(text: &str) -> DateTime<Utc> {
    let (date, time) = text.split_once(' ').unwrap();
    instant_at(day(date), time.parse().unwrap())
}

fn shown(instant: DateTime<Utc>) -> String {
    instant.with_timezone(&Paris).format("%Y-%m-%d %H:%M").to_string()
}

fn due(start: &str, days: u32) -> String {
    shown(OFFICE.deadline(lot(start), days))
}

#[test]
fn easter_falls_where_the_tables_say() {
    let known = ["1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2026-04-05"];
    for date in known.into_iter().chain(["2027-03-28", "2038-04-25", "2285-03-22"]).map(day) {
        assert_eq!(easter(date.year()), Some(date));
    }
}

#[test]
fn the_holidays_of_2026_are_those_of_the_calendar() {
    let published = [
        "2026-01-01",
        "2026-04-06",
        "2026-05-01",
        "2026-05-08",
        "2026-05-14",
        "2026-05-25",
        "2026-07-14",
        "2026-08-15",
        "2026-11-01",
        "2026-11-11",
        "2026-12-25",
    ];
    assert_eq!(public_holidays(2026), published.map(day));
}

#[test]
fn a_deadline_keeps_the_time_of_the_day() {
    assert_eq!(due("2026-11-16 10:15", 2), "2026-11-18 10:15");
    assert_eq!(due("2026-11-16 10:15", 0), "2026-11-16 10:15");
    assert_eq!(due("2026-11-19 16:59", 2), "2026-11-23 16:59", "over a week-end");
}

#[test]
fn what_starts_outside_the_hours_counts_from_the_next_opening() {
    assert_eq!(due("2026-11-16 07:30", 2), "2026-11-18 09:00", "before opening");
    assert_eq!(due("2026-11-16 17:00", 2), "2026-11-19 09:00", "at closing");
    assert_eq!(due("2026-11-20 18:00", 2), "2026-11-25 09:00", "a Friday evening");
    assert_eq!(due("2026-11-21 10:00", 2), "2026-11-25 09:00", "a Saturday");
    assert_eq!(due("2026-12-25 10:00", 1), "2026-12-29 09:00", "Christmas on a Friday");
}

#[test]
fn holidays_on_weekdays_do_not_count() {
    assert_eq!(due("2026-04-30 11:00", 1), "2026-05-04 11:00", "Friday 1 May");
    assert_eq!(due("2026-07-13 11:00", 1), "2026-07-15 11:00", "Tuesday 14 July");
    assert_eq!(due("2026-05-13 11:00", 1), "2026-05-15 11:00", "Ascension");
    assert_eq!(due("2026-05-22 11:00", 1), "2026-05-26 11:00", "Whit Monday");
    assert_eq!(OFFICE.minutes_between(lot("2026-07-14 00:00"), lot("2026-07-15 00:00")), 0);
}

#[test]
fn the_clock_changes_without_moving_a_deadline() {
    // Spring: on 29 March 2026 the night is an hour shorter, in October an hour longer.
    assert_eq!(due("2026-03-27 10:00", 1), "2026-03-30 10:00");
    assert_eq!(OFFICE.deadline(lot("2026-03-27 10:00"), 1) - lot("2026-03-27 10:00"), Duration::hours(71));
    assert_eq!(due("2026-10-23 10:00", 1), "2026-10-26 10:00");
    assert_eq!(OFFICE.deadline(lot("2026-10-23 10:00"), 1) - lot("2026-10-23 10:00"), Duration::hours(73));
    assert_eq!(OFFICE.minutes_between(lot("2026-03-27 16:00"), lot("2026-03-30 10:00")), 120);
    assert_eq!(OFFICE.minutes_between(lot("2026-10-23 16:00"), lot("2026-10-26 10:00")), 120);
}

#[test]
fn a_time_shown_twice_is_the_first_and_one_skipped_is_an_hour_later() {
    assert_eq!(lot("2026-10-25 02:30").to_rfc3339(), "2026-10-25T00:30:00+00:00");
    assert_eq!(lot("2026-03-29 02:30"), lot("2026-03-29 03:30"));
}

#[test]
fn working_time_is_counted_within_the_hours_only() {
    assert_eq!(OFFICE.minutes_between(lot("2026-11-16 08:00"), lot("2026-11-16 09:30")), 30);
    assert_eq!(OFFICE.minutes_between(lot("2026-11-16 16:30"), lot("2026-11-16 23:00")), 30);
    assert_eq!(OFFICE.minutes_between(lot("2026-11-20 16:30"), lot("2026-11-23 09:30")), 60);
    assert_eq!(OFFICE.minutes_between(lot("2026-11-23 09:30"), lot("2026-11-20 16:30")), -60);
    assert_eq!(OFFICE.minutes_between(lot("2026-11-16 00:00"), lot("2026-11-23 00:00")), 5 * 8 * 60);
}

/// Any second of forty years around the programme.
fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    (946_684_800_i64..2_208_988_800).prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap())
}

fn hours() -> impl Strategy<Value = WorkingHours> {
    (0_u32..22, 0_u32..60, 1_u32..120).prop_map(|(hour, minute, minutes)| {
        let opens = at(hour, minute);
        WorkingHours { opens, closes: opens + Duration::minutes(minutes.into()) }
    })
}

proptest! {
    #[test]
    fn every_year_has_its_eleven_holidays(year in 1583_i32..3000) {
        let days = public_holidays(year);
        prop_assert_eq!(days.len(), 11);
        let easter = easter(year).unwrap();
        prop_assert_eq!(easter.weekday(), Weekday::Sun);
        prop_assert!((easter.month() == 3 && easter.day() >= 22) || (easter.month() == 4 && easter.day() <= 25));
    }

    #[test]
    fn a_deadline_lies_on_a_working_day_within_the_hours(hours in hours(), start in instants(), days in 0_u32..60) {
        let due = hours.deadline(start, days);
        let shown = due.with_timezone(&Paris);
        prop_assert!(is_working_day(shown.date_naive()));
        prop_assert!(hours.opens <= shown.time() && shown.time() < hours.closes);
        prop_assert!(due >= start);
    }

    #[test]
    fn a_deadline_leaves_exactly_its_days_of_work(hours in hours(), start in instants(), days in 0_u32..60) {
        let full = hours.closes - hours.opens;
        prop_assert_eq!(hours.time_between(start, hours.deadline(start, days)), full * i32::try_from(days).unwrap());
    }

    #[test]
    fn days_add_up(hours in hours(), start in instants(), first in 0_u32..30, then in 0_u32..30) {
        prop_assert_eq!(hours.deadline(hours.deadline(start, first), then), hours.deadline(start, first + then));
    }

    #[test]
    fn what_starts_later_is_never_due_earlier(start in instants(), more in 0_i64..1_000_000, days in 0_u32..30) {
        prop_assert!(OFFICE.deadline(start, days) <= OFFICE.deadline(start + Duration::seconds(more), days));
    }

    #[test]
    fn working_time_adds_up_and_turns_around(from in instants(), first in 0_i64..4_000_000, then in 0_i64..4_000_000) {
        let (middle, to) = (from + Duration::seconds(first), from + Duration::seconds(first + then));
        let whole = OFFICE.time_between(from, to);
        prop_assert_eq!(OFFICE.time_between(from, middle) + OFFICE.time_between(middle, to), whole);
        prop_assert_eq!(OFFICE.time_between(to, from), -whole);
        prop_assert!(whole >= Duration::zero() && whole <= to - from);
    }
}
