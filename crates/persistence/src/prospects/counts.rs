//! How many files stand where.

use chrono::NaiveDate;
use domain::access::ProspectScope;
use domain::codes::ProspectStatus;
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::filter::Filter;
use super::scope::visible;
use crate::StoreError;
use crate::entities::prospects::{Column, Entity};
use crate::entities::{careers, members};

/// Files of a scope and filter, by state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub total: i64,
    /// Those whose next action is late.
    pub overdue: i64,
    /// By state; states without a file are left out.
    pub by_status: Vec<StatusCount>,
}

/// Files in one state.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct StatusCount {
    /// Code of the state.
    pub status: String,
    /// How many.
    pub count: i64,
    /// Since when the oldest one is in it.
    pub oldest_since: NaiveDate,
    /// How many have a late next action.
    pub overdue: i64,
}

/// Counts the files of `scope` that fit `filter`; an action planned before `today` is late.
///
/// # Errors
/// Those of the store.
pub async fn counts(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    filter: &Filter,
    today: NaiveDate,
) -> Result<Counts, StoreError> {
    // `next_action_on` itself: it stands in the covering index of the counts.
    let late = Expr::case(Column::NextActionOn.lt(today), 1).finally(0);
    let by_status: Vec<StatusCount> = Entity::find()
        .select_only()
        .column(Column::Status)
        .expr_as(Column::Id.count(), "count")
        .expr_as(Column::StatusSince.min(), "oldest_since")
        .expr_as(Func::sum(late).cast_as("bigint"), "overdue")
        .filter(visible(scope))
        .filter(filter.condition(db.get_database_backend()))
        .group_by(Column::Status)
        .order_by_asc(Column::Status)
        .into_model()
        .all(db)
        .await?;
    Ok(Counts {
        total: by_status.iter().map(|line| line.count).sum(),
        overdue: by_status.iter().map(|line| line.overdue).sum(),
        by_status,
    })
}

/// How many adults of open files of the scope look for each occupation; those without one are left out.
///
/// # Errors
/// Those of the store.
pub async fn looked_for(db: &impl ConnectionTrait, scope: &ProspectScope) -> Result<Vec<(String, i64)>, StoreError> {
    let open = ProspectStatus::ALL.iter().filter(|status| status.is_open()).map(|status| status.as_str());
    let files = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(visible(scope))
        .filter(Column::Status.is_in(open))
        .filter(Column::ArchivedAt.is_null());
    let adults = members::Entity::find()
        .select_only()
        .column(members::Column::Id)
        .filter(members::Column::ProspectId.in_subquery(files.into_query()));
    let rows = careers::Entity::find()
        .select_only()
        .column(careers::Column::OccupationCode)
        .column_as(careers::Column::MemberId.count(), "adults")
        .filter(careers::Column::OccupationCode.is_not_null())
        .filter(careers::Column::MemberId.in_subquery(adults.into_query()))
        .group_by(careers::Column::OccupationCode);
    Ok(rows.into_tuple().all(db).await?)
}
