//! One import from the file received to what it creates, the same for the workspace, the API and the command line.

use std::sync::Arc;

use chrono::Duration;
use domain::imports::{BatchStatus, Mapping, Subject, Table, UNDOABLE_DAYS};
use persistence::imports::{self, Advance, Batch, NewBatch, Undone};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, job_offers};
use serde_json::Value;
use uuid::Uuid;

use super::ImportError;
use super::dto::ImportMapping;
use super::engine::{Knowledge, Received, aside, receive, reread};
use super::opening::Importing;
use super::stored::{ImportSummary, ImportUndo, StoredMapping, StoredSummary, count, reasons_of};
use super::subjects::{Judged, Readings, Terms, judge};
use crate::audit::Trail;
use crate::state::AppState;

/// What the trail calls an import.
const RESOURCE: &str = "import";

/// An import that exists.
///
/// # Errors
/// [`ImportError::NotFound`].
pub async fn get(db: &impl ConnectionTrait, id: Uuid) -> Result<Batch, ImportError> {
    imports::find(db, id).await?.ok_or(ImportError::NotFound)
}

/// Receives a file and proposes what its columns mean.
///
/// # Errors
/// [`ImportError::Unreadable`], and those of the store.
pub async fn upload(
    state: &AppState,
    trail: &Trail,
    terms: Terms,
    (filename, content): (&str, Vec<u8>),
) -> Result<Batch, ImportError> {
    let db = state.store.reader();
    let knowledge = Knowledge::load(db, terms.subject).await?;
    let received = receive(content).await?;
    let terms = terms.settled(&received.decoded.table);
    let (received, mapping) = propose(db, knowledge, terms.subject, received).await?;
    let tx = state.store.begin().await?;
    let batch = store(&tx, state, trail, terms, (filename, received, &mapping)).await?;
    commit_transaction(tx).await?;
    Ok(batch)
}

async fn propose(
    db: &impl ConnectionTrait,
    knowledge: Arc<Knowledge>,
    subject: Subject,
    received: Received,
) -> Result<(Received, StoredMapping), ImportError> {
    let earlier = imports::remembered(db, subject, &received.decoded.table.headers).await?;
    let remembered: Vec<Mapping> = earlier.iter().map(|json| StoredMapping::read(json).mapping()).collect();
    aside(move || {
        let mapping = knowledge.propose(&received.decoded.table, &remembered);
        Ok((received, mapping))
    })
    .await
}

async fn store(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    terms: Terms,
    (filename, received, mapping): (&str, Received, &StoredMapping),
) -> Result<Batch, ImportError> {
    let decoded = received.decoded;
    let new = NewBatch {
        id: Uuid::now_v7(),
        filename: filename.to_owned(),
        subject: terms.subject,
        source: terms.source.map(|source| source.to_string()),
        is_partial: terms.is_partial,
        content: received.content,
        digest: received.digest,
        encoding: decoded.encoding.map(str::to_owned),
        delimiter: decoded.delimiter.map(String::from),
        sheet: decoded.sheet,
        headers: decoded.table.headers,
        mapping: mapping.json(),
        row_count: count(decoded.table.rows.len()),
        created_by: trail.actor_id(),
    };
    let id = new.id;
    imports::insert(tx, new, state.clock.now()).await?;
    trail.record(tx, "import.create", (RESOURCE, id), &["filename", "mapping"]).await?;
    get(tx, id).await
}

/// Replaces what the columns mean; the import is to be tried again.
///
/// # Errors
/// [`ImportError::Invalid`] naming every wrong field, [`ImportError::NotNow`] once committed, and those of the store.
pub async fn remap(
    state: &AppState,
    trail: &Trail,
    (id, version): (Uuid, i32),
    chosen: ImportMapping,
) -> Result<Batch, ImportError> {
    let db = state.store.reader();
    let batch = draft(get(db, id).await?)?;
    let knowledge = Knowledge::load(db, batch.subject).await?;
    let table = reread(imports::content(db, id).await?).await?;
    let is_partial = chosen.partial.unwrap_or(batch.is_partial);
    let mapping = aside(move || choose(&knowledge, &table, &StoredMapping::read(&batch.mapping), &chosen)).await?;
    let tx = state.store.begin().await?;
    draft(imports::find_locked(&tx, id).await?.ok_or(ImportError::NotFound)?)?;
    imports::remap(&tx, (id, version), (mapping.json(), is_partial), state.clock.now()).await?;
    trail.record(&tx, "import.map", (RESOURCE, id), &["mapping"]).await?;
    let batch = get(&tx, id).await?;
    commit_transaction(tx).await?;
    Ok(batch)
}

fn choose(
    knowledge: &Knowledge,
    table: &Table,
    known: &StoredMapping,
    chosen: &ImportMapping,
) -> Result<StoredMapping, ImportError> {
    let mapping = chosen.over(known, knowledge.subject(), knowledge.gazetteer()).map_err(ImportError::Invalid)?;
    Ok(knowledge.choose(table, known, &mapping))
}

