//! Where households come from, what becomes of them, month by month and place by place.

use std::collections::BTreeMap;

use domain::codes::{Indicator, Obstacle, Source};
use domain::dashboards::Audience;
use domain::indicators::{Dimension, Nature, Period};
use persistence::indicators::{Cell, cohorts as follow};
use persistence::{ConnectionTrait, territories};

use super::dto::{DashboardCell, DashboardMonth, DashboardObstacle, DashboardSteps};
use super::figures::written;
use super::service::Reading;
use crate::problem::Problem;
use crate::reference::lists;

fn counted(value: Option<f64>) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "counts of files are far below")]
    let whole = value.unwrap_or_default().round() as i32;
    whole
}

/// By source in the order of the list: files opened, accompanied and settled in the period.
///
/// # Errors
/// 503 when the database is busy.
pub async fn sources(db: &impl ConnectionTrait, reading: &Reading<'_>) -> Result<Vec<DashboardSteps>, Problem> {
    let mut steps = vec![];
    for indicator in [Indicator::ProspectsNew, Indicator::ProspectsSupported, Indicator::FamiliesSettled] {
        steps.push(reading.measure(db, (indicator, reading.asked.period), Some(Dimension::Source)).await?.cells);
    }
    let of = |step: usize, code: &str| {
        let cells = steps.get(step).map(Vec::as_slice).unwrap_or_default();
        counted(cells.iter().find(|cell| cell.key.0.as_deref() == Some(code)).and_then(|cell| cell.value))
    };
    let rows = Source::CODES.iter().map(|code| DashboardSteps {
        key: (*code).to_owned(),
        label: lists::label(Source::LIST, code).to_owned(),
        entered: of(0, code),
        supported: of(1, code),
        settled: of(2, code),
    });
    let mut rows: Vec<DashboardSteps> = rows.filter(|row| row.entered + row.supported + row.settled > 0).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.entered));
    Ok(rows)
}

/// Files opened in each month of the year that has begun, and how many of them went on until now.
///
/// # Errors
/// 503 when the database is busy.
pub async fn cohorts(db: &impl ConnectionTrait, reading: &Reading<'_>) -> Result<Vec<DashboardSteps>, Problem> {
    let cohorts = follow(db, &reading.year, &reading.scope).await?;
    let begun = reading.year.months().into_iter().filter(|month| month.first_on() <= reading.asked.today);
    let rows = begun.map(|month| {
        let key = month.to_string();
        let cohort = cohorts.get(&key).copied().unwrap_or_default();
        let count = |files: i64| i32::try_from(files).unwrap_or(i32::MAX);
        DashboardSteps {
            label: key.clone(),
            key,
            entered: count(cohort.entered),
            supported: count(cohort.supported),
            settled: count(cohort.settled),
        }
    });
    let rows: Vec<DashboardSteps> = rows.collect();
    Ok(if rows.iter().any(|row| row.entered > 0) { rows } else { vec![] })
}

/// The months of the year.
///
/// # Errors
/// 503 when the database is busy.
pub async fn months(db: &impl ConnectionTrait, reading: &Reading<'_>) -> Result<Vec<DashboardMonth>, Problem> {
    let entered = by_month(db, reading, Indicator::ProspectsNew).await?;
    let supported = by_month(db, reading, Indicator::ProspectsSupported).await?;
    let settled = by_month(db, reading, Indicator::FamiliesSettled).await?;
    let delay = by_month(db, reading, Indicator::FirstContactDelay).await?;
    let kept = by_month(db, reading, Indicator::SlaContactKept).await?;
    let month = |month: Period| {
        let key = month.to_string();
        let of = |values: &BTreeMap<String, f64>| values.get(&key).copied();
        DashboardMonth {
            entered: of(&entered),
            supported: of(&supported),
            settled: of(&settled),
            first_contact_delay: of(&delay),
            sla_contact_kept: of(&kept),
            month: key,
        }
    };
    let measured = [&entered, &supported, &settled, &delay, &kept].iter().any(|one| one.values().any(|n| *n > 0.0));
    Ok(if measured { reading.year.months().into_iter().map(month).collect() } else { vec![] })
}

