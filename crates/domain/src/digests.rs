//! The digest of the day: to whom it goes, and what is worth a mail in the morning.

use chrono::NaiveDate;

use crate::referents::Absence;
use crate::working_time::is_working_day;

/// Entries of each list that a digest tells; the rest is in the workspace.
pub const MOST_TOLD: usize = 5;

/// How much waits for somebody on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Proposals to answer.
    pub to_accept: u64,
    /// Files that are late.
    pub overdue: u64,
    /// Files whose next action is today.
    pub to_call: u64,
    /// Tasks for today, or late.
    pub tasks: u64,
    /// Actions of the steering that are due within the week, or late.
    pub actions: u64,
    /// Mentions not seen yet.
    pub mentions: u64,
}

impl Waiting {
    /// Whether anything is to be done: an empty digest is not sent.
    #[must_use]
    pub fn is_worth_a_mail(&self) -> bool {
        *self != Waiting::default()
    }
}

/// Whether somebody with these absences gets a digest on `day`: on working days, and not while away.
#[must_use]
pub fn is_sent_on(day: NaiveDate, absences: &[Absence]) -> bool {
    let away = absences.iter().any(|absence| absence.covers(day));
    is_working_day(day) && !away
}

/// The first entries of a list of `count`, in one sentence.
#[must_use]
pub fn told(entries: &[String], count: u64) -> String {
    let shown = entries.iter().take(MOST_TOLD).map(String::as_str);
    let more = (count > MOST_TOLD as u64).then_some("…");
    shown.chain(more).collect::<Vec<_>>().join(" ; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_to_do_is_not_worth_a_mail() {
        assert!(!Waiting::default().is_worth_a_mail());
        assert!(Waiting { mentions: 1, ..Waiting::default() }.is_worth_a_mail());
    }

    #[test]
    fn nobody_is_written_to_on_a_day_off() {
        let away = Absence { from_on: day("2026-11-23"), to_on: day("2026-11-24"), substitute_id: None };
        let sent = |on: &str| is_sent_on(day(on), std::slice::from_ref(&away));
        assert!(sent("2026-11-20") && sent("2026-11-25"));
        assert!(!sent("2026-11-21") && !sent("2026-11-22"), "a week-end");
        assert!(!sent("2026-11-23") && !sent("2026-11-24"), "away");
        assert!(!is_sent_on(day("2026-12-25"), &[]), "Christmas");
    }

    #[test]
    fn five_entries_are_told_and_the_rest_hinted_at() {
        let entries: Vec<String> = ["a", "b", "c", "d", "e", "f"].map(str::to_owned).to_vec();
        assert_eq!(told(&entries, 6), "a ; b ; c ; d ; e ; …");
        assert_eq!(told(&entries[..2], 2), "a ; b");
        assert_eq!(told(&entries[..5], 5), "a ; b ; c ; d ; e");
    }
}
