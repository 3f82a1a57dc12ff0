//! The imports themselves.

use chrono::{DateTime, Utc};
use domain::imports::{BatchStatus, Subject};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult,
    JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait, Select, UpdateMany,
};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::import_batches::{ActiveModel, Column, Entity, Relation};
use crate::entities::{StringList, import_rows, users};

/// How many earlier imports are looked at for what they remember.
const REMEMBERED: u64 = 50;

/// An import, without the bytes received.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// Id.
    pub id: Uuid,
    /// Name of the file received.
    pub filename: String,
    /// What its rows are about.
    pub subject: Subject,
    /// Code of the source of its offers; none for files.
    pub source: Option<String>,
    /// Whether its source holds more offers than the file.
    pub is_partial: bool,
    /// Where it stands.
    pub status: BatchStatus,
    /// SHA-256 of the bytes received.
    pub digest: String,
    /// Character encoding of a text file.
    pub encoding: Option<String>,
    /// Delimiter of a text file.
    pub delimiter: Option<String>,
    /// Sheet read from a workbook.
    pub sheet: Option<String>,
    /// Column titles.
    pub headers: Vec<String>,
    /// What the columns mean, as the caller stores it.
    pub mapping: Value,
    /// The counts, as the caller stores them.
    pub summary: Option<Value>,
    /// Data rows.
    pub row_count: i32,
    /// Name of the account that sent it; none for the command line.
    pub created_by_name: Option<String>,
    /// When the files were created.
    pub committed_at: Option<DateTime<Utc>>,
    /// When they were taken back.
    pub undone_at: Option<DateTime<Utc>>,
    /// Until when they may be.
    pub undoable_until: Option<DateTime<Utc>>,
    /// When it was received.
    pub created_at: DateTime<Utc>,
    /// Its version.
    pub version: i32,
}

/// An import just received.
#[derive(Debug, Clone)]
pub struct NewBatch {
    /// Id.
    pub id: Uuid,
    /// Name of the file.
    pub filename: String,
    /// What its rows are about.
    pub subject: Subject,
    /// Code of the source of its offers; none for files.
    pub source: Option<String>,
    /// Whether its source holds more offers than the file.
    pub is_partial: bool,
    /// Bytes received.
    pub content: Vec<u8>,
    /// SHA-256 of them.
    pub digest: String,
    /// Character encoding of a text file.
    pub encoding: Option<String>,
    /// Delimiter of a text file.
    pub delimiter: Option<String>,
    /// Sheet read from a workbook.
    pub sheet: Option<String>,
    /// Column titles.
    pub headers: Vec<String>,
    /// What the columns mean.
    pub mapping: Value,
    /// Data rows.
    pub row_count: i32,
    /// The account that sent it.
    pub created_by: Option<Uuid>,
}

/// A step in the life of an import.
#[derive(Debug, Clone, Default)]
pub struct Advance {
    /// The counts.
    pub summary: Option<Value>,
    /// When the files were created, and until when they may be taken back.
    pub committed: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// When they were taken back.
    pub undone_at: Option<DateTime<Utc>>,
}

/// Stores an import just received.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, new: NewBatch, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(new.id),
        filename: Set(new.filename),
        status: Set(BatchStatus::Uploaded.code().to_owned()),
        content: Set(new.content),
        digest: Set(new.digest),
        encoding: Set(new.encoding),
        delimiter: Set(new.delimiter),
        sheet: Set(new.sheet),
        headers: Set(StringList(new.headers)),
        mapping: Set(new.mapping),
        summary: Set(None),
        row_count: Set(new.row_count),
        created_by: Set(new.created_by),
        subject: Set(new.subject.code().to_owned()),
        source: Set(new.source),
        is_partial: Set(new.is_partial),
        committed_at: Set(None),
        undone_at: Set(None),
        undoable_until: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Found {
    id: Uuid,
    filename: String,
    subject: String,
    source: Option<String>,
    is_partial: bool,
    status: String,
    digest: String,
    encoding: Option<String>,
    delimiter: Option<String>,
    sheet: Option<String>,
    headers: StringList,
    mapping: Value,
    summary: Option<Value>,
    row_count: i32,
    first_name: Option<String>,
    last_name: Option<String>,
    committed_at: Option<DateTime<Utc>>,
    undone_at: Option<DateTime<Utc>>,
    undoable_until: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    version: i32,
}

