//! Tasks of files.

use chrono::{DateTime, Utc};
use domain::tasks::Task;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::tasks;
use crate::prospects::{StoredTask, tasks_of};
use crate::versions::{changed, next};

/// One task of a file.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, prospect_id: Uuid, id: Uuid) -> Result<Option<StoredTask>, StoreError> {
    Ok(tasks_of(db, prospect_id).await?.into_iter().find(|task| task.id == id))
}

/// Adds a task to a file.
///
/// # Errors
/// [`StoreError::Constraint`] when the assignee does not exist.
pub async fn insert(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    task: &Task,
    now: DateTime<Utc>,
) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    let row = tasks::ActiveModel {
        id: Set(id),
        prospect_id: Set(prospect_id),
        title: Set(task.title.clone()),
        due_on: Set(task.due_on),
        assignee_id: Set(task.assignee_id),
        done_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    tasks::Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Replaces what a task says, and whether it is done.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn update(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    task: &Task,
    done_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = tasks::ActiveModel {
        title: Set(task.title.clone()),
        due_on: Set(task.due_on),
        assignee_id: Set(task.assignee_id),
        done_at: Set(done_at),
        updated_at: Set(now),
        version: Set(next(version)),
        ..Default::default()
    };
    let done = tasks::Entity::update_many()
        .set(row)
        .filter(tasks::Column::Id.eq(id))
        .filter(tasks::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

/// Removes a task.
///
/// # Errors
/// [`StoreError::Stale`] when `version` is no longer the present one.
pub async fn delete(db: &impl ConnectionTrait, id: Uuid, version: i32) -> Result<(), StoreError> {
    let done = tasks::Entity::delete_many()
        .filter(tasks::Column::Id.eq(id))
        .filter(tasks::Column::Version.eq(version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

/// Gives the open tasks of a file that are one person's to another.
///
/// # Errors
/// Those of the store.
pub async fn hand_over(
    db: &impl ConnectionTrait,
    prospect_id: Uuid,
    from: Uuid,
    to: Uuid,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    tasks::Entity::update_many()
        .col_expr(tasks::Column::AssigneeId, Expr::val(to))
        .col_expr(tasks::Column::UpdatedAt, Expr::val(now))
        .col_expr(tasks::Column::Version, Expr::col(tasks::Column::Version).add(1))
        .filter(tasks::Column::ProspectId.eq(prospect_id))
        .filter(tasks::Column::AssigneeId.eq(from))
        .filter(tasks::Column::DoneAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}
