//! The shape of the stored data goes up, down and up again on both databases, and names what it constrains.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};

use crate::harness::TestDatabase;

/// Everything the database holds beside the book of migrations: kind and name of each object.
pub async fn objects(db: &DatabaseConnection) -> Vec<(String, String)> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => "SELECT type AS kind, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'",
        _ => {
            "SELECT CASE relkind WHEN 'r' THEN 'table' ELSE 'index' END AS kind, relname::text AS name FROM pg_class \
             WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'i') \
             UNION ALL SELECT 'constraint', conname::text FROM pg_constraint \
             WHERE connamespace = 'public'::regnamespace AND contype <> 'p'"
        }
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let mut found: Vec<(String, String)> = rows
        .iter()
        .map(|row| (row.try_get("", "kind").unwrap(), row.try_get("", "name").unwrap()))
        .filter(|(_, name): &(String, String)| !name.starts_with("seaql_migrations"))
        .collect();
    found.sort();
    found
}

#[actix_web::test]
async fn up_down_and_up_again_gives_the_same_objects() {
    let database = TestDatabase::create_empty().await;
    let db = Database::connect(format!("{}{}", database.url(), mode(database.url()))).await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    let first = objects(&db).await;
    assert!(first.len() > 30, "{first:?}");
    Migrator::down(&db, None).await.unwrap();
    assert_eq!(objects(&db).await, []);
    Migrator::up(&db, None).await.unwrap();
    assert_eq!(objects(&db).await, first);
    db.close().await.unwrap();
}

/// Constraints are named, because a refused write is told to the caller by the name of its constraint.
#[actix_web::test]
async fn every_index_and_constraint_carries_its_kind_in_its_name() {
    let database = TestDatabase::create().await;
    let db = Database::connect(database.url()).await.unwrap();
    let wrong: Vec<_> = objects(&db)
        .await
        .into_iter()
        .filter(|(kind, _)| kind == "index" || kind == "constraint")
        .filter(|(_, name)| !["ix_", "uq_", "fk_", "ck_", "pk_"].iter().any(|prefix| name.starts_with(prefix)))
        // What the engine makes by itself for a primary key.
        .filter(|(_, name)| !name.ends_with("_pkey"))
        .collect();
    assert_eq!(wrong, []);
    db.close().await.unwrap();
}

/// SQLite makes the file only when asked to.
fn mode(url: &str) -> &'static str {
    if url.starts_with("sqlite:") { "?mode=rwc" } else { "" }
}
