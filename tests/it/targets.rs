//! Targets: what the programme aims at, and how far it came.

use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::harness::{Client, TestApp, epci_code};

const TARGETS: &str = "/api/v1/targets";
const NEW: &str = "/api/v1/targets/prospects_new/2026";

/// Opens a file that wishes for an EPCI.
async fn open_file(admin: &Client, epci: &str, number: usize) {
    let file = json!({"source": "web", "wished_territories": [epci_code(epci)], "project_types": ["employee"],
            "next_action": {"label": "Appeler", "on": "2026-11-25"},
        "members": [{"role": "lead", "first_name": "Camille", "last_name": format!("Essai {number}"),
            "email": format!("camille.{number}@foyer.example")}]});
    admin.post("/api/v1/prospects").json(file).await.expect(201);
}

async fn listed(client: &Client) -> Vec<(String, Value, Value, Value, Value)> {
    let list = client.get(format!("{TARGETS}?year=2026")).await.expect(200).json();
    let line = |one: &Value| {
        let [epci, achieved, gap, hidden] = ["epci_code", "achieved", "gap", "hidden"].map(|name| one[name].clone());
        (one["indicator"].as_str().unwrap().to_owned(), epci, achieved, gap, hidden)
    };
    list["items"].as_array().unwrap().iter().map(line).collect()
}

#[actix_web::test]
async fn a_target_is_set_read_changed_and_taken_away() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let path = format!("{TARGETS}/families_settled/2026");
    admin.get(&path).await.expect_problem(404, "not_found");
    admin.put(&path).if_match(1).json(json!({"value": 120})).await.expect_problem(412, "precondition_failed");
    let first = admin.put(&path).json(json!({"value": 120, "note": " COPIL "})).await.expect(201);
    let told = first.json();
    assert_eq!(first.version(), 1);
    let expected = json!({"indicator": "families_settled", "label": "Familles installées", "unit": "family",
        "year": 2026, "epci_code": null, "epci_name": null, "value": 120, "note": "COPIL", "achieved": 0.0,
        "gap": -120.0, "hidden": false, "version": 1});
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&told[field], value, "{field}");
    }
    assert_eq!(admin.get(&path).await.expect(200).json(), told);

    admin.put(&path).json(json!({"value": 125})).await.expect_problem(428, "precondition_required");
    let changed = admin.put(&path).if_match(1).json(json!({"value": 125})).await.expect(200);
    assert_eq!((changed.version(), &changed.json()["note"]), (2, &Value::Null), "it is replaced whole");
    admin.put(&path).if_match(1).json(json!({"value": 130})).await.expect_problem(412, "precondition_failed");

    admin.put(NEW).json(json!({"value": 600})).await.expect(201);
    let figeac = format!("{path}?epci={}", epci_code("Grand-Figeac"));
    let own = admin.put(&figeac).json(json!({"value": 30})).await.expect(201).json();
    assert_eq!(own["epci_name"], "CC Grand-Figeac");
    let keys: Vec<(String, bool)> = listed(&admin).await.into_iter().map(|line| (line.0, line.1.is_null())).collect();
    let in_order = [("prospects_new", true), ("families_settled", true), ("families_settled", false)];
    assert_eq!(keys, in_order.map(|(code, whole)| (code.to_owned(), whole)));
    assert_eq!(admin.get(format!("{TARGETS}?year=2027")).await.expect(200).json()["items"], json!([]));

    admin.delete(&path).if_match(1).await.expect_problem(412, "precondition_failed");
    admin.delete(&path).if_match(2).await.expect(204);
    admin.get(&path).await.expect_problem(404, "not_found");
    admin.get(&figeac).await.expect(200);
    let journal = admin.get("/api/v1/audit-entries?action=target.set").await.expect(200).json();
    assert_eq!(journal["items"].as_array().unwrap().len(), 4);
    assert_eq!(journal["items"][0]["fields"], json!(["value", "note"]));
}

