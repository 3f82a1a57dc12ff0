//! The routing engine: the rules of the programme by example, and what must hold whatever the network looks like.

use std::collections::BTreeSet;

use chrono::{DateTime, Duration, Utc};
use domain::codes::{
    Language, PartnerKind, PoolReason, ProjectType, RankingCriterion, RoutingExclusion, ZonePrecision,
};
use domain::routing::{
    Away, Candidate, Case, Decision, NeedRuleInput, Nobody, Outcome, RoutingTable, RoutingTableInput,
    TechnicalRuleInput, TerritorialRuleInput, Wish, technical, territorial,
};
use proptest::prelude::*;
use uuid::Uuid;

const FIGEAC: &str = "46102";
const GRAND_FIGEAC: &str = "200067361";
const CAUVALDOR: &str = "200066371";
const LOT: &str = "46";

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn input() -> RoutingTableInput {
    let line = |key: &str, projects: &[&str], kinds: &[&str]| TechnicalRuleInput {
        key: key.to_owned(),
        project_types: strings(projects),
        partner_kinds: strings(kinds),
        sentence: format!("La ligne {key} s'applique."),
    };
    let place =
        |sentence: &str| TerritorialRuleInput { partner_kinds: strings(&["epci"]), sentence: sentence.to_owned() };
    RoutingTableInput {
        automatic: true,
        wished: place("L'EPCI souhaité accompagne."),
        no_territory: place("Le programme en parle d'abord avec le foyer."),
        technical: vec![
            line("farm", &["farm_takeover"], &["chamber_agriculture"]),
            line("employment", &["employee"], &["france_travail", "departement"]),
            line("health", &["health"], &["departement"]),
        ],
        needs: vec![NeedRuleInput {
            theme: "housing".to_owned(),
            partner_kinds: strings(&["housing", "epci"]),
            sentence: "Le logement est suivi sur place.".to_owned(),
        }],
    }
}

fn table() -> RoutingTable {
    RoutingTable::parse(&input()).unwrap_or_else(|errors| panic!("{errors:?}"))
}

fn candidate(id: u128, kind: PartnerKind, zone: &str) -> Candidate {
    Candidate {
        id: Uuid::from_u128(id),
        active: true,
        partner_kind: kind,
        zones: BTreeSet::from([zone.to_owned()]),
        project_types: BTreeSet::new(),
        languages: BTreeSet::from([Language::French]),
        capacity: Some(20),
        open_files: 0,
        last_assigned_at: None,
        away: None,
    }
}

fn epci(id: u128, zone: &str) -> Candidate {
    candidate(id, PartnerKind::Epci, zone)
}

fn case(wish: Option<(&str, &str)>, projects: &[ProjectType]) -> Case {
    let wish = wish.map(|(code, epci)| Wish { code: code.to_owned(), epci_code: Some(epci.to_owned()) });
    Case { wish, project_types: projects.to_vec(), language: None }
}

fn figeac() -> Case {
    case(Some((FIGEAC, GRAND_FIGEAC)), &[ProjectType::Employee])
}

fn order(decision: &Decision) -> Vec<u128> {
    decision.ranked.iter().map(|ranked| ranked.referent_id.as_u128()).collect()
}

fn on_territory(case: &Case, candidates: &[Candidate]) -> Decision {
    territorial(&table(), case, candidates, &BTreeSet::new())
}

fn exclusions(decision: &Decision) -> Vec<(u128, RoutingExclusion)> {
    decision.excluded.iter().map(|one| (one.referent_id.as_u128(), one.reason)).collect()
}

#[test]
fn the_commune_comes_before_the_epci_and_the_epci_before_the_departement() {
    let network = [epci(1, LOT), epci(2, GRAND_FIGEAC), epci(3, FIGEAC), epci(4, CAUVALDOR)];
    let decision = on_territory(&figeac(), &network);
    assert_eq!(order(&decision), [3, 2, 1]);
    assert_eq!(decision.ranked[0].precision, Some(ZonePrecision::Commune));
    assert_eq!(exclusions(&decision), [(4, RoutingExclusion::OutOfZone)]);
    assert_eq!(decision.rules[0].key, "wished");
}

#[test]
fn a_wished_epci_is_not_met_by_one_of_its_communes() {
    let decision =
        on_territory(&case(Some((GRAND_FIGEAC, GRAND_FIGEAC)), &[]), &[epci(1, FIGEAC), epci(2, GRAND_FIGEAC)]);
    assert_eq!(order(&decision), [2]);
    assert_eq!(decision.ranked[0].precision, Some(ZonePrecision::Epci));
}

