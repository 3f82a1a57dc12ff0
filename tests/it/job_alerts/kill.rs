//! The real program, killed while it tells: every alert gets its mail, under one Message-ID, and its row is moved on once.

use std::collections::BTreeSet;

use api::jobs::{Kind, mail_id};
use chrono::{DateTime, Duration, NaiveDate};
use domain::codes::AlertFrequency;
use domain::contact::Email;
use domain::job_alerts::Schedule;
use persistence::job_alerts::{self, NewJobAlert};
use persistence::jobs::{self, NewJob};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use uuid::Uuid;

use super::offer;
use crate::harness::{Server, SmtpSink, TestApp};
use crate::job_offers::member;

const ALERTS: usize = 150;

/// So many confirmed alerts that are due for long, and a round to tell them an offer.
async fn due(t: &TestApp) -> Vec<Uuid> {
    // The program lives in the present, whenever this test runs.
    let now = DateTime::UNIX_EPOCH + Duration::days(365);
    let endless = NaiveDate::from_ymd_opt(9999, 1, 1).unwrap();
    let schedule = Schedule { ends_on: endless, ..Schedule::begin(AlertFrequency::Daily, now.date_naive()) };
    let tx = t.state.store.begin().await.unwrap();
    let mut ids = vec![];
    for number in 0..ALERTS {
        let alert = NewJobAlert {
            id: Uuid::now_v7(),
            email: Email::parse(&format!("zoe.{number}@foyer.example")).unwrap(),
            filters: json!({"q": "infirmier"}),
            frequency: AlertFrequency::Daily,
            consent_version: "2026-11".to_owned(),
            expires_at: now,
        };
        let id = alert.id;
        job_alerts::insert(&tx, alert, now).await.unwrap();
        let alert = job_alerts::find(&tx, id, false).await.unwrap().unwrap();
        job_alerts::confirm(&tx, &alert, &schedule, 0, now).await.unwrap();
        ids.push(id);
    }
    let kind = Kind::AlertsRound.as_str().to_owned();
    let round = NewJob { key: Kind::AlertsRound.key("now"), kind, subject_id: None, payload: None, run_at: now };
    jobs::plan(&tx, round, now).await.unwrap();
    tx.commit().await.unwrap();
    ids
}

async fn texts(t: &TestApp, sql: &str) -> Vec<String> {
    let db = t.state.store.reader();
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

#[actix_web::test]
async fn every_alert_is_told_once_though_the_server_is_killed() {
    let mut sink = SmtpSink::start().await;
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let employer = member(&admin, "Clinique").await;
    offer(&admin, &employer, "Infirmière de nuit", "46102").await;
    let endless = "UPDATE job_offers SET expires_on = NULL, expires_sort = '9999-12-31'";
    t.state.store.writer().execute_unprepared(endless).await.unwrap();
    let ids = due(&t).await;
    let mut server = Server::start_with(t.database(), &[("MAIL_URL", &sink.url)]);
    let mut received = vec![];
    while received.iter().collect::<BTreeSet<_>>().len() < ALERTS {
        received.push(sink.next().await.message_id().to_owned());
        if received.len() == ALERTS / 3 {
            server.kill_and_restart();
        }
    }
    assert!(server.terminate().success());
    received.extend(sink.rest().iter().map(|mail| mail.message_id().to_owned()));

    let keys = texts(&t, "SELECT key FROM jobs WHERE kind = 'job_alert' AND status = 'done'").await;
    let expected: BTreeSet<String> =
        keys.iter().map(|key| format!("<{}@ohmylot.example>", mail_id(key, "offers"))).collect();
    let distinct: BTreeSet<String> = received.iter().cloned().collect();
    assert_eq!((keys.len(), &distinct), (ids.len(), &expected));
    assert!(received.len() - distinct.len() <= 1, "{} mails came twice", received.len() - distinct.len());
    let rounds = texts(&t, "SELECT CAST(round AS TEXT) FROM job_alerts").await;
    assert!(rounds.iter().all(|round| *round == rounds[0]), "{rounds:?}");
    let queued = texts(&t, "SELECT message_id FROM outbox_messages WHERE kind = 'job_alert_offers'").await;
    assert_eq!(queued.len(), ALERTS, "one mail for each, whatever was begun twice");
}
