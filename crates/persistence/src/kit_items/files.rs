//! The versions of the file of an item: the latest is served, the earlier ones stay.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::kit_items::KitFileFacts;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::kit_files::{ActiveModel, Column, Entity};

/// A version of a file, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct KitFile {
    /// The item.
    pub item_id: Uuid,
    /// 1 for the first.
    pub number: i32,
    /// Name under which it is saved.
    pub filename: String,
    /// Media type.
    pub media_type: String,
    /// Bytes.
    pub size: i32,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// What changed since the version before.
    pub note: Option<String>,
    /// Who added it.
    pub added_by_name: String,
    /// When.
    pub added_at: DateTime<Utc>,
}

fn described() -> Select<Entity> {
    let columns = [
        Column::ItemId,
        Column::Number,
        Column::Filename,
        Column::MediaType,
        Column::Size,
        Column::Sha256,
        Column::Note,
        Column::AddedByName,
        Column::AddedAt,
    ];
    Entity::find().select_only().columns(columns)
}

/// The versions of an item, the latest first: a few in the life of a document.
///
/// # Errors
/// Those of the store.
pub async fn of_item(db: &impl ConnectionTrait, item_id: Uuid) -> Result<Vec<KitFile>, StoreError> {
    let select = described().filter(Column::ItemId.eq(item_id)).order_by_desc(Column::Number);
    Ok(select.into_model().all(db).await?)
}

/// The latest version of each of these items.
///
/// # Errors
/// Those of the store.
pub async fn latest_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, KitFile>, StoreError> {
    let select = described().filter(Column::ItemId.is_in(ids)).order_by_asc(Column::Number);
    let rows: Vec<KitFile> = select.into_model().all(db).await?;
    // A later version takes the place of an earlier one.
    Ok(rows.into_iter().map(|file| (file.item_id, file)).collect())
}

/// One version of an item.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, item_id: Uuid, number: i32) -> Result<Option<KitFile>, StoreError> {
    let select = described().filter(Column::ItemId.eq(item_id)).filter(Column::Number.eq(number));
    Ok(select.into_model().one(db).await?)
}

/// The bytes of one version.
///
/// # Errors
/// Those of the store.
pub async fn content(db: &impl ConnectionTrait, item_id: Uuid, number: i32) -> Result<Option<Vec<u8>>, StoreError> {
    let select = Entity::find().select_only().column(Column::Content);
    let found = select.filter(Column::ItemId.eq(item_id)).filter(Column::Number.eq(number));
    Ok(found.into_tuple::<Vec<u8>>().one(db).await?)
}

/// Bytes to keep and who brings them.
#[derive(Debug, Clone)]
pub struct NewKitFile<'a> {
    /// What is said of them.
    pub facts: &'a KitFileFacts,
    /// The bytes.
    pub content: Vec<u8>,
    /// SHA-256 of them.
    pub sha256: String,
    /// The account.
    pub added_by: Option<Uuid>,
    /// Its name, which stays when the account goes.
    pub added_by_name: &'a str,
}

/// Adds the version that follows `last`; tells its number.
///
/// # Errors
/// [`StoreError::Constraint`] when somebody else added it meanwhile.
pub async fn insert(
    db: &impl ConnectionTrait,
    (item_id, last): (Uuid, Option<i32>),
    new: NewKitFile<'_>,
    now: DateTime<Utc>,
) -> Result<i32, StoreError> {
    let number = last.unwrap_or(0).saturating_add(1);
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        item_id: Set(item_id),
        number: Set(number),
        filename: Set(new.facts.filename.clone()),
        media_type: Set(new.facts.format.media_type().to_owned()),
        size: Set(i32::try_from(new.content.len()).unwrap_or(i32::MAX)),
        sha256: Set(new.sha256),
        content: Set(new.content),
        note: Set(new.facts.note.clone()),
        added_by: Set(new.added_by),
        added_by_name: Set(new.added_by_name.to_owned()),
        added_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(number)
}
