//! Reading reference tables: what communes, occupations, activities and outlines have in common.
//!
//! A row is accepted or refused with its line and its reason; a table is refused as a whole only
//! when its header is not the one expected, because then no row can be trusted.

use std::collections::BTreeSet;

/// What a table gave: the typed rows and the account of how they were obtained.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed<T> {
    /// Accepted rows, in the order of the file.
    pub items: Vec<T>,
    /// Counts, refusals and remarks.
    pub report: Report,
}

/// Account of the reading of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows read, the header not counted.
    pub read: usize,
    /// Rows refused, in the order of the file.
    pub refused: Vec<Refusal>,
    /// What an operator should know although nothing was refused.
    pub remarks: Vec<Remark>,
}

impl Report {
    /// Rows taken into account: those read less those refused.
    #[must_use]
    pub fn accepted(&self) -> usize {
        self.read.saturating_sub(self.refused.len())
    }
}

/// One row left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Line of the file on which the row begins (the header is line 1), or rank of the outline from 1.
    pub line: u64,
    /// Why the row was left out.
    pub reason: RefusalReason,
}

/// Why a row was left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefusalReason {
    /// A compulsory cell is empty.
    #[error("`{0}` is empty")]
    Missing(&'static str),
    /// A cell does not have the form its column asks for.
    #[error("`{column}` is not valid: {value:?}")]
    Invalid {
        /// Column of the cell.
        column: &'static str,
        /// Content of the cell.
        value: String,
    },
    /// The key of the row already stands above.
    #[error("{0:?} already stands above")]
    Repeated(String),
    /// The row points at something that does not exist.
    #[error("`{column}` names {value:?}, which is unknown")]
    Unknown {
        /// Column of the cell.
        column: &'static str,
        /// Content of the cell.
        value: String,
    },
    /// The row does not have the shape of the table.
    #[error("the row cannot be read: {0}")]
    Unreadable(String),
}

impl RefusalReason {
    pub(crate) fn invalid(column: &'static str, value: impl Into<String>) -> Self {
        Self::Invalid { column, value: value.into() }
    }

    pub(crate) fn unknown(column: &'static str, value: impl Into<String>) -> Self {
        Self::Unknown { column, value: value.into() }
    }

    /// Stable code of the reason, for reports read by programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "missing",
            Self::Invalid { .. } => "invalid",
            Self::Repeated(_) => "repeated",
            Self::Unknown { .. } => "unknown",
            Self::Unreadable(_) => "unreadable",
        }
    }
}

/// Something the operator should know about an accepted file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Remark {
    /// The outline of a former commune now belongs to the commune it merged into.
    #[error("the outline of {from}, merged since, is attached to {into}")]
    Merged {
        /// INSEE code in the file.
        from: String,
        /// INSEE code of the commune of today.
        into: String,
    },
    /// A commune of today has no outline in the file.
    #[error("{0} has no outline in this file")]
    WithoutOutline(String),
}

/// Why a whole file was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A compulsory column is not in the header.
    #[error("column `{0}` is missing: this is not the expected file")]
    MissingColumn(&'static str),
    /// The content has not the expected format.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
}

/// Reads a comma-separated table with a header; `row` receives the trimmed cells of `columns`, in
/// that order, wherever they stand in the file.
///
/// # Errors
/// [`TableError`] when the header cannot be read or lacks one of `columns`.
pub(crate) fn read_table<T, const N: usize>(
    text: &str,
    columns: [&'static str; N],
    mut row: impl FnMut([&str; N]) -> Result<T, RefusalReason>,
) -> Result<Parsed<T>, TableError> {
    // The reader counts lines one short after CRLF; a break inside a cell loses nothing by being LF.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let places = places_of(&mut reader, columns)?;
    let mut items = Vec::new();
    let mut report = Report::default();
    for record in reader.records() {
        report.read += 1;
        let (line, outcome) = match &record {
            Ok(record) => (
                record.position().map_or(0, csv::Position::line),
                row(places.map(|place| record.get(place).unwrap_or_default().trim())),
            ),
            Err(error) => {
                (error.position().map_or(0, csv::Position::line), Err(RefusalReason::Unreadable(shape_of(error))))
            }
        };
        match outcome {
            Ok(item) => items.push(item),
            Err(reason) => report.refused.push(Refusal { line, reason }),
        }
    }
    Ok(Parsed { items, report })
}

fn places_of<const N: usize>(
    reader: &mut csv::Reader<&[u8]>,
    columns: [&'static str; N],
) -> Result<[usize; N], TableError> {
    let header = reader.headers().map_err(|error| TableError::Unreadable(error.to_string()))?;
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        *place = header.iter().position(|name| name.trim() == column).ok_or(TableError::MissingColumn(column))?;
    }
    Ok(places)
}

/// Says what is wrong with the shape of a row without repeating its position.
fn shape_of(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells where the header has {expected_len}")
        }
        _ => error.to_string(),
    }
}

/// The cell, or a refusal when it is empty.
pub(crate) fn required<'a>(column: &'static str, cell: &'a str) -> Result<&'a str, RefusalReason> {
    if cell.is_empty() {
        return Err(RefusalReason::Missing(column));
    }
    Ok(cell)
}

/// Keys already met, to refuse the second row that carries one of them.
#[derive(Default)]
pub(crate) struct Seen(BTreeSet<String>);

impl Seen {
    pub(crate) fn once(&mut self, key: &str) -> Result<(), RefusalReason> {
        if self.0.insert(key.to_owned()) {
            return Ok(());
        }
        Err(RefusalReason::Repeated(key.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Result<Parsed<String>, TableError> {
        let mut seen = Seen::default();
        read_table(text, ["code", "label"], |[code, label]| {
            required("label", label)?;
            seen.once(code)?;
            Ok(code.to_owned())
        })
    }

    #[test]
    fn columns_are_found_by_name_and_cells_trimmed() -> Result<(), TableError> {
        let parsed = codes("\u{feff}label, code\nun, A \n\"de\nux\",B\n")?;
        assert_eq!(parsed.items, ["A", "B"]);
        assert_eq!(parsed.report.accepted(), 2);
        Ok(())
    }

    #[test]
    fn refusals_carry_the_line_on_which_the_row_begins() -> Result<(), TableError> {
        for end in ["\n", "\r\n"] {
            let rows = ["code,label", "A,un", "A,un", "B,", "C", "\"D\",\"de"];
            let text = format!("{}{end}ux\"{end}D,trois{end}", rows.join(end));
            let parsed = codes(&text)?;
            let refused: Vec<_> = parsed.report.refused.iter().map(|r| (r.line, r.reason.code())).collect();
            assert_eq!(refused, [(3, "repeated"), (4, "missing"), (5, "unreadable"), (8, "repeated")], "{end:?}");
            assert_eq!((parsed.report.read, parsed.report.accepted()), (6, 2));
        }
        Ok(())
    }

    #[test]
    fn a_table_without_the_expected_header_is_refused() {
        assert_eq!(codes("code;label\nA;un\n"), Err(TableError::MissingColumn("code")));
        assert_eq!(codes(""), Err(TableError::MissingColumn("code")));
    }
}
