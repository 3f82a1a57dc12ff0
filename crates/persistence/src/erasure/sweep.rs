//! PostgreSQL keeps what a row said in the pages of its table, even after a plain `VACUUM`, until the table is written anew.

use std::time::Duration;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement};

use super::tables;
use crate::entities::erasures::{ActiveModel, Column, Entity};
use crate::{Store, StoreError};

/// What the planner knows of the tables holds names and addresses too.
const STATISTICS: &str = "pg_statistic";

/// How often, and after which pause, transactions that may still read what was there are given time to end.
const PATIENCE: (u32, Duration) = (50, Duration::from_millis(200));

/// Writes every table of people anew when somebody was erased since the last time; `false` when something was in use, and
/// the next time does it. Nobody waits for it longer than one table takes. Nothing to do on SQLite, which overwrites what goes.
///
/// # Errors
/// Those of the store.
pub async fn sweep(store: &Store, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let db = store.writer();
    let Some(latest) = latest(db).await?.filter(|_| store.backend() == DbBackend::Postgres) else { return Ok(true) };
    let of_people: Vec<&str> =
        tables()?.iter().filter(|table| !table.routes.is_empty()).map(|table| table.name).collect();
    // First, so that whoever connects while the tables are written no longer sees the statistics of before.
    for table in &of_people {
        db.execute_unprepared(&format!("ANALYZE {table}")).await?;
        forget_statistics(store, table).await?;
    }
    if !is_of_the_past(db).await? {
        return Ok(false);
    }
    for table in of_people.into_iter().chain([STATISTICS]) {
        if !rewrite(db, table).await? {
            return Ok(false);
        }
    }
    let swept = ActiveModel { swept_at: sea_orm::ActiveValue::Set(Some(now)), ..Default::default() };
    let known = Entity::update_many().set(swept).filter(Column::SweptAt.is_null()).filter(Column::ErasedAt.lte(latest));
    known.exec(db).await?;
    begin_log_file(db).await?;
    Ok(true)
}

/// When the latest of those whose rows may still lie in a page was erased.
async fn latest(db: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>, StoreError> {
    let left = Entity::find().select_only().column(Column::ErasedAt).filter(Column::SweptAt.is_null());
    Ok(left.order_by_desc(Column::ErasedAt).into_tuple().one(db).await?)
}

/// Waits until every transaction that began before now has ended; `false` when one goes on. A table written anew would keep
/// for it the rows that went. One that writes counts wherever it does: `PostgreSQL` numbers them for all its databases.
async fn is_of_the_past(db: &impl ConnectionTrait) -> Result<bool, StoreError> {
    let sql = "SELECT CAST(CAST(pg_current_xact_id() AS text) AS bigint)";
    let own = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    let Some(own) = own.map(|row| row.try_get_by_index::<i64>(0)).transpose()? else { return Ok(false) };
    let sql = format!(
        "SELECT 1 WHERE pg_snapshot_xmin(pg_current_snapshot()) <= CAST('{own}' AS xid8) OR EXISTS ( \
            SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
            AND age(backend_xmin) >= age(CAST(CAST('{own}' AS xid8) AS xid)))"
    );
    let (tries, pause) = PATIENCE;
    for _ in 0..tries {
        if db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql.clone())).await?.is_none() {
            return Ok(true);
        }
        tokio::time::sleep(pause).await;
    }
    Ok(false)
}

/// Begins another file of the log, where the account may: on a quiet server the one that tells of the people would stay open.
async fn begin_log_file(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    let sql = "SELECT has_function_privilege('pg_switch_wal()', 'EXECUTE')";
    let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    if row.map(|row| row.try_get_by_index::<bool>(0)).transpose()? == Some(true) {
        db.execute_unprepared("SELECT pg_switch_wal()").await?;
    }
    Ok(())
}

/// Writes a table and its indexes anew, unless somebody uses it at this moment; whether it was.
async fn rewrite(db: &impl ConnectionTrait, table: &str) -> Result<bool, StoreError> {
    let before = file_of(db, table).await?;
    db.execute_unprepared(&format!("VACUUM (FULL, SKIP_LOCKED) {table}")).await?;
    Ok(file_of(db, table).await? != before)
}

/// `ANALYZE` says nothing of a table without a row, and leaves what was known of those that went: declaring its columns once
/// more drops it.
async fn forget_statistics(store: &Store, table: &str) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT string_agg(format('ALTER COLUMN %I TYPE %s', known.attname, format_type(atttypid, atttypmod)), ', ') \
         FROM pg_stats known JOIN pg_attribute own ON own.attname = known.attname \
         WHERE known.schemaname = current_schema() AND known.tablename = '{table}' \
         AND own.attrelid = CAST('{table}' AS regclass) \
         AND atttypid IN (CAST('text' AS regtype), CAST('varchar' AS regtype), CAST('jsonb' AS regtype), CAST('bytea' AS regtype)) \
         AND NOT EXISTS (SELECT 1 FROM {table})"
    );
    let row = store.writer().query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    let Some(columns) = row.map(|row| row.try_get_by_index::<Option<String>>(0)).transpose()?.flatten() else {
        return Ok(());
    };
    let tx = store.begin().await?;
    tx.execute_unprepared("SET LOCAL lock_timeout = '1s'").await?;
    tx.execute_unprepared(&format!("ALTER TABLE {table} {columns}")).await?;
    Ok(tx.commit().await?)
}

/// The file in which a table lies: another one once it was written anew.
async fn file_of(db: &impl ConnectionTrait, table: &str) -> Result<Option<i64>, StoreError> {
    let sql = format!("SELECT CAST(pg_relation_filenode('{table}') AS bigint)");
    let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}
