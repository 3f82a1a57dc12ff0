//! Delays and hours of the programme: one row, there from the first start on.

use chrono::{DateTime, Utc};
use domain::service_levels::ServiceLevels;
use domain::working_time::WorkingHours;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::entities::service_levels::{ActiveModel, Column, Entity, Model};
use crate::versions::{changed, next};
use crate::{Store, StoreError};

/// The id of the one row.
pub const ID: Uuid = Uuid::from_u128(1);

/// Service levels as they are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredServiceLevels {
    /// What they say.
    pub levels: ServiceLevels,
    /// Version for optimistic locking.
    pub version: i32,
    /// When they last changed.
    pub updated_at: DateTime<Utc>,
}

impl From<Model> for StoredServiceLevels {
    fn from(row: Model) -> Self {
        StoredServiceLevels {
            levels: ServiceLevels {
                accept_days: row.accept_days.unsigned_abs(),
                first_contact_days: row.first_contact_days.unsigned_abs(),
                next_action_days: row.next_action_days.unsigned_abs(),
                pool_days: row.pool_days.unsigned_abs(),
                stale_after_days: row.stale_after_days.unsigned_abs(),
                hours: WorkingHours { opens: row.opens_at, closes: row.closes_at },
                digest_at: row.digest_at,
            },
            version: row.version,
            updated_at: row.updated_at,
        }
    }
}

fn values_of(levels: &ServiceLevels) -> ActiveModel {
    // The domain allows a few years of days at most.
    let days = |days: u32| i32::try_from(days).unwrap_or(i32::MAX);
    ActiveModel {
        accept_days: Set(days(levels.accept_days)),
        first_contact_days: Set(days(levels.first_contact_days)),
        next_action_days: Set(days(levels.next_action_days)),
        pool_days: Set(days(levels.pool_days)),
        stale_after_days: Set(days(levels.stale_after_days)),
        opens_at: Set(levels.hours.opens),
        closes_at: Set(levels.hours.closes),
        digest_at: Set(levels.digest_at),
        ..Default::default()
    }
}

/// The service levels that hold now.
///
/// # Errors
/// Those of the store.
pub async fn get(db: &impl ConnectionTrait) -> Result<ServiceLevels, StoreError> {
    Ok(find(db).await?.levels)
}

/// The service levels with their version.
///
/// # Errors
/// [`StoreError::Settings`] when the database was never brought up to date; those of the store.
pub async fn find(db: &impl ConnectionTrait) -> Result<StoredServiceLevels, StoreError> {
    let row = Entity::find_by_id(ID).one(db).await?;
    row.map(StoredServiceLevels::from).ok_or_else(|| StoreError::Settings("no service levels".to_owned()))
}

/// Replaces the service levels read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when they changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    version: i32,
    levels: &ServiceLevels,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { updated_at: Set(now), version: Set(next(version)), ..values_of(levels) };
    let update = Entity::update_many().set(row).filter(Column::Id.eq(ID)).filter(Column::Version.eq(version));
    changed(update.exec(db).await?.rows_affected)
}

/// Writes what the programme starts with, unless there is a row already; a read when there is.
///
/// # Errors
/// Those of the store.
pub(crate) async fn load_default(store: &Store) -> Result<(), StoreError> {
    if Entity::find_by_id(ID).one(store.reader()).await?.is_some() {
        return Ok(());
    }
    // Nobody changed them yet: the row is as old as the programme.
    let start = DateTime::UNIX_EPOCH;
    let row = ActiveModel {
        id: Set(ID),
        created_at: Set(start),
        updated_at: Set(start),
        version: Set(1),
        ..values_of(&ServiceLevels::DEFAULT)
    };
    let tx = store.begin().await?;
    let known = OnConflict::column(Column::Id).do_nothing().to_owned();
    Entity::insert(row).on_conflict(known).exec_without_returning(&tx).await?;
    Ok(tx.commit().await?)
}
