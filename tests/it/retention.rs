//! The privacy clock: who is told when, by which link they keep their file or end it, and what the days bring.

mod days;
mod kill;

use api::housekeeping;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::erasure::{execute, number};
use crate::harness::{Client, Person, TestApp};
use crate::journeys::mailed_token;
use crate::prospects::{FIGEAC, household};

const LINKED: &str = "/api/v1/public/linked-retention";

/// Eight o'clock in the Lot on this day, whatever was planned done.
async fn morning(t: &TestApp, day: &str) {
    let at: DateTime<Utc> = format!("{day}T07:30:00Z").parse().unwrap();
    t.clock.advance(at - t.clock.now());
    // A chain of days that broke goes on; the second look does what the first one planned.
    housekeeping::run_once(&t.state).await.unwrap();
    execute(t, "UPDATE jobs SET run_at = '2020-01-01 00:00:00+00:00' WHERE status = 'queued' AND kind = 'daily'").await;
    t.run_jobs().await;
}

/// A candidate's file opened at the start of the tests, 21 November 2026.
async fn candidate(admin: &Client, name: &str) -> (String, String) {
    let mut body = household(name, FIGEAC);
    body["members"][0]["email"] = json!(format!("{}@foyer.example", name.to_lowercase()));
    let created = admin.post("/api/v1/prospects").json(body).await.expect(201);
    (created.id(), created.json()["number"].as_str().unwrap().to_owned())
}

async fn end_of(t: &TestApp, who: &Person, id: &str) -> Value {
    t.again(who).await.get(format!("/api/v1/prospects/{id}/retention")).await.expect(200).json()
}

async fn notices(t: &TestApp) -> i64 {
    number(t, "SELECT COUNT(*) FROM outbox_messages WHERE kind = 'retention_notice'").await
}

#[actix_web::test]
async fn somebody_is_told_once_a_month_before_and_erased_when_nothing_comes() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (id, number) = candidate(&admin, "Vayssettes").await;
    let end = end_of(&t, &admin, &id).await;
    let expected = json!({"state": "kept", "basis": "job_search", "last_action_on": "2026-11-21",
        "ends_on": "2028-11-21", "notice_on": "2028-10-22", "is_reachable": true});
    assert_eq!(end, expected);
    morning(&t, "2028-10-21").await;
    assert_eq!(notices(&t).await, 0, "a day too early");
    for day in ["2028-10-22", "2028-10-23", "2028-11-20"] {
        morning(&t, day).await;
        assert_eq!(notices(&t).await, 1, "once, whatever the days: {day}");
    }
    assert_eq!(end_of(&t, &admin, &id).await["state"], "noticed");
    // What staff does, and a mail that was opened, do not move the clock.
    let admin_then = t.again(&admin).await;
    let call = json!({"kind": "call", "direction": "outbound", "summary": "Pas de réponse"});
    admin_then.post(format!("/api/v1/prospects/{id}/interactions")).json(call).await.expect(201);
    assert_eq!(end_of(&t, &admin, &id).await["ends_on"], "2028-11-21");
    let due = admin_then.get("/api/v1/retention/preview?days=5").await.expect(200).json();
    assert_eq!(due["erasures"], json!([{"number": number, "on": "2028-11-21"}]));
    morning(&t, "2028-11-21").await;
    let file = t.again(&admin).await.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
    assert_eq!((&file["status"], &file["members"][0]["email"]), (&json!("anonymised"), &Value::Null));
    assert_eq!(end_of(&t, &admin, &id).await["state"], Value::Null);
    let days = t.again(&admin).await.get("/api/v1/retention/days").await.expect(200).json();
    let expected = json!([
        {"on": "2028-11-21", "notices": 0, "erased_by_clock": 1, "erased_by_hand": 0},
        {"on": "2028-10-22", "notices": 1, "erased_by_clock": 0, "erased_by_hand": 0}
    ]);
    assert_eq!(days["items"], expected);
    assert_eq!(std::fs::read_to_string(t.folder().join("erasures.log")).unwrap().lines().count(), 1);
}

#[actix_web::test]
async fn a_press_keeps_the_file_and_opening_the_link_does_nothing() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (id, number) = candidate(&admin, "Vayssettes").await;
    morning(&t, "2028-10-22").await;
    let person = t.bearer(&mailed_token(&t, "retention_notice").await);
    for _ in 0..2 {
        let shown = person.get(LINKED).await.expect(200).json();
        let expected = json!({"number": number, "ends_on": "2028-11-21", "last_action_on": "2026-11-21",
            "basis": "job_search", "ends_soon": true});
        assert_eq!(shown, expected);
    }
    assert_eq!(end_of(&t, &admin, &id).await["state"], "noticed");
    let kept = person.post(format!("{LINKED}/keep")).await.expect(200).json();
    assert_eq!((&kept["ends_on"], &kept["ends_soon"]), (&json!("2030-10-22"), &json!(false)));
    morning(&t, "2028-11-21").await;
    assert_eq!(end_of(&t, &admin, &id).await["state"], "kept");
    // Their time comes again: they are told again.
    morning(&t, "2030-09-22").await;
    assert_eq!((notices(&t).await, end_of(&t, &admin, &id).await["state"].clone()), (2, json!("noticed")));
}

