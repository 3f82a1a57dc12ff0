//! What is handed over to ambassadors: the catalogue with what is left, and who got what.

use chrono::{DateTime, Utc};
use domain::ambassadors::endowments::{Conditions, EndowmentFacts};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::endowment_grants as grants;
use crate::entities::endowments::{ActiveModel, Column, Entity, Model};
use crate::prospects::Archived;
use crate::slice::{Slice, sliced};
use crate::versions::{changed, next};

/// An endowment as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endowment {
    /// The endowment.
    pub id: Uuid,
    /// Its name.
    pub label: String,
    /// Key by which lists are ordered.
    pub sort_label: String,
    /// What it is made of.
    pub description: Option<String>,
    /// Pieces left; none is without limit.
    pub stock: Option<i32>,
    /// Who gets it.
    pub conditions: Conditions,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// Version.
    pub version: i32,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// When it last changed; a hand-over changes its stock.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for Endowment {
    fn from(row: Model) -> Self {
        Endowment {
            id: row.id,
            label: row.label,
            sort_label: row.sort_label,
            description: row.description,
            stock: row.stock,
            conditions: Conditions {
                min_days_active: row.min_days_active,
                min_sponsorings_accepted: row.min_sponsorings_accepted,
                requires_image_right: row.requires_image_right,
                once: row.is_once,
            },
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A piece that was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The hand-over.
    pub id: Uuid,
    /// What was handed over.
    pub endowment_id: Uuid,
    /// Its name.
    pub label: String,
    /// Who got it.
    pub ambassador_id: Uuid,
    /// A few words.
    pub note: Option<String>,
    /// When.
    pub given_at: DateTime<Utc>,
    /// Who handed it over.
    pub actor_name: String,
    /// Version.
    pub version: i32,
}

impl Grant {
    fn of(row: grants::Model, named: &[Model]) -> Grant {
        let endowment = named.iter().find(|endowment| endowment.id == row.endowment_id);
        Grant {
            id: row.id,
            label: endowment.map(|endowment| endowment.label.clone()).unwrap_or_default(),
            endowment_id: row.endowment_id,
            ambassador_id: row.ambassador_id,
            note: row.note,
            given_at: row.given_at,
            actor_name: row.actor_name,
            version: row.version,
        }
    }
}

/// The endowment of this id.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Endowment>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Endowment::from))
}

fn filtered(archived: Archived) -> Select<Entity> {
    match archived {
        Archived::No => Entity::find().filter(Column::ArchivedAt.is_null()),
        Archived::Yes => Entity::find().filter(Column::ArchivedAt.is_not_null()),
        Archived::Any => Entity::find(),
    }
}

/// Endowments by name.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, archived: Archived, slice: &Slice) -> Result<Vec<Endowment>, StoreError> {
    let rows = sliced(filtered(archived), Column::SortLabel, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(Endowment::from).collect())
}

/// How many endowments there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, archived: Archived) -> Result<u64, StoreError> {
    Ok(filtered(archived).count(db).await?)
}

fn facts_of(facts: &EndowmentFacts) -> ActiveModel {
    ActiveModel {
        label: Set(facts.label.clone()),
        sort_label: Set(facts.sort_label()),
        description: Set(facts.description.clone()),
        stock: Set(facts.stock),
        min_days_active: Set(facts.conditions.min_days_active),
        min_sponsorings_accepted: Set(facts.conditions.min_sponsorings_accepted),
        requires_image_right: Set(facts.conditions.requires_image_right),
        is_once: Set(facts.conditions.once),
        ..Default::default()
    }
}

/// Adds an endowment.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, facts: &EndowmentFacts, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        archived_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(facts)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Replaces what is known of an endowment read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile, by a hand-over too.
pub async fn update(
    db: &impl ConnectionTrait,
    at: (Uuid, i32),
    facts: &EndowmentFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, at, facts_of(facts), now).await
}

/// Archives an endowment read at `version`, or takes it out of the archive with `None`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_archived(
    db: &impl ConnectionTrait,
    at: (Uuid, i32),
    archived_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, at, ActiveModel { archived_at: Set(archived_at), ..Default::default() }, now).await
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

/// Moves the stock by some pieces; one without limit stays so.
async fn move_stock(db: &impl ConnectionTrait, id: Uuid, by: i32, now: DateTime<Utc>) -> Result<(), StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::Stock, Expr::col(Column::Stock).add(by))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::val(now))
        .filter(Column::Id.eq(id))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

/// Hands a piece over and takes it from the stock. The caller holds both and has checked that there is one.
///
/// # Errors
/// [`StoreError::Constraint`] when nothing is left; those of the store.
pub async fn give(
    db: &impl ConnectionTrait,
    (ambassador_id, endowment_id): (Uuid, Uuid),
    (note, actor_name): (Option<String>, &str),
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = grants::ActiveModel {
        id: Set(id),
        endowment_id: Set(endowment_id),
        ambassador_id: Set(ambassador_id),
        note: Set(note),
        given_at: Set(now),
        actor_name: Set(actor_name.to_owned()),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    grants::Entity::insert(row).exec_without_returning(db).await?;
    move_stock(db, endowment_id, -1, now).await?;
    Ok(id)
}

/// Takes a hand-over back; the piece returns to the stock.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile; those of the store.
pub async fn take_back(db: &impl ConnectionTrait, grant: &Grant, now: DateTime<Utc>) -> Result<(), StoreError> {
    let own = grants::Entity::delete_many().filter(grants::Column::Id.eq(grant.id));
    changed(own.filter(grants::Column::Version.eq(grant.version)).exec(db).await?.rows_affected)?;
    move_stock(db, grant.endowment_id, 1, now).await
}

/// What an ambassador got, the last first.
///
/// # Errors
/// Those of the store.
pub async fn grants_of(db: &impl ConnectionTrait, ambassador_id: Uuid) -> Result<Vec<Grant>, StoreError> {
    let own = grants::Entity::find().filter(grants::Column::AmbassadorId.eq(ambassador_id));
    let ordered = own.order_by_desc(grants::Column::GivenAt).order_by_desc(grants::Column::Id).all(db).await?;
    let named = Entity::find().filter(Column::Id.is_in(ordered.iter().map(|row| row.endowment_id))).all(db).await?;
    Ok(ordered.into_iter().map(|row| Grant::of(row, &named)).collect())
}
