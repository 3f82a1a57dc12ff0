//! Exports of files: the list as it is filtered, in every format, nobody else's.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Reply, TestApp};
use crate::prospects::{CAHORS, FIGEAC, household};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The files of a list as somebody takes them away.
pub async fn export(person: &Client, query: &str) -> Reply {
    person.get(format!("/api/v1/prospects/export?{query}")).await.expect(200)
}

/// The records of a CSV, its header first.
pub fn records(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The cell under a header of the only row.
fn cell<'a>(records: &'a [Vec<String>], header: &str) -> &'a str {
    let column = records[0].iter().position(|name| name == header).unwrap_or_else(|| panic!("no column {header}"));
    &records[1][column]
}

async fn one_household(t: &TestApp, admin: &Client) {
    let mut sent = household("=HYPERLINK(\"x\")", FIGEAC);
    sent["city"] = json!("Saint-Céré, \"bourg\"");
    sent["project_types"] = json!(["health", "remote_work"]);
    sent["household_kind"] = json!("couple");
    sent["members"][0]["phone"] = json!("06 39 98 12 34");
    sent["members"][0]["career"] = json!({"occupation_text": "Sage-femme"});
    admin.post("/api/v1/prospects").json(sent).await.expect(201);
    t.clock.advance(chrono::Duration::minutes(1));
}

#[actix_web::test]
async fn csv_is_true_to_the_letter() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    one_household(&t, &admin).await;
    let reply = export(&admin, "").await;
    assert_eq!(reply.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(reply.header("content-disposition"), "attachment; filename=\"dossiers-2026-11-21.csv\"");
    assert_eq!(reply.header("cache-control"), "no-store");
    let text = reply.text();
    assert!(text.starts_with("number,status,") && text.ends_with("\r\n"), "{text}");
    let records = records(&text, b',');
    assert_eq!(records.len(), 2);
    for (header, expected) in [
        ("number", "OML-2026-00001"),
        ("status", "new"),
        ("status_since", "2026-11-21"),
        ("last_name", "=HYPERLINK(\"x\")"),
        ("phone", "+33639981234"),
        ("city", "Saint-Céré, \"bourg\""),
        ("project_types", "health|remote_work"),
        ("epci_name", "CC Grand-Figeac"),
        ("occupations", "Sage-femme"),
        ("next_action_on", "2026-12-01"),
        ("created_at", "2026-11-21T09:00:00.000Z"),
        ("archived_at", ""),
    ] {
        assert_eq!(cell(&records, header), expected, "{header}");
    }
}

#[actix_web::test]
async fn a_french_spreadsheet_opens_it_and_runs_nothing() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    one_household(&t, &admin).await;
    let text = export(&admin, "format=csv&profile=excel-fr").await.text();
    let text = text.strip_prefix(BYTE_ORDER_MARK).expect("a byte order mark");
    assert!(text.starts_with("Numéro;État;"), "{text}");
    assert_eq!(text.matches("\r\n").count(), 2);
    let records = records(text, b';');
    for (header, expected) in [
        ("État", "Nouveau"),
        ("Nom", "'=HYPERLINK(\"x\")"),
        ("Téléphone", "'+33639981234"),
        ("Date de la prochaine action", "01/12/2026"),
        ("Créé le", "21/11/2026 10:00"),
        ("Foyer", "En couple"),
    ] {
        assert_eq!(cell(&records, header), expected, "{header}");
    }
}

#[actix_web::test]
async fn json_lines_carry_types() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    one_household(&t, &admin).await;
    one_household_more(&admin).await;
    let text = export(&admin, "format=ndjson&sort=number").await.text();
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["project_types"], json!(["health", "remote_work"]));
    assert_eq!((lines[0]["adults"].clone(), lines[0]["archived_at"].clone()), (json!(1), Value::Null));
    let accepted = admin.get("/api/v1/prospects/export").header("accept", "application/x-ndjson").await.expect(200);
    assert_eq!(accepted.header("content-type"), "application/x-ndjson");
}

async fn one_household_more(admin: &Client) {
    admin.post("/api/v1/prospects").json(household("Bourdin", CAHORS)).await.expect(201);
}

