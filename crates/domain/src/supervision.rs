//! What the programme watches over: promises kept towards households. Figures of the network, never a ranking of people.

use chrono::{DateTime, Months, Utc};

use crate::codes::{AssignmentStatus, ExpiryReason};

/// Months that the figures of the service look back.
const MONTHS: u32 = 12;

/// The instant from which proposals count in the figures read at `now`.
#[must_use]
pub fn since(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_sub_months(Months::new(MONTHS)).unwrap_or(now)
}

/// How many promises were kept, of those whose time has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Kept.
    pub kept: i64,
    /// Kept or broken.
    pub total: i64,
}

impl Kept {
    /// Counts `count` cases; `None` is not decided yet, or nobody's fault.
    pub fn note(&mut self, kept: Option<bool>, count: i64) {
        if let Some(kept) = kept {
            self.total += count;
            self.kept += if kept { count } else { 0 };
        }
    }
}

/// Whether a proposal with a deadline was answered in time: `in_time` when its answer came before, `lapsed` when the
/// deadline has passed. An honest refusal in time is an answer; a proposal that lost its ground asks nothing any more.
#[must_use]
pub fn answered_in_time(
    status: AssignmentStatus,
    expiry: Option<ExpiryReason>,
    in_time: bool,
    lapsed: bool,
) -> Option<bool> {
    match (status, expiry) {
        (AssignmentStatus::Expired, Some(ExpiryReason::Absent | ExpiryReason::WishChanged)) => None,
        (AssignmentStatus::Expired, _) => Some(false),
        (AssignmentStatus::Proposed, _) => lapsed.then_some(false),
        _ => Some(in_time),
    }
}

/// Whether the household of an accepted file was spoken with in time: `made` when it was, `in_time` when that was before the
/// deadline, `lapsed` when the référent still had the file at the deadline.
#[must_use]
pub fn contacted_in_time(made: bool, in_time: bool, lapsed: bool) -> Option<bool> {
    if made { Some(in_time) } else { lapsed.then_some(false) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use AssignmentStatus::{Accepted, Declined, Ended, Expired, Proposed, Transferred};

    #[test]
    fn an_answer_in_time_is_kept_whatever_it_says() {
        for status in [Accepted, Declined, Transferred, Ended] {
            assert_eq!(answered_in_time(status, None, true, true), Some(true));
            assert_eq!(answered_in_time(status, None, false, true), Some(false));
        }
    }

    #[test]
    fn silence_counts_once_the_time_has_come() {
        assert_eq!(answered_in_time(Proposed, None, false, false), None);
        assert_eq!(answered_in_time(Proposed, None, false, true), Some(false));
        assert_eq!(answered_in_time(Expired, Some(ExpiryReason::NoAnswer), false, true), Some(false));
        assert_eq!(answered_in_time(Expired, None, false, true), Some(false));
    }

    #[test]
    fn what_lost_its_ground_is_nobodys_fault() {
        for reason in [ExpiryReason::Absent, ExpiryReason::WishChanged] {
            assert_eq!(answered_in_time(Expired, Some(reason), false, true), None);
        }
    }

    #[test]
    fn a_first_contact_is_owed_by_whoever_has_the_file_at_the_deadline() {
        assert_eq!(contacted_in_time(true, true, true), Some(true));
        assert_eq!(contacted_in_time(true, false, true), Some(false));
        assert_eq!(contacted_in_time(false, false, true), Some(false));
        assert_eq!(contacted_in_time(false, false, false), None);
    }

    #[test]
    fn undecided_cases_are_not_counted() {
        let mut kept = Kept::default();
        for (outcome, count) in [(Some(true), 3), (Some(false), 2), (None, 9)] {
            kept.note(outcome, count);
        }
        assert_eq!(kept, Kept { kept: 3, total: 5 });
    }

    #[test]
    fn a_year_back_is_the_same_day() {
        let now: DateTime<Utc> = "2028-02-29T09:00:00Z".parse().unwrap();
        assert_eq!(since(now).to_rfc3339(), "2027-02-28T09:00:00+00:00");
    }
}
