//! What comparable products got wrong, each shown not to happen here by its shortest path, on both databases.

mod kept;
mod seen;

use crate::harness::TestApp;
use crate::merges::rows;

/// Tables in which a text stands, whatever the column, in capitals or not.
pub async fn tables_with(t: &TestApp, text: &str) -> Vec<String> {
    let (all, text) = (rows::every_row(t, &[]).await, text.to_lowercase());
    let holds = |rows: &[String]| rows.iter().any(|row| row.to_lowercase().contains(&text));
    all.into_iter().filter(|(_, rows)| holds(rows)).map(|(table, _)| table).collect()
}
