//! Whether the public sees an offer: published, of an active member or of nobody that the network knows.

use domain::codes::{JobOfferStatus, MembershipStatus};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{employers, job_offers};

/// Writes anew whether the offers of an employer are public, after its membership moved; `edition` was raised before
/// anything else in the transaction.
///
/// # Errors
/// Those of the store.
pub async fn refresh_of_employer(tx: &impl ConnectionTrait, employer_id: Uuid, edition: i64) -> Result<(), StoreError> {
    use job_offers::{Column, Entity};
    let published = Expr::col(Column::Status).eq(JobOfferStatus::Published.as_str());
    let public = if is_member(tx, employer_id).await? { published } else { Expr::val(false) };
    Entity::update_many()
        .col_expr(Column::IsPublic, public)
        .col_expr(Column::Edition, Expr::val(edition))
        .filter(Column::EmployerId.eq(employer_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Whether an employer is an active member of the network now; asked after the edition was raised, the answer holds
/// until the transaction ends.
///
/// # Errors
/// Those of the store.
pub async fn is_member(tx: &impl ConnectionTrait, employer_id: Uuid) -> Result<bool, StoreError> {
    let status: Option<Option<String>> = employers::Entity::find_by_id(employer_id)
        .select_only()
        .column(employers::Column::MembershipStatus)
        .into_tuple()
        .one(tx)
        .await?;
    Ok(status.flatten().as_deref() == Some(MembershipStatus::Active.as_str()))
}
