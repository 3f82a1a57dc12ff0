//! Where households come from, what becomes of them, month by month and place by place.

use std::collections::BTreeMap;

use domain::codes::{Indicator, Obstacle, Source};
use domain::dashboards::Audience;
use domain::indicators::{Dimension, Nature, Period};
use persistence::indicators::{Ask, Cell, Measure, cohorts as follow};
use persistence::{ConnectionTrait, territories};

use super::dto::{DashboardCell, DashboardMonth, DashboardObstacle, DashboardSteps};
use super::figures::written;
use super::service::Reading;
use crate::problem::Problem;
use crate::reference::lists;

/// The steps of a household, by source.
const STEPS: [Indicator; 3] = [Indicator::ProspectsNew, Indicator::ProspectsSupported, Indicator::FamiliesSettled];
/// What is followed month by month.
const MONTHLY: [Indicator; 5] = [
    Indicator::ProspectsNew,
    Indicator::ProspectsSupported,
    Indicator::FamiliesSettled,
    Indicator::FirstContactDelay,
    Indicator::SlaContactKept,
];

/// What the pictures measure, for those who follow households.
pub fn asks<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Ask> + 'a {
    let (period, year) = (reading.asked.period, reading.year);
    let steps = STEPS.map(|indicator| (indicator, period, Some(Dimension::Source)));
    let months = MONTHLY.map(|indicator| (indicator, year, Some(Dimension::Month)));
    let places = [settled_by_commune(reading), obstacles_by_place(reading)];
    let all = steps.into_iter().chain(months).chain(places);
    all.filter(|_| reading.asked.audience.follows_households())
}

const fn settled_by_commune(reading: &Reading<'_>) -> Ask {
    (Indicator::FamiliesSettled, reading.asked.period, Some(Dimension::Commune))
}

const fn obstacles_by_place(reading: &Reading<'_>) -> Ask {
    (Indicator::Obstacles, reading.asked.period, Some(Dimension::ThemeEpci))
}

fn counted(value: Option<f64>) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "counts of files are far below")]
    let whole = value.unwrap_or_default().round() as i32;
    whole
}

/// By source in the order of the list: files opened, accompanied and settled in the period.
///
/// # Errors
/// 500 when one was not read.
pub fn sources(reading: &Reading<'_>) -> Result<Vec<DashboardSteps>, Problem> {
    let steps = STEPS.map(|indicator| reading.measure((indicator, reading.asked.period, Some(Dimension::Source))));
    let [entered, supported, settled] = steps;
    let (entered, supported, settled) = (entered?, supported?, settled?);
    let of = |step: &Measure, code: &str| {
        counted(step.cells.iter().find(|cell| cell.key.0.as_deref() == Some(code)).and_then(|cell| cell.value))
    };
    let rows = Source::CODES.iter().map(|code| DashboardSteps {
        key: (*code).to_owned(),
        label: lists::label(Source::LIST, code).to_owned(),
        entered: of(entered, code),
        supported: of(supported, code),
        settled: of(settled, code),
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
/// 500 when one was not read.
pub fn months(reading: &Reading<'_>) -> Result<Vec<DashboardMonth>, Problem> {
    let [entered, supported, settled, delay, kept] = MONTHLY.map(|indicator| by_month(reading, indicator));
    let (entered, supported, settled, delay, kept) = (entered?, supported?, settled?, delay?, kept?);
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
fn by_month(reading: &Reading<'_>, indicator: Indicator) -> Result<BTreeMap<String, f64>, Problem> {
    let cells = &reading.measure((indicator, reading.year, Some(Dimension::Month)))?.cells;
    let mut values = BTreeMap::new();
    if !matches!(indicator.nature(), Nature::Rate | Nature::Median) {
        let begun = reading.year.months().into_iter().filter(|month| month.first_on() <= reading.asked.today);
        values.extend(begun.map(|month| (month.to_string(), 0.0)));
    }
    values.extend(cells.iter().filter_map(|cell| Some((cell.key.0.clone()?, cell.value?))));
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
    let cells = &reading.measure(settled_by_commune(reading))?.cells;
    let codes = cells.iter().filter_map(|cell| cell.key.0.as_deref());
    let names = territories::names_of(db, codes).await?;
    let shown = |cell: &Cell| {
        let key = cell.key.0.clone()?;
        let label = names.get(&key)?.clone();
        Some(DashboardCell { key, label, value: cell.value, hidden: false })
    };
    let mut shown: Vec<DashboardCell> = cells.iter().filter_map(shown).collect();
    shown.sort_by_cached_key(|cell| domain::text::fold(&cell.label));
    Ok(shown)
}

/// What stands in the way, by EPCI; obstacles that nobody has are left out.
///
/// # Errors
/// 500 when they were not read.
pub fn obstacles(reading: &Reading<'_>) -> Result<Vec<DashboardObstacle>, Problem> {
    if !reading.shows_places() {
        return Ok(vec![]);
    }
    let cells = &reading.measure(obstacles_by_place(reading))?.cells;
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