#[test]
fn then_projects_language_load_rest_and_id_decide_in_this_order() {
    let now: DateTime<Utc> = "2026-11-27T09:00:00Z".parse().unwrap();
    let english = Case { language: Some(Language::English), ..figeac() };
    let base = |id| epci(id, GRAND_FIGEAC);
    let specialist = Candidate { project_types: BTreeSet::from([ProjectType::Employee]), open_files: 19, ..base(9) };
    let speaker =
        Candidate { languages: BTreeSet::from([Language::French, Language::English]), open_files: 18, ..base(8) };
    let idle = Candidate { open_files: 1, last_assigned_at: Some(now), ..base(7) };
    let rested = Candidate { open_files: 2, last_assigned_at: Some(now - Duration::days(9)), ..base(6) };
    let never = Candidate { open_files: 2, ..base(5) };
    let (twin, busy) =
        (Candidate { open_files: 2, ..base(4) }, Candidate { capacity: Some(4), open_files: 2, ..base(1) });
    let network = [busy, twin, never, rested, idle, speaker, specialist];
    let decision = on_territory(&english, &network);
    assert_eq!(order(&decision), [9, 8, 7, 4, 5, 6, 1]);
    let behind: Vec<_> = decision.ranked.iter().map(|ranked| ranked.behind).collect();
    let projects = Some(RankingCriterion::Projects);
    assert_eq!(behind, [None, projects, projects, projects, projects, projects, projects]);
    let [.., twin, never, rested, _] = decision.ranked.as_slice() else { panic!("seven are ranked") };
    assert!([twin, never, rested].iter().all(|one| one.speaks == Some(false)));
    let without = on_territory(&figeac(), &network[1..5]);
    assert_eq!(order(&without), [7, 4, 5, 6]);
    assert!(without.ranked[1..].iter().all(|one| one.behind == Some(RankingCriterion::Load)));
    let equals = on_territory(&figeac(), &network[1..4]);
    let behind: Vec<_> = equals.ranked.iter().map(|ranked| ranked.behind).collect();
    assert_eq!(behind, [None, Some(RankingCriterion::Order), Some(RankingCriterion::Rest)]);
}

#[test]
fn french_is_no_preference() {
    let silent = Candidate { languages: BTreeSet::new(), ..epci(1, GRAND_FIGEAC) };
    let french = Case { language: Some(Language::French), ..figeac() };
    let decision = on_territory(&french, &[epci(2, GRAND_FIGEAC), silent]);
    assert_eq!((order(&decision), decision.ranked[0].speaks), (vec![1, 2], None));
}

#[test]
fn those_who_cannot_take_the_file_say_why() {
    let base = |id| epci(id, GRAND_FIGEAC);
    let network = [
        Candidate { active: false, ..base(1) },
        base(2),
        Candidate { zones: BTreeSet::from([CAUVALDOR.to_owned()]), ..base(3) },
        Candidate { project_types: BTreeSet::from([ProjectType::Health]), ..base(4) },
        Candidate { away: Some(Away { substitute_id: None }), ..base(5) },
        Candidate { capacity: Some(3), open_files: 3, ..base(6) },
    ];
    let decision = territorial(&table(), &figeac(), &network, &BTreeSet::from([Uuid::from_u128(2)]));
    assert_eq!(
        exclusions(&decision),
        [
            (1, RoutingExclusion::Archived),
            (2, RoutingExclusion::Declined),
            (3, RoutingExclusion::OutOfZone),
            (4, RoutingExclusion::OtherProjects),
            (5, RoutingExclusion::Absent),
            (6, RoutingExclusion::Full),
        ]
    );
    assert_eq!(decision.outcome, Outcome::Pool(PoolReason::NobodyLeft));
}

