//! Work that waits for its hour: done once, in one piece, tried again when it fails, by whichever server is there.

mod kill;

use api::jobs::{self, Kind, daily, mail_id};
use api::{housekeeping, mail};
use chrono::{DateTime, Duration, Utc};
use persistence::jobs::NewJob;
use sea_orm::sea_query::{Query, Value};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;
use uuid::Uuid;

use crate::harness::{Person, SmtpSink, TestApp};

/// The rows of a query as text.
async fn rows<const N: usize>(t: &TestApp, columns: [&str; N], rest: &str) -> Vec<[String; N]> {
    let cast = columns.map(|column| format!("COALESCE(CAST({column} AS TEXT), '') AS {column}")).join(", ");
    let db = t.state.store.reader();
    let sql = format!("SELECT {cast} FROM {rest}");
    let found = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    found.iter().map(|row| columns.map(|column| row.try_get::<String>("", column).unwrap())).collect()
}

/// Status and attempts of a job.
async fn state_of(t: &TestApp, key: &str) -> (String, String) {
    let found = rows(t, ["status", "attempts"], &format!("jobs WHERE key = '{key}'")).await;
    let [status, attempts] = found.into_iter().next().unwrap_or_default();
    (status, attempts)
}

/// Message-IDs of the reminders that were queued.
async fn mails(t: &TestApp) -> Vec<String> {
    rows(t, ["message_id"], "outbox_messages WHERE kind <> 'assignment_proposed' ORDER BY id").await.concat()
}

async fn run_due(t: &TestApp) -> usize {
    jobs::run_due(&t.state, || false).await.unwrap()
}

/// The Message-ID of what a job writes to a référent.
fn message_id_of(key: &str, referent: &Person) -> String {
    format!("<{}@ohmylot.example>", mail_id(key, referent.referent_id.unwrap()))
}

/// A household's file proposed to a référent; its path, with the assignment's id.
async fn propose(t: &TestApp, referent: &Person) -> (String, Uuid) {
    let admin = t.admin().await;
    let file = json!({
        "source": "phone", "household_kind": "alone", "wished_territories": ["46102"], "allow_duplicate": true,
        "next_action": {"label": "Rappeler", "on": "2026-12-01"},
        "members": [{"role": "lead", "first_name": "Maëlle", "last_name": "Kerbrat", "phone": "06 39 98 12 34"}]
    });
    let path = format!("/api/v1/prospects/{}", admin.post("/api/v1/prospects").json(file).await.expect(201).id());
    // Whether the file resembles another one is not what these tests are about.
    let compared = "DELETE FROM jobs WHERE kind = 'duplicates.file'";
    t.state.store.writer().execute_unprepared(compared).await.unwrap();
    let proposal = json!({"referent_id": referent.referent_id, "role": "territorial"});
    let id = admin.post(format!("{path}/assignments")).json(proposal).await.expect(201).id();
    (path, id.parse().unwrap())
}

/// So many proposals to a référent that wait, and the reminders of each, due for long; keys of the jobs.
async fn propose_many(t: &TestApp, referent: &Person, count: usize) -> Vec<String> {
    let (path, first) = propose(t, referent).await;
    let prospect_id: Uuid = path.rsplit('/').next().unwrap().parse().unwrap();
    let (now, due) = (t.clock.now(), DateTime::UNIX_EPOCH + Duration::days(365));
    let columns = ["id", "prospect_id", "referent_id", "role", "status", "proposed_at", "created_at", "updated_at"];
    let tx = t.state.store.begin().await.unwrap();
    // The proposal that opened the file is not one of them.
    assert!(jobs::cancel(&tx, Kind::AcceptReminder, first, now).await.unwrap());
    let mut keys = vec![];
    for _ in 0..count {
        let id = Uuid::now_v7();
        let (referent_id, role, status) = (referent.referent_id, "territorial", "proposed");
        let row: [Value; 8] = [
            id.into(),
            prospect_id.into(),
            referent_id.into(),
            role.into(),
            status.into(),
            now.into(),
            now.into(),
            now.into(),
        ];
        let row = row.into_iter().map(Into::into).collect::<Vec<_>>();
        let insert = Query::insert().into_table("assignments").columns(columns).values_panic(row).to_owned();
        tx.execute(&insert).await.unwrap();
        jobs::plan(&tx, Kind::AcceptReminder, id, due, now).await.unwrap();
        keys.push(Kind::AcceptReminder.key(id));
    }
    tx.commit().await.unwrap();
    keys
}

