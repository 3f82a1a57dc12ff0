//! Requests of people about their data: written down, answered within their month, every answer kept.

use chrono::Duration;
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::harness::{Client, TestApp};

const PATH: &str = "/api/v1/privacy-requests";

fn asked() -> Value {
    json!({"kind": "access", "channel": "phone", "requester_name": "Maëlle Kerbrat",
        "requester_email": "Maelle@foyer.example", "details": "Une copie de tout."})
}

async fn write_down(staff: &Client, body: Value) -> String {
    staff.post(PATH).json(body).await.expect(201).id()
}

async fn move_to(staff: &Client, id: &str, body: Value) -> crate::harness::Reply {
    staff.post(format!("{PATH}/{id}/transitions")).json(body).await
}

/// Kind and words of every queued mail.
async fn mails(t: &TestApp) -> Vec<(String, String)> {
    let db = t.state.store.reader();
    let sql = "SELECT kind, subject, payload FROM outbox_messages ORDER BY created_at, id";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let told = |row: &sea_orm::QueryResult| {
        let letter: Value = row.try_get("", "payload").unwrap();
        let subject: String = row.try_get("", "subject").unwrap();
        (row.try_get("", "kind").unwrap(), format!("{subject}\n{}", letter["paragraphs"]))
    };
    rows.iter().map(told).collect()
}

async fn mails_of(t: &TestApp, kind: &str) -> Vec<String> {
    mails(t).await.into_iter().filter(|(of, _)| of == kind).map(|(_, words)| words).collect()
}

fn codes(problem: &Value) -> Vec<(&str, &str)> {
    let errors = problem["errors"].as_array().unwrap().iter();
    errors.map(|error| (error["pointer"].as_str().unwrap(), error["code"].as_str().unwrap())).collect()
}

#[actix_web::test]
async fn a_request_is_written_down_answered_and_kept() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let made = admin.post(PATH).idempotency_key("k").json(asked()).await.expect(201);
    admin.post(PATH).idempotency_key("k").json(asked()).await.expect(201);
    let (id, body) = (made.id(), made.json());
    assert_eq!(made.header("location"), format!("{PATH}/{id}"));
    assert_eq!((&body["received_on"], &body["due_on"]), (&json!("2026-11-21"), &json!("2026-12-21")));
    assert_eq!((&body["late"], &body["requester_email"]), (&json!(false), &json!("maelle@foyer.example")));
    assert_eq!(body["allowed"], json!(["in_progress", "answered", "refused", "withdrawn"]));
    let receipts = mails_of(&t, "privacy_request_received").await;
    assert_eq!(receipts.len(), 1, "sent twice, written down once");
    assert!(receipts[0].contains("21/12/2026") && receipts[0].contains("Accès"), "{receipts:?}");

    move_to(&admin, &id, json!({"to": "in_progress"})).await.expect(200);
    let answer = "Voici votre dossier.\n\nIl tient en deux pages.";
    let told = json!({"to": "answered", "answer": answer});
    move_to(&admin, &id, told.clone()).await.expect_problem(409, "identity_required");
    let mut told = told;
    told["identity_proof"] = json!("Rappel au numéro du dossier");
    let after = move_to(&admin, &id, told).await.expect(200);
    assert_eq!((after.version(), &after.json()["closed_on"]), (3, &json!("2026-11-21")));
    let sent = mails_of(&t, "privacy_request_answered").await;
    assert!(sent[0].contains("Voici votre dossier.") && sent[0].contains("Il tient en deux pages."), "{sent:?}");

    // Asked again, refused, and each word is still there.
    move_to(&admin, &id, json!({"to": "in_progress"})).await.expect(200);
    let refusal = json!({"to": "refused", "answer": "Déjà répondu.", "by_mail": false});
    move_to(&admin, &id, refusal).await.expect(200);
    let kept = admin.get(format!("{PATH}/{id}")).await.expect(200).json();
    let steps: Vec<_> = kept["steps"].as_array().unwrap().iter().map(|one| (&one["step"], &one["mailed"])).collect();
    let expected = [
        (json!("received"), json!(true)),
        (json!("in_progress"), json!(false)),
        (json!("answered"), json!(true)),
        (json!("in_progress"), json!(false)),
        (json!("refused"), json!(false)),
    ];
    assert_eq!(steps, expected.each_ref().map(|(step, mailed)| (step, mailed)));
    assert_eq!((&kept["steps"][2]["words"], &kept["steps"][4]["words"]), (&json!(answer), &json!("Déjà répondu.")));
    let problem = move_to(&admin, &id, json!({"to": "answered"})).await.expect_problem(422, "validation_failed");
    assert_eq!(codes(&problem), [("/answer", "required")]);
    move_to(&admin, &id, json!({"to": "in_progress"})).await.expect(200);
    move_to(&admin, &id, json!({"to": "withdrawn"})).await.expect(200);
    let problem = move_to(&admin, &id, json!({"to": "in_progress"})).await;
    assert_eq!(problem.expect_problem(409, "transition_not_allowed")["allowed"], json!([]));
}

