//! What others than the programme read of a report: no small cell, none that a subtraction reveals, no file. Which cells those
//! are was frozen with the figures.

use super::content::{ReportCell, ReportContent, ReportCorrection, ReportDifference, ReportFigure};

/// The content without its hidden cells and without the numbers of files.
#[must_use]
pub(super) fn anonymised(content: ReportContent) -> ReportContent {
    let figures = content.figures.into_iter().map(covered).collect();
    let correction = content.correction.map(|correction| ReportCorrection {
        differences: correction.differences.into_iter().map(counted).collect(),
        ..correction
    });
    ReportContent { figures, correction, ..content }
}

fn counted(difference: ReportDifference) -> ReportDifference {
    ReportDifference { files: vec![], ..difference }
}

fn covered(figure: ReportFigure) -> ReportFigure {
    let cells = |cells: Vec<ReportCell>| cells.into_iter().map(cover).collect();
    ReportFigure { by_epci: cells(figure.by_epci), by_source: cells(figure.by_source), has_files: false, ..figure }
}

fn cover(cell: ReportCell) -> ReportCell {
    ReportCell {
        value: cell.value.filter(|_| !cell.hidden),
        gap: cell.gap.filter(|_| !cell.hidden),
        previous_value: cell.previous_value.filter(|_| !cell.previous_hidden),
        ..cell
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_hidden_part_is_not_told_by_its_gap() {
        let cell = |hidden: bool| {
            let cell = json!({"key": "200067361", "label": "CC Grand-Figeac", "value": 3, "previous_value": 17,
                "target": 25, "gap": -22, "hidden": hidden, "previous_hidden": false});
            let cell = cover(serde_json::from_value(cell).unwrap());
            (cell.value, cell.target, cell.gap)
        };
        assert_eq!(cell(false), (Some(3.0), Some(25), Some(-22.0)));
        assert_eq!(cell(true), (None, Some(25), None));
    }
}
