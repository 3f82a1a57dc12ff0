//! People to talk to at employers.

use chrono::{DateTime, Utc};
use domain::contact::{Email, Phone};
use domain::employers::EmployerContactFacts;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::employer_contacts::{ActiveModel, Column, Entity, Model};
use crate::versions::{changed, next};

/// A person as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployerContact {
    /// The person.
    pub id: Uuid,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they do there.
    pub job_title: Option<String>,
    /// Address to write to.
    pub email: Option<String>,
    /// Number to call.
    pub phone: Option<String>,
    /// Whether they are the first to ask.
    pub is_main: bool,
    /// Version for optimistic locking.
    pub version: i32,
}

impl From<Model> for EmployerContact {
    fn from(row: Model) -> Self {
        EmployerContact {
            id: row.id,
            first_name: row.first_name,
            last_name: row.last_name,
            job_title: row.job_title,
            email: row.email,
            phone: row.phone,
            is_main: row.is_main,
            version: row.version,
        }
    }
}

fn facts_of(facts: &EmployerContactFacts, now: DateTime<Utc>) -> ActiveModel {
    ActiveModel {
        first_name: Set(facts.first_name.clone()),
        last_name: Set(facts.last_name.clone()),
        sort_name: Set(facts.sort_name()),
        job_title: Set(facts.job_title.clone()),
        email: Set(facts.email.as_ref().map(Email::to_string)),
        phone: Set(facts.phone.as_ref().map(Phone::to_string)),
        is_main: Set(facts.is_main),
        updated_at: Set(now),
        ..Default::default()
    }
}

/// The people of an employer: the first to ask before the others, then by name.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, employer_id: Uuid) -> Result<Vec<EmployerContact>, StoreError> {
    let rows = Entity::find()
        .filter(Column::EmployerId.eq(employer_id))
        .order_by_desc(Column::IsMain)
        .order_by_asc(Column::SortName)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(EmployerContact::from).collect())
}

/// One person of an employer.
///
/// # Errors
/// Those of the store.
pub async fn find(
    db: &impl ConnectionTrait,
    employer_id: Uuid,
    id: Uuid,
) -> Result<Option<EmployerContact>, StoreError> {
    let found = Entity::find_by_id(id).filter(Column::EmployerId.eq(employer_id)).one(db).await?;
    Ok(found.map(EmployerContact::from))
}

/// Adds a person; whoever was the first to ask gives way to a new one.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    employer_id: Uuid,
    facts: &EmployerContactFacts,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    give_way(db, employer_id, facts).await?;
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        employer_id: Set(employer_id),
        created_at: Set(now),
        version: Set(1),
        ..facts_of(facts, now)
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Replaces what is known of a person read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    employer_id: Uuid,
    (id, version): (Uuid, i32),
    facts: &EmployerContactFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    give_way(db, employer_id, facts).await?;
    let done = Entity::update_many()
        .set(ActiveModel { version: Set(next(version)), ..facts_of(facts, now) })
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

/// Removes a person.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn delete(db: &impl ConnectionTrait, id: Uuid, version: i32) -> Result<(), StoreError> {
    let done = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}

async fn give_way(
    db: &impl ConnectionTrait,
    employer_id: Uuid,
    facts: &EmployerContactFacts,
) -> Result<(), StoreError> {
    if facts.is_main {
        Entity::update_many()
            .set(ActiveModel { is_main: Set(false), ..Default::default() })
            .filter(Column::EmployerId.eq(employer_id))
            .exec(db)
            .await?;
    }
    Ok(())
}
