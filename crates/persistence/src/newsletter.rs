//! Addresses that get the newsletter. Whoever unsubscribes is erased.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::newsletter_subscriptions::{ActiveModel, Column, Entity, Model};

const PENDING: &str = "pending";
const ACTIVE: &str = "active";

/// A subscription as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The subscription.
    pub id: Uuid,
    /// Address.
    pub email: String,
    /// `form` or `ambassador`.
    pub source: String,
    /// Version of the text that was agreed to.
    pub consent_version: String,
    /// Since when it is confirmed, if it is.
    pub confirmed_at: Option<DateTime<Utc>>,
}

impl From<Model> for Subscription {
    fn from(row: Model) -> Self {
        Subscription {
            id: row.id,
            confirmed_at: row.confirmed_at.filter(|_| row.status == ACTIVE),
            email: row.email,
            source: row.source,
            consent_version: row.consent_version,
        }
    }
}

/// An address that waits for its confirmation.
#[derive(Debug, Clone)]
pub struct NewSubscription<'a> {
    /// The subscription.
    pub id: Uuid,
    /// Address.
    pub email: &'a str,
    /// `form` or `ambassador`.
    pub source: &'a str,
    /// Version of the text that was agreed to.
    pub consent_version: &'a str,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
}

/// Writes an address down that waits for its confirmation.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    new: &NewSubscription<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(new.id),
        status: Set(PENDING.to_owned()),
        email: Set(new.email.to_owned()),
        email_key: Set(None),
        source: Set(new.source.to_owned()),
        consent_version: Set(new.consent_version.to_owned()),
        expires_at: Set(new.expires_at),
        confirmed_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// One subscription.
///
/// # Errors
/// Those of the store.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Subscription>, StoreError> {
    Ok(Entity::find_by_id(id).one(db).await?.map(Subscription::from))
}

/// Starts a subscription; every other one of the address goes. Two transactions that confirm the same address wait for
/// each other: the second finds its own gone, and the first stays.
///
/// # Errors
/// Those of the store.
pub async fn confirm(db: &impl ConnectionTrait, own: &Subscription, now: DateTime<Utc>) -> Result<(), StoreError> {
    crate::locks::hold_people(db, std::slice::from_ref(&own.email), &[]).await?;
    if find(db, own.id).await?.is_none() {
        return Ok(());
    }
    let others = Condition::all().add(Column::Email.eq(&own.email)).add(Column::Id.ne(own.id));
    Entity::delete_many().filter(others).exec(db).await?;
    let row = ActiveModel {
        status: Set(ACTIVE.to_owned()),
        email_key: Set(Some(own.email.clone())),
        confirmed_at: Set(Some(now)),
        updated_at: Set(now),
        ..Default::default()
    };
    Entity::update_many().set(row).filter(Column::Id.eq(own.id)).exec(db).await?;
    Ok(())
}

/// Erases a subscription; `false` when there is none.
///
/// # Errors
/// Those of the store.
pub async fn delete(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, StoreError> {
    Ok(Entity::delete_by_id(id).exec(db).await?.rows_affected > 0)
}

/// Erases every subscription of an address, confirmed or not.
///
/// # Errors
/// Those of the store.
pub async fn delete_of(db: &impl ConnectionTrait, email: &str) -> Result<bool, StoreError> {
    Ok(Entity::delete_many().filter(Column::Email.eq(email)).exec(db).await?.rows_affected > 0)
}

/// Erases what nobody confirmed in time; how many.
///
/// # Errors
/// Those of the store.
pub async fn erase_unconfirmed(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let late = Condition::all().add(Column::Status.eq(PENDING)).add(Column::ExpiresAt.lte(now));
    Ok(Entity::delete_many().filter(late).exec(db).await?.rows_affected)
}

/// Those of these addresses that get the newsletter.
///
/// # Errors
/// Those of the store.
pub async fn among(
    db: &impl ConnectionTrait,
    emails: impl IntoIterator<Item = String>,
) -> Result<HashSet<String>, StoreError> {
    let found: Vec<Option<String>> = Entity::find()
        .select_only()
        .column(Column::EmailKey)
        .filter(Column::EmailKey.is_in(emails))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().flatten().collect())
}

/// Everybody who gets the newsletter, by address.
///
/// # Errors
/// Those of the store.
pub async fn confirmed(db: &impl ConnectionTrait) -> Result<Vec<Subscription>, StoreError> {
    let all = Entity::find().filter(Column::Status.eq(ACTIVE));
    let rows = all.order_by_asc(Column::Email).order_by_asc(Column::Id).all(db).await?;
    Ok(rows.into_iter().map(Subscription::from).collect())
}

/// How many get the newsletter, by where they signed up.
///
/// # Errors
/// Those of the store.
pub async fn counts(db: &impl ConnectionTrait) -> Result<BTreeMap<String, i64>, StoreError> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::Source)
        .column_as(Column::Id.count(), "found")
        .filter(Column::Status.eq(ACTIVE))
        .group_by(Column::Source)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
