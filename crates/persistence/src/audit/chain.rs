//! The journal as a chain: committed entries get their place in batches, beside the requests, and the whole is walked.

use chrono::{DateTime, Utc};
use domain::audit_chain::{Commitment, Entry, Fault, FaultKind, Head, Seal, Verifier};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait, Statement,
};

use crate::entities::{audit_chain, audit_entries, audit_seals};
use crate::{StoreError, locks};

/// Entries sealed in one transaction: it holds the one writer of SQLite for some milliseconds.
const BATCH: usize = 200;
/// Entries read at once when the chain is walked.
const WALKED: u64 = 500;
/// The one row of the end of the chain.
const ROW: i32 = 1;

fn model_entry(row: audit_entries::Model) -> Entry {
    Entry {
        seq: row.seq,
        at: row.at.timestamp_micros(),
        actor_id: row.actor_id,
        actor_label: row.actor_label,
        action: row.action,
        resource_type: row.resource_type,
        resource_id: row.resource_id,
        fields: serde_json::from_value(row.fields).unwrap_or_default(),
        reason: row.reason,
        request_id: row.request_id,
    }
}

fn model_seal(row: audit_seals::Model) -> Seal {
    let reason_salt = row.reason_salt;
    Seal {
        position: row.position,
        entry_seq: row.entry_seq,
        sealed_at: row.sealed_at.timestamp_micros(),
        actor: Commitment { salt: row.actor_salt, digest: row.actor_digest },
        reason: row.reason_digest.map(|digest| Commitment { salt: reason_salt, digest }),
        hash: row.hash,
    }
}

fn row_of(seal: Seal, now: DateTime<Utc>) -> audit_seals::ActiveModel {
    let (reason_salt, reason_digest) = seal.reason.map(|reason| (reason.salt, Some(reason.digest))).unwrap_or_default();
    audit_seals::ActiveModel {
        position: Set(seal.position),
        entry_seq: Set(seal.entry_seq),
        sealed_at: Set(now),
        actor_salt: Set(seal.actor.salt),
        actor_digest: Set(seal.actor.digest),
        reason_salt: Set(reason_salt),
        reason_digest: Set(reason_digest),
        hash: Set(seal.hash),
    }
}

async fn kept(db: &impl ConnectionTrait) -> Result<audit_chain::Model, StoreError> {
    let row = audit_chain::Entity::find_by_id(ROW).one(db).await?;
    row.ok_or_else(|| StoreError::Settings("the end of the chain of the journal is gone".to_owned()))
}

/// The end of the chain.
///
/// # Errors
/// Those of the store.
pub async fn head(db: &impl ConnectionTrait) -> Result<Head, StoreError> {
    let row = kept(db).await?;
    Ok(Head { position: row.position, hash: row.hash })
}

/// Whether entries wait for their place; a read, so that an idle server never takes the writer.
///
/// # Errors
/// Those of the store.
pub async fn is_behind(db: &impl ConnectionTrait) -> Result<bool, StoreError> {
    let sealed_to = kept(db).await?.sealed_to;
    Ok(audit_entries::Entity::find().filter(audit_entries::Column::Seq.gt(sealed_to)).count(db).await? > 0)
}

/// Gives the next committed entries their place, `now` being the instant of the whole run; `true` when more wait.
///
/// # Errors
/// Those of the store.
pub async fn seal_batch(
    tx: &DatabaseTransaction,
    now: DateTime<Utc>,
    mut salt: impl FnMut() -> String,
) -> Result<bool, StoreError> {
    locks::hold_audit_chain(tx).await?;
    let chain = kept(tx).await?;
    // Asked before the entries are read: what is settled by now is seen by the next statement.
    let settled = settled(tx).await?;
    let waiting = waiting(tx, chain.sealed_to).await?;
    let more = waiting.len() == BATCH;
    let reached = if more { waiting.last().map_or(0, |entry| entry.seq) } else { i64::MAX };
    let mut end = Head { position: chain.position, hash: chain.hash.clone() };
    // What is kept has no more digits than what PostgreSQL keeps of an instant.
    let now = DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now);
    let mut rows = Vec::with_capacity(waiting.len());
    for entry in waiting {
        let seal = Seal::after(&end, &entry, now.timestamp_micros(), &mut salt);
        end = seal.head();
        rows.push(row_of(seal, now));
    }
    if !rows.is_empty() {
        audit_seals::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    let sealed_to = settled.map_or(chain.sealed_to, |settled| settled.min(reached).max(chain.sealed_to));
    if (end.position, sealed_to) != (chain.position, chain.sealed_to) {
        let row = audit_chain::ActiveModel {
            id: Set(ROW),
            sealed_to: Set(sealed_to),
            position: Set(end.position),
            hash: Set(end.hash),
        };
        audit_chain::Entity::update(row).exec(tx).await?;
    }
    Ok(more)
}

