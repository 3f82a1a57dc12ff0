//! Figures for readers who see no file: small ones by place, and what would give them away, are left out.

use std::collections::HashMap;

use domain::codes::Obstacle;
use domain::indicators::suppression::{hidden, hidden_table};
use domain::indicators::{Dimension, Indicator, Nature, Period, Scope};
use sea_orm::ConnectionTrait;

use super::{Ask, Cell, CellKey, Measure, measure_all};
use crate::StoreError;

/// Measures as [`measure`](super::measure) does, each EPCI of `epcis` and what has none having its cell; small figures by
/// place, and obstacles of few files, are hidden so that no subtraction reveals them.
///
/// # Errors
/// Those of the store.
pub async fn protected(
    db: &impl ConnectionTrait,
    indicator: Indicator,
    period: &Period,
    by: Option<Dimension>,
    within: (&Scope, &[String]),
) -> Result<Measure, StoreError> {
    let ask = (indicator, *period, by);
    Ok(protected_all(db, &[ask], within).await?.remove(&ask).unwrap_or_default())
}

/// Measures as [`protected`] does everything that is asked for, maintained counts in one statement.
///
/// # Errors
/// Those of the store.
pub async fn protected_all(
    db: &impl ConnectionTrait,
    asks: &[Ask],
    (scope, epcis): (&Scope, &[String]),
) -> Result<HashMap<Ask, Measure>, StoreError> {
    let places: Vec<Option<String>> = epcis.iter().cloned().map(Some).chain([None]).collect();
    let read = measure_all(db, &asks.iter().copied().map(seen_through).collect::<Vec<_>>(), scope).await?;
    let protect = |ask: &Ask| {
        let (indicator, _, by) = *ask;
        let measure = read.get(&seen_through(*ask)).cloned().unwrap_or_default();
        let measure = match by {
            Some(by) if is_of_table(indicator, by) => of_table(measure, by, &places),
            Some(Dimension::Epci) => of_row(measure, indicator.nature(), &places),
            _ => measure,
        };
        (*ask, measure)
    };
    Ok(asks.iter().map(protect).collect())
}

/// What is read to protect an answer: obstacles as the whole table, whose sums give its cells away.
const fn seen_through((indicator, period, by): Ask) -> Ask {
    match by {
        Some(by) if is_of_table(indicator, by) => (indicator, period, Some(Dimension::ThemeEpci)),
        _ => (indicator, period, by),
    }
}

const fn is_of_table(indicator: Indicator, by: Dimension) -> bool {
    matches!(indicator, Indicator::Obstacles) && matches!(by, Dimension::Theme | Dimension::Epci | Dimension::ThemeEpci)
}

/// The cells of every place, the small ones hidden.
fn of_row(measure: Measure, nature: Nature, places: &[Option<String>]) -> Measure {
    let mut known: HashMap<CellKey, Cell> = measure.cells.into_iter().map(|cell| (cell.key.clone(), cell)).collect();
    let zero = matches!(nature, Nature::Flow | Nature::Stock).then_some(0.0);
    let cell = |place: &Option<String>| {
        let key = (place.clone(), None);
        known.remove(&key).unwrap_or(Cell { key, value: zero, cases: 0, hits: 0, is_hidden: false })
    };
    let mut cells: Vec<Cell> = places.iter().map(cell).collect();
    let count = |of: fn(&Cell) -> i64| hidden(&cells.iter().map(of).collect::<Vec<_>>());
    // A rate tells its part as well as its whole.
    let (whole, part) = (count(|cell| cell.cases), count(|cell| cell.hits));
    let is_rate = nature == Nature::Rate;
    for (cell, (whole, part)) in cells.iter_mut().zip(whole.into_iter().zip(part)) {
        if whole || (is_rate && part) {
            cell.hide();
        }
    }
    Measure { cells, ..measure }
}

/// The cells of the table of obstacles and places, or its sums by one of them.
fn of_table(measure: Measure, by: Dimension, places: &[Option<String>]) -> Measure {
    let known: HashMap<CellKey, i64> = measure.cells.iter().map(|cell| (cell.key.clone(), cell.cases)).collect();
    let count = |theme: &str, place: &Option<String>| {
        known.get(&(Some(theme.to_owned()), place.clone())).copied().unwrap_or_default()
    };
    let row = |theme: &&str| places.iter().map(|place| count(theme, place)).collect::<Vec<_>>();
    let rows: Vec<Vec<i64>> = Obstacle::CODES.iter().map(row).collect();
    let table = hidden_table(&rows);
    let mut cells = vec![];
    match by {
        Dimension::Theme => {
            for ((theme, row), is_hidden) in Obstacle::CODES.iter().zip(&rows).zip(table.rows) {
                cells.push(shown((Some((*theme).to_owned()), None), row.iter().sum(), is_hidden));
            }
        }
        Dimension::Epci => {
            for (index, (place, is_hidden)) in places.iter().zip(table.columns).enumerate() {
                let sum = rows.iter().filter_map(|row| row.get(index)).sum();
                cells.push(shown((place.clone(), None), sum, is_hidden));
            }
        }
        _ => {
            for ((theme, row), hidden) in Obstacle::CODES.iter().zip(&rows).zip(table.cells) {
                for ((place, count), is_hidden) in places.iter().zip(row).zip(hidden) {
                    cells.push(shown((Some((*theme).to_owned()), place.clone()), *count, is_hidden));
                }
            }
        }
    }
    Measure { cells, ..measure }
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below what a float holds exactly")]
fn shown(key: CellKey, count: i64, is_hidden: bool) -> Cell {
    let mut cell = Cell { key, value: Some(count as f64), cases: count, hits: count, is_hidden: false };
    if is_hidden {
        cell.hide();
    }
    cell
}
