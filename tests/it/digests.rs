//! The digest of the day: sent in the morning to those for whom something waits, and naming nobody.

use chrono::{DateTime, Duration, Utc};
use domain::codes::AssignmentStatus;
use serde_json::{Value, json};

use crate::auth::letters;
use crate::harness::{Person, TestApp};
use crate::my_day::{file, give};
use crate::prospects::FIGEAC;

/// Plans the days, then lets the clock run to this instant and does what is due.
async fn wait_until(t: &TestApp, instant: &str) {
    api::housekeeping::run_once(&t.state).await.unwrap();
    let at: DateTime<Utc> = instant.parse().unwrap();
    t.clock.advance(at - t.clock.now());
    t.run_jobs().await;
}

/// The digests queued so far.
async fn digests(t: &TestApp) -> Vec<Value> {
    letters(t).await.into_iter().filter(|letter| letter["kind"] == "digest").collect()
}

/// The tests start on a Saturday: this is the Monday after, at eight o'clock in the Lot.
const MONDAY: &str = "2026-11-23T07:00:00Z";

/// Gives a file with a task and a mention to a référent.
async fn fill(t: &TestApp, referent: &Person) -> Value {
    let admin = t.admin().await;
    let known = file(t, FIGEAC, "2026-11-20", None).await;
    give(t, &known, referent, AssignmentStatus::Accepted, (None, None)).await;
    let path = format!("/api/v1/prospects/{}", known["id"].as_str().unwrap());
    for (title, due_on) in [("Écrire à Inès Vayssettes", "2026-11-23"), ("Plus tard", "2026-12-20")] {
        let task = json!({"title": title, "due_on": due_on, "assignee_id": referent.user_id});
        admin.post(format!("{path}/tasks")).json(task).await.expect(201);
    }
    let note = json!({"kind": "note", "summary": "Peux-tu appeler Inès ?", "mentions": [referent.user_id]});
    admin.post(format!("{path}/interactions")).json(note).await.expect(201);
    known
}

#[actix_web::test]
async fn a_referent_reads_in_the_morning_what_waits() {
    let t = TestApp::spawn().await;
    let (referent, idle) = (t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await);
    let late = fill(&t, &referent).await;
    let asked = file(&t, FIGEAC, "2026-12-01", None).await;
    give(&t, &asked, &referent, AssignmentStatus::Proposed, (None, None)).await;
    wait_until(&t, "2026-11-22T07:00:00Z").await;
    assert_eq!(digests(&t).await.len(), 0, "nobody is written to on a Sunday");
    t.clock.advance(Duration::days(1) - Duration::seconds(1));
    t.run_jobs().await;
    assert_eq!(digests(&t).await.len(), 0, "a second before the hour");
    t.clock.advance(Duration::seconds(1));
    t.run_jobs().await;
    let sent = digests(&t).await;
    assert_eq!(sent.len(), 1, "one to the busy one, none to {:?}", idle.referent_id);
    let (digest, number) = (&sent[0], |file: &Value| file["number"].as_str().unwrap().to_owned());
    assert_eq!(digest["subject"], "Votre journée du 23/11/2026");
    let told: Vec<&str> = digest["paragraphs"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    let expected = [
        "Bonjour Camille,".to_owned(),
        "Voici ce qui vous attend aujourd’hui.".to_owned(),
        format!("À accepter (1) : {}", number(&asked)),
        format!("En retard (1) : Appeler — {}", number(&late)),
        format!("Tâches (1) : Écrire à … — {}", number(&late)),
        format!("Des collègues vous mentionnent (1) : {}", number(&late)),
        "Bonne journée !".to_owned(),
    ];
    assert_eq!(told, expected);
    assert!(digest["button"]["url"].as_str().unwrap().ends_with("/ma-journee"));
    for personal in ["Inès", "Vayssettes", "06 39", "33639"] {
        assert!(!digest.to_string().contains(personal), "{personal} in {digest}");
    }
}

#[actix_web::test]
async fn there_is_one_digest_a_day_whatever_runs_again() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    fill(&t, &referent).await;
    wait_until(&t, MONDAY).await;
    t.run_jobs().await;
    api::housekeeping::run_once(&t.state).await.unwrap();
    t.clock.advance(Duration::hours(6));
    t.run_jobs().await;
    assert_eq!(digests(&t).await.len(), 1);
    wait_until(&t, "2026-11-24T07:00:00Z").await;
    assert_eq!(digests(&t).await.len(), 2);
}

#[actix_web::test]
async fn who_is_away_or_gone_is_left_in_peace() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (away, disabled, archived) =
        (t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await);
    for referent in [&away, &disabled, &archived] {
        fill(&t, referent).await;
    }
    let leave = json!({"absences": [{"from_on": "2026-11-23", "to_on": "2026-11-23"}]});
    away.patch("/api/v1/my-referent").if_match(1).json(leave).await.expect(200);
    let off = json!({"to": "disabled", "reason": "Départ"});
    admin.post(format!("/api/v1/users/{}/transitions", disabled.user_id)).json(off).await.expect(200);
    admin.delete(format!("/api/v1/referents/{}", archived.referent_id.unwrap())).if_match(1).await.expect(204);
    wait_until(&t, MONDAY).await;
    assert_eq!(digests(&t).await.len(), 0);
    wait_until(&t, "2026-11-24T07:00:00Z").await;
    assert_eq!(digests(&t).await.len(), 1, "back on Tuesday");
}

#[actix_web::test]
async fn the_digest_goes_to_the_address_of_the_referent_and_at_the_hour_of_the_programme() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    fill(&t, &referent).await;
    let change = json!({"email": "camille@epci.example"});
    referent.patch("/api/v1/my-referent").if_match(1).json(change).await.expect(200);
    api::housekeeping::run_once(&t.state).await.unwrap();
    admin.patch("/api/v1/service-levels").if_match(1).json(json!({"digest_at": "07:15"})).await.expect(200);
    wait_until(&t, "2026-11-22T12:00:00Z").await;
    wait_until(&t, "2026-11-23T06:14:59Z").await;
    assert_eq!(digests(&t).await.len(), 0);
    wait_until(&t, "2026-11-23T06:15:00Z").await;
    let sent = digests(&t).await;
    assert_eq!((sent.len(), &sent[0]["to"]), (1, &json!("camille@epci.example")));
}

#[actix_web::test]
async fn a_digest_that_comes_too_late_is_not_sent() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    fill(&t, &referent).await;
    // Planned for Monday, while no server runs until Tuesday noon: one digest, Tuesday's.
    let now = t.clock.now();
    let stale = persistence::jobs::NewJob {
        key: format!("digest:{}:2026-11-23", referent.referent_id.unwrap()),
        kind: "digest".to_owned(),
        subject_id: referent.referent_id,
        payload: Some(json!({"on": "2026-11-23"})),
        run_at: MONDAY.parse().unwrap(),
    };
    persistence::jobs::plan(t.state.store.writer(), stale, now).await.unwrap();
    wait_until(&t, "2026-11-24T11:00:00Z").await;
    let sent = digests(&t).await;
    assert_eq!((sent.len(), &sent[0]["subject"]), (1, &json!("Votre journée du 24/11/2026")));
}