#[actix_web::test]
async fn every_wrong_field_is_named_and_nothing_is_kept() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let wrong = json!({"prospect_id": uuid::Uuid::now_v7(), "kind": "gold", "channel": "page", "requester_name": " ",
        "requester_email": "nobody", "received_on": "2026-11-22"});
    let problem = admin.post(PATH).json(wrong).await.expect_problem(422, "validation_failed");
    let expected = [
        ("/prospect_id", "not_found"),
        ("/channel", "unknown_code"),
        ("/received_on", "in_future"),
        ("/requester_name", "required"),
        ("/requester_email", "invalid_email"),
        ("/kind", "unknown_code"),
    ];
    assert_eq!(codes(&problem), expected);
    let list = admin.get(format!("{PATH}?count=exact")).await.expect(200).json();
    assert_eq!((&list["total"], mails(&t).await.len()), (&json!(0), 0));
    admin.get(format!("{PATH}?lat=true")).await.expect_problem(422, "unknown_parameter");
    let problem = admin.get(format!("{PATH}?late=maybe&status=gold&sort=name")).await;
    let problem = problem.expect_problem(422, "validation_failed");
    assert_eq!(codes(&problem), [("status/0", "unknown_code"), ("late", "unknown_code"), ("sort", "unknown_code")]);
    let referent = t.referent("Grand-Figeac").await;
    referent.get(PATH).await.expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn the_delay_is_made_longer_once_and_the_person_is_told_why() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let mut body = asked();
    body["received_on"] = json!("2026-10-31");
    let id = write_down(&admin, body).await;
    let kept = admin.get(format!("{PATH}/{id}")).await.expect(200).json();
    assert_eq!((&kept["due_on"], &kept["can_extend"]), (&json!("2026-11-30"), &json!(true)), "a shorter month");
    let path = format!("{PATH}/{id}/extension");
    let problem = admin.post(&path).json(json!({"reason": " "})).await.expect_problem(422, "validation_failed");
    assert_eq!(codes(&problem), [("/reason", "required")]);
    let reason = json!({"reason": "Plusieurs services gardent une partie du dossier."});
    let after = admin.post(&path).json(reason.clone()).await.expect(200).json();
    assert_eq!((&after["due_on"], &after["extended_on"]), (&json!("2027-01-31"), &json!("2026-11-21")));
    let sent = mails_of(&t, "privacy_request_extended").await;
    assert!(sent[0].contains("31/01/2027") && sent[0].contains("Plusieurs services"), "{sent:?}");
    admin.post(&path).json(reason.clone()).await.expect_problem(409, "extension_not_allowed");
    let id = write_down(&admin, asked()).await;
    t.clock.advance(Duration::days(31));
    let admin = t.admin().await.client;
    let late = admin.post(format!("{PATH}/{id}/extension")).json(reason).await;
    late.expect_problem(409, "extension_not_allowed");
}

#[actix_web::test]
async fn the_programme_is_reminded_once_of_each_thing() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let id = write_down(&admin, asked()).await;
    let mut received = vec![];
    for day in 0..45 {
        api::housekeeping::run_once(&t.state).await.unwrap();
        t.run_jobs().await;
        let now = mails_of(&t, "privacy_request_waiting").await;
        for words in now.iter().skip(received.len()) {
            received.push((day, words.clone()));
        }
        t.clock.advance(Duration::days(1));
    }
    let days: Vec<i32> = received.iter().map(|(day, _)| *day).collect();
    assert_eq!(days, [23, 29, 31], "a week before, the day before, and once it is late: {received:?}");
    assert!(received[0].1.contains("21/12/2026") && received[2].1.starts_with("En retard"), "{received:?}");
    let admin = t.admin().await.client;
    let late = admin.get(format!("{PATH}?late=true&count=exact")).await.expect(200).json();
    assert_eq!((&late["total"], &late["items"][0]["id"]), (&json!(1), &json!(id)));
    move_to(&admin, &id, json!({"to": "withdrawn"})).await.expect(200);
    assert_eq!(admin.get(format!("{PATH}?late=true&count=exact")).await.expect(200).json()["total"], 0);
}

#[actix_web::test]
async fn two_who_answer_at_once_answer_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let mut body = asked();
    body["identity_proof"] = json!("Carte d’identité");
    let id = write_down(&admin, body).await;
    let answers = (0..4).map(|count| {
        let told = json!({"to": "answered", "answer": format!("Réponse {count}")});
        let call = admin.post(format!("{PATH}/{id}/transitions")).json(told);
        async move { call.await.status.as_u16() }
    });
    let mut statuses = join_all(answers).await;
    statuses.sort_unstable();
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().skip(1).all(|status| [409, 412].contains(status)), "{statuses:?}");
    assert_eq!(mails_of(&t, "privacy_request_answered").await.len(), 1);
}

