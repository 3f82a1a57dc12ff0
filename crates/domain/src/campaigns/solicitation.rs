//! Whom a campaign may write to again: those only who agreed to it and still do.

use chrono::{DateTime, Months, Utc};

use crate::codes::{ConsentPurpose, ProjectType, ProspectStatus, SolicitationExclusion, TargetGroup};
use crate::consents::holds;

/// Months after the last meeting during which somebody may be invited, as the text of that agreement says.
const INVITATION_MONTHS: u32 = 12;
/// Months after the last sign of life during which a household may be followed up.
const FOLLOW_UP_MONTHS: u32 = 36;
/// The same for whoever looks for a job.
const JOB_SEEKER_MONTHS: u32 = 24;

/// An agreement of the person who would be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement {
    /// What was agreed to.
    pub purpose: ConsentPurpose,
    /// When.
    pub given_at: DateTime<Utc>,
    /// When it was taken back.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// When it ends by itself.
    pub expires_at: Option<DateTime<Utc>>,
}

/// What decides whether a household is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    /// State of its file.
    pub status: ProspectStatus,
    /// Whether the file was put away.
    pub archived: bool,
    /// Public that it belongs to.
    pub target_group: Option<TargetGroup>,
    /// What it wants to do.
    pub project_types: Vec<ProjectType>,
    /// Whether it has an address to write to.
    pub reachable: bool,
    /// When it last spoke with somebody or wrote.
    pub last_sign_at: Option<DateTime<Utc>>,
    /// Agreements of the person who would be written to.
    pub agreements: Vec<Agreement>,
}

/// Whether a household may be written to again at `now` for this purpose, by a campaign for `audience` (nobody named is
/// everybody). Only the newsletter, invitations and the follow-up of a file are purposes to write for.
///
/// # Errors
/// The first reason against it.
pub fn solicit(
    household: &Household,
    purpose: ConsentPurpose,
    audience: &[TargetGroup],
    now: DateTime<Utc>,
) -> Result<(), SolicitationExclusion> {
    standing(household)?;
    agreed(household, purpose, now)?;
    if !audience.is_empty() && !household.target_group.is_some_and(|group| audience.contains(&group)) {
        return Err(SolicitationExclusion::OtherAudience);
    }
    if household.reachable { Ok(()) } else { Err(SolicitationExclusion::NoAddress) }
}

fn standing(household: &Household) -> Result<(), SolicitationExclusion> {
    use ProspectStatus as Status;
    match household.status {
        Status::Merged | Status::Anonymised => Err(SolicitationExclusion::Erased),
        _ if household.archived => Err(SolicitationExclusion::Archived),
        Status::Closed | Status::Departed => Err(SolicitationExclusion::Closed),
        Status::Settled | Status::Integrated => Err(SolicitationExclusion::Settled),
        Status::Dormant => Err(SolicitationExclusion::Paused),
        Status::New | Status::Qualified | Status::Assigned | Status::Supported | Status::Confirmed => Ok(()),
    }
}

fn agreed(household: &Household, purpose: ConsentPurpose, now: DateTime<Utc>) -> Result<(), SolicitationExclusion> {
    // Whoever no longer wants to be followed up asked to be left alone, whatever else they once agreed to.
    if taken_back(household, ConsentPurpose::FollowUp, now) || taken_back(household, purpose, now) {
        return Err(SolicitationExclusion::Withdrawn);
    }
    let own = || household.agreements.iter().filter(|agreement| agreement.purpose == purpose);
    let Some(months) = months_of(purpose, &household.project_types) else {
        return Err(SolicitationExclusion::NoConsent);
    };
    let fresh = |given_at: DateTime<Utc>| {
        let last_sign = household.last_sign_at.map_or(given_at, |sign| sign.max(given_at));
        months.is_none_or(|months| last_sign.checked_add_months(Months::new(months)).is_some_and(|end| now < end))
    };
    let living = |agreement: &Agreement| {
        agreement.given_at <= now
            && holds(agreement.withdrawn_at, agreement.expires_at, now)
            && fresh(agreement.given_at)
    };
    match (own().any(living), own().next()) {
        (true, _) => Ok(()),
        (false, Some(_)) => Err(SolicitationExclusion::Lapsed),
        (false, None) => Err(SolicitationExclusion::NoConsent),
    }
}

