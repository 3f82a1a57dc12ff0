//! Seven years of the first office, recomputed.

use std::collections::BTreeMap;

use domain::indicators::{Dimension, Indicator, Nature, Period, Scope, Unit};
use persistence::indicators::{files_of, measure};
use serde_json::{Value, json};

use super::{definitions, figure, parts, value};
use crate::harness::{Client, Person, TestApp};
use crate::imports::{commit, expected, fixture, upload};

const HISTORY: &str = "historique-2018-2024";

/// The history as it was sent.
pub async fn imported(t: &TestApp) -> Person {
    let admin = t.admin().await;
    let import = upload(&admin, "historique.csv", std::fs::read(fixture(&format!("{HISTORY}.csv"))).unwrap()).await;
    commit(&admin, &import.expect(201).json()).await;
    admin
}

/// A figure of each year that is not zero.
async fn by_year(who: &Client, code: &str) -> Value {
    let mut years = BTreeMap::new();
    for year in 2018..=2025 {
        let found = value(who, code, &year.to_string()).await.as_f64().unwrap();
        if found != 0.0 {
            years.insert(year.to_string(), found);
        }
    }
    json!(years)
}

/// Whole numbers as figures are written.
fn figures(expected: &Value) -> Value {
    let of_year = |(key, value): (&String, &Value)| match value.as_f64() {
        Some(number) => (key.clone(), json!(number)),
        None => (key.clone(), figures(value)),
    };
    Value::Object(expected.as_object().unwrap().iter().map(of_year).collect())
}

#[actix_web::test]
async fn the_figures_of_the_press_come_out() {
    let t = TestApp::spawn().await;
    let admin = imported(&t).await;
    let known = expected(&format!("{HISTORY}.expected.json"));
    assert_eq!(by_year(&admin, "prospects_supported").await, figures(&known["supported_by_year"]));
    assert_eq!(by_year(&admin, "adults_supported").await, figures(&known["adults_supported_by_year"]));
    assert_eq!(by_year(&admin, "families_settled").await, figures(&known["settled_by_year"]));
    let mut by_epci = BTreeMap::new();
    for year in 2019..=2024 {
        by_epci.insert(year.to_string(), parts(&admin, "families_settled", &format!("{year}&by=epci")).await);
    }
    assert_eq!(json!(by_epci), figures(&known["settled_by_year_and_epci"]));
    let sum = |years: Value| years.as_object().unwrap().values().map(|year| year.as_f64().unwrap()).sum::<f64>();
    assert_eq!(sum(by_year(&admin, "newcomers_insee").await), 800.0);
    assert_eq!(sum(by_year(&admin, "newcomers_actual").await), 1044.0);
    let year = figure(&admin, "families_settled", "2024").await;
    assert_eq!((&year["value"], &year["previous_value"], &year["growth"]), (&json!(108.0), &json!(73.0), &json!(47.9)));
    assert_eq!(figure(&admin, "newcomers_insee", "2024").await["coefficient"]["value"], 2.0);

    what_adds_up(&t, &admin).await;
    every_figure_opens_its_list(&t, &admin).await;
}

/// Places, months and quarters of each year add up to it.
async fn what_adds_up(t: &TestApp, admin: &Person) {
    let (db, scope) = (t.state.store.reader(), Scope::all(t.clock.now()));
    for indicator in Indicator::ALL {
        for year in [2021, 2024] {
            let period = Period::year(year).unwrap();
            for by in [Dimension::Epci, Dimension::Month, Dimension::Quarter, Dimension::Source, Dimension::Theme] {
                let counted = matches!(indicator.nature(), Nature::Flow | Nature::Stock);
                if !counted || !indicator.dimensions().contains(&by) {
                    continue;
                }
                let found = measure(db, *indicator, &period, Some(by), &scope).await.unwrap();
                let sum: f64 = found.cells.iter().filter_map(|cell| cell.value).sum();
                assert_eq!(Some(sum), found.value, "{indicator} by {by} in {year}");
            }
        }
    }
    // A place without a family has its line.
    let lines = figure(admin, "families_settled", "2019&by=epci").await["by"].as_array().unwrap().len();
    assert_eq!(lines, 11, "ten EPCI and none");
}

