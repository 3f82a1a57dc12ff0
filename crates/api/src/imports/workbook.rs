//! Workbooks (xlsx, xls, ods): the first visible sheet that holds a table, every cell as text.

use std::io::Cursor;

use calamine::{Data, Reader, SheetType, SheetVisible, Sheets, Xlsx, open_workbook_auto_from_rs};

use super::decode::{DecodeError, MOST_COLUMNS, MOST_ROWS};

/// Most bytes a workbook may unpack to.
const MOST_UNPACKED: u64 = 400 * 1024 * 1024;

type Rows = Vec<Vec<String>>;

/// Whether the bytes begin as a workbook does.
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// The name and the rows of the sheet.
pub(super) fn read(bytes: &[u8]) -> Result<(String, Rows), DecodeError> {
    if unpacked_size(bytes) > MOST_UNPACKED {
        return Err(DecodeError::TooLarge);
    }
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| DecodeError::UnreadableWorkbook)?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in names {
        let rows = match &mut workbook {
            Sheets::Xlsx(xlsx) => streamed(xlsx, &name)?,
            other => whole(other, &name)?,
        };
        if rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).count() > 1 {
            return Ok((name, rows));
        }
    }
    Err(DecodeError::Empty)
}

/// Cell by cell, so that one cell at the far end of the sheet costs nothing.
fn streamed(xlsx: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Rows, DecodeError> {
    let mut cells = xlsx.worksheet_cells_reader(name).map_err(|_| DecodeError::UnreadableWorkbook)?;
    let mut rows = Rows::new();
    while let Some(cell) = cells.next_cell_with_formula().map_err(|_| DecodeError::UnreadableWorkbook)? {
        let (row, column) = cell.pos;
        let computed = cell_text(Data::from(cell.value));
        // Text typed with an equals sign is a formula without a result: give back what was typed.
        let text = match cell.formula {
            Some(formula) if computed.is_empty() && !formula.is_empty() => format!("={formula}"),
            _ => computed,
        };
        if text.is_empty() {
            continue;
        }
        place(&mut rows, row as usize, column as usize, text)?;
    }
    Ok(rows)
}

fn whole<RS: std::io::Read + std::io::Seek>(workbook: &mut impl Reader<RS>, name: &str) -> Result<Rows, DecodeError> {
    let range = workbook.worksheet_range(name).map_err(|_| DecodeError::UnreadableWorkbook)?;
    let mut rows = Rows::new();
    for (row, column, value) in range.used_cells() {
        place(&mut rows, row, column, cell_text(value.clone()))?;
    }
    Ok(rows)
}

fn place(rows: &mut Rows, row: usize, column: usize, text: String) -> Result<(), DecodeError> {
    // Titles and some rows above them come on top of the data.
    if row > 2 * MOST_ROWS {
        return Err(DecodeError::TooManyRows);
    }
    if column >= MOST_COLUMNS {
        return Err(DecodeError::TooManyColumns);
    }
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    let Some(cells) = rows.get_mut(row) else { return Ok(()) };
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
    Ok(())
}

fn cell_text(value: Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::String(text) => text.replace("\r\n", "\n"),
        Data::Bool(truth) => truth.to_string(),
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        Data::DateTime(duration) => duration.as_f64().to_string(),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text,
        Data::Error(_) | Data::Empty => String::new(),
    }
}

/// What the files inside a workbook say they unpack to; 0 for what is no archive.
fn unpacked_size(bytes: &[u8]) -> u64 {
    const ENTRY: &[u8] = b"PK\x01\x02";
    bytes
        .windows(28)
        .filter(|window| window.starts_with(ENTRY))
        .filter_map(|window| window.get(24..28).and_then(|size| size.try_into().ok()))
        .map(|size| u64::from(u32::from_le_bytes(size)))
        .sum()
}
