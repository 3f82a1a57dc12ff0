//! Reading maintained counts: what was added up and what awaits that, in one statement.

use std::collections::BTreeMap;

use domain::indicators::{Dimension, Indicator, Nature, Period, Places, Scope, percent};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{Condition, ConnectionTrait};

use super::COHORT;
use crate::StoreError;
use crate::indicators::{Cell, Cohort};

/// Whether counts of the indicator are maintained.
pub(in crate::indicators) const fn is_maintained(indicator: Indicator) -> bool {
    use Indicator as I;
    matches!(
        indicator,
        I::ProspectsNew
            | I::ProspectsQualified
            | I::ProspectsSupported
            | I::AdultsSupported
            | I::InProgressAt
            | I::FamiliesSettled
            | I::NewcomersActual
            | I::NewcomersInsee
            | I::StillHereAfter12Months
            | I::ConversionBySource
            | I::Obstacles
            | I::AgeBands
            | I::TakeoversDone
            | I::PositionsFilled
            | I::StandFollowed
    )
}

/// What is read.
struct Counted {
    /// Code of the indicator, or what cohorts are kept under.
    code: &'static str,
    /// Whether it is comings and goings, from the beginning on.
    is_stock: bool,
    period: Period,
    dimension: &'static str,
}

/// The cells of a figure; one without a key when it is not broken down.
pub(in crate::indicators) async fn read(
    db: &impl ConnectionTrait,
    indicator: Indicator,
    period: Period,
    by: Option<Dimension>,
    scope: &Scope,
) -> Result<Vec<Cell>, StoreError> {
    let dimension = match by {
        None | Some(Dimension::Epci) => "",
        Some(Dimension::ThemeEpci) => Dimension::Theme.as_str(),
        Some(by) => by.as_str(),
    };
    let keys: &[&'static str] = match by {
        None => &[],
        Some(Dimension::Epci) => &["epci_code"],
        Some(Dimension::ThemeEpci) => &["part", "epci_code"],
        Some(_) => &["part"],
    };
    let of_counts =
        Counted { code: indicator.as_str(), is_stock: indicator.nature() == Nature::Stock, period, dimension };
    let found = db.query_all(&sums(&of_counts, keys, &scope.places)).await?;
    let cell = |row: &sea_orm::QueryResult| {
        let mut names = keys.iter().map(|key| row.try_get::<String>("", key));
        let mut name = || names.next().transpose().map(|name| name.filter(|name| !name.is_empty()));
        let key = (name()?, name()?);
        Ok(of(indicator, period, key, sums_of(row)?))
    };
    found.iter().map(cell).collect()
}

/// The cohorts of the months of a period, by month.
pub(in crate::indicators) async fn cohorts(
    db: &impl ConnectionTrait,
    period: Period,
    places: &Places,
) -> Result<BTreeMap<String, Cohort>, StoreError> {
    let by_month = Counted { code: COHORT, is_stock: false, period, dimension: Dimension::Month.as_str() };
    let found = db.query_all(&sums(&by_month, &["part"], places)).await?;
    let mut cohorts = BTreeMap::new();
    for row in &found {
        let [settled, supported, entered] = sums_of(row)?;
        if entered != 0 {
            cohorts.insert(row.try_get("", "part")?, Cohort { entered, supported, settled });
        }
    }
    Ok(cohorts)
}

fn sums_of(row: &sea_orm::QueryResult) -> Result<[i64; 3], StoreError> {
    Ok([row.try_get("", "weight")?, row.try_get("", "hits")?, row.try_get("", "cases")?])
}

/// What was added up and what awaits that, by these columns.
fn sums(counted: &Counted, keys: &[&'static str], places: &Places) -> SelectStatement {
    let kept = rows("indicator_counts", counted, places)
        .union(UnionType::All, rows("indicator_changes", counted, places))
        .take();
    let mut query = Query::select();
    query.from_subquery(kept, "n");
    for name in ["weight", "hits", "cases"] {
        query.expr_as(Expr::cust(format!("CAST(COALESCE(SUM(n.{name}), 0) AS BIGINT)")), name);
    }
    for key in keys {
        query.column(("n", *key)).group_by_col(("n", *key));
    }
    query
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below what a float holds exactly")]
fn of(indicator: Indicator, period: Period, key: super::super::CellKey, [weight, hits, cases]: [i64; 3]) -> Cell {
    let value = match indicator.nature() {
        Nature::Rate => percent(hits, cases),
        _ => Some(weight as f64 * indicator.coefficient(period).map_or(1.0, |version| version.value)),
    };
    Cell { key, value, cases, hits, is_hidden: false }
}

/// The rows of a table; those of a stock from the beginning on, which is comings and goings.
fn rows(table: &'static str, counted: &Counted, places: &Places) -> SelectStatement {
    let period = counted.period;
    let mut rows = Query::select();
    rows.columns(["part", "epci_code", "weight", "hits", "cases"]).from(table);
    rows.and_where(Expr::col("indicator").eq(counted.code));
    rows.and_where(Expr::col("months").eq(period.length()));
    rows.and_where(Expr::col("dimension").eq(counted.dimension));
    rows.and_where(match counted.is_stock {
        true => Expr::col("starts_on").lte(period.first_on()),
        false => Expr::col("starts_on").eq(period.first_on()),
    });
    if let Places::Only(places) = places {
        let codes = places.iter().map(|place| place.clone().unwrap_or_default());
        // Begins false: without a place nothing is counted.
        rows.cond_where(Condition::any().add(Expr::cust("1 = 0")).add(Expr::col("epci_code").is_in(codes)));
    }
    rows
}
