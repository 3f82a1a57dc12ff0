//! A value of an exported row, written for machines, for people, or as JSON.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Europe::Paris;
use serde::{Serialize, Serializer};

use crate::reference::lists::label;

/// A value of a row.
#[derive(Debug)]
pub enum Cell<'a> {
    /// Words.
    Text(Option<&'a str>),
    /// Several words.
    Texts(&'a [String]),
    /// A code of the named list.
    Code(&'static str, Option<&'a str>),
    /// Several codes of the named list.
    Codes(&'static str, &'a [String]),
    /// A number.
    Number(i32),
    /// Yes or no.
    Truth(bool),
    /// A day.
    Day(Option<NaiveDate>),
    /// An instant.
    Instant(Option<DateTime<Utc>>),
}

impl Cell<'_> {
    /// For machines: codes, ISO dates, lists between bars.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Cell::Text(text) | Cell::Code(_, text) => text.unwrap_or_default().to_owned(),
            Cell::Texts(texts) | Cell::Codes(_, texts) => texts.join("|"),
            Cell::Number(number) => number.to_string(),
            Cell::Truth(truth) => truth.to_string(),
            Cell::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
            Cell::Instant(at) => at.map(iso).unwrap_or_default(),
        }
    }

    /// For people: French labels and days, the hour of the Lot.
    #[must_use]
    pub fn french(&self) -> String {
        match self {
            Cell::Text(text) => text.unwrap_or_default().to_owned(),
            Cell::Texts(texts) => texts.join(", "),
            Cell::Code(list, code) => code.map(|code| label(list, code)).unwrap_or_default().to_owned(),
            Cell::Codes(list, codes) => codes.iter().map(|code| label(list, code)).collect::<Vec<_>>().join(", "),
            Cell::Number(number) => number.to_string(),
            Cell::Truth(truth) => if *truth { "Oui" } else { "Non" }.to_owned(),
            Cell::Day(day) => day.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default(),
            Cell::Instant(at) => {
                at.map(|at| at.with_timezone(&Paris).format("%d/%m/%Y %H:%M").to_string()).unwrap_or_default()
            }
        }
    }
}

fn iso(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Text(text) | Cell::Code(_, text) => text.serialize(serializer),
            Cell::Texts(texts) | Cell::Codes(_, texts) => texts.serialize(serializer),
            Cell::Number(number) => number.serialize(serializer),
            Cell::Truth(truth) => truth.serialize(serializer),
            Cell::Day(day) => day.serialize(serializer),
            Cell::Instant(at) => at.map(iso).serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_written_for_machines_and_for_people() {
        let at = "2026-07-01T22:30:00Z".parse().ok();
        assert_eq!(Cell::Instant(at).plain(), "2026-07-01T22:30:00.000Z");
        assert_eq!(Cell::Instant(at).french(), "02/07/2026 00:30");
        assert_eq!(Cell::Day(NaiveDate::from_ymd_opt(2026, 3, 9)).french(), "09/03/2026");
        let codes = ["craft".to_owned(), "retired_code".to_owned()];
        assert_eq!(Cell::Codes("project_types", &codes).plain(), "craft|retired_code");
        assert!(Cell::Codes("project_types", &codes).french().ends_with(", retired_code"));
        assert_eq!((Cell::Truth(true).plain(), Cell::Truth(false).french()), ("true".to_owned(), "Non".to_owned()));
    }
}
