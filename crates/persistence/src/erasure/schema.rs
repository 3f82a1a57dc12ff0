//! The classification against the real tables.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::classification::{Rule, tables};
use crate::StoreError;

/// What the search index of SQLite is made of, and what is not ours.
const FOREIGN: [&str; 3] = ["sqlite_", "seaql_", "prospect_search_fts"];

/// Columns that nobody classified, that are gone, or whose rule their table refuses, each as `table.column: what`.
///
/// # Errors
/// Those of the store.
pub async fn differences(db: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let real = columns(db).await?;
    let known = || real.iter().map(|(table, column, _)| (table.as_str(), column.as_str()));
    let classified: BTreeSet<(&str, &str)> =
        tables()?.iter().flat_map(|table| table.columns.iter().map(|column| (table.name, column.name))).collect();
    let there: BTreeSet<(&str, &str)> = known().collect();
    let new = there.difference(&classified).map(|(table, column)| format!("{table}.{column}: not classified"));
    let gone = classified.difference(&there).map(|(table, column)| format!("{table}.{column}: not there"));
    let mut all: Vec<String> = new.chain(gone).collect();
    for table in tables()? {
        for column in table.columns.iter().filter(|column| column.rule == Rule::Null && !table.routes.is_empty()) {
            let required = real.iter().any(|(t, c, required)| t == table.name && c == column.name && *required);
            if required {
                all.push(format!("{}.{}: may not be null", table.name, column.name));
            }
        }
    }
    Ok(all)
}

/// Table, column, and whether it must be filled.
async fn columns(db: &impl ConnectionTrait) -> Result<Vec<(String, String, bool)>, StoreError> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT CAST(table_name AS text), CAST(column_name AS text), CAST(is_nullable = 'NO' AS integer) \
             FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2"
        }
        _ => {
            "SELECT m.name, c.name, CAST(c.\"notnull\" AS integer) FROM sqlite_master m \
             JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table' ORDER BY 1, 2"
        }
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let read = rows
        .into_iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?, row.try_get_by_index::<i32>(2)? == 1)));
    let all = read.collect::<Result<Vec<(String, String, bool)>, sea_orm::DbErr>>()?;
    Ok(all.into_iter().filter(|(table, ..)| !FOREIGN.iter().any(|prefix| table.starts_with(prefix))).collect())
}
