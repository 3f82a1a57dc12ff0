//! Reference tables: the shipped files, the cut-down official ones, and the whole official ones when
//! they are at hand (in CI they must be).

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use domain::activities::parse_activities;
use domain::codes::{TerritoryKind, TitleKind};
use domain::occupations::{self, OfficialFile};
use domain::reference::{Parsed, TableError};
use domain::territories::{self, parse_communes, parse_epcis};
use domain::text::fold;

type Outcome = Result<(), Box<dyn Error>>;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn shipped(name: &str) -> Result<String, std::io::Error> {
    fs::read_to_string(Path::new(ROOT).join("data/reference").join(name))
}

fn fixture(name: &str) -> Result<String, std::io::Error> {
    fs::read_to_string(Path::new(ROOT).join("tests/fixtures/reference").join(name))
}

/// A whole official file, or `None` on a machine that does not have it; CI must have it.
fn official(name: &str) -> Result<Option<String>, std::io::Error> {
    let shared =
        option_env!("OHMYLOT_SHARED_DATA").map_or_else(|| Path::new(ROOT).join("../shared/data"), PathBuf::from);
    let path = shared.join("import").join(name);
    if option_env!("CI") != Some("true") && !path.exists() {
        return Ok(None);
    }
    fs::read_to_string(path).map(Some)
}

fn refusals<T>(parsed: &Parsed<T>) -> Vec<(u64, &'static str)> {
    let refused = parsed.report.refused.iter();
    refused.map(|r| (r.line, r.reason.code())).collect()
}

fn all_accepted<T>(parsed: &Parsed<T>, rows: usize) {
    assert_eq!(parsed.report.refused, []);
    assert_eq!((parsed.report.read, parsed.items.len()), (rows, rows));
}

fn shipped_codes() -> Result<BTreeSet<String>, Box<dyn Error>> {
    let parsed = occupations::parse_occupations(&shipped("rome-v460.csv")?)?;
    all_accepted(&parsed, 1584);
    Ok(occupations::codes_of(&parsed))
}

#[test]
fn shipped_territories_form_one_tree() -> Outcome {
    let epcis = parse_epcis(&shipped("epcis-46.csv")?)?;
    all_accepted(&epcis, 10);
    let communes = parse_communes(&shipped("communes-46.csv")?, &epcis.items)?;
    all_accepted(&communes, 312);
    for epci in &epcis.items {
        let members = communes.items.iter().filter(|c| c.epci_siren == epci.siren);
        assert_eq!(members.count(), usize::try_from(epci.communes_in_lot)?, "{}", epci.name);
    }

    let tree = territories::tree(&epcis.items, &communes.items);
    let codes: BTreeSet<_> = tree.iter().map(|t| t.code.as_str()).collect();
    assert_eq!((tree.len(), codes.len()), (323, 323));
    for territory in &tree {
        let parent = territory.parent_code.as_deref();
        assert_eq!(parent.is_none(), territory.kind == TerritoryKind::Departement);
        assert!(parent.is_none_or(|parent| codes.contains(parent)), "{territory:?}");
        assert!((44.0..45.2).contains(&territory.latitude), "{territory:?}");
        assert!((0.9..2.3).contains(&territory.longitude), "{territory:?}");
    }
    let population = |kind| tree.iter().filter(|t| t.kind == kind).map(|t| t.population).sum::<i32>();
    assert_eq!(population(TerritoryKind::Departement), population(TerritoryKind::Commune));
    assert_eq!(population(TerritoryKind::Epci), population(TerritoryKind::Commune));
    Ok(())
}

#[test]
fn faulty_communes_are_refused_one_by_one() -> Outcome {
    let epcis = parse_epcis(&shipped("epcis-46.csv")?)?;
    let parsed = parse_communes(&fixture("communes-cut.csv")?, &epcis.items)?;
    assert_eq!(
        refusals(&parsed),
        [
            (26, "invalid"),
            (27, "unknown"),
            (28, "invalid"),
            (29, "invalid"),
            (30, "invalid"),
            (31, "missing"),
            (32, "repeated"),
        ]
    );
    assert_eq!((parsed.report.read, parsed.report.accepted()), (31, 24));
    let reason = parsed.report.refused.get(1).map(|r| r.reason.to_string());
    assert_eq!(reason.as_deref(), Some("`epci_siren` names \"111111111\", which is unknown"));
    Ok(())
}

