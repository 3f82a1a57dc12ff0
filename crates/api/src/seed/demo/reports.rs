//! Reports of the demonstration: last year's is published, this year's is being read over; what was told to the press is
//! beside them.

use chrono::{Datelike, Duration};
use domain::codes::Indicator;
use domain::published_figures::parse_published_figures;
use persistence::{DatabaseTransaction, published_figures, reports};

use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::reports::compute;
use crate::seed::SeedError;

const PRESS: &str = include_str!("../../../../../data/reference/press-figures-46.csv");
/// When last year's report was computed, in days before today, and its hour.
const DONE_DAYS_AGO: u64 = 12;
const DONE_AT: &str = "10:00";

/// Imports the figures of the press, publishes the report of last year and computes that of this year.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
) -> Result<(), SeedError> {
    let by = cast.user("programme")?.1.clone();
    let wrong = |told: &dyn std::fmt::Display| SeedError::Data(format!("reports: {told}"));
    let press = parse_published_figures(PRESS, Indicator::CODES).map_err(|error| wrong(&error))?;
    let at = calendar.at(DONE_DAYS_AGO, DONE_AT);
    published_figures::import(tx, &press.items, at).await?;
    let this_year = calendar.past(0).year();
    for year in [this_year - 1, this_year] {
        let note = |action, id, at| Deed { at, by: by.clone(), action, on: ("report", id), fields: vec!["status"] };
        let id = reports::insert(tx, (year, 1), None, at).await?;
        journal.note(note("report.create", id, at));
        let Some(row) = reports::find(tx, id).await? else { continue };
        let frozen = compute(tx, &row, at).await.map_err(|problem| wrong(&problem))?;
        reports::set_computed(tx, (id, row.version), &frozen, at).await?;
        journal.note(note("report.transition", id, at));
        if year == this_year {
            continue;
        }
        reports::validate(tx, (id, row.version + 1), &by, at + Duration::minutes(40)).await?;
        reports::publish(tx, (id, row.version + 2), &by, at + Duration::hours(2)).await?;
        journal.note(note("report.transition", id, at + Duration::minutes(40)));
        journal.note(note("report.transition", id, at + Duration::hours(2)));
    }
    Ok(())
}
