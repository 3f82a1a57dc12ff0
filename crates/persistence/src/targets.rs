//! Targets of the programme.

use chrono::{DateTime, Utc};
use domain::access::WHOLE_DEPARTEMENT;
use domain::indicators::Indicator;
use domain::targets::TargetFacts;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::targets::{ActiveModel, Column, Entity, Model};
use crate::versions::{changed, next};

/// What a target is for; there is one per key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetKey {
    /// The indicator.
    pub indicator: Indicator,
    /// The year.
    pub year: i32,
    /// SIREN of the EPCI; none is the whole département.
    pub epci_code: Option<String>,
}

impl TargetKey {
    fn territory(&self) -> String {
        self.epci_code.clone().unwrap_or_else(|| WHOLE_DEPARTEMENT.to_owned())
    }
}

/// A target as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The row, for the trail.
    pub id: Uuid,
    /// What it is for.
    pub key: TargetKey,
    /// What is aimed at.
    pub facts: TargetFacts,
    /// Version for optimistic locking.
    pub version: i32,
    /// When it was set.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// None for an indicator that is no longer known.
fn target_of(row: Model) -> Option<Target> {
    let key = TargetKey {
        indicator: Indicator::parse(&row.indicator)?,
        year: row.year,
        epci_code: Some(row.territory_code).filter(|code| code != WHOLE_DEPARTEMENT),
    };
    let facts = TargetFacts { value: row.value, note: row.note };
    let (version, created_at, updated_at) = (row.version, row.created_at, row.updated_at);
    Some(Target { id: row.id, key, facts, version, created_at, updated_at })
}

fn of_key(key: &TargetKey) -> Select<Entity> {
    Entity::find()
        .filter(Column::Year.eq(key.year))
        .filter(Column::Indicator.eq(key.indicator.as_str()))
        .filter(Column::TerritoryCode.eq(key.territory()))
}

/// The target for this key.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, key: &TargetKey) -> Result<Option<Target>, StoreError> {
    Ok(of_key(key).one(db).await?.and_then(target_of))
}

/// The targets of a year: by indicator in the order of their codes, the whole département before its EPCI.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, year: i32) -> Result<Vec<Target>, StoreError> {
    let ordered = Entity::find()
        .filter(Column::Year.eq(year))
        .order_by_asc(Column::Indicator)
        .order_by_asc(Column::TerritoryCode);
    let rows = ordered.all(db).await?;
    let mut targets: Vec<Target> = rows.into_iter().filter_map(target_of).collect();
    let rank = |target: &Target| Indicator::ALL.iter().position(|indicator| *indicator == target.key.indicator);
    targets.sort_by_cached_key(|target| (rank(target), target.key.epci_code.clone()));
    Ok(targets)
}

/// Sets a first target for this key.
///
/// # Errors
/// [`StoreError::Constraint`] when there is one; those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    key: &TargetKey,
    facts: &TargetFacts,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = ActiveModel {
        id: Set(id),
        indicator: Set(key.indicator.as_str().to_owned()),
        year: Set(key.year),
        territory_code: Set(key.territory()),
        value: Set(facts.value),
        note: Set(facts.note.clone()),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Changes the target read at `version`.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile; those of the store.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    facts: &TargetFacts,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        value: Set(facts.value),
        note: Set(facts.note.clone()),
        updated_at: Set(now),
        version: Set(next(version)),
        ..Default::default()
    };
    let update = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version));
    changed(update.exec(db).await?.rows_affected)
}

/// Takes the target read at `version` away.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile; those of the store.
pub async fn delete(db: &impl ConnectionTrait, (id, version): (Uuid, i32)) -> Result<(), StoreError> {
    let gone = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::Version.eq(version));
    changed(gone.exec(db).await?.rows_affected)
}
