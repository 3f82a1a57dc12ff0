//! The communication kit: items, whom they are for, and the files and downloads of each.

pub mod downloads;
pub mod files;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::KitAudience;
use domain::kit_items::KitItemFacts;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::kit_items::{ActiveModel, Column, Entity, Model};
use crate::entities::{kit_files, kit_item_audiences};
use crate::prospects::Archived;
use crate::slice::{Slice, every_word, sliced};
use crate::versions::{changed, next};

/// An item as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitItem {
    /// The item.
    pub id: Uuid,
    /// Title.
    pub title: String,
    /// Key by which lists are ordered.
    pub sort_title: String,
    /// What it is for.
    pub description: Option<String>,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for KitItem {
    fn from(row: Model) -> Self {
        KitItem {
            id: row.id,
            title: row.title,
            sort_title: row.sort_title,
            description: row.description,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Which items.
#[derive(Debug, Clone, Default)]
pub struct KitFilter {
    /// Words of the title or the description.
    pub q: Option<String>,
    /// Those for this audience.
    pub audience: Option<KitAudience>,
    /// Only those that have a file.
    pub with_file: bool,
    /// Archived or not.
    pub archived: Archived,
}

fn filtered(filter: &KitFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if let Some(q) = &filter.q {
        select = select.filter(every_word(Column::SearchText, q));
    }
    if let Some(audience) = filter.audience {
        let meant = Query::select()
            .column(kit_item_audiences::Column::ItemId)
            .from(kit_item_audiences::Entity)
            .and_where(Expr::col(kit_item_audiences::Column::Audience).eq(audience.as_str()))
            .to_owned();
        select = select.filter(Column::Id.in_subquery(meant));
    }
    if filter.with_file {
        let filled = Query::select().column(kit_files::Column::ItemId).from(kit_files::Entity).to_owned();
        select = select.filter(Column::Id.in_subquery(filled));
    }
    match filter.archived {
        Archived::No => select.filter(Column::ArchivedAt.is_null()),
        Archived::Yes => select.filter(Column::ArchivedAt.is_not_null()),
        Archived::Any => select,
    }
}

/// The item of this id among those of the filter.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, filter: &KitFilter, id: Uuid) -> Result<Option<KitItem>, StoreError> {
    Ok(filtered(filter).filter(Column::Id.eq(id)).one(db).await?.map(KitItem::from))
}

/// Items by title.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, filter: &KitFilter, slice: &Slice) -> Result<Vec<KitItem>, StoreError> {
    let rows = sliced(filtered(filter), Column::SortTitle, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(KitItem::from).collect())
}

/// How many items there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &KitFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

/// Titles of items by id.
///
/// # Errors
/// Those of the store.
pub async fn titles(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, StoreError> {
    let select = Entity::find().select_only().columns([Column::Id, Column::Title]).filter(Column::Id.is_in(ids));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// Whom each of these items is for, in the order of the list of codes.
///
/// # Errors
/// Those of the store.
pub async fn audiences_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<KitAudience>>, StoreError> {
    use kit_item_audiences::{Column, Entity};
    let rows = Entity::find().filter(Column::ItemId.is_in(ids)).all(db).await?;
    let mut audiences: HashMap<Uuid, Vec<KitAudience>> = HashMap::new();
    for row in rows {
        audiences.entry(row.item_id).or_default().extend(KitAudience::parse(&row.audience));
    }
    audiences.values_mut().for_each(|own| own.sort_unstable());
    Ok(audiences)
}

/// Adds an item, without a file yet.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, facts: &KitItemFacts, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row =
        ActiveModel { id: Set(id), created_at: Set(now), updated_at: Set(now), version: Set(1), ..facts_of(facts) };
    Entity::insert(row).exec_without_returning(db).await?;
    set_audiences(db, id, &facts.audiences).await?;
    Ok(id)
}

fn facts_of(facts: &KitItemFacts) -> ActiveModel {
    ActiveModel {
        title: Set(facts.title.clone()),
        sort_title: Set(facts.sort_title()),
        search_text: Set(facts.search_text()),
        description: Set(facts.description.clone()),
        ..Default::default()
    }
}

/// Replaces what is known of an item read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &KitItemFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), facts_of(facts), now).await?;
    kit_item_audiences::Entity::delete_many().filter(kit_item_audiences::Column::ItemId.eq(id)).exec(db).await?;
    set_audiences(db, id, &facts.audiences).await
}

/// Archives an item read at `version`, or takes it out of the archive with `None`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_archived(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    archived_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), ActiveModel { archived_at: Set(archived_at), ..Default::default() }, now).await
}

async fn set_audiences(db: &impl ConnectionTrait, item_id: Uuid, audiences: &[KitAudience]) -> Result<(), StoreError> {
    if audiences.is_empty() {
        return Ok(());
    }
    let rows = audiences
        .iter()
        .map(|audience| kit_item_audiences::ActiveModel { item_id: Set(item_id), audience: Set(audience.to_string()) });
    kit_item_audiences::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..change };
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}
