//! Copies of the whole database: the few things that each engine does in its own way.

use std::collections::BTreeMap;
use std::path::Path;

use migrations::{Migrator, MigratorTrait};
use sea_orm::sea_query::Value;
use sea_orm::{
    ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel, Statement,
    TransactionTrait,
};

use crate::{Store, StoreError};

/// Tables of the full-text index: made from others, never counted.
const INDEX_TABLES: &str = "prospect_search_fts";

fn statement(db: &impl ConnectionTrait, sql: impl Into<String>) -> Statement {
    Statement::from_string(db.get_database_backend(), sql)
}

/// Names of the tables, in order; those of an index or of the engine are left out.
///
/// # Errors
/// Those of the store.
pub async fn tables(db: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
    };
    let rows = db.query_all_raw(statement(db, sql)).await?;
    let names = rows.iter().map(|row| row.try_get::<String>("", "name")).collect::<Result<Vec<_>, _>>()?;
    Ok(names.into_iter().filter(|name| !name.starts_with(INDEX_TABLES)).collect())
}

/// How many rows each table holds.
///
/// # Errors
/// Those of the store.
pub async fn counts(db: &impl ConnectionTrait) -> Result<BTreeMap<String, i64>, StoreError> {
    let mut counts = BTreeMap::new();
    for table in tables(db).await? {
        let row = db.query_one_raw(statement(db, format!("SELECT COUNT(*) FROM \"{table}\""))).await?;
        let count = row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?.unwrap_or_default();
        counts.insert(table, count);
    }
    Ok(counts)
}

/// The name of the newest migration that was applied.
///
/// # Errors
/// Those of the store.
pub async fn schema(db: &impl ConnectionTrait) -> Result<String, StoreError> {
    let sql = "SELECT version FROM seaql_migrations ORDER BY version DESC LIMIT 1";
    let row = db.query_one_raw(statement(db, sql)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// Whether this program knows the shape of that name.
#[must_use]
pub fn knows(schema: &str) -> bool {
    Migrator::migrations().iter().any(|migration| migration.name() == schema)
}

/// Writes a whole copy of a SQLite database to a new file while others read and write it.
///
/// # Errors
/// Those of the store; the file is then worth nothing.
pub async fn copy_sqlite(store: &Store, to: &Path) -> Result<(), StoreError> {
    let to = Value::from(to.display().to_string());
    let copy = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [to]);
    store.reader().execute_raw(copy).await?;
    Ok(())
}

/// Opens a copy for reading.
///
/// # Errors
/// Those of the store.
pub async fn open_copy(file: &Path) -> Result<DatabaseConnection, StoreError> {
    Ok(Database::connect(format!("sqlite://{}?mode=ro", file.display())).await?)
}

/// Whether a SQLite database is whole, page by page, its references included.
///
/// # Errors
/// Those of the store.
pub async fn is_whole(db: &DatabaseConnection) -> Result<bool, StoreError> {
    let row = db.query_one_raw(statement(db, "PRAGMA integrity_check")).await?;
    let said: Option<String> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    let strays = db.query_all_raw(statement(db, "PRAGMA foreign_key_check")).await?;
    Ok(said.as_deref() == Some("ok") && strays.is_empty())
}

/// A state of a PostgreSQL database that a dump may share, for as long as the transaction lasts.
#[derive(Debug)]
pub struct Snapshot {
    /// Reads that state.
    pub tx: DatabaseTransaction,
    /// Its name for `pg_dump --snapshot`.
    pub name: String,
}

/// Holds the present state of a PostgreSQL database.
///
/// # Errors
/// Those of the store.
pub async fn snapshot(store: &Store) -> Result<Snapshot, StoreError> {
    let tx = store.writer().begin_with_config(Some(IsolationLevel::RepeatableRead), None).await?;
    let row = tx.query_one_raw(statement(&tx, "SELECT pg_export_snapshot()")).await?;
    let name = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok(Snapshot { tx, name })
}
