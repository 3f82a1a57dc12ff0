//! The ledger outside of the database: who was erased, by fingerprint, so that an old copy of the database can be made
//! to forget them again.
//!
//! The rows of the database are written with the erasure itself; what is missing in the file is added after every
//! erasure, every hour and before a replay. A line is `fingerprint kind day`.

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use domain::codes::ErasureReason;
use persistence::erasure::{self, Keep, SubjectKind};
use persistence::{DatabaseTransaction, StoreError};
use uuid::Uuid;

use super::Order;
use crate::audit::Trail;
use crate::problem::Problem;
use crate::secrets::Secrets;
use crate::state::AppState;

const PURPOSE: &str = "erasure";
/// Ids looked at at once.
const PAGE: u64 = 500;

/// What stands for an id in the ledger: nobody finds the id from it, and this server finds it again.
pub(super) fn fingerprint(secrets: &Secrets, id: Uuid) -> String {
    secrets.sign(PURPOSE, id.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Where the ledger is.
#[must_use]
pub fn path(state: &AppState) -> PathBuf {
    state.config.data_dir.join("erasures.log")
}

/// Adds what was done now to the file; a failure is logged, and made up for within the hour.
pub async fn note(state: &AppState) {
    // Midnight may have passed between the deed and its line.
    let since = state.clock.today().pred_opt();
    if let Err(error) = write_since(state, since).await {
        tracing::error!(%error, "the ledger of erasures is behind");
    }
}

/// Adds what is missing to the file, and has the disk keep it; returns how many lines.
///
/// # Errors
/// A sentence when the file cannot be written, or the store does not answer.
pub async fn write_missing(state: &AppState) -> Result<usize, String> {
    write_since(state, None).await
}

async fn write_since(state: &AppState, since: Option<NaiveDate>) -> Result<usize, String> {
    let path = path(state);
    let known: HashSet<String> = read(&path)?.into_iter().map(|line| line.fingerprint).collect();
    let all = erasure::fingerprints(state.store.reader(), since).await.map_err(|error| error.to_string())?;
    let missing: Vec<Keep> = all.into_iter().filter(|line| !known.contains(&line.fingerprint)).collect();
    if !missing.is_empty() {
        append(&path, &missing).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(missing.len())
}

fn append(path: &Path, lines: &[Keep]) -> std::io::Result<()> {
    let text: String = lines.iter().map(|line| format!("{} {} {}\n", line.fingerprint, line.kind, line.on)).collect();
    // What a kill cut short stands on a line of its own.
    let cut = std::fs::read(path).is_ok_and(|kept| kept.last().is_some_and(|last| *last != b'\n'));
    let text = if cut { format!("\n{text}") } else { text };
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// The lines of the file; a last line that a kill cut short is passed by, and written again from the database.
fn read(path: &Path) -> Result<Vec<Keep>, String> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
        Err(error) => return Err(format!("cannot read {}: {error}", path.display())),
    };
    Ok(text.lines().filter_map(line).collect())
}

fn line(text: &str) -> Option<Keep> {
    let mut words = text.split_whitespace();
    let (fingerprint, kind, on) = (words.next()?, words.next()?, words.next()?);
    Some(Keep { fingerprint: fingerprint.to_owned(), kind: kind.to_owned(), on: on.parse().ok()? })
}

/// Erases again whoever is in the ledger, in the file or in the database, and known once more; returns how many.
/// Done twice, the second finds nobody.
///
/// # Errors
/// A sentence when the file cannot be read or written, or the store fails; what was erased before stays erased.
pub async fn replay(state: &AppState) -> Result<usize, String> {
    write_missing(state).await?;
    let lines = read(&path(state))?;
    let mut erased = 0;
    for kind in [SubjectKind::File, SubjectKind::Ambassador] {
        let due: HashMap<&str, NaiveDate> = lines
            .iter()
            .filter(|line| line.kind == kind.as_str())
            .map(|line| (line.fingerprint.as_str(), line.on))
            .collect();
        if !due.is_empty() {
            erased += again(state, kind, &due).await.map_err(|problem| problem.code().to_owned())?;
        }
    }
    write_missing(state).await?;
    Ok(erased)
}

async fn again(state: &AppState, kind: SubjectKind, due: &HashMap<&str, NaiveDate>) -> Result<usize, Problem> {
    let (mut after, mut erased) = (None, 0);
    loop {
        let ids = erasure::remaining(state.store.reader(), kind, after, PAGE).await?;
        for id in &ids {
            if let Some(on) = due.get(fingerprint(&state.secrets, *id).as_str()) {
                erased += usize::from(one(state, kind, *id, *on).await?);
            }
        }
        match ids.last() {
            Some(last) => after = Some(*last),
            None => return Ok(erased),
        }
    }
}

async fn one(state: &AppState, kind: SubjectKind, id: Uuid, on: NaiveDate) -> Result<bool, Problem> {
    let tx: DatabaseTransaction = state.store.begin().await?;
    let trail = Trail::of_system("command", &state.clock);
    let order = Order { state, tx: &tx, trail: &trail, reason: ErasureReason::Asked, on };
    let done = match kind {
        SubjectKind::File => order.file(id).await?,
        SubjectKind::Ambassador => order.ambassador(id).await?,
    };
    tx.commit().await.map_err(StoreError::from)?;
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_cut_short_is_passed_by() {
        let whole = "0a0b file 2026-11-21";
        let read = line(whole).unwrap();
        assert_eq!((read.fingerprint.as_str(), read.kind.as_str()), ("0a0b", "file"));
        assert_eq!(read.on.to_string(), "2026-11-21");
        for end in 0..whole.len() - 4 {
            assert!(line(&whole[..end]).is_none_or(|cut| cut.on < read.on), "{end}");
        }
        assert_eq!(line("0a0b file"), None);
    }

    #[test]
    fn what_was_appended_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("erasures.log");
        assert_eq!(read(&path).unwrap(), []);
        let keep = |fingerprint: &str| Keep {
            kind: "file".to_owned(),
            fingerprint: fingerprint.to_owned(),
            on: "2026-11-21".parse().unwrap(),
        };
        append(&path, &[keep("a")]).unwrap();
        append(&path, &[keep("b"), keep("c")]).unwrap();
        assert_eq!(read(&path).unwrap(), [keep("a"), keep("b"), keep("c")]);
    }
}
