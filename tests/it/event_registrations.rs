//! Who comes to events: workshops, slots for one, lines to wait in, promotions, mails written once.

use chrono::Duration;
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::events::{PATH, day, event, move_to, prepared};
use crate::harness::{Client, Reply, TestApp};

const FORM: &str = "/api/v1/public/event-registration-form";

/// A virtual fair from 7 to 18 April 2027, not announced yet.
async fn fair(admin: &Client) -> String {
    let days = (7..=18).map(|number| day(&format!("2027-04-{number:02}"), Some(("12:00", "20:00")))).collect();
    let mut body = event("Salon en ligne du Lot", days);
    (body["kind"], body["format"], body["place"]) = (json!("virtual_fair"), json!("online"), Value::Null);
    body["video_url"] = json!("https://visio.example/salon");
    prepared(admin, body).await
}

async fn session(
    who: &Client,
    event: &str,
    kind: &str,
    (on, from, to): (&str, &str, &str),
    capacity: Option<i32>,
) -> Value {
    let body = json!({"kind": kind, "title": format!("{kind} du {on}"), "on": on, "starts_at": from, "ends_at": to,
        "capacity": capacity});
    who.post(format!("{PATH}/{event}/sessions")).json(body).await.expect(201).json()
}

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// Somebody of the public registers.
async fn register(t: &TestApp, event: &str, session: Option<&str>, (name, guests): (&str, i32)) -> Reply {
    let anyone = t.anonymous();
    let form = anyone.get(FORM).await.expect(200).json();
    t.clock.advance(Duration::seconds(70));
    let body = json!({"token": form["token"], "session_id": session, "first_name": name, "guests": guests,
        "email": format!("{}@foyer.example", name.to_lowercase()), "consent": true,
        "consent_version": form["consent"]["version"]});
    anyone.post(format!("/api/v1/public/events/{event}/registrations")).json(body).await
}

/// The token of the latest mail of a kind to somebody.
async fn mailed_token(t: &TestApp, kind: &str, name: &str) -> String {
    let sql = format!(
        "SELECT payload FROM outbox_messages WHERE kind = '{kind}'
         AND recipient = '{}@foyer.example' ORDER BY created_at DESC, id DESC LIMIT 1",
        name.to_lowercase()
    );
    let db = t.state.store.reader();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    let letter: Value = row.try_get("", "payload").unwrap();
    letter["button"]["url"].as_str().unwrap().split_once("/inscription#").unwrap().1.to_owned()
}

async fn mails(t: &TestApp, kind: &str) -> usize {
    t.queued_mails().await.iter().filter(|queued| *queued == kind).count()
}

async fn by_link(t: &TestApp, what: &str, token: &str) -> Reply {
    t.anonymous().post(format!("/api/v1/public/event-registrations/{what}")).json(json!({"token": token})).await
}

async fn statuses(who: &Client, event: &str) -> Vec<(String, String)> {
    let page = who.get(format!("{PATH}/{event}/registrations")).await.expect(200).json();
    let told =
        |one: &Value| (one["first_name"].as_str().unwrap().to_owned(), one["status"].as_str().unwrap().to_owned());
    page["items"].as_array().unwrap().iter().map(told).collect()
}

#[actix_web::test]
async fn a_virtual_fair_has_workshops_a_round_table_and_slots_that_go_to_one_person() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let fair = fair(&admin).await;
    for on in ["2027-04-07", "2027-04-08", "2027-04-13", "2027-04-15"] {
        session(&admin, &fair, "workshop", (on, "18:00", "19:00"), Some(20)).await;
    }
    let table = session(&admin, &fair, "round_table", ("2027-04-09", "15:00", "16:30"), None).await;
    assert_eq!(table["starts_at"], "2027-04-09T13:00:00Z", "three in Paris is one in summer");
    let slot = session(&admin, &fair, "slot", ("2027-04-10", "14:00", "14:20"), Some(8)).await;
    assert_eq!(slot["capacity"], 1);
    let early = json!({"session_id": id(&slot), "first_name": "Zoé", "email": "zoe@foyer.example"});
    let path = format!("{PATH}/{fair}/registrations");
    admin.post(&path).json(early).await.expect_problem(409, "registrations_closed");
    move_to(&admin, &fair, "published").await;

    // Two at once: one gets the slot, the other is told to take another one.
    let calls = ["zoe", "luc", "ada", "bob"].map(|name| {
        let body = json!({"session_id": id(&slot), "first_name": name, "email": format!("{name}@foyer.example")});
        async { admin.post(&path).json(body).await }
    });
    let replies = join_all(calls).await;
    let count = |status: u16| replies.iter().filter(|reply| reply.status.as_u16() == status).count();
    assert_eq!((count(201), count(409)), (1, 3), "{:?}", replies.iter().map(Reply::text).collect::<Vec<_>>());
    for refused in replies.iter().filter(|reply| reply.status.as_u16() == 409) {
        assert_eq!(refused.json()["code"], "slot_taken");
    }
    let programme = t.anonymous().get(format!("/api/v1/public/events/{fair}/programme")).await.expect(200).json();
    let sessions = programme["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 6);
    let slot = sessions.iter().find(|one| one["kind"] == "slot").unwrap();
    assert_eq!((&slot["places_left"], &slot["is_open"]), (&json!(0), &json!(true)));
    assert_eq!(programme["is_open"], false, "the fair itself takes no registration");
    let alone = json!({"session_id": slot["id"], "first_name": "Eva", "email": "eva@foyer.example", "guests": 1});
    let refused = admin.post(&path).json(alone).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["errors"][0]["pointer"], "/guests");
}

