//! A household that wants to be left alone for a while.

use chrono::{Months, NaiveDate};

use crate::prospects::NextAction;

/// Months for which a household may pause at most.
const MONTHS_MAX: u32 = 12;

/// The first day on which the household may be called again.
///
/// # Errors
/// `in_past` for today and before, `too_far` beyond twelve months.
pub fn pause_until(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    if day <= today {
        return Err("in_past");
    }
    match today.checked_add_months(Months::new(MONTHS_MAX)) {
        Some(last) if day > last => Err("too_far"),
        _ => Ok(day),
    }
}

/// The next action of a paused file: what was planned, not before the pause ends; else `label` on that day.
#[must_use]
pub fn action_after_pause(planned: Option<&NextAction>, label: &str, until: NaiveDate) -> NextAction {
    match planned {
        Some(planned) => NextAction { on: planned.on.max(until), ..planned.clone() },
        None => NextAction { label: label.to_owned(), on: until, assignee_id: None },
    }
}

/// The next action once the household comes back by itself: what waited for the end of the pause waits no longer.
#[must_use]
pub fn action_on_return(planned: Option<&NextAction>, label: &str, until: NaiveDate, today: NaiveDate) -> NextAction {
    match planned {
        Some(planned) if planned.on == until => NextAction { on: today, ..planned.clone() },
        Some(planned) => planned.clone(),
        None => NextAction { label: label.to_owned(), on: today, assignee_id: None },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_pause_ends_within_a_year() {
        let today = day("2026-11-21");
        assert_eq!(pause_until(today, today), Err("in_past"));
        assert_eq!(pause_until(day("2027-11-22"), today), Err("too_far"));
        for last in ["2026-11-22", "2027-11-21"] {
            assert_eq!(pause_until(day(last), today), Ok(day(last)));
        }
    }

    proptest! {
        /// Nothing is due during a pause; who comes back on the next day has what was planned, or is called at once.
        #[test]
        fn nothing_is_due_during_a_pause(planned in proptest::option::of(-40i64..400), length in 1i64..365) {
            let today = day("2026-11-21");
            let after = |days: i64| today + chrono::Duration::days(days);
            let planned = planned.map(|days| NextAction { label: "Appeler".into(), on: after(days), assignee_id: None });
            let until = after(length);
            let paused = action_after_pause(planned.as_ref(), "Reprendre contact", until);
            prop_assert!(paused.on >= until);
            let back = action_on_return(Some(&paused), "Reprendre contact", until, after(1));
            let later = planned.filter(|planned| planned.on > until);
            prop_assert_eq!(back.on, later.map_or(after(1), |planned| planned.on));
        }
    }
}
