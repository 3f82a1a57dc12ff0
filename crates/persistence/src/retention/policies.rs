//! How long files are kept, in every version that was ever in force.

use chrono::{DateTime, Utc};
use domain::retention::Policy;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder, QuerySelect, SelectTwo};
use uuid::Uuid;

use crate::entities::retention_policies::{ActiveModel, Column, Entity, Model};
use crate::entities::users;
use crate::versions::next;
use crate::{Store, StoreError};

/// Versions shown of the policy.
const MOST: u64 = 50;

/// A version of the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPolicy {
    /// What it says.
    pub policy: Policy,
    /// Its number; the highest is in force.
    pub version: i32,
    /// Who wrote it; nobody wrote what the programme starts with.
    pub author_name: Option<String>,
    /// Since when.
    pub created_at: DateTime<Utc>,
}

fn stored((row, author): (Model, Option<users::Model>)) -> StoredPolicy {
    StoredPolicy {
        policy: Policy {
            job_search_months: row.job_search_months.unsigned_abs(),
            other_months: row.other_months.unsigned_abs(),
            notice_days: row.notice_days.unsigned_abs(),
        },
        version: row.version,
        author_name: author.map(|author| format!("{} {}", author.first_name, author.last_name)),
        created_at: row.created_at,
    }
}

fn newest_first() -> SelectTwo<Entity, users::Entity> {
    Entity::find().find_also_related(users::Entity).order_by_desc(Column::Version)
}

/// The policy in force.
///
/// # Errors
/// [`StoreError::Settings`] when there is none: the database was not migrated by this program.
pub async fn current(db: &impl ConnectionTrait) -> Result<StoredPolicy, StoreError> {
    let found = newest_first().one(db).await?.map(stored);
    found.ok_or_else(|| StoreError::Settings("there is no retention policy".to_owned()))
}

/// The last versions, newest first.
///
/// # Errors
/// Those of the store.
pub async fn versions(db: &impl ConnectionTrait) -> Result<Vec<StoredPolicy>, StoreError> {
    Ok(newest_first().limit(MOST).all(db).await?.into_iter().map(stored).collect())
}

/// Puts a new policy in force, made on `version`.
///
/// # Errors
/// [`StoreError::Stale`] when another one came first.
pub async fn replace(
    db: &impl ConnectionTrait,
    version: i32,
    policy: &Policy,
    author_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if current(db).await?.version != version {
        return Err(StoreError::Stale);
    }
    let row = row(next(version), policy, Some(author_id), now);
    match Entity::insert(row).exec_without_returning(db).await.map_err(StoreError::from) {
        Err(StoreError::Constraint(_)) => Err(StoreError::Stale),
        other => other.map(|_| ()),
    }
}

fn row(version: i32, policy: &Policy, author_id: Option<Uuid>, now: DateTime<Utc>) -> ActiveModel {
    // The domain allows a few years at most.
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    ActiveModel {
        version: Set(version),
        job_search_months: Set(number(policy.job_search_months)),
        other_months: Set(number(policy.other_months)),
        notice_days: Set(number(policy.notice_days)),
        author_id: Set(author_id),
        created_at: Set(now),
    }
}

/// Writes what the programme starts with, unless there is a policy already.
///
/// # Errors
/// Those of the store.
pub(crate) async fn load_default(store: &Store) -> Result<(), StoreError> {
    if Entity::find().limit(1).one(store.reader()).await?.is_some() {
        return Ok(());
    }
    let tx = store.begin().await?;
    let known = OnConflict::column(Column::Version).do_nothing().to_owned();
    let first = row(1, &Policy::DEFAULT, None, DateTime::UNIX_EPOCH);
    Entity::insert(first).on_conflict(known).exec_without_returning(&tx).await?;
    Ok(tx.commit().await?)
}
