//! Every code of every list has one French label, and no label stands without its code.

use std::collections::BTreeSet;
use std::error::Error;

use domain::codes::{self, ContractType, ProspectStatus};

fn labels() -> Result<Vec<[String; 4]>, Box<dyn Error>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/reference/labels-fr.csv");
    let mut reader = csv::Reader::from_path(path)?;
    assert_eq!(reader.headers()?.iter().collect::<Vec<_>>(), ["list", "code", "label", "description"]);
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

#[test]
fn each_code_has_exactly_one_label() -> Result<(), Box<dyn Error>> {
    let rows = labels()?;
    let labelled: Vec<_> = rows.iter().map(|[list, code, ..]| (list.as_str(), code.as_str())).collect();
    let declared: Vec<_> =
        codes::lists().iter().flat_map(|(list, codes)| codes.iter().map(move |code| (*list, *code))).collect();
    // Same content in the same order: screens show the order of the declaration.
    assert_eq!(labelled, declared);
    Ok(())
}

#[test]
fn labels_of_one_list_differ_and_are_clean() -> Result<(), Box<dyn Error>> {
    let mut seen = BTreeSet::new();
    for [list, code, label, description] in labels()? {
        for text in [&label, &description] {
            assert_eq!(text.trim(), text, "{list}/{code} has stray spaces");
        }
        assert!(!label.is_empty(), "{list}/{code} has no label");
        assert!(seen.insert((list.clone(), label.clone())), "{list} says {label:?} twice");
    }
    Ok(())
}

#[test]
fn list_names_and_codes_are_unique_and_well_formed() {
    let mut names = BTreeSet::new();
    for (list, codes) in codes::lists() {
        assert!(names.insert(list), "list {list} is declared twice");
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "{list}");
        for code in *codes {
            let well_formed = |c: char| c.is_ascii_alphanumeric() || c == '_';
            assert!(code.chars().all(well_formed), "{list}/{code}");
        }
    }
}

#[test]
fn codes_parse_back_to_their_value_and_nothing_else_parses() {
    for status in ProspectStatus::ALL {
        assert_eq!(ProspectStatus::parse(status.as_str()), Some(*status));
        assert_eq!(status.to_string(), status.as_str());
    }
    for stranger in ["", "New", " new", "new ", "installé"] {
        assert_eq!(ProspectStatus::parse(stranger), None, "{stranger:?}");
    }
    assert_eq!(ContractType::parse("CDI"), Some(ContractType::Cdi));
    assert_eq!(ContractType::parse("cdi"), None);
}
