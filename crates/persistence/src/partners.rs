//! Partners of the programme.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::PartnerKind;
use domain::contact::{Email, Phone};
use domain::needs::AvailablePartner;
use domain::partners::PartnerFacts;
use sea_orm::prelude::Expr;
use sea_orm::sea_query::{ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use crate::entities::StringList;
use crate::entities::partners::{ActiveModel, Column, Entity, Model};
use crate::prospects::Archived;
use crate::slice::{Slice, every_word, sliced};
use crate::{Store, StoreError};

/// The département, which runs the programme: a partner from the start, under an id that documents may name.
pub const DEPARTEMENT: Uuid = Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0046);

/// A partner as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// The partner.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// Key by which lists are ordered.
    pub sort_name: String,
    /// Code of the kind.
    pub kind: String,
    /// Codes of the territories it serves.
    pub territories: Vec<String>,
    /// Address to write to.
    pub email: Option<String>,
    /// Number to call.
    pub phone: Option<String>,
    /// Its web site.
    pub website: Option<String>,
    /// How many members it says it has.
    pub declared_member_count: Option<i32>,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for Partner {
    fn from(row: Model) -> Self {
        Partner {
            id: row.id,
            name: row.name,
            sort_name: row.sort_name,
            kind: row.kind,
            territories: row.territories.0,
            email: row.email,
            phone: row.phone,
            website: row.website,
            declared_member_count: row.declared_member_count,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

fn facts_of(facts: &PartnerFacts) -> ActiveModel {
    ActiveModel {
        name: Set(facts.name.clone()),
        sort_name: Set(facts.sort_name()),
        kind: Set(facts.kind.as_str().to_owned()),
        territories: Set(StringList(facts.territories.clone())),
        email: Set(facts.email.as_ref().map(Email::to_string)),
        phone: Set(facts.phone.as_ref().map(Phone::to_string)),
        website: Set(facts.website.clone()),
        declared_member_count: Set(facts.declared_member_count),
        ..Default::default()
    }
}

/// Creates a partner.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, facts: &PartnerFacts, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row =
        ActiveModel { id: Set(id), created_at: Set(now), updated_at: Set(now), version: Set(1), ..facts_of(facts) };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// The partner of this id, archived or not.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Partner>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Partner::from))
}

/// The partners in use, as far as choosing the one competent for a need takes; by id.
///
/// # Errors
/// Those of the store.
pub async fn available(db: &impl ConnectionTrait) -> Result<Vec<AvailablePartner>, StoreError> {
    let rows = Entity::find().filter(Column::ArchivedAt.is_null()).order_by_asc(Column::Id).all(db).await?;
    let available = |row: Model| {
        let kind = PartnerKind::parse(&row.kind)?;
        Some(AvailablePartner { id: row.id, name: row.name, kind, territories: row.territories.0 })
    };
    Ok(rows.into_iter().filter_map(available).collect())
}

/// Names of partners by id.
///
/// # Errors
/// Those of the store.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, String>, StoreError> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let select = Entity::find().select_only().columns([Column::Id, Column::Name]).filter(Column::Id.is_in(ids));
    Ok(select.into_tuple::<(Uuid, String)>().all(db).await?.into_iter().collect())
}

/// Replaces what is known of a partner read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    id: Uuid,
    version: i32,
    facts: &PartnerFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, id, version, facts_of(facts), now).await
}

/// Archives a partner read at `version`, or takes it out of the archive with `None`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn set_archived(
    db: &impl ConnectionTrait,
    id: Uuid,
    version: i32,
    archived_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, id, version, ActiveModel { archived_at: Set(archived_at), ..Default::default() }, now).await
}

async fn save(
    db: &impl ConnectionTrait,
    id: Uuid,
    version: i32,
    change: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = Entity::update_many()
        .set(change)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(db)
        .await?;
    if done.rows_affected == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

/// Which partners.
#[derive(Debug, Clone, Default)]
pub struct PartnerFilter {
    /// Words of the name; accents and case do not matter.
    pub q: Option<String>,
    /// Those of this kind.
    pub kind: Option<PartnerKind>,
    /// Archived or not.
    pub archived: Archived,
}

/// Partners by name.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &PartnerFilter,
    slice: &Slice,
) -> Result<Vec<Partner>, StoreError> {
    let rows = sliced(filtered(filter), Column::SortName, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(Partner::from).collect())
}

/// How many partners there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &PartnerFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

fn filtered(filter: &PartnerFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if let Some(words) = &filter.q {
        select = select.filter(every_word(Column::SortName, words));
    }
    if let Some(kind) = filter.kind {
        select = select.filter(Column::Kind.eq(kind.as_str()));
    }
    match filter.archived {
        Archived::No => select.filter(Column::ArchivedAt.is_null()),
        Archived::Yes => select.filter(Column::ArchivedAt.is_not_null()),
        Archived::Any => select,
    }
}

/// Writes the partner that the programme starts with, unless there is any. Which territories it serves is for people
/// to say: it is competent for nothing before.
///
/// # Errors
/// Those of the store.
pub(crate) async fn load_default(store: &Store) -> Result<(), StoreError> {
    if Entity::find().limit(1).one(store.reader()).await?.is_some() {
        return Ok(());
    }
    let facts = PartnerFacts {
        name: "Département du Lot".to_owned(),
        kind: PartnerKind::Departement,
        territories: vec![],
        email: None,
        phone: None,
        website: None,
        declared_member_count: None,
    };
    // Nobody changed it yet: the row is as old as the programme.
    let start = DateTime::UNIX_EPOCH;
    let row = ActiveModel {
        id: Set(DEPARTEMENT),
        created_at: Set(start),
        updated_at: Set(start),
        version: Set(1),
        ..facts_of(&facts)
    };
    let tx = store.begin().await?;
    let known = OnConflict::column(Column::Id).do_nothing().to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(&tx).await?;
    Ok(tx.commit().await?)
}
