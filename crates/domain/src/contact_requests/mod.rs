//! Requests of the public form: what may be sent, how long they wait, what they become.

mod form;
mod reference;

pub use form::{AgreedText, Form, FormInput, OccupationInput, check_agreements, one_line};
pub use reference::Reference;

use chrono::{DateTime, Datelike, Duration, NaiveDate, Utc, Weekday};

use crate::codes::ContactRequestStatus;

/// Days within which a request must be confirmed.
pub const LIFETIME_DAYS: i64 = 7;
/// A form sent back sooner than this was not read by a person, in seconds.
const QUICKEST_SECONDS: i64 = 3;
/// A form sent back later than this must be asked for again, in hours.
const SLOWEST_HOURS: i64 = 24;
/// Working days after which a new file waits too long for its first call.
const FIRST_CALL_WORKING_DAYS: u32 = 2;

/// Until when a request received now can be confirmed.
#[must_use]
pub fn expires_at(received_at: DateTime<Utc>) -> DateTime<Utc> {
    received_at + Duration::days(LIFETIME_DAYS)
}

/// The state of a request now: one that was not confirmed in time has expired, whether that is written down yet or not.
#[must_use]
pub fn status_at(stored: ContactRequestStatus, expires_at: DateTime<Utc>, now: DateTime<Utc>) -> ContactRequestStatus {
    match stored {
        ContactRequestStatus::Pending if expires_at <= now => ContactRequestStatus::Expired,
        other => other,
    }
}

/// The states that may follow.
#[must_use]
pub fn allowed_after(status: ContactRequestStatus) -> &'static [ContactRequestStatus] {
    match status {
        ContactRequestStatus::Pending => &[ContactRequestStatus::Confirmed, ContactRequestStatus::Expired],
        ContactRequestStatus::Confirmed | ContactRequestStatus::Expired => &[],
    }
}

/// Whether a form handed out at `issued_at` may be sent back now.
///
/// # Errors
/// `too_soon` within three seconds (a machine), `expired` after a day or when it comes from the future.
pub fn check_form_age(issued_at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), &'static str> {
    let age = now - issued_at;
    if age < Duration::zero() || age > Duration::hours(SLOWEST_HOURS) {
        return Err("expired");
    }
    if age < Duration::seconds(QUICKEST_SECONDS) {
        return Err("too_soon");
    }
    Ok(())
}

/// The day on which a file opened `today` must have had its first call: two working days later.
#[must_use]
pub fn first_call_on(today: NaiveDate) -> NaiveDate {
    let mut day = today;
    let mut left = FIRST_CALL_WORKING_DAYS;
    while left > 0 {
        day += Duration::days(1);
        if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            left -= 1;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use ContactRequestStatus::{Confirmed, Expired, Pending};

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn a_request_expires_by_itself_after_seven_days() {
        let end = expires_at(at(0));
        assert_eq!(end, at(7 * 86_400));
        assert_eq!(status_at(Pending, end, at(7 * 86_400 - 1)), Pending);
        assert_eq!(status_at(Pending, end, end), Expired);
        assert_eq!(status_at(Confirmed, end, at(8 * 86_400)), Confirmed);
    }

    #[test]
    fn only_a_pending_request_moves() {
        assert_eq!(allowed_after(Pending), [Confirmed, Expired]);
        assert!(allowed_after(Confirmed).is_empty() && allowed_after(Expired).is_empty());
    }

    #[test]
    fn a_form_is_good_from_three_seconds_to_a_day() {
        assert_eq!(check_form_age(at(0), at(2)), Err("too_soon"));
        assert_eq!(check_form_age(at(0), at(3)), Ok(()));
        assert_eq!(check_form_age(at(0), at(86_400)), Ok(()));
        assert_eq!(check_form_age(at(0), at(86_401)), Err("expired"));
        assert_eq!(check_form_age(at(1), at(0)), Err("expired"));
    }

    #[test]
    fn the_first_call_skips_the_week_end() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        assert_eq!(first_call_on(day(18)), day(20));
        assert_eq!(first_call_on(day(19)), day(23));
        assert_eq!(first_call_on(day(20)), day(24));
        assert_eq!(first_call_on(day(22)), day(24));
    }
}