#[actix_web::test]
async fn what_is_no_target_is_refused_by_its_name() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let fields = |problem: &Value| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        problem["errors"].as_array().unwrap().iter().map(|e| (text(&e["pointer"]), text(&e["code"]))).collect()
    };
    let wrong = json!({"value": -1, "note": "x".repeat(501)});
    let told = admin.put(NEW).json(wrong).await.expect_problem(422, "validation_failed");
    let expected = [("/value", "out_of_range"), ("/note", "too_long")];
    assert_eq!(fields(&told), expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
    for place in ["46102", "999999999", "46"] {
        let told = admin.put(format!("{NEW}?epci={place}")).json(json!({"value": 1})).await;
        assert_eq!(fields(&told.expect_problem(422, "validation_failed"))[0], ("epci".into(), "unknown_code".into()));
    }
    let nowhere = format!("{TARGETS}/stand_visitors/2026?epci={}", epci_code("Grand-Figeac"));
    admin.put(nowhere).json(json!({"value": 1})).await.expect_problem(422, "validation_failed");
    for path in ["happiness/2026", "prospects_new/2018", "prospects_new/2101", "prospects_new/soon"] {
        admin.put(format!("{TARGETS}/{path}")).json(json!({"value": 1})).await.expect_problem(404, "not_found");
    }
    admin.get(TARGETS).await.expect_problem(422, "validation_failed");
    admin.get(format!("{TARGETS}?year=2018")).await.expect_problem(422, "validation_failed");
    admin.get(format!("{TARGETS}?year=2026&place=46")).await.expect_problem(422, "unknown_parameter");
    assert_eq!(listed(&admin).await, []);
}

#[actix_web::test]
async fn what_was_achieved_is_read_as_far_as_one_reads() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    for (number, epci) in ["Grand-Figeac", "Grand-Figeac", "Grand Cahors"].into_iter().enumerate() {
        open_file(&admin, epci, number).await;
    }
    let (figeac, cahors) = (epci_code("Grand-Figeac"), epci_code("Grand Cahors"));
    admin.put(NEW).json(json!({"value": 10})).await.expect(201);
    for place in [&figeac, &cahors] {
        admin.put(format!("{NEW}?epci={place}")).json(json!({"value": 2})).await.expect(201);
    }
    let by_place = |lines: Vec<(String, Value, Value, Value, Value)>, code: &Value| {
        lines.into_iter().find(|line| line.1 == *code).map(|line| (line.2, line.3, line.4)).unwrap()
    };
    let (whole, figeac, cahors) = (Value::Null, json!(figeac), json!(cahors));
    let unknown = (Value::Null, Value::Null, json!(false));
    for (reader, expected) in [
        (
            admin.clone(),
            [
                (json!(3.0), json!(-7.0), json!(false)),
                (json!(2.0), json!(0.0), json!(false)),
                (json!(1.0), json!(-1.0), json!(false)),
            ],
        ),
        (
            t.referent("Grand-Figeac").await.client,
            [unknown.clone(), (json!(2.0), json!(0.0), json!(false)), unknown.clone()],
        ),
        (
            t.copil().await.client,
            [
                (json!(3.0), json!(-7.0), json!(false)),
                (Value::Null, Value::Null, json!(true)),
                (Value::Null, Value::Null, json!(true)),
            ],
        ),
    ] {
        let lines = listed(&reader).await;
        let [all, here, there] = [&whole, &figeac, &cahors].map(|code| by_place(lines.clone(), code));
        assert_eq!([all, here, there], expected);
    }
    let referent = t.referent("Grand-Figeac").await.client;
    referent.put(NEW).if_match(1).json(json!({"value": 1})).await.expect_problem(403, "forbidden");
    referent.delete(NEW).if_match(1).await.expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn two_who_set_the_same_target_first_do_not_overwrite_each_other() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let sets = (1..=4).map(|value| {
        let admin = admin.clone();
        async move { admin.put(NEW).json(json!({ "value": value })).await.status.as_u16() }
    });
    let mut told = join_all(sets).await;
    told.sort_unstable();
    assert_eq!(told, [201, 428, 428, 428]);
}
