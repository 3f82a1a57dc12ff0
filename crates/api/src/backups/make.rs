//! Making a backup while the server runs.

use std::fs::File;
use std::path::{Path, PathBuf};

use persistence::audit::chain;
use persistence::{ConnectionTrait, StoreError, backup as store};
use secrecy::ExposeSecret;

use super::postgres::Tools;
use super::{FORMAT, Manifest, POSTGRES_PART, SQLITE_PART, archive, refused};
use crate::audit_chain;
use crate::state::{AppState, sqlite_path};

/// Begins the names of what is not whole yet.
const HIDDEN: &str = ".ohmylot-sauvegarde-";

/// Writes a backup into a folder, under a name that tells the instant; returns the file and what it holds.
///
/// Everything is written beside under a hidden name, and gets its own name once it is whole and on disk: a kill or a full
/// disk leaves nothing that looks like a backup.
///
/// # Errors
/// A sentence.
pub async fn backup(state: &AppState, folder: &Path) -> Result<(PathBuf, Manifest), String> {
    let told = |error: StoreError| error.to_string();
    let file = folder.join(format!("ohmylot-{}.zip", state.clock.now().format("%Y-%m-%dT%H%M%SZ")));
    if file.exists() {
        return Err(format!("{} existe déjà", file.display()));
    }
    std::fs::create_dir_all(folder).map_err(|error| refused(folder.display(), error))?;
    let _alone = alone_in(folder)?;
    // In the same folder, so that the last step is a mere renaming.
    let hidden = tempfile::Builder::new().prefix(HIDDEN).tempdir_in(folder);
    let hidden = hidden.map_err(|error| refused(folder.display(), error))?;
    audit_chain::seal(state).await.map_err(told)?;
    let (copy, written) = (hidden.path().join("copy"), hidden.path().join("backup.zip"));
    let url = state.config.database_url.expose_secret();
    let manifest = if sqlite_path(url).is_some() {
        store::copy_sqlite(&state.store, &copy).await.map_err(told)?;
        let db = store::open_copy(&copy).await.map_err(told)?;
        if !store::is_whole(&db).await.map_err(told)? {
            return Err("la base n’est pas entière : restaurez une sauvegarde d’avant".to_owned());
        }
        let described = describe(state, &db, "sqlite").await.map_err(told)?;
        db.close().await.map_err(|error| error.to_string())?;
        archive::write(&written, (SQLITE_PART, &copy, true), described)?
    } else {
        let snapshot = store::snapshot(&state.store).await.map_err(told)?;
        let described = describe(state, &snapshot.tx, "postgres").await.map_err(told)?;
        Tools::of(url)?.dump(&snapshot.name, &copy)?;
        // It only held the state for the dump; the server may have ended it by now.
        let _ = snapshot.tx.rollback().await;
        archive::write(&written, (POSTGRES_PART, &copy, false), described)?
    };
    std::fs::rename(&written, &file).map_err(|error| refused(file.display(), error))?;
    sync_folder(folder).map_err(|error| refused(folder.display(), error))?;
    Ok((file, manifest))
}

/// One backup at a time in a folder; what a killed one left behind holds personal data and is taken away.
fn alone_in(folder: &Path) -> Result<File, String> {
    let failed = |error: std::io::Error| refused(folder.display(), error);
    let lock = File::create(folder.join(".ohmylot-sauvegarde.lock")).map_err(failed)?;
    lock.try_lock().map_err(|_| format!("une autre sauvegarde est en cours dans {}", folder.display()))?;
    for left in std::fs::read_dir(folder).map_err(failed)?.flatten() {
        if left.file_name().to_string_lossy().starts_with(HIDDEN) {
            std::fs::remove_dir_all(left.path()).map_err(failed)?;
        }
    }
    Ok(lock)
}

/// What the copy holds, but for its parts.
async fn describe(state: &AppState, db: &impl ConnectionTrait, engine: &str) -> Result<Manifest, StoreError> {
    Ok(Manifest {
        format: FORMAT,
        engine: engine.to_owned(),
        schema: store::schema(db).await?,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: state.clock.now(),
        journal: chain::head(db).await?.to_string(),
        tables: store::counts(db).await?,
        parts: vec![],
    })
}

/// The name of a file is on disk once its folder is.
pub(super) fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}
