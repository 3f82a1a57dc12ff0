//! The figures of a year, all of them read from one snapshot of the database, so that they add up with one another.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Datelike, Utc};
use domain::campaigns::day_of;
use domain::codes::TerritoryKind;
use domain::indicators::{Dimension, Indicator, Nature, Period, Scope, date_rule, suppression};
use domain::published_figures::{Recomputed, explain};
use persistence::indicators::{Cell, Measure, files_of, measure, protected};
use persistence::published_figures::{self, KeptFigure};
use persistence::reports::{Frozen, Report};
use persistence::{DatabaseTransaction, Slice, StoreError, targets, territories};

use super::canonical::{Files, frozen};
use super::content::{ReportCell, ReportCoefficient, ReportContent, ReportFigure, ReportPublishedFigure};
use super::correction::correction;
use crate::problem::Problem;
use crate::reference::{described, label};

/// Shape of what is frozen; raised when it changes.
const FORMAT: i32 = 2;
/// Published figures of one year at most.
const MOST: u64 = 200;

/// Parts of a figure by key, and whether each is hidden.
type Parts = HashMap<Option<String>, (Option<f64>, bool)>;

/// Where figures are read.
struct Reading<'a> {
    tx: &'a DatabaseTransaction,
    scope: Scope,
    /// EPCI in the order of the list of territories, which is that of the protection of the dashboards.
    epcis: Vec<String>,
    names: HashMap<String, String>,
    /// Targets of the year and of the year before.
    targets: Targets,
}

/// What was aimed at, by indicator, year and EPCI.
type Targets = HashMap<(Indicator, i32, Option<String>), i32>;

/// Computes an edition as of `now`, in a transaction that sees one instant of the database.
///
/// # Errors
/// 500 when the edition that it corrects is not what was frozen; those of the store.
pub(crate) async fn compute(tx: &DatabaseTransaction, row: &Report, now: DateTime<Utc>) -> Result<Frozen, Problem> {
    let period = Period::year(row.year).ok_or_else(Problem::not_found)?;
    let places = territories::list(tx).await?.into_iter().filter(|place| place.kind == TerritoryKind::Epci);
    let (epcis, names): (Vec<String>, HashMap<String, String>) =
        places.map(|place| (place.code.clone(), (place.code, place.name))).unzip();
    let reading = Reading { tx, scope: Scope::all(now), epcis, names, targets: targets_of(tx, row.year).await? };
    let (mut figures, mut files) = (vec![], Files::new());
    for indicator in Indicator::ALL {
        figures.push(reading.figure(*indicator, period).await?);
        if indicator.is_of_files() {
            files.insert(indicator.to_string(), reading.files(*indicator, period).await?);
        }
    }
    let content = ReportContent {
        format: FORMAT,
        year: row.year,
        edition: row.edition,
        computed_on: day_of(now),
        published_figures: reading.published_figures(row.year).await?,
        correction: correction(tx, row, (&figures, &files), now).await?,
        figures,
        coefficients: coefficients(period),
        files_sha256: String::new(),
    };
    frozen(content, &files)
}

async fn targets_of(tx: &DatabaseTransaction, year: i32) -> Result<Targets, StoreError> {
    let mut targets = Targets::new();
    for year in [year, year - 1] {
        let set = targets::list(tx, year).await?.into_iter();
        targets.extend(set.map(|one| ((one.key.indicator, year, one.key.epci_code), one.facts.value)));
    }
    Ok(targets)
}

fn coefficients(period: Period) -> Vec<ReportCoefficient> {
    let in_force = Indicator::ALL.iter().filter_map(|indicator| Some((indicator, indicator.coefficient(period)?)));
    in_force
        .map(|(indicator, coefficient)| ReportCoefficient {
            indicator: indicator.to_string(),
            value: coefficient.value,
            valid_from: coefficient.valid_from,
            source: coefficient.source.clone(),
        })
        .collect()
}