#[test]
fn a_substitute_stands_in_with_the_zone_of_who_is_away() {
    let away = |id, by: u128| Candidate {
        away: Some(Away { substitute_id: Some(Uuid::from_u128(by)) }),
        ..epci(id, GRAND_FIGEAC)
    };
    let elsewhere = epci(3, CAUVALDOR);
    // 1 is replaced by 2, who is away too and replaced by 3.
    let decision = on_territory(&figeac(), &[away(1, 2), away(2, 3), elsewhere.clone()]);
    assert_eq!(order(&decision), [3]);
    assert_eq!(decision.ranked[0].in_place_of, Some(Uuid::from_u128(1)));
    assert!(exclusions(&decision).contains(&(1, RoutingExclusion::Absent)));
    // Replacing one another in a circle, or by somebody who is full, is not being replaced.
    let circle = on_territory(&figeac(), &[away(1, 2), away(2, 1)]);
    assert_eq!(circle.outcome, Outcome::Pool(PoolReason::NobodyLeft));
    let full = on_territory(&figeac(), &[away(1, 3), Candidate { open_files: 20, ..elsewhere }]);
    assert_eq!(full.outcome, Outcome::Pool(PoolReason::NobodyLeft));
}

#[test]
fn without_a_wish_the_file_waits_and_the_least_loaded_are_suggested() {
    let loaded = Candidate { open_files: 10, ..epci(1, GRAND_FIGEAC) };
    let decision = on_territory(&case(None, &[ProjectType::Employee]), &[loaded, epci(2, CAUVALDOR)]);
    assert_eq!(decision.outcome, Outcome::Pool(PoolReason::NoTerritory));
    assert_eq!((decision.chosen(), order(&decision)), (None, vec![2, 1]));
    assert_eq!(decision.rules[0].key, "none");
}

#[test]
fn the_first_project_that_the_table_covers_names_the_trade() {
    let network = [
        candidate(1, PartnerKind::ChamberAgriculture, LOT),
        candidate(2, PartnerKind::FranceTravail, LOT),
        epci(3, GRAND_FIGEAC),
    ];
    let ask = |projects: &[ProjectType]| {
        technical(&table(), &case(Some((FIGEAC, GRAND_FIGEAC)), projects), &network, &BTreeSet::new())
    };
    let farm = ask(&[ProjectType::Retirement, ProjectType::FarmTakeover, ProjectType::Employee]);
    assert_eq!(order(&farm), [1]);
    assert_eq!(farm.rules.iter().map(|rule| rule.key.as_str()).collect::<Vec<_>>(), ["farm", "employment"]);
    assert_eq!(ask(&[]).outcome, Outcome::Nobody(Nobody::NoProject));
    assert_eq!(ask(&[ProjectType::Retirement]).outcome, Outcome::Nobody(Nobody::NoRule));
    assert_eq!(ask(&[ProjectType::Health]).outcome, Outcome::Nobody(Nobody::NobodyLeft));
}

#[test]
fn a_table_names_every_wrong_line() {
    let mut wrong = input();
    wrong.wished.partner_kinds.clear();
    wrong.technical[1].project_types.push("farm_takeover".to_owned());
    wrong.technical[2].key = "farm".to_owned();
    wrong.technical[2].sentence = " ".to_owned();
    wrong.needs.push(NeedRuleInput { partner_kinds: strings(&["guild"]), ..wrong.needs[0].clone() });
    let found: Vec<_> =
        RoutingTable::parse(&wrong).unwrap_err().into_vec().into_iter().map(|e| (e.pointer, e.code)).collect();
    for expected in [
        ("/wished/partner_kinds", "required"),
        ("/technical/1/project_types/1", "duplicate"),
        ("/technical/2/key", "duplicate"),
        ("/technical/2/sentence", "required"),
        ("/needs/1/theme", "duplicate"),
        ("/needs/1/partner_kinds/0", "unknown_code"),
    ] {
        assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{expected:?} missing in {found:?}");
    }
    assert_eq!(found.len(), 6, "{found:?}");
}

fn any_candidate(count: u128) -> impl Strategy<Value = Candidate> {
    let kind = prop_oneof![
        4 => Just(PartnerKind::Epci),
        1 => Just(PartnerKind::FranceTravail),
        1 => Just(PartnerKind::Departement)
    ];
    let zone = prop::sample::select(vec![FIGEAC, GRAND_FIGEAC, CAUVALDOR, LOT]);
    let projects = prop::collection::btree_set(
        prop::sample::select(vec![ProjectType::Employee, ProjectType::Health, ProjectType::FarmTakeover]),
        0..3,
    );
    let languages = prop::collection::btree_set(prop::sample::select(vec![Language::French, Language::English]), 0..3);
    let away = prop::option::weighted(0.3, prop::option::of(0..count));
    let load = (prop::option::of(0..5), 0..5, prop::option::of(0_i64..5), prop::bool::weighted(0.9));
    (kind, zone, projects, languages, away, load).prop_map(|(kind, zone, projects, languages, away, load)| {
        let (capacity, open_files, rested, active) = load;
        Candidate {
            active,
            project_types: projects,
            languages,
            capacity,
            open_files,
            last_assigned_at: rested.map(|days| DateTime::UNIX_EPOCH + Duration::days(days)),
            away: away.map(|by| Away { substitute_id: by.map(Uuid::from_u128) }),
            ..candidate(0, kind, zone)
        }
    })
}

