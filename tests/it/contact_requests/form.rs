//! The public form: who sent it is told nothing of others, machines least of all.

use actix_web::http::StatusCode;
use api::mail;
use chrono::Duration;
use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::json;

use super::{FORM, REQUESTS, app, confirmed, count, fault, form, form_with, plain, send};
use crate::harness::{Reply, TestApp};

#[actix_web::test]
async fn the_answer_tells_nothing_of_who_is_known() {
    let (t, mut sink) = app().await;
    confirmed(&t, &mut sink, form(&t).await).await;
    let known = send(&t, form(&t).await).await.expect(201);
    let unknown =
        send(&t, form_with(&t, json!({"email": "inconnue@foyer.example", "phone": null})).await).await.expect(201);
    let machine = send(&t, form_with(&t, json!({"website": "https://spam.example"})).await).await.expect(201);
    let shape = |reply: &Reply| {
        let body = reply.json();
        let fields: Vec<String> = body.as_object().unwrap().keys().cloned().collect();
        let mut headers: Vec<String> = reply.headers.keys().map(ToString::to_string).collect();
        headers.sort();
        (fields, headers, body["reference"].as_str().unwrap().len(), body["contact"].clone(), reply.body.len())
    };
    assert_eq!(shape(&known), shape(&unknown));
    assert_eq!(shape(&known), shape(&machine));
    mail::deliver_due(&t.state).await.unwrap();
    assert!(plain(&sink.next().await.data).contains("déjà un dossier"), "only the mailbox learns it");
    assert!(!plain(&sink.next().await.data).contains("déjà un dossier"));
}

#[actix_web::test]
async fn a_machine_is_told_the_same_and_nothing_is_kept() {
    let t = TestApp::spawn().await;
    send(&t, form_with(&t, json!({"website": "https://spam.example"})).await).await.expect(201);
    for table in ["contact_requests", "outbox_messages", "idempotency_keys"] {
        assert_eq!(count(&t, table).await, 0, "{table}");
    }
}

#[actix_web::test]
async fn a_form_is_sent_by_a_person_within_a_day_and_once() {
    let t = TestApp::spawn().await;
    let mut late = form(&t).await;
    t.clock.advance(Duration::hours(24));
    let problem = send(&t, late.clone()).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/token"), "expired");
    late["token"] = json!("AAAA");
    assert_eq!(fault(&send(&t, late.clone()).await.expect_problem(422, "validation_failed"), "/token"), "invalid");
    late["token"] = t.anonymous().get(FORM).await.expect(200).json()["token"].clone();
    t.clock.advance(Duration::seconds(1));
    assert_eq!(fault(&send(&t, late).await.expect_problem(422, "validation_failed"), "/token"), "too_soon");

    let sent = form(&t).await;
    let first = send(&t, sent.clone()).await.expect(201).json();
    assert_eq!(send(&t, sent.clone()).await.expect(201).json(), first, "a lost answer is given again");
    assert_eq!(count(&t, "contact_requests").await, 1);
    let mut other = sent;
    other["message"] = json!("Autre chose");
    assert_eq!(fault(&send(&t, other).await.expect_problem(422, "validation_failed"), "/token"), "already_used");
}

#[actix_web::test]
async fn every_fault_is_named_at_once() {
    let t = TestApp::spawn().await;
    let changes = json!({
        "email": null, "phone": null, "postal_code": "4400", "wished_territories": ["99999"], "horizon": "soon",
        "occupations": [{"occupation_code": "Z9999"}], "consents": [{"purpose": "newsletter", "version": "1900-01"}]
    });
    let problem = send(&t, form_with(&t, changes).await).await.expect_problem(422, "validation_failed");
    for (pointer, code) in [
        ("/email", "contact_required"),
        ("/postal_code", "invalid"),
        ("/horizon", "unknown_code"),
        ("/consents", "consent_required"),
        ("/consents/0/version", "outdated_text"),
    ] {
        assert_eq!(fault(&problem, pointer), code);
    }
    let unknown = json!({"wished_territories": ["99999"], "occupations": [{"occupation_code": "Z9999"}]});
    let problem = send(&t, form_with(&t, unknown).await).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/wished_territories/0"), "unknown_code");
    assert_eq!(fault(&problem, "/occupations/0/occupation_code"), "unknown_code");
    let large = form_with(&t, json!({"message": "x".repeat(9_000)})).await;
    send(&t, large).await.expect_problem(413, "payload_too_large");
}

#[actix_web::test]
async fn too_many_forms_from_one_address_must_wait() {
    let t = TestApp::spawn_with(|config| config.rate_limit_factor = 1).await;
    let mut refused = None;
    for _ in 0..12 {
        let reply = t.anonymous().post(REQUESTS).json(json!({})).await;
        if reply.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(reply);
            break;
        }
    }
    let refused = refused.unwrap();
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    refused.expect_problem(429, "rate_limited");
}

#[actix_web::test]
async fn a_consent_text_never_changes_under_its_version() {
    let t = TestApp::spawn().await;
    persistence::migrate(&t.state.store).await.unwrap();
    // As if an earlier programme had shown another wording of the same version, before the wall that keeps them.
    let db = t.state.store.writer();
    let wall = match db.get_database_backend() {
        DbBackend::Postgres => "DROP TRIGGER tr_consent_texts_kept ON consent_texts",
        _ => "DROP TRIGGER tr_consent_texts_update",
    };
    db.execute_unprepared(wall).await.unwrap();
    db.execute_unprepared("UPDATE consent_texts SET text = 'Autre' WHERE purpose = 'newsletter'").await.unwrap();
    db.execute_unprepared("DELETE FROM reference_editions WHERE topic = 'consent_texts'").await.unwrap();
    let refusal = persistence::migrate(&t.state.store).await.unwrap_err().to_string();
    assert!(refusal.contains("newsletter") && refusal.contains("new version"), "{refusal}");
}
