//! `ohmylot backup`, `restore` and `verify`: the whole database in one file.

use std::path::PathBuf;

use api::backups;
use api::clock::Clock;
use api::config::Config;
use api::state::AppState;
use clap::Args;

#[derive(Debug, Args)]
pub struct BackupOptions {
    /// Dossier où écrire la sauvegarde
    folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct RestoreOptions {
    /// Sauvegarde
    file: PathBuf,
    /// Remplace une base qui n'est pas vide ; arrêtez d'abord le serveur
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Args)]
pub struct VerifyOptions {
    /// Sauvegarde
    file: PathBuf,
}

/// What a command has to say: for people, and the name of the file.
pub struct Printed {
    /// For people.
    pub report: String,
    /// The file, when one was made.
    pub file: Option<String>,
}

/// Makes a backup.
pub async fn make(state: &AppState, options: &BackupOptions) -> Result<Printed, String> {
    let (file, manifest) = backups::backup(state, &options.folder).await?;
    let report = format!("Sauvegarde faite : {}.", manifest.summary());
    Ok(Printed { report, file: Some(file.display().to_string()) })
}

/// Puts a backup in the place of the database.
pub async fn restore(config: &Config, options: &RestoreOptions) -> Result<Printed, String> {
    let manifest = backups::restore(config, Clock::System, &options.file, options.force).await?;
    Ok(Printed { report: format!("Base restaurée : {}.", manifest.summary()), file: None })
}

/// Checks a backup, without a database.
pub fn verify(options: &VerifyOptions) -> Result<Printed, String> {
    let manifest = backups::verify(&options.file)?;
    Ok(Printed { report: format!("Sauvegarde entière : {}.", manifest.summary()), file: None })
}
