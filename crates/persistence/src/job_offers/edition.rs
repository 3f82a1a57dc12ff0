//! The number of changes to what the public may read: a snapshot of the offers is good while it stays the same.

use sea_orm::prelude::Expr;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};

use crate::StoreError;
use crate::entities::job_offer_editions::{Column, Entity};

/// The present number.
///
/// # Errors
/// Those of the store.
pub async fn get(db: &impl ConnectionTrait) -> Result<i64, StoreError> {
    let number = Entity::find().select_only().column(Column::Number).into_tuple::<i64>().one(db).await?;
    Ok(number.unwrap_or_default())
}

/// Raises the number, and holds the others who change offers or memberships off until the transaction ends: to be
/// called before anything is read that the change depends on.
///
/// # Errors
/// Those of the store.
pub async fn raise(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    let raised = Expr::col(Column::Number).add(1);
    Entity::update_many().col_expr(Column::Number, raised).exec(db).await?;
    Ok(())
}