fn network() -> impl Strategy<Value = Vec<Candidate>> {
    prop::collection::vec(any_candidate(12), 0..12).prop_map(|mut network| {
        for (id, one) in network.iter_mut().enumerate() {
            one.id = Uuid::from_u128(id as u128);
        }
        network
    })
}

fn any_case() -> impl Strategy<Value = Case> {
    let wish = prop::option::of(prop::sample::select(vec![
        (FIGEAC, GRAND_FIGEAC),
        (GRAND_FIGEAC, GRAND_FIGEAC),
        (CAUVALDOR, CAUVALDOR),
    ]));
    let projects = Just(vec![ProjectType::Employee, ProjectType::Health, ProjectType::FarmTakeover]).prop_shuffle();
    (wish, projects, 0..4_usize, any::<bool>()).prop_map(|(wish, projects, count, english)| Case {
        language: english.then_some(Language::English),
        ..case(wish, &projects.into_iter().take(count).collect::<Vec<_>>())
    })
}

fn both(case: &Case, network: &[Candidate], refused: &BTreeSet<Uuid>) -> [Decision; 2] {
    [territorial(&table(), case, network, refused), technical(&table(), case, network, refused)]
}

proptest! {
    #[test]
    fn the_order_of_rows_is_irrelevant(case in any_case(), (network, shuffled) in network().prop_flat_map(|network| {
        (Just(network.clone()), Just(network).prop_shuffle())
    }), refused in prop::collection::btree_set((0_u128..12).prop_map(Uuid::from_u128), 0..4)) {
        prop_assert_eq!(both(&case, &network, &refused), both(&case, &shuffled, &refused));
    }

    #[test]
    fn nobody_excluded_is_ranked(case in any_case(), network in network(),
        refused in prop::collection::btree_set((0_u128..12).prop_map(Uuid::from_u128), 0..4)) {
        for decision in both(&case, &network, &refused) {
            for ranked in &decision.ranked {
                let who = network.iter().find(|one| one.id == ranked.referent_id).unwrap();
                prop_assert!(who.active && !who.is_full() && who.away.is_none() && !refused.contains(&who.id));
                prop_assert!(decision.excluded.iter().all(|one| one.referent_id != who.id));
            }
            let ids: BTreeSet<Uuid> = decision.ranked.iter().map(|ranked| ranked.referent_id).collect();
            prop_assert_eq!(ids.len(), decision.ranked.len(), "everybody is ranked once");
            prop_assert_eq!(decision.chosen().is_some(), decision.outcome == Outcome::Referent);
        }
    }

    #[test]
    fn an_unrelated_referent_changes_nothing(case in any_case(), network in network()) {
        let mut larger = network.clone();
        larger.push(Candidate { zones: BTreeSet::from(["12".to_owned()]), ..epci(99, "12") });
        larger.push(candidate(98, PartnerKind::Tourism, LOT));
        for (before, after) in both(&case, &network, &BTreeSet::new()).into_iter().zip(both(&case, &larger, &BTreeSet::new())) {
            if case.wish.is_some() {
                prop_assert_eq!(before.outcome, after.outcome);
                prop_assert_eq!(&before.ranked, &after.ranked);
            }
            prop_assert_eq!(before.rules, after.rules);
            prop_assert!(after.ranked.iter().all(|ranked| ranked.referent_id != Uuid::from_u128(98)));
        }
    }

    #[test]
    fn refusals_lead_down_the_ranking_to_the_pool(case in any_case(), network in network()) {
        let mut refused = BTreeSet::new();
        let mut asked = vec![];
        loop {
            let decision = territorial(&table(), &case, &network, &refused);
            let Some(next) = decision.ranked.first() else {
                prop_assert_eq!(decision.outcome, Outcome::Pool(PoolReason::NobodyLeft));
                break;
            };
            prop_assert!(!asked.contains(&next.referent_id), "asked twice");
            asked.push(next.referent_id);
            refused.insert(next.referent_id);
        }
    }
}