/// Whether the last word on a purpose was to take it back: what is given again afterwards counts.
fn taken_back(household: &Household, purpose: ConsentPurpose, now: DateTime<Utc>) -> bool {
    let own = || household.agreements.iter().filter(move |agreement| agreement.purpose == purpose);
    let Some(withdrawn) = own().filter_map(|agreement| agreement.withdrawn_at).max() else { return false };
    !own().any(|agreement| agreement.given_at > withdrawn && holds(agreement.withdrawn_at, agreement.expires_at, now))
}

/// For how many months after the last sign of life a purpose allows to write, `Some(None)` for as long as nothing is taken
/// back, `None` for no purpose to write for.
fn months_of(purpose: ConsentPurpose, projects: &[ProjectType]) -> Option<Option<u32>> {
    match purpose {
        ConsentPurpose::Newsletter => Some(None),
        ConsentPurpose::Invitations => Some(Some(INVITATION_MONTHS)),
        ConsentPurpose::FollowUp if projects.contains(&ProjectType::Employee) => Some(Some(JOB_SEEKER_MONTHS)),
        ConsentPurpose::FollowUp => Some(Some(FOLLOW_UP_MONTHS)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use proptest::prelude::*;

    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-21T09:00:00Z".parse().expect("an instant")
    }

    fn agreement() -> impl Strategy<Value = Agreement> {
        let purpose = proptest::sample::select(ConsentPurpose::ALL);
        let ago = |days: i64| now() - Duration::days(days);
        let end = proptest::option::of(-400i64..400);
        (purpose, 0i64..1_500, proptest::option::of(0i64..1_500), end).prop_map(
            move |(purpose, given, withdrawn, expires)| Agreement {
                purpose,
                given_at: ago(given),
                withdrawn_at: withdrawn.map(|days| ago(days.min(given))),
                expires_at: expires.map(|days| now() + Duration::days(days)),
            },
        )
    }

    fn household() -> impl Strategy<Value = Household> {
        let group = proptest::option::of(proptest::sample::select(TargetGroup::ALL));
        let projects = proptest::collection::vec(proptest::sample::select(ProjectType::ALL), 0..3);
        (
            proptest::sample::select(ProspectStatus::ALL),
            any::<bool>(),
            group,
            projects,
            any::<bool>(),
            proptest::option::of(0i64..1_500),
            proptest::collection::vec(agreement(), 0..5),
        )
            .prop_map(|(status, archived, target_group, project_types, reachable, sign, agreements)| {
                Household {
                    status,
                    archived,
                    target_group,
                    project_types,
                    reachable,
                    last_sign_at: sign.map(|days| now() - Duration::days(days)),
                    agreements,
                }
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn nobody_is_written_to_without_a_living_agreement(
            household in household(), purpose in proptest::sample::select(ConsentPurpose::ALL),
            audience in proptest::collection::vec(proptest::sample::select(TargetGroup::ALL), 0..3),
        ) {
            if solicit(&household, purpose, &audience, now()).is_ok() {
                let own: Vec<_> = household.agreements.iter().filter(|one| one.purpose == purpose).collect();
                let living: Vec<_> = own.iter().filter(|one| holds(one.withdrawn_at, one.expires_at, now())).collect();
                prop_assert!(!living.is_empty(), "no living agreement");
                let last_given = living.iter().map(|one| one.given_at).max();
                prop_assert!(own.iter().all(|one| one.withdrawn_at < last_given), "withdrawn after it was given");
                let left = household.agreements.iter().filter(|one| one.purpose == ConsentPurpose::FollowUp);
                prop_assert!(left.clone().all(|one| one.withdrawn_at.is_some()) == (left.count() == 0));
                prop_assert!(household.status.is_open() && household.status != ProspectStatus::Dormant);
                prop_assert!(!household.archived && household.reachable);
                prop_assert!(audience.is_empty() || household.target_group.is_some_and(|one| audience.contains(&one)));
            }
        }

        #[test]
        fn taking_everything_back_is_the_last_word(mut household in household(), purpose in proptest::sample::select(ConsentPurpose::ALL)) {
            for agreement in &mut household.agreements {
                agreement.withdrawn_at = Some(now());
            }
            prop_assert!(solicit(&household, purpose, &[], now()).is_err());
        }

        #[test]
        fn waiting_never_makes_anybody_reachable_again(household in household(), days in 0i64..2_000) {
            for purpose in [ConsentPurpose::Newsletter, ConsentPurpose::Invitations, ConsentPurpose::FollowUp] {
                if solicit(&household, purpose, &[], now()).is_err() {
                    prop_assert!(solicit(&household, purpose, &[], now() + Duration::days(days)).is_err());
                }
            }
        }
    }

    fn agreeing(purpose: ConsentPurpose, days_ago: i64) -> Household {
        let given_at = now() - Duration::days(days_ago);
        Household {
            status: ProspectStatus::Qualified,
            archived: false,
            target_group: Some(TargetGroup::Families),
            project_types: vec![],
            reachable: true,
            last_sign_at: None,
            agreements: vec![Agreement { purpose, given_at, withdrawn_at: None, expires_at: None }],
        }
    }

    #[test]
    fn each_reason_is_told() {
        use SolicitationExclusion as Why;
        let letter = || agreeing(ConsentPurpose::Newsletter, 2_000);
        let told = |household: &Household| solicit(household, ConsentPurpose::Newsletter, &[], now());
        assert_eq!(told(&letter()), Ok(()), "the newsletter goes on until it is taken back");
        assert_eq!(told(&Household { status: ProspectStatus::Anonymised, ..letter() }), Err(Why::Erased));
        assert_eq!(told(&Household { archived: true, ..letter() }), Err(Why::Archived));
        assert_eq!(told(&Household { status: ProspectStatus::Departed, ..letter() }), Err(Why::Closed));
        assert_eq!(told(&Household { status: ProspectStatus::Integrated, ..letter() }), Err(Why::Settled));
        assert_eq!(told(&Household { status: ProspectStatus::Dormant, ..letter() }), Err(Why::Paused));
        assert_eq!(told(&Household { reachable: false, ..letter() }), Err(Why::NoAddress));
        assert_eq!(told(&agreeing(ConsentPurpose::Studies, 1)), Err(Why::NoConsent));
        let farmers = solicit(&letter(), ConsentPurpose::Newsletter, &[TargetGroup::Farmers], now());
        assert_eq!(farmers, Err(Why::OtherAudience));
        assert_eq!(
            solicit(&agreeing(ConsentPurpose::Studies, 1), ConsentPurpose::Studies, &[], now()),
            Err(Why::NoConsent)
        );
    }

    #[test]
    fn an_invitation_and_a_follow_up_grow_old() {
        let ask = |household: &Household, purpose| solicit(household, purpose, &[], now());
        let invited = |days| ask(&agreeing(ConsentPurpose::Invitations, days), ConsentPurpose::Invitations);
        assert_eq!((invited(300), invited(400)), (Ok(()), Err(SolicitationExclusion::Lapsed)));
        let mut old = agreeing(ConsentPurpose::FollowUp, 900);
        assert_eq!(ask(&old, ConsentPurpose::FollowUp), Ok(()));
        old.project_types = vec![ProjectType::Employee];
        assert_eq!(ask(&old, ConsentPurpose::FollowUp), Err(SolicitationExclusion::Lapsed), "two years for a job");
        old.last_sign_at = Some(now() - Duration::days(30));
        assert_eq!(ask(&old, ConsentPurpose::FollowUp), Ok(()), "they called last month");
    }

    #[test]
    fn what_is_given_again_counts_and_leaving_the_follow_up_ends_all() {
        let mut household = agreeing(ConsentPurpose::Newsletter, 100);
        let given = household.agreements.clone();
        household.agreements.iter_mut().for_each(|one| one.withdrawn_at = Some(now() - Duration::days(50)));
        let letter = |household: &Household| solicit(household, ConsentPurpose::Newsletter, &[], now());
        assert_eq!(letter(&household), Err(SolicitationExclusion::Withdrawn));
        household.agreements.extend(given.iter().map(|one| Agreement { given_at: now() - Duration::days(10), ..*one }));
        assert_eq!(letter(&household), Ok(()));
        household.agreements.extend(given.iter().map(|one| Agreement {
            purpose: ConsentPurpose::FollowUp,
            withdrawn_at: Some(now() - Duration::days(1)),
            ..*one
        }));
        assert_eq!(letter(&household), Err(SolicitationExclusion::Withdrawn));
    }
}
