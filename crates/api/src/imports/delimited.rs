//! Text files: which encoding, which delimiter, which cells.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::decode::{DecodeError, MOST_ROWS};

/// Delimiters tried, the likelier first.
const DELIMITERS: [u8; 4] = [b';', b'\t', b',', b'|'];

/// How many records are looked at to guess the delimiter.
const SAMPLE: usize = 100;

/// How many bytes are looked at to guess the encoding.
const SAMPLE_BYTES: usize = 200_000;

/// The text of a file and the name of its encoding.
pub(super) fn text(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), DecodeError> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None => (guess(bytes), bytes),
    };
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let controls = text.chars().take(SAMPLE_BYTES).filter(|c| c.is_control() && !"\t\r\n".contains(*c)).count();
    // A stray control character happens in typed text; a run of them is a picture or a program.
    if text.contains('\0') || controls * 200 > text.chars().take(SAMPLE_BYTES).count() {
        return Err(DecodeError::NotASpreadsheet);
    }
    Ok((text, encoding.name()))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(wide) = unmarked_utf16(bytes) {
        return wide;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    if is_mac_roman(sample) {
        return MACINTOSH;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guessed = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    if guessed.is_single_byte() { guessed } else { WINDOWS_1252 }
}

/// UTF-16 without a mark: French text then has a zero in nearly every second byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..2_000).unwrap_or(bytes);
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let mostly = |count: usize| count * 10 > sample.len() / 2 * 7;
    match (mostly(zeros(0)), mostly(zeros(1))) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// Older spreadsheets on Macintosh: their é è à ê ç ô are other bytes than everywhere else.
fn is_mac_roman(bytes: &[u8]) -> bool {
    let count = |letters: &[u8]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    count(&[0x8E, 0x8F, 0x88, 0x90, 0x8D, 0x99]) > count(&[0xE9, 0xE8, 0xE0, 0xEA, 0xE7, 0xF4])
}

/// The delimiter and the records of a text.
pub(super) fn rows(text: &str) -> Result<(char, Vec<Vec<String>>), DecodeError> {
    let (said, text) = declared_delimiter(text);
    if text.trim().is_empty() {
        return Err(DecodeError::Empty);
    }
    let delimiter = said.or_else(|| guess_delimiter(text)).ok_or(DecodeError::NotASpreadsheet)?;
    let mut rows = Vec::new();
    for record in reader(text, delimiter).into_records() {
        let record = record.map_err(|_| DecodeError::NotASpreadsheet)?;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(record.iter().map(with_plain_line_ends).collect());
        }
        // Some rows above the titles may not count.
        if rows.len() > 2 * MOST_ROWS {
            return Err(DecodeError::TooManyRows);
        }
    }
    Ok((char::from(delimiter), rows))
}

fn with_plain_line_ends(cell: &str) -> String {
    if cell.contains('\r') { cell.replace("\r\n", "\n").replace('\r', "\n") } else { cell.to_owned() }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// Some spreadsheets write the delimiter on a first line of its own: `sep=;`.
fn declared_delimiter(text: &str) -> (Option<u8>, &str) {
    let first = text.lines().next().unwrap_or_default();
    let said = first.strip_prefix("sep=").and_then(|rest| match rest.as_bytes() {
        [delimiter] if DELIMITERS.contains(delimiter) => Some(*delimiter),
        _ => None,
    });
    match said {
        Some(delimiter) => (Some(delimiter), text.get(first.len()..).unwrap_or_default()),
        None => (None, text),
    }
}

/// The delimiter that cuts most records into the same number of cells, more than one.
fn guess_delimiter(text: &str) -> Option<u8> {
    let score = |delimiter: u8| {
        let widths: Vec<usize> = reader(text, delimiter)
            .into_records()
            .take(SAMPLE)
            .filter_map(Result::ok)
            .map(|record: StringRecord| record.len())
            .collect();
        let usual = widths.iter().copied().filter(|width| *width > 1).max_by_key(|width| {
            let same = widths.iter().filter(|other| *other == width).count();
            (same, *width)
        })?;
        let same = widths.iter().filter(|width| **width == usual).count();
        Some((same * 1_000 / widths.len().max(1) / 50, usual))
    };
    let scored = DELIMITERS.into_iter().filter_map(|delimiter| Some((score(delimiter)?, delimiter)));
    // Of equals the first is kept.
    scored.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, delimiter)| delimiter)
}
