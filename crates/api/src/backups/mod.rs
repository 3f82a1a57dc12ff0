//! Backups: the whole database in one file that says what it holds, made while the server runs, restored all or not at
//! all, checked without a database.

mod archive;
mod make;
mod postgres;
mod restore;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use archive::verify;
pub use make::backup;
pub use restore::restore;

/// Of this layout of the file.
const FORMAT: u32 = 1;
/// Name of the part that is a SQLite database.
const SQLITE_PART: &str = "database.sqlite";
/// Name of the part that is a dump of PostgreSQL.
const POSTGRES_PART: &str = "database.dump";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Layout of the file.
    pub format: u32,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// Newest migration of the database.
    pub schema: String,
    /// Version of the program that made it.
    pub program: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// End of the chain of the journal, as `PLACE:HASH`.
    pub journal: String,
    /// Rows of each table.
    pub tables: BTreeMap<String, i64>,
    /// The other parts of the file.
    pub parts: Vec<Part>,
}

/// A part of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its name in the file.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// One line for the operator.
    #[must_use]
    pub fn summary(&self) -> String {
        let rows: i64 = self.tables.values().sum();
        format!(
            "{} du {}, {} lignes dans {} tables, schéma {}, fin du journal {}",
            self.engine,
            self.made_at.format("%d/%m/%Y à %H:%M UTC"),
            rows,
            self.tables.len(),
            self.schema,
            self.journal
        )
    }
}

/// A sentence about something that the system refused.
fn refused(what: impl std::fmt::Display, error: impl std::fmt::Display) -> String {
    format!("{what} : {error}")
}
