//! How long it takes to route 10,000 households over a network of 200 référents, both parts, explanation included.
//! `cargo bench -p domain` prints the median of five rounds.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::time::Instant;

use domain::codes::{Language, PartnerKind, ProjectType};
use domain::routing::{
    Candidate, Case, RoutingTable, RoutingTableInput, TechnicalRuleInput, TerritorialRuleInput, Wish, technical,
    territorial,
};
use uuid::Uuid;

const HOUSEHOLDS: usize = 10_000;
const REFERENTS: u128 = 200;
const ROUNDS: usize = 5;

fn table() -> Option<RoutingTable> {
    let kinds = |kinds: &[PartnerKind]| kinds.iter().map(ToString::to_string).collect::<Vec<_>>();
    let place = TerritorialRuleInput { partner_kinds: kinds(&[PartnerKind::Epci]), sentence: "Sur place.".to_owned() };
    let trade = |project: ProjectType, kind| TechnicalRuleInput {
        key: project.to_string(),
        project_types: vec![project.to_string()],
        partner_kinds: kinds(&[kind]),
        sentence: "Par son métier.".to_owned(),
    };
    let input = RoutingTableInput {
        automatic: true,
        wished: place.clone(),
        no_territory: place,
        technical: vec![
            trade(ProjectType::FarmTakeover, PartnerKind::ChamberAgriculture),
            trade(ProjectType::Employee, PartnerKind::FranceTravail),
        ],
        needs: vec![],
    };
    RoutingTable::parse(&input).ok()
}

/// Ten EPCI of ten communes; a third of the network are people of a trade for the whole département.
fn network() -> Vec<Candidate> {
    let referent = |id: u128| {
        let (kind, zone) = match id % 6 {
            0 => (PartnerKind::ChamberAgriculture, "46".to_owned()),
            1 => (PartnerKind::FranceTravail, "46".to_owned()),
            2 => (PartnerKind::Epci, format!("46{:03}", id % 100)),
            _ => (PartnerKind::Epci, format!("2000000{:02}", id % 10)),
        };
        Candidate {
            id: Uuid::from_u128(id),
            active: true,
            partner_kind: kind,
            zones: BTreeSet::from([zone]),
            project_types: BTreeSet::new(),
            languages: BTreeSet::from([Language::French]),
            capacity: Some(25),
            open_files: i32::try_from(id % 27).unwrap_or_default(),
            last_assigned_at: None,
            away: None,
        }
    };
    (0..REFERENTS).map(referent).collect()
}

fn households() -> Vec<Case> {
    let household = |index: usize| Case {
        wish: (!index.is_multiple_of(10)).then(|| Wish {
            code: format!("46{:03}", index % 100),
            epci_code: Some(format!("2000000{:02}", index % 10)),
        }),
        project_types: vec![if index.is_multiple_of(3) { ProjectType::FarmTakeover } else { ProjectType::Employee }],
        language: None,
    };
    (0..HOUSEHOLDS).map(household).collect()
}

fn main() -> std::io::Result<()> {
    let Some(table) = table() else { return Err(std::io::Error::other("the table of the benchmark is wrong")) };
    let (network, households, nobody) = (network(), households(), BTreeSet::new());
    let mut rounds = vec![];
    let mut asked = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        for case in &households {
            asked += usize::from(territorial(&table, case, &network, &nobody).chosen().is_some());
            asked += usize::from(technical(&table, case, &network, &nobody).chosen().is_some());
        }
        rounds.push(begun.elapsed());
    }
    rounds.sort();
    let median = rounds.get(ROUNDS / 2).copied().unwrap_or_default();
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{HOUSEHOLDS} households x {REFERENTS} référents: {median:?} (median of {ROUNDS}), {} asked",
        asked / ROUNDS
    )
}
