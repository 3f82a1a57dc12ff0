//! Offers as bytes, a batch at a time: the shape of France Travail, CSV for machines, CSV for a French spreadsheet, one
//! JSON object per line.

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Bytes;
use domain::validation::FieldErrors;
use persistence::StoreError;
use serde::Serialize;

use super::Exported;
use super::columns::{Line, NAMES, cells, french_headers};
use super::france_travail::offer;
use crate::http::{Profile, neutral, written};

/// What an export is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A list in the shape of France Travail.
    Json,
    /// One JSON object per line.
    Ndjson,
    /// CSV.
    Csv(Profile),
}

impl Format {
    /// By parameter, else by `Accept`, else CSV.
    pub(super) fn of(
        errors: &mut FieldErrors,
        format: Option<&str>,
        profile: Option<&str>,
        request: &HttpRequest,
    ) -> Option<Format> {
        let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let accepted = [("text/csv", "csv"), ("application/x-ndjson", "ndjson"), ("application/json", "json")]
            .into_iter()
            .find(|(kind, _)| accept.contains(kind))
            .map_or("csv", |(_, format)| format);
        let read = match format.unwrap_or(accepted) {
            "csv" => match Profile::parse(profile) {
                Some(profile) => Ok(Format::Csv(profile)),
                None => Err(("profile", "unknown_code")),
            },
            "json" | "ndjson" if profile.is_some() => Err(("profile", "not_allowed")),
            "json" => Ok(Format::Json),
            "ndjson" => Ok(Format::Ndjson),
            _ => Err(("format", "unknown_code")),
        };
        match read {
            Ok(format) => Some(format),
            Err((name, code)) => {
                errors.push(name, code);
                None
            }
        }
    }

    /// Ending of a file's name.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Csv(_) => "csv",
        }
    }

    /// Media type.
    pub(super) fn content_type(self) -> &'static str {
        match self {
            Format::Json => "application/json",
            Format::Ndjson => "application/x-ndjson",
            Format::Csv(_) => "text/csv; charset=utf-8",
        }
    }

    /// What stands before the first offer.
    pub(super) fn head(self) -> Result<Bytes, StoreError> {
        match self {
            Format::Json => Ok(Bytes::from_static(b"{\"resultats\":[")),
            Format::Ndjson => Ok(Bytes::new()),
            Format::Csv(Profile::Rfc4180) => written(Profile::Rfc4180, |writer| writer.write_record(NAMES)),
            Format::Csv(Profile::ExcelFr) => {
                let line = written(Profile::ExcelFr, |writer| writer.write_record(french_headers()))?;
                Ok([Profile::ExcelFr.head(), &line].concat().into())
            }
        }
    }

    /// What stands after the last one.
    pub(super) fn tail(self) -> Bytes {
        Bytes::from_static(if self == Format::Json { b"]}\n" } else { b"" })
    }

    /// A batch of offers, the first one or another.
    pub(super) fn rows(self, rows: &[Exported], is_first: bool) -> Result<Bytes, StoreError> {
        match self {
            Format::Json => joined(rows.iter().map(offer), is_first),
            Format::Ndjson => {
                let mut bytes = Vec::with_capacity(rows.len() * 2_000);
                for row in rows {
                    serde_json::to_writer(&mut bytes, &Line(row)).map_err(|error| defect(&error))?;
                    bytes.push(b'\n');
                }
                Ok(bytes.into())
            }
            Format::Csv(profile) => written(profile, |writer| {
                rows.iter().try_for_each(|row| {
                    let cells = cells(row);
                    let told = cells.iter().map(|cell| match profile {
                        Profile::Rfc4180 => cell.plain(),
                        Profile::ExcelFr => neutral(cell.french()),
                    });
                    writer.write_record(std::iter::once(row.name()).chain(told))
                })
            }),
        }
    }
}

fn joined(offers: impl Iterator<Item = impl Serialize>, is_first: bool) -> Result<Bytes, StoreError> {
    let mut bytes = vec![];
    for (index, offer) in offers.enumerate() {
        if !(is_first && index == 0) {
            bytes.extend_from_slice(b",\n");
        }
        serde_json::to_writer(&mut bytes, &offer).map_err(|error| defect(&error))?;
    }
    Ok(bytes.into())
}

fn defect(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Settings(format!("an export could not be written: {error}"))
}
