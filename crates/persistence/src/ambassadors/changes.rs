//! What became of ambassadors, day by day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::AmbassadorStatus;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::ambassador_status_changes::{ActiveModel, Column, Entity};

/// A state that an ambassador entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Code of the state left.
    pub from: Option<String>,
    /// Code of the state entered.
    pub to: String,
    /// Day on which it was, in the Lot.
    pub on: NaiveDate,
    /// Instant at which it was written down.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor_name: String,
    /// Why.
    pub reason: Option<String>,
}

pub(super) async fn note(
    db: &impl ConnectionTrait,
    (ambassador_id, from, to): (Uuid, Option<AmbassadorStatus>, AmbassadorStatus),
    (on, at): (NaiveDate, DateTime<Utc>),
    (actor_name, reason): (&str, Option<&str>),
) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        ambassador_id: Set(ambassador_id),
        from_status: Set(from.map(|status| status.to_string())),
        to_status: Set(to.to_string()),
        changed_on: Set(on),
        changed_at: Set(at),
        actor_name: Set(actor_name.to_owned()),
        reason: Set(reason.map(str::to_owned)),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The states of an ambassador, the last first.
///
/// # Errors
/// Those of the store.
pub async fn changes_of(db: &impl ConnectionTrait, ambassador_id: Uuid) -> Result<Vec<Change>, StoreError> {
    let rows = Entity::find()
        .filter(Column::AmbassadorId.eq(ambassador_id))
        .order_by_desc(Column::ChangedAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    let change = rows.into_iter().map(|row| Change {
        from: row.from_status,
        to: row.to_status,
        on: row.changed_on,
        at: row.changed_at,
        actor_name: row.actor_name,
        reason: row.reason,
    });
    Ok(change.collect())
}

/// How many ambassadors were in a state at the end of a day, as `domain::ambassadors::stock_on` counts it.
///
/// # Errors
/// Those of the store.
pub async fn stock(db: &impl ConnectionTrait, status: AmbassadorStatus, day: NaiveDate) -> Result<i64, StoreError> {
    let until = || Entity::find().filter(Column::ChangedOn.lte(day));
    let entered = until().filter(Column::ToStatus.eq(status.as_str())).count(db).await?;
    let left = until().filter(Column::FromStatus.eq(status.as_str())).count(db).await?;
    Ok(i64::try_from(entered).unwrap_or(i64::MAX) - i64::try_from(left).unwrap_or(i64::MAX))
}
