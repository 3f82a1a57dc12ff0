//! Working time in the Lot: opening hours from Monday to Friday, the public holidays of France, the clock of Paris.
//!
//! The clock changes on Sundays, so that no working day is longer or shorter than another.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Europe::Paris;

/// The public holidays of France in a year, in order; Easter moves three of them.
#[must_use]
pub fn public_holidays(year: i32) -> Vec<NaiveDate> {
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    let fixed = fixed.into_iter().filter_map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
    // Easter Monday, Ascension, Whit Monday.
    let moving = [1, 39, 50].into_iter().filter_map(|days| easter(year)?.checked_add_signed(Duration::days(days)));
    let mut days: Vec<NaiveDate> = fixed.chain(moving).collect();
    days.sort_unstable();
    days
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_shift = century - century.div_euclid(4) - (8 * century + 13).div_euclid(25);
    let full_moon = (19 * golden + moon_shift + 15).rem_euclid(30);
    let weekday =
        (32 + 2 * century.rem_euclid(4) + 2 * of_century.div_euclid(4) - full_moon - of_century.rem_euclid(4))
            .rem_euclid(7);
    let late = (golden + 11 * full_moon + 22 * weekday).div_euclid(451);
    let days = full_moon + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}

/// Whether people work on `day`: Monday to Friday, public holidays aside.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !public_holidays(day.year()).contains(&day)
}

/// The instant at which clocks in the Lot show `time` on `day`.
///
/// A time that they show twice is the first one; a time that they skip is the one an hour later.
#[must_use]
pub fn instant_at(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let shown = day.and_time(time);
    let known = Paris.from_local_datetime(&shown).earliest();
    let known = known.or_else(|| Paris.from_local_datetime(&shown.checked_add_signed(Duration::hours(1))?).earliest());
    known.map_or_else(|| shown.and_utc(), |at| at.with_timezone(&Utc))
}

/// When the offices are open, on working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingHours {
    /// Time in the Lot at which the day starts.
    pub opens: NaiveTime,
    /// Time in the Lot at which the day ends, after it started; the offices are closed at that very time.
    pub closes: NaiveTime,
}

impl WorkingHours {
    /// The instant `days` working days after `start`, at the same time of the day.
    ///
    /// What starts before opening counts from the opening; what starts after closing or on a day off counts from
    /// the next opening. No days at all give that instant itself.
    #[must_use]
    pub fn deadline(&self, start: DateTime<Utc>, days: u32) -> DateTime<Utc> {
        let (day, time) = self.counted_from(start);
        let days = usize::try_from(days).unwrap_or(usize::MAX);
        let last = day.iter_days().filter(|day| is_working_day(*day)).nth(days).unwrap_or(NaiveDate::MAX);
        instant_at(last, time)
    }

    /// The working day and the time of it from which `start` counts.
    fn counted_from(&self, start: DateTime<Utc>) -> (NaiveDate, NaiveTime) {
        let shown = start.with_timezone(&Paris);
        let (day, time) = (shown.date_naive(), shown.time());
        if is_working_day(day) && time < self.closes {
            return (day, time.max(self.opens));
        }
        let next = day.iter_days().skip(1).find(|day| is_working_day(*day)).unwrap_or(NaiveDate::MAX);
        (next, self.opens)
    }

    /// Working time from `from` to `to`; negative when `to` comes first.
    #[must_use]
    pub fn time_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        if to < from {
            return -self.time_between(to, from);
        }
        let (first, last) = (from.with_timezone(&Paris), to.with_timezone(&Paris));
        let days = first.date_naive().iter_days().take_while(|day| *day <= last.date_naive());
        days.filter(|day| is_working_day(*day)).fold(Duration::zero(), |sum, day| {
            let begins = instant_at(day, self.opens).max(from);
            let ends = instant_at(day, self.closes).min(to);
            sum + (ends - begins).max(Duration::zero())
        })
    }

    /// Whole minutes of working time from `from` to `to`; negative when `to` comes first.
    #[must_use]
    pub fn minutes_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
        self.time_between(from, to).num_minutes()
    }
}

#[cfg(test)]
mod tests;
