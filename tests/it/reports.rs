//! Yearly reports: computed, validated, published for good, corrected, read by each as much as they may.

use std::io::Cursor;

use calamine::{Reader, open_workbook_auto_from_rs};
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};

use crate::harness::{Client, Reply, TestApp, epci_code, run};

const PATH: &str = "/api/v1/reports";
const FIGURES: &str = "/api/v1/published-figures";
/// What the programme told the press.
pub const PRESS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/reference/press-figures-46.csv");

/// The path of an edition.
fn path(report: &Value) -> String {
    format!("{PATH}/{}", report["id"].as_str().unwrap())
}

/// Moves an edition.
pub async fn move_to(admin: &Client, report: &Value, to: &str) -> Reply {
    admin.post(format!("{}/transitions", path(report))).json(json!({ "to": to })).await
}

/// The report of a year, published.
pub async fn published(admin: &Client, year: i32) -> Value {
    let report = admin.post(PATH).json(json!({ "year": year })).await.expect(201).json();
    for step in ["computed", "validated", "published"] {
        move_to(admin, &report, step).await.expect(200);
    }
    admin.get(path(&report)).await.expect(200).json()
}

/// A correction of a published edition, computed.
pub async fn corrected(admin: &Client, report: &Value, reason: &str) -> Value {
    let body = json!({ "reason": reason });
    let next = admin.post(format!("{}/corrections", path(report))).json(body).await.expect(201).json();
    move_to(admin, &next, "computed").await.expect(200).json()
}

/// Runs SQL past the application.
async fn sql(t: &TestApp, statement: &str) -> Result<(), String> {
    let db = t.state.store.writer();
    let done = db.execute_raw(Statement::from_string(db.get_database_backend(), statement)).await;
    done.map(|_| ()).map_err(|error| error.to_string())
}

#[actix_web::test]
async fn a_report_is_prepared_computed_validated_and_published_for_good() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    for year in [2017, 2027] {
        let wrong = admin.post(PATH).json(json!({ "year": year })).await.expect_problem(422, "validation_failed");
        assert_eq!(
            (&wrong["errors"][0]["pointer"], &wrong["errors"][0]["code"]),
            (&json!("/year"), &json!("out_of_range"))
        );
    }
    let year = json!({"year": 2024});
    let created = admin.post(PATH).idempotency_key("k").json(year.clone()).await.expect(201);
    assert_eq!(admin.post(PATH).idempotency_key("k").json(year.clone()).await.expect(201).id(), created.id());
    admin.post(PATH).json(year.clone()).await.expect_problem(409, "report_exists");
    let report = created.json();
    assert_eq!((created.header("location"), created.version()), (path(&report).as_str(), 1));
    assert_eq!((&report["status"], &report["edition"], &report["content"]), (&json!("draft"), &json!(1), &Value::Null));
    admin.get(format!("{}/press-text", path(&report))).await.expect_problem(409, "report_not_computed");
    admin.get(format!("{}/export", path(&report))).await.expect_problem(409, "report_not_computed");
    let early = move_to(&admin, &report, "published").await.expect_problem(409, "transition_not_allowed");
    assert_eq!(early["allowed"], json!(["computed"]));

    let first = move_to(&admin, &report, "computed").await.expect(200).json();
    let again = move_to(&admin, &report, "computed").await.expect(200).json();
    assert_eq!(first["sha256"], again["sha256"], "the same files, the same text, the same hash");
    let figures = again["content"]["figures"].as_array().unwrap();
    assert!(figures.iter().all(|one| one["label"] != one["code"] && one["definition"] != "" && one["date_rule"] != ""));
    move_to(&admin, &report, "validated").await.expect(200);
    let back = move_to(&admin, &report, "computed").await.expect(200).json();
    assert_eq!(back["validated_by_name"], Value::Null, "computed anew, to be validated anew");
    move_to(&admin, &report, "validated").await.expect(200);
    let done = move_to(&admin, &report, "published").await.expect(200).json();
    assert_eq!((&done["status"], &done["allowed"]), (&json!("published"), &json!([])));
    assert!(done["published_by_name"].is_string() && done["sha256"].as_str().unwrap().len() == 64);

    nothing_changes_it(&t, &admin, &done).await;
}

