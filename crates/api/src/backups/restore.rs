//! Restoring a backup: all of it, brought to the present shape, or nothing.

use std::path::Path;

use persistence::backup as store;
use persistence::{ConnectionTrait, StoreError};
use secrecy::ExposeSecret;

use super::make::sync_folder;
use super::postgres::Tools;
use super::{Manifest, POSTGRES_PART, SQLITE_PART, archive, refused};
use crate::clock::Clock;
use crate::config::Config;
use crate::erasure::ledger;
use crate::state::{AppState, sqlite_path};

/// Puts a backup in the place of the database of these settings, which must be empty unless `force` is given.
///
/// The server must be stopped. What a backup brings back of erased people is erased again before anybody can read it.
///
/// # Errors
/// A sentence; the database is then as it was.
pub async fn restore(config: &Config, clock: Clock, file: &Path, force: bool) -> Result<Manifest, String> {
    let manifest = archive::verify(file)?;
    if !store::knows(&manifest.schema) {
        return Err(format!("la sauvegarde a le schéma {}, que ce programme ne connaît pas encore", manifest.schema));
    }
    let url = config.database_url.expose_secret().to_owned();
    match (sqlite_path(&url), manifest.engine.as_str()) {
        (Some(path), "sqlite") => on_sqlite(config, clock, (file, path), &manifest, force).await?,
        (None, "postgres") => on_postgres(config, clock, file, &manifest, force).await?,
        _ => return Err(format!("une sauvegarde {} ne se restaure pas dans cette base", manifest.engine)),
    }
    Ok(manifest)
}

const OCCUPIED: &str = "la base n’est pas vide : arrêtez le serveur, puis ajoutez --force pour la remplacer";

async fn on_sqlite(
    config: &Config,
    clock: Clock,
    (file, path): (&Path, &Path),
    manifest: &Manifest,
    force: bool,
) -> Result<(), String> {
    let occupied = path.exists();
    if occupied && !force {
        return Err(OCCUPIED.to_owned());
    }
    if occupied {
        note_erasures(config, &clock).await;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(|error| refused(folder.display(), error))?;
    let hidden = tempfile::Builder::new().prefix(".ohmylot-restauration-").tempdir_in(folder);
    let hidden = hidden.map_err(|error| refused(folder.display(), error))?;
    let made = hidden.path().join("database.sqlite");
    archive::extract(file, SQLITE_PART, &made)?;
    let there = Config { database_url: format!("sqlite://{}", made.display()).into(), ..config.clone() };
    let state = AppState::connect(there, clock.clone()).await?;
    finish(&state, manifest).await?;
    state.store.close().await.map_err(|error| error.to_string())?;
    if occupied {
        set_aside(path, &clock).map_err(|error| refused(path.display(), error))?;
    }
    std::fs::rename(&made, path).map_err(|error| refused(path.display(), error))?;
    sync_folder(folder).map_err(|error| refused(folder.display(), error))
}

/// What stood there keeps its content under another name, its log first: without it, it would lose its last writes.
fn set_aside(path: &Path, clock: &Clock) -> std::io::Result<()> {
    let stamp = clock.now().format("%Y-%m-%dT%H%M%SZ");
    for ending in ["", "-wal", "-shm"] {
        let from = Path::new(&format!("{}{ending}", path.display())).to_owned();
        if from.exists() {
            std::fs::rename(&from, format!("{}.avant-{stamp}{ending}", path.display()))?;
        }
    }
    Ok(())
}

async fn on_postgres(
    config: &Config,
    clock: Clock,
    file: &Path,
    manifest: &Manifest,
    force: bool,
) -> Result<(), String> {
    let state = AppState::connect(config.clone(), clock.clone()).await?;
    let tables = store::tables(state.store.reader()).await.map_err(|error| error.to_string())?;
    if !tables.is_empty() && !force {
        return Err(OCCUPIED.to_owned());
    }
    if !tables.is_empty() {
        note_erasures(config, &clock).await;
    }
    let hidden = tempfile::Builder::new().prefix("ohmylot-restauration-").tempdir();
    let hidden = hidden.map_err(|error| refused("dossier temporaire", error))?;
    let dump = hidden.path().join(POSTGRES_PART);
    archive::extract(file, POSTGRES_PART, &dump)?;
    Tools::of(config.database_url.expose_secret())?.replace_by(&dump, hidden.path())?;
    finish(&state, manifest).await?;
    state.store.close().await.map_err(|error| error.to_string())
}

/// Compares the counts with the manifest, brings the tables to the present shape and erases again who was erased since.
async fn finish(state: &AppState, manifest: &Manifest) -> Result<(), String> {
    compare(state.store.reader(), manifest).await?;
    persistence::migrate(&state.store).await.map_err(|error| error.to_string())?;
    erase_again(state).await
}

async fn compare(db: &impl ConnectionTrait, manifest: &Manifest) -> Result<(), String> {
    let counts = store::counts(db).await.map_err(|error: StoreError| error.to_string())?;
    let differs = manifest.tables.iter().find(|(table, count)| counts.get(*table) != Some(count));
    match differs {
        Some((table, count)) => Err(format!("{table} devrait avoir {count} lignes : rien n’est restauré")),
        None => Ok(()),
    }
}

/// The database that is about to go may know of erasures that its file does not have yet; one that is broken is let go.
async fn note_erasures(config: &Config, clock: &Clock) {
    let noted = async {
        let present = AppState::connect(config.clone(), clock.clone()).await?;
        ledger::write_missing(&present).await?;
        present.store.close().await.map_err(|error| error.to_string())
    };
    if let Err(error) = noted.await {
        tracing::warn!(error, "the erasures that the present database knows of were not noted");
    }
}

/// The one place where what was erased since the backup is erased again.
async fn erase_again(state: &AppState) -> Result<(), String> {
    ledger::replay(state).await.map(|_| ())
}
