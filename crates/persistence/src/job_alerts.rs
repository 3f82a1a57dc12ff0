//! Alerts on public offers, and the rounds in which offers are announced.
//!
//! A round is a number. An offer belongs to the first round that saw it public, an alert knows the last one it looked
//! at: what lies between the two is new to it, whatever clocks say.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::AlertFrequency;
use domain::contact::Email;
use domain::job_alerts::Schedule;
use sea_orm::prelude::Expr;
use sea_orm::sea_query::{ExprTrait, Query};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::job_alerts::{ActiveModel, Column, Entity, Model};
use crate::entities::{job_alert_rounds, job_offer_announcements, job_offers};
use crate::versions::changed;

const PENDING: &str = "pending";
const ACTIVE: &str = "active";

/// An alert as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct JobAlert {
    /// The alert.
    pub id: Uuid,
    /// Address that it writes to.
    pub email: String,
    /// Its search, as it was sent.
    pub filters: Value,
    /// How often it writes.
    pub frequency: AlertFrequency,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
    /// The last round that it looked at.
    pub round: i64,
    /// Its days, once it is confirmed.
    pub schedule: Option<Schedule>,
    /// Version.
    pub version: i32,
}

impl From<Model> for JobAlert {
    fn from(row: Model) -> Self {
        // The column holds codes of the list only.
        let frequency = AlertFrequency::parse(&row.frequency).unwrap_or(AlertFrequency::Weekly);
        let days = row.due_on.zip(row.wrote_on).zip(row.ends_on);
        let schedule = days.map(|((due_on, wrote_on), ends_on)| Schedule {
            frequency,
            due_on,
            wrote_on,
            ends_on,
            warned_on: row.warned_on,
        });
        JobAlert {
            id: row.id,
            email: row.email,
            filters: row.filters,
            frequency,
            expires_at: row.expires_at,
            round: row.round,
            schedule: schedule.filter(|_| row.status == ACTIVE),
            version: row.version,
        }
    }
}

/// An alert that waits for its confirmation.
#[derive(Debug, Clone, PartialEq)]
pub struct NewJobAlert {
    /// The alert.
    pub id: Uuid,
    /// Address that it writes to.
    pub email: Email,
    /// Its search.
    pub filters: Value,
    /// How often it writes.
    pub frequency: AlertFrequency,
    /// Version of the text that was agreed to.
    pub consent_version: String,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
}

/// Writes an alert down that waits for its confirmation.
///
/// # Errors
/// Those of the store.
pub async fn insert(db: &impl ConnectionTrait, new: NewJobAlert, now: DateTime<Utc>) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(new.id),
        status: Set(PENDING.to_owned()),
        email: Set(new.email.to_string()),
        filters: Set(new.filters),
        frequency: Set(new.frequency.to_string()),
        consent_version: Set(new.consent_version),
        expires_at: Set(new.expires_at),
        round: Set(0),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The alert of this id; `locked` holds its row until the end of the transaction.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid, locked: bool) -> Result<Option<JobAlert>, StoreError> {
    let query = Entity::find_by_id(id);
    let query = if locked { query.lock_exclusive() } else { query };
    Ok(query.one(db).await?.map(JobAlert::from))
}

/// Starts an alert, with the round from which on offers are new to it. An older one of the same address for the same
/// search ends: nobody gets two mails for one search.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn confirm(
    db: &impl ConnectionTrait,
    alert: &JobAlert,
    schedule: &Schedule,
    round: i64,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        status: Set(ACTIVE.to_owned()),
        confirmed_at: Set(Some(now)),
        round: Set(round),
        ..days(schedule)
    };
    save(db, alert, row, now).await?;
    // Filters are compared here: databases do not agree on when two JSON values are equal.
    let others = Entity::find().filter(Column::Email.eq(&alert.email)).filter(Column::Id.ne(alert.id));
    for other in others.all(db).await?.into_iter().filter(|other| other.filters == alert.filters) {
        delete(db, other.id).await?;
    }
    Ok(())
}

/// Changes an alert read at its version.
///
/// # Errors
/// [`StoreError::Stale`] when it changed meanwhile.
pub async fn update(
    db: &impl ConnectionTrait,
    alert: &JobAlert,
    filters: &Value,
    schedule: &Schedule,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row =
        ActiveModel { filters: Set(filters.clone()), frequency: Set(schedule.frequency.to_string()), ..days(schedule) };
    save(db, alert, row, now).await
}

