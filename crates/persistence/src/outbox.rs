//! Mails to send: rows written in the transaction of the deed, taken with a lease by the worker.
//!
//! Once a mail is sent or given up, its recipient, subject and content are blanked: what remains
//! says that a mail of this kind went out, not to whom nor what it said.

use chrono::{DateTime, Duration, Utc};
use sea_orm::prelude::Expr;
use sea_orm::sea_query::{ExprTrait, Func, LockBehavior, LockType, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::outbox_messages::{ActiveModel, Column, Entity, Model};
use crate::slice::containing;

const QUEUED: &str = "queued";
const SENT: &str = "sent";
const FAILED: &str = "failed";

/// A mail to send once the transaction is committed.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// What it is about: `confirmation`, `invitation`…
    pub kind: String,
    /// Address it goes to.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// What the sender needs to write it.
    pub payload: Value,
    /// Right side of the Message-ID: the domain of the programme's sender.
    pub host: String,
}

/// A mail taken from the queue for sending.
#[derive(Debug, Clone, PartialEq)]
pub struct Leased {
    /// Its row.
    pub id: Uuid,
    /// What it is about.
    pub kind: String,
    /// Address it goes to.
    pub recipient: String,
    /// Its subject.
    pub subject: String,
    /// What the sender needs to write it.
    pub payload: Value,
    /// `<uuid@host>`, made when it was queued: a repeat after a kill is recognisable by it.
    pub message_id: String,
    /// How many times sending was begun, this time included.
    pub attempts: i32,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
}

/// Queues a mail in the caller's transaction: what rolls back sends nothing.
///
/// # Errors
/// Those of the store.
pub async fn queue(db: &impl ConnectionTrait, message: NewMessage, now: DateTime<Utc>) -> Result<Uuid, StoreError> {
    let id = Uuid::now_v7();
    Entity::insert(queued(id, message, now)).exec_without_returning(db).await?;
    Ok(id)
}

/// Queues a mail of a known id; `false`, and nothing changed, when it was queued before, sent or not.
///
/// # Errors
/// Those of the store.
pub async fn queue_once(
    db: &impl ConnectionTrait,
    id: Uuid,
    message: NewMessage,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let known = OnConflict::column(Column::Id).do_nothing().to_owned();
    let rows = Entity::insert(queued(id, message, now)).on_conflict(known).exec_without_returning(db).await?;
    Ok(rows > 0)
}

fn queued(id: Uuid, message: NewMessage, now: DateTime<Utc>) -> ActiveModel {
    ActiveModel {
        id: Set(id),
        kind: Set(message.kind),
        recipient: Set(message.recipient),
        subject: Set(message.subject),
        payload: Set(message.payload),
        message_id: Set(format!("<{id}@{}>", message.host)),
        status: Set(QUEUED.to_owned()),
        attempts: Set(0),
        next_attempt_at: Set(now),
        leased_until: Set(None),
        sent_at: Set(None),
        last_error: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

fn due(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Status.eq(QUEUED))
        .add(Column::NextAttemptAt.lte(now))
        .add(Condition::any().add(Column::LeasedUntil.is_null()).add(Column::LeasedUntil.lte(now)))
}

/// Whether anything is to be sent; a read, so that an idle worker never takes the writer.
///
/// # Errors
/// Those of the store.
pub async fn has_due(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<bool, StoreError> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(due(now))
        .limit(1)
        .into_tuple::<Uuid>()
        .one(db)
        .await?
        .is_some())
}

/// Takes up to `limit` due mails, oldest first, for the time of `lease`; nobody else takes them meanwhile.
///
/// # Errors
/// Those of the store.
pub async fn lease(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    lease: Duration,
    limit: u64,
) -> Result<Vec<Leased>, StoreError> {
    // SQLite has one writer and ignores the lock; on PostgreSQL several workers pass each other by.
    let rows = Entity::find()
        .filter(due(now))
        .order_by_asc(Column::NextAttemptAt)
        .order_by_asc(Column::Id)
        .limit(limit)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(db)
        .await?;
    Entity::update_many()
        .col_expr(Column::LeasedUntil, Expr::value(now + lease))
        .col_expr(Column::Attempts, sea_orm::ExprTrait::add(Expr::col(Column::Attempts), 1))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.is_in(rows.iter().map(|row| row.id)))
        .exec(db)
        .await?;
    Ok(rows.into_iter().map(leased).collect())
}