#[actix_web::test]
async fn a_proposal_that_waits_is_reminded_once_without_a_family_name() {
    let mut sink = SmtpSink::start().await;
    let t = TestApp::spawn_with(|config| config.mail_url = sink.url.clone().into()).await;
    let referent = t.referent("Grand-Figeac").await;
    let (_, id) = propose(&t, &referent).await;
    assert_eq!(mail::deliver_due(&t.state).await, Ok(1), "the proposal itself");
    sink.next().await;
    // Proposed on a Saturday: a working day is over on Tuesday 24 November at 9:00 in the Lot, 8:00 UTC.
    t.clock.advance(Duration::hours(71) - Duration::seconds(1));
    assert_eq!(run_due(&t).await, 0, "not due yet");
    t.clock.advance(Duration::seconds(1));
    assert_eq!(run_due(&t).await, 1);
    assert_eq!(run_due(&t).await, 0, "done once");
    assert_eq!(mail::deliver_due(&t.state).await, Ok(1));
    let sent = sink.next().await;
    assert!(sent.to[0].starts_with("referent."), "{:?}", sent.to);
    for part in ["OML-2026-00001", "/ma-journee", "Camille Essai"] {
        assert!(sent.data.contains(part), "{part} is missing in {}", sent.data);
    }
    assert!(!sent.data.contains("Kerbrat") && !sent.data.contains("Ma=C3=ABlle"), "{}", sent.data);
    let key = Kind::AcceptReminder.key(id);
    assert_eq!(sent.message_id(), message_id_of(&key, &referent));
    assert_eq!(state_of(&t, &key).await, ("done".to_owned(), "0".to_owned()));
}

#[actix_web::test]
async fn nobody_is_reminded_of_what_was_answered_or_is_gone() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    let (path, id) = propose(&t, &referent).await;
    referent.post(format!("{path}/assignments/{id}/transitions")).json(json!({"to": "accepted"})).await.expect(200);
    let (archived, _) = propose(&t, &referent).await;
    let admin = t.admin().await;
    let version = admin.get(&archived).await.expect(200).version();
    admin.delete(&archived).if_match(version).await.expect(204);
    let now = t.clock.now();
    let gone = Uuid::now_v7();
    assert_eq!(jobs::plan(t.state.store.writer(), Kind::AcceptReminder, gone, now, now).await.ok(), Some(true));
    t.clock.advance(Duration::days(4));
    run_due(&t).await;
    assert_eq!(mails(&t).await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_delay_of_one_day_leaves_no_room_for_a_reminder() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    admin.patch("/api/v1/service-levels").if_match(1).json(json!({"accept_days": 1})).await.expect(200);
    let (_, id) = propose(&t, &t.referent("Grand-Figeac").await).await;
    assert_eq!(state_of(&t, &Kind::AcceptReminder.key(id)).await, (String::new(), String::new()));
}

#[actix_web::test]
async fn a_job_is_planned_once_and_can_be_called_off_or_moved() {
    let t = TestApp::spawn().await;
    let db = t.state.store.writer();
    let (subject, now) = (Uuid::now_v7(), t.clock.now());
    let plan = async || jobs::plan(db, Kind::AcceptReminder, subject, now, now).await.unwrap();
    assert_eq!((plan().await, plan().await), (true, false));
    assert!(jobs::cancel(db, Kind::AcceptReminder, subject, now).await.unwrap());
    assert!(!jobs::cancel(db, Kind::AcceptReminder, subject, now).await.unwrap(), "it waits no more");
    assert_eq!((run_due(&t).await, plan().await), (0, false));

    let (other, key) = (Uuid::now_v7(), |id| Kind::AcceptReminder.key(id));
    jobs::plan(db, Kind::AcceptReminder, other, now, now).await.unwrap();
    let later = now + Duration::hours(1);
    assert!(persistence::jobs::move_to(db, &key(other), later, now).await.unwrap());
    assert_eq!(run_due(&t).await, 0);
    t.clock.advance(Duration::hours(1));
    assert_eq!(run_due(&t).await, 1);
    assert!(!persistence::jobs::move_to(db, &key(other), later, now).await.unwrap(), "it is done");
}

