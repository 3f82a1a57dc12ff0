//! A report as lines: one for each figure, one for each of its parts.

use actix_web::web::Bytes;
use persistence::StoreError;

use super::content::{ReportCell, ReportContent, ReportFigure};
use crate::http::{Profile, neutral, written};
use crate::reference::label;

/// Columns, for machines and for people.
pub(super) const HEADERS: [(&str, &str); 13] = [
    ("year", "Année"),
    ("indicator", "Code"),
    ("label", "Indicateur"),
    ("unit", "Unité"),
    ("dimension", "Détail"),
    ("key", "Code du détail"),
    ("key_label", "Nom"),
    ("value", "Valeur"),
    ("previous_value", "Année précédente"),
    ("hidden", "Masqué"),
    ("target", "Objectif"),
    ("gap", "Écart"),
    ("previous_target", "Objectif de l’année précédente"),
];

/// A line before it is written.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    pub(super) year: i32,
    pub(super) figure: &'a ReportFigure,
    /// `epci` or `source`, and the part; none for the figure itself.
    pub(super) part: Option<(&'static str, &'a ReportCell)>,
}

impl Line<'_> {
    /// The figure, that of the year before, what was aimed at, what it is above that, and what was aimed at before.
    pub(super) fn values(&self) -> [Option<f64>; 5] {
        let (value, previous, target, gap, previous_target) = match self.part {
            Some((_, cell)) => (cell.value, cell.previous_value, cell.target, cell.gap, cell.previous_target),
            None => {
                let ReportFigure { value, previous_value, target, gap, previous_target, .. } = self.figure;
                (*value, *previous_value, *target, *gap, *previous_target)
            }
        };
        [value, previous, target.map(f64::from), gap, previous_target.map(f64::from)]
    }

    fn is_hidden(&self) -> bool {
        self.part.is_some_and(|(_, cell)| cell.hidden)
    }

    /// For machines.
    fn plain(&self) -> [String; 13] {
        let [value, previous, target, gap, previous_target] =
            self.values().map(|value| value.map(|value| value.to_string()).unwrap_or_default());
        let (dimension, key, name) = self.part.map_or(("", "", ""), |(by, cell)| (by, &cell.key, &cell.label));
        [
            self.year.to_string(),
            self.figure.code.clone(),
            self.figure.label.clone(),
            self.figure.unit.clone(),
            dimension.to_owned(),
            key.to_owned(),
            name.to_owned(),
            value,
            previous,
            self.is_hidden().to_string(),
            target,
            gap,
            previous_target,
        ]
    }

    /// For people: words, and decimals after a comma.
    pub(super) fn french(&self) -> [String; 13] {
        let mut cells = self.plain();
        let [_, _, name, unit, dimension, _, part, value, previous, hidden, _, gap, _] = &mut cells;
        *unit = label("indicator_units", unit).to_owned();
        *dimension = match dimension.as_str() {
            "epci" => "Intercommunalité",
            "source" => "Source",
            _ => "Ensemble",
        }
        .to_owned();
        for figure in [value, previous, gap] {
            *figure = figure.replace('.', ",");
        }
        *hidden = if self.is_hidden() { "Oui" } else { "Non" }.to_owned();
        // Words only: what is below its target begins with a minus.
        for words in [name, part] {
            *words = neutral(std::mem::take(words));
        }
        cells
    }
}

/// The lines of a report.
pub(super) fn lines(content: &ReportContent) -> Vec<Line<'_>> {
    let mut lines = vec![];
    for figure in &content.figures {
        let line = |part| Line { year: content.year, figure, part };
        lines.push(line(None));
        lines.extend(figure.by_epci.iter().map(|cell| line(Some(("epci", cell)))));
        lines.extend(figure.by_source.iter().map(|cell| line(Some(("source", cell)))));
    }
    lines
}

/// The lines as CSV.
///
/// # Errors
/// A defect, when they cannot be written.
pub(super) fn csv(content: &ReportContent, profile: Profile) -> Result<Bytes, StoreError> {
    let body = written(profile, |writer| match profile {
        Profile::Rfc4180 => {
            writer.write_record(HEADERS.map(|(name, _)| name))?;
            lines(content).iter().try_for_each(|line| writer.write_record(line.plain()))
        }
        Profile::ExcelFr => {
            writer.write_record(HEADERS.map(|(_, name)| name))?;
            lines(content).iter().try_for_each(|line| writer.write_record(line.french()))
        }
    })?;
    Ok([profile.head(), &body].concat().into())
}