/// Neither an operation nor a statement changes or removes what was published.
async fn nothing_changes_it(t: &TestApp, admin: &Client, report: &Value) {
    let bytes = async || admin.get(format!("{}/export?format=json", path(report))).await.expect(200).body;
    let before = bytes().await;
    for to in ["draft", "computed", "validated", "published"] {
        let refused = move_to(admin, report, to).await.expect_problem(409, "transition_not_allowed");
        assert_eq!(refused["allowed"], json!([]));
    }
    let version = report["version"].as_i64().unwrap();
    admin.delete(path(report)).await.expect_problem(428, "precondition_required");
    admin.delete(path(report)).if_match(version).await.expect_problem(409, "report_published");
    admin.patch(path(report)).json(json!({})).await.expect_problem(405, "method_not_allowed");
    let id = match t.state.store.backend() {
        DbBackend::Postgres => format!("'{}'", report["id"].as_str().unwrap()),
        _ => format!("x'{}'", report["id"].as_str().unwrap().replace('-', "")),
    };
    for statement in [
        format!("UPDATE report_snapshots SET content = '{{}}' WHERE id = {id}"),
        format!("UPDATE report_snapshots SET status = 'draft' WHERE id = {id}"),
        format!("DELETE FROM report_snapshots WHERE id = {id}"),
    ] {
        let refused = sql(t, &statement).await.unwrap_err();
        assert!(refused.contains("ck_report_snapshots_published"), "{statement}: {refused}");
    }
    assert_eq!(bytes().await, before);

    // Somebody who takes the wall down is found out by the hash.
    let walls: &[&str] = match t.state.store.backend() {
        DbBackend::Postgres => &["DROP TRIGGER tr_report_snapshots_published ON report_snapshots"],
        _ => &["DROP TRIGGER tr_report_snapshots_update"],
    };
    for wall in walls {
        sql(t, wall).await.unwrap();
    }
    sql(t, "UPDATE report_snapshots SET content = replace(content, '2024', '2025')").await.unwrap();
    for read in [path(report), format!("{}/export?format=json", path(report)), "/api/v1/public/reports/2024".to_owned()]
    {
        admin.get(read).await.expect_problem(500, "internal");
    }
}

#[actix_web::test]
async fn a_draft_is_removed_and_two_corrections_at_once_are_one() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let draft = admin.post(PATH).json(json!({"year": 2023})).await.expect(201).json();
    let correct =
        |report: &Value| admin.post(format!("{}/corrections", path(report))).json(json!({"reason": "Date revue"}));
    correct(&draft).await.expect_problem(409, "report_not_published");
    admin.delete(path(&draft)).if_match(7).await.expect_problem(412, "precondition_failed");
    admin.delete(path(&draft)).if_match(1).await.expect(204);
    admin.get(path(&draft)).await.expect_problem(404, "not_found");

    let report = published(&admin, 2024).await;
    let blank = admin.post(format!("{}/corrections", path(&report))).json(json!({"reason": " "})).await;
    assert_eq!(blank.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/reason");
    let mut statuses: Vec<u16> = join_all((0..4).map(|_| correct(&report).into_future()))
        .await
        .iter()
        .map(|reply| reply.status.as_u16())
        .collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409, 409, 409]);
    let listed = admin.get(format!("{PATH}?year=2024&count=exact")).await.expect(200).json();
    assert_eq!((&listed["total"], &listed["items"][0]["edition"]), (&json!(2), &json!(2)));
    let second = move_to(&admin, &listed["items"][0], "computed").await.expect(200).json();
    let told = &second["content"]["correction"];
    assert_eq!((&told["of_edition"], &told["of_sha256"]), (&json!(1), &report["sha256"]));
    assert_eq!((&told["reason"], &told["differences"]), (&json!("Date revue"), &json!([])));
    correct(&report).await.expect_problem(409, "report_open");
}

