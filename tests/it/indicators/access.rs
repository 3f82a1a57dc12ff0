//! Who reads which figures.

use serde_json::{Value, json};

use super::history::imported;
use super::{PATH, definitions, figure, parts, value};
use crate::harness::{Client, TestApp, epci_code};

#[actix_web::test]
async fn a_referent_reads_their_own_territories() {
    let t = TestApp::spawn().await;
    let admin = imported(&t).await;
    let (figeac, cahors) = (epci_code("Grand-Figeac"), epci_code("Grand Cahors"));
    let referent = t.referent("Grand-Figeac").await;
    let own = value(&admin, "families_settled", &format!("2024&epci={figeac}")).await;
    assert_eq!(own, 22.0);
    assert_eq!(value(&referent, "families_settled", "2024").await, own);
    assert_eq!(value(&referent, "families_settled", &format!("2024&epci={figeac}")).await, own);
    assert_eq!(parts(&referent, "families_settled", "2024&by=epci").await, json!({figeac.as_str(): own}));
    // A territory of somebody else is as one that does not exist.
    let foreign = figure(&referent, "families_settled", &format!("2024&epci={cahors}&by=month")).await;
    let nowhere = figure(&referent, "families_settled", "2024&epci=999999999&by=month").await;
    assert_eq!((&foreign["value"], &foreign), (&json!(0.0), &nowhere));
    assert_eq!(value(&referent, "families_settled", "2024&epci=none").await, 0.0);
    // What has no place is not theirs.
    referent.get(format!("{PATH}/stand_visitors?period=2024")).await.expect_problem(404, "not_found");
    assert!(definitions(&referent).await.iter().all(|one| one["code"] != "stand_visitors"));
    // The list behind a figure holds what they see.
    let behind = format!("/api/v1/prospects?indicator=families_settled&period=2024&by=epci&key={cahors}&count=exact");
    assert_eq!(referent.get(&behind).await.expect(200).json()["total"], 0);
    assert_eq!(admin.get(&behind).await.expect(200).json()["total"], 27);
}

/// Keys of the parts that are hidden, and the sum of the others.
async fn protected(who: &Client, code: &str, asked: &str) -> (Vec<String>, f64, Value) {
    let found = figure(who, code, asked).await;
    let parts = found["by"].as_array().unwrap();
    let hidden = parts.iter().filter(|part| part["hidden"] == true);
    let keys = hidden.map(|part| {
        assert_eq!((&part["value"], &part["cases"]), (&Value::Null, &Value::Null), "{part}");
        part["key"].as_str().unwrap().to_owned()
    });
    let sum = parts.iter().filter_map(|part| part["value"].as_f64()).sum();
    (keys.collect(), sum, found)
}

#[actix_web::test]
async fn a_copil_reader_reads_no_small_number_by_place() {
    let t = TestApp::spawn().await;
    let admin = imported(&t).await;
    let copil = t.copil().await;
    assert_eq!(value(&copil, "families_settled", "2024").await, 108.0);
    let open = parts(&admin, "families_settled", "2024&by=epci").await;
    let small: Vec<&String> =
        open.as_object().unwrap().iter().filter(|(_, v)| v.as_f64() < Some(5.0)).map(|(k, _)| k).collect();
    assert_eq!(small.len(), 2, "{open}");
    let (hidden, sum, found) = protected(&copil, "families_settled", "2024&by=epci").await;
    assert!(small.iter().all(|key| hidden.contains(key)), "{hidden:?}");
    assert!(hidden.len() >= 2 && sum < 108.0 && found["value"] == 108.0);
    // What is made of the same families hides the same places, and one place alone is no way around.
    for code in ["newcomers_insee", "newcomers_actual"] {
        assert_eq!(protected(&copil, code, "2024&by=epci").await.0, hidden, "{code}");
    }
    let alone = figure(&copil, "families_settled", &format!("2024&epci={}", small[0])).await;
    assert_eq!((&alone["value"], &alone["hidden"], &alone["cases"]), (&Value::Null, &json!(true), &Value::Null));
    for asked in ["2024-Q1&by=epci", "2024-03&epci=200067361", "2024&by=commune", "2024&by=source&epci=200067361"] {
        let path = format!("{PATH}/families_settled?period={asked}");
        copil.get(path).await.expect_problem(422, "validation_failed");
    }
    copil.get(format!("{PATH}/obstacles?period=2024-03&by=theme")).await.expect_problem(422, "validation_failed");
    // By what is no place nothing is hidden; and no file is listed.
    assert_eq!(protected(&copil, "families_settled", "2024&by=source").await.0, Vec::<String>::new());
    copil.get("/api/v1/prospects?indicator=families_settled&period=2024").await.expect_problem(403, "forbidden");
    copil.get("/api/v1/prospects/counts?indicator=families_settled&period=2024").await.expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn obstacles_are_protected_in_every_reading_of_their_table() {
    let t = TestApp::spawn().await;
    let (admin, copil) = (t.admin().await, t.copil().await);
    let noted = [
        ("46102", "housing", 9),
        ("46042", "housing", 7),
        ("46102", "salary", 2),
        ("46042", "salary", 6),
        ("46042", "mobility", 8),
    ];
    for (wish, obstacle, count) in noted {
        for _ in 0..count {
            let mut sent = crate::prospects::household("Vayssettes", wish);
            sent["obstacles"] = json!([obstacle]);
            admin.post("/api/v1/prospects").json(sent).await.expect(201);
        }
    }
    let (hidden, _, table) = protected(&copil, "obstacles", "2026&by=theme_epci").await;
    assert_eq!(table["value"], 32.0);
    assert!(hidden.contains(&"salary:200067361".to_owned()) && hidden.len() >= 4, "{hidden:?}");
    let (themes, sum, _) = protected(&copil, "obstacles", "2026&by=theme").await;
    assert_eq!((themes, sum), (vec![], 32.0), "sums of eight and more are shown");
    let (places, sum, _) = protected(&copil, "obstacles", "2026&by=epci").await;
    assert_eq!((places, sum), (vec![], 32.0));
    let open = parts(&admin, "obstacles", "2026&by=theme_epci").await;
    assert_eq!(open["salary:200067361"], 2.0);
}
