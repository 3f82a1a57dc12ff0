//! Two files of one household become one: which one stays, what it takes from the other, who is who, and which
//! agreements hold.

mod consents;
mod facts;
mod people;

use chrono::{DateTime, Duration, Utc};

pub use consents::{Agreement, withdrawals};
pub use facts::{Choices, FIELDS, LEAD_FIELDS, Side, merged_facts, value_of};
pub use people::{Adult, children_to_move, lead_value, merged_member, pair_up};

use crate::codes::ProspectStatus::{self, *};

/// How long a merge can be undone.
pub const UNDO: Duration = Duration::days(30);

/// Why two files are not merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MergeRefusal {
    /// There is only one file.
    #[error("a file is not merged with itself")]
    SameFile,
    /// One of them was merged or erased already.
    #[error("one of the files was merged or erased")]
    Gone,
    /// The other one has come further: it must be the one that stays.
    #[error("the other file has come further and must be the one that stays")]
    OtherWay,
}

/// How far a household has come, in the three steps that figures are counted by: over, under way, settled.
const fn step(status: ProspectStatus) -> u8 {
    match status {
        Closed => 0,
        New | Qualified | Assigned | Supported | Confirmed | Dormant => 1,
        Settled | Integrated | Departed => 2,
        Merged | Anonymised => 3,
    }
}

/// Whether a file in the state `kept` may take the other one in. The file that stays keeps its own state and days, so
/// that nothing that was counted moves; it must not be less far than the other.
///
/// # Errors
/// [`MergeRefusal::Gone`] or [`MergeRefusal::OtherWay`].
pub const fn may_keep(kept: ProspectStatus, other: ProspectStatus) -> Result<(), MergeRefusal> {
    if matches!(kept, Merged | Anonymised) || matches!(other, Merged | Anonymised) {
        return Err(MergeRefusal::Gone);
    }
    if step(kept) < step(other) { Err(MergeRefusal::OtherWay) } else { Ok(()) }
}

/// Which of two files is proposed as the one that stays: the one that has come further, else the older one, told apart
/// by its number. `true` is the first.
#[must_use]
pub fn keeps_first(first: (ProspectStatus, DateTime<Utc>, &str), other: (ProspectStatus, DateTime<Utc>, &str)) -> bool {
    let rank = |(status, opened_at, number): (ProspectStatus, DateTime<Utc>, &str)| {
        (std::cmp::Reverse(step(status)), opened_at, number.to_owned())
    };
    rank(first) <= rank(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_two_living_files_may_always_stay() {
        for &one in ProspectStatus::ALL {
            for &other in ProspectStatus::ALL {
                let gone = [one, other].iter().any(|status| matches!(status, Merged | Anonymised));
                assert_eq!(may_keep(one, other) == Err(MergeRefusal::Gone), gone);
                assert!(gone || may_keep(one, other).is_ok() || may_keep(other, one).is_ok(), "{one} {other}");
            }
        }
        assert_eq!(may_keep(Closed, New), Err(MergeRefusal::OtherWay));
        assert_eq!(may_keep(Supported, Settled), Err(MergeRefusal::OtherWay));
        assert_eq!(may_keep(New, Confirmed), Ok(()));
    }

    #[test]
    fn the_file_that_stays_by_default_may_stay() {
        let day = |text: &str| format!("{text}T00:00:00Z").parse::<DateTime<Utc>>().unwrap();
        for &one in ProspectStatus::ALL {
            for &other in ProspectStatus::ALL {
                let first = (one, day("2026-02-01"), "OML-2026-00002");
                let second = (other, day("2026-01-01"), "OML-2026-00001");
                let (kept, lost) = if keeps_first(first, second) { (one, other) } else { (other, one) };
                assert_ne!(may_keep(kept, lost), Err(MergeRefusal::OtherWay), "{one} {other}");
                assert_ne!(keeps_first(first, second), keeps_first(second, first));
            }
        }
    }
}