async fn waiting(db: &impl ConnectionTrait, sealed_to: i64) -> Result<Vec<Entry>, StoreError> {
    let placed = Query::select()
        .column(audit_seals::Column::EntrySeq)
        .from(audit_seals::Entity)
        .and_where(audit_seals::Column::EntrySeq.gt(sealed_to))
        .take();
    let rows = audit_entries::Entity::find()
        .filter(audit_entries::Column::Seq.gt(sealed_to))
        .filter(audit_entries::Column::Seq.not_in_subquery(placed))
        .order_by_asc(audit_entries::Column::Seq)
        .limit(BATCH as u64);
    Ok(rows.all(db).await?.into_iter().map(model_entry).collect())
}

/// The entry up to which nothing is under way any more; `None` when that cannot be told at this moment.
///
/// SQLite has one writer, held here: whatever was drawn is committed or gone. On PostgreSQL an entry may be committed
/// after one that was drawn later, so that the end of what was drawn counts only at a moment when nobody else writes:
/// whoever draws a number holds the lock of its insertion until the end of its transaction.
async fn settled(tx: &DatabaseTransaction) -> Result<Option<i64>, StoreError> {
    let backend = tx.get_database_backend();
    let drawn = match backend {
        DbBackend::Postgres => {
            "SELECT COALESCE(pg_sequence_last_value(pg_get_serial_sequence('audit_entries', 'seq')::regclass), 0)"
        }
        _ => "SELECT COALESCE(MAX(seq), 0) FROM audit_entries",
    };
    let drawn = number(tx, drawn).await?;
    if backend != DbBackend::Postgres {
        return Ok(Some(drawn));
    }
    let writing = "SELECT COUNT(*) FROM pg_locks WHERE relation = 'audit_entries'::regclass
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND mode = 'RowExclusiveLock' AND pid <> pg_backend_pid()";
    Ok((number(tx, writing).await? == 0).then_some(drawn))
}

async fn number(db: &impl ConnectionTrait, sql: &str) -> Result<i64, StoreError> {
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// What a walk along the chain found.
#[derive(Debug, Clone)]
pub struct Verification {
    /// The last place that holds.
    pub head: Head,
    /// When its entry happened.
    pub up_to: Option<DateTime<Utc>>,
    /// Entries whose author or reason was erased.
    pub forgotten: u64,
    /// The first thing that does not hold.
    pub fault: Option<Fault>,
}

/// Walks the chain from its beginning to its present end, and compares it with what was `noted` outside.
///
/// # Errors
/// Those of the store.
pub async fn verify(db: &impl ConnectionTrait, noted: Option<Head>) -> Result<Verification, StoreError> {
    let chain = kept(db).await?;
    let end = Head { position: chain.position, hash: chain.hash };
    let mut verifier = Verifier::new(noted);
    let mut up_to = None;
    let mut fault = walk(db, &mut verifier, end.position, &mut up_to).await?;
    if fault.is_none() {
        fault = verifier.finish(&end).err();
    }
    if fault.is_none() {
        fault = slipped_in(db, chain.sealed_to).await?;
    }
    Ok(Verification { head: verifier.head().clone(), up_to, forgotten: verifier.forgotten(), fault })
}

async fn walk(
    db: &impl ConnectionTrait,
    verifier: &mut Verifier,
    end: i64,
    up_to: &mut Option<DateTime<Utc>>,
) -> Result<Option<Fault>, StoreError> {
    // One statement reads a place and its entry: an erasure between two would look like a change.
    let pages = audit_seals::Entity::find()
        .find_also_related(audit_entries::Entity)
        .filter(audit_seals::Column::Position.lte(end))
        .order_by_asc(audit_seals::Column::Position)
        .limit(WALKED);
    let mut after = 0;
    loop {
        let page = pages.clone().filter(audit_seals::Column::Position.gt(after)).all(db).await?;
        let Some((last, _)) = page.last() else { return Ok(None) };
        after = last.position;
        for (seal, entry) in page {
            let at = entry.as_ref().map(|entry| entry.at);
            if let Err(fault) = verifier.check(&model_seal(seal), entry.map(model_entry).as_ref()) {
                return Ok(Some(fault));
            }
            *up_to = at;
        }
    }
}

/// The first entry without a place where all that is there has one.
async fn slipped_in(db: &impl ConnectionTrait, sealed_to: i64) -> Result<Option<Fault>, StoreError> {
    let seq = audit_entries::Entity::find()
        .select_only()
        .column(audit_entries::Column::Seq)
        .join(sea_orm::JoinType::LeftJoin, audit_seals::Relation::Entry.def().rev())
        .filter(audit_seals::Column::Position.is_null())
        .filter(audit_entries::Column::Seq.lte(sealed_to))
        .order_by_asc(audit_entries::Column::Seq)
        .into_tuple::<i64>()
        .one(db)
        .await?;
    Ok(seq.map(|seq| Fault { kind: FaultKind::Inserted, position: None, seq: Some(seq) }))
}
