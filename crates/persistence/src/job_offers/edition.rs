//! The edition of what the public sees: a number that every change of it raises.
//!
//! Whoever publishes, suspends, changes or removes an offer, or changes the membership of its employer, raises the
//! edition first and writes it on every offer that it touches. The row is held until the end of the transaction, so
//! that such changes come one after another and a snapshot only has to read the offers of later editions.

use sea_orm::prelude::Expr;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};

use crate::StoreError;
use crate::entities::job_offer_edition::{Column, Entity};

/// Holds the edition until the transaction ends and raises it; the new one.
///
/// # Errors
/// Those of the store.
pub async fn raise(tx: &impl ConnectionTrait) -> Result<i64, StoreError> {
    Entity::update_many().col_expr(Column::Edition, Expr::col(Column::Edition).add(1)).exec(tx).await?;
    current(tx).await
}

/// The edition of now.
///
/// # Errors
/// Those of the store.
pub async fn current(db: &impl ConnectionTrait) -> Result<i64, StoreError> {
    let edition: Option<i64> = Entity::find().select_only().column(Column::Edition).into_tuple().one(db).await?;
    Ok(edition.unwrap_or_default())
}
