//! What comparable products got wrong, each shown not to happen here by its shortest path, on both databases.

mod kept;
mod seen;

use crate::harness::TestApp;
use crate::merges::rows;

/// Tables in which a text stands, whatever the column.
async fn tables_with(t: &TestApp, text: &str) -> Vec<String> {
    let all = rows::every_row(t, &[]).await;
    all.into_iter().filter(|(_, rows)| rows.iter().any(|row| row.contains(text))).map(|(table, _)| table).collect()
}
