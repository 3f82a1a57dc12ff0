//! Actions in private calendars, read again with a parser that is not the writer's.

use std::collections::BTreeMap;

use ical::parser::ical::component::IcalCalendar;
use serde_json::{Value, json};

use crate::harness::{Client, Person, Reply, TestApp};
use crate::prospects::{CAHORS, FIGEAC, household};

const PATH: &str = "/api/v1/my-calendar";

/// Asks for a feed; the path of its address.
pub async fn subscribe(person: &Person) -> String {
    let created = person.post(PATH).await.expect(201);
    assert_eq!(created.header("location"), PATH);
    let url = created.json()["url"].as_str().unwrap().to_owned();
    url[url.find("/api/v1/").unwrap()..].to_owned()
}

/// The only calendar of an answer.
fn parsed(reply: &Reply) -> IcalCalendar {
    assert_eq!(reply.header("content-type"), "text/calendar; charset=utf-8");
    let mut calendars = ical::IcalParser::new(reply.body.as_ref());
    let calendar = calendars.next().unwrap().unwrap();
    assert!(calendars.next().is_none());
    calendar
}

/// The events of a feed, each by the names of its properties.
pub async fn events(client: &Client, path: &str) -> Vec<BTreeMap<String, String>> {
    let calendar = parsed(&client.get(path).await.expect(200));
    let values = |event: ical::parser::ical::component::IcalEvent| {
        event.properties.into_iter().map(|one| (one.name, one.value.unwrap_or_default())).collect()
    };
    calendar.events.into_iter().map(values).collect()
}

fn summaries(events: &[BTreeMap<String, String>]) -> Vec<&str> {
    events.iter().map(|event| event["SUMMARY"].as_str()).collect()
}

/// A file of the Vayssettes whose next action is given to somebody.
pub async fn file(t: &TestApp, territory: &str, label: &str, on: &str, to: Option<&Person>) -> (String, Value) {
    let mut sent = household("Vayssettes", territory);
    sent["city"] = json!("Nantes");
    sent["next_action"] = json!({"label": label, "on": on, "assignee_id": to.map(|person| person.user_id)});
    let created = t.admin().await.post("/api/v1/prospects").json(sent).await.expect(201);
    (created.header("location").to_owned(), created.json())
}

#[actix_web::test]
async fn a_feed_shows_actions_and_tasks_and_names_nobody() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let label = "Appeler Inès Vayssettes à Nantes, 06 39 98 12 34 ; ines@courriel.example";
    let (path, known) = file(&t, FIGEAC, label, "2026-12-01", Some(&referent)).await;
    let number = known["number"].as_str().unwrap();
    let task = json!({"title": "Écrire à Mme Vayssettes", "due_on": "2026-11-14", "assignee_id": referent.user_id});
    let task = admin.post(format!("{path}/tasks")).json(task).await.expect(201);
    let address = subscribe(&referent).await;
    let reply = t.anonymous().get(&address).await.expect(200);
    for personal in ["Inès", "Vayssettes", "06 39", "@courriel", "Nantes"] {
        assert!(!reply.text().contains(personal), "{personal} in {}", reply.text());
    }
    let found = events(&t.anonymous(), &address).await;
    let first = format!("Écrire à Mme … — {number}");
    let second = format!("Appeler … à … ; … — {number}");
    assert_eq!(summaries(&found), [first.as_str(), second.replace(';', "\\;").as_str()]);
    assert_eq!(found[0]["UID"], format!("task-{}@ohmylot", task.id()));
    assert_eq!(found[1]["UID"], format!("next-action-{}@ohmylot", known["id"].as_str().unwrap()));
    assert_eq!((found[1]["DTSTART"].as_str(), found[1]["DTEND"].as_str()), ("20261201", "20261202"));
    assert_eq!(found[1]["DTSTAMP"], "20261121T090000Z");
    let read = referent.get(PATH).await.expect(200).json();
    assert_eq!((&read["active"], &read["last_read_at"]), (&json!(true), &json!("2026-11-21T09:00:00Z")));
    assert!(read.get("url").is_none());
}

#[actix_web::test]
async fn an_action_that_moves_stays_the_same_event() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (path, known) = file(&t, FIGEAC, "Rappeler", "2026-12-01", Some(&admin)).await;
    let address = subscribe(&admin).await;
    let before = events(&t.anonymous(), &address).await;
    t.clock.advance(chrono::Duration::minutes(5));
    let later = json!({"next_action": {"label": "Rappeler", "on": "2026-12-08", "assignee_id": admin.user_id}});
    admin.patch(&path).if_match(known["version"].as_i64().unwrap()).json(later).await.expect(200);
    let after = events(&t.anonymous(), &address).await;
    assert_eq!(before[0]["UID"], after[0]["UID"]);
    assert_eq!((after[0]["DTSTART"].as_str(), after[0]["DTSTAMP"].as_str()), ("20261208", "20261121T090500Z"));
}