#[actix_web::test]
async fn others_read_what_is_published_and_the_public_its_latest_edition() {
    let t = TestApp::spawn().await;
    let (admin, copil) = (t.admin().await, t.copil().await);
    let referent = t.referent("Grand-Figeac").await;
    assert_eq!(t.anonymous().get("/api/v1/public/reports").await.expect(200).json()["items"], json!([]));
    let draft = admin.post(PATH).json(json!({"year": 2025})).await.expect(201).json();
    let first = published(&admin, 2024).await;
    for other in [&copil, &referent] {
        other.get(path(&draft)).await.expect_problem(404, "not_found");
        let listed = other.get(format!("{PATH}?count=exact")).await.expect(200).json();
        assert_eq!((&listed["total"], &listed["items"][0]["year"]), (&json!(1), &json!(2024)));
        let drafts = other.get(format!("{PATH}?status=draft&count=exact")).await.expect(200).json();
        assert_eq!((&drafts["total"], &drafts["items"]), (&json!(0), &json!([])));
        let read = other.get(path(&first)).await.expect(200).json();
        assert_eq!((&read["published_by_name"], &read["sha256"]), (&Value::Null, &first["sha256"]));
        other.post(PATH).json(json!({"year": 2023})).await.expect_problem(403, "forbidden");
    }
    let second = corrected(&admin, &first, "Revu").await;
    let public = "/api/v1/public/reports/2024";
    assert_eq!(
        t.anonymous().get(public).await.expect(200).json()["edition"],
        1,
        "a correction in preparation shows nowhere"
    );
    move_to(&admin, &second, "validated").await.expect(200);
    move_to(&admin, &second, "published").await.expect(200);
    let reply = t.anonymous().get(public).await.expect(200);
    assert_eq!((&reply.json()["edition"], &reply.json()["licence_name"]), (&json!(2), &json!("Licence Ouverte 2.0")));
    let tag = reply.header("etag").to_owned();
    assert!(reply.header("cache-control").starts_with("public"));
    t.anonymous().get(public).header("if-none-match", &tag).await.expect(304);
    let table = t.anonymous().get(format!("{public}.csv")).await.expect(200);
    assert_eq!(table.header("content-type"), "text/csv; charset=utf-8");
    assert!(table.text().starts_with(
        "year,indicator,label,unit,dimension,key,key_label,value,previous_value,hidden,target,gap,previous_target\r\n"
    ));
    let years = t.anonymous().get("/api/v1/public/reports").await.expect(200).json();
    assert_eq!((&years["items"].as_array().unwrap().len(), &years["items"][0]["path"]), (&1, &json!("/bilan/2024")));
    for nothing in ["2025", "2024.json", "x.csv"] {
        t.anonymous().get(format!("/api/v1/public/reports/{nothing}")).await.expect_problem(404, "not_found");
    }
}

#[actix_web::test]
async fn a_report_is_taken_away_in_each_format() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let report = published(&admin, 2024).await;
    let export = async |query: &str| admin.get(format!("{}/export?{query}", path(&report))).await;
    let table = export("format=csv&profile=excel-fr").await.expect(200);
    assert!(table.header("content-disposition").ends_with("\"bilan-2024-edition-1.csv\""));
    assert!(table.text().starts_with("\u{feff}Année;Code;Indicateur;Unité;"), "{}", table.text());
    assert!(table.text().contains(";Ensemble;"));
    let whole = export("format=json").await.expect(200);
    let hash = persistence::reference::checksum(&whole.text());
    assert!(report["sha256"].as_str().unwrap().starts_with(&hash), "the bytes are those that were hashed");
    assert_eq!(whole.json()["files_sha256"], report["content"]["files_sha256"]);
    let bytes = export("format=xlsx").await.expect(200).body.to_vec();
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Chiffres", "Définitions", "Chiffres publiés"]);
    let rows = book.worksheet_range("Chiffres").unwrap().height();
    assert!(rows > report["content"]["figures"].as_array().unwrap().len());
    export("format=pdf").await.expect_problem(422, "validation_failed");
    export("format=json&profile=excel-fr").await.expect_problem(422, "validation_failed");
    let told = admin.get(format!("{}/press-text", path(&report))).await.expect(200).json();
    assert!(
        told["text"].as_str().unwrap().contains("Aucune famille n’est enregistrée comme installée en 2024."),
        "{told}"
    );
    let trail = admin.get("/api/v1/audit-entries?action=report.export").await.expect(200).json();
    assert_eq!(trail["items"].as_array().unwrap().len(), 3);
}

