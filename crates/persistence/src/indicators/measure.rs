//! Reading figures: the value of an indicator, and its cells by a dimension.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::codes::ProjectType;
use domain::indicators::{Dimension, Indicator, Nature, Period, Places, Scope, contact_delay, median, percent};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryResult};
use uuid::Uuid;

use super::facts::{Facts, codes, facts, literal};
use super::{CellKey, Counted, counts};
use crate::StoreError;
use crate::entities::prospects;

/// A figure with what it is broken down into.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// The figure; nothing to measure has no rate and no median.
    pub value: Option<f64>,
    /// How many cases stand behind it.
    pub cases: i64,
    /// Of them, those that a rate counts.
    pub hits: i64,
    /// Whether it is hidden; it is then nothing.
    pub is_hidden: bool,
    /// What it is broken down into, in the order of the keys; what is nowhere is left out.
    pub cells: Vec<Cell>,
}

impl Measure {
    /// One of its cells as a figure of its own; nothing where there is none.
    #[must_use]
    pub fn only(self, key: &CellKey) -> Measure {
        let found = self.cells.into_iter().find(|cell| cell.key == *key);
        Measure {
            value: found.as_ref().and_then(|cell| cell.value),
            cases: found.as_ref().map_or(0, |cell| cell.cases),
            hits: found.as_ref().map_or(0, |cell| cell.hits),
            is_hidden: found.is_some_and(|cell| cell.is_hidden),
            cells: vec![],
        }
    }
}

/// A part of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What names it.
    pub key: CellKey,
    /// Its value.
    pub value: Option<f64>,
    /// How many cases stand behind it.
    pub cases: i64,
    /// Of them, those that a rate counts.
    pub hits: i64,
    /// Whether it is hidden; it is then nothing.
    pub is_hidden: bool,
}

impl Cell {
    /// Leaves nothing of the figure but that it is hidden.
    pub(super) const fn hide(&mut self) {
        (self.value, self.cases, self.hits, self.is_hidden) = (None, 0, 0, true);
    }
}

/// Measures an indicator in a period, broken down by a dimension if one is given, of the places of `scope`: from the counts
/// where they are maintained, else as [`scan`] does.
///
/// # Errors
/// Those of the store.
pub async fn measure(
    db: &impl ConnectionTrait,
    indicator: Indicator,
    period: &Period,
    by: Option<Dimension>,
    scope: &Scope,
) -> Result<Measure, StoreError> {
    if !counts::is_maintained(indicator) {
        return scan(db, indicator, period, by, scope).await;
    }
    let whole = counts::read(db, indicator, *period, None, scope).await?;
    let cells = match by {
        Some(by) => counts::read(db, indicator, *period, Some(by), scope).await?,
        None => vec![],
    };
    Ok(measured(whole, cells))
}

/// Measures as [`measure`] does, from everything that happened: what the maintained counts are held against.
///
/// # Errors
/// Those of the store.
pub async fn scan(
    db: &impl ConnectionTrait,
    indicator: Indicator,
    period: &Period,
    by: Option<Dimension>,
    scope: &Scope,
) -> Result<Measure, StoreError> {
    let whole = read(db, indicator, *period, None, scope).await?;
    let cells = match by {
        Some(by) => read(db, indicator, *period, Some(by), scope).await?,
        None => vec![],
    };
    Ok(measured(whole, cells))
}

fn measured(mut whole: Vec<Cell>, mut cells: Vec<Cell>) -> Measure {
    cells.retain(|cell| cell.cases != 0);
    cells.sort_by(|one, other| one.key.cmp(&other.key));
    // Without a row there is no median.
    let (value, cases, hits) = whole.pop().map_or((None, 0, 0), |whole| (whole.value, whole.cases, whole.hits));
    Measure { value, cases, hits, is_hidden: false, cells }
}

/// The cells of a figure; one without a key when it is not broken down.
async fn read(
    db: &impl ConnectionTrait,
    indicator: Indicator,
    period: Period,
    by: Option<Dimension>,
    scope: &Scope,
) -> Result<Vec<Cell>, StoreError> {
    let mut rows = narrowed(facts(indicator, period, scope.now), by.map(|by| (by, period)), &scope.places);
    if indicator.nature() == Nature::Median {
        let found = db.query_all(rows.column(("f", "asked_at")).column(("f", "on_day"))).await?;
        return medians(&found, by);
    }
    rows.expr_as(Expr::cust("COALESCE(SUM(f.weight), 0)"), "weights")
        .expr_as(Expr::cust("COALESCE(SUM(f.hit), 0)"), "hits")
        .expr_as(Expr::cust("COUNT(*)"), "cases");
    if by.is_some() {
        rows.group_by_columns(["key_1", "key_2"]);
    }
    let found = db.query_all(&rows).await?;
    found.iter().map(|row| cell(row, indicator, period, by)).collect()
}

/// The rows of an indicator with the one or two keys of a dimension, of these places.
pub(super) fn narrowed(facts: Facts, by: Option<(Dimension, Period)>, places: &Places) -> SelectStatement {
    let mut rows = Query::select();
    let by_instant = facts.by_instant;
    rows.from_subquery(facts.rows, "f");
    if let Some((by, period)) = by {
        let (first, second) = keys(by, period, by_instant);
        rows.expr_as(first, "key_1").expr_as(second, "key_2");
        join_codes(&mut rows, by);
    }
    rows.cond_where(inside(places));
    rows.take()
}

