//! Who saw what: reads are written down before they are answered, and told back by file and by account.

use chrono::Duration;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::harness::{Person, Server, TestApp, run};
use crate::prospects::{CAHORS, FIGEAC, household};

/// Who saw a file, newest first.
pub async fn accesses(admin: &Person, id: &str) -> Vec<Value> {
    let page = admin.get(format!("/api/v1/prospects/{id}/accesses")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

pub fn actions(accesses: &[Value]) -> Vec<&str> {
    accesses.iter().map(|access| access["action"].as_str().unwrap()).collect()
}

async fn written(t: &TestApp, action: &str) -> i64 {
    let db = t.state.store.reader();
    let sql = format!("SELECT COUNT(*) FROM audit_entries WHERE action = '{action}'");
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[actix_web::test]
async fn a_file_says_who_saw_it() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let id = admin.post("/api/v1/prospects").json(household("Vu", FIGEAC)).await.expect(201).id();
    assert_eq!(accesses(&admin, &id).await, [] as [Value; 0], "making a file is no reading of it");
    referent.get(format!("/api/v1/prospects/{id}")).await.expect(200);
    referent.get(format!("/api/v1/prospects/{id}/interactions")).await.expect(200);
    referent.get(format!("/api/v1/prospects/{id}/advice-sheet")).await.expect(200);
    referent.get("/api/v1/prospects/export").await.expect(200);
    // Neither a list nor a search is written down, nor what was refused.
    referent.get("/api/v1/prospects?q=vu").await.expect(200);
    t.referent("Grand Cahors").await.get(format!("/api/v1/prospects/{id}")).await.expect_problem(404, "not_found");
    let seen = accesses(&admin, &id).await;
    assert_eq!(actions(&seen), ["prospect.export", "advice_sheet.read", "interaction.read", "prospect.read"]);
    for access in &seen {
        assert_eq!(access["actor_id"], referent.user_id.to_string());
        assert_eq!(access["roles"], json!(["referent"]));
        assert!(access["actor_label"].as_str().unwrap().starts_with("Camille Essai"), "{access}");
    }
    assert_eq!(seen[2]["kinds"], json!(["exchanges"]));
    let first = admin.get(format!("/api/v1/prospects/{id}/accesses?limit=3")).await.expect(200).json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = admin.get(format!("/api/v1/prospects/{id}/accesses?limit=3&cursor={cursor}")).await.expect(200).json();
    assert_eq!(
        (actions(rest["items"].as_array().unwrap()), &rest["next_cursor"]),
        (vec!["prospect.read"], &Value::Null)
    );
    referent.get(format!("/api/v1/prospects/{id}/accesses")).await.expect_problem(403, "forbidden");
}

/// Whoever saw the file that went into another one saw this household; once the merge is undone, that file again.
#[actix_web::test]
async fn a_merged_file_brings_those_who_saw_it() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let [kept, other] = ["Gardé", "Fondu"].map(|name| admin.post("/api/v1/prospects").json(household(name, FIGEAC)));
    let (kept, other) = (kept.await.expect(201), other.await.expect(201));
    referent.get(format!("/api/v1/prospects/{}", other.id())).await.expect(200);
    referent.get("/api/v1/prospects/export?q=fondu").await.expect(200);
    assert_eq!(accesses(&admin, &kept.id()).await, [] as [Value; 0]);
    let body = json!({"other": other.id(), "other_version": other.version(), "choices": {}});
    let path = format!("/api/v1/prospects/{}/merges", kept.id());
    let merge = admin.post(&path).if_match(kept.version()).json(body).await.expect(201).id();
    assert_eq!(actions(&accesses(&admin, &kept.id()).await), ["prospect.export", "prospect.read"]);
    admin.post(format!("{path}/{merge}/undo")).await.expect(200);
    assert_eq!(accesses(&admin, &kept.id()).await, [] as [Value; 0]);
    assert_eq!(actions(&accesses(&admin, &other.id()).await), ["prospect.export", "prospect.read"]);
}

#[actix_web::test]
async fn an_export_tells_the_files_that_left_and_no_other() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let taken = admin.post("/api/v1/prospects").json(household("Emporté", FIGEAC)).await.expect(201).id();
    let left = admin.post("/api/v1/prospects").json(household("Resté", CAHORS)).await.expect(201).id();
    for format in ["csv", "ndjson", "xlsx"] {
        admin.get(format!("/api/v1/prospects/export?q=emporte&format={format}")).await.expect(200);
    }
    assert_eq!(actions(&accesses(&admin, &taken).await), ["prospect.export"; 3]);
    assert_eq!(accesses(&admin, &left).await, [] as [Value; 0]);
}

