//! Alerts on public offers: what is written to whom on which day, and when an alert ends by itself.
//!
//! Days are those of the Lot: an hour that the clock skips or repeats moves nothing.

use chrono::{DateTime, Datelike, Days, Duration, Months, NaiveDate, Utc, Weekday};

use crate::codes::AlertFrequency;

/// Days within which an alert must be confirmed; it is forgotten after.
pub const CONFIRM_DAYS: i64 = 7;
/// Months after which an alert ends unless somebody says that it is still of use.
const LASTS: Months = Months::new(12);
/// Months after which an alert writes even when there is nothing new.
const PROVES_ITSELF_EVERY: Months = Months::new(1);
/// Days before its end on which somebody is asked whether it is still of use.
pub const WARNING_DAYS: u64 = 30;
/// Offers that a mail tells; the others are behind its link.
pub const MOST_TOLD: usize = 20;

/// Until when an alert asked for now can be confirmed.
#[must_use]
pub fn expires_at(asked_at: DateTime<Utc>) -> DateTime<Utc> {
    asked_at + Duration::days(CONFIRM_DAYS)
}

/// What a mail of an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// Offers that were not told before.
    Offers,
    /// Nothing new, and the alert still watches.
    Nothing,
}

/// When a confirmed alert writes, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schedule {
    /// How often it looks.
    pub frequency: AlertFrequency,
    /// Day of its next look.
    pub due_on: NaiveDate,
    /// Day of its last mail, or of its confirmation.
    pub wrote_on: NaiveDate,
    /// Day on which it ends.
    pub ends_on: NaiveDate,
    /// Day on which somebody was asked whether it is still of use.
    pub warned_on: Option<NaiveDate>,
}

impl Schedule {
    /// That of an alert confirmed today.
    #[must_use]
    pub fn begin(frequency: AlertFrequency, today: NaiveDate) -> Schedule {
        Schedule {
            frequency,
            due_on: next_look(frequency, today),
            wrote_on: today,
            ends_on: later(today, LASTS),
            warned_on: None,
        }
    }

    /// The same once somebody said today that it is still of use.
    #[must_use]
    pub fn renewed(self, today: NaiveDate) -> Schedule {
        Schedule { ends_on: later(today, LASTS), warned_on: None, ..self }
    }

    /// The same with another frequency from today on; what is due stays due.
    #[must_use]
    pub fn every(self, frequency: AlertFrequency, today: NaiveDate) -> Schedule {
        let due_on = if self.due_on <= today { self.due_on } else { next_look(frequency, today) };
        Schedule { frequency, due_on, ..self }
    }

    /// Whether anything is to be done on this day.
    #[must_use]
    pub fn has_work_on(&self, day: NaiveDate) -> bool {
        self.is_due(day) || self.asks_for_interest(day) || self.is_over(day)
    }

    /// Whether it looks for offers on this day.
    #[must_use]
    pub fn is_due(&self, day: NaiveDate) -> bool {
        self.due_on <= day
    }

    /// Whether somebody has to be asked on this day whether it is still of use: once for each end.
    #[must_use]
    pub fn asks_for_interest(&self, day: NaiveDate) -> bool {
        self.warned_on.is_none() && in_days(day, WARNING_DAYS) >= self.ends_on
    }

    /// Whether it has ended: never before somebody had the days of the warning to answer.
    #[must_use]
    pub fn is_over(&self, day: NaiveDate) -> bool {
        self.warned_on.is_some_and(|warned| self.ends_on.max(in_days(warned, WARNING_DAYS)) <= day)
    }

    /// What to write on a day on which it looked and found so many new offers. Without any, it writes when its next
    /// look would come more than a month after its last mail.
    #[must_use]
    pub fn news(&self, found: usize, day: NaiveDate) -> Option<News> {
        if found > 0 {
            return Some(News::Offers);
        }
        (next_look(self.frequency, day) > later(self.wrote_on, PROVES_ITSELF_EVERY)).then_some(News::Nothing)
    }

