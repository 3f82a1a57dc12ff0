//! What can go wrong when remembering.

use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// Failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique or foreign key named in the migrations refused the write.
    #[error("constraint {0} refused the write")]
    Constraint(String),
    /// The row changed since it was read: its version is no longer the expected one.
    #[error("the row changed meanwhile")]
    Stale,
    /// No connection in time, connection lost, disk full: the write may be tried again.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// Anything else: a defect.
    #[error(transparent)]
    Database(DbErr),
    /// The database is not set as it must be.
    #[error("the database is not set as it must be: {0}")]
    Settings(String),
}

/// SQLSTATE classes after which another try may succeed.
const TRANSIENT: [&str; 8] = ["08", "57P01", "57P02", "57P03", "25006", "40001", "40P01", "53"];

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(detail) | SqlErr::ForeignKeyConstraintViolation(detail)) =
            error.sql_err()
        {
            return StoreError::Constraint(constraint_name(&error).unwrap_or(detail));
        }
        match &error {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => StoreError::Unavailable("no connection".to_owned()),
            DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner)) => {
                transient(inner).map_or_else(|| StoreError::Database(error.clone()), StoreError::Unavailable)
            }
            _ => StoreError::Database(error),
        }
    }
}

/// The name of the constraint, where the driver tells it (PostgreSQL), or the columns (SQLite).
fn constraint_name(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(RuntimeErr::SqlxError(inner)) | DbErr::Query(RuntimeErr::SqlxError(inner))) = error else {
        return None;
    };
    inner.as_database_error()?.constraint().map(str::to_owned)
}

fn transient(error: &sea_orm::sqlx::Error) -> Option<String> {
    use sea_orm::sqlx::Error;
    match error {
        Error::Io(_) | Error::PoolTimedOut | Error::PoolClosed | Error::WorkerCrashed => Some(error.to_string()),
        Error::Database(inner) => {
            let code = inner.code()?;
            // SQLite: 5 busy, 6 locked, 13 full, 10 I/O error, in the low byte. A SQLSTATE has five letters, these
            // numbers never do.
            let sqlite = code.len() < 5 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6 | 10 | 13));
            (sqlite || TRANSIENT.iter().any(|class| code.starts_with(class))).then(|| format!("code {code}"))
        }
        _ => None,
    }
}
