//! The queue of pairs.

use chrono::{DateTime, Utc};
use domain::access::ProspectScope;
use domain::codes::DuplicateStatus;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use uuid::Uuid;

use super::Pair;
use super::candidates::living;
use crate::StoreError;
use crate::entities::duplicate_pairs::{Column, Entity};
use crate::entities::prospects;
use crate::prospects::scope::visible;

/// Which pairs.
#[derive(Debug, Clone, Default)]
pub struct PairFilter {
    /// What became of them; empty is all.
    pub statuses: Vec<DuplicateStatus>,
    /// Pairs of this file.
    pub prospect_id: Option<Uuid>,
    /// One of the files is wished for this EPCI or commune.
    pub territory: Option<String>,
}

/// Pairs of which the scope holds at least one file, newest first, after the one found at `after.0` with the id
/// `after.1`.
///
/// # Errors
/// Those of the store.
pub async fn list(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    filter: &PairFilter,
    after: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<Pair>, StoreError> {
    let mut query = matching(scope, filter);
    if let Some((found_at, id)) = after {
        let place = Expr::tuple([Expr::col(Column::FoundAt), Expr::col(Column::Id)]);
        query = query.filter(place.lt(Expr::tuple([Expr::val(found_at), Expr::val(id)])));
    }
    let rows = query.order_by_desc(Column::FoundAt).order_by_desc(Column::Id).limit(limit).all(db).await?;
    Ok(rows.into_iter().map(Pair::from).collect())
}

/// How many [`list`] gives in all.
///
/// # Errors
/// Those of the store.
pub async fn count(db: &impl ConnectionTrait, scope: &ProspectScope, filter: &PairFilter) -> Result<u64, StoreError> {
    Ok(matching(scope, filter).count(db).await?)
}

fn matching(scope: &ProspectScope, filter: &PairFilter) -> Select<Entity> {
    let mut query = Entity::find();
    if !filter.statuses.is_empty() {
        query = query.filter(Column::Status.is_in(filter.statuses.iter().map(|status| status.as_str())));
    }
    if filter.statuses == [DuplicateStatus::Open] {
        // A file that is put away, or was taken in by a third one, asks nothing any more.
        query = query
            .filter(Column::FirstId.in_subquery(files(living())))
            .filter(Column::SecondId.in_subquery(files(living())));
    }
    if let Some(id) = filter.prospect_id {
        query = query.filter(Condition::any().add(Column::FirstId.eq(id)).add(Column::SecondId.eq(id)));
    }
    if let Some(code) = &filter.territory {
        let there = Condition::any()
            .add(prospects::Column::EpciCode.eq(code.as_str()))
            .add(prospects::Column::FirstWishCode.eq(code.as_str()));
        query = query.filter(either(&Condition::all().add(visible(scope)).add(there)));
    }
    match scope {
        ProspectScope::All => query,
        ProspectScope::Own { .. } => query.filter(either(&visible(scope))),
    }
}

fn either(which: &Condition) -> Condition {
    Condition::any()
        .add(Column::FirstId.in_subquery(files(which.clone())))
        .add(Column::SecondId.in_subquery(files(which.clone())))
}

fn files(which: Condition) -> SelectStatement {
    Query::select().column(prospects::Column::Id).from(prospects::Entity).cond_where(which).take()
}
