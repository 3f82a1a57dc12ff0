//! What a merge changed, row by row, and taking it back.

use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::cells::{Row, broken};
use super::tables::{Deed, Snapshot, present, write};
use crate::StoreError;

/// Columns that only ever go forward, so that whoever read a file before is told that it changed.
const FORWARD: [&str; 2] = ["version", "updated_at"];

/// One row that a merge wrote, changed or removed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    table: String,
    key: Row,
    /// Columns before; all of them for a row that was removed, none for one that was written.
    before: Option<Row>,
    /// Columns after; all of them for a row that was written, none for one that was removed.
    after: Option<Row>,
}

/// What differs between two moments.
pub(super) fn diff(before: &Snapshot, after: &Snapshot) -> Vec<Entry> {
    let mut entries = vec![];
    for ((table, name), (key, old)) in before {
        let entry = |before: Row, after: Option<Row>| Entry {
            table: table.clone(),
            key: key.clone(),
            before: Some(before),
            after,
        };
        match after.get(&(table.clone(), name.clone())) {
            None => entries.push(entry(old.clone(), None)),
            Some((_, new)) => {
                let (before, after) = changed_columns(table, old, new);
                if !after.is_empty() {
                    entries.push(entry(before, Some(after)));
                }
            }
        }
    }
    let written = after.iter().filter(|(id, _)| !before.contains_key(*id));
    entries.extend(written.map(|((table, _), (key, row))| Entry {
        table: table.clone(),
        key: key.clone(),
        before: None,
        after: Some(row.clone()),
    }));
    entries
}

fn changed_columns(table: &str, old: &Row, new: &Row) -> (Row, Row) {
    let forward = |name: &str| table == "prospects" && FORWARD.contains(&name);
    let differ = |name: &String| !forward(name) && old.get(name) != new.get(name);
    let of = |row: &Row| row.iter().filter(|(name, _)| differ(name)).map(|(n, c)| (n.clone(), c.clone())).collect();
    (of(old), of(new))
}

/// A journal as it is kept.
pub(super) fn written(entries: &[Entry]) -> Result<Json, StoreError> {
    serde_json::to_value(entries).map_err(|error| broken(&error.to_string()))
}

/// A journal as it was kept.
pub(super) fn read(kept: Json) -> Result<Vec<Entry>, StoreError> {
    serde_json::from_value(kept).map_err(|error| broken(&error.to_string()))
}

/// Takes everything back: what was written goes, what was changed is as before unless it was changed again since, what
/// was removed comes back. Rows that were removed since stay so.
pub(super) async fn take_back(tx: &DatabaseTransaction, entries: &[Entry]) -> Result<(), StoreError> {
    for Entry { table, key, before, after } in entries {
        if let (None, Some(after)) = (before, after)
            && present(tx, table, key).await?.as_ref() == Some(after)
        {
            write(tx, table, key, &Deed::Delete).await?;
        }
    }
    for Entry { table, key, before, after } in entries {
        let (Some(before), Some(after)) = (before, after) else { continue };
        let Some(now) = present(tx, table, key).await? else { continue };
        let untouched = |name: &String| now.get(name) == after.get(name);
        let back: Row =
            before.iter().filter(|(name, _)| untouched(name)).map(|(n, c)| (n.clone(), c.clone())).collect();
        if !back.is_empty() {
            write(tx, table, key, &Deed::Update(&back)).await?;
        }
    }
    for Entry { table, key, before, after } in entries {
        if let (Some(before), None) = (before, after)
            && present(tx, table, key).await?.is_none()
        {
            write(tx, table, key, &Deed::Insert(before)).await?;
        }
    }
    Ok(())
}
