//! How many files name an obstacle.

use std::collections::HashMap;

use domain::access::ProspectScope;
use domain::codes::Obstacle;
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait};

use super::filter::TagKind;
use super::scope::visible;
use crate::StoreError;
use crate::entities::prospect_tags::{Column, Entity, Relation};
use crate::entities::prospects;
use crate::my_day::is_open;

/// How many open files of `scope` name each of these obstacles, in their order, and how many name any of them.
///
/// # Errors
/// Those of the store.
pub async fn count_obstacles(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    obstacles: &[Obstacle],
) -> Result<(Vec<u64>, u64), StoreError> {
    if obstacles.is_empty() {
        return Ok((vec![], 0));
    }
    let named = Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, Relation::Prospect.def())
        .filter(Column::Kind.eq(TagKind::Obstacle.as_str()))
        .filter(Column::Code.is_in(obstacles.iter().map(|obstacle| obstacle.as_str())))
        .filter(prospects::Column::ArchivedAt.is_null())
        .filter(is_open())
        .filter(visible(scope));
    let each = named.clone().column(Column::Code).column_as(Column::ProspectId.count(), "files").group_by(Column::Code);
    let each: HashMap<String, i64> = each.into_tuple::<(String, i64)>().all(db).await?.into_iter().collect();
    let files = Func::count_distinct(Expr::col((Entity, Column::ProspectId)));
    let any: Option<i64> = named.expr_as(files, "files").into_tuple().one(db).await?;
    let counted = |count: i64| u64::try_from(count).unwrap_or(0);
    let in_order = obstacles.iter().map(|one| counted(each.get(one.as_str()).copied().unwrap_or(0))).collect();
    Ok((in_order, counted(any.unwrap_or(0))))
}
