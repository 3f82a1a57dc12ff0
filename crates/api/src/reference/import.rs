//! Importing official files: read, refuse row by row, store in one transaction, tell what happened.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::occupations::{self, OfficialFile};
use domain::reference::{Report, TableError};
use persistence::{DatabaseTransaction, Store, StoreError};

use super::parse::parse_contours;
use crate::audit::Trail;
use crate::published_figures;
use crate::state::AppState;

/// What became of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// The file.
    pub path: PathBuf,
    /// What it was recognised as.
    pub kind: FileKind,
    /// Rows read, refused, remarked.
    pub report: Report,
    /// Rows that the database holds of this file now.
    pub stored: usize,
}

/// The official files that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Occupations and their families.
    Occupations,
    /// Official titles (*appellations*).
    Titles,
    /// Outlines of communes.
    Contours,
    /// Figures told to the press.
    PublishedFigures,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read or is not UTF-8.
    #[error("{0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// Neither of the two official files.
    #[error("{0} is neither the official file of titles nor that of occupations (see its header)")]
    Unrecognised(PathBuf),
    /// The file has not the expected columns or format.
    #[error("{0}: {1}")]
    Refused(PathBuf, TableError),
    /// No row of the file is right: importing it would only erase what is there.
    #[error("{0}: no row is accepted, nothing was changed")]
    Empty(PathBuf),
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Imports official files of occupations and titles, recognised by their headers, all or none of them.
/// A second time changes nothing.
///
/// # Errors
/// [`ImportError`]; nothing is stored then.
pub async fn rome(store: &Store, paths: &[PathBuf]) -> Result<Vec<FileReport>, ImportError> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let text = read(path)?;
        let kind = OfficialFile::recognise(&text).ok_or_else(|| ImportError::Unrecognised(path.clone()))?;
        files.push((path, kind, text));
    }
    // Titles name occupations, in whatever order the files were given.
    files.sort_by_key(|(_, kind, _)| *kind == OfficialFile::Titles);
    let tx = store.begin().await?;
    let mut reports = Vec::with_capacity(files.len());
    for (path, kind, text) in files {
        reports.push(match kind {
            OfficialFile::Occupations => import_occupations(&tx, path, &text).await?,
            OfficialFile::Titles => import_titles(&tx, path, &text).await?,
        });
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(reports)
}

async fn import_occupations(tx: &DatabaseTransaction, path: &Path, text: &str) -> Result<FileReport, ImportError> {
    let parsed = occupations::parse_official_occupations(text).map_err(|error| refused(path, error))?;
    not_empty(path, parsed.items.len())?;
    persistence::reference::load_official_occupations(tx, &parsed.items, &edition_of(path), text).await?;
    Ok(report(path, FileKind::Occupations, parsed.report, parsed.items.len()))
}

async fn import_titles(tx: &DatabaseTransaction, path: &Path, text: &str) -> Result<FileReport, ImportError> {
    let known: BTreeSet<String> = persistence::occupations::codes(tx).await?;
    let parsed = occupations::parse_official_titles(text, &known).map_err(|error| refused(path, error))?;
    not_empty(path, parsed.items.len())?;
    persistence::reference::load_official_titles(tx, &parsed.items, text).await?;
    Ok(report(path, FileKind::Titles, parsed.report, parsed.items.len()))
}

/// Imports the outlines of the communes of a year, in place of those that were there.
///
/// # Errors
/// [`ImportError`]; nothing is stored then.
pub async fn contours(store: &Store, path: &Path, vintage: i32) -> Result<FileReport, ImportError> {
    let text = read(path)?;
    let places = persistence::territories::list(store.reader()).await?;
    let communes = places.into_iter().filter(|place| place.kind == domain::codes::TerritoryKind::Commune);
    let communes: BTreeSet<String> = communes.map(|place| place.code).collect();
    let parsed = parse_contours(&text, &communes, vintage).map_err(|error| refused(path, error))?;
    not_empty(path, parsed.items.len())?;
    let tx = store.begin().await?;
    persistence::reference::load_contours(&tx, &parsed.items, &format!("{vintage} {text}")).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(report(path, FileKind::Contours, parsed.report, parsed.items.len()))
}

/// Imports figures told to the press; what people said of them stays. A second time changes nothing.
///
/// # Errors
/// [`ImportError`]; nothing is stored then.
pub async fn press(state: &AppState, path: &Path) -> Result<FileReport, ImportError> {
    let text = read(path)?;
    let tx = state.store.begin().await?;
    let trail = Trail::of_system("command", &state.clock);
    let read = published_figures::import(&tx, &trail, &text, state.clock.now()).await?;
    let read = read.map_err(|error| refused(path, error))?;
    not_empty(path, read.accepted())?;
    tx.commit().await.map_err(StoreError::from)?;
    let stored = read.accepted();
    Ok(report(path, FileKind::PublishedFigures, read, stored))
}

fn read(path: &Path) -> Result<String, ImportError> {
    std::fs::read_to_string(path).map_err(|error| ImportError::Unreadable(path.to_owned(), error))
}

fn refused(path: &Path, error: TableError) -> ImportError {
    ImportError::Refused(path.to_owned(), error)
}

fn not_empty(path: &Path, accepted: usize) -> Result<(), ImportError> {
    if accepted == 0 { Err(ImportError::Empty(path.to_owned())) } else { Ok(()) }
}

fn report(path: &Path, kind: FileKind, report: Report, stored: usize) -> FileReport {
    FileReport { path: path.to_owned(), kind, report, stored }
}

/// The edition in the name of an official file (`…_v460_utf8.csv` → `v460`), or its name.
fn edition_of(path: &Path) -> String {
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_edition = |part: &&str| {
        part.strip_prefix('v').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    };
    name.split('_').find(is_edition).map_or_else(|| name.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edition_is_read_in_the_name_of_the_file() {
        assert_eq!(edition_of(Path::new("/x/unix_referentiel_code_rome_v460_utf8.csv")), "v460");
        assert_eq!(edition_of(Path::new("codes.csv")), "codes");
    }
}
