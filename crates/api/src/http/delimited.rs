//! Lines of CSV as bytes: for machines, and for a French spreadsheet.

use actix_web::web::Bytes;
use csv::{Terminator, Writer, WriterBuilder};
use persistence::StoreError;

/// How a CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// To the letter of RFC 4180, codes as they are.
    Rfc4180,
    /// So that a French spreadsheet opens it by double click.
    ExcelFr,
}

impl Profile {
    /// The profile of this name; RFC 4180 without one.
    #[must_use]
    pub fn parse(name: Option<&str>) -> Option<Profile> {
        match name {
            None | Some("rfc4180") => Some(Profile::Rfc4180),
            Some("excel-fr") => Some(Profile::ExcelFr),
            Some(_) => None,
        }
    }

    /// What stands before the first line: it tells a spreadsheet that the file is UTF-8.
    #[must_use]
    pub const fn head(self) -> &'static [u8] {
        match self {
            Profile::Rfc4180 => &[],
            Profile::ExcelFr => "\u{feff}".as_bytes(),
        }
    }
}

/// The lines that `write` writes.
///
/// # Errors
/// A defect, when they cannot be written.
pub fn written(
    profile: Profile,
    write: impl FnOnce(&mut Writer<Vec<u8>>) -> csv::Result<()>,
) -> Result<Bytes, StoreError> {
    let delimiter = if profile == Profile::ExcelFr { b';' } else { b',' };
    let mut writer = WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(vec![]);
    write(&mut writer).map_err(|error| defect(&error))?;
    writer.into_inner().map(Bytes::from).map_err(|error| defect(&error))
}

/// A text that a spreadsheet would take for a formula gets an apostrophe, which our importer takes away again.
#[must_use]
pub fn neutral(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

fn defect(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Settings(format!("an export could not be written: {error}"))
}
