//! Connections: one writer and several readers on SQLite, one pool on PostgreSQL.

use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use crate::StoreError;

/// How to connect.
#[derive(Debug, Clone)]
pub struct Options {
    /// `sqlite://path` or `postgres://…`.
    pub url: String,
    /// Connections for reading (SQLite) or for everything (PostgreSQL).
    pub max_connections: u32,
    /// How long a request waits for a connection before it is told to come back.
    pub acquire_timeout: Duration,
}

/// The database: writes go through [`Store::begin`], reads through [`Store::reader`].
#[derive(Debug, Clone)]
pub struct Store {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
}

impl Store {
    /// Connects and, on SQLite, reads the settings back: a database that is not durable is refused.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it cannot connect, [`StoreError::Settings`] when a setting did not hold.
    pub async fn connect(options: &Options) -> Result<Store, StoreError> {
        if !options.url.starts_with("sqlite:") {
            let pool = Store::connect_reader(options).await?;
            return Ok(Store { writer: pool.clone(), reader: pool });
        }
        let writer = Database::connect(sqlite_options(options, 1)).await?;
        assert_sqlite_settings(&writer).await?;
        let reader = Store::connect_reader(options).await?;
        Ok(Store { writer, reader })
    }

    /// Connections apart from those of any store, for whoever only reads and must keep nobody waiting.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it cannot connect.
    pub async fn connect_reader(options: &Options) -> Result<DatabaseConnection, StoreError> {
        let connect = match options.url.starts_with("sqlite:") {
            true => sqlite_options(options, options.max_connections),
            false => postgres_options(options),
        };
        Ok(Database::connect(connect).await?)
    }

    /// Starts a write transaction. On SQLite it holds the one writer from its first statement on.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection is free in time.
    pub async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        begin_whole(&self.writer, options).await
    }

    /// Starts a transaction that only reads: every query of it sees the same instant, and it holds no writer up.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when no connection is free in time.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, StoreError> {
        let mut options = TransactionOptions::default();
        if self.backend() == DbBackend::Postgres {
            options.isolation_level = Some(IsolationLevel::RepeatableRead);
            options.access_mode = Some(AccessMode::ReadOnly);
        }
        begin_whole(&self.reader, options).await
    }

    /// The connection for reads that need no transaction.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The connection for migrations and other work outside a transaction.
    #[must_use]
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Which engine it is, for the few true differences.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.writer.get_database_backend()
    }

    /// Counts the rows again, so that queries are planned on what the tables hold: after a great many were written.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn analyze(&self) -> Result<(), StoreError> {
        let tx = self.begin().await?;
        if self.backend() == DbBackend::Postgres {
            // Nobody waits for it, and ten million rows take longer than a request may.
            tx.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
        }
        tx.execute_unprepared("ANALYZE").await?;
        Ok(tx.commit().await?)
    }

    /// Folds the write-ahead log of SQLite into its file and empties it: what was erased is not found there either.
    /// Nothing on PostgreSQL, and nothing while somebody reads: the next time does it.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn fold(&self) -> Result<(), StoreError> {
        if self.backend() == DbBackend::Sqlite {
            self.writer.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    /// Closes every connection, the write-ahead log folded back first by SQLite.
    ///
    /// # Errors
    /// [`StoreError::Database`] when closing fails.
    pub async fn close(self) -> Result<(), StoreError> {
        self.reader.close().await?;
        self.writer.close().await?;
        Ok(())
    }
}

/// Begins out of its caller's reach: a request that is dropped at this very moment, because its client hung up, must not
/// leave a session of PostgreSQL inside a transaction that nobody ends, where later writes would be lost.
async fn begin_whole(db: &DatabaseConnection, options: TransactionOptions) -> Result<DatabaseTransaction, StoreError> {
    let db = db.clone();
    let begun = tokio::spawn(async move { db.begin_with_options(options).await });
    let begun = begun.await.map_err(|error| StoreError::Unavailable(error.to_string()))?;
    Ok(begun?)
}

fn postgres_options(options: &Options) -> ConnectOptions {
    let mut connect = base_options(options, options.max_connections);
    connect.map_sqlx_postgres_opts(|opts| {
        opts.application_name("ohmylot")
            .options([("statement_timeout", "30s"), ("idle_in_transaction_session_timeout", "60s")])
    });
    connect
}

fn sqlite_options(options: &Options, connections: u32) -> ConnectOptions {
    let mut connect = base_options(options, connections);
    connect.map_sqlx_sqlite_opts(|opts| {
        opts.create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .pragma("trusted_schema", "OFF")
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .pragma("cache_size", "-4000")
            .optimize_on_close(true, None)
    });
    connect
}

fn base_options(options: &Options, connections: u32) -> ConnectOptions {
    let mut connect = ConnectOptions::new(options.url.clone());
    connect
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(options.acquire_timeout)
        .test_before_acquire_if_idle_for(Duration::from_secs(30))
        .sqlx_logging(false);
    connect
}

/// The settings that durability and privacy stand on, with the value each must read back.
const SQLITE_SETTINGS: [(&str, &str); 5] = [
    ("journal_mode", "wal"),
    ("synchronous", "2"),
    ("foreign_keys", "1"),
    ("trusted_schema", "0"),
    ("secure_delete", "1"),
];

async fn assert_sqlite_settings(connection: &DatabaseConnection) -> Result<(), StoreError> {
    for (name, wanted) in SQLITE_SETTINGS {
        let statement = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {name}"));
        let row = connection.query_one_raw(statement).await?;
        let found = row.and_then(|row| {
            row.try_get_by_index::<String>(0)
                .ok()
                .or_else(|| row.try_get_by_index::<i64>(0).ok().map(|n| n.to_string()))
        });
        if found.as_deref() != Some(wanted) {
            return Err(StoreError::Settings(format!("PRAGMA {name} is {found:?}, must be {wanted}")));
        }
    }
    Ok(())
}