#[actix_web::test]
async fn the_list_is_paged_by_the_last_day() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    for day in ["2026-11-10", "2026-11-02", "2026-11-20"] {
        let mut body = asked();
        body["received_on"] = json!(day);
        write_down(&admin, body).await;
    }
    let mut days = vec![];
    let mut path = format!("{PATH}?limit=1&status=received,in_progress");
    loop {
        let page = admin.get(&path).await.expect(200).json();
        days.extend(page["items"].as_array().unwrap().iter().map(|one| one["due_on"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("{PATH}?limit=1&status=received,in_progress&cursor={cursor}");
    }
    assert_eq!(days, ["2026-12-02", "2026-12-10", "2026-12-20"]);
    let last = admin.get(format!("{PATH}?sort=-due_on&limit=1")).await.expect(200).json();
    assert_eq!(last["items"][0]["due_on"], "2026-12-20");
}

#[actix_web::test]
async fn what_was_answered_is_forgotten_after_five_years() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let (over, open) = (write_down(&admin, asked()).await, write_down(&admin, asked()).await);
    move_to(&admin, &over, json!({"to": "withdrawn"})).await.expect(200);
    for (days, status) in [(5 * 366, 200), (1, 404)] {
        t.clock.advance(Duration::days(days));
        api::housekeeping::run_once(&t.state).await.unwrap();
        let admin = t.admin().await.client;
        admin.get(format!("{PATH}/{over}")).await.expect(status);
        admin.get(format!("{PATH}/{open}")).await.expect(200);
    }
}

#[actix_web::test]
async fn an_erasure_is_carried_out_from_its_request() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let file = json!({"source": "web", "territory_indifferent": true, "project_types": ["employee"],
        "next_action": {"label": "Appeler", "on": "2026-11-25"},
        "members": [{"role": "lead", "first_name": "Maëlle", "last_name": "Kerbrat", "email": "maelle@foyer.example"}]});
    let file = admin.post("/api/v1/prospects").json(file).await.expect(201).json();
    let about = |kind: &str| {
        let mut body = asked();
        (body["kind"], body["prospect_id"]) = (json!(kind), file["id"].clone());
        body
    };
    let (erasure, access) = (write_down(&admin, about("erasure")).await, write_down(&admin, about("access")).await);
    let path = |id: &str| format!("{PATH}/{id}/erasure");
    let number = file["number"].as_str().unwrap();
    let order = json!({"confirmation": number, "answer": "Votre dossier est effacé."});
    admin.post(path(&access)).json(order.clone()).await.expect_problem(409, "erasure_not_asked");
    admin.post(path(&erasure)).json(order.clone()).await.expect_problem(409, "identity_required");
    let mut order = order;
    order["identity_proof"] = json!("Rappel au numéro du dossier");
    let mut wrong = order.clone();
    wrong["confirmation"] = json!("OML-2026-99999");
    let problem = admin.post(path(&erasure)).json(wrong).await.expect_problem(422, "validation_failed");
    assert_eq!(codes(&problem), [("/confirmation", "confirmation_mismatch")]);
    let before = admin.get(format!("{PATH}/{erasure}")).await.expect(200).json();
    assert_eq!((&before["status"], &before["requester_name"]), (&json!("received"), &json!("Maëlle Kerbrat")));

    let after = admin.post(path(&erasure)).json(order.clone()).await.expect(200).json();
    assert_eq!((&after["status"], &after["closed_on"]), (&json!("answered"), &json!("2026-11-21")));
    assert!(!after.to_string().contains("Maëlle") && !after.to_string().contains("Rappel"), "{after}");
    let last = after["steps"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["step"], &last["mailed"], &last["words"]), (&json!("answered"), &json!(true), &Value::Null));
    let gone = admin.get(format!("/api/v1/prospects/{}", file["id"].as_str().unwrap())).await.expect(200).json();
    assert_eq!(gone["status"], "anonymised");
    // Of everything that waited for the person, the answer alone leaves.
    let sent = mails_of(&t, "privacy_request_answered").await;
    assert!(sent.len() == 1 && sent[0].contains("Votre dossier est effacé."), "{sent:?}");
    assert!(!mails_of(&t, "privacy_request_received").await.concat().contains("Maëlle"));
    let other = admin.get(format!("{PATH}/{access}")).await.expect(200).json();
    assert_eq!(other["status"], "withdrawn", "nothing is left to answer with");
    admin.post(path(&erasure)).json(order).await.expect_problem(409, "transition_not_allowed");
}
