//! The report of an import: the spreadsheet as received, with a last column that says what became of each row.

use domain::imports::Table;
use persistence::imports::Row;

use super::stored::reasons_of;
use super::{ImportError, sentences};

/// Byte order mark: French spreadsheets then read the file as UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Writes the report as French spreadsheets open it: semicolons, CRLF, formulas neutralised.
///
/// # Errors
/// [`ImportError::Interrupted`] when it cannot be written to memory.
pub fn write(table: &Table, rows: &[Row]) -> Result<Vec<u8>, ImportError> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(MARK.to_vec());
    let titles = table.headers.iter().cloned().chain([sentences::text("report_column", &[])]);
    let (held, vanished) = rows.split_at_checked(table.rows.len()).unwrap_or((rows, &[]));
    let mut told_of = held.iter().map(told);
    let body = table.rows.iter().map(|cells| {
        let told = told_of.next().unwrap_or_default();
        cells.iter().cloned().chain([told]).collect::<Vec<String>>()
    });
    let blank = || table.headers.iter().map(|_| String::new());
    let ended = vanished.iter().map(|row| blank().chain([told(row)]).collect());
    for record in std::iter::once(titles.collect::<Vec<String>>()).chain(body).chain(ended) {
        let safe = record.into_iter().map(neutralise);
        writer.write_record(safe).map_err(|_| ImportError::Interrupted)?;
    }
    writer.into_inner().map_err(|_| ImportError::Interrupted)
}

/// What became of a row, in one sentence; nothing for a row that is simply a file now.
fn told(row: &Row) -> String {
    let reasons: Vec<String> = reasons_of(&row.reasons).iter().map(|reason| sentences::reason(&reason.code)).collect();
    let reasons = reasons.join(", ");
    if let Some(title) = row.title.as_deref().filter(|_| row.job_offer_id.is_some()) {
        return told_of_offer(row, title, &reasons);
    }
    match (row.verdict.as_str(), row.attached_to_row, &row.number) {
        ("refused", _, _) => sentences::text("refused", &[&reasons]),
        ("duplicate", Some(first), _) => sentences::text("duplicate_of_row", &[&first.to_string(), &reasons]),
        ("duplicate", None, number) => {
            sentences::text("duplicate_of_file", &[number.as_deref().unwrap_or_default(), &reasons])
        }
        ("created", _, _) if !reasons.is_empty() => sentences::text("created_with_remarks", &[&reasons]),
        _ => String::new(),
    }
}

fn told_of_offer(row: &Row, title: &str, reasons: &str) -> String {
    let remarks = if reasons.is_empty() { String::new() } else { sentences::text("remarks", &[reasons]) };
    match row.verdict.as_str() {
        "duplicate" => sentences::text("duplicate_of_offer", &[title, reasons]),
        "closed" => sentences::text("offer_closed", &[title]),
        verdict => sentences::text(&format!("offer_{verdict}"), &[&remarks]),
    }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn neutralise(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_row_says_what_became_of_it() {
        let table = Table {
            headers: vec!["Nom".to_owned(), "Tél".to_owned()],
            rows: ["Faure", "=1+1", "Béral"].map(|name| vec![name.to_owned(), "x;y".to_owned()]).to_vec(),
        };
        let row = |row, verdict: &str, reason: &str, attached_to_row| Row {
            row,
            verdict: verdict.to_owned(),
            reasons: json!([{"code": reason, "field": "email", "value": "", "note_id": null}]),
            attached_to_row,
            prospect_id: None,
            job_offer_id: None,
            number: None,
            title: None,
        };
        let mut created = row(1, "created", "", None);
        created.reasons = json!([]);
        let rows = [created, row(2, "refused", "no_contact", None), row(3, "duplicate", "same_email", Some(1))];
        let text = String::from_utf8(write(&table, &rows).unwrap()).unwrap();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
        assert_eq!(
            lines,
            [
                "Nom;Tél;motif",
                "Faure;\"x;y\";",
                "'=1+1;\"x;y\";Refusé : Ni adresse e-mail ni téléphone",
                "Béral;\"x;y\";Doublon de la ligne 1 (Même adresse e-mail)",
                "",
            ]
        );
    }
}
