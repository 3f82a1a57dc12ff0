//! Mails: sent with the deed that causes them or not at all, at least once, recognisable, then forgotten.

use api::mail::{self, Kind, Letter};
use chrono::Duration;
use persistence::outbox;
use sea_orm::{ConnectionTrait, Statement};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use crate::harness::{SmtpSink, TestApp};

fn letter(to: &str) -> Letter {
    let words = [("first_name", "Maëlle"), ("reference", "DEM-7K2M-9QXT"), ("number", "OML-2026-00042")];
    Letter::compose(Kind::ContactJoined, to, &words, None).unwrap()
}

async fn queue(t: &TestApp, to: &str) {
    let tx = t.state.store.begin().await.unwrap();
    mail::queue(&tx, &t.state, &letter(to)).await.unwrap();
    tx.commit().await.unwrap();
}

/// Every row as text: what it says of anybody can be looked for.
async fn rows(t: &TestApp) -> Vec<[String; 7]> {
    let columns = "status, recipient, subject, CAST(payload AS TEXT) AS payload, message_id, \
                   CAST(attempts AS TEXT) AS attempts, COALESCE(last_error, '') AS last_error";
    let sql = format!("SELECT {columns} FROM outbox_messages ORDER BY id");
    let db = t.state.store.reader();
    let found = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let names = ["status", "recipient", "subject", "payload", "message_id", "attempts", "last_error"];
    found.iter().map(|row| names.map(|name| row.try_get::<String>("", name).unwrap())).collect()
}

#[actix_web::test]
async fn a_mail_is_sent_as_text_and_html_then_blanked() {
    let mut sink = SmtpSink::start().await;
    let t = TestApp::spawn_with(|config| config.mail_url = sink.url.clone().into()).await;
    queue(&t, "maelle@foyer.example").await;
    assert_eq!(mail::deliver_due(&t.state).await, Ok(1));
    let mail = sink.next().await;
    assert_eq!(
        (mail.from.as_str(), mail.to.as_slice()),
        ("ne-pas-repondre@ohmylot.example", ["maelle@foyer.example".to_owned()].as_slice())
    );
    for part in ["multipart/alternative", "text/plain", "text/html", "Auto-Submitted: auto-generated", "OML-2026-00042"]
    {
        assert!(mail.data.contains(part), "{part} is missing in {}", mail.data);
    }
    let [status, recipient, subject, payload, message_id, ..] = rows(&t).await.remove(0);
    assert_eq!((status.as_str(), recipient.as_str(), subject.as_str(), payload.as_str()), ("sent", "", "", "{}"));
    assert!(mail.data.contains(&format!("Message-ID: {message_id}")), "{}", mail.data);
    assert!(message_id.ends_with("@ohmylot.example>"), "{message_id}");
    assert_eq!(mail::deliver_due(&t.state).await, Ok(0), "nothing goes out twice");
}

#[actix_web::test]
async fn what_rolls_back_sends_nothing() {
    let t = TestApp::spawn().await;
    let tx = t.state.store.begin().await.unwrap();
    mail::queue(&tx, &t.state, &letter("maelle@foyer.example")).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(mail::deliver_due(&t.state).await, Ok(0));
    assert!(rows(&t).await.is_empty());
}

#[actix_web::test]
async fn a_worker_killed_before_sending_is_relieved_with_the_same_message_id() {
    let mut sink = SmtpSink::start().await;
    let t = TestApp::spawn_with(|config| config.mail_url = sink.url.clone().into()).await;
    queue(&t, "maelle@foyer.example").await;
    let tx = t.state.store.begin().await.unwrap();
    let taken = outbox::lease(&tx, t.clock.now(), Duration::seconds(120), 10).await.unwrap();
    tx.commit().await.unwrap();
    // The worker dies here: nothing was sent, and nobody else may send while its lease lasts.
    assert_eq!(mail::deliver_due(&t.state).await, Ok(0));
    t.clock.advance(Duration::seconds(121));
    assert_eq!(mail::deliver_due(&t.state).await, Ok(1));
    assert!(sink.next().await.data.contains(&taken[0].message_id));
    let [status, .., attempts, _] = rows(&t).await.remove(0);
    assert_eq!((status.as_str(), attempts.as_str()), ("sent", "2"));
}