#[actix_web::test]
async fn a_plan_that_rolls_back_is_no_plan() {
    let t = TestApp::spawn().await;
    let (subject, now) = (Uuid::now_v7(), t.clock.now());
    let tx = t.state.store.begin().await.unwrap();
    jobs::plan(&tx, Kind::AcceptReminder, subject, now, now).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(run_due(&t).await, 0);
}

/// Refuses the mark of a done job, at the very end of its work; or takes it again.
async fn refuse_marks(t: &TestApp, refused: bool) {
    let sql = match (t.state.store.backend(), refused) {
        (DbBackend::Postgres, true) => "ALTER TABLE jobs ADD CONSTRAINT ck_jobs_refused CHECK (status <> 'done')",
        (DbBackend::Postgres, false) => "ALTER TABLE jobs DROP CONSTRAINT ck_jobs_refused",
        (_, true) => {
            "CREATE TRIGGER refused BEFORE UPDATE ON jobs WHEN NEW.status = 'done'
             BEGIN SELECT RAISE(ABORT, 'refused'); END"
        }
        (_, false) => "DROP TRIGGER refused",
    };
    t.state.store.writer().execute_unprepared(sql).await.unwrap();
}

#[actix_web::test]
async fn a_job_that_breaks_off_sends_nothing_and_is_done_once_later() {
    let t = TestApp::spawn().await;
    let keys = propose_many(&t, &t.referent("Grand-Figeac").await, 1).await;
    refuse_marks(&t, true).await;
    assert_eq!(run_due(&t).await, 0);
    assert_eq!(mails(&t).await, Vec::<String>::new(), "its mail went back with it");
    assert_eq!(state_of(&t, &keys[0]).await, ("queued".to_owned(), "1".to_owned()));
    refuse_marks(&t, false).await;
    assert_eq!(run_due(&t).await, 0, "it waits a minute");
    t.clock.advance(Duration::minutes(1));
    assert_eq!(run_due(&t).await, 1);
    assert_eq!(mails(&t).await.len(), 1);
    assert_eq!(state_of(&t, &keys[0]).await, ("done".to_owned(), "1".to_owned()));
}

#[actix_web::test]
async fn a_job_that_always_fails_is_given_up_and_stops_no_other() {
    let t = TestApp::spawn().await;
    let now = t.clock.now();
    let (key, kind) = ("assignment.accept_reminder:nothing".to_owned(), Kind::AcceptReminder.as_str().to_owned());
    let broken = NewJob { key: key.clone(), kind, subject_id: None, payload: None, run_at: now - Duration::days(1) };
    persistence::jobs::plan(t.state.store.writer(), broken, now).await.unwrap();
    propose_many(&t, &t.referent("Grand-Figeac").await, 3).await;
    assert_eq!(run_due(&t).await, 3, "the others behind it are done");
    for attempts in 1..10 {
        assert_eq!(state_of(&t, &key).await, ("queued".to_owned(), attempts.to_string()));
        t.clock.advance(Duration::hours(1));
        assert_eq!(run_due(&t).await, 0);
    }
    assert_eq!(state_of(&t, &key).await, ("failed".to_owned(), "10".to_owned()));
    let told = rows(&t, ["last_error"], "jobs WHERE status = 'failed'").await;
    assert_eq!(told, [["internal".to_owned()]]);
}

#[actix_web::test]
async fn two_runners_do_each_job_once() {
    let t = TestApp::spawn().await;
    propose_many(&t, &t.referent("Grand-Figeac").await, 40).await;
    let (left, right) = futures_util::join!(run_due(&t), run_due(&t));
    assert_eq!(left + right, 40, "{left} and {right}");
    let mut sent = mails(&t).await;
    sent.sort();
    sent.dedup();
    assert_eq!(sent.len(), 40);
}

