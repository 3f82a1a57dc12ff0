//! `ohmylot import prospects FILE` and `ohmylot import job-offers FILE`: an office's spreadsheet into files, a source's
//! offers into job offers, with a report.

use std::path::PathBuf;

use api::audit::Trail;
use api::imports::dto::ImportMapping;
use api::imports::service::{self, Told};
use api::imports::subjects::Terms;
use api::imports::{ImportError, sentences};
use api::state::AppState;
use clap::{Args, Subcommand};
use domain::imports::{Field, Subject};

#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Importe les dossiers d'un fichier (CSV, TSV, xlsx, ods)
    Prospects(FileArgs),
    /// Importe les offres d'emploi d'un fichier (JSON de France Travail, CSV, TSV, xlsx, ods)
    JobOffers(JobOffersArgs),
}

#[derive(Debug, Args)]
pub struct JobOffersArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Source : france_travail ou file ; selon le fichier si rien n'est dit
    #[arg(long)]
    source: Option<String>,
    /// Le fichier ne contient pas toutes les offres de sa source : aucune n'est close
    #[arg(long)]
    partial: bool,
}

#[derive(Debug, Args)]
pub struct FileArgs {
    /// Fichier
    file: PathBuf,
    /// Correspondance des colonnes, en JSON comme le corps de PUT /imports/{id}/mapping
    #[arg(long)]
    mapping: Option<PathBuf>,
    /// Essaie sans rien enregistrer
    #[arg(long)]
    dry_run: bool,
    /// Écrit le bilan en JSON sur la dernière ligne de la sortie standard
    #[arg(long)]
    json: bool,
}

/// What to print: the report for people, and the result.
pub struct Printed {
    /// For the standard error.
    pub report: String,
    /// For the standard output, when asked for.
    pub result: Option<String>,
}

/// Runs the import.
pub async fn run(state: &AppState, command: ImportCommand) -> Result<Printed, String> {
    let (args, terms) = match command {
        ImportCommand::Prospects(args) => (args, Ok(Terms::default())),
        ImportCommand::JobOffers(JobOffersArgs { file, source, partial }) => {
            (file, Terms::parse(Some(Subject::JobOffers.code()), source.as_deref(), partial))
        }
    };
    let terms = terms.map_err(|errors| ImportError::Invalid(errors).to_string())?;
    let unreadable = |path: &PathBuf, error: std::io::Error| format!("{} : {error}", path.display());
    let content = std::fs::read(&args.file).map_err(|error| unreadable(&args.file, error))?;
    let chosen = match &args.mapping {
        None => None,
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|error| unreadable(path, error))?;
            let mapping: ImportMapping =
                serde_json::from_str(&text).map_err(|error| format!("{} : {error}", path.display()))?;
            Some(mapping)
        }
    };
    let filename = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let trail = Trail::of_system("command", &state.clock);
    let told = service::run(state, &trail, (&filename, content), chosen, (terms, args.dry_run))
        .await
        .map_err(|error: ImportError| error.to_string())?;
    Ok(Printed { report: report(&told), result: args.json.then(|| result(&told)) })
}

/// Exactly the counts, on one line.
fn result(told: &Told) -> String {
    let counts = &told.summary;
    let of_offers = match told.terms.subject {
        Subject::Prospects => String::new(),
        Subject::JobOffers => format!(",\"unchanged\":{},\"closed\":{}", counts.unchanged, counts.closed),
    };
    format!(
        "{{\"rows\":{},\"created\":{},\"updated\":{},\"duplicates\":{},\"refused\":{}{of_offers}}}",
        counts.rows, counts.created, counts.updated, counts.duplicates, counts.refused
    )
}

/// No cell of the file: row numbers and reasons only.
fn report(told: &Told) -> String {
    let mut lines = vec![match &told.sheet {
        Some(sheet) => format!("Feuille : {sheet}"),
        None => {
            let delimiter = told.delimiter.map(|delimiter| format!(" ; séparateur : {delimiter:?}"));
            format!("Encodage : {}{}", told.encoding.unwrap_or("inconnu"), delimiter.unwrap_or_default())
        }
    }];
    lines.push("Colonnes :".to_owned());
    lines.extend(told.mapping.columns.iter().map(|column| {
        let field = Field::parse(&column.field).map(sentences::field).unwrap_or_default();
        format!("  {} → {field} ({} %)", column.header, column.confidence)
    }));
    lines.push(counted(told));
    lines.extend(told.refused.iter().map(|(row, reasons)| {
        let reasons: Vec<String> = reasons.iter().map(|code| sentences::reason(code)).collect();
        format!("  ligne {row} refusée : {}", reasons.join(", "))
    }));
    lines.join("\n")
}

fn counted(told: &Told) -> String {
    let counts = &told.summary;
    let (rows, duplicates, refused) = (counts.rows, counts.duplicates, counts.refused);
    match told.terms.subject {
        Subject::Prospects => format!(
            "{rows} lignes : {} dossiers créés, {} modifiés, {duplicates} doublons, {refused} refusées",
            counts.created, counts.updated
        ),
        Subject::JobOffers => format!(
            "{rows} lignes (source {}) : {} offres créées, {} modifiées, {} inchangées, {} closes, {duplicates} doublons, \
             {refused} refusées",
            told.terms.source.map(|source| source.to_string()).unwrap_or_default(),
            counts.created,
            counts.updated,
            counts.unchanged,
            counts.closed
        ),
    }
}
