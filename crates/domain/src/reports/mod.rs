//! The yearly report of the programme (*bilan*): computed, validated, published once and for all, corrected by a new
//! edition that tells file by file what differs.

pub mod differences;
pub mod french;

use chrono::{Datelike, NaiveDate};

use crate::codes::ReportStatus;
use crate::validation;

/// The year in which the programme was launched: no report can be about an earlier one.
pub const FIRST_YEAR: i32 = 2018;
/// Longest reason of a correction, in characters.
const REASON_MAX: usize = 500;

/// The states that a report may move to. Figures are computed as often as needed until they are published; a published
/// report moves nowhere, for ever.
#[must_use]
pub const fn allowed_next(from: ReportStatus) -> &'static [ReportStatus] {
    match from {
        ReportStatus::Draft => &[ReportStatus::Computed],
        ReportStatus::Computed => &[ReportStatus::Computed, ReportStatus::Validated],
        ReportStatus::Validated => &[ReportStatus::Computed, ReportStatus::Published],
        ReportStatus::Published => &[],
    }
}

/// A year that a report may be about, as of `today`.
///
/// # Errors
/// `out_of_range` before the launch of the programme and in the future.
pub fn year(raw: i32, today: NaiveDate) -> Result<i32, &'static str> {
    if (FIRST_YEAR..=today.year()).contains(&raw) { Ok(raw) } else { Err("out_of_range") }
}

/// Why a published report is corrected.
///
/// # Errors
/// `required` when blank, `too_long`, `invalid`.
pub fn correction_reason(raw: &str) -> Result<String, &'static str> {
    validation::text(raw, REASON_MAX)
}

/// Key by which reports are listed: year, then edition.
#[must_use]
pub fn sort_key(year: i32, edition: i32) -> String {
    format!("{year:04}-{edition:04}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_published_report_moves_nowhere_and_is_reached_in_three_steps() {
        assert_eq!(allowed_next(ReportStatus::Published), []);
        let steps = [ReportStatus::Draft, ReportStatus::Computed, ReportStatus::Validated, ReportStatus::Published];
        for pair in steps.windows(2) {
            assert!(allowed_next(pair[0]).contains(&pair[1]), "{pair:?}");
        }
        let shortcut = |from: ReportStatus| allowed_next(from).contains(&ReportStatus::Published);
        assert_eq!(ReportStatus::ALL.iter().filter(|from| shortcut(**from)).count(), 1, "validated first");
    }

    #[test]
    fn years_run_from_the_launch_to_today() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        assert_eq!([2017, 2018, 2026, 2027].map(|one| year(one, today).is_ok()), [false, true, true, false]);
    }

    proptest! {
        #[test]
        fn keys_follow_year_and_edition(a in (2018_i32..2100, 1_i32..999), b in (2018_i32..2100, 1_i32..999)) {
            prop_assert_eq!(sort_key(a.0, a.1).cmp(&sort_key(b.0, b.1)), a.cmp(&b));
        }
    }
}
