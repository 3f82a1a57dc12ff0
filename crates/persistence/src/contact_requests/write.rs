//! Keeping requests and moving them on.

use chrono::{DateTime, Utc};
use domain::codes::ContactRequestStatus;
use domain::text::fold;
use sea_orm::prelude::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use crate::StoreError;
use crate::entities::contact_requests::{ActiveModel, Column, Entity};

/// A request that just came in.
#[derive(Debug, Clone)]
pub struct NewRequest {
    /// Its id.
    pub id: Uuid,
    /// Its random reference.
    pub reference: String,
    /// The form as it was sent.
    pub payload: Value,
    /// First name of the person who asks.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address, in lower case.
    pub email: Option<String>,
    /// Phone number, E.164.
    pub phone: Option<String>,
    /// First wished territory.
    pub first_wish_code: Option<String>,
    /// EPCI of the first wished territory.
    pub epci_code: Option<String>,
    /// Campaign that led here, as the request names it or as its touchpoint does.
    pub campaign: Option<String>,
    /// Touchpoint that led here.
    pub touchpoint_id: Option<Uuid>,
    /// Hash of the mailed token; `None` when there is no e-mail address.
    pub token_hash: Option<String>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
}

/// Keeps a new request.
///
/// # Errors
/// [`StoreError::Constraint`] when the reference or the token is taken.
pub async fn insert(db: &impl ConnectionTrait, request: NewRequest) -> Result<(), StoreError> {
    let email = request.email.clone().unwrap_or_default();
    let words = [&request.last_name, &request.first_name, &email, &request.reference].map(String::as_str);
    let row = ActiveModel {
        id: Set(request.id),
        folded: Set(fold(&words.join(" "))),
        reference: Set(request.reference),
        status: Set(ContactRequestStatus::Pending.to_string()),
        payload: Set(request.payload),
        first_name: Set(request.first_name),
        last_name: Set(request.last_name),
        email_key: Set(request.email.clone()),
        email: Set(request.email),
        phone: Set(request.phone),
        first_wish_code: Set(request.first_wish_code),
        epci_code: Set(request.epci_code),
        campaign: Set(request.campaign),
        touchpoint_id: Set(request.touchpoint_id),
        token_hash: Set(request.token_hash),
        received_at: Set(request.received_at),
        expires_at: Set(request.expires_at),
        confirmed_at: Set(None),
        confirmed_by: Set(None),
        prospect_id: Set(None),
        created_at: Set(request.received_at),
        updated_at: Set(request.received_at),
        version: Set(1),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// What became of a request.
#[derive(Debug, Clone, Copy)]
pub enum Settled {
    /// It became this file, or joined it.
    Confirmed {
        /// The file.
        prospect_id: Uuid,
        /// The account that confirmed it by call; `None` for the mailed link.
        by: Option<Uuid>,
    },
    /// It will never be one.
    Expired,
}

/// Moves a pending request on.
///
/// # Errors
/// [`StoreError::Stale`] when the request is no longer pending at `version`.
pub async fn settle(
    db: &impl ConnectionTrait,
    (id, version): (Uuid, i32),
    outcome: Settled,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let change = match outcome {
        Settled::Confirmed { prospect_id, by } => ActiveModel {
            status: Set(ContactRequestStatus::Confirmed.to_string()),
            confirmed_at: Set(Some(now)),
            confirmed_by: Set(by),
            prospect_id: Set(Some(prospect_id)),
            ..Default::default()
        },
        Settled::Expired => {
            ActiveModel { status: Set(ContactRequestStatus::Expired.to_string()), ..Default::default() }
        }
    };
    let done = Entity::update_many()
        .set(ActiveModel { version: Set(version + 1), updated_at: Set(now), ..change })
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .filter(Column::Status.eq(ContactRequestStatus::Pending.as_str()))
        .exec(db)
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Writes down that pending requests past their time have expired; returns how many.
///
/// # Errors
/// Those of the store.
pub async fn expire(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let done = Entity::update_many()
        .set(ActiveModel {
            status: Set(ContactRequestStatus::Expired.to_string()),
            updated_at: Set(now),
            ..Default::default()
        })
        .col_expr(Column::Version, sea_orm::ExprTrait::add(Expr::col(Column::Version), 1))
        .filter(Column::Status.eq(ContactRequestStatus::Pending.as_str()))
        .filter(Column::ExpiresAt.lte(now))
        .exec(db)
        .await?;
    Ok(done.rows_affected)
}

/// Erases expired requests, with all they say of people, whose time ended before `limit`; returns how many.
///
/// # Errors
/// Those of the store.
pub async fn erase_expired_before(db: &impl ConnectionTrait, limit: DateTime<Utc>) -> Result<u64, StoreError> {
    let done = Entity::delete_many()
        .filter(Column::Status.eq(ContactRequestStatus::Expired.as_str()))
        .filter(Column::ExpiresAt.lt(limit))
        .exec(db)
        .await?;
    Ok(done.rows_affected)
}