#[actix_web::test]
async fn a_press_erases_at_once_and_the_link_is_over() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (id, _) = candidate(&admin, "Vayssettes").await;
    morning(&t, "2028-10-22").await;
    let person = t.bearer(&mailed_token(&t, "retention_notice").await);
    person.post(format!("{LINKED}/erase")).await.expect(204);
    let file = t.again(&admin).await.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
    assert_eq!(file["status"], "anonymised");
    person.get(LINKED).await.expect_problem(404, "retention_link_over");
    for press in ["keep", "erase"] {
        person.post(format!("{LINKED}/{press}")).await.expect_problem(404, "retention_link_over");
    }
    t.anonymous().get(LINKED).await.expect_problem(404, "retention_link_over");
    admin.get(LINKED).await.expect_problem(404, "retention_link_over");
}

#[actix_web::test]
async fn a_call_of_the_person_moves_the_end_and_who_has_no_address_is_not_waited_for() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (calls, _) = candidate(&admin, "Vayssettes").await;
    let silent = json!({"source": "phone", "project_types": ["retirement"], "wished_territories": [FIGEAC],
        "next_action": {"label": "Rappeler", "on": "2026-12-01"},
        "members": [{"role": "lead", "first_name": "Odette", "last_name": "Lacam", "phone": "06 39 98 12 34"}]});
    let silent = admin.post("/api/v1/prospects").json(silent).await.expect(201).id();
    let end = end_of(&t, &admin, &silent).await;
    let told = (&end["basis"], &end["ends_on"], &end["notice_on"], &end["is_reachable"]);
    assert_eq!(told, (&json!("follow_up"), &json!("2029-11-21"), &Value::Null, &json!(false)));
    morning(&t, "2028-10-22").await;
    let call = json!({"kind": "call", "direction": "inbound", "summary": "Cherche toujours"});
    t.again(&admin).await.post(format!("/api/v1/prospects/{calls}/interactions")).json(call).await.expect(201);
    let end = end_of(&t, &admin, &calls).await;
    assert_eq!((&end["state"], &end["ends_on"]), (&json!("kept"), &json!("2030-10-22")));
    morning(&t, "2029-11-21").await;
    assert_eq!(end_of(&t, &admin, &silent).await["state"], Value::Null);
    assert_eq!(end_of(&t, &admin, &calls).await["state"], "kept");
}

#[actix_web::test]
async fn the_policy_is_versioned_and_nobody_is_erased_by_it_untold() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (id, _) = candidate(&admin, "Vayssettes").await;
    let path = "/api/v1/retention/policy";
    let policy = admin.get(path).await.expect(200);
    assert_eq!(policy.json()["job_search_months"], 24);
    admin.patch(path).json(json!({"notice_days": 20})).await.expect_problem(428, "precondition_required");
    let wrong = json!({"job_search_months": 5, "notice_days": null});
    let problem = admin.patch(path).if_match(1).json(wrong).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 2, "{problem}");
    admin.patch(path).if_match(1).json(json!({"job_search_months": 6, "notice_days": 20})).await.expect(200);
    admin.patch(path).if_match(1).json(json!({"other_months": 30})).await.expect_problem(412, "precondition_failed");
    let versions = admin.get("/api/v1/retention/policies").await.expect(200).json();
    let told: Vec<(i64, i64)> = versions["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["version"].as_i64().unwrap(), one["job_search_months"].as_i64().unwrap()))
        .collect();
    assert_eq!(told, [(2, 6), (1, 24)]);
    assert!(versions["items"][0]["author_name"].is_string() && versions["items"][1]["author_name"].is_null());
    // Long over under the new policy: told first, with the whole notice.
    morning(&t, "2028-01-10").await;
    assert_eq!((notices(&t).await, end_of(&t, &admin, &id).await["ends_on"].clone()), (1, json!("2028-01-30")));
    morning(&t, "2028-01-29").await;
    assert_eq!(end_of(&t, &admin, &id).await["state"], "noticed");
    morning(&t, "2028-01-30").await;
    assert_eq!(end_of(&t, &admin, &id).await["state"], Value::Null);
}

#[actix_web::test]
async fn a_preview_changes_nothing_and_names_nobody() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (_, number) = candidate(&admin, "Vayssettes").await;
    let path = "/api/v1/retention/preview";
    assert_eq!(admin.get(path).await.expect(200).json(), json!({"until": "2027-02-19", "notices": [], "erasures": []}));
    admin.get(format!("{path}?days=367")).await.expect_problem(422, "validation_failed");
    t.clock.advance("2028-10-01T09:00:00Z".parse::<DateTime<Utc>>().unwrap() - t.clock.now());
    let admin = t.again(&admin).await;
    let seen = admin.get(path).await.expect(200);
    let expected = json!({"until": "2028-12-30", "notices": [{"number": number, "on": "2028-10-22"}],
        "erasures": [{"number": number, "on": "2028-11-21"}]});
    assert_eq!(seen.json(), expected);
    assert!(!seen.text().contains("Vayssettes"));
    assert_eq!((notices(&t).await, crate::erasure::number(&t, "SELECT COUNT(*) FROM retention_notices").await), (0, 0));
}

#[actix_web::test]
async fn a_press_and_the_clock_at_once_have_one_winner() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (id, _) = candidate(&admin, "Vayssettes").await;
    morning(&t, "2028-10-22").await;
    let person = t.bearer(&mailed_token(&t, "retention_notice").await);
    let at: DateTime<Utc> = "2028-11-21T09:00:00Z".parse().unwrap();
    t.clock.advance(at - t.clock.now());
    days::plan_round(&t).await;
    let (kept, ()) =
        futures_util::future::join(person.post(format!("{LINKED}/keep")).into_future(), t.run_jobs()).await;
    let file = t.again(&admin).await.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
    // Whichever came first: kept and there, or gone and told so.
    let there = file["status"] == "new" && file["members"][0]["email"].is_string();
    assert_eq!(kept.status.as_u16() == 200, there, "{} {}", kept.text(), file["status"]);
}
