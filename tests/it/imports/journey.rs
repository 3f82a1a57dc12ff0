//! An import over HTTP: received, matched, tried, committed, reported.

use chrono::Duration;
use serde_json::{Value, json};

use super::{commit, expected, path, total, upload, upload_fixture};
use crate::harness::{Person, TestApp};

/// Every row of an import that has a verdict.
pub async fn rows(person: &Person, import: &Value, verdict: &str) -> Vec<Value> {
    let mut found = vec![];
    let mut next = path(import, &format!("/rows?limit=200&verdict={verdict}"));
    loop {
        let page = person.get(&next).await.expect(200).json();
        found.extend(page["items"].as_array().unwrap().clone());
        let Some(cursor) = page["next_cursor"].as_str() else { return found };
        next = path(import, &format!("/rows?limit=200&verdict={verdict}&cursor={cursor}"));
    }
}

/// The rows that are not simply created, as the expected files tell them.
async fn verdicts(person: &Person, import: &Value) -> Value {
    let refused = rows(person, import, "refused")
        .await
        .into_iter()
        .map(|row| json!({"row": row["row"], "verdict": "refused", "reason": row["reasons"][0]["code"]}));
    let duplicates = rows(person, import, "duplicate")
        .await
        .into_iter()
        .map(|row| json!({"row": row["row"], "verdict": "duplicate", "attached_to": row["attached_to_row"]}));
    let mut told: Vec<Value> = refused.chain(duplicates).collect();
    told.sort_by_key(|row| row["row"].as_i64());
    json!(told)
}

#[actix_web::test]
async fn the_second_office_goes_from_upload_to_report() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let expected = expected("second-bureau.expected.json");
    let import = upload_fixture(&admin, "second-bureau.tsv").await;
    assert_eq!(
        (&import["status"], &import["encoding"], &import["delimiter"]),
        (&json!("uploaded"), &json!("UTF-8"), &json!("\t"))
    );
    assert_eq!(import["unmapped_values"][0]["value"], "Saint-Nullepart-en-Quercy");
    admin.post(path(&import, "/commits")).await.expect_problem(409, "transition_not_allowed");
    admin.get(path(&import, "/report")).await.expect_problem(409, "transition_not_allowed");

    // A person confirms the columns as proposed.
    let columns: Vec<Value> = import["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| json!({"header": column["header"], "field": column["field"]}))
        .collect();
    let mapped = admin.put(path(&import, "/mapping")).if_match(1).json(json!({"columns": columns, "values": []})).await;
    assert_eq!(mapped.expect(200).json()["columns"], import["columns"]);

    let tried = admin.post(path(&import, "/dry-runs")).await.expect(200).json();
    for count in ["rows", "created", "duplicates", "refused"] {
        assert_eq!(tried["summary"][count], expected[count], "{count}");
    }
    assert_eq!(verdicts(&admin, &import).await, expected["verdicts"]);
    assert_eq!(total(&t).await, 0);

    let done = admin.post(path(&import, "/commits")).await.expect(200).json();
    assert_eq!((&done["status"], &done["summary"]), (&json!("committed"), &tried["summary"]));
    assert_eq!(json!(total(&t).await), expected["created"]);
    let files =
        admin.get(format!("/api/v1/prospects?import_id={}&limit=1&count=exact", done["id"].as_str().unwrap())).await;
    assert_eq!(files.expect(200).json()["total"], expected["created"]);

    let report = admin.get(path(&import, "/report")).await.expect(200);
    assert_eq!(report.header("content-type"), "text/csv; charset=utf-8");
    let text = report.text();
    assert!(text.starts_with('\u{feff}') && text.lines().next().unwrap().ends_with(";motif"));
    assert_eq!(text.matches("Refusé : ").count(), 11);
    assert_eq!(text.matches("Doublon de la ligne ").count(), 37);
    check_workbook(&admin, &import).await;
}

