//! Days of the demonstration: counted from today, so that it never grows old.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Paris;

use crate::clock::Clock;

/// Today and now.
#[derive(Debug, Clone)]
pub(super) struct Calendar {
    today: NaiveDate,
    now: DateTime<Utc>,
}

impl Calendar {
    pub(super) fn of(clock: &Clock) -> Calendar {
        Calendar { today: clock.today(), now: clock.now() }
    }

    /// The day so many days before today.
    pub(super) fn past(&self, days: u64) -> NaiveDate {
        self.today.checked_sub_days(Days::new(days)).unwrap_or(self.today)
    }

    /// The year so many years from this one.
    pub(super) fn year(&self, ahead: i32) -> i32 {
        self.today.year() + ahead
    }

    /// The working day nearest to so many days from today: an overdue one earlier, another one later.
    pub(super) fn due(&self, in_days: i64) -> NaiveDate {
        let day = self.today.checked_add_signed(Duration::days(in_days)).unwrap_or(self.today);
        let (to_friday, to_monday) = match day.weekday() {
            Weekday::Sat => (1, 2),
            Weekday::Sun => (2, 1),
            _ => return day,
        };
        let moved = if in_days < 0 { -to_friday } else { to_monday };
        day.checked_add_signed(Duration::days(moved)).unwrap_or(day)
    }

    /// A time of a past day in the Lot, such as `10:30`; never later than now.
    pub(super) fn at(&self, days_ago: u64, time: &str) -> DateTime<Utc> {
        let time = NaiveTime::parse_from_str(time, "%H:%M").unwrap_or_default();
        let local = self.past(days_ago).and_time(time);
        let at = Paris.from_local_datetime(&local).earliest().map_or(self.now, |at| at.with_timezone(&Utc));
        at.min(self.now)
    }

    /// So many hours before now.
    pub(super) fn hours_ago(&self, hours: i64) -> DateTime<Utc> {
        self.now - Duration::hours(hours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_today_and_due_days_are_worked() {
        // A Saturday morning.
        let calendar = Calendar::of(&Clock::standing_at("2026-11-21T09:00:00Z".parse().unwrap()));
        assert_eq!(calendar.past(7).to_string(), "2026-11-14");
        assert_eq!(calendar.due(0).to_string(), "2026-11-23");
        assert_eq!(calendar.due(-7).to_string(), "2026-11-13");
        assert_eq!(calendar.due(3).to_string(), "2026-11-24");
        assert_eq!(calendar.at(0, "23:00").to_rfc3339(), "2026-11-21T09:00:00+00:00");
        assert_eq!(calendar.at(1, "10:30").to_rfc3339(), "2026-11-20T09:30:00+00:00");
    }
}