/// Notes what the work of a day made of an alert whose row is held. Its version stays: nothing changed that the person
/// decides on.
///
/// # Errors
/// Those of the store.
pub async fn note(
    db: &impl ConnectionTrait,
    id: Uuid,
    round: i64,
    schedule: &Schedule,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel { round: Set(round), updated_at: Set(now), ..days(schedule) };
    Entity::update_many().set(row).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

fn days(schedule: &Schedule) -> ActiveModel {
    ActiveModel {
        due_on: Set(Some(schedule.due_on)),
        wrote_on: Set(Some(schedule.wrote_on)),
        ends_on: Set(Some(schedule.ends_on)),
        warned_on: Set(schedule.warned_on),
        ..Default::default()
    }
}

async fn save(
    db: &impl ConnectionTrait,
    alert: &JobAlert,
    row: ActiveModel,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let done = Entity::update_many()
        .set(row)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .filter(Column::Id.eq(alert.id))
        .filter(Column::Version.eq(alert.version))
        .exec(db)
        .await?;
    changed(done.rows_affected)
}

/// Erases an alert; `false` when there is none.
///
/// # Errors
/// Those of the store.
pub async fn delete(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, StoreError> {
    Ok(Entity::delete_by_id(id).exec(db).await?.rows_affected > 0)
}

/// Erases alerts that nobody confirmed in time; returns how many.
///
/// # Errors
/// Those of the store.
pub async fn erase_unconfirmed(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let late = Condition::all().add(Column::Status.eq(PENDING)).add(Column::ExpiresAt.lte(now));
    Ok(Entity::delete_many().filter(late).exec(db).await?.rows_affected)
}

/// How many alerts are confirmed.
///
/// # Errors
/// Those of the store.
pub async fn count_active(db: &impl ConnectionTrait) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::Status.eq(ACTIVE)).count(db).await?)
}

/// The confirmed alerts for which there is something to do today.
///
/// # Errors
/// Those of the store.
pub async fn with_work_on(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<Uuid>, StoreError> {
    let rows = Entity::find().filter(Column::Status.eq(ACTIVE)).order_by_asc(Column::Id).all(db).await?;
    let alerts = rows.into_iter().map(JobAlert::from);
    let work = |alert: &JobAlert| alert.schedule.is_some_and(|schedule| schedule.has_work_on(today));
    Ok(alerts.filter(work).map(|alert| alert.id).collect())
}

/// Announces the offers that are public and were in no round before; returns the number of this round. Rounds wait for
/// each other: when one is committed, every one before it is.
///
/// # Errors
/// Those of the store.
pub async fn announce(db: &impl ConnectionTrait, today: NaiveDate) -> Result<i64, StoreError> {
    use job_alert_rounds::Column::Number;
    use job_offer_announcements::Column::{JobOfferId, Round};

    let raised = Expr::col(Number).add(1);
    job_alert_rounds::Entity::update_many().col_expr(Number, raised).exec(db).await?;
    let number = job_alert_rounds::Entity::find().select_only().column(Number).into_tuple::<i64>().one(db).await?;
    let number = number.unwrap_or_default();
    let known = Query::select().column(JobOfferId).from(job_offer_announcements::Entity).take();
    let new = Query::select()
        .column(job_offers::Column::Id)
        .expr(Expr::value(number))
        .from(job_offers::Entity)
        .and_where(job_offers::Column::IsPublic.eq(true))
        .and_where(job_offers::Column::ExpiresSort.gte(today))
        .and_where(job_offers::Column::Id.not_in_subquery(known))
        .take();
    let mut insert = Query::insert();
    insert.into_table(job_offer_announcements::Entity).columns([JobOfferId, Round]);
    insert.select_from(new).map_err(|error| StoreError::Unavailable(error.to_string()))?;
    db.execute(&insert).await?;
    Ok(number)
}

/// The offers announced after one round, up to another.
///
/// # Errors
/// Those of the store.
pub async fn announced(db: &impl ConnectionTrait, after: i64, until: i64) -> Result<HashSet<Uuid>, StoreError> {
    use job_offer_announcements::Column::{JobOfferId, Round};

    let rows = job_offer_announcements::Entity::find()
        .filter(Round.gt(after))
        .filter(Round.lte(until))
        .select_only()
        .column(JobOfferId)
        .into_tuple::<Uuid>()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
