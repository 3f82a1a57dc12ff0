//! Who downloaded what of the kit.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::kit_downloads::{ActiveModel, Column, Entity};

/// Counts a download of a version.
///
/// # Errors
/// Those of the store.
pub async fn insert(
    db: &impl ConnectionTrait,
    (item_id, number): (Uuid, i32),
    (employer_id, user_id): (Option<Uuid>, Option<Uuid>),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(Uuid::now_v7()),
        item_id: Set(item_id),
        number: Set(number),
        employer_id: Set(employer_id),
        user_id: Set(user_id),
        downloaded_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// How often an item was downloaded, and by how many employers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Downloads, those of the programme included.
    pub downloads: i64,
    /// Employers who downloaded it.
    pub employers: i64,
}

/// The counts of each of these items; one that nobody downloaded is left out.
///
/// # Errors
/// Those of the store.
pub async fn counts_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Counts>, StoreError> {
    let select = Entity::find()
        .select_only()
        .column(Column::ItemId)
        .column_as(Column::Id.count(), "downloads")
        .column_as(Expr::expr(Func::count_distinct(Expr::col(Column::EmployerId))), "employers")
        .filter(Column::ItemId.is_in(ids))
        .group_by(Column::ItemId);
    let rows: Vec<(Uuid, i64, i64)> = select.into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(id, downloads, employers)| (id, Counts { downloads, employers })).collect())
}

/// What one employer did with one item.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Use {
    /// The item.
    pub item_id: Uuid,
    /// The employer.
    pub employer_id: Uuid,
    /// How often it was downloaded.
    pub downloads: i64,
    /// The latest version among them.
    pub number: i32,
    /// When it last was.
    pub last_at: DateTime<Utc>,
}

/// What employers did, the latest first: all of them with one item, or one of them with all items.
#[derive(Debug, Clone, Copy)]
pub enum Whose {
    /// Of one item.
    Item(Uuid),
    /// Of one employer.
    Employer(Uuid),
}

/// Downloads by item and employer.
///
/// # Errors
/// Those of the store.
pub async fn uses(db: &impl ConnectionTrait, whose: Whose) -> Result<Vec<Use>, StoreError> {
    let wanted = match whose {
        Whose::Item(id) => Column::ItemId.eq(id),
        Whose::Employer(id) => Column::EmployerId.eq(id),
    };
    let select = Entity::find()
        .select_only()
        .columns([Column::ItemId, Column::EmployerId])
        .column_as(Column::Id.count(), "downloads")
        .column_as(Column::Number.max(), "number")
        .column_as(Column::DownloadedAt.max(), "last_at")
        .filter(wanted)
        .filter(Column::EmployerId.is_not_null())
        .group_by(Column::ItemId)
        .group_by(Column::EmployerId)
        .order_by_desc(Expr::expr(Expr::col(Column::DownloadedAt).max()));
    Ok(select.into_model().all(db).await?)
}
