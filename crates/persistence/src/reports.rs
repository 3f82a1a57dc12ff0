//! Yearly reports, edition by edition. A published one is never written again: every write here says so, and the
//! database refuses it too.

use chrono::{DateTime, Utc};
use domain::codes::ReportStatus;
use domain::reports::sort_key;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::report_snapshots::{ActiveModel, Column, Entity};
use crate::slice::{Slice, sliced};
use crate::versions::{changed, next};

/// An edition, without its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The edition.
    pub id: Uuid,
    /// The year it is about.
    pub year: i32,
    /// 1 for the first one published, then one more for each correction.
    pub edition: i32,
    /// Key by which lists are ordered.
    pub sort_key: String,
    /// State.
    pub status: ReportStatus,
    /// Why the edition before it is corrected.
    pub reason: Option<String>,
    /// SHA-256 of its content, once it is computed.
    pub sha256: Option<String>,
    /// When its figures were computed.
    pub computed_at: Option<DateTime<Utc>>,
    /// When it was validated, and by whom.
    pub validated_at: Option<DateTime<Utc>>,
    /// Name of whoever validated it.
    pub validated_by_name: Option<String>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// Name of whoever published it.
    pub published_by_name: Option<String>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Version for optimistic locking.
    pub version: i32,
}

#[derive(FromQueryResult)]
struct Head {
    id: Uuid,
    year: i32,
    edition: i32,
    sort_key: String,
    status: String,
    reason: Option<String>,
    sha256: Option<String>,
    computed_at: Option<DateTime<Utc>>,
    validated_at: Option<DateTime<Utc>>,
    validated_by_name: Option<String>,
    published_at: Option<DateTime<Utc>>,
    published_by_name: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    version: i32,
}

impl From<Head> for Report {
    fn from(row: Head) -> Self {
        Report {
            id: row.id,
            year: row.year,
            edition: row.edition,
            sort_key: row.sort_key,
            // The database checks the state: what it does not know cannot be there.
            status: ReportStatus::parse(&row.status).unwrap_or(ReportStatus::Published),
            reason: row.reason,
            sha256: row.sha256,
            computed_at: row.computed_at,
            validated_at: row.validated_at,
            validated_by_name: row.validated_by_name,
            published_at: row.published_at,
            published_by_name: row.published_by_name,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// What an edition says, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Frozen {
    /// Canonical JSON of its figures.
    pub content: String,
    /// Canonical JSON of the files behind them.
    pub files: String,
    /// SHA-256 of `content`, which names that of `files`.
    pub sha256: String,
}

/// Which editions.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// Those about this year.
    pub year: Option<i32>,
    /// Those in one of these states; empty is any.
    pub statuses: Vec<ReportStatus>,
}

fn filtered(filter: &ReportFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if let Some(year) = filter.year {
        select = select.filter(Column::Year.eq(year));
    }
    if !filter.statuses.is_empty() {
        select = select.filter(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str())));
    }
    select
}

/// Everything but the content, which may be long.
fn heads(select: Select<Entity>) -> Select<Entity> {
    select.select_only().columns([
        Column::Id,
        Column::Year,
        Column::Edition,
        Column::SortKey,
        Column::Status,
        Column::Reason,
        Column::Sha256,
        Column::ComputedAt,
        Column::ValidatedAt,
        Column::ValidatedByName,
        Column::PublishedAt,
        Column::PublishedByName,
        Column::CreatedAt,
        Column::UpdatedAt,
        Column::Version,
    ])
}

/// The edition of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Report>, StoreError> {
    let select = heads(Entity::find()).filter(Column::Id.eq(id));
    Ok(select.into_model::<Head>().one(db).await?.map(Report::from))
}

/// The latest edition among those of the filter.
///
/// # Errors
/// Those of the store.
pub async fn latest(db: &impl ConnectionTrait, filter: &ReportFilter) -> Result<Option<Report>, StoreError> {
    let select = heads(filtered(filter)).order_by_desc(Column::Year).order_by_desc(Column::Edition).limit(1);
    Ok(select.into_model::<Head>().one(db).await?.map(Report::from))
}

/// What an edition says; `None` while nothing is computed.
///
/// # Errors
/// Those of the store.
pub async fn frozen(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Frozen>, StoreError> {
    let select = Entity::find()
        .select_only()
        .columns([Column::Content, Column::Files, Column::Sha256])
        .filter(Column::Id.eq(id))
        .filter(Column::Content.is_not_null());
    Ok(select.into_model::<Frozen>().one(db).await?)
}

/// Editions by year and edition.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, filter: &ReportFilter, slice: &Slice) -> Result<Vec<Report>, StoreError> {
    let select = sliced(heads(filtered(filter)), Column::SortKey, Column::Id, slice);
    Ok(select.into_model::<Head>().all(db).await?.into_iter().map(Report::from).collect())
}

/// How many editions there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &ReportFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

/// Writes an edition down, as a draft.
///
/// # Errors
/// [`StoreError::Constraint`] when this edition exists already.
pub async fn insert(
    db: &impl ConnectionTrait,
    (year, edition): (i32, i32),
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        year: Set(year),
        edition: Set(edition),
        sort_key: Set(sort_key(year, edition)),
        status: Set(ReportStatus::Draft.to_string()),
        reason: Set(reason.map(str::to_owned)),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Keeps the figures of an edition read at `version`; whatever was validated before is to be validated anew.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile, or is published.
pub async fn set_computed(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    frozen: &Frozen,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = ActiveModel {
        status: Set(ReportStatus::Computed.to_string()),
        content: Set(Some(frozen.content.clone())),
        files: Set(Some(frozen.files.clone())),
        sha256: Set(Some(frozen.sha256.clone())),
        computed_at: Set(Some(now)),
        validated_at: Set(None),
        validated_by_name: Set(None),
        ..Default::default()
    };
    save(db, (id, version), change, now).await
}

/// Validates an edition read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile, or is published.
pub async fn validate(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = ActiveModel {
        status: Set(ReportStatus::Validated.to_string()),
        validated_at: Set(Some(now)),
        validated_by_name: Set(Some(by.to_owned())),
        ..Default::default()
    };
    save(db, (id, version), change, now).await
}

/// Publishes an edition read at `version`, for ever.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile, or is published.
pub async fn publish(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = ActiveModel {
        status: Set(ReportStatus::Published.to_string()),
        published_at: Set(Some(now)),
        published_by_name: Set(Some(by.to_owned())),
        ..Default::default()
    };
    save(db, (id, version), change, now).await
}

/// Removes an edition read at `version` that is not published.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile, or is published.
pub async fn delete(db: &impl ConnectionTrait, (id, version): (Uuid, i32)) -> Result<(), StoreError> {
    let done = Entity::delete_many()
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .filter(Column::Status.ne(ReportStatus::Published.as_str()))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..change };
    let done = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .filter(Column::Status.ne(ReportStatus::Published.as_str()))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}
