//! What somebody wrote is not lost, and what they took back is gone.

use std::time::Instant;

use sea_orm::Database;
use serde_json::{Value, json};

use super::tables_with;
use crate::duplicates::lead;
use crate::events::{self, day, event, prepared};
use crate::harness::{TestApp, TestDatabase, begin, run};
use crate::imports::command::wait;
use crate::imports::journey::rows;
use crate::imports::{commit, path as import_path, upload};
use crate::merges::{merge, path, read};
use crate::migrations::objects;
use crate::newsletter::{ask, confirm, listed};
use crate::openapi::{document, operations};
use crate::prospects::{FIGEAC, household};
use crate::{needs_surveys, reports};

/// Directus 27877: a change that destroys was answered with 204.
#[actix_web::test]
async fn what_is_in_use_is_not_destroyed() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let survey = needs_surveys::open(&admin).await.0;
    let report = format!("/api/v1/reports/{}", reports::published(&admin, 2025).await["id"].as_str().unwrap());
    let fair = prepared(&admin, event("Salon", vec![day("2026-12-05", None)])).await;
    events::move_to(&admin, &fair, "published").await;
    let fair = format!("{}/{fair}", events::PATH);
    for (used, code) in [(survey, "survey_not_draft"), (report, "report_published"), (fair, "event_not_draft")] {
        let before = admin.get(&used).await.expect(200);
        admin.delete(&used).if_match(before.version()).await.expect_problem(409, code);
        assert_eq!(admin.get(&used).await.expect(200).json(), before.json());
    }
    // A file that is put away comes back whole.
    let file = admin.post("/api/v1/prospects").json(household("Kerbrat", FIGEAC)).await.expect(201);
    let place = file.header("location");
    admin.delete(place).if_match(file.version()).await.expect(204);
    let back = admin.post(format!("{place}/restore")).await.expect(200).json();
    for part in ["members", "history", "wished_territories", "project_types"] {
        assert_eq!(back[part], file.json()[part], "{part}");
    }
    // And the lists of the programme are not changed by the API at all.
    let lists = operations(&document()).into_iter().filter(|one| one.path.contains("/reference/"));
    assert!(lists.into_iter().all(|one| one.method == "GET"));
}

/// EspoCRM 2331, Directus 3558: the second of two editors overwrote the first without a word.
#[actix_web::test]
async fn no_edit_is_overwritten_silently() {
    let t = TestApp::spawn().await;
    let (one, other) = (t.admin().await, t.referent("Grand-Figeac").await);
    let file = one.post("/api/v1/prospects").json(household("Kerbrat", FIGEAC)).await.expect(201);
    let place = file.header("location");
    one.patch(place).if_match(file.version()).json(json!({"city": "Figeac"})).await.expect(200);
    let late = json!({"city": "Cahors", "message": "Bonjour"});
    other.patch(place).json(late.clone()).await.expect_problem(428, "precondition_required");
    other.patch(place).if_match(file.version()).json(late).await.expect_problem(412, "precondition_failed");
    let now = one.get(place).await.expect(200).json();
    assert_eq!(
        (&now["city"], &now["message"]),
        (&json!("Figeac"), &Value::Null),
        "all of the first, nothing of the second"
    );
    // No operation that changes or removes a thing forgets to ask for the version that was read.
    let asks = |parameter: &Value| parameter["name"].as_str().is_some_and(|name| name.eq_ignore_ascii_case("if-match"));
    let blind: Vec<String> = operations(&document())
        .into_iter()
        .filter(|one| one.method == "PATCH")
        .filter(|one| !one.spec["parameters"].as_array().is_some_and(|all| all.iter().any(asks)))
        .map(|one| one.id().to_owned())
        .collect();
    assert_eq!(blind, Vec::<String>::new());
}

/// Twenty 16453: an upgrade that failed half-way could neither go on nor back.
#[actix_web::test]
async fn an_upgrade_killed_half_way_is_finished_by_the_next_start() {
    let everything = async |database: &TestDatabase| {
        let db = Database::connect(database.url()).await.unwrap();
        let found = (objects(&db).await, persistence::backup::counts(&db).await.unwrap());
        db.close().await.unwrap();
        found
    };
    let whole = TestDatabase::create_empty().await;
    let started = Instant::now();
    assert!(run(&whole, &["migrate"], "").status.success());
    let (lasted, wanted) = (started.elapsed(), everything(&whole).await);
    for percent in [15, 30, 45, 60, 75, 90] {
        let database = TestDatabase::create_empty().await;
        let mut process = begin(&database, &["migrate"]);
        wait(lasted * percent / 100);
        process.kill().unwrap();
        process.wait().unwrap();
        let next = run(&database, &["migrate"], "");
        assert!(next.status.success(), "killed at {percent} %: {}", String::from_utf8_lossy(&next.stderr));
        assert_eq!(everything(&database).await, wanted, "killed at {percent} %");
    }
}

