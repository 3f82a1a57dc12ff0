//! What the store promises whoever uses it, and whenever they stop.

use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};

use crate::erasure::number;
use crate::harness::{TestApp, abandon};

/// Sessions of this database that are inside a transaction while nobody uses them.
const LEFT_INSIDE: &str = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() \
    AND state LIKE 'idle in transaction%'";

/// How many sessions of the pool stay inside a transaction: seen from outside, since one of them that asks is at work.
async fn left_inside(t: &TestApp) -> i64 {
    if t.state.store.backend() != DbBackend::Postgres {
        return 0;
    }
    let observer = Database::connect(t.database().url()).await.unwrap();
    let mut inside = 0;
    for _ in 0..1_000 {
        let row = observer.query_one_raw(Statement::from_string(DbBackend::Postgres, LEFT_INSIDE)).await.unwrap();
        inside = row.unwrap().try_get_by_index(0).unwrap();
        // What was given up is rolled back on its way into the pool.
        if inside == 0 {
            break;
        }
    }
    observer.close().await.unwrap();
    inside
}

#[actix_web::test]
async fn who_hangs_up_while_a_transaction_begins_leaves_nobody_inside_it() {
    let t = TestApp::spawn().await;
    for polls in (1..=6).cycle().take(60) {
        // `BEGIN` is sent, and what the database says to it is read by nobody.
        abandon(t.state.store.begin(), polls).await;
        assert_eq!(left_inside(&t).await, 0, "begun, given up at wait {polls}");
        abandon(t.state.store.snapshot(), polls).await;
        assert_eq!(left_inside(&t).await, 0, "a snapshot, given up at wait {polls}");
    }
    // What is written without a transaction is there for everybody at once.
    let db = t.state.store.writer();
    for index in 0..20 {
        db.execute_unprepared(&format!("UPDATE users SET first_name = 'Essai {index}'")).await.unwrap();
        let tx = t.state.store.begin().await.unwrap();
        drop(tx);
        let seen = format!("SELECT COUNT(*) FROM users WHERE first_name <> 'Essai {index}'");
        assert_eq!(number(&t, &seen).await, 0);
    }
}
