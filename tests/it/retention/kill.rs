//! The real program, killed while it erases: whoever was due is gone, once, and the ledger knows them all.

use super::days::{insert, plan_round};
use super::*;
use crate::harness::Server;

const PEOPLE: u64 = 60;

#[actix_web::test]
async fn everybody_who_is_due_is_erased_though_the_server_is_killed() {
    let t = TestApp::spawn().await;
    for index in 0..PEOPLE {
        // Without an address, and years ago: due on any day on which this test runs.
        insert(t.state.store.writer(), index * 10, "2012-02-29".parse().unwrap()).await;
    }
    plan_round(&t).await;
    let erased = async || number(&t, "SELECT COUNT(*) FROM prospects WHERE status = 'anonymised'").await;
    let mut server = Server::start(t.database());
    for target in [5, 20, 40] {
        while erased().await < target {
            tokio::task::yield_now().await;
        }
        server.kill_and_restart();
    }
    while erased().await < i64::try_from(PEOPLE).unwrap() {
        tokio::task::yield_now().await;
    }
    while number(&t, "SELECT COUNT(*) FROM jobs WHERE status = 'queued' AND kind = 'retention.erasure'").await > 0 {
        tokio::task::yield_now().await;
    }
    assert!(server.terminate().success());
    for sql in [
        "SELECT COUNT(*) FROM erasures",
        "SELECT COUNT(*) FROM status_changes WHERE to_status = 'anonymised'",
        "SELECT COUNT(*) FROM audit_entries WHERE action = 'prospect.anonymise'",
    ] {
        assert_eq!(number(&t, sql).await, i64::try_from(PEOPLE).unwrap(), "{sql}");
    }
    assert_eq!(number(&t, "SELECT COUNT(*) FROM members WHERE first_name IS NOT NULL").await, 0);
    // What a kill left out of the file is added by whoever runs next.
    api::erasure::ledger::write_missing(&t.state).await.unwrap();
    let lines = std::fs::read_to_string(t.folder().join("erasures.log")).unwrap();
    assert_eq!(lines.lines().collect::<std::collections::BTreeSet<_>>().len(), usize::try_from(PEOPLE).unwrap());
}
