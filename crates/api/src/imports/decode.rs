//! Turns the bytes of a spreadsheet or a JSON file, however saved, into a [`Table`] of text.

use domain::imports::Table;

use super::{delimited, json, workbook};

/// Largest file, in bytes.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// Most data rows.
pub const MOST_ROWS: usize = 50_000;

/// Most columns.
pub const MOST_COLUMNS: usize = 300;

/// Among how many first rows the titles are looked for.
const TITLE_ROWS: usize = 20;

/// A file read, with what was guessed about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Titles and rows, blank rows left out.
    pub table: Table,
    /// Name of the character encoding of a text file.
    pub encoding: Option<&'static str>,
    /// Delimiter of a text file.
    pub delimiter: Option<char>,
    /// Name of the sheet read from a workbook.
    pub sheet: Option<String>,
}

/// Why a file cannot be read as a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// No row at all, or titles without rows.
    #[error("the file holds no row")]
    Empty,
    /// More bytes than accepted.
    #[error("the file is too large")]
    TooLarge,
    /// More rows than accepted.
    #[error("the file has too many rows")]
    TooManyRows,
    /// More columns than accepted.
    #[error("the file has too many columns")]
    TooManyColumns,
    /// Neither text nor a workbook.
    #[error("the file is no spreadsheet")]
    NotASpreadsheet,
    /// JSON, but broken, or no list of objects.
    #[error("the JSON cannot be read")]
    UnreadableJson,
    /// A workbook, but broken or locked.
    #[error("the workbook cannot be read")]
    UnreadableWorkbook,
}

impl DecodeError {
    /// Stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty_file",
            Self::TooLarge => "file_too_large",
            Self::TooManyRows => "too_many_rows",
            Self::TooManyColumns => "too_many_columns",
            Self::NotASpreadsheet => "not_a_spreadsheet",
            Self::UnreadableJson => "unreadable_json",
            Self::UnreadableWorkbook => "unreadable_workbook",
        }
    }
}

/// Reads a CSV-like text, a workbook (xlsx, ods) or JSON; the content decides, not the file's name.
///
/// # Errors
/// See [`DecodeError`].
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.len() > MOST_BYTES {
        return Err(DecodeError::TooLarge);
    }
    if workbook::is_workbook(bytes) {
        let (sheet, rows) = workbook::read(bytes)?;
        let table = table(rows)?;
        return Ok(Decoded { table, encoding: None, delimiter: None, sheet: Some(sheet) });
    }
    if json::is_json(bytes) {
        let table = json::read(bytes)?;
        return Ok(Decoded { table, encoding: Some("UTF-8"), delimiter: None, sheet: None });
    }
    let (text, encoding) = delimited::text(bytes)?;
    let (delimiter, rows) = delimited::rows(&text)?;
    let table = table(rows)?;
    Ok(Decoded { table, encoding: Some(encoding), delimiter: Some(delimiter), sheet: None })
}

