//! What became of the files that were opened in the same month.

use std::collections::BTreeMap;

use domain::indicators::{Dimension, Period, Scope};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::Expr;

use super::counts;
use super::facts::cohort;
use super::measure::narrowed;
use crate::StoreError;

/// Files opened in one month, and how many of them went on until now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cohort {
    /// Files opened.
    pub entered: i64,
    /// Of them, those that were accompanied.
    pub supported: i64,
    /// Of them, those whose family moved in.
    pub settled: i64,
}

/// The cohorts of the months of a year or a quarter, by month (`2026-03`), from the maintained counts; months in which nothing
/// was opened are left out. Unlike other figures they follow files until now: those of the past grow.
///
/// # Errors
/// Those of the store.
pub async fn cohorts(
    db: &impl ConnectionTrait,
    period: &Period,
    scope: &Scope,
) -> Result<BTreeMap<String, Cohort>, StoreError> {
    counts::cohorts(db, *period, &scope.places).await
}

/// The same from everything that happened: what the maintained counts are held against.
///
/// # Errors
/// Those of the store.
pub async fn scan_cohorts(
    db: &impl ConnectionTrait,
    period: &Period,
    scope: &Scope,
) -> Result<BTreeMap<String, Cohort>, StoreError> {
    let mut rows = narrowed(cohort(*period), Some((Dimension::Month, *period)), &scope.places);
    rows.expr_as(Expr::cust("COUNT(*)"), "entered")
        .expr_as(Expr::cust("CAST(SUM(f.hit) AS BIGINT)"), "supported")
        .expr_as(Expr::cust("CAST(SUM(f.weight) AS BIGINT)"), "settled")
        .group_by_columns(["key_1", "key_2"]);
    let mut cohorts = BTreeMap::new();
    for row in db.query_all(&rows).await? {
        let counts = Cohort {
            entered: row.try_get("", "entered")?,
            supported: row.try_get("", "supported")?,
            settled: row.try_get("", "settled")?,
        };
        if let Some(month) = row.try_get::<Option<String>>("", "key_1")? {
            cohorts.insert(month, counts);
        }
    }
    Ok(cohorts)
}