#[actix_web::test]
async fn a_freed_place_goes_to_the_first_in_the_line_who_is_told() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let fair = fair(&admin).await;
    let workshop = session(&admin, &fair, "workshop", ("2027-04-07", "18:00", "19:00"), Some(3)).await;
    let workshop = id(&workshop);
    move_to(&admin, &fair, "published").await;
    let first = register(&t, &fair, Some(&workshop), ("Zoe", 2)).await.expect(201).json();
    assert_eq!(first["status"], "registered");
    let token = mailed_token(&t, "event_registration", "Zoe").await;
    let confirmed = by_link(&t, "confirm", &token).await.expect(200).json();
    assert_eq!((&confirmed["status"], &confirmed["when"]), (&json!("confirmed"), &json!("le 07/04/2027 à 18:00")));
    assert_eq!(
        by_link(&t, "confirm", &token).await.expect(200).json()["status"],
        "confirmed",
        "again, nothing changes"
    );
    assert_eq!(mails(&t, "event_place").await, 1);
    for name in ["Luc", "Ada"] {
        assert_eq!(register(&t, &fair, Some(&workshop), (name, 0)).await.expect(201).json()["status"], "waitlisted");
    }
    // Ada confirms first, Luc came first.
    for name in ["Ada", "Luc"] {
        let token = mailed_token(&t, "event_registration", name).await;
        assert_eq!(by_link(&t, "confirm", &token).await.expect(200).json()["status"], "waitlisted");
    }
    assert_eq!((mails(&t, "event_waiting").await, mails(&t, "event_place").await), (2, 1));
    let again = register(&t, &fair, Some(&workshop), ("Zoe", 0)).await.expect(201).json();
    assert_eq!(again["status"], "registered", "told the same whoever is known");
    assert_eq!(statuses(&admin, &fair).await.len(), 3);
    assert_eq!(by_link(&t, "cancel", &token).await.expect(200).json()["status"], "cancelled");
    assert_eq!(by_link(&t, "cancel", &token).await.expect(200).json()["status"], "cancelled");
    assert_eq!(
        (mails(&t, "event_cancelled").await, mails(&t, "event_place").await),
        (1, 3),
        "both fit now, each told once"
    );
    let told = |name: &str, status: &str| (name.to_owned(), status.to_owned());
    let expected = [told("Zoe", "cancelled"), told("Luc", "confirmed"), told("Ada", "confirmed")];
    assert_eq!(statuses(&admin, &fair).await, expected);
    by_link(&t, "confirm", &token).await.expect_problem(422, "validation_failed");
    by_link(&t, "confirm", "wrong").await.expect_problem(422, "validation_failed");
    let refused = admin.delete(format!("{PATH}/{fair}/sessions/{workshop}")).if_match(1).await;
    refused.expect_problem(409, "session_booked");
}

