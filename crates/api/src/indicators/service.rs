//! A figure with that of the year before, for one reader.

use std::collections::HashMap;

use domain::codes::TerritoryKind;
use domain::indicators::{Dimension, Indicator, Nature, Period, Places, Scope, growth};
use persistence::indicators::{Cell, CellKey, Measure, measure, names_of, protected};
use persistence::{ConnectionTrait, StoreError, territories};

use super::dto::{IndicatorCell, IndicatorValue};
use super::keys::{called, place_of, written};
use crate::reference::lists::label;

/// A question about an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The indicator.
    pub indicator: Indicator,
    /// The period.
    pub period: Period,
    /// What it is broken down by.
    pub by: Option<Dimension>,
    /// The one EPCI that is meant; `Some(None)` is what has no place.
    pub epci: Option<Option<String>>,
}

/// What a reader reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Reader {
    /// Which places, at which instant.
    pub scope: Scope,
    /// Whether small figures by place are hidden.
    pub is_protected: bool,
}

/// The figure of a question, with that of the year before.
///
/// # Errors
/// Those of the store.
pub async fn value(db: &impl ConnectionTrait, asked: &Asked, reader: Reader) -> Result<IndicatorValue, StoreError> {
    let epcis = epcis(db).await?;
    let now = one(db, asked, asked.period, (&reader, &epcis)).await?;
    let before = one(db, asked, asked.period.previous(), (&reader, &epcis)).await?;
    let parts = match asked.by {
        Some(by) => {
            let places = reader.scope.places.clone();
            let places = asked.epci.clone().map_or(places.clone(), |epci| places.narrowed(epci));
            parts(db, asked, by, filled(asked, by, &places, &epcis, (now.cells.clone(), before.cells.clone()))).await?
        }
        None => vec![],
    };
    let coefficient = asked.indicator.coefficient(asked.period);
    let changed = before.value.zip(now.value).and_then(|(before, now)| growth(before, now));
    Ok(IndicatorValue {
        code: asked.indicator.to_string(),
        label: label(Indicator::LIST, asked.indicator.as_str()).to_owned(),
        unit: asked.indicator.unit().to_string(),
        period: asked.period.to_string(),
        previous_period: asked.period.previous().to_string(),
        value: now.value,
        previous_value: before.value,
        growth: changed,
        cases: (!now.is_hidden).then_some(now.cases),
        hidden: now.is_hidden,
        coefficient: coefficient.map(Into::into),
        dimension: asked.by.map(|by| by.to_string()),
        by: parts,
    })
}

/// Every EPCI.
async fn epcis(db: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let all = territories::list(db).await?;
    Ok(all.into_iter().filter(|place| place.kind == TerritoryKind::Epci).map(|place| place.code).collect())
}

/// A figure of one period, as this reader reads it.
async fn one(
    db: &impl ConnectionTrait,
    asked: &Asked,
    period: Period,
    (reader, epcis): (&Reader, &[String]),
) -> Result<Measure, StoreError> {
    let scope = &reader.scope;
    match (&asked.epci, reader.is_protected) {
        (None, true) => protected(db, asked.indicator, &period, asked.by, (scope, epcis)).await,
        (None, false) => measure(db, asked.indicator, &period, asked.by, scope).await,
        (Some(epci), true) => {
            let row = protected(db, asked.indicator, &period, Some(Dimension::Epci), (scope, epcis)).await?;
            Ok(row.only(&(epci.clone(), None)))
        }
        (Some(epci), false) => {
            let scope = Scope { places: scope.places.clone().narrowed(epci.clone()), now: scope.now };
            measure(db, asked.indicator, &period, asked.by, &scope).await
        }
    }
}

type Pair = (CellKey, Option<Cell>, Option<Cell>);

/// The cells of both periods side by side; places and months that nothing happened in too.
fn filled(
    asked: &Asked,
    by: Dimension,
    places: &Places,
    epcis: &[String],
    (now, before): (Vec<Cell>, Vec<Cell>),
) -> Vec<Pair> {
    let code = |key: String| (Some(key), None);
    let parts = |parts: Vec<Period>| parts.into_iter().map(|part| code(part.to_string())).collect();
    let mut keys: Vec<CellKey> = match by {
        Dimension::Epci => match places {
            Places::All => epcis.iter().cloned().map(code).chain([(None, None)]).collect(),
            Places::Only(places) => places.iter().map(|place| (place.clone(), None)).collect(),
        },
        Dimension::Month => parts(asked.period.months()),
        Dimension::Quarter => parts(asked.period.quarters()),
        _ => vec![],
    };
    let before = before.into_iter().map(|cell| (a_year_later(by, &cell.key), cell));
    let mut before: HashMap<CellKey, Cell> = before.collect();
    let mut now: HashMap<CellKey, Cell> = now.into_iter().map(|cell| (cell.key.clone(), cell)).collect();
    let mut more: Vec<CellKey> = now.keys().chain(before.keys()).filter(|key| !keys.contains(key)).cloned().collect();
    more.sort();
    more.dedup();
    keys.extend(more);
    keys.into_iter().map(|key| (key.clone(), now.remove(&key), before.remove(&key))).collect()
}

/// The key under which a cell of the year before stands beside that of this year.
fn a_year_later(by: Dimension, key: &CellKey) -> CellKey {
    let later = |text: &str| {
        let (year, part) = text.split_once('-')?;
        Some(format!("{:04}-{part}", year.parse::<i32>().ok()? + 1))
    };
    match (by, &key.0) {
        (Dimension::Month | Dimension::Quarter, Some(text)) => (later(text), None),
        _ => key.clone(),
    }
}

/// The cells as the contract shows them, in their order.
async fn parts(
    db: &impl ConnectionTrait,
    asked: &Asked,
    by: Dimension,
    pairs: Vec<Pair>,
) -> Result<Vec<IndicatorCell>, StoreError> {
    let codes: Vec<&str> = pairs
        .iter()
        .filter_map(|(key, ..)| if by == Dimension::ThemeEpci { &key.1 } else { &key.0 }.as_deref())
        .collect();
    let names = names_of(db, by, &codes).await?;
    let zero = matches!(asked.indicator.nature(), Nature::Flow | Nature::Stock).then_some(0.0);
    let value = |cell: &Option<Cell>| cell.as_ref().map_or(zero, |cell| cell.value);
    let hidden = |cell: &Option<Cell>| cell.as_ref().is_some_and(|cell| cell.is_hidden);
    let shown = |(key, now, before): Pair| {
        let label = called(by, &key, &names);
        let cell = IndicatorCell {
            key: written(by, &key),
            value: value(&now),
            previous_value: value(&before),
            cases: (!hidden(&now)).then(|| now.as_ref().map_or(0, |cell| cell.cases)),
            hidden: hidden(&now),
            previous_hidden: hidden(&before),
            label,
        };
        (place_of(by, &key, &cell.label), cell)
    };
    let mut parts: Vec<_> = pairs.into_iter().map(shown).collect();
    parts.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(parts.into_iter().map(|(_, cell)| cell).collect())
}
