//! How the parts of a figure are named and called.

use std::collections::HashMap;

use domain::codes::{AgeBand, Obstacle, ProjectType, Source, TargetGroup};
use domain::indicators::{Dimension, Period};
use persistence::indicators::CellKey;

use super::dto::NONE;
use crate::reference::lists::label;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A key as the contract writes it.
#[must_use]
pub fn written(by: Dimension, (first, second): &CellKey) -> String {
    let one = |code: &Option<String>| code.clone().unwrap_or_else(|| NONE.to_owned());
    match by {
        Dimension::ThemeEpci => format!("{}:{}", one(first), one(second)),
        _ => one(first),
    }
}

/// A key as the contract writes it, read.
#[must_use]
pub fn key_of(by: Dimension, written: &str) -> CellKey {
    let one = |code: &str| Some(code.to_owned()).filter(|code| code != NONE);
    match (by, written.split_once(':')) {
        (Dimension::ThemeEpci, Some((theme, epci))) => (one(theme), one(epci)),
        _ => (one(written), None),
    }
}

/// What people call a part, by the names that stand in the database.
#[must_use]
pub fn called(by: Dimension, (first, second): &CellKey, names: &HashMap<String, String>) -> String {
    let place = |code: &Option<String>| match code {
        Some(code) => names.get(code).unwrap_or(code).clone(),
        None => "Sans territoire".to_owned(),
    };
    let Some(code) = first else {
        return if by == Dimension::Epci { place(first) } else { "Non renseigné".to_owned() };
    };
    match by {
        Dimension::Epci | Dimension::Commune | Dimension::Campaign | Dimension::Event => place(first),
        Dimension::Source => label(Source::LIST, code).to_owned(),
        Dimension::ProjectType => label(ProjectType::LIST, code).to_owned(),
        Dimension::TargetGroup => label(TargetGroup::LIST, code).to_owned(),
        Dimension::Theme => label(Obstacle::LIST, code).to_owned(),
        Dimension::AgeBand => label(AgeBand::LIST, code).to_owned(),
        Dimension::ThemeEpci => format!("{} — {}", label(Obstacle::LIST, code), place(second)),
        Dimension::Month | Dimension::Quarter => Period::parse(code).map_or_else(|| code.clone(), period_called),
    }
}

/// What people call a period.
fn period_called(period: Period) -> String {
    let text = period.to_string();
    let (year, part) = text.split_once('-').unwrap_or((&text, ""));
    match part.strip_prefix('Q') {
        Some("1") => format!("1er trimestre {year}"),
        Some(quarter) => format!("{quarter}e trimestre {year}"),
        None => {
            let month = part.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
            month.map_or_else(|| year.to_owned(), |month| format!("{month} {year}"))
        }
    }
}

/// Where a part stands among the others: codes in the order of their list, periods in time, places by name; nothing last.
#[must_use]
pub fn place_of(by: Dimension, key: &CellKey, called: &str) -> (bool, usize, String) {
    let code = key.0.as_deref().unwrap_or_default();
    let listed = match by {
        Dimension::Source => Source::CODES,
        Dimension::ProjectType => ProjectType::CODES,
        Dimension::TargetGroup => TargetGroup::CODES,
        Dimension::Theme | Dimension::ThemeEpci => Obstacle::CODES,
        Dimension::AgeBand => AgeBand::CODES,
        _ => &[],
    };
    let rank = listed.iter().position(|known| *known == code).unwrap_or_default();
    let name = match by {
        Dimension::Month | Dimension::Quarter => code.to_owned(),
        _ => domain::text::fold(called),
    };
    (key.0.is_none() || (by == Dimension::ThemeEpci && key.1.is_none()), rank, name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        let code = |code: &str| Some(code.to_owned());
        for (by, key) in [
            (Dimension::Epci, (code("200067361"), None)),
            (Dimension::Epci, (None, None)),
            (Dimension::ThemeEpci, (code("housing"), code("200067361"))),
            (Dimension::ThemeEpci, (code("housing"), None)),
        ] {
            assert_eq!(key_of(by, &written(by, &key)), key);
        }
    }

    #[test]
    fn periods_have_a_name() {
        let called = |text: &str| period_called(Period::parse(text).unwrap());
        assert_eq!((called("2024-03"), called("2024-Q1")), ("mars 2024".to_owned(), "1er trimestre 2024".to_owned()));
        assert_eq!((called("2024-Q4"), called("2024")), ("4e trimestre 2024".to_owned(), "2024".to_owned()));
    }
}