#[actix_web::test]
async fn a_place_that_nobody_confirms_goes_to_the_line_after_a_day() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut body = event("Journée d’accueil", vec![day("2026-12-05", None)]);
    body["capacity"] = json!(2);
    let welcome = prepared(&admin, body).await;
    move_to(&admin, &welcome, "published").await;
    register(&t, &welcome, None, ("Zoe", 1)).await.expect(201);
    let waiting = json!({"first_name": "Luc", "email": "luc@foyer.example"});
    let path = format!("{PATH}/{welcome}/registrations");
    assert_eq!(admin.post(&path).json(waiting.clone()).await.expect(201).json()["status"], "waitlisted");
    admin.post(&path).json(waiting).await.expect_problem(409, "already_exists");
    t.run_jobs().await;
    t.clock.advance(Duration::hours(25));
    t.run_jobs().await;
    let admin = t.admin().await;
    let told = |name: &str, status: &str| (name.to_owned(), status.to_owned());
    assert_eq!(statuses(&admin, &welcome).await, [told("Zoe", "cancelled"), told("Luc", "confirmed")]);
    assert_eq!(mails(&t, "event_cancelled").await, 0, "an address that was never confirmed may be anybody's");
    assert_eq!(mails(&t, "event_place").await, 1);
}

#[actix_web::test]
async fn more_places_let_the_line_in_and_presence_is_noted() {
    let t = TestApp::spawn().await;
    let (admin, other) = (t.admin().await, t.referent("Grand-Figeac").await);
    let mut body = event("Journée d’accueil", vec![day("2026-11-21", None)]);
    body["capacity"] = json!(1);
    let welcome = prepared(&admin, body).await;
    let path = format!("{PATH}/{welcome}/registrations");
    let version = move_to(&admin, &welcome, "published").await["version"].as_i64().unwrap() as i32;
    let mut ids = vec![];
    for name in ["zoe", "luc"] {
        let body = json!({"first_name": name, "email": format!("{name}@foyer.example")});
        ids.push(admin.post(&path).json(body).await.expect(201).id());
    }
    let moves = |id: &str| format!("{path}/{id}/transitions");
    let full = admin.post(moves(&ids[1])).json(json!({"to": "confirmed"})).await;
    full.expect_problem(409, "event_full");
    admin.patch(format!("{PATH}/{welcome}")).if_match(version).json(json!({"capacity": 2})).await.expect(200);
    let told = |name: &str, status: &str| (name.to_owned(), status.to_owned());
    assert_eq!(statuses(&admin, &welcome).await, [told("zoe", "confirmed"), told("luc", "confirmed")]);
    let wrong = admin.post(moves(&ids[0])).json(json!({"to": "waitlisted"})).await;
    assert_eq!(
        wrong.expect_problem(409, "transition_not_allowed")["allowed"],
        json!(["attended", "absent", "cancelled"])
    );
    for state in ["registrations_closed", "running"] {
        move_to(&admin, &welcome, state).await;
    }
    for (id, to) in [(&ids[0], "attended"), (&ids[1], "attended"), (&ids[1], "absent")] {
        assert_eq!(admin.post(moves(id)).json(json!({"to": to})).await.expect(200).json()["status"], to);
    }
    let attended = admin.get(format!("{path}?status=attended")).await.expect(200).json();
    assert_eq!(attended["items"].as_array().unwrap().len(), 1);
    let page = admin.get(format!("{path}?limit=1")).await.expect(200).json();
    let cursor = page["next_cursor"].as_str().unwrap();
    let rest = admin.get(format!("{path}?limit=1&cursor={cursor}")).await.expect(200).json();
    assert_eq!((&rest["items"][0]["first_name"], &rest["next_cursor"]), (&json!("luc"), &Value::Null));
    other.get(&path).await.expect_problem(403, "forbidden");
    t.anonymous().get(&path).await.expect_problem(401, "unauthorized");
}

#[actix_web::test]
async fn everybody_is_told_once_that_an_event_is_cancelled() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut body = event("Forum", vec![day("2026-12-05", None)]);
    body["capacity"] = json!(1);
    let forum = prepared(&admin, body).await;
    move_to(&admin, &forum, "published").await;
    for name in ["zoe", "luc"] {
        let body = json!({"first_name": name, "email": format!("{name}@foyer.example")});
        admin.post(format!("{PATH}/{forum}/registrations")).json(body).await.expect(201);
    }
    move_to(&admin, &forum, "cancelled").await;
    assert_eq!(mails(&t, "event_cancelled").await, 2);
    assert_eq!(mails(&t, "event_place").await, 1, "nobody is promoted into what does not take place");
    assert!(statuses(&admin, &forum).await.iter().all(|(_, status)| status == "cancelled"));
    register(&t, &forum, None, ("Ada", 0)).await.expect_problem(409, "registrations_closed");
}