/// Splits titles from rows: titles are the first row about as wide as the widest nearby, since offices
/// write the name of the document above.
fn table(mut rows: Vec<Vec<String>>) -> Result<Table, DecodeError> {
    rows.retain(|row| filled(row) > 0);
    let widest = rows.iter().take(TITLE_ROWS).map(|row| filled(row)).max().unwrap_or(0);
    let titles = rows.iter().position(|row| filled(row) * 5 >= widest * 3).unwrap_or(0);
    let mut data = rows.split_off((titles + 1).min(rows.len()));
    let mut headers = rows.pop().ok_or(DecodeError::Empty)?;
    if data.is_empty() {
        return Err(DecodeError::Empty);
    }
    if data.len() > MOST_ROWS {
        return Err(DecodeError::TooManyRows);
    }
    let used = |row: &Vec<String>| row.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    let columns = data.iter().chain([&headers]).map(used).max().unwrap_or(0);
    if columns > MOST_COLUMNS {
        return Err(DecodeError::TooManyColumns);
    }
    headers.resize(columns, String::new());
    for header in &mut headers {
        *header = header.trim().to_owned();
    }
    for row in &mut data {
        row.resize(columns, String::new());
        row.iter_mut().for_each(undo_neutralisation);
    }
    Ok(Table { headers, rows: data })
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Our own exports for spreadsheets put an apostrophe before what would be taken for a formula.
fn undo_neutralisation(cell: &mut String) {
    let neutralised = cell.strip_prefix('\'').is_some_and(|rest| rest.starts_with(['=', '+', '-', '@']));
    if neutralised {
        cell.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn fixture(name: &str) -> Vec<u8> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/imports");
        std::fs::read(folder.join(name)).unwrap()
    }

    #[test]
    fn a_windows_csv_is_recognised() {
        let decoded = decode(&fixture("historique-2018-2024.csv")).unwrap();
        assert_eq!((decoded.encoding, decoded.delimiter), (Some("windows-1252"), Some(';')));
        assert_eq!((decoded.table.headers.len(), decoded.table.rows.len()), (23, 1508));
        assert_eq!(decoded.table.headers[0], "N°");
        assert_eq!(decoded.table.rows[8][22], "à rappeler\r\naprès l'été".replace('\r', ""));
    }

    #[test]
    fn a_text_and_a_workbook_of_one_office_give_the_same_rows() {
        let text = decode(&fixture("second-bureau.tsv")).unwrap();
        let workbook = decode(&fixture("second-bureau.xlsx")).unwrap();
        assert_eq!((text.encoding, text.delimiter), (Some("UTF-8"), Some('\t')));
        assert_eq!(workbook.sheet.as_deref(), Some("Suivi"));
        assert_eq!(text.table.headers, workbook.table.headers);
        assert_eq!(text.table.rows.len(), workbook.table.rows.len());
        for (index, (left, right)) in text.table.rows.iter().zip(&workbook.table.rows).enumerate() {
            assert_eq!(left, right, "row {}", index + 1);
        }
    }

    #[test]
    fn every_usual_encoding_and_delimiter_is_guessed() {
        let csv = "Nom;Prénom;Courriel\nBéringuier;Hélène;\"a;b\"\nSégui;Noël;c\n";
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(csv.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let bare: Vec<u8> = csv.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(csv);
        // Mac Roman: é = 0x8E, è = 0x8F, ë = 0x91.
        let mac: Vec<u8> = csv
            .chars()
            .map(|c| match c {
                'é' => 0x8E,
                'è' => 0x8F,
                'ë' => 0x91,
                other => other as u8,
            })
            .collect();
        for (bytes, encoding) in [
            (utf16.as_slice(), "UTF-16LE"),
            (&bare, "UTF-16BE"),
            (csv.as_bytes(), "UTF-8"),
            (&latin, "windows-1252"),
            (&mac, "macintosh"),
        ] {
            let decoded = decode(bytes).unwrap();
            assert_eq!(decoded.encoding, Some(encoding));
            assert_eq!(decoded.table.headers, ["Nom", "Prénom", "Courriel"], "{encoding}");
            assert_eq!(decoded.table.rows[0], ["Béringuier", "Hélène", "a;b"], "{encoding}");
        }
        for delimiter in [";", ",", "|", "\t"] {
            let decoded = decode(csv.replace(';', delimiter).as_bytes()).unwrap();
            assert_eq!(decoded.delimiter.map(String::from).as_deref(), Some(delimiter));
            assert_eq!(decoded.table.headers.len(), 3);
        }
        let said = decode(format!("sep=,\n{}", "a,b;c,d\n1,2;2,3\n").as_bytes()).unwrap();
        assert_eq!(said.table.headers, ["a", "b;c", "d"]);
    }

    #[test]
    fn titles_stand_below_the_name_of_the_document() {
        let decoded = decode("Suivi 2021;;\n;;\nNom;Mail;Tél\nA;b;'=c\n;;\nD;'e;-f\n".as_bytes()).unwrap();
        assert_eq!(decoded.table.headers, ["Nom", "Mail", "Tél"]);
        assert_eq!(decoded.table.rows, [["A", "b", "=c"], ["D", "'e", "-f"]]);
    }

    #[test]
    fn what_is_no_spreadsheet_is_refused() {
        let long = format!("a;b\n{}", "1;2\n".repeat(MOST_ROWS + 1));
        let wide = format!("{0}\n{0}\n", vec!["x"; MOST_COLUMNS + 1].join(";"));
        for (bytes, error) in [
            (&b""[..], DecodeError::Empty),
            (b"\xEF\xBB\xBF\n\n", DecodeError::Empty),
            (b"Nom;Mail\n", DecodeError::Empty),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02", DecodeError::NotASpreadsheet),
            (b"PK\x03\x04 and then nothing", DecodeError::UnreadableWorkbook),
            (b"one column\nonly\n", DecodeError::NotASpreadsheet),
            (long.as_bytes(), DecodeError::TooManyRows),
            (wide.as_bytes(), DecodeError::TooManyColumns),
            (&vec![b'a'; MOST_BYTES + 1], DecodeError::TooLarge),
        ] {
            assert_eq!(decode(bytes).map(|_| ()), Err(error));
        }
    }
}
