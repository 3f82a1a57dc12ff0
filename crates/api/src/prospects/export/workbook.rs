//! Rows as a workbook: written row by row to a file without a name, then sent from there.

use std::io::{Seek, SeekFrom};
use std::path::PathBuf;

use persistence::StoreError;
use persistence::prospects::ExportRow;
use rust_xlsxwriter::{Workbook, XlsxError};
use tokio::sync::mpsc::Receiver;

use super::columns::{cells, french_headers};
use super::encode::defect;

/// Writes the batches that arrive until there are no more; `folder` takes the temporary files. Every cell is a text,
/// so that nothing is a formula and no number loses its zeros. Blocks: not for a thread that serves requests.
pub(super) fn write(folder: &PathBuf, batches: Receiver<Vec<ExportRow>>) -> Result<std::fs::File, StoreError> {
    let mut file = tempfile::tempfile_in(folder).map_err(|error| defect(&error))?;
    let mut workbook = Workbook::new();
    fill(&mut workbook, folder, batches).map_err(|error| defect(&error))?;
    workbook.save_to_writer(&mut file).map_err(|error| defect(&error))?;
    file.seek(SeekFrom::Start(0)).map_err(|error| defect(&error))?;
    Ok(file)
}

fn fill(workbook: &mut Workbook, folder: &PathBuf, mut batches: Receiver<Vec<ExportRow>>) -> Result<(), XlsxError> {
    workbook.set_tempdir(folder)?;
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    for (column, header) in (0..).zip(french_headers()) {
        sheet.write_string(0, column, header)?;
    }
    let mut line = 0;
    while let Some(rows) = batches.blocking_recv() {
        for row in &rows {
            line += 1;
            for (column, cell) in (0..).zip(cells(row)) {
                let text = cell.french();
                if !text.is_empty() {
                    sheet.write_string(line, column, text)?;
                }
            }
        }
    }
    Ok(())
}
