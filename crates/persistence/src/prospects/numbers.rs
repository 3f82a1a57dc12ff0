//! Numbers of files, without gaps or doubles.

use domain::prospects::FileNumber;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::StoreError;
use crate::entities::number_sequences::{ActiveModel, Column, Entity};

/// The next number of `year`, for the transaction that opens the file: the row of the year stays locked until that
/// transaction ends, so a rolled back creation gives its number back.
///
/// # Errors
/// Those of the store.
pub async fn next(db: &impl ConnectionTrait, year: i32) -> Result<FileNumber, StoreError> {
    reserve(db, year, 1).await
}

/// The first of the next `count` numbers of `year`, all of which the transaction uses.
///
/// # Errors
/// Those of the store.
pub async fn reserve(db: &impl ConnectionTrait, year: i32, count: i32) -> Result<FileNumber, StoreError> {
    let so_many_more = Expr::col((Entity, Column::Last)).add(count);
    let taken = OnConflict::column(Column::Year).value(Column::Last, so_many_more).to_owned();
    let first = ActiveModel { year: Set(year), last: Set(count) };
    let row = Entity::insert(first).on_conflict(taken).exec_with_returning(db).await?;
    Ok(FileNumber { year, seq: row.last - count + 1 })
}
