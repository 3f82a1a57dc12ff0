//! The files behind a figure.

use domain::indicators::{Indicator, Period};
use sea_orm::sea_query::{Expr, JoinType, Order, Query};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::facts::facts;
use crate::StoreError;

/// A file that a figure counts.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct CountedFile {
    /// The file.
    pub prospect_id: Uuid,
    /// Its number.
    pub number: String,
    /// The EPCI that it is counted in.
    pub epci: Option<String>,
    /// How much it counts for: a file, its adults, its persons before any coefficient.
    pub weight: i64,
}

/// The files behind an indicator of files in a period, by number; none for an indicator of something else. Promises whose
/// time has not come at the end of the period count as they do then.
///
/// # Errors
/// Those of the store.
pub async fn files_of(
    db: &impl ConnectionTrait,
    indicator: Indicator,
    period: &Period,
) -> Result<Vec<CountedFile>, StoreError> {
    if !indicator.is_of_files() {
        return Ok(vec![]);
    }
    let rows = Query::select()
        .column(("f", "prospect_id"))
        .column(("p", "number"))
        .column(("f", "epci"))
        .expr_as(Expr::cust("SUM(f.weight)"), "weight")
        .from_subquery(facts(indicator, *period, period.instants().1).rows, "f")
        .join_as(JoinType::InnerJoin, "prospects", "p", Expr::cust("p.id = f.prospect_id"))
        .group_by_columns([("f", "prospect_id"), ("p", "number"), ("f", "epci")])
        .order_by(("p", "number"), Order::Asc)
        .order_by(("f", "epci"), Order::Asc)
        .take();
    let rows = db.query_all(&rows).await?;
    Ok(rows.iter().map(|row| CountedFile::from_query_result(row, "")).collect::<Result<_, _>>()?)
}
