//! `ohmylot reference import …`: official files into the reference data, with a report.

use std::path::PathBuf;

use api::reference::import::{self, FileKind, FileReport, ImportError};
use api::state::AppState;
use clap::Subcommand;

/// Refusals printed of one file; the count tells the rest.
const SHOWN: usize = 50;

#[derive(Debug, Subcommand)]
pub enum ReferenceCommand {
    /// Importe un fichier officiel
    #[command(subcommand)]
    Import(ImportCommand),
}

#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Métiers et appellations du ROME (fichiers « code_rome » et « appellation » de France Travail)
    Rome {
        /// Fichiers, reconnus à leurs en-têtes
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Contours des communes (GeoJSON)
    Contours {
        /// Fichier
        file: PathBuf,
        /// Année des contours
        #[arg(long, default_value_t = 2018)]
        vintage: i32,
    },
}

/// Runs the import; returns the report to print.
pub async fn run(state: &AppState, command: ReferenceCommand) -> Result<String, String> {
    let ReferenceCommand::Import(command) = command;
    let reports = match command {
        ImportCommand::Rome { files } => import::rome(&state.store, &files).await,
        ImportCommand::Contours { file, vintage } => {
            import::contours(&state.store, &file, vintage).await.map(|report| vec![report])
        }
    };
    let reports = reports.map_err(|error: ImportError| error.to_string())?;
    Ok(reports.iter().map(tell).collect::<Vec<_>>().join("\n"))
}

fn tell(file: &FileReport) -> String {
    let kind = match file.kind {
        FileKind::Occupations => "métiers",
        FileKind::Titles => "appellations",
        FileKind::Contours => "contours",
    };
    let report = &file.report;
    let mut lines = vec![format!(
        "{} ({kind}) : {} lus, {} acceptés, {} refusés, {} enregistrés",
        file.path.display(),
        report.read,
        report.accepted(),
        report.refused.len(),
        file.stored
    )];
    lines.extend(report.refused.iter().take(SHOWN).map(|row| format!("  refusé, {} : {}", row.line, row.reason)));
    let hidden = report.refused.len().saturating_sub(SHOWN);
    if hidden > 0 {
        lines.push(format!("  … et {hidden} autres refus"));
    }
    lines.extend(report.remarks.iter().map(|remark| format!("  remarque : {remark}")));
    lines.join("\n")
}
