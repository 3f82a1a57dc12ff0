//! Targets of the demonstration: what is aimed at this year.

use chrono::Datelike;
use domain::codes::{Indicator, TerritoryKind};
use domain::targets::{TargetFacts, TargetInput};
use persistence::targets::{self, TargetKey};
use persistence::{DatabaseTransaction, territories};
use serde::Deserialize;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::seed::SeedError;

const TARGETS: &str = include_str!("../../../../../data/demo/targets.toml");
/// When they were set, in days before today, and at what hour.
const SET: (u64, &str) = (40, "11:00");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Aims {
    targets: Vec<Aim>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Aim {
    indicator: String,
    /// How the name of an EPCI ends; the whole Lot without one.
    epci: Option<String>,
    value: i32,
    note: Option<String>,
}

/// Sets the targets of the present year.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
) -> Result<(), SeedError> {
    let aims: Aims = read(TARGETS)?;
    let by = cast.user("programme")?.1.clone();
    let at = calendar.at(SET.0, SET.1);
    let year = calendar.past(0).year();
    let places = territories::list(tx).await?;
    for aim in aims.targets {
        let unknown = || SeedError::Data(format!("no indicator or EPCI for the target {aim:?}"));
        let epci_code = match &aim.epci {
            None => None,
            Some(name) => {
                let named = |place: &&domain::territories::Territory| {
                    place.kind == TerritoryKind::Epci && place.name.ends_with(name.as_str())
                };
                Some(places.iter().find(named).ok_or_else(unknown)?.code.clone())
            }
        };
        let indicator = Indicator::parse(&aim.indicator).ok_or_else(unknown)?;
        let input = TargetInput { value: Some(aim.value), note: aim.note.clone() };
        let facts = TargetFacts::parse(&input).map_err(|errors| SeedError::of(&aim.indicator, errors))?;
        let id = targets::insert(tx, &TargetKey { indicator, year, epci_code }, &facts, at).await?;
        let on = ("target", id);
        journal.note(Deed { at, by: by.clone(), action: "target.set", on, fields: vec!["value", "note"] });
    }
    Ok(())
}