/// The same session that reads the same part again is still at the same reading, for ten minutes.
#[actix_web::test]
async fn parts_read_again_and_again_are_one_reading() {
    let t = TestApp::spawn().await;
    let (admin, other) = (t.admin().await, t.referent("Grand-Figeac").await);
    let id = admin.post("/api/v1/prospects").json(household("Relu", FIGEAC)).await.expect(201).id();
    let part = format!("/api/v1/prospects/{id}/interactions");
    for _ in 0..5 {
        admin.get(&part).await.expect(200);
    }
    assert_eq!(written(&t, "interaction.read").await, 1);
    other.get(&part).await.expect(200);
    assert_eq!(written(&t, "interaction.read").await, 2, "somebody else");
    t.clock.advance(Duration::minutes(9));
    t.again(&admin).await.get(&part).await.expect(200);
    assert_eq!(written(&t, "interaction.read").await, 3, "another session");
    // The whole file is written down each time.
    let admin = t.again(&admin).await;
    for _ in 0..2 {
        admin.get(format!("/api/v1/prospects/{id}")).await.expect(200);
    }
    assert_eq!(written(&t, "prospect.read").await, 2);
}

#[actix_web::test]
async fn a_stolen_account_is_told_file_by_file() {
    let t = TestApp::spawn().await;
    let (admin, stolen) = (t.admin().await, t.referent("Grand-Figeac").await);
    let mut ids = vec![];
    for name in ["Avant", "Lu", "Emporté"] {
        ids.push(admin.post("/api/v1/prospects").json(household(name, FIGEAC)).await.expect(201).id());
    }
    stolen.get(format!("/api/v1/prospects/{}", ids[0])).await.expect(200);
    t.clock.advance(Duration::hours(2));
    let (since, thief) = (t.clock.now(), t.again(&stolen).await);
    for _ in 0..2 {
        thief.get(format!("/api/v1/prospects/{}", ids[1])).await.expect(200);
    }
    thief.get("/api/v1/prospects/export?q=emporte").await.expect(200);
    let admin = t.again(&admin).await;
    let path = format!("/api/v1/users/{}/breach-report?since={}", stolen.user_id, since.format("%FT%TZ"));
    let report = admin.get(&path).await.expect(200).json();
    assert_eq!(
        json!([report["files"], report["reads"], report["exports"], report["changes"], report["is_complete"]]),
        json!([2, 2, 1, 0, true]),
        "{report}"
    );
    let of = |id: &str| report["items"].as_array().unwrap().iter().find(|item| item["resource_id"] == *id).cloned();
    assert_eq!(of(&ids[0]), None, "read before the theft");
    let (read, taken) = (of(&ids[1]).unwrap(), of(&ids[2]).unwrap());
    assert_eq!(json!([read["number"], read["reads"], read["exports"]]), json!(["OML-2026-00002", 2, 0]));
    assert!(read["kinds"].as_array().unwrap().contains(&json!("consents")));
    assert_eq!(json!([taken["number"], taken["reads"], taken["exports"]]), json!(["OML-2026-00003", 0, 1]));
    assert_eq!(taken["kinds"], json!(["contact", "household", "identity", "project"]));

    let csv = admin.get(format!("{path}&format=csv&profile=excel-fr")).await.expect(200).text();
    assert!(csv.starts_with("\u{feff}Type;Numéro;") && csv.contains("OML-2026-00003"), "{csv}");
    assert_eq!(written(&t, "breach_report.read").await, 2, "such a report is a reading too");
    admin.get(format!("{path}&format=xml")).await.expect_problem(422, "validation_failed");
    let usual = admin.get(format!("/api/v1/users/{}/breach-report", stolen.user_id)).await.expect(200).json();
    assert_eq!((&usual["since"], &usual["reads"]), (&json!("2026-11-14T11:00:00Z"), &json!(3)));
    t.again(&stolen).await.get(&path).await.expect_problem(403, "forbidden");
}

/// Nothing of a read that was answered is lost by a kill.
#[actix_web::test]
async fn an_answered_read_survives_a_kill() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = admin.post("/api/v1/prospects").json(household("Lu", FIGEAC)).await.expect(201).id();
    let (email, password) = ("garde@ohmylot.example", "mesure-noyer-dolmen-truffe");
    assert!(run(t.database(), &["create-admin", "--email", email, "--password-stdin"], password).status.success());
    let mut server = Server::start(t.database());
    let login = json!({"email": email, "password": password}).to_string();
    let answer = server.exchange(
        format!(
            "POST /api/v1/auth/login HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{login}",
            login.len()
        )
        .as_bytes(),
    );
    let session: Value = serde_json::from_str(&answer[answer.find("\r\n\r\n").unwrap()..]).unwrap();
    let token = session["access_token"].as_str().unwrap();
    for read in 1..=5 {
        let request = format!(
            "GET /api/v1/prospects/{id} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n"
        );
        let answer = server.exchange(request.as_bytes());
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        server.kill_and_restart();
        assert_eq!(written(&t, "prospect.read").await, read);
    }
}
