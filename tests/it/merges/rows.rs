//! Every table as it is, and the figures that are counted from them.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::harness::TestApp;

/// Rows by table, as text.
pub type Dump = BTreeMap<String, Vec<String>>;

/// What a merge leaves on purpose (itself, the trail), what the machine keeps for itself, and counts, whose
/// changes are appended and add up to nothing.
const APART: [&str; 8] = [
    "merges",
    "audit_entries",
    "jobs",
    "idempotency_keys",
    "sessions",
    "seaql_migrations",
    "indicator_changes",
    "indicator_counts",
];

async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index::<Option<String>>(0).unwrap().unwrap_or_default()).collect()
}

async fn tables(db: &DatabaseConnection) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
        }
        _ => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'",
    };
    texts(db, sql).await
}

async fn columns(db: &DatabaseConnection, table: &str) -> Vec<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => format!("SELECT name FROM pragma_table_xinfo('{table}')"),
        _ => format!(
            "SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}' AND table_schema = 'public'"
        ),
    };
    texts(db, &sql).await
}

/// What a merge may change, but for the version and the last change of a file, which only ever go forward.
pub async fn dump(t: &TestApp) -> Dump {
    every_row(t, &APART).await
}

/// Every row of every table but these.
pub async fn every_row(t: &TestApp, apart: &[&str]) -> Dump {
    let db = t.state.store.reader();
    let mut all = Dump::new();
    for table in tables(db).await {
        if apart.contains(&table.as_str()) {
            continue;
        }
        let mut names = columns(db, &table).await;
        names.sort();
        names.retain(|name| table != "prospects" || !["version", "updated_at"].contains(&name.as_str()));
        let quoted = names.iter().map(|name| match db.get_database_backend() {
            DbBackend::Sqlite => format!("'{name}=' || quote(\"{name}\")"),
            _ => format!("'{name}=' || coalesce(\"{name}\"::text, 'NULL')"),
        });
        let line = quoted.collect::<Vec<_>>().join(" || ' ' || ");
        all.insert(table.clone(), texts(db, &format!("SELECT {line} FROM \"{table}\" ORDER BY 1")).await);
    }
    all
}

/// Steps of files by state and year, moves and agreements by year, of the years that are over: what a bilan counts.
pub async fn counts(t: &TestApp) -> Vec<String> {
    let db = t.state.store.reader();
    let year = |column: &str| match db.get_database_backend() {
        DbBackend::Sqlite => format!("substr({column}, 1, 4)"),
        _ => format!("to_char({column}, 'YYYY')"),
    };
    let mut all = vec![];
    for (what, from, column) in [
        ("to_status", "status_changes", "effective_on"),
        ("'moved in'", "installations WHERE voided_at IS NULL", "moved_in_on"),
    ] {
        let (year, joint) = (year(column), if from.contains("WHERE") { "AND" } else { "WHERE" });
        let sql = format!(
            "SELECT what || ' ' || done_in || ': ' || count(*)
               FROM (SELECT {what} AS what, {year} AS done_in FROM {from} {joint} {year} < '2026') AS dated
              GROUP BY what, done_in ORDER BY 1"
        );
        all.extend(texts(db, &sql).await);
    }
    all
}

/// Columns that name a file: by a foreign key, or by their name.
pub async fn naming_a_file(t: &TestApp) -> Vec<(String, String)> {
    let db = t.state.store.reader();
    let mut found = vec![];
    for table in tables(db).await {
        let sql = match db.get_database_backend() {
            DbBackend::Sqlite => {
                format!("SELECT \"from\" FROM pragma_foreign_key_list('{table}') WHERE \"table\" = 'prospects'")
            }
            _ => format!(
                "SELECT a.attname::text FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] \
                 WHERE c.contype = 'f' AND c.confrelid = 'prospects'::regclass AND c.conrelid = '{table}'::regclass"
            ),
        };
        let mut names = texts(db, &sql).await;
        let by_name = columns(db, &table).await;
        names.extend(by_name.into_iter().filter(|name| name.contains("prospect_id") || name.contains("merged_into")));
        names.sort();
        names.dedup();
        found.extend(names.into_iter().map(|name| (table.clone(), name)));
    }
    assert!(found.len() > 15, "{found:?}");
    found
}

/// Tables whose rows still name the file that was taken in, though they should have moved.
pub async fn left_behind(t: &TestApp, id: &str) -> Vec<String> {
    let db = t.state.store.reader();
    let moving = [
        "consents",
        "needs",
        "tasks",
        "assignments",
        "interactions",
        "mentions",
        "contact_requests",
        "import_rows",
        "stand_captures",
    ];
    let id = match db.get_database_backend() {
        DbBackend::Sqlite => format!("X'{}'", id.replace('-', "")),
        _ => format!("'{id}'::uuid"),
    };
    let mut left = vec![];
    for table in moving {
        let rows = texts(db, &format!("SELECT '{table}' FROM {table} WHERE prospect_id = {id}")).await;
        left.extend(rows);
    }
    left
}

/// How many merges still hold what it takes to undo them.
pub async fn journals(t: &TestApp) -> usize {
    texts(t.state.store.reader(), "SELECT 'one' FROM merges WHERE journal IS NOT NULL").await.len()
}
