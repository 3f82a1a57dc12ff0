//! What the public may read.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::codes::{JobOfferStatus, MembershipStatus};
use domain::job_offers::{Owner, is_public};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::JobOffer;
use crate::StoreError;
use crate::entities::employers;
use crate::entities::job_offers::{ActiveModel, Column, Entity};

/// Computes again whether the offers of an employer are public: to be called when its membership changed, with the
/// edition raised in the same transaction.
///
/// # Errors
/// Those of the store.
pub async fn refresh_of_employer(
    db: &impl ConnectionTrait,
    employer_id: Uuid,
    membership: Option<MembershipStatus>,
) -> Result<(), StoreError> {
    let public = is_public(JobOfferStatus::Published, Owner::Employer(membership), false);
    Entity::update_many()
        .set(ActiveModel { is_public: Set(public), ..Default::default() })
        .filter(Column::EmployerId.eq(employer_id))
        .filter(Column::Status.eq(JobOfferStatus::Published.as_str()))
        .filter(Column::ArchivedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// The offers that the public may read on this day, the latest first.
///
/// # Errors
/// Those of the store.
pub async fn public(db: &impl ConnectionTrait, today: NaiveDate) -> Result<Vec<JobOffer>, StoreError> {
    let rows = Entity::find()
        .filter(Column::IsPublic.eq(true))
        .filter(Column::ExpiresSort.gte(today))
        .order_by_desc(Column::PublishedAt)
        .order_by_desc(Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(JobOffer::from).collect())
}

/// How many public offers each of these employers has; those without any are left out.
///
/// # Errors
/// Those of the store.
pub async fn public_of(
    db: &impl ConnectionTrait,
    employers: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, i64>, StoreError> {
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .filter(Column::IsPublic.eq(true))
        .filter(Column::EmployerId.is_in(employers))
        .select_only()
        .column(Column::EmployerId)
        .column_as(Column::Id.count(), "offers")
        .group_by(Column::EmployerId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Whose an offer is, as far as its publicity is concerned.
pub(super) async fn owner_of(db: &impl ConnectionTrait, employer_id: Option<Uuid>) -> Result<Owner, StoreError> {
    let Some(id) = employer_id else { return Ok(Owner::Unknown) };
    let status: Option<Option<String>> = employers::Entity::find_by_id(id)
        .select_only()
        .column(employers::Column::MembershipStatus)
        .into_tuple()
        .one(db)
        .await?;
    Ok(Owner::Employer(status.flatten().as_deref().and_then(MembershipStatus::parse)))
}
