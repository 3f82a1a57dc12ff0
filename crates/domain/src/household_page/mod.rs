//! The page on which a household follows its own file: what it shows, to whom, and what the household may change.

mod pauses;
mod wishes;

use chrono::{Duration, NaiveDate};
use uuid::Uuid;

pub use pauses::{action_after_pause, action_on_return, pause_until};
pub use wishes::{WishField, Wishes, WishesChange};

use crate::codes::{HouseholdStage, MemberRole, ProspectStatus};
use crate::members::Member;
use crate::prospects::NextAction;

/// How long the link to the page is good.
pub const PAGE_LINK: Duration = Duration::days(180);

impl HouseholdStage {
    /// The stage of a file in this state; `None` when the file has no page any more.
    #[must_use]
    pub const fn of(status: ProspectStatus) -> Option<HouseholdStage> {
        match status {
            ProspectStatus::New => Some(HouseholdStage::Received),
            ProspectStatus::Qualified => Some(HouseholdStage::Looking),
            ProspectStatus::Assigned | ProspectStatus::Supported | ProspectStatus::Confirmed => {
                Some(HouseholdStage::Accompanied)
            }
            ProspectStatus::Settled | ProspectStatus::Integrated => Some(HouseholdStage::Settled),
            ProspectStatus::Dormant => Some(HouseholdStage::Paused),
            ProspectStatus::Departed | ProspectStatus::Closed => Some(HouseholdStage::Closed),
            ProspectStatus::Merged | ProspectStatus::Anonymised => None,
        }
    }
}

/// Whether the household may still change what it wishes for.
#[must_use]
pub const fn may_change_wishes(status: ProspectStatus) -> bool {
    status.is_open()
}

/// The next action as the household is told of it: nothing that should be over, nothing of a file that waits for
/// nothing more.
#[must_use]
pub fn next_step(status: ProspectStatus, action: Option<&NextAction>, today: NaiveDate) -> Option<&NextAction> {
    action.filter(|action| status.is_open() && action.on >= today)
}

/// Whether the programme may write to a household by itself, given for each of its agreements to be followed up
/// whether it was withdrawn. Households of paper files, who never ticked a box, are written to.
#[must_use]
pub fn may_write(follow_ups_withdrawn: &[bool]) -> bool {
    follow_ups_withdrawn.is_empty() || follow_ups_withdrawn.contains(&false)
}

/// Whether `reader` may take back an agreement: their own, or one that the household gave as a whole.
#[must_use]
pub fn may_take_back(given_by: Option<Uuid>, reader: Uuid) -> bool {
    given_by.is_none_or(|member| member == reader)
}

/// Whether `reader` corrects the person `id` by themselves: oneself, and an adult without an address of their own.
#[must_use]
pub fn may_correct(reader: Uuid, id: Uuid, member: &Member) -> bool {
    member.role != MemberRole::Child && (reader == id || member.email.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_stage_except_those_that_ended_the_file() {
        for &status in ProspectStatus::ALL {
            let gone = matches!(status, ProspectStatus::Merged | ProspectStatus::Anonymised);
            assert_eq!(HouseholdStage::of(status).is_none(), gone, "{status}");
        }
    }

    #[test]
    fn wishes_change_while_the_file_is_open() {
        assert!(may_change_wishes(ProspectStatus::New) && may_change_wishes(ProspectStatus::Dormant));
        assert!(!may_change_wishes(ProspectStatus::Settled) && !may_change_wishes(ProspectStatus::Closed));
    }

    #[test]
    fn a_step_that_should_be_over_is_not_promised() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let action = NextAction { label: "Appeler le foyer".to_owned(), on, assignee_id: None };
        let told = |status, today| next_step(status, Some(&action), today).is_some();
        assert!(told(ProspectStatus::New, on) && told(ProspectStatus::Supported, on.pred_opt().unwrap()));
        assert!(!told(ProspectStatus::New, on.succ_opt().unwrap()));
        assert!(!told(ProspectStatus::Closed, on));
        assert!(next_step(ProspectStatus::New, None, on).is_none());
    }

    #[test]
    fn nobody_takes_back_what_another_adult_agreed_to() {
        let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        assert!(may_take_back(None, own) && may_take_back(Some(own), own) && !may_take_back(Some(other), own));
    }

    #[test]
    fn oneself_is_corrected_and_an_adult_without_an_address() {
        let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let silent = Member::nameless(MemberRole::Partner);
        let reachable = Member { email: crate::contact::Email::parse("yann@foyer.example").ok(), ..silent.clone() };
        assert!(may_correct(own, own, &reachable) && may_correct(own, other, &silent));
        assert!(!may_correct(own, other, &reachable));
        assert!(!may_correct(own, other, &Member::nameless(MemberRole::Child)));
    }

    #[test]
    fn whoever_withdrew_their_agreement_is_left_alone() {
        assert!(may_write(&[]) && may_write(&[false]) && may_write(&[true, false]));
        assert!(!may_write(&[true]) && !may_write(&[true, true]));
    }
}
