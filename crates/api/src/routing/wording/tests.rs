//! The texts that people read, against the ones somebody read aloud: `tests/golden/explanations-fr.txt`.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use domain::codes::{Language, PartnerKind, ProjectType, ReferentRole};
use domain::routing::{Away, Candidate, RoutingTable, Wish, technical, territorial};

use super::super::dto::Lines;
use super::*;

const GOLDEN: &str = include_str!("../../../../../tests/golden/explanations-fr.txt");
const SHIPPED: &str = include_str!("../../../../../data/reference/routing-table.json");

fn shipped() -> RoutingTable {
    let lines: Lines = serde_json::from_str(SHIPPED).unwrap();
    RoutingTable::parse(&lines.to_input()).unwrap()
}

#[test]
fn the_shipped_table_covers_every_project_and_every_need() {
    let table = shipped();
    for project in ProjectType::ALL {
        assert!(table.technical.iter().any(|rule| rule.project_types.contains(project)), "{project}");
    }
    let themes: Vec<_> = table.needs.iter().map(|rule| rule.theme).collect();
    assert_eq!(themes, domain::codes::NeedTheme::ALL);
}

fn member(id: u128, name: &str, (kind, partner): (PartnerKind, &str), zone: &str) -> NetworkMember {
    let candidate = Candidate {
        id: Uuid::from_u128(id),
        active: true,
        partner_kind: kind,
        zones: BTreeSet::from([zone.to_owned()]),
        project_types: BTreeSet::new(),
        languages: BTreeSet::from([Language::French]),
        capacity: Some(25),
        open_files: 12,
        last_assigned_at: None,
        away: None,
    };
    NetworkMember { candidate, name: name.to_owned(), partner_name: partner.to_owned(), email: None, user_id: None }
}

fn network() -> Vec<NetworkMember> {
    let (epci, chamber) = (PartnerKind::Epci, PartnerKind::ChamberAgriculture);
    let figeac = (epci, "CC Grand-Figeac");
    let mut thomas = member(1, "Thomas Vidal", figeac, "200067361");
    thomas.candidate.languages.insert(Language::English);
    let mut lea = member(2, "Léa Cournut", figeac, "46102");
    lea.candidate.open_files = 1;
    let mut nadia = member(3, "Nadia Benali", (epci, "CA du Grand Cahors"), "200023737");
    nadia.candidate.capacity = None;
    let mut paul = member(4, "Paul Estival", figeac, "200067361");
    paul.candidate.away = Some(Away { substitute_id: Some(Uuid::from_u128(3)) });
    let mut karine = member(5, "Karine Soulié", figeac, "200067361");
    karine.candidate.open_files = 25;
    let mut mathieu = member(6, "Mathieu Bonnal", (chamber, "Chambre d’agriculture du Lot"), "46");
    mathieu.candidate.project_types.insert(ProjectType::FarmTakeover);
    mathieu.candidate.open_files = 0;
    vec![thomas, lea, nadia, paul, karine, mathieu]
}

fn case(wish: Option<&str>, projects: &[ProjectType], language: Option<Language>) -> Case {
    let wish = wish.map(|code| Wish { code: code.to_owned(), epci_code: Some("200067361".to_owned()) });
    Case { wish, project_types: projects.to_vec(), language }
}

#[test]
fn explanations_read_like_somebody_wrote_them() {
    let network = network();
    let places: HashMap<String, String> = [("46102", "Figeac"), ("200067361", "CC Grand-Figeac")]
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .into();
    let candidates: Vec<Candidate> = network.iter().map(|member| member.candidate.clone()).collect();
    let farm = [ProjectType::FarmTakeover];
    let cases = [
        ("Une reprise agricole à Figeac", case(Some("46102"), &farm, None)),
        ("La même, en anglais", case(Some("46102"), &farm, Some(Language::English))),
        ("Grand-Figeac, sans projet dit", case(Some("200067361"), &[], None)),
        ("Aucun territoire, retraite", case(None, &[ProjectType::Retirement], None)),
    ];
    let mut told = String::new();
    for (title, case) in &cases {
        let wording = Wording { case, network: &network, places: &places };
        for (role, refused) in [
            (ReferentRole::Territorial, BTreeSet::new()),
            (ReferentRole::Territorial, BTreeSet::from([Uuid::from_u128(2)])),
            (ReferentRole::Technical, BTreeSet::new()),
        ] {
            let decision = match role {
                ReferentRole::Technical => technical(&shipped(), case, &candidates, &refused),
                _ => territorial(&shipped(), case, &candidates, &refused),
            };
            tell(&mut told, &wording, (title, &decision));
        }
    }
    assert_eq!(told, GOLDEN, "\n{told}");
}

fn tell(told: &mut String, wording: &Wording<'_>, (title, decision): (&str, &Decision)) {
    let answer = wording.decision(decision);
    writeln!(told, "# {title} — {}\n{}", label("referent_roles", &answer.role), answer.summary).unwrap();
    if let Some(chosen) = decision.chosen() {
        writeln!(told, "Au foyer : {}", wording.because(decision, chosen)).unwrap();
    }
    for rule in &answer.rules {
        writeln!(told, "Règle {} : {}", rule.key, rule.sentence).unwrap();
    }
    for one in &answer.candidates {
        let place = one.rank.map_or_else(|| "écarté".to_owned(), |rank| format!("{rank}"));
        writeln!(told, "  {place} {} — {}", one.name, one.sentence).unwrap();
    }
    told.push('\n');
}
