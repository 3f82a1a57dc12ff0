//! Who could sponsor a household, and why: the same data give the same answer, whatever the order of the rows.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use uuid::Uuid;

use crate::codes::SponsoringStatus::{self, *};
use crate::codes::{
    AgeBand, AmbassadorInterest, AmbassadorStatus, ConsentChannel, FamilyStage, Language, Motive, ProjectType,
    SponsoringReason,
};
use crate::validation::{FieldErrors, code, optional_text};

/// Sponsors proposed for one household at most.
pub const MOST_PROPOSALS: usize = 3;
/// Longest comment of an answer, in characters.
pub const COMMENT_MAX: usize = 500;

/// What is known of a household when a sponsor is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Household {
    /// Commune where they settled, or wish to.
    pub commune_code: Option<String>,
    /// Its intercommunalité.
    pub epci_code: Option<String>,
    /// Where the family stands; several when there are children of several ages.
    pub stages: BTreeSet<FamilyStage>,
    /// Language spoken with them.
    pub language: Option<Language>,
    /// Number of the département in which they live, or lived.
    pub origin: Option<String>,
    /// What they come for, in the words of ambassadors.
    pub interests: BTreeSet<AmbassadorInterest>,
}

/// An ambassador who may be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub id: Uuid,
    /// State.
    pub status: AmbassadorStatus,
    /// Families they sponsor at a time at most.
    pub capacity: i32,
    /// Families that they sponsor or were asked to.
    pub load: i32,
    /// Whether they were proposed for this household before.
    pub known_here: bool,
    /// Commune.
    pub commune_code: Option<String>,
    /// Its intercommunalité; only for those who live in the Lot.
    pub epci_code: Option<String>,
    /// Where their family stands.
    pub stage: Option<FamilyStage>,
    /// Languages they speak.
    pub languages: Vec<Language>,
    /// Number of the département in which they lived before.
    pub origin: Option<String>,
    /// What they like to talk about.
    pub interests: Vec<AmbassadorInterest>,
}

/// A sponsor who is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who.
    pub id: Uuid,
    /// Why, the strongest reason first; never empty.
    pub reasons: Vec<SponsoringReason>,
}

/// Whether somebody may be asked at all.
#[must_use]
pub fn may_be_asked(candidate: &Candidate) -> bool {
    candidate.status == AmbassadorStatus::Active && candidate.load < candidate.capacity && !candidate.known_here
}

/// The ambassadors who have most in common with a household, at most [`MOST_PROPOSALS`]. Among equals: who sponsors
/// fewer families, then the one who joined first.
#[must_use]
pub fn propose(household: &Household, candidates: &[Candidate]) -> Vec<Proposal> {
    let mut ranked: Vec<(Reverse<i32>, i32, Uuid, Vec<SponsoringReason>)> = candidates
        .iter()
        .filter(|candidate| may_be_asked(candidate))
        .map(|candidate| (candidate, reasons(household, candidate)))
        .filter(|(_, reasons)| !reasons.is_empty())
        .map(|(candidate, reasons)| {
            let weight = reasons.iter().map(|&reason| weight(reason)).sum();
            (Reverse(weight), candidate.load, candidate.id, reasons)
        })
        .collect();
    ranked.sort();
    ranked.dedup_by_key(|(_, _, id, _)| *id);
    ranked.into_iter().take(MOST_PROPOSALS).map(|(_, _, id, reasons)| Proposal { id, reasons }).collect()
}

const fn weight(reason: SponsoringReason) -> i32 {
    match reason {
        SponsoringReason::SameCommune => 40,
        SponsoringReason::SameEpci => 25,
        SponsoringReason::FamilyStage | SponsoringReason::Language => 20,
        SponsoringReason::SameOrigin => 15,
        SponsoringReason::Interests => 10,
    }
}

/// What they have in common, in the order of the list of reasons.
fn reasons(household: &Household, candidate: &Candidate) -> Vec<SponsoringReason> {
    let same = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
    let commune = same(&household.commune_code, &candidate.commune_code) && candidate.epci_code.is_some();
    let foreign = household.language.filter(|language| *language != Language::French);
    let found = [
        (SponsoringReason::SameCommune, commune),
        (SponsoringReason::SameEpci, !commune && same(&household.epci_code, &candidate.epci_code)),
        (SponsoringReason::FamilyStage, candidate.stage.is_some_and(|stage| household.stages.contains(&stage))),
        (SponsoringReason::Language, foreign.is_some_and(|language| candidate.languages.contains(&language))),
        (SponsoringReason::SameOrigin, same(&household.origin, &candidate.origin)),
        (SponsoringReason::Interests, candidate.interests.iter().any(|one| household.interests.contains(one))),
    ];
    found.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
}

