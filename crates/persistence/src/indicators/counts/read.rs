//! Reading maintained counts: what was added up and what awaits that, in one statement.

use std::collections::BTreeMap;

use domain::indicators::{Dimension, Indicator, Nature, Period, Places, Scope};
use sea_orm::sea_query::{
    Alias, BinOper, CaseStatement, Expr, ExprTrait, JoinType, Query, SelectStatement, UnionType, ValueTuple,
};
use sea_orm::{Condition, ConnectionTrait, DbBackend, Statement};

use super::COHORT;
use crate::StoreError;
use crate::indicators::measure::{Ask, Sums};
use crate::indicators::{CellKey, Cohort};

/// Figures of one statement, to stay far below the parameters that either engine takes.
const READ_TOGETHER: usize = 500;

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
    keys: [Option<KeyColumn>; 2],
}

/// A column that names a part of a figure.
#[derive(Clone, Copy)]
enum KeyColumn {
    Part = 1,
    Place = 2,
}

/// No column.
const NO_KEY: i32 = 0;

impl Counted {
    fn of((indicator, period, by): Ask) -> Counted {
        let (dimension, keys) = match by {
            None => ("", [None, None]),
            Some(Dimension::Epci) => ("", [Some(KeyColumn::Place), None]),
            Some(Dimension::ThemeEpci) => (Dimension::Theme.as_str(), [Some(KeyColumn::Part), Some(KeyColumn::Place)]),
            Some(by) => (by.as_str(), [Some(KeyColumn::Part), None]),
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
    let (word, column) = match db.get_database_backend() {
        DbBackend::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
        _ => ("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF)", "QUERY PLAN"),
    };
    let Some(query) = statement(&counted, &scope.places) else { return Ok(vec![]) };
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
    let keys = [Some(KeyColumn::Part), None];
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

/// The list of what is asked for beside the counts, each ask finding its rows by the primary key: however many there are, the
/// engine plans two searches, one for the rows of a period and one for those of a stock.
fn statement(counted: &[Counted], places: &Places) -> Option<SelectStatement> {
    let (stocks, flows): (Vec<_>, Vec<_>) = (0_i32..).zip(counted).partition(|(_, one)| one.is_stock);
    let asks = [(flows, BinOper::Equal), (stocks, BinOper::SmallerThanOrEqual)];
    let of_table = |table| asks.iter().map(move |(asks, until)| (table, asks, *until));
    let all = ["indicator_counts", "indicator_changes"].into_iter().flat_map(of_table);
    let kept = all.filter(|(_, asks, _)| !asks.is_empty()).map(|(table, asks, until)| rows(table, asks, until, places));
    let kept = kept.reduce(|mut kept, rows| kept.union(UnionType::All, rows).take())?;
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

/// The rows of a table that these asks read: of the first day of their period, or up to it.
fn rows(table: &'static str, asks: &[(i32, &Counted)], until: BinOper, places: &Places) -> SelectStatement {
    let asks = asks.iter().map(|(asked, one)| {
        let [key_1, key_2] = one.keys.map(|key| key.map_or(NO_KEY, |key| key as i32));
        ValueTuple::Many(vec![
            (*asked).into(),
            one.code.into(),
            one.period.length().into(),
            one.dimension.into(),
            one.period.first_on().into(),
            key_1.into(),
            key_2.into(),
        ])
    });
    let ask = |number: u8| Expr::col(("a", Alias::new(format!("column{number}"))));
    let of = |name: &'static str| Expr::col(("c", name));
    let same = Condition::all()
        .add(of("indicator").eq(ask(2)))
        .add(of("months").eq(ask(3)))
        .add(of("dimension").eq(ask(4)))
        .add(of("starts_on").binary(until, ask(5)));
    let mut rows = Query::select();
    rows.from_values(asks, "a").join_as(JoinType::InnerJoin, table, "c", same);
    rows.expr_as(ask(1), "asked");
    for (number, name) in [(6, "key_1"), (7, "key_2")] {
        let part = CaseStatement::new()
            .case(ask(number).eq(KeyColumn::Part as i32), of("part"))
            .case(ask(number).eq(KeyColumn::Place as i32), of("epci_code"))
            .finally("");
        rows.expr_as(part, name);
    }
    rows.columns(["weight", "hits", "cases"].map(|name| ("c", name)));
    if let Places::Only(places) = places {
        let codes = places.iter().map(|place| place.clone().unwrap_or_default());
        // Begins false: without a place nothing is counted.
        rows.cond_where(Condition::any().add(Expr::cust("1 = 0")).add(of("epci_code").is_in(codes)));
    }
    rows
}