    /// The same after the look of this day.
    #[must_use]
    pub fn after_look(self, wrote: bool, day: NaiveDate) -> Schedule {
        let wrote_on = if wrote { day } else { self.wrote_on };
        Schedule { due_on: next_look(self.frequency, day), wrote_on, ..self }
    }
}

/// The day of the first look after this one: the next day, or the next Monday.
fn next_look(frequency: AlertFrequency, day: NaiveDate) -> NaiveDate {
    match frequency {
        AlertFrequency::Daily => in_days(day, 1),
        AlertFrequency::Weekly => {
            let passed = day.weekday().days_since(Weekday::Mon);
            in_days(day, u64::from(7 - passed))
        }
    }
}

fn in_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

fn later(day: NaiveDate, months: Months) -> NaiveDate {
    day.checked_add_months(months).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use AlertFrequency::{Daily, Weekly};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn it_looks_every_day_or_every_monday() {
        assert_eq!(Schedule::begin(Daily, day("2026-11-21")).due_on, day("2026-11-22"));
        for (from, monday) in [("2026-11-21", "2026-11-23"), ("2026-11-22", "2026-11-23"), ("2026-11-23", "2026-11-30")]
        {
            assert_eq!(Schedule::begin(Weekly, day(from)).due_on, day(monday), "{from}");
        }
    }

    #[test]
    fn a_mail_without_news_leaves_before_a_month_is_over() {
        let daily = Schedule::begin(Daily, day("2027-01-31"));
        assert_eq!(daily.news(0, day("2027-02-27")), None);
        assert_eq!(daily.news(0, day("2027-02-28")), Some(News::Nothing));
        assert_eq!(daily.news(3, day("2027-02-27")), Some(News::Offers));
        let weekly = Schedule::begin(Weekly, day("2026-11-02"));
        assert_eq!(weekly.news(0, day("2026-11-23")), None);
        assert_eq!(weekly.news(0, day("2026-11-30")), Some(News::Nothing), "the Monday after would be too late");
    }

    #[test]
    fn another_frequency_forgets_no_look() {
        let due = Schedule::begin(Daily, day("2026-11-21"));
        assert_eq!(due.every(Weekly, day("2026-11-24")).due_on, day("2026-11-22"));
        let weekly = Schedule::begin(Weekly, day("2026-11-23"));
        assert_eq!(weekly.every(Daily, day("2026-11-24")).due_on, day("2026-11-25"));
    }

    #[test]
    fn it_ends_after_a_year_and_never_without_asking_first() {
        let alert = Schedule::begin(Daily, day("2026-11-21"));
        assert_eq!(alert.ends_on, day("2027-11-21"));
        assert!(!alert.asks_for_interest(day("2027-10-21")) && alert.asks_for_interest(day("2027-10-22")));
        let asked = Schedule { warned_on: Some(day("2027-10-22")), ..alert };
        assert!(!asked.asks_for_interest(day("2027-10-23")) && !asked.is_over(day("2027-11-20")));
        assert!(asked.is_over(day("2027-11-21")));
        assert!(!alert.is_over(day("2028-06-01")), "nobody was asked");
        let late = Schedule { warned_on: Some(day("2027-11-10")), ..alert };
        assert!(!late.is_over(day("2027-12-09")) && late.is_over(day("2027-12-10")));
        let kept = asked.renewed(day("2027-11-01"));
        assert_eq!((kept.ends_on, kept.warned_on), (day("2028-11-01"), None));
        assert_eq!(Schedule::begin(Daily, day("2028-02-29")).ends_on, day("2029-02-28"));
    }

    #[test]
    fn an_alert_is_confirmed_within_a_week() {
        let asked: DateTime<Utc> = "2026-03-27T22:30:00Z".parse().unwrap();
        assert_eq!(expires_at(asked), "2026-04-03T22:30:00Z".parse::<DateTime<Utc>>().unwrap());
    }
}