/// CiviCRM 8735: a merge by somebody of limited rights lost what they could not see.
#[actix_web::test]
async fn a_merge_keeps_what_its_maker_may_not_see() {
    let t = TestApp::spawn().await;
    let (admin, here) = (t.admin().await.client, t.referent("Grand-Figeac").await.client);
    let one = lead(&admin, "Nora", "Kerbrat", json!({})).await;
    let other = lead(&admin, "Nora", "Kerbrat", json!({})).await;
    let note = json!({"kind": "note", "summary": "Vu par le programme seul", "visibility": "private"});
    admin.post(format!("{}/interactions", path(&other))).json(note).await.expect(201);
    admin.post(format!("{}/tasks", path(&other))).json(json!({"title": "Rappeler"})).await.expect(201);
    let agreed = json!({"purpose": "newsletter", "text_version": "2026-11", "channel": "phone"});
    admin.post(format!("{}/consents", path(&other))).json(agreed).await.expect(201);
    let notes = async |who, file| {
        let page = crate::harness::Client::get(who, format!("{}/interactions", path(file))).await.expect(200).json();
        page["items"].as_array().unwrap().len()
    };
    assert_eq!(notes(&here, &other).await, 0, "hidden from whoever merges");
    merge(&here, &one, &other, json!({})).await.expect(201);
    assert_eq!((notes(&admin, &one).await, notes(&here, &one).await), (1, 0));
    let kept = read(&admin, &one).await;
    let counted = ["tasks", "consents"].map(|part| kept[part].as_array().unwrap().len());
    assert_eq!(counted, [1, 1]);
}

/// CiviCRM GDPR 156: whoever unsubscribed was kept.
#[actix_web::test]
async fn whoever_unsubscribes_is_kept_nowhere() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let address = "zoe.desinscrite@foyer.example";
    let token = ask(&t, address).await;
    confirm(&t, &token).await.expect(204);
    api::mail::deliver_due(&t.state).await.unwrap();
    assert_eq!((listed(&admin).await.len(), tables_with(&t, address).await.is_empty()), (1, false));
    let line = listed(&admin).await.remove(0);
    let end = line.rsplit(',').next().unwrap().strip_prefix("http://localhost:8080").unwrap().to_owned();
    t.anonymous().post(end).bytes("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click").await.expect(204);
    assert_eq!(listed(&admin).await, Vec::<String>::new());
    assert_eq!(tables_with(&t, address).await, Vec::<String>::new());
    // What comes back by an old link is nobody.
    confirm(&t, &token).await.expect_problem(404, "newsletter_link_over");
    assert_eq!(tables_with(&t, address).await, Vec::<String>::new());
}

/// EspoCRM 2367: an import of 20 rows told of 15.
#[actix_web::test]
async fn an_import_accounts_for_every_row() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut csv = "Nom;Prénom;Mail;Date demande;Statut\n".to_owned();
    for row in 1..=20 {
        csv += &match row % 4 {
            // Not a day, nobody, somebody of the row before, somebody new.
            0 => format!("Faure;Inès;f{row}@courriel.example;31/02/2021;Nouveau\n"),
            1 => format!("Béral;Hugo;b{row}@courriel.example;03/03/2021;Nouveau\n"),
            2 => format!("Béral;Hugo;b{}@courriel.example;04/03/2021;Nouveau\n", row - 1),
            _ => format!("Ségui;Noël;s{row}@courriel.example;05/03/2021;Nouveau\n"),
        };
    }
    let import = upload(&admin, "bureau.csv", csv).await.expect(201).json();
    let done = commit(&admin, &import).await;
    let mut told = vec![];
    for verdict in ["created", "duplicate", "refused", "updated"] {
        let found = rows(&admin, &done, verdict).await;
        let counted = match verdict {
            "duplicate" => &done["summary"]["duplicates"],
            _ => &done["summary"][verdict],
        };
        assert_eq!(counted, &json!(found.len()), "{verdict}: {done}");
        told.extend(found.into_iter().map(|row| row["row"].as_i64().unwrap()));
    }
    told.sort_unstable();
    assert_eq!(told.len(), 20, "{done}");
    assert!(told.windows(2).all(|pair| pair[0] + 1 == pair[1]), "each row once: {told:?}");
    assert_eq!(done["summary"]["rows"], 20);
    let report = admin.get(import_path(&done, "/report")).await.expect(200).text();
    assert_eq!(report.trim().lines().count(), 21);
}
