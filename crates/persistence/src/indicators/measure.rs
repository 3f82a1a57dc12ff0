//! Reading figures: the value of an indicator, and its cells by a dimension.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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
#[derive(Debug, Clone, Default, PartialEq)]
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
    /// The whole with its parts, in order, without those that are nowhere.
    fn of(whole: Cell, mut cells: Vec<Cell>) -> Measure {
        cells.retain(|cell| cell.cases != 0);
        cells.sort_by(|one, other| one.key.cmp(&other.key));
        Measure { value: whole.value, cases: whole.cases, hits: whole.hits, is_hidden: false, cells }
    }

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

/// What is asked of figures: the indicator, its period, and what it is broken down by.
pub type Ask = (Indicator, Period, Option<Dimension>);

/// What a cell adds up: weights, what a rate counts, cases.
pub(super) type Sums = [i64; 3];

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
    let ask = (indicator, *period, by);
    Ok(measure_all(db, &[ask], scope).await?.remove(&ask).unwrap_or_default())
}

/// Measures as [`measure`] does everything that is asked for, maintained counts in one statement: what is shown together is
/// read together.
///
/// # Errors
/// Those of the store.
pub async fn measure_all(
    db: &impl ConnectionTrait,
    asks: &[Ask],
    scope: &Scope,
) -> Result<HashMap<Ask, Measure>, StoreError> {
    let (kept, told): (Vec<Ask>, Vec<Ask>) =
        needed(asks).into_iter().partition(|(indicator, ..)| counts::is_maintained(*indicator));
    let mut read = HashMap::new();
    for (ask, sums) in counts::read(db, &kept, &scope.places).await? {
        read.insert(ask, added_up(ask, sums));
    }
    for ask in told {
        read.insert(ask, read_facts(db, ask, scope).await?);
    }
    Ok(asks.iter().map(|ask| (*ask, found(&read, *ask))).collect())
}

/// Whether everything is in exactly one part, so that the parts add up to the whole.
fn adds_up(by: Dimension) -> bool {
    by != Dimension::ProjectType
}

/// What must be read to answer: a whole is not, where its parts are and add up to it.
fn needed(asks: &[Ask]) -> BTreeSet<Ask> {
    let wholes = asks.iter().map(|(indicator, period, _)| (*indicator, *period));
    let parts: BTreeSet<Ask> = asks.iter().filter(|(.., by)| by.is_some()).copied().collect();
    let is_added_up = |whole: &(Indicator, Period)| {
        parts.iter().any(|(indicator, period, by)| (*indicator, *period) == *whole && by.is_some_and(adds_up))
    };
    let alone = wholes.filter(|whole| !is_added_up(whole)).map(|(indicator, period)| (indicator, period, None));
    alone.chain(parts.iter().copied()).collect()
}

/// The answer to one of the asks that [`needed`] was given.
fn found(read: &HashMap<Ask, Measure>, ask: Ask) -> Measure {
    let (indicator, period, by) = ask;
    let whole = || {
        let parts = indicator.dimensions().iter().filter(|by| adds_up(**by));
        let kept = [None].into_iter().chain(parts.map(|by| Some(*by)));
        let whole = kept.filter_map(|by| read.get(&(indicator, period, by))).next();
        whole.map(|whole| Measure { cells: vec![], ..*whole }).unwrap_or_default()
    };
    match by {
        Some(by) if adds_up(by) => read.get(&ask).cloned().unwrap_or_default(),
        Some(_) => Measure { cells: read.get(&ask).map(|parts| parts.cells.clone()).unwrap_or_default(), ..whole() },
        None => whole(),
    }
}

/// Measures as [`measure`] does, from everything that happened, the whole apart from its parts: what the maintained counts
/// are held against.
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
    let whole = read_facts(db, (indicator, *period, None), scope).await?;
    let cells = match by {
        Some(_) => read_facts(db, (indicator, *period, by), scope).await?.cells,
        None => vec![],
    };
    Ok(Measure { cells, ..whole })
}

/// Counts what happened.
async fn read_facts(db: &impl ConnectionTrait, ask: Ask, scope: &Scope) -> Result<Measure, StoreError> {
    let (indicator, period, by) = ask;
    let mut rows = narrowed(facts(indicator, period, scope.now), by.map(|by| (by, period)), &scope.places);
    if indicator.nature() == Nature::Median {
        let found = db.query_all(rows.column(("f", "asked_at")).column(("f", "on_day"))).await?;
        return delays(&found, by);
    }
    rows.expr_as(Expr::cust("COALESCE(SUM(f.weight), 0)"), "weights")
        .expr_as(Expr::cust("COALESCE(SUM(f.hit), 0)"), "hits")
        .expr_as(Expr::cust("COUNT(*)"), "cases");
    if by.is_some() {
        rows.group_by_columns(["key_1", "key_2"]);
    }
    let found = db.query_all(&rows).await?;
    let sums = |row: &QueryResult| {
        Ok((key_of(row, by)?, [row.try_get("", "weights")?, row.try_get("", "hits")?, row.try_get("", "cases")?]))
    };
    Ok(added_up(ask, found.iter().map(sums).collect::<Result<_, StoreError>>()?))
}

/// A figure from what its parts add up.
fn added_up(ask: Ask, parts: Vec<(CellKey, Sums)>) -> Measure {
    let mut whole = Sums::default();
    for (_, sums) in &parts {
        whole.iter_mut().zip(sums).for_each(|(whole, part)| *whole += part);
    }
    let parts = if ask.2.is_some() { parts } else { vec![] };
    Measure::of(cell(ask, (CellKey::default(), whole)), parts.into_iter().map(|part| cell(ask, part)).collect())
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below what a float holds exactly")]
fn cell((indicator, period, _): Ask, (key, [weights, hits, counted]): (CellKey, Sums)) -> Cell {
    // Rows of a stock that is added up are comings and goings.
    let cases = if indicator.nature() == Nature::Stock { weights } else { counted };
    let value = match indicator.nature() {
        Nature::Rate => percent(hits, counted),
        _ => Some(weights as f64 * indicator.coefficient(period).map_or(1.0, |version| version.value)),
    };
    Cell { key, value, cases, hits, is_hidden: false }
}

/// A median of delays, of the whole and of each part.
fn delays(rows: &[QueryResult], by: Option<Dimension>) -> Result<Measure, StoreError> {
    let mut whole = vec![];
    let mut parts: BTreeMap<CellKey, Vec<f64>> = BTreeMap::new();
    for row in rows {
        let (asked, spoken): (DateTime<Utc>, DateTime<Utc>) =
            (row.try_get("", "asked_at")?, row.try_get("", "on_day")?);
        let delay = contact_delay(asked, spoken);
        whole.push(delay);
        if by.is_some() {
            parts.entry(key_of(row, by)?).or_default().push(delay);
        }
    }
    let cell = |(key, delays): (CellKey, Vec<f64>)| {
        let cases = i64::try_from(delays.len()).unwrap_or(i64::MAX);
        Cell { key, cases, hits: cases, value: median(delays), is_hidden: false }
    };
    Ok(Measure::of(cell((CellKey::default(), whole)), parts.into_iter().map(cell).collect()))
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
