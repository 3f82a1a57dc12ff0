//! Up, down and up again on a file with the settings of production.

use std::time::Duration;

use ::migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::{Options, Store};

async fn store(directory: &tempfile::TempDir) -> Store {
    let url = format!("sqlite://{}", directory.path().join("ohmylot.db").display());
    Store::connect(&Options { url, max_connections: 2, acquire_timeout: Duration::from_secs(2) }).await.unwrap()
}

async fn strings(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    rows.into_iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

const OBJECTS: &str = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master
     WHERE name NOT LIKE 'sqlite_%' ORDER BY 1";

#[tokio::test]
async fn down_leaves_nothing_and_up_again_gives_the_same() {
    let directory = tempfile::tempdir().unwrap();
    let store = store(&directory).await;
    let db = store.writer();
    Migrator::up(db, None).await.unwrap();
    let first = strings(db, OBJECTS).await;
    Migrator::down(db, None).await.unwrap();
    let left = strings(db, "SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'").await;
    assert_eq!(left, ["seaql_migrations"]);
    Migrator::up(db, None).await.unwrap();
    assert_eq!(strings(db, OBJECTS).await, first);
}

#[tokio::test]
async fn each_step_goes_down_alone() {
    let directory = tempfile::tempdir().unwrap();
    let store = store(&directory).await;
    let db = store.writer();
    for _ in Migrator::migrations() {
        Migrator::up(db, Some(1)).await.unwrap();
        let before = strings(db, OBJECTS).await;
        Migrator::down(db, Some(1)).await.unwrap();
        Migrator::up(db, Some(1)).await.unwrap();
        assert_eq!(strings(db, OBJECTS).await, before);
    }
}

#[tokio::test]
async fn the_word_index_follows_the_rows() {
    let directory = tempfile::tempdir().unwrap();
    let store = store(&directory).await;
    let db = store.writer();
    Migrator::up(db, None).await.unwrap();
    db.execute_unprepared(
        "INSERT INTO prospects (id, number, status, status_since, source, lead_name, sort_name, created_at, updated_at)
         VALUES (x'01', 'OML-2026-00001', 'new', '2026-01-01', 'web', 'A', 'a', '2026', '2026');
         INSERT INTO prospect_search (prospect_id, terms) VALUES (x'01', 'infirmier figeac');",
    )
    .await
    .unwrap();
    let found = "SELECT s.terms FROM prospect_search_fts f JOIN prospect_search s ON s.seq = f.rowid
         WHERE prospect_search_fts MATCH";
    assert_eq!(strings(db, &format!("{found} 'infi*'")).await, ["infirmier figeac"]);
    db.execute_unprepared("UPDATE prospect_search SET terms = 'usineur cahors'").await.unwrap();
    assert!(strings(db, &format!("{found} 'infi*'")).await.is_empty());
    assert_eq!(strings(db, &format!("{found} 'usineur cah*'")).await, ["usineur cahors"]);
    db.execute_unprepared("DELETE FROM prospects").await.unwrap();
    assert!(strings(db, &format!("{found} 'usineur'")).await.is_empty());
    db.execute_unprepared("INSERT INTO prospect_search_fts (prospect_search_fts) VALUES ('integrity-check')")
        .await
        .unwrap();
}
