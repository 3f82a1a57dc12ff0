//! Looking for files that resemble each other: one file after it was opened or its people changed, the files of an import, or
//! all of them in turn. Done twice, nothing changes.

use chrono::{DateTime, Duration, Utc};
use persistence::duplicates::{likely, next_files, note};
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

use crate::jobs::{self, Kind, Work};
use crate::problem::Problem;
use crate::state::AppState;

/// Files of one transaction: short enough that nobody waits for it.
const BATCH: u64 = 100;

/// Has a file looked at soon, in the transaction that opened or changed it.
///
/// # Errors
/// Those of the store.
pub async fn plan(db: &impl ConnectionTrait, prospect_id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    jobs::plan_again(db, Kind::DuplicatesOfFile, prospect_id, now, now).await.map(drop)
}

/// Has the files of an import looked at soon, in the transaction that opened them.
///
/// # Errors
/// Those of the store.
pub async fn plan_import(db: &impl ConnectionTrait, import_id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    jobs::plan_again(db, Kind::DuplicatesOfImport, import_id, now, now).await.map(drop)
}

/// The work of a job on one file.
pub(crate) async fn of_file(work: &Work<'_>) -> Result<(), Problem> {
    let id = work.subject()?;
    let found = likely(work.tx, id).await?;
    note(work.tx, id, &found, work.now).await?;
    Ok(())
}

/// The work of a job on an import: has each of its files looked at by a job of its own, a few at each moment.
pub(crate) async fn of_import(work: &Work<'_>) -> Result<(), Problem> {
    let mut after = None;
    let mut at = work.now;
    loop {
        let files = next_files(work.tx, after, Some(work.subject()?), BATCH).await?;
        let Some(last) = files.last().copied() else { return Ok(()) };
        for id in files {
            jobs::plan_again(work.tx, Kind::DuplicatesOfFile, id, at, work.now).await?;
        }
        (after, at) = (Some(last), at + Duration::seconds(1));
    }
}

/// Looks at every file in turn; returns how many files and how many new pairs. What was done when it is stopped stays
/// done.
///
/// # Errors
/// Those of the store.
pub async fn scan(state: &AppState) -> Result<(usize, usize), StoreError> {
    let (mut after, mut seen, mut new) = (None, 0, 0);
    loop {
        let files = next_files(state.store.reader(), after, None, BATCH).await?;
        let Some(last) = files.last().copied() else { return Ok((seen, new)) };
        // Reading takes most of the time, and keeps nobody from writing.
        let mut alike = vec![];
        for id in &files {
            alike.push((*id, likely(state.store.reader(), *id).await?));
        }
        let tx = state.store.begin().await?;
        for (id, found) in &alike {
            new += note(&tx, *id, found, state.clock.now()).await?;
        }
        tx.commit().await?;
        (after, seen) = (Some(last), seen + files.len());
    }
}
