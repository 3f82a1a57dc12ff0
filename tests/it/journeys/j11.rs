//! J11: seven years are imported, 2024 is recomputed, published with its hash and corrected: the second edition names the
//! file that moved and nothing else, and the first stays byte for byte.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::harness::{Client, TestApp};
use crate::imports::{commit, expected, upload_fixture};
use crate::reports::{PRESS, corrected, move_to, published};

const SETTLED: &str = "families_settled";

fn figure<'a>(report: &'a Value, code: &str) -> &'a Value {
    let figures = report["content"]["figures"].as_array().unwrap();
    figures.iter().find(|figure| figure["code"] == code).unwrap_or_else(|| panic!("no {code}"))
}

fn value(report: &Value, code: &str) -> f64 {
    figure(report, code)["value"].as_f64().unwrap()
}

/// The parts of a figure by EPCI, those that count something.
fn by_epci(figure: &Value) -> Value {
    let cells = figure["by_epci"].as_array().unwrap().iter().filter(|cell| cell["value"].as_f64() != Some(0.0));
    let part =
        |cell: &Value| (cell["key"].as_str().unwrap().to_owned(), cell["value"].as_f64().map(|value| value as i64));
    json!(cells.map(part).collect::<std::collections::BTreeMap<_, _>>())
}

/// Every figure that counts things is the sum of its parts.
fn parts_add_up(report: &Value) {
    for figure in report["content"]["figures"].as_array().unwrap() {
        if ["percent", "hour"].contains(&figure["unit"].as_str().unwrap()) {
            continue;
        }
        for parts in [&figure["by_epci"], &figure["by_source"]] {
            for (total, part) in [("value", "value"), ("previous_value", "previous_value")] {
                let sum: f64 = parts.as_array().unwrap().iter().map(|cell| cell[part].as_f64().unwrap()).sum();
                let is_whole = parts == &json!([]) || (sum - figure[total].as_f64().unwrap()).abs() < 0.01;
                assert!(is_whole, "{}: {sum} is not {}", figure["code"], figure[total]);
            }
        }
    }
}

async fn bytes(who: &Client, report: &Value) -> Vec<u8> {
    let path = format!("/api/v1/reports/{}/export?format=json", report["id"].as_str().unwrap());
    who.get(path).await.expect(200).body.to_vec()
}

/// The press told these figures: the same come out of the files, or the reason is told.
fn beside_the_press(report: &Value) {
    let told = report["content"]["published_figures"].as_array().unwrap();
    let gap = |key: &str| {
        let one = told.iter().find(|one| one["key"] == key).unwrap();
        (one["recomputed"].as_f64().unwrap_or_default(), one["gap"].as_str().unwrap().to_owned())
    };
    assert_eq!(gap("2025-accompanied"), (1_200.0, "unit".to_owned()), "files, not persons");
    assert_eq!(gap("2025-families"), (400.0, "same".to_owned()));
    assert_eq!(gap("2025-newcomers"), (800.0, "coefficient".to_owned()), "400 families × 2,0");
    assert_eq!(gap("2025-supported-2024"), (400.0, "same".to_owned()));
    assert_eq!(gap("2025-settled-2024"), (108.0, "same".to_owned()));
    assert_eq!(gap("2025-offers"), (0.0, "coverage".to_owned()));
}

/// Others see no part below five, and none that a subtraction reveals.
async fn small_parts_stay_hidden(t: &TestApp, report: &Value) {
    let copil = t.copil().await;
    let path = format!("/api/v1/reports/{}", report["id"].as_str().unwrap());
    let read = copil.get(&path).await.expect(200).json();
    let public = t.anonymous().get("/api/v1/public/reports/2024").await.expect(200).json();
    assert_eq!(public["content"], read["content"], "the same for both");
    for code in [SETTLED, "newcomers_insee", "newcomers_actual"] {
        let (whole, shown) = (figure(report, code), figure(&read, code));
        assert_eq!(shown["value"], whole["value"]);
        let hidden: Vec<&Value> =
            shown["by_epci"].as_array().unwrap().iter().filter(|cell| cell["hidden"] == true).collect();
        assert!(hidden.len() >= 2 && hidden.iter().all(|cell| cell["value"].is_null()), "{code}: {hidden:?}");
        let keys: BTreeSet<&str> = hidden.iter().map(|cell| cell["key"].as_str().unwrap()).collect();
        assert!(keys.contains("244600573") && keys.contains("200039519"), "{code}: {keys:?}");
    }
    let text = t.anonymous().get("/api/v1/public/reports/2024.csv").await.expect(200).text();
    let figeac = text.lines().find(|line| line.contains(SETTLED) && line.contains("200067361")).unwrap();
    assert!(figeac.contains(",22,") && figeac.contains(",false,"), "{figeac}");
    assert!(!text.contains("OML-") && !public.to_string().contains("OML-"));
}