/// Where a family with children of these ages stands.
#[must_use]
pub fn stages_of(ages: &[AgeBand]) -> BTreeSet<FamilyStage> {
    if ages.is_empty() {
        return BTreeSet::from([FamilyStage::NoChildren]);
    }
    ages.iter()
        .map(|age| match age {
            AgeBand::Under3 | AgeBand::ThreeTo5 => FamilyStage::YoungChildren,
            AgeBand::SixTo10 => FamilyStage::Schoolchildren,
            AgeBand::ElevenTo14 | AgeBand::FifteenTo17 => FamilyStage::Teenagers,
            AgeBand::EighteenPlus => FamilyStage::GrownChildren,
        })
        .collect()
}

/// What a household with these projects and motives likes to talk about.
#[must_use]
pub fn interests_of(projects: &[ProjectType], motives: &[Motive]) -> BTreeSet<AmbassadorInterest> {
    let by_project = projects.iter().filter_map(|project| match project {
        ProjectType::BusinessCreation | ProjectType::BusinessTakeover => Some(AmbassadorInterest::Entrepreneurship),
        ProjectType::FarmTakeover => Some(AmbassadorInterest::Agriculture),
        ProjectType::Craft => Some(AmbassadorInterest::Crafts),
        ProjectType::Health => Some(AmbassadorInterest::Health),
        ProjectType::RemoteWork => Some(AmbassadorInterest::Digital),
        ProjectType::Employee | ProjectType::YouthReturn | ProjectType::Retirement => None,
    });
    let by_motive = motives.iter().filter_map(|motive| match motive {
        Motive::Nature | Motive::QualityOfLife => Some(AmbassadorInterest::Nature),
        Motive::OwnProject => Some(AmbassadorInterest::Entrepreneurship),
        Motive::BackToRoots => Some(AmbassadorInterest::Heritage),
        Motive::ChildrenUpbringing => Some(AmbassadorInterest::Schooling),
        _ => None,
    });
    by_project.chain(by_motive).collect()
}

/// The number of the département of a French postal code. Corsica's says nothing of its two départements.
#[must_use]
pub fn origin_of(country: Option<&str>, postal_code: Option<&str>) -> Option<String> {
    let code = postal_code.filter(|_| country.is_none_or(|country| country == "FR"))?;
    let digits = code.len() == 5 && code.chars().all(|letter| letter.is_ascii_digit());
    let number = code.get(..if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 })?;
    (digits && number != "20" && number != "00").then(|| number.to_owned())
}

/// The agreement of a household to be put in touch, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgreementInput {
    /// Whether the household agreed.
    pub agreed: bool,
    /// Code of the channel.
    pub channel: String,
    /// What proves it.
    pub proof: Option<String>,
}

/// The agreement of a household to be put in touch with an ambassador: kept with each proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// How it was collected.
    pub channel: ConsentChannel,
    /// What proves it.
    pub proof: Option<String>,
}

impl Agreement {
    /// Reads an agreement.
    ///
    /// # Errors
    /// `consent_required` on `/agreed` without one; `unknown_code`, `too_long`.
    pub fn parse(input: &AgreementInput) -> Result<Agreement, FieldErrors> {
        let mut errors = FieldErrors::new();
        if !input.agreed {
            errors.push("/agreed", "consent_required");
        }
        let channel = errors.keep("/channel", code(&input.channel, ConsentChannel::parse));
        let proof = errors.keep("/proof", optional_text(input.proof.as_deref(), COMMENT_MAX)).flatten();
        errors.finish(channel.map(|channel| Agreement { channel, proof }))
    }
}

/// The states that staff may give a proposal. Accepting and refusing are the ambassador's.
#[must_use]
pub const fn allowed_next(from: SponsoringStatus) -> &'static [SponsoringStatus] {
    match from {
        Proposed => &[Sent, Withdrawn],
        Sent => &[Withdrawn],
        Accepted => &[Ended],
        Refused | Withdrawn | Ended => &[],
    }
}

