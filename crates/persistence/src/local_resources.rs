//! The local directory.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::NeedTheme;
use domain::contact::{Email, Phone};
use domain::local_resources::LocalResourceFacts;
use sea_orm::prelude::Expr;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::local_resources::{ActiveModel, Column, Entity, Model};
use crate::prospects::Archived;
use crate::slice::{Slice, every_word, sliced};
use crate::versions::changed;

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalResource {
    /// The entry.
    pub id: Uuid,
    /// Code of an EPCI, or of the whole département.
    pub territory_code: String,
    /// Code of the theme.
    pub theme: String,
    /// Name.
    pub name: String,
    /// Key by which lists are ordered.
    pub sort_name: String,
    /// What is found there, when, and where.
    pub description: Option<String>,
    /// Person to ask for.
    pub contact_name: Option<String>,
    /// Number to call.
    pub phone: Option<String>,
    /// Address to write to.
    pub email: Option<String>,
    /// Its web site.
    pub website: Option<String>,
    /// Day on which somebody last made sure that it is right.
    pub verified_on: NaiveDate,
    /// When it was archived.
    pub archived_at: Option<DateTime<Utc>>,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for LocalResource {
    fn from(row: Model) -> Self {
        LocalResource {
            id: row.id,
            territory_code: row.territory_code,
            theme: row.theme,
            name: row.name,
            sort_name: row.sort_name,
            description: row.description,
            contact_name: row.contact_name,
            phone: row.phone,
            email: row.email,
            website: row.website,
            verified_on: row.verified_on,
            archived_at: row.archived_at,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

fn facts_of(facts: &LocalResourceFacts) -> ActiveModel {
    ActiveModel {
        territory_code: Set(facts.territory_code.clone()),
        theme: Set(facts.theme.to_string()),
        name: Set(facts.name.clone()),
        sort_name: Set(facts.sort_name()),
        search_text: Set(facts.search_text()),
        description: Set(facts.description.clone()),
        contact_name: Set(facts.contact_name.clone()),
        phone: Set(facts.phone.as_ref().map(Phone::to_string)),
        email: Set(facts.email.as_ref().map(Email::to_string)),
        website: Set(facts.website.clone()),
        ..Default::default()
    }
}

/// Creates an entry that was verified on a day.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    facts: &LocalResourceFacts,
    verified_on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        verified_on: Set(verified_on),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..facts_of(facts)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// The entry of this id, archived or not.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<LocalResource>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(LocalResource::from))
}

/// Replaces what is known of an entry read at `version`; the day of its verification stays.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &LocalResourceFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), facts_of(facts), now).await
}

/// Notes that an entry read at `version` is right as of `day`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile: what was verified is no longer what stands there.
pub async fn verify(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    save(db, (id, version), ActiveModel { verified_on: Set(day), ..Default::default() }, now).await
}

/// Archives an entry read at `version`, or takes it out of the archive with `None`.
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

async fn save(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
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
    changed(done.rows_affected)
}

/// Which entries.
#[derive(Debug, Clone, Default)]
pub struct LocalResourceFilter {
    /// Words of the name, the description or the person; accents and case do not matter.
    pub q: Option<String>,
    /// Those of one of these territories; empty is everywhere.
    pub territories: Vec<String>,
    /// Those of this theme.
    pub theme: Option<NeedTheme>,
    /// `(true, day)`: those verified before the day; `(false, day)`: the others.
    pub stale: Option<(bool, NaiveDate)>,
    /// Archived or not.
    pub archived: Archived,
}

/// Entries by name.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &LocalResourceFilter,
    slice: &Slice,
) -> Result<Vec<LocalResource>, StoreError> {
    let rows = sliced(filtered(filter), Column::SortName, Column::Id, slice).all(db).await?;
    Ok(rows.into_iter().map(LocalResource::from).collect())
}

/// How many entries there are in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, filter: &LocalResourceFilter) -> Result<u64, StoreError> {
    Ok(filtered(filter).count(db).await?)
}

/// The entries in use of these themes that serve these territories, by name.
///
/// # Errors
/// Those of the store.
pub async fn serving(
    db: &impl ConnectionTrait,
    territories: &[String],
    themes: &[NeedTheme],
) -> Result<Vec<LocalResource>, StoreError> {
    if territories.is_empty() || themes.is_empty() {
        return Ok(vec![]);
    }
    let rows = Entity::find()
        .filter(Column::TerritoryCode.is_in(territories.iter().map(String::as_str)))
        .filter(Column::Theme.is_in(themes.iter().map(|theme| theme.as_str())))
        .filter(Column::ArchivedAt.is_null())
        .order_by_asc(Column::SortName)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(LocalResource::from).collect())
}

fn filtered(filter: &LocalResourceFilter) -> Select<Entity> {
    let mut select = Entity::find();
    if let Some(words) = &filter.q {
        select = select.filter(every_word(Column::SearchText, words));
    }
    if !filter.territories.is_empty() {
        select = select.filter(Column::TerritoryCode.is_in(filter.territories.iter().map(String::as_str)));
    }
    if let Some(theme) = filter.theme {
        select = select.filter(Column::Theme.eq(theme.as_str()));
    }
    select = match filter.stale {
        Some((true, day)) => select.filter(Column::VerifiedOn.lt(day)),
        Some((false, day)) => select.filter(Column::VerifiedOn.gte(day)),
        None => select,
    };
    match filter.archived {
        Archived::No => select.filter(Column::ArchivedAt.is_null()),
        Archived::Yes => select.filter(Column::ArchivedAt.is_not_null()),
        Archived::Any => select,
    }
}
