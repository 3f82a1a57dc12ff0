//! Households that asked not to be called before a day. What is due moves to that day; until then their files stand in
//! nobody's day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::AssignmentStatus;
use domain::prospects::{Facts, NextAction};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{assignments, prospects};
use crate::prospects::{Prospect, update};

/// Until when a household is not called, if it asked for that.
///
/// # Errors
/// Those of the store.
pub async fn until(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<NaiveDate>, StoreError> {
    let found = prospects::Entity::find_by_id(id).select_only().column(prospects::Column::PausedUntil);
    Ok(found.into_tuple::<Option<NaiveDate>>().one(db).await?.flatten())
}

/// Pauses a file: its next action and the first contact that is owed move to `day`, whose evening is `by`.
///
/// # Errors
/// [`StoreError::Stale`] when the file changed meanwhile.
pub async fn begin(
    db: &impl ConnectionTrait,
    file: &Prospect,
    action: NextAction,
    (day, by): (NaiveDate, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    next_action(db, file, action, now).await?;
    set(db, file.id, Some(day)).await?;
    assignments::Entity::update_many()
        .col_expr(assignments::Column::FirstContactDueAt, Expr::value(by))
        .filter(assignments::Column::ProspectId.eq(file.id))
        .filter(assignments::Column::Status.eq(AssignmentStatus::Accepted.as_str()))
        .filter(assignments::Column::FirstContactAt.is_null())
        .filter(assignments::Column::FirstContactDueAt.lt(by))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends the pause of a file, whose next action becomes `action`.
///
/// # Errors
/// [`StoreError::Stale`] when the file changed meanwhile.
pub async fn end(
    db: &impl ConnectionTrait,
    file: &Prospect,
    action: NextAction,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    next_action(db, file, action, now).await?;
    set(db, file.id, None).await
}

/// Ends the pauses whose day has come; how many.
///
/// # Errors
/// Those of the store.
pub async fn end_due(db: &impl ConnectionTrait, today: NaiveDate) -> Result<u64, StoreError> {
    let over = prospects::Entity::update_many()
        .col_expr(prospects::Column::PausedUntil, Expr::value(None::<NaiveDate>))
        .filter(prospects::Column::PausedUntil.lte(today));
    Ok(over.exec(db).await?.rows_affected)
}

async fn next_action(
    db: &impl ConnectionTrait,
    file: &Prospect,
    action: NextAction,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let facts = Facts { next_action: Some(action), ..file.facts.clone() };
    update(db, file.id, file.version, &facts, now).await
}

async fn set(db: &impl ConnectionTrait, id: Uuid, until: Option<NaiveDate>) -> Result<(), StoreError> {
    prospects::Entity::update_many()
        .col_expr(prospects::Column::PausedUntil, Expr::value(until))
        .filter(prospects::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}