/// Whether a proposal in this state fills a place of the ambassador, and is the one of its household.
#[must_use]
pub const fn is_open(status: SponsoringStatus) -> bool {
    matches!(status, Sent | Accepted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::{select, subsequence};

    use super::*;
    use SponsoringReason as Why;

    fn candidate(number: u128) -> Candidate {
        Candidate {
            id: Uuid::from_u128(number),
            status: AmbassadorStatus::Active,
            capacity: 1,
            load: 0,
            known_here: false,
            commune_code: Some("46102".into()),
            epci_code: Some("200067361".into()),
            stage: None,
            languages: vec![],
            origin: None,
            interests: vec![],
        }
    }

    fn family() -> Household {
        Household {
            commune_code: Some("46102".into()),
            epci_code: Some("200067361".into()),
            stages: stages_of(&[AgeBand::Under3, AgeBand::SixTo10]),
            language: Some(Language::Dutch),
            origin: origin_of(Some("FR"), Some("44000")),
            interests: interests_of(&[ProjectType::FarmTakeover], &[Motive::Nature]),
        }
    }

    #[test]
    fn more_in_common_comes_first_and_says_why() {
        let near = candidate(1);
        let neighbour = Candidate { commune_code: Some("46128".into()), ..candidate(2) };
        let parent = Candidate {
            stage: Some(FamilyStage::Schoolchildren),
            languages: vec![Language::Dutch],
            origin: Some("44".into()),
            interests: vec![AmbassadorInterest::Agriculture],
            ..neighbour.clone()
        };
        let parent = Candidate { id: Uuid::from_u128(3), ..parent };
        let stranger = Candidate { commune_code: None, epci_code: None, ..candidate(4) };
        let found = propose(&family(), &[stranger, neighbour, near, parent]);
        let told: Vec<(u128, &[SponsoringReason])> =
            found.iter().map(|one| (one.id.as_u128(), one.reasons.as_slice())).collect();
        let parent: &[Why] = &[Why::SameEpci, Why::FamilyStage, Why::Language, Why::SameOrigin, Why::Interests];
        assert_eq!(told, [(3, parent), (1, &[Why::SameCommune]), (2, &[Why::SameEpci])], "nobody without a reason");
    }

    #[test]
    fn those_who_come_from_a_commune_and_live_elsewhere_are_no_neighbours() {
        let away = Candidate { epci_code: None, ..candidate(1) };
        assert!(propose(&family(), &[away]).is_empty());
        let french = Household { language: Some(Language::French), ..Household::default() };
        assert!(propose(&french, &[Candidate { languages: vec![Language::French], ..candidate(1) }]).is_empty());
    }

    #[test]
    fn an_origin_is_told_by_the_postal_code() {
        assert_eq!(origin_of(None, Some("31000")).as_deref(), Some("31"));
        assert_eq!(origin_of(Some("FR"), Some("97400")).as_deref(), Some("974"));
        for (country, code) in [(Some("BE"), Some("10000")), (None, Some("20000")), (None, Some("4é600")), (None, None)]
        {
            assert_eq!(origin_of(country, code), None, "{country:?} {code:?}");
        }
    }

    #[test]
    fn nobody_is_put_in_touch_who_did_not_agree() {
        let input = AgreementInput { channel: "phone".into(), ..AgreementInput::default() };
        let refused = Agreement::parse(&input).expect_err("no agreement").into_vec();
        assert_eq!((refused.len(), refused[0].code), (1, "consent_required"));
        assert!(Agreement::parse(&AgreementInput { agreed: true, ..input }).is_ok());
    }

    fn any_candidate() -> impl Strategy<Value = Candidate> {
        let who = (0..30_u128, select(AmbassadorStatus::ALL), 0..4_i32, 0..4_i32, any::<bool>());
        let place = proptest::option::of(select(vec![("46102", "200067361"), ("46128", "200066371")]));
        let common = (
            proptest::option::of(select(FamilyStage::ALL)),
            subsequence(vec![Language::French, Language::Dutch], 0..=2),
            proptest::option::of(select(vec!["44", "31"])),
            subsequence(AmbassadorInterest::ALL.to_vec(), 0..=4),
        );
        (who, place, common).prop_map(|((id, status, capacity, load, known_here), place, common)| Candidate {
            id: Uuid::from_u128(id),
            status,
            capacity,
            load,
            known_here,
            commune_code: place.map(|(commune, _)| commune.to_owned()),
            epci_code: place.map(|(_, epci)| epci.to_owned()),
            stage: common.0,
            languages: common.1,
            origin: common.2.map(str::to_owned),
            interests: common.3,
        })
    }

    /// Each id once, as in a table.
    fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
        proptest::collection::vec(any_candidate(), 0..25).prop_map(|mut all| {
            let mut seen = BTreeSet::new();
            all.retain(|one| seen.insert(one.id));
            all
        })
    }

    proptest! {
        #[test]
        fn the_order_of_the_rows_changes_nothing((all, shuffled) in candidates()
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))) {
            prop_assert_eq!(propose(&family(), &all), propose(&family(), &shuffled));
        }

        #[test]
        fn nobody_who_is_excluded_is_ever_proposed(all in candidates()) {
            let found = propose(&family(), &all);
            prop_assert!(found.len() <= MOST_PROPOSALS);
            for one in &found {
                let who = all.iter().find(|candidate| candidate.id == one.id).expect("one of them");
                prop_assert!(may_be_asked(who) && who.load < who.capacity && !one.reasons.is_empty());
                prop_assert_eq!(who.status, AmbassadorStatus::Active);
            }
            let ids: BTreeSet<Uuid> = found.iter().map(|one| one.id).collect();
            prop_assert_eq!(ids.len(), found.len(), "nobody twice");
        }

        #[test]
        fn whoever_goes_makes_room_for_the_next(all in candidates()) {
            let found = propose(&family(), &all);
            if let Some(first) = found.first() {
                let rest: Vec<Candidate> = all.into_iter().filter(|one| one.id != first.id).collect();
                let after = propose(&family(), &rest);
                prop_assert!(after.starts_with(found.get(1..).unwrap_or_default()), "the others move up in their order");
            }
        }
    }
}
