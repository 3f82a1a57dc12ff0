//! Reading maintained counts: what was added up and what awaits that, in one statement.

use std::collections::BTreeMap;

use domain::indicators::{Dimension, Indicator, Nature, Period, Places, Scope};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_orm::{Condition, ConnectionTrait, DbBackend, Statement};

use super::COHORT;
use crate::StoreError;
use crate::indicators::measure::{Ask, Sums};
use crate::indicators::{CellKey, Cohort};

/// Figures of one statement: SQLite takes five hundred parts of a union, PostgreSQL plans each.
const READ_TOGETHER: usize = 100;

/// A part by its name, and what it adds up.
type Part = (CellKey, Sums);

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
    /// The columns that name a part: two, or as many as there are.
    keys: [Option<&'static str>; 2],
}

impl Counted {
    fn of((indicator, period, by): Ask) -> Counted {
        let (dimension, keys) = match by {
            None => ("", [None, None]),
            Some(Dimension::Epci) => ("", [Some("epci_code"), None]),
            Some(Dimension::ThemeEpci) => (Dimension::Theme.as_str(), [Some("part"), Some("epci_code")]),
            Some(by) => (by.as_str(), [Some("part"), None]),
        };
        Counted { code: indicator.as_str(), is_stock: indicator.nature() == Nature::Stock, period, dimension, keys }
    }
}

/// What the parts of these figures add up; one part without a name where a figure is not broken down.
pub(in crate::indicators) async fn read(
    db: &impl ConnectionTrait,
    asks: &[Ask],
    places: &Places,
) -> Result<Vec<(Ask, Vec<Part>)>, StoreError> {
    let mut read = vec![];
    for chunk in asks.chunks(READ_TOGETHER) {
        let counted: Vec<Counted> = chunk.iter().map(|ask| Counted::of(*ask)).collect();
        read.extend(chunk.iter().copied().zip(sums(db, &counted, places).await?));
    }
    Ok(read)
}

/// How the engine goes about reading figures of maintained counts, for the benchmark.
///
/// # Errors
/// Those of the store.
pub async fn plan(db: &impl ConnectionTrait, asks: &[Ask], scope: &Scope) -> Result<Vec<String>, StoreError> {
    let kept = asks.iter().filter(|(indicator, ..)| is_maintained(*indicator));
    let counted: Vec<Counted> = kept.map(|ask| Counted::of(*ask)).collect();
    let Some(query) = statement(&counted, &scope.places) else { return Ok(vec![]) };
    let (word, column) = match db.get_database_backend() {
        DbBackend::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
        _ => ("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF)", "QUERY PLAN"),
    };
    let query = db.get_database_backend().build(&query);
    let explained = Statement { sql: format!("{word} {}", query.sql), ..query };
    let rows = db.query_all_raw(explained).await?;
    rows.iter().map(|row| Ok(row.try_get("", column)?)).collect()
}

/// The cohorts of the months of a period, by month.
pub(in crate::indicators) async fn cohorts(
    db: &impl ConnectionTrait,
    period: Period,
    places: &Places,
) -> Result<BTreeMap<String, Cohort>, StoreError> {
    let keys = [Some("part"), None];
    let by_month = Counted { code: COHORT, is_stock: false, period, dimension: Dimension::Month.as_str(), keys };
    let months = sums(db, &[by_month], places).await?.into_iter().flatten();
    let cohort = |((month, _), [settled, supported, entered]): Part| {
        (entered != 0).then_some((month.unwrap_or_default(), Cohort { entered, supported, settled }))
    };
    Ok(months.filter_map(cohort).collect())
}

/// What was added up and what awaits that, in one statement; the parts of each in the order given.
async fn sums(db: &impl ConnectionTrait, counted: &[Counted], places: &Places) -> Result<Vec<Vec<Part>>, StoreError> {
    let mut parts = vec![vec![]; counted.len()];
    let Some(query) = statement(counted, places) else { return Ok(parts) };
    for row in db.query_all(&query).await? {
        let asked: i32 = row.try_get("", "asked")?;
        let name = |key| row.try_get("", key).map(|name: String| Some(name).filter(|name| !name.is_empty()));
        let sums = [row.try_get("", "weight")?, row.try_get("", "hits")?, row.try_get("", "cases")?];
        if let Some(parts) = usize::try_from(asked).ok().and_then(|asked| parts.get_mut(asked)) {
            parts.push(((name("key_1")?, name("key_2")?), sums));
        }
    }
    Ok(parts)
}

fn statement(counted: &[Counted], places: &Places) -> Option<SelectStatement> {
    let tables = ["indicator_counts", "indicator_changes"];
    let mut all = (0_i32..).zip(counted).flat_map(|one| tables.map(|table| rows(table, one, places)));
    let mut kept = all.next()?;
    for rows in all {
        kept.union(UnionType::All, rows);
    }
    let mut query = Query::select();
    query.from_subquery(kept, "n");
    for name in ["weight", "hits", "cases"] {
        query.expr_as(Expr::cust(format!("CAST(SUM(n.{name}) AS BIGINT)")), name);
    }
    for key in ["asked", "key_1", "key_2"] {
        query.column(("n", key)).group_by_col(("n", key));
    }
    Some(query)
}

/// The rows of a table; those of a stock from the beginning on, which is comings and goings.
fn rows(table: &'static str, (asked, counted): (i32, &Counted), places: &Places) -> SelectStatement {
    let period = counted.period;
    let mut rows = Query::select();
    rows.expr_as(Expr::cust(asked.to_string()), "asked").from(table);
    for (key, name) in counted.keys.into_iter().zip(["key_1", "key_2"]) {
        rows.expr_as(key.map_or(Expr::cust("''"), Expr::col), name);
    }
    rows.columns(["weight", "hits", "cases"]);
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
