//! `ohmylot reference import …`: official files into the reference data, with a report.

use std::path::PathBuf;

use api::reference::import::{self, FileKind, FileReport, ImportError};
use api::state::AppState;
use clap::Subcommand;
use domain::reference::{RefusalReason, Remark, TableError};

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
    /// Chiffres publiés par le programme (CSV)
    Press {
        /// Fichier
        file: PathBuf,
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
        ImportCommand::Press { file } => import::press(state, &file).await.map(|report| vec![report]),
    };
    let reports = reports.map_err(|error| refusal(&error))?;
    Ok(reports.iter().map(tell).collect::<Vec<_>>().join("\n"))
}

fn tell(file: &FileReport) -> String {
    let kind = match file.kind {
        FileKind::Occupations => "métiers",
        FileKind::Titles => "appellations",
        FileKind::Contours => "contours",
        FileKind::PublishedFigures => "chiffres publiés",
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
    lines.extend(
        report.refused.iter().take(SHOWN).map(|row| format!("  refusé, {} : {}", row.line, reason(&row.reason))),
    );
    let hidden = report.refused.len().saturating_sub(SHOWN);
    if hidden > 0 {
        lines.push(format!("  … et {hidden} autres refus"));
    }
    lines.extend(report.remarks.iter().map(|remark| format!("  remarque : {}", remark_text(remark))));
    lines.join("\n")
}

/// Why nothing was imported, for the operator.
fn refusal(error: &ImportError) -> String {
    match error {
        ImportError::Unreadable(path, cause) if cause.kind() == std::io::ErrorKind::InvalidData => {
            format!("{} n’est pas un texte en UTF-8", path.display())
        }
        ImportError::Unreadable(path, _) => format!("{} ne peut pas être lu", path.display()),
        ImportError::Unrecognised(path) => {
            format!(
                "{} n’est ni le fichier officiel des métiers ni celui des appellations (voir ses en-têtes)",
                path.display()
            )
        }
        ImportError::Refused(path, TableError::MissingColumn(column)) => {
            format!("{} n’est pas le fichier attendu : il lui manque la colonne « {column} »", path.display())
        }
        ImportError::Refused(path, TableError::Unreadable(_)) => {
            format!("{} n’a pas le format attendu", path.display())
        }
        ImportError::Empty(path) => format!("{} : aucune ligne n’est acceptée, rien n’a changé", path.display()),
        ImportError::Store(error) => error.to_string(),
    }
}

fn reason(reason: &RefusalReason) -> String {
    match reason {
        RefusalReason::Missing(column) => format!("« {column} » est vide"),
        RefusalReason::Invalid { column, value } => format!("« {column} » ne convient pas : {value}"),
        RefusalReason::Repeated(key) => format!("{key} figure déjà plus haut"),
        RefusalReason::Unknown { column, value } => format!("« {column} » cite {value}, qui n’existe pas"),
        RefusalReason::Unreadable(_) => "ligne illisible".to_owned(),
    }
}

fn remark_text(remark: &Remark) -> String {
    match remark {
        Remark::Merged { from, into } => format!("le contour de {from}, commune fusionnée depuis, rejoint {into}"),
        Remark::WithoutOutline(code) => format!("{code} n’a pas de contour dans ce fichier"),
    }
}