#[actix_web::test]
async fn a_mail_queued_again_under_its_id_is_one() {
    let t = TestApp::spawn().await;
    let keys = propose_many(&t, &t.referent("Grand-Figeac").await, 1).await;
    assert_eq!(run_due(&t).await, 1);
    let first = mails(&t).await;
    // As if the mark had been lost while the mail was not.
    let again = format!("UPDATE jobs SET status = 'queued' WHERE key = '{}'", keys[0]);
    t.state.store.writer().execute_unprepared(&again).await.unwrap();
    assert_eq!(run_due(&t).await, 1);
    assert_eq!(mails(&t).await, first);
}

#[actix_web::test]
async fn what_only_a_newer_server_knows_is_left_to_it() {
    let t = TestApp::spawn().await;
    let now = t.clock.now();
    let newer = NewJob {
        key: "newer:1".to_owned(),
        kind: "newer".to_owned(),
        subject_id: None,
        payload: Some(json!({"a": 1})),
        run_at: now,
    };
    persistence::jobs::plan(t.state.store.writer(), newer, now).await.unwrap();
    assert_eq!(run_due(&t).await, 0);
    assert_eq!(state_of(&t, "newer:1").await, ("queued".to_owned(), "0".to_owned()));
}

/// When the day of a date starts, as long as it waits.
async fn start_of(t: &TestApp, date: &str) -> Option<DateTime<Utc>> {
    let db = t.state.store.reader();
    let sql = format!("SELECT run_at FROM jobs WHERE key = 'daily:{date}' AND status = 'queued'");
    let found = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    found.map(|row| row.try_get("", "run_at").unwrap())
}

#[actix_web::test]
async fn each_day_is_planned_once_and_plans_the_next() {
    let t = TestApp::spawn().await;
    let at = |text: &str| Some(text.parse::<DateTime<Utc>>().unwrap());
    housekeeping::run_once(&t.state).await.unwrap();
    assert!(!daily::plan_next(t.state.store.writer(), t.clock.now()).await.unwrap(), "planned already");
    assert_eq!(start_of(&t, "2026-11-21").await, None, "the hour of today has passed");
    assert_eq!(start_of(&t, "2026-11-22").await, at("2026-11-22T07:00:00Z"));
    t.clock.advance(Duration::hours(22));
    // The day itself, its rounds of the offers, of the alerts, of the events, of the requests and of the privacy clock.
    assert_eq!(run_due(&t).await, 6);
    assert_eq!(start_of(&t, "2026-11-23").await, at("2026-11-23T07:00:00Z"));
    // Another hour holds from the next day on.
    let admin = t.admin().await;
    admin.patch("/api/v1/service-levels").if_match(1).json(json!({"digest_at": "06:30"})).await.expect(200);
    assert_eq!(start_of(&t, "2026-11-23").await, at("2026-11-23T05:30:00Z"));
    // No server for three days: the day that was missed is made up for, and the chain goes on from today.
    t.clock.advance(Duration::days(3));
    assert_eq!(run_due(&t).await, 6);
    assert_eq!(start_of(&t, "2026-11-26").await, at("2026-11-26T05:30:00Z"));
}

#[actix_web::test]
async fn jobs_that_are_over_are_forgotten_after_a_month() {
    let t = TestApp::spawn().await;
    let (done, waiting, now) = (Uuid::now_v7(), Uuid::now_v7(), t.clock.now());
    let db = t.state.store.writer();
    jobs::plan(db, Kind::AcceptReminder, done, now, now).await.unwrap();
    jobs::plan(db, Kind::AcceptReminder, waiting, now + Duration::days(60), now).await.unwrap();
    assert_eq!(run_due(&t).await, 1);
    let kept = async || rows(&t, ["key"], "jobs WHERE kind <> 'daily'").await.len();
    t.clock.advance(Duration::days(30));
    housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(kept().await, 2);
    t.clock.advance(Duration::hours(1));
    housekeeping::run_once(&t.state).await.unwrap();
    assert_eq!(kept().await, 1);
}
