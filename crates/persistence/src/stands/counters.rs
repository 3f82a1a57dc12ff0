//! How many people passed by: the greatest number that each device told for each day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::stands::ledger::{Outcome, counted};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::stand_devices;
use crate::entities::visitor_counters::{ActiveModel, Column, Entity};

/// Keeps what a device told for a day; the caller holds the stand. Returns the value that holds from now on.
///
/// # Errors
/// Those of the store.
pub async fn tell(
    db: &impl ConnectionTrait,
    (device_id, day): (Uuid, NaiveDate),
    told: i32,
    now: DateTime<Utc>,
) -> Result<(i32, Outcome), StoreError> {
    let known = Entity::find_by_id((device_id, day)).one(db).await?.map(|row| row.visitors);
    let (value, outcome) = counted(known, told);
    let row = ActiveModel { device_id: Set(device_id), day: Set(day), visitors: Set(value), updated_at: Set(now) };
    match (known, outcome) {
        (_, Outcome::AlreadyKnown | Outcome::Refused) => {}
        (None, Outcome::Created) => {
            Entity::insert(row).exec_without_returning(db).await?;
        }
        (Some(_), Outcome::Created) => {
            let of_day = Entity::update_many().set(row).filter(Column::DeviceId.eq(device_id));
            of_day.filter(Column::Day.eq(day)).exec(db).await?;
        }
    }
    Ok((value, outcome))
}

/// What each device of an event counted on each day, by day, then by device.
///
/// # Errors
/// Those of the store.
pub async fn of_event(db: &impl ConnectionTrait, event_id: Uuid) -> Result<Vec<(Uuid, NaiveDate, i32)>, StoreError> {
    let rows = Entity::find()
        .inner_join(stand_devices::Entity)
        .filter(stand_devices::Column::EventId.eq(event_id))
        .order_by_asc(Column::Day)
        .order_by_asc(Column::DeviceId)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.device_id, row.day, row.visitors)).collect())
}