/// Moves one family of 2024 to 2025 and tells its number.
async fn move_one_family(admin: &Client) -> String {
    let settled = "/api/v1/prospects?status=settled,integrated&limit=200";
    let mut next = settled.to_owned();
    loop {
        let page = admin.get(&next).await.expect(200).json();
        for item in page["items"].as_array().unwrap() {
            let path = format!("/api/v1/prospects/{}", item["id"].as_str().unwrap());
            let file = admin.get(&path).await.expect(200).json();
            let moved = file["installation"].clone();
            if !moved["moved_in_on"].as_str().unwrap_or_default().starts_with("2024-1") {
                continue;
            }
            let body = json!({"moved_in_on": "2025-01-15", "commune_code": moved["commune_code"],
                "adults": moved["adults"], "children": moved["children"]});
            let version = moved["version"].as_i64().unwrap();
            admin.put(format!("{path}/installation")).if_match(version).json(body).await.expect(200);
            return file["number"].as_str().unwrap().to_owned();
        }
        let Some(cursor) = page["next_cursor"].as_str() else { panic!("no family of the end of 2024") };
        next = format!("{settled}&cursor={cursor}");
    }
}

#[actix_web::test]
async fn j11_the_bilan_of_2024_is_published_and_corrected_by_a_second_edition() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let expected = expected("historique-2018-2024.expected.json");
    commit(&admin, &upload_fixture(&admin, "historique-2018-2024.csv").await).await;
    let press = std::fs::read_to_string(PRESS).unwrap();
    admin.post("/api/v1/published-figures/import").bytes("text/csv", press).await.expect(200);

    let first = published(&admin, 2024).await;
    assert_eq!((value(&first, "prospects_supported"), value(&first, SETTLED)), (400.0, 108.0));
    assert_eq!(figure(&first, SETTLED)["previous_value"], 73.0);
    assert_eq!(json!(value(&first, "adults_supported") as i64), expected["adults_supported_by_year"]["2024"]);
    assert_eq!(value(&first, "newcomers_insee"), 216.0);
    assert_eq!(by_epci(figure(&first, SETTLED)), expected["settled_by_year_and_epci"]["2024"]);
    parts_add_up(&first);
    beside_the_press(&first);
    small_parts_stay_hidden(&t, &first).await;
    let press = format!("/api/v1/reports/{}/press-text", first["id"].as_str().unwrap());
    let told = admin.get(press).await.expect(200).json()["text"].as_str().unwrap().to_owned();
    assert!(
        told.contains("108 familles se sont installées dans le Lot (contre 73 en 2023, +47,9\u{202f}%)."),
        "{told}"
    );
    assert!(
        told.contains("400 foyers ont été accompagnés") && told.contains("(contre 320 en 2023, +25\u{202f}%)"),
        "{told}"
    );

    let before = bytes(&admin, &first).await;
    let number = move_one_family(&admin).await;
    let second = corrected(&admin, &first, "Date d’emménagement corrigée").await;
    for step in ["validated", "published"] {
        move_to(&admin, &second, step).await.expect(200);
    }
    assert_eq!(value(&second, SETTLED), 107.0);
    parts_add_up(&second);
    let told = second["content"]["correction"]["differences"].as_array().unwrap();
    let settled = told.iter().find(|one| one["code"] == SETTLED).unwrap();
    let counts = ["before", "after", "entered", "left", "moved", "weighed"].map(|name| settled[name].as_f64().unwrap());
    assert_eq!(counts, [108.0, 107.0, 0.0, 1.0, 0.0, 0.0]);
    let files: Vec<&Value> = told.iter().flat_map(|one| one["files"].as_array().unwrap()).collect();
    assert!(files.iter().all(|file| file["number"] == number.as_str()), "the file and nothing else: {files:?}");
    let deed = &settled["files"][0]["since"][0];
    assert_eq!((&deed["action"], &deed["fields"]), (&json!("installation.put"), &json!(["installation"])));

    // The first edition is what it was, and others are told how many files differ, never which.
    assert_eq!(bytes(&admin, &first).await, before);
    let again = admin.get(format!("/api/v1/reports/{}", first["id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!((&again["content"], &again["sha256"]), (&first["content"], &first["sha256"]));
    let public = t.anonymous().get("/api/v1/public/reports/2024").await.expect(200).json();
    let shown = public["content"]["correction"]["differences"].as_array().unwrap();
    assert!(
        shown.iter().any(|one| one["code"] == SETTLED && one["left"] == 1) && !public.to_string().contains(&number)
    );
}
