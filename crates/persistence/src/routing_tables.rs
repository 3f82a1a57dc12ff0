//! The routing table, in every version that was ever in force.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, SelectTwo,
};
use serde_json::Value;
use uuid::Uuid;

use crate::entities::routing_tables::{ActiveModel, Column, Entity, Model};
use crate::entities::users;
use crate::{Store, StoreError};

/// What the programme starts with.
const SHIPPED: &str = include_str!("../../../data/reference/routing-table.json");

/// A version of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredTable {
    /// Its number; the highest is in force.
    pub version: i32,
    /// Its lines, in the shape that the API gives them.
    pub content: Value,
    /// Who wrote it.
    pub author_name: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
}

fn stored((row, author): (Model, Option<users::Model>)) -> StoredTable {
    StoredTable {
        version: row.version,
        content: row.content,
        author_name: author.map(|author| format!("{} {}", author.first_name, author.last_name)),
        note: row.note,
        created_at: row.created_at,
    }
}

fn newest_first() -> SelectTwo<Entity, users::Entity> {
    Entity::find().find_also_related(users::Entity).order_by_desc(Column::Version)
}

/// The table in force.
///
/// # Errors
/// [`StoreError::Settings`] when there is none: the database was not migrated by this program.
pub async fn current(db: &impl ConnectionTrait) -> Result<StoredTable, StoreError> {
    let found = newest_first().one(db).await?.map(stored);
    found.ok_or_else(|| StoreError::Settings("there is no routing table".to_owned()))
}

/// Versions below `before`, newest first.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, before: Option<i32>, limit: u64) -> Result<Vec<StoredTable>, StoreError> {
    let mut versions = newest_first().limit(limit);
    if let Some(before) = before {
        versions = versions.filter(Column::Version.lt(before));
    }
    Ok(versions.all(db).await?.into_iter().map(stored).collect())
}

/// Puts a new table in force, made on `version`.
///
/// # Errors
/// [`StoreError::Stale`] when another one came first.
pub async fn replace(
    db: &impl ConnectionTrait,
    version: i32,
    content: Value,
    (author_id, note): (Uuid, Option<String>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if current(db).await?.version != version {
        return Err(StoreError::Stale);
    }
    let row = ActiveModel {
        version: Set(version.saturating_add(1)),
        content: Set(content),
        author_id: Set(Some(author_id)),
        note: Set(note),
        created_at: Set(now),
    };
    match Entity::insert(row).exec_without_returning(db).await.map_err(StoreError::from) {
        Err(StoreError::Constraint(_)) => Err(StoreError::Stale),
        other => other.map(|_| ()),
    }
}

/// Writes the table that the programme starts with, unless there is one.
///
/// # Errors
/// Those of the store.
pub(crate) async fn load_default(store: &Store) -> Result<(), StoreError> {
    if Entity::find().limit(1).one(store.reader()).await?.is_some() {
        return Ok(());
    }
    let content = serde_json::from_str(SHIPPED)
        .map_err(|error| StoreError::Settings(format!("the routing table inside the program: {error}")))?;
    let row = ActiveModel {
        version: Set(1),
        content: Set(content),
        author_id: Set(None),
        note: Set(None),
        created_at: Set(DateTime::UNIX_EPOCH),
    };
    let tx = store.begin().await?;
    let known = OnConflict::column(Column::Version).do_nothing().to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(&tx).await?;
    Ok(tx.commit().await?)
}
