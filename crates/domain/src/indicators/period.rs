//! Periods of figures: a year, a quarter or a month, in days of the Lot.

use std::fmt;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, Utc};

use crate::working_time::instant_at;

/// A year (`2024`), a quarter (`2024-Q1`) or a month (`2024-03`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    first_on: NaiveDate,
    months: u32,
}

impl Period {
    /// A whole year; none outside the years that four digits write.
    #[must_use]
    pub fn year(year: i32) -> Option<Period> {
        Period::of(year, 1, 12)
    }

    fn of(year: i32, month: u32, months: u32) -> Option<Period> {
        let first_on = NaiveDate::from_ymd_opt(year, month, 1).filter(|_| (1000..=9998).contains(&year))?;
        Some(Period { first_on, months })
    }

    /// Reads what [`fmt::Display`] writes, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Period> {
        let (year, rest) = text.split_once('-').map_or((text, None), |(year, rest)| (year, Some(rest)));
        let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        let year: i32 = year.parse().ok().filter(|_| digits(year, 4))?;
        match rest {
            None => Period::year(year),
            Some(rest) => match rest.strip_prefix('Q') {
                Some(quarter) => {
                    let quarter: u32 = quarter.parse().ok().filter(|_| digits(quarter, 1))?;
                    (1..=4).contains(&quarter).then(|| Period::of(year, quarter * 3 - 2, 3))?
                }
                None => Period::of(year, rest.parse().ok().filter(|_| digits(rest, 2))?, 1),
            },
        }
    }

    /// Its first day.
    #[must_use]
    pub const fn first_on(self) -> NaiveDate {
        self.first_on
    }

    /// Its last day.
    #[must_use]
    pub fn last_on(self) -> NaiveDate {
        self.until().checked_sub_days(Days::new(1)).unwrap_or(NaiveDate::MAX)
    }

    /// The first day after it.
    #[must_use]
    pub fn until(self) -> NaiveDate {
        self.first_on.checked_add_months(Months::new(self.months)).unwrap_or(NaiveDate::MAX)
    }

    /// Its first instant, and the first one after it.
    #[must_use]
    pub fn instants(self) -> (DateTime<Utc>, DateTime<Utc>) {
        (instant_at(self.first_on, NaiveTime::MIN), instant_at(self.until(), NaiveTime::MIN))
    }

    /// The same period a year before.
    #[must_use]
    pub fn previous(self) -> Period {
        let first_on = self.first_on.checked_sub_months(Months::new(12)).unwrap_or(self.first_on);
        Period { first_on, ..self }
    }

    /// Whether it is a whole year.
    #[must_use]
    pub const fn is_year(self) -> bool {
        self.months == 12
    }

    /// How many months it has: 12, 3 or 1.
    #[must_use]
    pub fn length(self) -> i32 {
        i32::try_from(self.months).unwrap_or(i32::MAX)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first_on <= day && day < self.until()
    }

    /// The year, the quarter and the month of a day.
    pub fn around(day: NaiveDate) -> impl Iterator<Item = Period> {
        let begins = move |months: u32| Period::of(day.year(), day.month0() / months * months + 1, months);
        [12, 3, 1].into_iter().filter_map(begins)
    }

    /// Its months, in order.
    #[must_use]
    pub fn months(self) -> Vec<Period> {
        self.parts(1)
    }

    /// Its quarters, in order; none in a month.
    #[must_use]
    pub fn quarters(self) -> Vec<Period> {
        self.parts(3)
    }

    fn parts(self, months: u32) -> Vec<Period> {
        let begins =
            (0..self.months / months).filter_map(|part| self.first_on.checked_add_months(Months::new(part * months)));
        begins.map(|first_on| Period { first_on, months }).collect()
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first_on.year(), self.first_on.month());
        match self.months {
            12 => write!(f, "{year:04}"),
            3 => write!(f, "{year:04}-Q{}", month.div_ceil(3)),
            _ => write!(f, "{year:04}-{month:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn periods_are_read_strictly() {
        for text in ["2024", "2024-Q1", "2024-Q4", "2024-03", "2024-12"] {
            assert_eq!(period(text).to_string(), text);
        }
        for text in
            ["", "24", "02024", "2024-", "2024-Q0", "2024-Q5", "2024-Q01", "2024-3", "2024-13", "2024-03-01", "+024"]
        {
            assert_eq!(Period::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_period_is_days_of_the_lot() {
        let quarter = period("2024-Q1");
        assert_eq!(
            (quarter.first_on().to_string(), quarter.last_on().to_string()),
            ("2024-01-01".into(), "2024-03-31".into())
        );
        let (from, until) = quarter.instants();
        // Winter time at the beginning, summer time at the end.
        assert_eq!(from.to_rfc3339(), "2023-12-31T23:00:00+00:00");
        assert_eq!(until.to_rfc3339(), "2024-03-31T22:00:00+00:00");
        assert_eq!(period("2024-02").last_on().to_string(), "2024-02-29");
        assert_eq!(period("2024-02").previous().last_on().to_string(), "2023-02-28");
        assert_eq!(period("2024").months().len(), 12);
        assert_eq!(period("2024-Q2").months(), ["2024-04", "2024-05", "2024-06"].map(period));
        assert_eq!((period("2024").quarters().len(), period("2024-02").quarters().len()), (4, 0));
    }

    #[test]
    fn a_day_lies_in_three_periods() {
        let around =
            |day: &str| Period::around(day.parse().unwrap()).map(|period| period.to_string()).collect::<Vec<_>>();
        assert_eq!(around("2024-08-31"), ["2024", "2024-Q3", "2024-08"]);
        assert_eq!(around("2024-12-31"), ["2024", "2024-Q4", "2024-12"]);
        let day = "2024-08-31".parse().unwrap();
        assert!(Period::around(day).all(|period| period.contains(day)));
        assert!(!period("2024-09").contains(day));
    }

    proptest! {
        #[test]
        fn parts_follow_one_another_and_fill_the_year(year in 1001i32..9998) {
            let year = Period::year(year).unwrap();
            for parts in [year.months(), year.quarters()] {
                prop_assert_eq!(parts[0].first_on(), year.first_on());
                prop_assert!(parts.windows(2).all(|pair| pair[0].until() == pair[1].first_on()));
                prop_assert_eq!(parts[parts.len() - 1].last_on(), year.last_on());
                prop_assert!(parts.iter().all(|part| Period::parse(&part.to_string()) == Some(*part)));
            }
        }
    }
}
