//! Rows as bytes, a batch at a time: CSV for machines, CSV for a French spreadsheet, one JSON object per line.

use actix_web::web::Bytes;
use csv::{Terminator, Writer, WriterBuilder};
use persistence::StoreError;
use persistence::prospects::ExportRow;

use super::columns::{Line, NAMES, cells, french_headers};

/// Tells a spreadsheet that the file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A text format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// CSV to the letter of RFC 4180.
    Rfc4180,
    /// CSV that a French spreadsheet opens by double click.
    ExcelFr,
    /// One JSON object per line.
    Ndjson,
}

impl Text {
    /// What stands before the first row.
    pub(super) fn head(self) -> Result<Bytes, StoreError> {
        match self {
            Text::Rfc4180 => written(self, |writer| writer.write_record(NAMES)),
            Text::ExcelFr => {
                let line = written(self, |writer| writer.write_record(french_headers()))?;
                Ok([BYTE_ORDER_MARK, &line].concat().into())
            }
            Text::Ndjson => Ok(Bytes::new()),
        }
    }

    /// A batch of rows.
    pub(super) fn rows(self, rows: &[ExportRow]) -> Result<Bytes, StoreError> {
        match self {
            Text::Rfc4180 => written(self, |writer| {
                rows.iter().try_for_each(|row| writer.write_record(cells(row).iter().map(|cell| cell.plain())))
            }),
            Text::ExcelFr => written(self, |writer| {
                rows.iter()
                    .try_for_each(|row| writer.write_record(cells(row).iter().map(|cell| neutral(cell.french()))))
            }),
            Text::Ndjson => {
                let mut bytes = Vec::with_capacity(rows.len() * 700);
                for row in rows {
                    serde_json::to_writer(&mut bytes, &Line(row)).map_err(|error| defect(&error))?;
                    bytes.push(b'\n');
                }
                Ok(bytes.into())
            }
        }
    }
}

fn written(text: Text, write: impl FnOnce(&mut Writer<Vec<u8>>) -> csv::Result<()>) -> Result<Bytes, StoreError> {
    let delimiter = if text == Text::ExcelFr { b';' } else { b',' };
    let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(vec![]);
    write(&mut writer).map_err(|error| defect(&error))?;
    writer.into_inner().map(Bytes::from).map_err(|error| defect(&error))
}

/// A text that a spreadsheet would take for a formula gets an apostrophe, which our importer takes away again.
fn neutral(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

pub(super) fn defect(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Settings(format!("an export could not be written: {error}"))
}