/// As many files are listed as are counted, by any dimension.
async fn every_figure_opens_its_list(t: &TestApp, admin: &Person) {
    let count = async |query: String| {
        admin.get(format!("/api/v1/prospects?{query}&limit=1&count=exact")).await.expect(200).json()["total"]
            .as_i64()
            .unwrap()
    };
    let period = Period::year(2024).unwrap();
    for one in definitions(admin).await {
        if one["opens_files"] == false {
            continue;
        }
        let code = one["code"].as_str().unwrap();
        let indicator = Indicator::parse(code).unwrap();
        let files = files_of(t.state.store.reader(), indicator, &period).await.unwrap();
        let mut ids: Vec<_> = files.iter().map(|file| file.prospect_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let listed = count(format!("indicator={code}&period=2024")).await;
        assert_eq!(Ok(listed), i64::try_from(ids.len()), "{code}");
        let of_files = matches!(indicator.unit(), Unit::File | Unit::Family | Unit::Position);
        if of_files {
            assert_eq!(value(admin, code, "2024").await, json!(listed as f64), "{code}");
        }
        for by in one["dimensions"].as_array().unwrap() {
            let by = by.as_str().unwrap();
            let parts = figure(admin, code, &format!("2024&by={by}")).await["by"].as_array().unwrap().clone();
            for part in parts.iter().take(3).filter(|part| part["cases"] != 0) {
                let key = part["key"].as_str().unwrap();
                let listed = count(format!("indicator={code}&period=2024&by={by}&key={key}")).await;
                if of_files {
                    assert_eq!(part["value"], json!(listed as f64), "{code} by {by}: {key}");
                }
                assert!(listed > 0, "{code} by {by}: {key}");
            }
        }
    }
    let counts = admin.get("/api/v1/prospects/counts?indicator=families_settled&period=2024").await.expect(200).json();
    assert_eq!(counts["total"], 108);
    let export =
        admin.get("/api/v1/prospects/export?indicator=families_settled&period=2023&format=ndjson").await.expect(200);
    assert_eq!(export.text().lines().count(), 73);
}

/// The rows that became files, in the order of `sort`.
fn rows(sort: impl Fn(&mut Vec<&[u8]>)) -> Vec<u8> {
    let known = expected(&format!("{HISTORY}.expected.json"));
    let apart: Vec<u64> =
        known["verdicts"].as_array().unwrap().iter().map(|verdict| verdict["row"].as_u64().unwrap()).collect();
    let bytes = std::fs::read(fixture(&format!("{HISTORY}.csv"))).unwrap();
    // A line end inside quotes belongs to its row.
    let mut quoted = false;
    let ends = |byte: &u8| {
        quoted ^= *byte == b'"';
        *byte == b'\n' && !quoted
    };
    let mut lines = bytes.split(ends).filter(|line| !line.is_empty());
    let head = lines.next().unwrap();
    let mut rows: Vec<&[u8]> =
        lines.zip(1u64..).filter(|(_, row)| !apart.contains(row)).map(|(line, _)| line).collect();
    sort(&mut rows);
    let mut all = vec![head];
    all.extend(rows);
    all.join(&b'\n')
}

#[actix_web::test]
async fn the_order_in_which_files_come_changes_nothing() {
    let mut told = vec![];
    for turned in [false, true] {
        let t = TestApp::spawn().await;
        let admin = t.admin().await;
        let sent = rows(|rows| {
            if turned {
                rows.reverse();
                rows.rotate_left(500);
            }
        });
        let import = upload(&admin, "historique.csv", sent).await.expect(201).json();
        commit(&admin, &import).await;
        told.push(super::unmoved::snapshot(&t, &["2023", "2024"]).await);
    }
    assert!(told[0].values().any(|figure| figure.contains("108.0")));
    assert_eq!(told[0], told[1]);
}