#[actix_web::test]
async fn press_figures_are_imported_twice_without_effect_and_explained() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let table = std::fs::read_to_string(PRESS).unwrap();
    let send = async |text: String| admin.post(format!("{FIGURES}/import")).bytes("text/csv", text).await;
    let done = send(table.clone()).await.expect(200).json();
    assert_eq!(done, json!({"read": 15, "accepted": 15, "refused": []}));
    let list = async |query: &str| admin.get(format!("{FIGURES}?{query}")).await.expect(200).json();
    let families =
        list("year=2024").await["items"].as_array().unwrap().iter().find(|one| one["key"] == "2025-families").cloned();
    let families = families.unwrap();
    let one = format!("{FIGURES}/{}", families["id"].as_str().unwrap());
    let judged = json!({"reason": "date_rule", "note": "Arrêté au 28 janvier."});
    admin.patch(&one).json(judged.clone()).await.expect_problem(428, "precondition_required");
    let wrong = json!({"reason": "same", "note": "x".repeat(501)});
    let wrong = admin.patch(&one).if_match(1).json(wrong).await.expect_problem(422, "validation_failed");
    assert_eq!(wrong["errors"].as_array().unwrap().len(), 2, "{wrong}");
    assert_eq!(admin.patch(&one).if_match(1).json(judged).await.expect(200).version(), 2);

    // The command reads the same file: nothing moves, and what a person said stays.
    let output = run(t.database(), &["reference", "import", "press", PRESS], "");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("(chiffres publiés) : 15 lus, 15 acceptés, 0 refusés"));
    let all = list("count=exact&sort=-as_of&limit=2").await;
    assert_eq!((&all["total"], &all["items"][0]["as_of"]), (&json!(15), &json!("2025-01-28")));
    let kept =
        list("year=2024").await["items"].as_array().unwrap().iter().find(|one| one["key"] == "2025-families").cloned();
    assert_eq!(
        (&kept.as_ref().unwrap()["reason"], &kept.as_ref().unwrap()["version"]),
        (&json!("date_rule"), &json!(2))
    );

    let faulty = format!("{}a,b,-1,family,no,,,2024,d,\n", table.split_inclusive('\n').next().unwrap());
    let told = send(faulty).await.expect(200).json();
    assert_eq!(told["refused"], json!([{"line": 2, "code": "invalid", "column": "figure"}]));
    send("a;b\n1;2\n".to_owned()).await.expect_problem(422, "validation_failed");

    // A report puts them beside what the files say.
    let report = published(&admin, 2024).await;
    let told = report["content"]["published_figures"].as_array().unwrap().clone();
    assert_eq!(told.len(), 6);
    let gap =
        |key: &str| told.iter().find(|one| one["key"] == key).map(|one| (one["gap"].clone(), one["judged"].clone()));
    assert_eq!(gap("2025-families"), Some((json!("date_rule"), json!(true))));
    assert_eq!(gap("2025-offers"), Some((json!("coverage"), json!(false))), "there is no offer here");
}

#[actix_web::test]
async fn what_was_aimed_at_is_frozen_with_what_was_achieved() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let figeac = epci_code("Grand-Figeac");
    let whole = "/api/v1/targets/families_settled/2024".to_owned();
    let before = "/api/v1/targets/families_settled/2023".to_owned();
    for (path, value) in [(&whole, 120), (&before, 90), (&format!("{whole}?epci={figeac}"), 25)] {
        admin.put(path).json(json!({ "value": value })).await.expect(201);
    }
    let report = published(&admin, 2024).await;
    let figure = |report: &Value, code: &str| {
        let all = report["content"]["figures"].as_array().unwrap().clone();
        all.into_iter().find(|one| one["code"] == code).unwrap()
    };
    let aimed = |one: &Value| ["target", "gap", "previous_target"].map(|name| one[name].as_f64());
    let families = figure(&report, "families_settled");
    assert_eq!(aimed(&families), [Some(120.0), Some(-120.0), Some(90.0)], "nobody settled, and it says so");
    let part = families["by_epci"].as_array().unwrap().iter().find(|one| one["key"] == figeac.as_str()).unwrap();
    assert_eq!(aimed(part)[..2], [Some(25.0), Some(-25.0)]);
    assert_eq!(aimed(&figure(&report, "prospects_new")), [None; 3], "without a target there is no gap");

    let table = admin.get(format!("{}/export?format=csv&profile=excel-fr", path(&report))).await.expect(200).text();
    assert!(table.contains(";120;-120;90\r\n"), "a gap is a number, not a text: {table}");
    let bytes = admin.get(format!("{}/export?format=xlsx", path(&report))).await.expect(200).body.to_vec();
    let sheet = open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap().worksheet_range("Chiffres").unwrap();
    let row = sheet.rows().find(|row| row[1] == "families_settled" && row[4] == "Ensemble").unwrap();
    assert_eq!(row[10..], [120.0, -120.0, 90.0]);

    // A target that changes afterwards changes nothing of what is published; the next edition has it.
    let version = admin.get(&whole).await.expect(200).version();
    admin.put(&whole).if_match(version).json(json!({"value": 60})).await.expect(200);
    let again = admin.get(path(&report)).await.expect(200).json();
    assert_eq!((&again["sha256"], &again["content"]), (&report["sha256"], &report["content"]));
    let next = corrected(&admin, &report, "Objectif revu").await;
    assert_eq!(aimed(&figure(&next, "families_settled"))[..2], [Some(60.0), Some(-60.0)]);
}