#[actix_web::test]
async fn two_workers_never_take_the_same_mail() {
    let t = TestApp::spawn().await;
    for index in 0..6 {
        queue(&t, &format!("foyer{index}@foyer.example")).await;
    }
    let take = || async {
        let tx = t.state.store.begin().await.unwrap();
        let taken = outbox::lease(&tx, t.clock.now(), Duration::seconds(120), 3).await.unwrap();
        tx.commit().await.unwrap();
        taken
    };
    let (left, right) = futures_util::join!(take(), take());
    let mut ids: Vec<_> = left.iter().chain(&right).map(|mail| mail.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), left.len() + right.len());
}

#[actix_web::test]
async fn an_absent_server_is_tried_again_for_a_day_then_given_up() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let t = TestApp::spawn_with(|config| config.mail_url = format!("smtp://{closed}").into()).await;
    queue(&t, "maelle@foyer.example").await;
    assert_eq!(mail::deliver_due(&t.state).await, Ok(0));
    let [status, recipient, _, _, message_id, attempts, error] = rows(&t).await.remove(0);
    assert_eq!((status.as_str(), attempts.as_str(), error.as_str()), ("queued", "1", "smtp connection"));
    assert_eq!(recipient, "maelle@foyer.example");
    for _ in 0..30 {
        t.clock.advance(Duration::minutes(121));
        assert_eq!(mail::deliver_due(&t.state).await, Ok(0));
    }
    let [status, recipient, _, payload, same_id, attempts, _] = rows(&t).await.remove(0);
    assert_eq!((status.as_str(), recipient.as_str(), payload.as_str()), ("failed", "", "{}"));
    assert_eq!(same_id, message_id);
    assert!(attempts.parse::<i32>().unwrap() < 20, "{attempts} attempts");
}

#[actix_web::test]
async fn a_refused_recipient_is_given_up_at_once_and_named_nowhere() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    actix_web::rt::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (reader, mut writer) = stream.into_split();
        let mut lines = BufReader::new(reader).lines();
        writer.write_all(b"220 here\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            let answer: &[u8] =
                if line.starts_with("RCPT") { b"550 maelle@foyer.example is unknown\r\n" } else { b"250 ok\r\n" };
            if writer.write_all(answer).await.is_err() {
                return;
            }
        }
    });
    let t = TestApp::spawn_with(|config| config.mail_url = url.into()).await;
    queue(&t, "maelle@foyer.example").await;
    assert_eq!(mail::deliver_due(&t.state).await, Ok(0));
    let row = rows(&t).await.remove(0);
    assert_eq!((row[0].as_str(), row[6].as_str()), ("failed", "smtp 550"));
    assert!(!row.concat().contains("maelle"), "{row:?}");
}

#[actix_web::test]
async fn a_demonstration_writes_one_file_per_mail() {
    let t = TestApp::spawn().await;
    queue(&t, "maelle@foyer.example").await;
    queue(&t, "yann@foyer.example").await;
    assert_eq!(mail::deliver_due(&t.state).await, Ok(2));
    let files = std::fs::read_dir(t.folder().join("mails")).unwrap().map(|file| file.unwrap().path());
    assert_eq!(files.filter(|path| path.extension().is_some_and(|ending| ending == "eml")).count(), 2);
}

#[actix_web::test]
async fn the_programme_is_told_when_somebody_meets_a_file_outside_their_scope() {
    let mut sink = SmtpSink::start().await;
    let t = TestApp::spawn_with(|config| config.mail_url = sink.url.clone().into()).await;
    let (here, elsewhere) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    t.admin().await;
    let file = serde_json::json!({
        "source": "phone", "household_kind": "alone", "wished_territories": ["46102"],
        "next_action": {"label": "Rappeler", "on": "2026-12-01"},
        "members": [{"role": "lead", "first_name": "Maëlle", "last_name": "Kerbrat", "phone": "06 39 98 12 34"}]
    });
    here.post("/api/v1/prospects").json(file.clone()).await.expect(201);
    let refused = elsewhere.post("/api/v1/prospects").json(file).await.expect_problem(409, "duplicate");
    assert!(refused.get("existing").is_none());
    assert_eq!(mail::deliver_due(&t.state).await, Ok(1));
    let mail = sink.next().await;
    assert!(mail.to[0].starts_with("programme_admin."), "{:?}", mail.to);
    assert!(mail.data.contains("OML-2026-00001") && !mail.data.contains("Kerbrat"), "{}", mail.data);
}