/// Files of several project types stand in each of them.
fn join_codes(rows: &mut SelectStatement, by: Dimension) {
    if by == Dimension::ProjectType {
        let carried = Expr::cust("f.project_types LIKE '%' || k.code || ';%'");
        rows.join_subquery(JoinType::LeftJoin, codes(ProjectType::CODES), "k", carried);
    }
}

fn inside(places: &Places) -> Condition {
    let Places::Only(places) = places else { return Condition::all() };
    // Begins false: without a place nothing is counted.
    let none = Condition::any().add(Expr::cust("1 = 0"));
    let epci = || Expr::col(("f", "epci"));
    places.iter().fold(none, |any, place| match place {
        Some(code) => any.add(epci().eq(code.as_str())),
        None => any.add(epci().is_null()),
    })
}

/// What names the cell of a row.
fn keys(by: Dimension, period: Period, by_instant: bool) -> (Expr, Expr) {
    let column = |name: &'static str| Expr::col(("f", name));
    let nothing = || Expr::cust("CAST(NULL AS TEXT)");
    let first = match by {
        Dimension::Epci => column("epci"),
        Dimension::Commune => column("commune"),
        Dimension::Source => column("source"),
        Dimension::Campaign => column("campaign"),
        Dimension::ProjectType => Expr::col(("k", "code")),
        Dimension::TargetGroup => column("target_group"),
        Dimension::Event => column("event_id"),
        Dimension::Month => part_of(&period.months(), by_instant),
        Dimension::Quarter => part_of(&period.quarters(), by_instant),
        Dimension::Theme | Dimension::AgeBand => column("theme"),
        Dimension::ThemeEpci => return (column("theme"), column("epci")),
    };
    (first, nothing())
}

/// The part of the period in which a row lies.
fn part_of(parts: &[Period], by_instant: bool) -> Expr {
    let until = |part: &Period| if by_instant { literal(part.instants().1) } else { part.until().to_string() };
    let cases: String = parts.iter().map(|part| format!(" WHEN f.on_day < '{}' THEN '{part}'", until(part))).collect();
    Expr::cust(if cases.is_empty() { "CAST(NULL AS TEXT)".to_owned() } else { format!("CASE{cases} END") })
}

fn key_of(row: &QueryResult, by: Option<Dimension>) -> Result<CellKey, StoreError> {
    Ok(match by {
        None => (None, None),
        Some(Dimension::Event) => (row.try_get::<Option<Uuid>>("", "key_1")?.map(|id| id.to_string()), None),
        Some(_) => (row.try_get("", "key_1")?, row.try_get("", "key_2")?),
    })
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below what a float holds exactly")]
fn cell(row: &QueryResult, indicator: Indicator, period: Period, by: Option<Dimension>) -> Result<Cell, StoreError> {
    let (weights, hits): (i64, i64) = (row.try_get("", "weights")?, row.try_get("", "hits")?);
    let counted: i64 = row.try_get("", "cases")?;
    // Rows of a stock that is added up are comings and goings.
    let cases = if indicator.nature() == Nature::Stock { weights } else { counted };
    let value = match indicator.nature() {
        Nature::Rate => percent(hits, counted),
        _ => Some(weights as f64 * indicator.coefficient(period).map_or(1.0, |version| version.value)),
    };
    Ok(Cell { key: key_of(row, by)?, value, cases, hits, is_hidden: false })
}

fn medians(rows: &[QueryResult], by: Option<Dimension>) -> Result<Vec<Cell>, StoreError> {
    let mut delays: BTreeMap<CellKey, Vec<f64>> = BTreeMap::new();
    for row in rows {
        let (asked, spoken): (DateTime<Utc>, DateTime<Utc>) =
            (row.try_get("", "asked_at")?, row.try_get("", "on_day")?);
        delays.entry(key_of(row, by)?).or_default().push(contact_delay(asked, spoken));
    }
    let cell = |(key, delays): (CellKey, Vec<f64>)| {
        let cases = i64::try_from(delays.len()).unwrap_or(i64::MAX);
        Cell { key, cases, hits: cases, value: median(delays), is_hidden: false }
    };
    Ok(delays.into_iter().map(cell).collect())
}

/// The files behind a figure, as a condition on `prospects`.
pub(crate) fn counted_in(counted: &Counted) -> Condition {
    let facts = facts(counted.indicator, counted.period, counted.scope.now);
    let by_instant = facts.by_instant;
    let mut rows = Query::select();
    rows.column(("f", "prospect_id")).from_subquery(facts.rows, "f").cond_where(inside(&counted.scope.places));
    if let Some((by, (first, second))) = &counted.cell {
        join_codes(&mut rows, *by);
        let (key_1, key_2) = keys(*by, counted.period, by_instant);
        rows.cond_where(named(key_1, *by, first.as_deref()));
        if *by == Dimension::ThemeEpci {
            rows.cond_where(named(key_2, *by, second.as_deref()));
        }
    }
    Condition::all().add(prospects::Column::Id.in_subquery(rows.take()))
}

fn named(key: Expr, by: Dimension, wanted: Option<&str>) -> Condition {
    let holds = match (by, wanted) {
        (_, None) => key.is_null(),
        (Dimension::Event, Some(id)) => match id.parse::<Uuid>() {
            Ok(id) => key.eq(id),
            Err(_) => Expr::cust("1 = 0"),
        },
        (_, Some(code)) => key.eq(code),
    };
    Condition::all().add(holds)
}