#[test]
fn shipped_activities_carry_their_nomenclature() -> Outcome {
    let parsed = parse_activities(&shipped("naf-rev2.csv")?)?;
    all_accepted(&parsed, 1707);
    assert!(parsed.items.iter().all(|a| a.nomenclature == "NAF rév. 2"));
    let subclasses = parsed.items.iter().filter(|a| a.code.len() == 6).count();
    assert_eq!(subclasses, 732);

    let mixed = "code,label,nomenclature\n01.11Z,Blé,NAF rév. 2\n01.11Z,Autre,NAF 2025\n01.,x,NAF 2025\n01.11Z,Blé,NAF rév. 2\n0111Z,x,NAF rév. 2\n";
    assert_eq!(refusals(&parse_activities(mixed)?), [(4, "invalid"), (5, "repeated"), (6, "invalid")]);
    Ok(())
}

#[test]
fn shipped_everyday_titles_point_at_occupations() -> Outcome {
    let text = shipped("everyday-titles.csv")?;
    let parsed = occupations::parse_everyday_titles(&text, &shipped_codes()?)?;
    all_accepted(&parsed, text.lines().count() - 1);
    assert!(parsed.items.len() >= 500);
    let code_of = |word: &str| {
        let mut titles = parsed.items.iter();
        titles.find(|t| fold(&t.title) == fold(word)).map(|t| t.occupation_code.as_str())
    };
    for (word, code) in [
        ("usineur", "H2903"),
        ("infirmiere", "J1506"),
        ("aide soignante", "J1501"),
        ("macon", "F1703"),
        ("chauffeur pl", "N4101"),
        ("interne en medecine", "J1102"),
        ("eleveur ovin", "A1410"),
        ("serveuse", "G1803"),
    ] {
        assert_eq!(code_of(word), Some(code), "{word}");
    }
    let keys: Vec<_> = parsed.items.iter().map(|t| fold(&t.title)).collect();
    assert!(keys.is_sorted(), "titles are kept sorted for readable diffs");
    Ok(())
}

#[test]
fn cut_official_occupations_and_titles_are_read_with_their_refusals() -> Outcome {
    let text = fixture("unix_referentiel_code_rome_cut_utf8.csv")?;
    assert_eq!(OfficialFile::recognise(&text), Some(OfficialFile::Occupations));
    let parsed = occupations::parse_official_occupations(&text)?;
    assert_eq!(
        refusals(&parsed),
        [(13, "invalid"), (14, "repeated"), (15, "unknown"), (16, "missing"), (17, "unreadable"),]
    );
    let parent = parsed.items.iter().find(|o| o.code == "J1508").and_then(|o| o.parent_code.clone());
    assert_eq!(parent.as_deref(), Some("J1506"));

    let text = fixture("unix_referentiel_appellation_cut_utf8.csv")?;
    assert_eq!(OfficialFile::recognise(&text), Some(OfficialFile::Titles));
    let titles = occupations::parse_official_titles(&text, &occupations::codes_of(&parsed))?;
    assert_eq!(refusals(&titles), [(30, "invalid"), (31, "repeated"), (32, "unknown"), (33, "missing")]);
    assert!(titles.items.iter().all(|t| t.kind == TitleKind::Appellation));
    Ok(())
}

#[test]
fn another_table_is_not_taken_for_an_official_file() -> Outcome {
    assert_eq!(OfficialFile::recognise(&shipped("rome-v460.csv")?), None);
    assert_eq!(OfficialFile::recognise(""), None);
    let wrong = occupations::parse_official_occupations(&shipped("rome-v460.csv")?);
    assert_eq!(wrong, Err(TableError::MissingColumn("code_rome")));
    Ok(())
}

#[test]
fn whole_official_files_are_accepted_without_refusal() -> Outcome {
    let Some(text) = official("unix_referentiel_code_rome_v460_utf8.csv")? else {
        return Ok(());
    };
    let parsed = occupations::parse_official_occupations(&text)?;
    all_accepted(&parsed, 1584);
    let codes = occupations::codes_of(&parsed);
    assert_eq!(codes, shipped_codes()?);
    let families: BTreeSet<_> = parsed.items.iter().map(|o| &o.parent_code).collect();
    assert_eq!(families.len(), 532);

    let Some(text) = official("unix_referentiel_appellation_v460_utf8.csv")? else {
        return Ok(());
    };
    all_accepted(&occupations::parse_official_titles(&text, &codes)?, 13_120);
    Ok(())
}