/// What has no part counts nothing, where things are counted at all.
fn zero(indicator: Indicator) -> Option<f64> {
    matches!(indicator.nature(), Nature::Flow | Nature::Stock).then_some(0.0)
}

impl Reading<'_> {
    async fn figure(&self, indicator: Indicator, period: Period) -> Result<ReportFigure, StoreError> {
        let code = indicator.as_str();
        let value = self.measure(indicator, period, None).await?.value;
        let [target, previous_target] = self.targets(indicator, period, None);
        Ok(ReportFigure {
            code: code.to_owned(),
            label: label("indicators", code).to_owned(),
            unit: indicator.unit().to_string(),
            definition: described("indicators", code).to_owned(),
            date_rule: date_rule(indicator).to_owned(),
            value,
            previous_value: self.measure(indicator, period.previous(), None).await?.value,
            target,
            gap: gap(target, value),
            previous_target,
            by_epci: self.cells(indicator, period, Dimension::Epci).await?,
            by_source: self.cells(indicator, period, Dimension::Source).await?,
            has_files: indicator.is_of_files(),
        })
    }

    /// What is aimed at this year and was the year before, in an EPCI or in the whole département.
    fn targets(&self, indicator: Indicator, period: Period, epci: Option<&str>) -> [Option<i32>; 2] {
        let of = |year: i32| self.targets.get(&(indicator, year, epci.map(str::to_owned))).copied();
        [of(period.first_on().year()), of(period.previous().first_on().year())]
    }

    async fn measure(
        &self,
        indicator: Indicator,
        period: Period,
        by: Option<Dimension>,
    ) -> Result<Measure, StoreError> {
        measure(self.tx, indicator, &period, by, &self.scope).await
    }

    /// The parts of this year and of the year before.
    async fn cells(&self, indicator: Indicator, period: Period, by: Dimension) -> Result<Vec<ReportCell>, StoreError> {
        if !indicator.dimensions().contains(&by) {
            return Ok(vec![]);
        }
        let now = self.parts(indicator, period, by).await?;
        let before = self.parts(indicator, period.previous(), by).await?;
        let zero = zero(indicator);
        let of = |parts: &Parts, key: &Option<String>| parts.get(key).copied().unwrap_or((zero, false));
        let cell = |key: &Option<String>| {
            let ((value, hidden), (previous_value, previous_hidden)) = (of(&now, key), of(&before, key));
            let epci = key.as_deref().filter(|_| by == Dimension::Epci);
            let [target, previous_target] = epci.map_or([None; 2], |code| self.targets(indicator, period, Some(code)));
            let (label, key) = (self.name(by, key.as_deref()), key.clone().unwrap_or_default());
            let gap = gap(target, value);
            ReportCell { key, label, value, previous_value, target, gap, previous_target, hidden, previous_hidden }
        };
        let keys: BTreeSet<&Option<String>> = now.keys().chain(before.keys()).collect();
        let mut cells: Vec<ReportCell> = keys.into_iter().map(cell).collect();
        // What is nowhere comes last.
        cells.sort_by_key(|cell| cell.key.is_empty());
        Ok(cells)
    }

    /// What is counted under each key, and whether it is hidden from whoever reads no file; every EPCI is one.
    async fn parts(&self, indicator: Indicator, period: Period, by: Dimension) -> Result<Parts, StoreError> {
        let counted = self.measure(indicator, period, Some(by)).await?;
        if by != Dimension::Epci {
            let small = suppression::hidden(&counted.cells.iter().map(|cell| cell.cases).collect::<Vec<_>>());
            let cells = counted.cells.into_iter().zip(small);
            return Ok(cells.map(|(cell, hidden)| (cell.key.0, (cell.value, hidden))).collect());
        }
        let zero = zero(indicator);
        let shown = protected(self.tx, indicator, &period, Some(by), (&self.scope, &self.epcis)).await?;
        let whole: HashMap<_, _> = counted.cells.into_iter().map(|cell| (cell.key.0, cell.value)).collect();
        let part = |cell: Cell| {
            let value = whole.get(&cell.key.0).copied().unwrap_or(zero);
            (cell.key.0, (value, cell.is_hidden))
        };
        Ok(shown.cells.into_iter().map(part).collect())
    }

    fn name(&self, by: Dimension, key: Option<&str>) -> String {
        match (by, key) {
            (_, None) => "Non précisé".to_owned(),
            (Dimension::Epci, Some(code)) => self.names.get(code).cloned().unwrap_or_else(|| code.to_owned()),
            (_, Some(code)) => label("sources", code).to_owned(),
        }
    }

    /// The files behind a figure, by number.
    async fn files(
        &self,
        indicator: Indicator,
        period: Period,
    ) -> Result<Vec<(String, Option<String>, i64)>, StoreError> {
        let counted = files_of(self.tx, indicator, &period).await?;
        let mut files: Vec<_> = counted.into_iter().map(|file| (file.number, file.epci, file.weight)).collect();
        files.sort();
        Ok(files)
    }

    /// What was told about the year, beside what the files say.
    async fn published_figures(&self, year: i32) -> Result<Vec<ReportPublishedFigure>, StoreError> {
        let slice = Slice { after: None, descending: false, limit: MOST };
        let mut told = vec![];
        for kept in published_figures::list(self.tx, Some(year), &slice).await? {
            let recomputed = self.recomputed(&kept).await?;
            told.push(beside(kept, recomputed));
        }
        Ok(told)
    }

    async fn recomputed(&self, kept: &KeptFigure) -> Result<Recomputed, StoreError> {
        let Some(indicator) = kept.told.indicator.as_deref().and_then(Indicator::parse) else {
            return Ok(Recomputed::default());
        };
        let periods: Vec<Period> = kept.told.periods().iter().filter_map(|text| Period::parse(text)).collect();
        let coefficient = periods.last().and_then(|period| indicator.coefficient(*period)).map(|one| one.value);
        let families = match coefficient {
            Some(_) => self.sum(Indicator::FamiliesSettled, &periods).await?,
            None => None,
        };
        let value = self.sum(indicator, &periods).await?;
        Ok(Recomputed { value, unit: indicator.unit().to_string(), families, coefficient })
    }

    /// A flow adds up over its periods; anything else is what it was in the last one.
    async fn sum(&self, indicator: Indicator, periods: &[Period]) -> Result<Option<f64>, StoreError> {
        let is_flow = indicator.nature() == Nature::Flow;
        let counted = if is_flow { periods } else { periods.last().map(std::slice::from_ref).unwrap_or_default() };
        let mut total = None;
        for period in counted {
            if let Some(value) = self.measure(indicator, *period, None).await?.value {
                total = Some(total.unwrap_or_default() + value);
            }
        }
        Ok(total)
    }
}

fn gap(target: Option<i32>, value: Option<f64>) -> Option<f64> {
    target.zip(value).map(|(target, value)| domain::targets::gap(target, value))
}

fn beside(kept: KeptFigure, recomputed: Recomputed) -> ReportPublishedFigure {
    let computed = explain(&kept.told, &recomputed);
    let judged = kept.judgement.reason;
    ReportPublishedFigure {
        key: kept.told.key,
        label: kept.told.label,
        figure: kept.told.figure,
        unit: kept.told.unit,
        approximate: kept.told.approximate,
        as_of: kept.told.as_of.to_string(),
        from_year: kept.told.from_year,
        document: kept.told.document,
        url: kept.told.url,
        recomputed_unit: kept.told.indicator.is_some().then_some(recomputed.unit),
        indicator: kept.told.indicator,
        recomputed: recomputed.value,
        gap: judged.unwrap_or(computed).to_string(),
        judged: judged.is_some(),
        note: kept.judgement.note,
        families: recomputed.families,
        coefficient: recomputed.coefficient,
    }
}
