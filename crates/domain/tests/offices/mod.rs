//! Fixture files and reference data, decoded as plainly as possible.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::imports::{Gazetteer, Place, PlaceKind, Table, Vocabulary};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// What the engine is given besides the file.
pub struct Reference {
    pub vocabulary: Vocabulary,
    pub gazetteer: Gazetteer,
    pub today: NaiveDate,
}

impl Reference {
    pub fn load() -> Self {
        let read = |name: &str| {
            let text = fs::read_to_string(root().join("data/reference").join(name)).unwrap();
            rows(&text, b',').into_iter().skip(1).collect::<Vec<_>>()
        };
        let words = read("import-vocabulary.csv");
        let vocabulary = Vocabulary::new(words.iter().map(|row| (&*row[0], &*row[1], &*row[2]))).unwrap();
        let place = |kind, row: &Vec<String>, epci: Option<&String>| Place {
            code: row[0].clone(),
            name: row[1].clone(),
            kind,
            epci: epci.cloned(),
        };
        let communes = read("communes-46.csv").into_iter().map(|row| place(PlaceKind::Commune, &row, row.get(2)));
        let epcis = read("epcis-46.csv").into_iter().map(|row| place(PlaceKind::Epci, &row, None));
        let gazetteer = Gazetteer::new(communes.chain(epcis), &vocabulary);
        Self { vocabulary, gazetteer, today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap() }
    }
}

/// An office's file and what a right import gives for it.
pub struct Office {
    pub table: Table,
    pub expected: Value,
}

impl Office {
    pub fn read(name: &str, extension: &str, delimiter: u8) -> Self {
        let path = |ending: &str| root().join(format!("tests/fixtures/imports/{name}.{ending}"));
        let bytes = fs::read(path(extension)).unwrap();
        let encoding = if std::str::from_utf8(&bytes).is_ok() { encoding_rs::UTF_8 } else { encoding_rs::WINDOWS_1252 };
        let (text, _, _) = encoding.decode(&bytes);
        let mut rows = rows(&text, delimiter);
        let headers = rows.remove(0);
        let expected = serde_json::from_str(&fs::read_to_string(path("expected.json")).unwrap()).unwrap();
        Self { table: Table { headers, rows }, expected }
    }
}