#[actix_web::test]
async fn a_workbook_holds_texts_only() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    one_household(&t, &admin).await;
    let reply = export(&admin, "format=xlsx").await;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(reply.body)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(sheet.height(), 2);
    assert!(sheet.used_cells().all(|(_, _, cell)| matches!(cell, Data::String(_))));
    assert_eq!(sheet.get((0, 0)), Some(&Data::String("Numéro".to_owned())));
    assert_eq!(sheet.get((1, 3)), Some(&Data::String("=HYPERLINK(\"x\")".to_owned())));
    assert_eq!(sheet.get((1, 6)), Some(&Data::String("+33639981234".to_owned())));
}

#[actix_web::test]
async fn an_export_is_the_list() {
    let t = TestApp::spawn().await;
    let (admin, figeac) = (t.admin().await, t.referent("Grand-Figeac").await);
    for index in 0..12 {
        let sent = household(&format!("Foyer{index}"), if index % 3 == 0 { CAHORS } else { FIGEAC });
        let created = admin.post("/api/v1/prospects").json(sent).await.expect(201);
        match index % 4 {
            1 => admin.delete(created.header("location")).if_match(1).await.expect(204),
            2 => {
                let move_on = json!({"to": "qualified"});
                admin.post(format!("{}/transitions", created.header("location"))).json(move_on).await.expect(200)
            }
            _ => created,
        };
    }
    for person in [&admin, &figeac] {
        for query in [
            "",
            "status=qualified",
            "archived=any&sort=number",
            "epci=200023737",
            "q=foyer1",
            "sort=-name",
            "overdue=true",
            "status=new&epci=200067361&sort=next_action_on",
        ] {
            let list = person.get(format!("/api/v1/prospects?limit=200&{query}")).await.expect(200).json();
            let shown: Vec<&str> =
                list["items"].as_array().unwrap().iter().map(|item| item["number"].as_str().unwrap()).collect();
            let text = export(person, query).await.text();
            let exported: Vec<String> = records(&text, b',').into_iter().skip(1).map(|row| row[0].clone()).collect();
            assert_eq!(exported, shown, "{query}");
        }
    }
    let cahors = export(&figeac, "epci=200023737&archived=any").await.text();
    assert_eq!(records(&cahors, b',').len(), 1);
}

#[actix_web::test]
async fn a_long_export_is_complete() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    // More than one batch of 500.
    for index in 0..505 {
        admin.post("/api/v1/prospects").json(household(&format!("Foyer{index}"), FIGEAC)).await.expect(201);
    }
    for format in ["csv", "ndjson"] {
        let text = export(&admin, &format!("format={format}&sort=number")).await.text();
        let found: Vec<String> =
            (1..=505).map(|seq| format!("OML-2026-{seq:05}")).filter(|number| text.contains(number)).collect();
        assert_eq!(found.len(), 505, "{format}");
        assert_eq!(text.lines().count(), if format == "csv" { 506 } else { 505 }, "{format}");
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(export(&admin, "format=xlsx").await.body)).unwrap();
    assert_eq!(book.worksheet_range_at(0).unwrap().unwrap().height(), 506);
}

#[actix_web::test]
async fn exports_are_for_those_who_may_and_are_written_down() {
    let t = TestApp::spawn().await;
    let (admin, copil) = (t.admin().await, t.copil().await);
    copil.get("/api/v1/prospects/export").await.expect_problem(403, "forbidden");
    t.anonymous().get("/api/v1/prospects/export").await.expect_problem(401, "unauthorized");
    for query in ["format=pdf", "profile=german", "format=ndjson&profile=excel-fr", "status=nouveau", "sort=price"] {
        admin.get(format!("/api/v1/prospects/export?{query}")).await.expect_problem(422, "validation_failed");
    }
    admin.get("/api/v1/prospects/export?formt=csv").await.expect_problem(422, "unknown_parameter");
    export(&admin, "q=vayssettes&format=ndjson").await;
    let db = t.state.store.reader();
    let asked = "SELECT actor_id, fields FROM audit_entries WHERE action = 'prospect.export'";
    let written = db.query_all_raw(Statement::from_string(db.get_database_backend(), asked)).await.unwrap();
    assert_eq!(written.len(), 1);
    assert_eq!(written[0].try_get::<Uuid>("", "actor_id").unwrap(), admin.user_id);
    // What was asked for is named; whom it was about is not.
    assert_eq!(written[0].try_get::<Value>("", "fields").unwrap(), json!(["q", "format"]));
}