#[actix_web::test]
async fn the_public_form_refuses_haste_machines_and_what_was_not_agreed_to() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut body = event("Forum", vec![day("2026-12-05", None)]);
    body["capacity"] = json!(10);
    let forum = prepared(&admin, body).await;
    move_to(&admin, &forum, "published").await;
    let path = format!("/api/v1/public/events/{forum}/registrations");
    let form = t.anonymous().get(FORM).await.expect(200).json();
    let mut sent = json!({"token": form["token"], "first_name": "Zoé", "email": "zoe@foyer.example", "consent": false,
        "consent_version": "2026-1"});
    let refused = t.anonymous().post(&path).json(sent.clone()).await.expect_problem(422, "validation_failed");
    let codes: Vec<&Value> = refused["errors"].as_array().unwrap().iter().map(|error| &error["code"]).collect();
    assert_eq!(codes, [&json!("too_soon"), &json!("consent_required")]);
    t.clock.advance(Duration::seconds(20));
    sent["consent"] = json!(true);
    sent["website"] = json!("https://machine.example");
    t.anonymous().post(&path).json(sent.clone()).await.expect(201);
    assert!(statuses(&admin, &forum).await.is_empty(), "nothing is kept of a machine");
    sent["website"] = json!("");
    let first = t.anonymous().post(&path).json(sent.clone()).await.expect(201).json();
    assert_eq!(
        t.anonymous().post(&path).json(sent.clone()).await.expect(201).json(),
        first,
        "the same form, the same answer"
    );
    sent["email"] = json!("autre@foyer.example");
    let reused = t.anonymous().post(&path).json(sent).await.expect_problem(422, "validation_failed");
    assert_eq!(reused["errors"][0]["code"], "already_used");
    assert_eq!(statuses(&admin, &forum).await.len(), 1);
    assert_eq!(mails(&t, "event_registration").await, 1);
}

#[actix_web::test]
async fn the_link_of_an_event_that_takes_registrations_comes_by_mail() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut body = event("Soirée en ligne", vec![day("2026-12-05", Some(("18:00", "20:00")))]);
    (body["format"], body["place"], body["capacity"]) = (json!("online"), Value::Null, json!(5));
    body["video_url"] = json!("https://visio.example/soiree");
    let evening = prepared(&admin, body).await;
    let path = move_to(&admin, &evening, "published").await["public_path"].as_str().unwrap().to_owned();
    let public = t.anonymous().get(format!("/api/v1/public/events/{evening}")).await.expect(200).json();
    assert_eq!(public["video_url"], Value::Null);
    let page = t.anonymous().get(&path).await.expect(200).text();
    assert!(page.contains("VirtualLocation") && !page.contains("visio.example"), "{page}");
    register(&t, &evening, None, ("Zoe", 0)).await.expect(201);
    register(&t, &evening, None, ("Zoe", 0)).await.expect(201);
    assert_eq!(mails(&t, "event_registration").await, 2, "whoever lost the mail gets it again");
    let token = mailed_token(&t, "event_registration", "Zoe").await;
    let confirmed = by_link(&t, "confirm", &token).await.expect(200).json();
    assert_eq!(confirmed["video_url"], "https://visio.example/soiree");
}

/// An event with places for everybody, which takes registrations.
pub async fn open_forum(admin: &Client) -> String {
    let mut body = event("Forum", vec![day("2026-12-05", None)]);
    body["capacity"] = json!(10);
    let forum = prepared(admin, body).await;
    move_to(admin, &forum, "published").await;
    forum
}

#[actix_web::test]
async fn names_and_addresses_are_forgotten_a_year_after_the_event() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let forum = open_forum(&admin).await;
    let zoe = json!({"first_name": "Zoé", "email": "zoe@foyer.example"});
    admin.post(format!("{PATH}/{forum}/registrations")).json(zoe).await.expect(201);
    api::housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(statuses(&admin, &forum).await[0].0, "Zoé");
    t.clock.advance(Duration::days(380));
    api::housekeeping::run_once(&t.state).await.unwrap();
    let admin = t.admin().await;
    let page = admin.get(format!("{PATH}/{forum}/registrations")).await.expect(200).json();
    assert_eq!((&page["items"][0]["first_name"], &page["items"][0]["email"]), (&json!(""), &json!("")));
    assert_eq!(page["items"][0]["status"], "confirmed", "what is counted stays");
}