/// The same office's workbook: its columns are remembered, all its rows are known by now.
async fn check_workbook(admin: &Person, text: &Value) {
    let workbook = upload_fixture(admin, "second-bureau.xlsx").await;
    assert_eq!((&workbook["sheet"], &workbook["encoding"]), (&json!("Suivi"), &Value::Null));
    for (column, known) in workbook["columns"].as_array().unwrap().iter().zip(text["columns"].as_array().unwrap()) {
        assert_eq!((&column["field"], &column["reason"]), (&known["field"], &json!("remembered")));
    }
    let tried = admin.post(path(&workbook, "/dry-runs")).await.expect(200).json();
    assert_eq!((&tried["summary"]["created"], &tried["summary"]["duplicates"]), (&json!(0), &json!(1497)));
    let row = &rows(admin, &workbook, "duplicate").await[0];
    assert!(row["attached_to_number"].as_str().unwrap().starts_with("OML-20"), "{row}");
    let list = admin.get("/api/v1/imports?limit=1").await.expect(200).json();
    assert_eq!(list["items"][0]["id"], workbook["id"]);
    let next = list["next_cursor"].as_str().unwrap();
    let second = admin.get(format!("/api/v1/imports?limit=1&cursor={next}")).await.expect(200).json();
    assert_eq!(second["items"][0]["id"], text["id"]);
}

#[actix_web::test]
async fn what_is_wrong_is_named() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let told =
        upload(&admin, "image.png", b"\x89PNG\r\n\x1a\n\x00\x00".to_vec()).await.expect_problem(422, "unreadable_file");
    assert!(told["detail"].as_str().unwrap().contains("ni un fichier texte"), "{told}");
    let import = upload(&admin, "court.csv", "Mail;Quand\na@courriel.example;03/03/2021\n").await.expect(201).json();
    let problem = admin.post(path(&import, "/dry-runs")).await.expect_problem(422, "mapping_incomplete");
    assert!(
        problem["errors"].as_array().unwrap().iter().any(|error| error["pointer"] == "/columns/last_name"),
        "{problem}"
    );
    let wrong = json!({
        "columns": [{"header": "Courriel", "field": "email"}, {"header": "Mail", "field": "mail"}],
        "values": [{"field": "email", "value": "x", "code": "y"}, {"field": "status", "value": "Vu", "code": "seen"}],
        "date_order": "year_first"
    });
    let problem =
        admin.put(path(&import, "/mapping")).if_match(1).json(wrong).await.expect_problem(422, "validation_failed");
    let mut pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["/columns/0/header", "/columns/1/field", "/date_order", "/values/0/field", "/values/1/code"]);
    admin
        .put(path(&import, "/mapping"))
        .json(json!({"columns": []}))
        .await
        .expect_problem(428, "precondition_required");
    admin
        .put(path(&import, "/mapping"))
        .if_match(7)
        .json(json!({"columns": []}))
        .await
        .expect_problem(412, "precondition_failed");
    admin.get(path(&import, "/rows?verdict=lost")).await.expect_problem(422, "validation_failed");
    admin.get("/api/v1/imports/0198a0a0-0000-7000-8000-000000000000").await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn only_those_who_run_the_programme_import() {
    let t = TestApp::spawn().await;
    let fields = t.admin().await.get("/api/v1/imports/fields").await.expect(200).json();
    assert_eq!(fields["items"][1], json!({"code": "requested_on", "label": "Date de la demande", "repeatable": false}));
    for person in [t.referent("Grand-Figeac").await, t.copil().await] {
        upload(&person, "a.csv", "a;b\n1;2\n").await.expect_problem(403, "forbidden");
        person.get("/api/v1/imports").await.expect_problem(403, "forbidden");
        person.get("/api/v1/imports/fields").await.expect_problem(403, "forbidden");
    }
    t.anonymous().get("/api/v1/imports").await.expect_problem(401, "unauthorized");
}

#[actix_web::test]
async fn what_was_received_is_forgotten_after_thirty_days() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let csv = "Nom;Mail;Date demande\nFaure;a@courriel.example;03/03/2021\nSans contact;;03/03/2021\n";
    let import = upload(&admin, "court.csv", csv).await.expect(201).json();
    let left_aside = upload(&admin, "oubli.csv", csv).await.expect(201).json();
    commit(&admin, &import).await;
    t.clock.advance(Duration::days(31));
    api::housekeeping::run_once(&t.state).await.unwrap();
    let admin = t.admin().await;
    let known = admin.get(path(&import, "")).await.expect(200).json();
    assert_eq!((&known["columns"][1]["samples"], &known["summary"]["created"]), (&json!([]), &json!(1)));
    let page = admin.get(path(&import, "/rows")).await.expect(200).json();
    assert_eq!((&page["items"][1]["cells"], &page["items"][1]["reasons"]), (&json!([]), &json!([])));
    admin.get(path(&import, "/report")).await.expect_problem(409, "content_forgotten");
    admin.post(path(&import, "/undos")).await.expect_problem(409, "undo_expired");
    admin.get(path(&left_aside, "")).await.expect_problem(404, "not_found");
}
