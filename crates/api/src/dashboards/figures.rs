//! Figures with the same period a year before, their target and their places.

use domain::codes::Indicator;
use domain::indicators::{Dimension, Nature, Places};
use persistence::indicators::{Ask, Cell};
use persistence::targets::Target;

use super::dto::{DashboardCell, DashboardCoefficient, DashboardFigure};
use super::service::Reading;
use crate::indicators::dto::NONE;
use crate::problem::Problem;
use crate::reference::lists;

/// What the figures measure: each now and a year before.
pub fn asks<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Ask> + 'a {
    reading.asked.audience.figures().iter().flat_map(|indicator| {
        let (present, before) = asks_of(reading, *indicator);
        [present, before]
    })
}

/// A figure of the period, with its places where it is drawn on the map, and the one of the year before.
fn asks_of(reading: &Reading<'_>, indicator: Indicator) -> (Ask, Ask) {
    let period = reading.asked.period;
    let mapped = reading.asked.audience.mapped().contains(&indicator) && reading.shows_places();
    ((indicator, period, mapped.then_some(Dimension::Epci)), (indicator, period.previous(), None))
}

/// The figures of the audience, in its order.
///
/// # Errors
/// 500 when one was not read.
pub fn read(reading: &Reading<'_>) -> Result<Vec<DashboardFigure>, Problem> {
    reading.asked.audience.figures().iter().map(|indicator| figure(reading, *indicator)).collect()
}

fn figure(reading: &Reading<'_>, indicator: Indicator) -> Result<DashboardFigure, Problem> {
    let (audience, period) = (reading.asked.audience, reading.asked.period);
    let (present, before) = asks_of(reading, indicator);
    let is_mapped = present.2.is_some();
    let (present, before) = (reading.measure(present)?, reading.measure(before)?);
    let target = target_of(reading, indicator);
    Ok(DashboardFigure {
        code: indicator.as_str().to_owned(),
        label: lists::label(Indicator::LIST, indicator.as_str()).to_owned(),
        definition: definition(indicator),
        unit: indicator.unit().as_str().to_owned(),
        value: present.value,
        previous_value: before.value,
        target,
        gap: target.zip(present.value).map(|(target, value)| domain::targets::gap(target, value)),
        coefficient: indicator
            .coefficient(period)
            .map(|version| DashboardCoefficient { value: version.value, source: version.source.clone() }),
        opens_list: indicator.is_of_files() && audience.opens_files(),
        by_epci: if is_mapped { by_epci(reading, &present.cells) } else { vec![] },
    })
}

fn definition(indicator: Indicator) -> String {
    let items = lists::find(Indicator::LIST).map(|list| list.items.as_slice()).unwrap_or_default();
    let item = items.iter().find(|item| item.code == indicator.as_str());
    item.and_then(|item| item.description.clone()).unwrap_or_default()
}

/// The target for what the figure covers. Targets of several EPCI add up where each has one and figures do too.
fn target_of(reading: &Reading<'_>, indicator: Indicator) -> Option<i32> {
    let of = |epci: Option<&String>| {
        let here = |target: &&Target| target.key.indicator == indicator && target.key.epci_code.as_ref() == epci;
        reading.targets.iter().find(here).map(|target| target.facts.value)
    };
    let Places::Only(places) = &reading.scope.places else { return of(None) };
    let codes: Vec<&String> = places.iter().flatten().collect();
    let adds_up = !matches!(indicator.nature(), Nature::Rate | Nature::Median);
    match codes.as_slice() {
        [] => None,
        [one] => of(Some(one)),
        several => several.iter().map(|code| of(Some(code))).sum::<Option<i32>>().filter(|_| adds_up),
    }
}

/// A cell for every EPCI by name, then one for what has no place when there is anything.
fn by_epci(reading: &Reading<'_>, cells: &[Cell]) -> Vec<DashboardCell> {
    let cell = |(key, label): (Option<String>, String)| {
        let found = cells.iter().find(|cell| cell.key.0 == key);
        let value = found.map_or(Some(0.0), |cell| cell.value);
        let hidden = found.is_some_and(|cell| cell.is_hidden);
        (key.is_some() || hidden || value != Some(0.0)).then(|| DashboardCell {
            key: written(key),
            label,
            value,
            hidden,
        })
    };
    reading.places().into_iter().filter_map(cell).collect()
}

/// The code of a place as the contract writes it.
pub fn written(code: Option<String>) -> String {
    code.unwrap_or_else(|| NONE.to_owned())
}
