//! The code of a stand and the tablets that it let in.

use chrono::{DateTime, Utc};
use domain::events::Span;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::events;
use crate::entities::stand_accesses as accesses;
use crate::entities::stand_devices::{ActiveModel, Column, Entity, Model};
use crate::versions::{changed, next};

/// The access to the stand of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The event.
    pub event_id: Uuid,
    /// Who opened it.
    pub opened_by_name: String,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// Version for optimistic locking.
    pub version: i32,
}

/// A tablet on the stand of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The device.
    pub id: Uuid,
    /// The event.
    pub event_id: Uuid,
    /// What people call it.
    pub label: String,
    /// What has to be added to its clock, in milliseconds, once it was measured.
    pub clock_offset_ms: Option<i64>,
    /// When it last delivered.
    pub last_seen_at: Option<DateTime<Utc>>,
    /// When it was shut out.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it came.
    pub created_at: DateTime<Utc>,
    /// Version for optimistic locking.
    pub version: i32,
}

impl From<Model> for Device {
    fn from(row: Model) -> Self {
        Device {
            id: row.id,
            event_id: row.event_id,
            label: row.label,
            clock_offset_ms: row.clock_offset_ms,
            last_seen_at: row.last_seen_at,
            revoked_at: row.revoked_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

impl From<accesses::Model> for Access {
    fn from(row: accesses::Model) -> Self {
        Access {
            event_id: row.event_id,
            opened_by_name: row.opened_by_name,
            opened_at: row.updated_at,
            version: row.version,
        }
    }
}

/// The access to the stand of an event, when it is open.
///
/// # Errors
/// Those of the store.
pub async fn access_of(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Option<Access>, StoreError> {
    Ok(accesses::Entity::find_by_id(event_id).one(db).await?.map(Access::from))
}

/// The event that a code opens.
///
/// # Errors
/// Those of the store.
pub async fn event_of_code(db: &impl ConnectionTrait, code_hash: &str) -> Result<Option<Uuid>, StoreError> {
    let row = accesses::Entity::find().filter(accesses::Column::CodeHash.eq(code_hash)).one(db).await?;
    Ok(row.map(|row| row.event_id))
}

/// Opens the stand of an event with a code; another one takes the place of the last.
///
/// # Errors
/// Those of the store.
pub async fn open(
    db: &impl ConnectionTrait,
    event_id: Uuid,
    code_hash: String,
    (opened_by_id, opened_by_name): (Option<Uuid>, String),
    now: DateTime<Utc>,
) -> Result<Access, StoreError> {
    let known = access_of(db, event_id).await?;
    let row = accesses::ActiveModel {
        event_id: Set(event_id),
        code_hash: Set(code_hash),
        opened_by_id: Set(opened_by_id),
        opened_by_name: Set(opened_by_name),
        updated_at: Set(now),
        version: Set(known.as_ref().map_or(1, |known| next(known.version))),
        ..Default::default()
    };
    match known {
        None => {
            let first = accesses::ActiveModel { created_at: Set(now), ..row };
            accesses::Entity::insert(first).exec_without_returning(db).await?;
        }
        Some(known) => {
            let done = accesses::Entity::update_many()
                .set(row)
                .filter(accesses::Column::EventId.eq(event_id))
                .filter(accesses::Column::Version.eq(known.version))
                .exec(db)
                .await?;
            changed(done.rows_affected)?;
        }
    }
    access_of(db, event_id).await?.ok_or(StoreError::Stale)
}

/// Closes the stand of an event read at `version`: no code lets anybody in, and its devices are shut out.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn close(
    db: &impl ConnectionTrait,
    (event_id, version): (Uuid, i32),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = accesses::Entity::delete_many()
        .filter(accesses::Column::EventId.eq(event_id))
        .filter(accesses::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)?;
    let row = ActiveModel { revoked_at: Set(Some(now)), updated_at: Set(now), ..Default::default() };
    Entity::update_many()
        .set(row)
        .col_expr(Column::Version, Expr::cust("version + 1"))
        .filter(Column::EventId.eq(event_id))
        .filter(Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Lets a tablet in: a new one, or one that comes back with another token.
///
/// # Errors
/// Those of the store.
pub async fn admit(
    db: &impl ConnectionTrait,
    (event_id, tablet_id): (Uuid, Uuid),
    label: String,
    token_hash: String,
    now: DateTime<Utc>,
) -> Result<Device, StoreError> {
    let of_tablet = Entity::find().filter(Column::EventId.eq(event_id)).filter(Column::TabletId.eq(tablet_id));
    let known = of_tablet.one(db).await?;
    let row = ActiveModel {
        label: Set(label),
        token_hash: Set(token_hash),
        revoked_at: Set(None),
        updated_at: Set(now),
        version: Set(known.as_ref().map_or(1, |known| next(known.version))),
        ..Default::default()
    };
    let id = known.as_ref().map_or_else(Uuid::now_v7, |known| known.id);
    if known.is_some() {
        Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(db).await?;
    } else {
        let row = ActiveModel {
            id: Set(id),
            event_id: Set(event_id),
            tablet_id: Set(tablet_id),
            clock_offset_ms: Set(None),
            last_seen_at: Set(None),
            created_at: Set(now),
            ..row
        };
        Entity::insert(row).exec_without_returning(db).await?;
    }
    find(db, event_id, id).await?.ok_or(StoreError::Stale)
}

/// A device of an event.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, event_id: Uuid, id: Uuid) -> Result<Option<Device>, StoreError> {
    let found = Entity::find_by_id(id).filter(Column::EventId.eq(event_id)).one(db).await?;
    Ok(found.map(Device::from))
}

/// The devices of an event, in the order in which they came.
///
/// # Errors
/// Those of the store.
pub async fn list(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Vec<Device>, StoreError> {
    let rows = Entity::find().filter(Column::EventId.eq(event_id)).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Device::from).collect())
}

/// The device with this token that was not shut out, and the days of its event.
///
/// # Errors
/// Those of the store.
pub async fn find_by_token(db: &impl ConnectionTrait, token_hash: &str) -> Result<Option<(Device, Span)>, StoreError> {
    let known = Entity::find().filter(Column::TokenHash.eq(token_hash)).filter(Column::RevokedAt.is_null());
    let Some(device) = known.one(db).await? else { return Ok(None) };
    let event = events::Entity::find_by_id(device.event_id).one(db).await?;
    Ok(event.map(|event| (Device::from(device), Span { first: event.first_on, last: event.last_on })))
}

/// Notes that a device delivered, and how wrong its clock was.
///
/// # Errors
/// Those of the store.
pub async fn note_seen(
    db: &impl ConnectionTrait,
    id: Uuid,
    clock_offset_ms: i64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row =
        ActiveModel { clock_offset_ms: Set(Some(clock_offset_ms)), last_seen_at: Set(Some(now)), ..Default::default() };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// Shuts one device out.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn revoke(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        revoked_at: Set(Some(now)),
        updated_at: Set(now),
        version: Set(next(version)),
        ..Default::default()
    };
    let done =
        Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Version.eq(version)).exec(db).await?;
    changed(done.rows_affected)
}
