//! The real program, killed at work: every reminder leaves, under one Message-ID for ever, and hardly any twice.
//! It takes a minute: a mail is acknowledged when the system of the mail server finds the time (40 ms), and the lease of
//! what was in flight has to end.

use std::collections::BTreeSet;

use rand::Rng;
use sea_orm::DbBackend;

use super::{message_id_of, propose_many, rows};
use crate::harness::{Server, SmtpSink, TestApp};

const REMINDERS: usize = 1_000;

/// Three servers share one PostgreSQL and one of them is killed; on SQLite the only one is killed and started again.
#[actix_web::test]
async fn a_thousand_reminders_leave_though_a_server_is_killed() {
    let mut sink = SmtpSink::start().await;
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    let keys = propose_many(&t, &referent, REMINDERS).await;
    let expected: BTreeSet<String> = keys.iter().map(|key| message_id_of(key, &referent)).collect();
    let start = || Server::start_with(t.database(), &[("MAIL_URL", &sink.url)]);
    let shared = t.state.store.backend() == DbBackend::Postgres;
    let mut servers: Vec<Server> = (0..if shared { 3 } else { 1 }).map(|_| start()).collect();
    let (victim, after) = (rand::rng().random_range(0..servers.len()), rand::rng().random_range(1..REMINDERS));

    // Other mails of the programme leave beside the reminders; only these are counted.
    let mut received = vec![];
    while received.iter().collect::<BTreeSet<_>>().len() < REMINDERS {
        let id = sink.next().await.message_id().to_owned();
        if !expected.contains(&id) {
            continue;
        }
        received.push(id);
        if received.len() == after && shared {
            servers.swap_remove(victim).kill();
        } else if received.len() == after {
            servers[victim].kill_and_restart();
        }
    }
    stop(servers);
    // What the killed one had handed over without noting it leaves once more, when its lease is over.
    let left = "outbox_messages WHERE status = 'queued' AND kind = 'assignment_reminder'";
    let mut unmarked = rows(&t, ["message_id"], left).await.len();
    let server = Server::start_with(t.database(), &[("MAIL_URL", &sink.url)]);
    while unmarked > 0 {
        let id = sink.next().await.message_id().to_owned();
        if expected.contains(&id) {
            received.push(id);
            unmarked -= 1;
        }
    }
    stop(vec![server]);
    let rest = sink.rest();
    received.extend(rest.iter().map(|mail| mail.message_id().to_owned()).filter(|id| expected.contains(id)));

    let distinct: BTreeSet<String> = received.iter().cloned().collect();
    let repeats = received.len() - distinct.len();
    report(&format!(
        "{} mails received, {} Message-IDs, {repeats} repeated; killed 1 of {} after {after} mails",
        received.len(),
        distinct.len(),
        if shared { 3 } else { 1 }
    ));
    assert!(distinct == expected, "{} expected Message-IDs are missing", expected.difference(&distinct).count());
    assert!(repeats <= 1, "{repeats} mails came twice for one kill");
    let done = rows(&t, ["key"], "jobs WHERE status = 'done' AND kind = 'assignment.accept_reminder'").await;
    let done: Vec<_> = done.into_iter().filter(|[key]| keys.contains(key)).collect();
    let sent = rows(&t, ["message_id"], "outbox_messages WHERE status = 'sent' AND kind = 'assignment_reminder'").await;
    assert_eq!((done.len(), sent.len()), (REMINDERS, REMINDERS));
}

/// Ends servers well: what they are doing is finished and noted.
fn stop(servers: Vec<Server>) {
    for server in servers {
        assert!(server.terminate().success());
    }
}

#[expect(clippy::disallowed_macros, clippy::print_stdout, reason = "the raw figures of the proof, for people")]
fn report(line: &str) {
    println!("{line}");
}
