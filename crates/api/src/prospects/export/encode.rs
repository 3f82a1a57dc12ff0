//! Rows as bytes, a batch at a time: CSV for machines, CSV for a French spreadsheet, one JSON object per line.

use actix_web::web::Bytes;
use persistence::StoreError;
use persistence::prospects::ExportRow;

use super::columns::{Line, NAMES, cells, french_headers};
use crate::http::{Profile, neutral, written};

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
            Text::Rfc4180 => written(Profile::Rfc4180, |writer| writer.write_record(NAMES)),
            Text::ExcelFr => {
                let line = written(Profile::ExcelFr, |writer| writer.write_record(french_headers()))?;
                Ok([Profile::ExcelFr.head(), &line].concat().into())
            }
            Text::Ndjson => Ok(Bytes::new()),
        }
    }

    /// A batch of rows.
    pub(super) fn rows(self, rows: &[ExportRow]) -> Result<Bytes, StoreError> {
        match self {
            Text::Rfc4180 => written(Profile::Rfc4180, |writer| {
                rows.iter().try_for_each(|row| writer.write_record(cells(row).iter().map(|cell| cell.plain())))
            }),
            Text::ExcelFr => written(Profile::ExcelFr, |writer| {
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

pub(super) fn defect(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Settings(format!("an export could not be written: {error}"))
}
