//! The code of a stand, the days on which it opens, and clocks that are wrong.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;

use crate::contact_requests::Reference;
use crate::events::Span;

/// Days before the first day of the event from which on tablets are let in: they are prepared beforehand.
const DAYS_BEFORE: u64 = 3;
/// Days after the last one until which they may deliver: a tablet may stay in its bag.
const DAYS_AFTER: u64 = 7;
/// People that one device counts on one day at most.
pub const MOST_VISITORS: i32 = 100_000;
/// Clocks that are wrong by less than this are left alone, in milliseconds: the way of the message takes as long.
pub const CLOCK_LEFT_ALONE_MS: i64 = 5_000;

/// The code that lets tablets in, `7K2M-9QXT`: forty random bits, read as people type them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandCode(Reference);

/// A text that cannot be the code of a stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a stand")]
pub struct NotACode;

impl StandCode {
    /// The code made of the lowest 40 bits of `random`.
    #[must_use]
    pub fn of(random: u64) -> StandCode {
        StandCode(Reference::of(random))
    }
}

impl fmt::Display for StandCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.to_string().trim_start_matches("DEM-"))
    }
}

impl FromStr for StandCode {
    type Err = NotACode;

    fn from_str(typed: &str) -> Result<Self, NotACode> {
        format!("DEM{}", typed.trim()).parse().map(StandCode).map_err(|_| NotACode)
    }
}

fn first_day(span: Span) -> NaiveDate {
    span.first.checked_sub_days(Days::new(DAYS_BEFORE)).unwrap_or(span.first)
}

fn last_day(span: Span) -> NaiveDate {
    span.last.checked_add_days(Days::new(DAYS_AFTER)).unwrap_or(span.last)
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    let local = Paris.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest();
    local.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |at| at.with_timezone(&Utc))
}

/// From when on the stand of an event lets tablets in.
#[must_use]
pub fn opens_at(span: Span) -> DateTime<Utc> {
    midnight(first_day(span))
}

/// When it no longer does, and tablets can no longer deliver.
#[must_use]
pub fn closes_at(span: Span) -> DateTime<Utc> {
    midnight(last_day(span).succ_opt().unwrap_or(NaiveDate::MAX))
}

/// Whether visitors may be counted for a day.
#[must_use]
pub fn is_stand_day(span: Span, day: NaiveDate) -> bool {
    (first_day(span)..=last_day(span)).contains(&day)
}

/// The right instant of something that a device with a wrong clock noted; never after it was received.
#[must_use]
pub fn corrected(told: DateTime<Utc>, offset_ms: i64, received_at: DateTime<Utc>) -> DateTime<Utc> {
    let offset = if offset_ms.abs() < CLOCK_LEFT_ALONE_MS { 0 } else { offset_ms };
    let right = Duration::try_milliseconds(offset).and_then(|offset| told.checked_add_signed(offset));
    right.unwrap_or(received_at).min(received_at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fair() -> Span {
        let day = |text: &str| text.parse().unwrap();
        Span { first: day("2027-03-26"), last: day("2027-03-27") }
    }

    #[test]
    fn a_stand_opens_three_days_before_and_closes_a_week_after_in_the_time_of_the_lot() {
        // Clocks go forward on 28 March.
        assert_eq!(opens_at(fair()).to_rfc3339(), "2027-03-22T23:00:00+00:00");
        assert_eq!(closes_at(fair()).to_rfc3339(), "2027-04-03T22:00:00+00:00");
        let counted = |day: &str| is_stand_day(fair(), day.parse().unwrap());
        assert!(counted("2027-03-23") && counted("2027-04-03"));
        assert!(!counted("2027-03-22") && !counted("2027-04-04"));
    }

    #[test]
    fn a_wrong_clock_is_set_right_and_nothing_comes_from_the_future() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let now = at("2027-03-26T10:00:00Z");
        assert_eq!(corrected(at("2027-03-26T08:00:00Z"), 3_600_000, now), at("2027-03-26T09:00:00Z"));
        assert_eq!(corrected(at("2027-03-26T09:00:00Z"), 900, now), at("2027-03-26T09:00:00Z"));
        assert_eq!(corrected(at("2030-01-01T00:00:00Z"), 0, now), now);
        assert_eq!(corrected(now, i64::MAX, now), now);
    }

    proptest! {
        #[test]
        fn a_code_is_read_as_it_is_written(bits in 0u64..(1 << 40)) {
            let code = StandCode::of(bits);
            prop_assert_eq!(code.to_string().len(), 9);
            prop_assert_eq!(code.to_string().to_lowercase().replace('-', " ").parse(), Ok(code));
        }

        #[test]
        fn no_text_makes_reading_panic(typed in "\\PC{0,20}") {
            let _ = typed.parse::<StandCode>();
        }
    }
}
