//! Work that waits for its hour: rows written in the transaction of their cause, done in a transaction each.
//!
//! A job is taken and marked in the transaction that does its work, so that a kill leaves it as it was. What may be
//! done by several servers is kept apart by the lock of its row (PostgreSQL) or by the one writer (SQLite).

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::jobs::{ActiveModel, Column, Entity, Model};

const QUEUED: &str = "queued";
const DONE: &str = "done";
const FAILED: &str = "failed";
const CANCELLED: &str = "cancelled";

/// Work to be done later.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJob {
    /// What is done, to what, so that it is done once: `assignment.expire:<id>`.
    pub key: String,
    /// What is done.
    pub kind: String,
    /// What it is done to.
    pub subject_id: Option<Uuid>,
    /// What else is needed; nothing personal.
    pub payload: Option<Value>,
    /// When it is due.
    pub run_at: DateTime<Utc>,
}

/// A job that is being done.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its row.
    pub id: Uuid,
    /// What is done, to what.
    pub key: String,
    /// What is done.
    pub kind: String,
    /// What it is done to.
    pub subject_id: Option<Uuid>,
    /// What else is needed.
    pub payload: Option<Value>,
    /// When it was due.
    pub run_at: DateTime<Utc>,
    /// How many times it failed before.
    pub attempts: i32,
}

impl From<Model> for Job {
    fn from(row: Model) -> Self {
        Job {
            id: row.id,
            key: row.key,
            kind: row.kind,
            subject_id: row.subject_id,
            payload: row.payload,
            run_at: row.run_at,
            attempts: row.attempts,
        }
    }
}

/// Plans a job in the caller's transaction; `false`, and nothing changed, when its key was planned before,
/// whatever became of it.
///
/// # Errors
/// Those of the store.
pub async fn plan(db: &impl ConnectionTrait, new: NewJob, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        key: Set(new.key),
        kind: Set(new.kind),
        subject_id: Set(new.subject_id),
        payload: Set(new.payload),
        run_at: Set(new.run_at),
        status: Set(QUEUED.to_owned()),
        attempts: Set(0),
        last_error: Set(None),
        done_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let known = OnConflict::column(Column::Key).do_nothing().to_owned();
    Ok(Entity::insert(row).on_conflict(known).exec_without_returning(db).await? > 0)
}

/// Calls a job off; `false` when it is not waiting (done, unknown) or is being done at this moment.
///
/// A job that is being done is passed by, not waited for: its work may need what the caller holds. It checks by
/// itself whether there is still anything to do.
///
/// # Errors
/// Those of the store.
pub async fn cancel(db: &impl ConnectionTrait, key: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let change = ActiveModel { status: Set(CANCELLED.to_owned()), ..touched(now) };
    change_waiting(db, key, change).await
}

/// Moves a job to another hour; `false` as for [`cancel`].
///
/// # Errors
/// Those of the store.
pub async fn move_to(
    db: &impl ConnectionTrait,
    key: &str,
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let change = ActiveModel { run_at: Set(run_at), ..touched(now) };
    change_waiting(db, key, change).await
}

async fn change_waiting(db: &impl ConnectionTrait, key: &str, change: ActiveModel) -> Result<bool, StoreError> {
    let waiting = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Key.eq(key))
        .filter(Column::Status.eq(QUEUED))
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .into_tuple::<Uuid>()
        .one(db)
        .await?;
    let Some(id) = waiting else { return Ok(false) };
    Ok(Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(db).await?.rows_affected > 0)
}

fn touched(now: DateTime<Utc>) -> ActiveModel {
    ActiveModel { updated_at: Set(now), ..Default::default() }
}

fn due(kinds: &[&str], now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Status.eq(QUEUED))
        .add(Column::RunAt.lte(now))
        .add(Column::Kind.is_in(kinds.iter().copied()))
}

/// Whether a job of these kinds is due; a read, so that an idle runner never takes the writer.
///
/// # Errors
/// Those of the store.
pub async fn has_due(db: &impl ConnectionTrait, kinds: &[&str], now: DateTime<Utc>) -> Result<bool, StoreError> {
    let first = Entity::find().select_only().column(Column::Id).filter(due(kinds, now)).limit(1);
    Ok(first.into_tuple::<Uuid>().one(db).await?.is_some())
}

/// Takes the job of these kinds that is due for the longest time, until the end of the caller's transaction; nobody
/// else takes it meanwhile. A kind that only a newer server knows is left to it.
///
/// # Errors
/// Those of the store.
pub async fn take_due(
    db: &impl ConnectionTrait,
    kinds: &[&str],
    now: DateTime<Utc>,
) -> Result<Option<Job>, StoreError> {
    // SQLite has one writer and ignores the lock; on PostgreSQL several runners pass each other by.
    let first = Entity::find()
        .filter(due(kinds, now))
        .order_by_asc(Column::RunAt)
        .order_by_asc(Column::Id)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    Ok(first.one(db).await?.map(Job::from))
}

/// Marks a job as done, in the transaction that took it.
///
/// # Errors
/// [`StoreError::Stale`] when it was not taken.
pub async fn finish(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row =
        ActiveModel { status: Set(DONE.to_owned()), done_at: Set(Some(now)), last_error: Set(None), ..touched(now) };
    let done = Entity::update_many().set(row).filter(Column::Id.eq(id)).filter(Column::Status.eq(QUEUED));
    crate::versions::changed(done.exec(db).await?.rows_affected)
}

/// Counts a failed attempt, `reason` naming no person: tried again at `run_at`, or given up without one.
///
/// Nothing changes when somebody else did the job, or counted an attempt, since it was taken.
///
/// # Errors
/// Those of the store.
pub async fn postpone(
    db: &impl ConnectionTrait,
    job: &Job,
    reason: &str,
    run_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut row = ActiveModel { last_error: Set(Some(reason.to_owned())), ..touched(now) };
    match run_at {
        Some(at) => row.run_at = Set(at),
        None => row.status = Set(FAILED.to_owned()),
    }
    let attempt = Entity::update_many()
        .set(row)
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.eq(job.id))
        .filter(Column::Status.eq(QUEUED))
        .filter(Column::Attempts.eq(job.attempts));
    attempt.exec(db).await?;
    Ok(())
}

/// Forgets jobs that were done, given up or called off before `limit`; returns how many.
///
/// # Errors
/// Those of the store.
pub async fn forget_before(db: &impl ConnectionTrait, limit: DateTime<Utc>) -> Result<u64, StoreError> {
    let finished = Entity::delete_many()
        .filter(Column::Status.is_in([DONE, FAILED, CANCELLED]))
        .filter(Column::UpdatedAt.lt(limit));
    Ok(finished.exec(db).await?.rows_affected)
}
