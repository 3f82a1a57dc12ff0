//! The roadmap of each year, in its order.

use chrono::{DateTime, Utc};
use domain::codes::SteeringStatus;
use domain::roadmap_items::{RoadmapFacts, sort_key};
use domain::steering_actions::is_open;
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::roadmap_items::{ActiveModel, Column, Entity, Model};
use crate::slice::{Slice, sliced};
use crate::versions::{changed, next};

/// An item as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The item.
    pub id: Uuid,
    /// What is known of it.
    pub facts: RoadmapFacts,
    /// Key by which lists are ordered.
    pub sort_key: String,
    /// State.
    pub status: SteeringStatus,
    /// The item of an earlier year that this one goes on from.
    pub carried_from_id: Option<Uuid>,
    /// Version.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it last changed; a move in the order changes nothing of it.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for Item {
    fn from(row: Model) -> Self {
        Item {
            id: row.id,
            facts: RoadmapFacts {
                year: row.year,
                quarter: row.quarter,
                title: row.title,
                description: row.description,
                owner_id: row.owner_id,
                indicator_code: row.indicator_code,
                target: row.target,
            },
            sort_key: row.sort_key,
            status: SteeringStatus::parse(&row.status).unwrap_or(SteeringStatus::Todo),
            carried_from_id: row.carried_from_id,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// The item of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Item>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Item::from))
}

/// Items of a year in their order.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, year: i32, slice: &Slice) -> Result<Vec<Item>, StoreError> {
    let of_year = Entity::find().filter(Column::Year.eq(year));
    let rows = sliced(of_year, Column::SortKey, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(Item::from).collect())
}

/// How many items a year has.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, year: i32) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::Year.eq(year)).count(db).await?)
}

/// Items of a year that are not over and that were not carried to the year `to` yet, in their order.
///
/// # Errors
/// Those of the store.
pub async fn unfinished(db: &impl ConnectionTrait, year: i32, to: i32) -> Result<Vec<Item>, StoreError> {
    let carried = Query::select()
        .column(Column::CarriedFromId)
        .from(Entity)
        .and_where(Column::Year.eq(to))
        .and_where(Column::CarriedFromId.is_not_null())
        .to_owned();
    let open = SteeringStatus::ALL.iter().filter(|status| is_open(**status)).map(|status| status.as_str());
    let rows = Entity::find()
        .filter(Column::Year.eq(year))
        .filter(Column::Status.is_in(open))
        .filter(Column::Id.not_in_subquery(carried))
        .order_by_asc(Column::SortKey)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Item::from).collect())
}

fn facts_of(facts: &RoadmapFacts) -> ActiveModel {
    ActiveModel {
        quarter: Set(facts.quarter),
        title: Set(facts.title.clone()),
        description: Set(facts.description.clone()),
        owner_id: Set(facts.owner_id),
        indicator_code: Set(facts.indicator_code.clone()),
        target: Set(facts.target),
        ..Default::default()
    }
}

/// Writes an item down at the end of its year, which the caller holds.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    facts: &RoadmapFacts,
    carried_from_id: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let place = order(db, facts.year).await?.len() + 1;
    let row = ActiveModel {
        id: Set(id),
        year: Set(facts.year),
        sort_key: Set(sort_key(facts.year, place)),
        status: Set(SteeringStatus::Todo.to_string()),
        carried_from_id: Set(carried_from_id),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(facts)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Replaces what is known of an item read at `version`; it stays in its year.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    at: (Uuid, i32),
    facts: &RoadmapFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, at, facts_of(facts), now).await
}

/// Moves an item read at `version` to another state.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_status(
    db: &impl ConnectionTrait,
    at: (Uuid, i32),
    status: SteeringStatus,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, at, ActiveModel { status: Set(status.to_string()), ..Default::default() }, now).await
}

/// Removes an item read at `version`; the caller holds its year.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn delete(db: &impl ConnectionTrait, year: i32, (id, version): (Uuid, i32)) -> Result<(), StoreError> {
    let own = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::Version.eq(version));
    changed(own.exec(db).await?.rows_affected)?;
    let left = order(db, year).await?;
    set_order(db, year, &left).await
}

/// The items of a year in their order.
///
/// # Errors
/// Those of the store.
pub async fn order(db: &impl ConnectionTrait, year: i32) -> Result<Vec<Uuid>, StoreError> {
    let ids = Entity::find().select_only().column(Column::Id).filter(Column::Year.eq(year));
    Ok(ids.order_by_asc(Column::SortKey).order_by_asc(Column::Id).into_tuple().all(db).await?)
}

/// Gives the items of a year, which the caller holds, this order. Their versions stay: nothing that people wrote changes.
///
/// # Errors
/// Those of the store.
pub async fn set_order(db: &impl ConnectionTrait, year: i32, order: &[Uuid]) -> Result<(), StoreError> {
    for (place, id) in (1..).zip(order) {
        let key = sort_key(year, place);
        let row = ActiveModel { sort_key: Set(key.clone()), ..Default::default() };
        let moved = Entity::update_many().set(row).filter(Column::Id.eq(*id)).filter(Column::SortKey.ne(key));
        moved.exec(db).await?;
    }
    Ok(())
}

async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..change };
    let own = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version));
    changed(own.exec(db).await?.rows_affected)
}
