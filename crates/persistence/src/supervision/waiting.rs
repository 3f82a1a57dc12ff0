//! Files that nobody has.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::codes::{AssignmentStatus, ProspectStatus, ReferentRole};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;

use crate::StoreError;
use crate::entities::{assignments, prospects};
use crate::my_day::pooled;

/// A file in the programme's pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pooled {
    /// The file.
    pub id: Uuid,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// Code of the reason.
    pub reason: Option<String>,
}

/// The files of the programme's pool, the longest waiting first.
///
/// # Errors
/// Those of the store.
pub async fn pool(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Pooled>, StoreError> {
    let rows: Vec<(Uuid, Option<DateTime<Utc>>, Option<String>)> =
        longest_pooled().limit(limit).into_tuple().all(db).await?;
    Ok(rows.into_iter().filter_map(|(id, since, reason)| Some(Pooled { id, since: since?, reason })).collect())
}

fn longest_pooled() -> Select<prospects::Entity> {
    pooled()
        .select_only()
        .columns([prospects::Column::Id, prospects::Column::PoolSince, prospects::Column::PoolReason])
        .order_by_asc(prospects::Column::PoolSince)
        .order_by_asc(prospects::Column::Id)
}

/// Qualified files that were proposed to nobody and that do not wait in the pool either.
fn nobodys() -> Select<prospects::Entity> {
    let asked = Query::select()
        .expr(Expr::val(1))
        .from(assignments::Entity)
        .and_where(
            Expr::col((assignments::Entity, assignments::Column::ProspectId))
                .equals((prospects::Entity, prospects::Column::Id)),
        )
        .and_where(assignments::Column::Role.eq(ReferentRole::Territorial.as_str()))
        .and_where(
            assignments::Column::Status
                .is_in([AssignmentStatus::Proposed.as_str(), AssignmentStatus::Accepted.as_str()]),
        )
        .take();
    prospects::Entity::find()
        .select_only()
        .filter(prospects::Column::Status.eq(ProspectStatus::Qualified.as_str()))
        .filter(prospects::Column::ArchivedAt.is_null())
        .filter(prospects::Column::PoolSince.is_null())
        .filter(Expr::exists(asked).not())
}

/// Ids of the qualified files that were proposed to nobody, the oldest first.
///
/// # Errors
/// Those of the store.
pub async fn unrouted(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Uuid>, StoreError> {
    Ok(oldest_unrouted().limit(limit).into_tuple().all(db).await?)
}

fn oldest_unrouted() -> Select<prospects::Entity> {
    nobodys()
        .column(prospects::Column::Id)
        .order_by_asc(prospects::Column::CreatedAt)
        .order_by_asc(prospects::Column::Id)
}

/// How many there are by the EPCI of their first wish.
///
/// # Errors
/// Those of the store.
pub async fn count_unrouted(db: &impl ConnectionTrait) -> Result<HashMap<Option<String>, i64>, StoreError> {
    let counts: Vec<(Option<String>, i64)> = unrouted_by_epci().into_tuple().all(db).await?;
    Ok(counts.into_iter().collect())
}

fn unrouted_by_epci() -> Select<prospects::Entity> {
    nobodys()
        .column(prospects::Column::EpciCode)
        .expr_as(Func::count(Expr::cust("*")), "files")
        .group_by(prospects::Column::EpciCode)
}

/// The queries whose plans are looked at: the lists, then the counts.
#[cfg(test)]
pub(super) fn queries() -> (Vec<String>, Vec<String>) {
    use sea_orm::QueryTrait;
    let sqlite = sea_orm::DbBackend::Sqlite;
    let lists = [longest_pooled(), oldest_unrouted()].map(|query| query.limit(50).build(sqlite).to_string());
    (lists.to_vec(), vec![unrouted_by_epci().build(sqlite).to_string()])
}
