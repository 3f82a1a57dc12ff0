//! Agreements of two files: a withdrawal wins over whatever was given before it, and nobody agrees to anything new.

use chrono::{DateTime, Utc};
use uuid::Uuid;

/// An agreement, as far as it counts here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Code of what was agreed to.
    pub purpose: String,
    /// Who agreed, in the file that stays; the household without a member.
    pub member_id: Option<Uuid>,
    /// When it was given.
    pub given_at: DateTime<Utc>,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// For each agreement when it is withdrawn once they stand in one file: as it was, or with the first withdrawal of the
/// same purpose, by the same person or for the household, that came after it was given.
#[must_use]
pub fn withdrawals(all: &[Agreement]) -> Vec<Option<DateTime<Utc>>> {
    all.iter().map(|one| one.withdrawn_at.or_else(|| first_after(all, one))).collect()
}

fn first_after(all: &[Agreement], one: &Agreement) -> Option<DateTime<Utc>> {
    let concerns = |other: &&Agreement| {
        let same_person = one.member_id == other.member_id || one.member_id.is_none() || other.member_id.is_none();
        other.purpose == one.purpose && same_person
    };
    all.iter().filter(concerns).filter_map(|other| other.withdrawn_at).filter(|at| *at >= one.given_at).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + chrono::Duration::hours(hour)
    }

    fn agreement(member: u128, given: i64, withdrawn: Option<i64>) -> Agreement {
        Agreement {
            purpose: "newsletter".to_owned(),
            member_id: (member > 0).then(|| Uuid::from_u128(member)),
            given_at: at(given),
            withdrawn_at: withdrawn.map(at),
        }
    }

    #[test]
    fn a_withdrawal_wins_over_what_was_given_before_it_only() {
        let all = [agreement(1, 1, None), agreement(1, 2, Some(5)), agreement(1, 6, None), agreement(2, 1, None)];
        assert_eq!(withdrawals(&all), [Some(at(5)), Some(at(5)), None, None]);
        let household = [agreement(0, 1, Some(5)), agreement(2, 3, None)];
        assert_eq!(withdrawals(&household), [Some(at(5)), Some(at(5))]);
    }

    proptest! {
        /// Nothing withdrawn comes back, nothing new is agreed to, and whoever withdrew last has not agreed.
        #[test]
        fn nobody_agrees_to_more(
            rows in prop::collection::vec((0u128..3, 0i64..9, prop::option::of(0i64..9)), 0..8),
        ) {
            let all: Vec<Agreement> = rows
                .into_iter()
                .map(|(who, given, lasted)| agreement(who, given, lasted.map(|hours| given + hours)))
                .collect();
            let after = withdrawals(&all);
            prop_assert_eq!(after.len(), all.len());
            for (one, end) in all.iter().zip(&after) {
                prop_assert!(one.withdrawn_at.is_none() || *end == one.withdrawn_at);
                let overruled = all.iter().any(|other| {
                    other.member_id == one.member_id && other.withdrawn_at.is_some_and(|at| at >= one.given_at)
                });
                prop_assert!(!overruled || end.is_some());
            }
        }
    }
}
