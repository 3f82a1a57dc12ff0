//! A report as a workbook: its figures, what each means, and what was told to the press. Words are text cells, so that
//! nothing is a formula; figures are numbers, so that they can be added up.

use actix_web::web::Bytes;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::content::ReportContent;
use super::table::{HEADERS, lines};
use crate::reference::label;

/// Columns of the figures in [`HEADERS`].
const VALUES: [u16; 5] = [7, 8, 10, 11, 12];

/// The bytes of the workbook.
///
/// # Errors
/// Those of the writer.
pub(super) fn written(content: &ReportContent) -> Result<Bytes, XlsxError> {
    let mut workbook = Workbook::new();
    figures(workbook.add_worksheet().set_name("Chiffres")?, content)?;
    definitions(workbook.add_worksheet().set_name("Définitions")?, content)?;
    published(workbook.add_worksheet().set_name("Chiffres publiés")?, content)?;
    Ok(workbook.save_to_buffer()?.into())
}

fn words(sheet: &mut Worksheet, row: u32, cells: &[&str]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        sheet.write_string(row, column, *cell)?;
    }
    Ok(())
}

fn figures(sheet: &mut Worksheet, content: &ReportContent) -> Result<(), XlsxError> {
    words(sheet, 0, &HEADERS.map(|(_, name)| name))?;
    for (row, line) in (1..).zip(lines(content)) {
        let mut cells = line.french();
        for (column, value) in VALUES.into_iter().zip(line.values()) {
            if let Some(cell) = cells.get_mut(usize::from(column)) {
                cell.clear();
            }
            if let Some(value) = value {
                sheet.write_number(row, column, value)?;
            }
        }
        words(sheet, row, &cells.each_ref().map(String::as_str))?;
    }
    Ok(())
}

fn definitions(sheet: &mut Worksheet, content: &ReportContent) -> Result<(), XlsxError> {
    words(sheet, 0, &["Code", "Indicateur", "Unité", "Définition", "Règle de date"])?;
    for (row, figure) in (1..).zip(&content.figures) {
        let unit = label("indicator_units", &figure.unit);
        words(sheet, row, &[&figure.code, &figure.label, unit, &figure.definition, &figure.date_rule])?;
    }
    Ok(())
}

fn published(sheet: &mut Worksheet, content: &ReportContent) -> Result<(), XlsxError> {
    words(sheet, 0, &["Chiffre publié", "Date", "Document", "Publié", "Recalculé", "Écart", "Note"])?;
    for (row, told) in (1..).zip(&content.published_figures) {
        let (gap, note) = (label("figure_gaps", &told.gap), told.note.as_deref().unwrap_or_default());
        words(sheet, row, &[&told.label, &told.as_of, &told.document, "", "", gap, note])?;
        sheet.write_number(row, 3, told.figure)?;
        if let Some(value) = told.recomputed {
            sheet.write_number(row, 4, value)?;
        }
    }
    Ok(())
}
