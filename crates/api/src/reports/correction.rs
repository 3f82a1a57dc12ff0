//! What a new edition changes, figure by figure and file by file, with what was done to each file in between.

use chrono::{DateTime, Duration, Utc};
use domain::campaigns::day_of;
use domain::reports::differences::{Change, Counted, CountedFile, Difference, differences};
use persistence::audit::{self, EntryFilter};
use persistence::reports::{self, Report, ReportFilter};
use persistence::{DatabaseTransaction, StoreError, prospects};

use super::canonical::{Files, files_of, verified};
use super::content::{ReportCorrection, ReportDeed, ReportDifference, ReportFigure, ReportFileDifference};
use crate::problem::Problem;

/// Deeds told of one file at most, the latest.
const DEEDS: u64 = 20;

/// What differs from the edition before; `None` for the first one.
///
/// # Errors
/// 500 when that edition is not what was frozen; those of the store.
pub(super) async fn correction(
    tx: &DatabaseTransaction,
    row: &Report,
    (figures, files): (&[ReportFigure], &Files),
    now: DateTime<Utc>,
) -> Result<Option<ReportCorrection>, Problem> {
    let Some(reason) = row.reason.clone() else { return Ok(None) };
    let slice = persistence::Slice { after: None, descending: true, limit: 200 };
    let editions = reports::list(tx, &ReportFilter { year: Some(row.year), statuses: vec![] }, &slice).await?;
    let before = editions.into_iter().find(|one| one.edition == row.edition - 1).ok_or_else(Problem::not_found)?;
    let frozen = reports::frozen(tx, before.id).await?.ok_or_else(Problem::not_found)?;
    let (content, known) = (verified(&frozen)?, files_of(&frozen)?);
    let since = before.computed_at.unwrap_or(before.created_at);
    let mut told = vec![];
    for figure in figures {
        let was = content.value(&figure.code);
        let listed = |all: &Files| counted(all.get(&figure.code).map(Vec::as_slice).unwrap_or_default());
        let changes = differences(&listed(&known), &listed(files));
        if changes.is_empty() && was == figure.value {
            continue;
        }
        told.push(difference(tx, (figure, was), &changes, (since, now)).await?);
    }
    let of_sha256 = frozen.sha256;
    Ok(Some(ReportCorrection { of_edition: before.edition, of_sha256, reason, differences: told }))
}

fn counted(files: &[(String, Option<String>, i64)]) -> Vec<CountedFile> {
    let file = |(number, epci, weight): &(String, Option<String>, i64)| CountedFile {
        number: number.clone(),
        epci: epci.clone(),
        weight: *weight,
    };
    files.iter().map(file).collect()
}

async fn difference(
    tx: &DatabaseTransaction,
    (figure, before): (&ReportFigure, Option<f64>),
    changes: &[Difference],
    between: (DateTime<Utc>, DateTime<Utc>),
) -> Result<ReportDifference, StoreError> {
    let count =
        |wanted: Change| i32::try_from(changes.iter().filter(|one| one.change == wanted).count()).unwrap_or(i32::MAX);
    let mut files = Vec::with_capacity(changes.len());
    for change in changes {
        files.push(file(change, deeds(tx, &change.number, between).await?));
    }
    Ok(ReportDifference {
        code: figure.code.clone(),
        label: figure.label.clone(),
        before,
        after: figure.value,
        entered: count(Change::Entered),
        left: count(Change::Left),
        moved: count(Change::Moved),
        weighed: count(Change::Weighed),
        files,
    })
}

fn file(change: &Difference, since: Vec<ReportDeed>) -> ReportFileDifference {
    let epci = |counted: &Option<Counted>| counted.as_ref().and_then(|counted| counted.epci.clone());
    let weight = |counted: &Option<Counted>| counted.as_ref().map_or(0, |counted| counted.weight);
    let name = match change.change {
        Change::Entered => "entered",
        Change::Left => "left",
        Change::Moved => "moved",
        Change::Weighed => "weighed",
    };
    ReportFileDifference {
        number: change.number.clone(),
        change: name.to_owned(),
        from_epci: epci(&change.before),
        to_epci: epci(&change.after),
        from_weight: weight(&change.before),
        to_weight: weight(&change.after),
        since,
    }
}

/// What the journal tells of a file between two computations, oldest first; reading it is no deed.
async fn deeds(
    tx: &DatabaseTransaction,
    number: &str,
    (after, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<ReportDeed>, StoreError> {
    let Some(id) = prospects::id_of_number(tx, number).await? else { return Ok(vec![]) };
    let filter = EntryFilter {
        resource_type: Some("prospect".to_owned()),
        resource_id: Some(id),
        after: Some(after),
        // What was done at the very instant of the computation is part of it.
        before: Some(before + Duration::milliseconds(1)),
        ..EntryFilter::default()
    };
    let entries = audit::list(tx, &filter, None, DEEDS).await?;
    let deed = |entry: audit::Entry| ReportDeed { on: day_of(entry.at), action: entry.action, fields: entry.fields };
    Ok(entries.into_iter().rev().filter(|entry| entry.action != "prospect.read").map(deed).collect())
}