fn draft(batch: Batch) -> Result<Batch, ImportError> {
    if batch.status.is_draft() { Ok(batch) } else { Err(ImportError::NotNow(batch.status)) }
}

/// Tries an import: every row gets a verdict, nothing is created.
///
/// # Errors
/// [`ImportError::Incomplete`], [`ImportError::NotNow`] once committed, and those of the store.
pub async fn dry_run(state: &AppState, trail: &Trail, id: Uuid) -> Result<Batch, ImportError> {
    let (batch, readings) = prepare(state, draft(get(state.store.reader(), id).await?)?).await?;
    let tx = state.store.begin().await?;
    lock(&tx, &batch).await?;
    let judged = judge(&tx, readings, Terms::of(&batch)).await?;
    imports::replace_rows(&tx, id, &judged.rows()).await?;
    let step = Advance { summary: Some(summary_json(&judged.summary(), None)), ..Advance::default() };
    imports::advance(&tx, (id, batch.version), BatchStatus::Checked, step, state.clock.now()).await?;
    trail.record(&tx, "import.check", (RESOURCE, id), &["summary"]).await?;
    let batch = get(&tx, id).await?;
    commit_transaction(tx).await?;
    Ok(batch)
}

/// Writes an import that was tried, all of it or nothing.
///
/// # Errors
/// [`ImportError::NotNow`] unless it was tried, and those of the store.
pub async fn commit(state: &AppState, trail: &Trail, id: Uuid) -> Result<Batch, ImportError> {
    let batch = get(state.store.reader(), id).await?;
    if batch.status != BatchStatus::Checked {
        return Err(ImportError::NotNow(batch.status));
    }
    let (batch, readings) = prepare(state, batch).await?;
    let tx = state.store.begin().await?;
    lock(&tx, &batch).await?;
    apply(&tx, state, trail, &batch, readings).await?;
    let batch = get(&tx, id).await?;
    commit_transaction(tx).await?;
    Ok(batch)
}

async fn apply(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    batch: &Batch,
    readings: Readings,
) -> Result<Judged, ImportError> {
    if batch.subject == Subject::JobOffers {
        // Before anything is read: nobody changes an offer or a membership until the transaction ends.
        job_offers::edition::raise(tx).await?;
    }
    let judged = judge(tx, readings, Terms::of(batch)).await?;
    let at = state.clock.now();
    let importing = Importing { batch, actor_id: trail.actor_id(), today: state.clock.today(), at };
    let rows = judged.write(tx, &importing, trail).await?;
    imports::replace_rows(tx, batch.id, &rows).await?;
    let step = Advance {
        summary: Some(summary_json(&judged.summary(), None)),
        committed: Some((at, at + Duration::days(UNDOABLE_DAYS))),
        undone_at: None,
    };
    imports::advance(tx, (batch.id, batch.version), BatchStatus::Committed, step, at).await?;
    // Whoever commits has read in the report what is kept.
    let kept = judged.keeps_sensitive_text().then_some("sensitive_text");
    let fields: Vec<&str> = std::iter::once(batch.subject.code()).chain(kept).collect();
    trail.record(tx, "import.commit", (RESOURCE, batch.id), &fields).await?;
    Ok(judged)
}

/// Reads the rows of an import, before any transaction.
async fn prepare(state: &AppState, batch: Batch) -> Result<(Batch, Readings), ImportError> {
    let db = state.store.reader();
    let knowledge = Knowledge::load(db, batch.subject).await?;
    let table = reread(imports::content(db, batch.id).await?).await?;
    let mapping = StoredMapping::read(&batch.mapping).mapping();
    let today = state.clock.today();
    let readings = aside(move || knowledge.interpret(&table, &mapping, today)).await?;
    Ok((batch, readings))
}

/// Holds the import as it was prepared.
async fn lock(tx: &DatabaseTransaction, batch: &Batch) -> Result<(), ImportError> {
    let now = imports::find_locked(tx, batch.id).await?.ok_or(ImportError::NotFound)?;
    if now.version == batch.version { Ok(()) } else { Err(ImportError::NotNow(now.status)) }
}

fn summary_json(counts: &ImportSummary, undo: Option<ImportUndo>) -> Value {
    serde_json::to_value(StoredSummary { counts: counts.clone(), undo }).unwrap_or_default()
}

