//! `ohmylot erasures …` and `ohmylot retention …`: what the clock does, and erasing again after a restore.

use api::erasure::{ledger, register};
use api::retention::{Preview, preview};
use api::state::AppState;
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum ErasuresCommand {
    /// Efface de nouveau qui l’a déjà été : après le retour d’une sauvegarde
    Replay,
    /// Écrit ce que contient chaque colonne, et ce qu’elle devient
    Columns,
}

#[derive(Debug, Args)]
pub struct RetentionOptions {
    /// Montre qui serait prévenu et effacé, sans rien changer
    #[arg(long, required = true)]
    dry_run: bool,
    /// Nombre de jours à venir
    #[arg(long, default_value_t = 0)]
    days: u32,
}

/// Runs the command; returns what to print.
pub async fn run(state: &AppState, command: ErasuresCommand) -> Result<String, String> {
    match command {
        ErasuresCommand::Replay => Ok(format!("{} effacement(s) rejoué(s)", ledger::replay(state).await?)),
        ErasuresCommand::Columns => columns(),
    }
}

/// The register of the columns.
pub fn columns() -> Result<String, String> {
    Ok(register::page().map_err(|error| error.to_string())?.trim_end().to_owned())
}

/// Who would be told and erased, by number only.
pub async fn dry_run(state: &AppState, options: &RetentionOptions) -> Result<String, String> {
    let within = options.days;
    let preview =
        preview(state.store.reader(), state.clock.today(), within).await.map_err(|error| error.to_string())?;
    Ok(tell(&preview))
}

fn tell(preview: &Preview) -> String {
    let notices = preview.notices.iter().map(|due| format!("{} {} à prévenir", due.on, due.number));
    let erasures = preview.erasures.iter().map(|due| format!("{} {} à effacer", due.on, due.number));
    let sum = format!("{} à prévenir, {} à effacer", preview.notices.len(), preview.erasures.len());
    notices.chain(erasures).chain([sum]).collect::<Vec<_>>().join("\n")
}
