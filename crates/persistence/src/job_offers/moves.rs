//! Moving offers from state to state, and keeping who did it and why.

use chrono::{DateTime, NaiveDate, Utc};
use domain::codes::JobOfferStatus;
use domain::job_offers::{JobOfferMove, is_public, last_day};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::write::{expires_sort, save};
use super::{JobOffer, edition, publicity};
use crate::StoreError;
use crate::entities::job_offer_changes;
use crate::entities::job_offers::{ActiveModel, Column, Entity};

/// Who moves an offer, for the history.
#[derive(Debug, Clone, Copy)]
pub struct Mover<'a> {
    /// The account.
    pub id: Option<Uuid>,
    /// Name, which stays when the account goes.
    pub name: Option<&'a str>,
}

/// A move of an offer, as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobOfferChange {
    /// State left.
    pub from: Option<String>,
    /// State entered.
    pub to: String,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub actor_name: Option<String>,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// Moves an offer. The edition is raised first, so that the membership read here is the one that the commit finds;
/// publication and renewal set its last day anew.
///
/// # Errors
/// [`StoreError::Stale`] when the offer changed meanwhile.
pub async fn change(
    db: &impl ConnectionTrait,
    offer: &JobOffer,
    asked: &JobOfferMove,
    by: Mover<'_>,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<(), StoreError> {
    edition::raise(db).await?;
    let owner = publicity::owner_of(db, offer.employer_id).await?;
    let mut row = ActiveModel {
        status: Set(asked.to.to_string()),
        status_reason: Set(asked.reason.clone()),
        is_public: Set(is_public(asked.to, owner, offer.archived_at.is_some())),
        ..Default::default()
    };
    if asked.to == JobOfferStatus::Published {
        let until = last_day(offer.expires_on, today);
        row.published_at = Set(Some(now));
        row.expires_on = Set(Some(until));
        row.expires_sort = Set(expires_sort(Some(until)));
    }
    save(db, (offer.id, offer.version), row, now).await?;
    keep(db, offer, asked, by, now).await
}

async fn keep(
    db: &impl ConnectionTrait,
    offer: &JobOffer,
    asked: &JobOfferMove,
    by: Mover<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let line = job_offer_changes::ActiveModel {
        id: Set(Uuid::now_v7()),
        job_offer_id: Set(offer.id),
        from_status: Set(Some(offer.status.to_string())),
        to_status: Set(asked.to.to_string()),
        reason: Set(asked.reason.clone()),
        actor_id: Set(by.id),
        actor_name: Set(by.name.map(str::to_owned)),
        import_id: Set(None),
        recorded_at: Set(now),
    };
    job_offer_changes::Entity::insert(line).exec_without_returning(db).await?;
    Ok(())
}

/// Offers typed here and published that end from `first` to `last`, for the reminder.
///
/// # Errors
/// Those of the store.
pub async fn ending(db: &impl ConnectionTrait, first: NaiveDate, last: NaiveDate) -> Result<Vec<JobOffer>, StoreError> {
    let own = published().filter(Column::ExpiresSort.between(first, last)).filter(Column::ExternalId.is_null());
    Ok(own.order_by_asc(Column::Id).all(db).await?.into_iter().map(JobOffer::from).collect())
}

/// Ends published offers whose last day is before today, at most `limit` of them; returns those it ended.
///
/// # Errors
/// Those of the store.
pub async fn expire_due(
    db: &impl ConnectionTrait,
    (today, now): (NaiveDate, DateTime<Utc>),
    limit: u64,
) -> Result<Vec<JobOffer>, StoreError> {
    let select = published().filter(Column::ExpiresSort.lt(today)).order_by_asc(Column::ExpiresSort).limit(limit);
    let over: Vec<JobOffer> = select.all(db).await?.into_iter().map(JobOffer::from).collect();
    let asked = JobOfferMove { to: JobOfferStatus::Expired, reason: None };
    for offer in &over {
        change(db, offer, &asked, Mover { id: None, name: None }, (today, now)).await?;
    }
    Ok(over)
}

fn published() -> sea_orm::Select<Entity> {
    Entity::find().filter(Column::Status.eq(JobOfferStatus::Published.as_str())).filter(Column::ArchivedAt.is_null())
}
