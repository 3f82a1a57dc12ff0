//! What the store promises whoever uses it, and whenever they stop.

use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sea_orm::{ConnectionTrait, DbBackend};

use crate::erasure::number;
use crate::harness::TestApp;

/// Sessions of this database that are inside a transaction while nobody uses them.
const LEFT_INSIDE: &str = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() \
    AND state LIKE 'idle in transaction%'";

#[actix_web::test]
async fn who_hangs_up_while_a_transaction_begins_leaves_nobody_inside_it() {
    let t = TestApp::spawn().await;
    let mut chance = StdRng::seed_from_u64(46);
    for _ in 0..400 {
        let wait = Duration::from_micros(chance.random_range(1..1_500));
        // Thrown out at any of its waits, or done in time and rolled back.
        let _ = tokio::time::timeout(wait, t.state.store.begin()).await;
        let _ = tokio::time::timeout(wait, t.state.store.snapshot()).await;
    }
    if t.state.store.backend() == DbBackend::Postgres {
        for _ in 0..200 {
            if number(&t, LEFT_INSIDE).await == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(number(&t, LEFT_INSIDE).await, 0, "sessions stay inside a transaction");
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