#[actix_web::test]
async fn a_feed_shows_the_days_around_today_and_only_ones_own() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (path, _) = file(&t, FIGEAC, "plus tard", "2026-12-03", Some(&admin)).await;
    for (title, due_on) in
        [("trop tôt", "2026-11-13"), ("tôt", "2026-11-14"), ("tard", "2027-02-19"), ("trop tard", "2027-02-20")]
    {
        let task = json!({"title": title, "due_on": due_on, "assignee_id": referent.user_id});
        admin.post(format!("{path}/tasks")).json(task).await.expect(201);
    }
    // In the territory, but somebody else's; given by name, but out of sight.
    file(&t, FIGEAC, "à un autre", "2026-12-01", Some(&admin)).await;
    file(&t, FIGEAC, "à personne", "2026-12-01", None).await;
    file(&t, CAHORS, "ailleurs", "2026-12-01", Some(&referent)).await;
    // On a file that the référent accompanies, what is given to nobody is theirs.
    let (path, _) = file(&t, FIGEAC, "au référent", "2026-12-02", None).await;
    let given = json!({"referent_id": referent.referent_id, "role": "territorial", "accepted": true});
    admin.post(format!("{path}/assignments")).json(given).await.expect(201);
    let address = subscribe(&referent).await;
    let found = events(&t.anonymous(), &address).await;
    let labels: Vec<&str> = summaries(&found).into_iter().map(|text| text.split(" — ").next().unwrap()).collect();
    assert_eq!(labels, ["tôt", "au référent", "tard"]);
    let (archived, known) = file(&t, FIGEAC, "archivé", "2026-12-03", Some(&referent)).await;
    admin.delete(&archived).if_match(known["version"].as_i64().unwrap()).await.expect(204);
    assert_eq!(events(&t.anonymous(), &address).await.len(), 3);
}

#[actix_web::test]
async fn an_address_taken_back_leads_nowhere() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    assert_eq!(referent.get(PATH).await.expect(200).json()["active"], false);
    referent.delete(PATH).await.expect(204);
    let first = subscribe(&referent).await;
    let second = subscribe(&referent).await;
    assert_ne!(first, second);
    let nothing = t.anonymous().get("/api/v1/calendars/nonsense/actions.ics").await.expect_problem(404, "not_found");
    let gone = t.anonymous().get(&first).await.expect_problem(404, "not_found");
    assert_eq!((&nothing["title"], &nothing["detail"]), (&gone["title"], &gone["detail"]));
    t.anonymous().get(&second).await.expect(200);
    referent.delete(PATH).await.expect(204);
    t.anonymous().get(&second).await.expect_problem(404, "not_found");
    let third = subscribe(&referent).await;
    let off = json!({"to": "disabled", "reason": "Départ"});
    admin.post(format!("/api/v1/users/{}/transitions", referent.user_id)).json(off).await.expect(200);
    t.anonymous().get(&third).await.expect_problem(404, "not_found");
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={}", referent.user_id)).await.expect(200);
    let told: Vec<Value> = journal.json()["items"].as_array().unwrap().iter().map(|e| e["action"].clone()).collect();
    assert_eq!(told.iter().filter(|action| **action == "calendar.create").count(), 3);
    assert_eq!(told.iter().filter(|action| **action == "calendar.delete").count(), 1);
}

#[actix_web::test]
async fn the_address_is_kept_as_a_hash_and_reading_is_noted_by_the_hour() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let address = subscribe(&admin).await;
    let token = address.split('/').nth(4).unwrap();
    let tx = t.state.store.begin().await.unwrap();
    assert!(persistence::calendars::find_by_token(&tx, token).await.unwrap().is_none());
    tx.rollback().await.unwrap();
    // Asked of the store: sessions are shorter than an hour.
    let noted = async || {
        let found = persistence::calendars::find(t.state.store.reader(), admin.user_id).await.unwrap();
        found.unwrap().last_read_at.unwrap().to_rfc3339()
    };
    t.anonymous().get(&address).await.expect(200);
    t.clock.advance(chrono::Duration::minutes(59));
    t.anonymous().get(&address).await.expect(200);
    assert_eq!(noted().await, "2026-11-21T09:00:00+00:00");
    t.clock.advance(chrono::Duration::minutes(1));
    t.anonymous().get(&address).await.expect(200);
    assert_eq!(noted().await, "2026-11-21T10:00:00+00:00");
    t.copil().await.post(PATH).await.expect_problem(403, "forbidden");
}