fn leased(row: Model) -> Leased {
    Leased {
        id: row.id,
        kind: row.kind,
        recipient: row.recipient,
        subject: row.subject,
        payload: row.payload,
        message_id: row.message_id,
        attempts: row.attempts + 1,
        queued_at: row.created_at,
    }
}

/// Whether a mail that was taken is still to be sent: its reader may have been erased since, or have called it off.
///
/// # Errors
/// Those of the store.
pub async fn is_waiting(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, StoreError> {
    let waiting = Entity::find_by_id(id).select_only().column(Column::Id).filter(Column::Status.eq(QUEUED));
    Ok(waiting.into_tuple::<Uuid>().one(db).await?.is_some())
}

/// Notes that a mail was handed over, and blanks it.
///
/// # Errors
/// Those of the store.
pub async fn mark_sent(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    let done =
        ActiveModel { status: Set(SENT.to_owned()), sent_at: Set(Some(now)), last_error: Set(None), ..blank(now) };
    finish(db, id, done).await
}

/// Gives a mail up for a reason that names no person, and blanks it.
///
/// # Errors
/// Those of the store.
pub async fn mark_failed(
    db: &impl ConnectionTrait,
    id: Uuid,
    reason: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let given_up =
        ActiveModel { status: Set(FAILED.to_owned()), last_error: Set(Some(reason.to_owned())), ..blank(now) };
    finish(db, id, given_up).await
}

/// Frees a mail for another attempt at `next_attempt_at`.
///
/// # Errors
/// Those of the store.
pub async fn mark_retry(
    db: &impl ConnectionTrait,
    id: Uuid,
    reason: &str,
    next_attempt_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let later = ActiveModel {
        next_attempt_at: Set(next_attempt_at),
        leased_until: Set(None),
        last_error: Set(Some(reason.to_owned())),
        updated_at: Set(now),
        ..Default::default()
    };
    finish(db, id, later).await
}

/// Calls off the queued mails of these kinds that go to `recipient` or, given a file's number, tell of it; how many. What a
/// worker is handing over at this moment leaves.
///
/// # Errors
/// Those of the store.
pub async fn call_off(
    db: &impl ConnectionTrait,
    kinds: &[&str],
    whose: &Whose<'_>,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let theirs = match whose {
        Whose::Recipient(address) => Func::lower(Expr::col(Column::Recipient)).eq(address.to_lowercase()),
        Whose::About(number) => Expr::cust("CAST(\"payload\" AS text)").like(containing(number)),
    };
    let row = ActiveModel {
        status: Set(FAILED.to_owned()),
        last_error: Set(Some("the person took their agreement back".to_owned())),
        ..blank(now)
    };
    let waiting = Entity::update_many()
        .set(row)
        .filter(Column::Status.eq(QUEUED))
        .filter(Column::Kind.is_in(kinds.iter().copied()))
        .filter(theirs);
    Ok(waiting.exec(db).await?.rows_affected)
}

/// Whose mails are called off.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    /// Those to this address.
    Recipient(&'a str),
    /// Those that tell of the file with this number.
    About(&'a str),
}

fn blank(now: DateTime<Utc>) -> ActiveModel {
    ActiveModel {
        recipient: Set(String::new()),
        subject: Set(String::new()),
        payload: Set(json!({})),
        leased_until: Set(None),
        updated_at: Set(now),
        ..Default::default()
    }
}

async fn finish(db: &impl ConnectionTrait, id: Uuid, change: ActiveModel) -> Result<(), StoreError> {
    let change = Entity::update_many().set(change).filter(Column::Id.eq(id)).filter(Column::Status.eq(QUEUED));
    change.exec(db).await?;
    Ok(())
}

/// How many mails wait.
///
/// # Errors
/// Those of the store.
pub async fn count_queued(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::Status.eq(QUEUED)).count(db).await?)
}

/// Forgets mails that were finished before `limit`; returns how many.
///
/// # Errors
/// Those of the store.
pub async fn forget_before(db: &impl ConnectionTrait, limit: DateTime<Utc>) -> Result<u64, StoreError> {
    let finished =
        Entity::delete_many().filter(Column::Status.is_in([SENT, FAILED])).filter(Column::UpdatedAt.lt(limit));
    Ok(finished.exec(db).await?.rows_affected)
}
