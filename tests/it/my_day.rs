//! The day of somebody: each file in its place, and nobody else's.

use chrono::{DateTime, Duration, Utc};
use domain::codes::{AssignmentStatus, ReferentRole};
use persistence::assignments::{Handover, NewAssignment};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Person, TestApp, now};
use crate::prospects::{CAHORS, FIGEAC, household};

const PATH: &str = "/api/v1/my-day";

/// A file with its next action on this day, given to somebody or to nobody.
pub async fn file(t: &TestApp, territory: &str, on: &str, to: Option<&Person>) -> Value {
    let mut sent = household("Vayssettes", territory);
    sent["members"][0]["phone"] = json!("06 39 98 12 34");
    sent["next_action"] = json!({"label": "Appeler", "on": on, "assignee_id": to.map(|person| person.user_id)});
    sent["allow_duplicate"] = json!(true);
    t.admin().await.post("/api/v1/prospects").json(sent).await.expect(201).json()
}

/// Gives a file to a référent as routing does, with its deadlines; the assignment.
pub async fn give(
    t: &TestApp,
    file: &Value,
    referent: &Person,
    status: AssignmentStatus,
    (accept_due_at, first_contact_due_at): (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
) -> Uuid {
    let new = NewAssignment {
        accept_due_at,
        first_contact_due_at,
        ..NewAssignment::told(
            id_of(file),
            referent.referent_id.unwrap(),
            (ReferentRole::Territorial, status),
            "Vous suivez ce territoire.",
        )
    };
    let tx = t.state.store.begin().await.unwrap();
    let id = persistence::assignments::insert(&tx, &new, t.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    id
}

pub fn id_of(file: &Value) -> Uuid {
    file["id"].as_str().unwrap().parse().unwrap()
}

/// Writes into the row of a file what nobody may set by hand.
pub async fn set(t: &TestApp, file: &Value, change: &str) {
    let number = file["number"].as_str().unwrap();
    let sql = format!("UPDATE prospects SET {change} WHERE number = '{number}'");
    t.state.store.writer().execute_unprepared(&sql).await.unwrap();
}

async fn day(person: &Person) -> Value {
    person.get(PATH).await.expect(200).json()
}

/// Numbers of the files of a list.
fn numbers(list: &Value) -> Vec<&Value> {
    list.as_array().unwrap().iter().map(|entry| &entry["number"]).collect()
}

async fn exchange(who: &Person, file: &Value, direction: &str, at: &str) {
    let body = json!({"kind": "email", "direction": direction, "summary": "Un courriel", "occurred_at": at});
    let path = format!("/api/v1/prospects/{}/interactions", file["id"].as_str().unwrap());
    who.post(path).json(body).await.expect(201);
}

#[actix_web::test]
async fn each_file_has_its_place() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    let today = file(&t, FIGEAC, "2026-11-21", Some(&referent)).await;
    let late = file(&t, FIGEAC, "2026-11-10", Some(&referent)).await;
    let later = file(&t, FIGEAC, "2026-11-20", Some(&referent)).await;
    let silent = file(&t, FIGEAC, "2026-12-01", Some(&referent)).await;
    let calm = file(&t, FIGEAC, "2026-12-01", Some(&referent)).await;
    exchange(&referent, &silent, "outbound", "2026-11-18T09:00:00Z").await;
    exchange(&referent, &calm, "outbound", "2026-11-18T09:00:00Z").await;
    exchange(&referent, &calm, "inbound", "2026-11-19T09:00:00Z").await;
    let day = day(&referent).await;
    assert_eq!(day["today"], "2026-11-21");
    assert_eq!(numbers(&day["to_call"]), [&today["number"]]);
    assert_eq!(numbers(&day["overdue"]), [&late["number"], &later["number"]]);
    assert_eq!(numbers(&day["waiting"]), [&silent["number"]]);
    assert_eq!(
        (&day["overdue"][0]["reason"], &day["waiting"][0]["since"]),
        (&json!("next_action"), &json!("2026-11-18T09:00:00Z"))
    );
    let shown = json!({"id": today["id"], "number": today["number"], "lead_name": "Inès Vayssettes", "status": "new",
        "epci_name": day["to_call"][0]["epci_name"], "next_action": {"label": "Appeler", "on": "2026-11-21"},
        "phone": "+33639981234", "version": today["version"]});
    assert_eq!(day["to_call"][0], shown);
    assert!(shown["epci_name"].as_str().unwrap().ends_with("Grand-Figeac"));
    let counts = json!({"to_accept": 0, "to_call": 1, "overdue": 2, "waiting": 1, "tasks": 0, "actions": 0, "mentions": 0, "pool": 0});
    assert_eq!(day["counts"], counts);
}

#[actix_web::test]
async fn midnight_in_the_lot_makes_a_call_late() {
    let t = TestApp::spawn().await;
    // 23:59 in Paris, then midnight.
    t.clock.advance(Duration::minutes(13 * 60 + 59));
    let night = t.referent("Grand-Figeac").await;
    let mine = file(&t, FIGEAC, "2026-11-21", Some(&night)).await;
    assert_eq!(numbers(&day(&night).await["to_call"]), [&mine["number"]]);
    t.clock.advance(Duration::minutes(1));
    let after = day(&night).await;
    assert_eq!((after["today"].as_str(), numbers(&after["overdue"])), (Some("2026-11-22"), vec![&mine["number"]]));
}

/// Hands a file on to a référent with a note, as somebody who has it does.
async fn hand_over(t: &TestApp, file: &Value, (giver, receiver): (&Person, &Person), note: &str) {
    let from_id = give(t, file, giver, AssignmentStatus::Accepted, (None, None)).await;
    let part = (ReferentRole::Technical, AssignmentStatus::Proposed);
    let told = NewAssignment {
        handover: Some(Handover { from_id, note: note.to_owned() }),
        accept_due_at: Some(now() + Duration::days(1)),
        ..NewAssignment::told(id_of(file), receiver.referent_id.unwrap(), part, "Relais")
    };
    let tx = t.state.store.begin().await.unwrap();
    persistence::assignments::insert(&tx, &told, now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[actix_web::test]
async fn proposals_come_with_their_reason_and_their_deadline() {
    let t = TestApp::spawn().await;
    let (referent, giver) = (t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await);
    let (soon, late, open, handed) = (
        file(&t, FIGEAC, "2026-12-01", None).await,
        file(&t, FIGEAC, "2026-12-01", None).await,
        file(&t, CAHORS, "2026-12-01", None).await,
        file(&t, FIGEAC, "2026-12-01", None).await,
    );
    let proposed = AssignmentStatus::Proposed;
    give(&t, &open, &referent, proposed, (None, None)).await;
    give(&t, &soon, &referent, proposed, (Some(now() + Duration::days(2)), None)).await;
    let id = give(&t, &late, &referent, proposed, (Some(now() - Duration::hours(1)), None)).await;
    hand_over(&t, &handed, (&giver, &referent), "La visite est fixée.").await;
    let day = day(&referent).await;
    let list = &day["to_accept"];
    let found: Vec<&Value> = list.as_array().unwrap().iter().map(|one| &one["prospect"]["number"]).collect();
    assert_eq!(found, [&late["number"], &handed["number"], &soon["number"], &open["number"]]);
    let first = &list[0];
    assert_eq!((&first["assignment_id"], &first["version"], &first["overdue"]), (&json!(id), &json!(1), &json!(true)));
    assert_eq!((&first["role"], &first["sentence"]), (&json!("territorial"), &json!("Vous suivez ce territoire.")));
    assert_eq!(first["accept_due_at"], "2026-11-21T08:00:00Z");
    assert_eq!((&list[1]["handover_note"], &list[1]["overdue"]), (&json!("La visite est fixée."), &json!(false)));
    assert_eq!((&list[3]["accept_due_at"], &day["counts"]["to_accept"]), (&Value::Null, &json!(4)));
    // Answered, it leaves the list.
    let answer = format!("/api/v1/prospects/{}/assignments/{id}/transitions", late["id"].as_str().unwrap());
    referent.post(answer).json(json!({"to": "accepted"})).await.expect(200);
    assert_eq!(self::day(&referent).await["counts"]["to_accept"], 3);
}

#[actix_web::test]
async fn a_late_first_contact_comes_before_the_rest() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    let (owed, made, ahead) = (
        file(&t, FIGEAC, "2026-11-21", None).await,
        file(&t, FIGEAC, "2026-12-01", None).await,
        file(&t, FIGEAC, "2026-12-01", None).await,
    );
    let (accepted, past) = (AssignmentStatus::Accepted, Some(now() - Duration::hours(1)));
    for file in [&owed, &made, &ahead] {
        set(&t, file, "status = 'assigned'").await;
    }
    give(&t, &owed, &referent, accepted, (None, past)).await;
    give(&t, &made, &referent, accepted, (None, past)).await;
    give(&t, &ahead, &referent, accepted, (None, Some(now() + Duration::hours(1)))).await;
    let tx = t.state.store.begin().await.unwrap();
    persistence::assignments::note_first_contact(&tx, id_of(&made), now()).await.unwrap();
    tx.commit().await.unwrap();
    let day = day(&referent).await;
    assert_eq!(numbers(&day["overdue"]), [&owed["number"]]);
    assert_eq!((&day["overdue"][0]["reason"], &day["to_call"]), (&json!("first_contact"), &json!([])));
    set(&t, &owed, "status = 'supported'").await;
    assert_eq!(self::day(&referent).await["counts"]["overdue"], 0);
}

#[actix_web::test]
async fn a_day_shows_ones_own_and_what_one_may_see() {
    let t = TestApp::spawn().await;
    let (admin, referent, other) =
        (t.admin().await, t.referent("Grand-Figeac").await, t.referent("Grand-Figeac").await);
    // In the territory, but nobody's or somebody else's.
    file(&t, FIGEAC, "2026-11-21", None).await;
    file(&t, FIGEAC, "2026-11-20", Some(&other)).await;
    // Given by name, but out of sight.
    file(&t, CAHORS, "2026-11-20", Some(&referent)).await;
    let accompanied = file(&t, FIGEAC, "2026-11-21", None).await;
    give(&t, &accompanied, &referent, AssignmentStatus::Accepted, (None, None)).await;
    // On an accompanied file a call given to somebody else is theirs, but lateness is everybody's.
    let theirs = file(&t, FIGEAC, "2026-11-21", Some(&other)).await;
    give(&t, &theirs, &referent, AssignmentStatus::Accepted, (None, None)).await;
    let late = file(&t, FIGEAC, "2026-11-19", Some(&other)).await;
    give(&t, &late, &referent, AssignmentStatus::Accepted, (None, None)).await;
    let gone = file(&t, FIGEAC, "2026-11-21", Some(&referent)).await;
    let path = format!("/api/v1/prospects/{}", gone["id"].as_str().unwrap());
    admin.delete(path).if_match(&gone["version"]).await.expect(204);
    let mine = day(&referent).await;
    assert_eq!(numbers(&mine["to_call"]), [&accompanied["number"]]);
    assert_eq!(numbers(&mine["overdue"]), [&late["number"]]);
    let colleague = day(&other).await;
    assert_eq!((&colleague["counts"]["to_call"], &colleague["counts"]["overdue"]), (&json!(1), &json!(2)));
    t.copil().await.get(PATH).await.expect_problem(403, "forbidden");
    t.anonymous().get(PATH).await.expect_problem(401, "unauthorized");
}

#[actix_web::test]
async fn what_we_wrote_in_private_is_no_news_for_colleagues() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let file = file(&t, FIGEAC, "2026-12-01", Some(&referent)).await;
    let body = json!({"kind": "call", "direction": "outbound", "summary": "À part", "visibility": "private"});
    let path = format!("/api/v1/prospects/{}/interactions", file["id"].as_str().unwrap());
    admin.post(&path).json(body.clone()).await.expect(201);
    assert_eq!(day(&referent).await["counts"]["waiting"], 0);
    referent.post(&path).json(body).await.expect(201);
    assert_eq!(day(&referent).await["counts"]["waiting"], 1);
}

#[actix_web::test]
async fn tasks_and_mentions_wait_too() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let file = file(&t, FIGEAC, "2026-12-01", None).await;
    let path = format!("/api/v1/prospects/{}", file["id"].as_str().unwrap());
    for (title, due_on) in [("sans date", Value::Null), ("demain", json!("2026-11-22")), ("hier", json!("2026-11-20"))]
    {
        let task = json!({"title": title, "due_on": due_on, "assignee_id": referent.user_id});
        admin.post(format!("{path}/tasks")).json(task).await.expect(201);
    }
    let note = json!({"kind": "note", "summary": "Peux-tu appeler ?", "mentions": [referent.user_id]});
    admin.post(format!("{path}/interactions")).json(note).await.expect(201);
    let before = day(&referent).await;
    let told: Vec<(&str, bool)> = before["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| (task["title"].as_str().unwrap(), task["overdue"].as_bool().unwrap()))
        .collect();
    assert_eq!(told, [("hier", true), ("demain", false), ("sans date", false)]);
    assert_eq!((&before["counts"]["tasks"], &before["counts"]["mentions"]), (&json!(3), &json!(1)));
    let mention = &before["mentions"][0];
    assert_eq!((&mention["number"], &mention["excerpt"]), (&file["number"], &json!("Peux-tu appeler ?")));
    assert!(mention["author_name"].as_str().unwrap().starts_with("Camille"));
    let seen = format!("{PATH}/mentions/{}/seen", mention["mention_id"].as_str().unwrap());
    referent.post(seen).await.expect(204);
    let first = before["tasks"][0].clone();
    let done = format!("{path}/tasks/{}", first["task_id"].as_str().unwrap());
    referent.patch(done).if_match(&first["version"]).json(json!({"done": true})).await.expect(200);
    let after = day(&referent).await;
    assert_eq!((&after["counts"]["tasks"], &after["counts"]["mentions"]), (&json!(2), &json!(0)));
}

#[actix_web::test]
async fn lists_end_at_fifty_and_counts_do_not() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    let first = file(&t, FIGEAC, "2026-11-21", Some(&referent)).await;
    for _ in 1..53 {
        file(&t, FIGEAC, "2026-11-21", Some(&referent)).await;
    }
    let day = day(&referent).await;
    assert_eq!((day["to_call"].as_array().unwrap().len(), &day["counts"]["to_call"]), (50, &json!(53)));
    assert_eq!(day["to_call"][0]["number"], first["number"]);
}

#[actix_web::test]
async fn the_programme_sees_how_full_its_pool_is() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (pooled, own) =
        (file(&t, FIGEAC, "2026-12-01", None).await, file(&t, CAHORS, "2026-11-21", Some(&admin)).await);
    set(&t, &pooled, "pool_since = '2026-11-20T09:00:00+00:00', pool_reason = 'nobody_left'").await;
    let day = day(&admin).await;
    assert_eq!((&day["counts"]["pool"], numbers(&day["to_call"])), (&json!(1), vec![&own["number"]]));
    assert_eq!(self::day(&referent).await["counts"]["pool"], 0);
}
