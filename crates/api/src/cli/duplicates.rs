//! `ohmylot duplicates scan`: every file is compared with those that it may resemble.

use api::duplicates::watch;
use api::state::AppState;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum DuplicatesCommand {
    /// Cherche, pour chaque dossier, ceux qui lui ressemblent ; ce qui a été décidé reste
    Scan,
}

/// Runs the command; returns what to tell.
pub async fn run(state: &AppState, DuplicatesCommand::Scan: &DuplicatesCommand) -> Result<String, String> {
    let (files, pairs) = watch::scan(state).await.map_err(|error| error.to_string())?;
    Ok(format!("{files} dossiers examinés, {pairs} nouvelles paires"))
}