/// Takes an import back: what nobody changed since is as it was before, the rest stays and is named.
///
/// # Errors
/// [`ImportError::NotNow`] unless committed, [`ImportError::TooLate`], and those of the store.
pub async fn undo(state: &AppState, trail: &Trail, id: Uuid) -> Result<Batch, ImportError> {
    let tx = state.store.begin().await?;
    let batch = imports::find_locked(&tx, id).await?.ok_or(ImportError::NotFound)?;
    let committed_at = match (batch.status, batch.committed_at) {
        (BatchStatus::Committed, Some(at)) => at,
        (status, _) => return Err(ImportError::NotNow(status)),
    };
    let now = state.clock.now();
    if !batch.status.is_undoable(batch.undoable_until, now) {
        return Err(ImportError::TooLate);
    }
    let undone = match batch.subject {
        Subject::Prospects => undo_files(&tx, id, committed_at).await?,
        Subject::JobOffers => job_offers::take_back(&tx, id, now).await?,
    };
    let told = ImportUndo { deleted: count(undone.deleted), restored: count(undone.restored), kept: undone.kept };
    let counts = StoredSummary::read(batch.summary.as_ref()).counts;
    let step = Advance { summary: Some(summary_json(&counts, Some(told))), undone_at: Some(now), committed: None };
    imports::advance(&tx, (id, batch.version), BatchStatus::Undone, step, now).await?;
    trail.record(&tx, "import.undo", (RESOURCE, id), &[batch.subject.code()]).await?;
    let batch = get(&tx, id).await?;
    commit_transaction(tx).await?;
    Ok(batch)
}

async fn undo_files(
    tx: &DatabaseTransaction,
    id: Uuid,
    committed_at: chrono::DateTime<chrono::Utc>,
) -> Result<Undone, StoreError> {
    let duplicates = imports::list_rows(tx, id, Some("duplicate"), 0, None).await?;
    let notes: Vec<Uuid> =
        duplicates.iter().flat_map(|row| reasons_of(&row.reasons)).filter_map(|reason| reason.note_id).collect();
    imports::undo(tx, id, committed_at, &notes).await
}

/// Forgets what was received once an import can no longer be undone, and imports left aside as long; returns how
/// many were forgotten.
///
/// # Errors
/// Those of the store.
pub async fn forget_received(state: &AppState) -> Result<u64, StoreError> {
    let now = state.clock.now();
    let limit = now - Duration::days(UNDOABLE_DAYS);
    let due = imports::to_forget(state.store.reader(), limit).await?;
    let tx = state.store.begin().await?;
    for (id, mapping) in &due {
        imports::forget(&tx, *id, StoredMapping::read(mapping).without_cells().json()).await?;
    }
    let drafts = imports::forget_drafts_before(&tx, limit).await?;
    tx.commit().await?;
    Ok(drafts + u64::try_from(due.len()).unwrap_or(u64::MAX))
}

/// What an import at the command line tells.
#[derive(Debug, Clone)]
pub struct Told {
    /// What was imported, from where.
    pub terms: Terms,
    /// Character encoding of a text file.
    pub encoding: Option<&'static str>,
    /// Delimiter of a text file.
    pub delimiter: Option<char>,
    /// Sheet read from a workbook.
    pub sheet: Option<String>,
    /// What the columns mean.
    pub mapping: StoredMapping,
    /// The counts.
    pub summary: ImportSummary,
    /// Refused rows with the codes of their reasons.
    pub refused: Vec<(usize, Vec<String>)>,
}

/// Imports a file in one go: with the mapping given, else with the one proposed. Nothing is stored by a dry run.
///
/// # Errors
/// [`ImportError::Unreadable`], [`ImportError::Invalid`], [`ImportError::Incomplete`], and those of the store.
pub async fn run(
    state: &AppState,
    trail: &Trail,
    (filename, content): (&str, Vec<u8>),
    chosen: Option<ImportMapping>,
    (terms, dry): (Terms, bool),
) -> Result<Told, ImportError> {
    let db = state.store.reader();
    let knowledge = Knowledge::load(db, terms.subject).await?;
    let received = receive(content).await?;
    let is_partial = chosen.as_ref().and_then(|chosen| chosen.partial).unwrap_or(terms.is_partial);
    let terms = Terms { is_partial, ..terms }.settled(&received.decoded.table);
    let (received, proposed) = propose(db, knowledge.clone(), terms.subject, received).await?;
    let today = state.clock.today();
    let (received, mapping, readings) = aside(move || {
        let table = &received.decoded.table;
        let mapping = match chosen {
            Some(chosen) => choose(&knowledge, table, &proposed, &chosen)?,
            None => proposed,
        };
        let readings = knowledge.interpret(table, &mapping.mapping(), today)?;
        Ok((received, mapping, readings))
    })
    .await?;
    let (encoding, delimiter) = (received.decoded.encoding, received.decoded.delimiter);
    let sheet = received.decoded.sheet.clone();
    let judged = if dry {
        judge(db, readings, terms).await?
    } else {
        let tx = state.store.begin().await?;
        let batch = store(&tx, state, trail, terms, (filename, received, &mapping)).await?;
        let done = apply(&tx, state, trail, &batch, readings).await?;
        commit_transaction(tx).await?;
        done
    };
    Ok(Told { terms, encoding, delimiter, sheet, mapping, summary: judged.summary(), refused: judged.refused() })
}

async fn commit_transaction(tx: DatabaseTransaction) -> Result<(), ImportError> {
    Ok(tx.commit().await.map_err(StoreError::from)?)
}
