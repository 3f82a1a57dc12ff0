//! Reading maintained counts: what was added up and what awaits that, in one statement.

use domain::indicators::{Dimension, Indicator, Nature, Period, Places, Scope, percent};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{Condition, ConnectionTrait};

use crate::StoreError;
use crate::indicators::Cell;

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
    let counted = rows("indicator_counts", (indicator, period), dimension, &scope.places);
    let both = rows("indicator_changes", (indicator, period), dimension, &scope.places);
    let mut query = Query::select();
    query.from_subquery(counted.clone().union(UnionType::All, both).take(), "n");
    for name in ["weight", "hits", "cases"] {
        query.expr_as(Expr::cust(format!("CAST(COALESCE(SUM(n.{name}), 0) AS BIGINT)")), name);
    }
    for key in keys {
        query.column(("n", *key)).group_by_col(("n", *key));
    }
    let found = db.query_all(&query).await?;
    let cell = |row: &sea_orm::QueryResult| {
        let mut names = keys.iter().map(|key| row.try_get::<String>("", key));
        let mut name = || names.next().transpose().map(|name| name.filter(|name| !name.is_empty()));
        let key = (name()?, name()?);
        let sums: [i64; 3] = [row.try_get("", "weight")?, row.try_get("", "hits")?, row.try_get("", "cases")?];
        Ok(of(indicator, period, key, sums))
    };
    found.iter().map(cell).collect()
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
fn rows(
    table: &'static str,
    (indicator, period): (Indicator, Period),
    dimension: &'static str,
    places: &Places,
) -> SelectStatement {
    let mut rows = Query::select();
    rows.columns(["part", "epci_code", "weight", "hits", "cases"]).from(table);
    rows.and_where(Expr::col("indicator").eq(indicator.as_str()));
    rows.and_where(Expr::col("months").eq(period.length()));
    rows.and_where(Expr::col("dimension").eq(dimension));
    rows.and_where(match indicator.nature() {
        Nature::Stock => Expr::col("starts_on").lte(period.first_on()),
        _ => Expr::col("starts_on").eq(period.first_on()),
    });
    if let Places::Only(places) = places {
        let codes = places.iter().map(|place| place.clone().unwrap_or_default());
        // Begins false: without a place nothing is counted.
        rows.cond_where(Condition::any().add(Expr::cust("1 = 0")).add(Expr::col("epci_code").is_in(codes)));
    }
    rows
}