impl From<Found> for Batch {
    fn from(row: Found) -> Batch {
        Batch {
            id: row.id,
            filename: row.filename,
            subject: Subject::parse(&row.subject).unwrap_or_default(),
            source: row.source,
            is_partial: row.is_partial,
            // The database checks the states, so that another one cannot stand there.
            status: BatchStatus::parse(&row.status).unwrap_or(BatchStatus::Undone),
            digest: row.digest,
            encoding: row.encoding,
            delimiter: row.delimiter,
            sheet: row.sheet,
            headers: row.headers.0,
            mapping: row.mapping,
            summary: row.summary,
            row_count: row.row_count,
            created_by_name: row.first_name.zip(row.last_name).map(|(first, last)| format!("{first} {last}")),
            committed_at: row.committed_at,
            undone_at: row.undone_at,
            undoable_until: row.undoable_until,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

/// Everything but the content, which may weigh 20 MB.
fn batches() -> Select<Entity> {
    Entity::find()
        .select_only()
        .columns([
            Column::Id,
            Column::Filename,
            Column::Subject,
            Column::Source,
            Column::IsPartial,
            Column::Status,
            Column::Digest,
            Column::Encoding,
            Column::Delimiter,
            Column::Sheet,
            Column::Headers,
            Column::Mapping,
            Column::Summary,
            Column::RowCount,
            Column::CommittedAt,
            Column::UndoneAt,
            Column::UndoableUntil,
            Column::CreatedAt,
            Column::Version,
        ])
        .columns([users::Column::FirstName, users::Column::LastName])
        .join(JoinType::LeftJoin, Relation::User.def())
}

/// An import.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Batch>, StoreError> {
    let found: Option<Found> = batches().filter(Column::Id.eq(id)).into_model().one(db).await?;
    Ok(found.map(Batch::from))
}

/// An import that nobody else changes before the transaction ends.
///
/// # Errors
/// Those of the store.
pub async fn find_locked(tx: &DatabaseTransaction, id: Uuid) -> Result<Option<Batch>, StoreError> {
    // On SQLite the transaction holds the only writer already.
    let locked: Option<Uuid> =
        Entity::find_by_id(id).select_only().column(Column::Id).lock_exclusive().into_tuple().one(tx).await?;
    if locked.is_none() { Ok(None) } else { find(tx, id).await }
}

/// The bytes received; empty once forgotten.
///
/// # Errors
/// Those of the store.
pub async fn content(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<u8>, StoreError> {
    let found: Option<Vec<u8>> =
        Entity::find_by_id(id).select_only().column(Column::Content).into_tuple().one(db).await?;
    Ok(found.unwrap_or_default())
}

/// Imports of one subject or of any, latest first, `limit` of them after the given one.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    subject: Option<Subject>,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<Batch>, StoreError> {
    let place = || Expr::tuple([Expr::col((Entity, Column::CreatedAt)), Expr::col((Entity, Column::Id))]);
    let mut query = batches().order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(limit);
    if let Some(subject) = subject {
        query = query.filter(Column::Subject.eq(subject.code()));
    }
    if let Some((at, id)) = after {
        query = query.filter(place().lt(Expr::tuple([Expr::val(at), Expr::val(id)])));
    }
    let found: Vec<Found> = query.into_model().all(db).await?;
    Ok(found.into_iter().map(Batch::from).collect())
}

/// The mappings of earlier committed imports of the same subject with these column titles, in whatever order, latest
/// first.
///
/// # Errors
/// Those of the store.
pub async fn remembered(
    db: &impl ConnectionTrait,
    subject: Subject,
    headers: &[String],
) -> Result<Vec<Value>, StoreError> {
    let earlier: Vec<(StringList, Value)> = Entity::find()
        .select_only()
        .columns([Column::Headers, Column::Mapping])
        .filter(Column::Status.eq(BatchStatus::Committed.code()))
        .filter(Column::Subject.eq(subject.code()))
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(REMEMBERED)
        .into_tuple()
        .all(db)
        .await?;
    let wanted = sorted(headers);
    Ok(earlier.into_iter().filter(|(headers, _)| sorted(&headers.0) == wanted).map(|(_, mapping)| mapping).collect())
}

fn sorted(headers: &[String]) -> Vec<&str> {
    let mut sorted: Vec<&str> = headers.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted
}

/// Replaces what the columns mean, and whether the file is partial: the import is to be tried again.
///
/// # Errors
/// [`StoreError::Stale`] when the import is no longer at `version`.
pub async fn remap(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    (mapping, is_partial): (Value, bool),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    import_rows::Entity::delete_many().filter(import_rows::Column::ImportId.eq(id)).exec(db).await?;
    let row = ActiveModel {
        mapping: Set(mapping),
        is_partial: Set(is_partial),
        summary: Set(None),
        ..to(BatchStatus::Uploaded, now)
    };
    exec(db, versioned(id, version).set(row)).await
}

/// Moves an import to another state.
///
/// # Errors
/// [`StoreError::Stale`] when the import is no longer at `version`.
pub async fn advance(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    status: BatchStatus,
    step: Advance,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut row = to(status, now);
    if let Some(summary) = step.summary {
        row.summary = Set(Some(summary));
    }
    if let Some((at, until)) = step.committed {
        row.committed_at = Set(Some(at));
        row.undoable_until = Set(Some(until));
    }
    if let Some(at) = step.undone_at {
        row.undone_at = Set(Some(at));
    }
    exec(db, versioned(id, version).set(row)).await
}

/// Ids and mappings of the imports committed before `limit` whose content is still there.
///
/// # Errors
/// Those of the store.
pub async fn to_forget(db: &impl ConnectionTrait, limit: DateTime<Utc>) -> Result<Vec<(Uuid, Value)>, StoreError> {
    Ok(Entity::find()
        .select_only()
        .columns([Column::Id, Column::Mapping])
        .filter(Column::CommittedAt.lt(limit))
        .filter(Expr::cust("length(content) > 0"))
        .into_tuple()
        .all(db)
        .await?)
}

/// Forgets what was received, and every cell kept beside a verdict; `mapping` no longer holds any either.
///
/// # Errors
/// Those of the store.
pub async fn forget(db: &impl ConnectionTrait, id: Uuid, mapping: Value) -> Result<(), StoreError> {
    let row = ActiveModel { content: Set(vec![]), mapping: Set(mapping), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(db).await?;
    let bare = import_rows::ActiveModel { reasons: Set(Value::Array(vec![])), ..Default::default() };
    import_rows::Entity::update_many().set(bare).filter(import_rows::Column::ImportId.eq(id)).exec(db).await?;
    Ok(())
}

/// Forgets imports that were never committed and last touched before `limit`; returns how many.
///
/// # Errors
/// Those of the store.
pub async fn forget_drafts_before(db: &impl ConnectionTrait, limit: DateTime<Utc>) -> Result<u64, StoreError> {
    let drafts = Condition::all()
        .add(Column::Status.is_in([BatchStatus::Uploaded.code(), BatchStatus::Checked.code()]))
        .add(Column::UpdatedAt.lt(limit));
    Ok(Entity::delete_many().filter(drafts).exec(db).await?.rows_affected)
}

fn to(status: BatchStatus, now: DateTime<Utc>) -> ActiveModel {
    ActiveModel { status: Set(status.code().to_owned()), updated_at: Set(now), ..Default::default() }
}

fn versioned(id: Uuid, version: i32) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::val(version + 1))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
}

async fn exec(db: &impl ConnectionTrait, update: UpdateMany<Entity>) -> Result<(), StoreError> {
    match update.exec(db).await?.rows_affected {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}