/// A figure by month; a month that has begun without anything counts zero, unless there is nothing to measure.
async fn by_month(
    db: &impl ConnectionTrait,
    reading: &Reading<'_>,
    indicator: Indicator,
) -> Result<BTreeMap<String, f64>, Problem> {
    let cells = reading.measure(db, (indicator, reading.year), Some(Dimension::Month)).await?.cells;
    let mut values = BTreeMap::new();
    if !matches!(indicator.nature(), Nature::Rate | Nature::Median) {
        let begun = reading.year.months().into_iter().filter(|month| month.first_on() <= reading.asked.today);
        values.extend(begun.map(|month| (month.to_string(), 0.0)));
    }
    values.extend(cells.into_iter().filter_map(|cell| Some((cell.key.0?, cell.value?))));
    Ok(values)
}

/// Families by the commune that they moved to, by name; nothing for those who do not read files.
///
/// # Errors
/// 503 when the database is busy.
pub async fn communes(db: &impl ConnectionTrait, reading: &Reading<'_>) -> Result<Vec<DashboardCell>, Problem> {
    if reading.asked.audience == Audience::Steering {
        return Ok(vec![]);
    }
    let settled = (Indicator::FamiliesSettled, reading.asked.period);
    let cells = reading.measure(db, settled, Some(Dimension::Commune)).await?.cells;
    let codes = cells.iter().filter_map(|cell| cell.key.0.as_deref());
    let names = territories::names_of(db, codes).await?;
    let shown = |cell: Cell| {
        let key = cell.key.0?;
        let label = names.get(&key)?.clone();
        Some(DashboardCell { key, label, value: cell.value, hidden: false })
    };
    let mut shown: Vec<DashboardCell> = cells.into_iter().filter_map(shown).collect();
    shown.sort_by_cached_key(|cell| domain::text::fold(&cell.label));
    Ok(shown)
}

/// What stands in the way, by EPCI; obstacles that nobody has are left out.
///
/// # Errors
/// 503 when the database is busy.
pub async fn obstacles(db: &impl ConnectionTrait, reading: &Reading<'_>) -> Result<Vec<DashboardObstacle>, Problem> {
    if !reading.shows_places() {
        return Ok(vec![]);
    }
    let noted = (Indicator::Obstacles, reading.asked.period);
    let cells = reading.measure(db, noted, Some(Dimension::ThemeEpci)).await?.cells;
    let met: Vec<&Cell> = cells.iter().filter(|cell| cell.is_hidden || cell.cases > 0).collect();
    let has = |of: &dyn Fn(&Cell) -> bool| met.iter().any(|cell| of(cell));
    let mut places = reading.places();
    places.retain(|(code, _)| code.is_some() || has(&|cell| cell.key.1.is_none()));
    let themes = Obstacle::CODES.iter().filter(|theme| has(&|cell| cell.key.0.as_deref() == Some(**theme)));
    Ok(themes.map(|theme| row(theme, &places, &met)).collect())
}

fn row(theme: &str, places: &[(Option<String>, String)], met: &[&Cell]) -> DashboardObstacle {
    let cell = |(key, label): &(Option<String>, String)| {
        let found = met.iter().find(|cell| cell.key.0.as_deref() == Some(theme) && cell.key.1 == *key);
        DashboardCell {
            key: written(key.clone()),
            label: label.clone(),
            value: found.map_or(Some(0.0), |cell| cell.value),
            hidden: found.is_some_and(|cell| cell.is_hidden),
        }
    };
    DashboardObstacle {
        theme: theme.to_owned(),
        label: lists::label(Obstacle::LIST, theme).to_owned(),
        cells: places.iter().map(cell).collect(),
    }
}
