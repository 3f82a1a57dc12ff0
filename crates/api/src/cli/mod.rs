//! Commands of the operator. Messages for people go to the standard error, results to the standard output.

mod audit;
mod backup;
mod create_admin;
mod duplicates;
mod erasures;
mod heap;
mod import;
mod reference;
mod seed;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use api::clock::Clock;
use api::config::Config;
use api::state::AppState;
use clap::{Parser, Subcommand};

/// Plateforme d'attractivité « Oh my Lot ! »
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    /// Fichier de configuration TOML
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Démarre le serveur
    Serve,
    /// Met la base de données à jour
    Migrate,
    /// Écrit le contrat OpenAPI sur la sortie standard
    Openapi,
    /// Vérifie la configuration
    CheckConfig,
    /// Données de référence : fichiers officiels
    #[command(subcommand)]
    Reference(reference::ReferenceCommand),
    /// Reprise de fichiers tenus jusqu'ici par les bureaux
    #[command(subcommand)]
    Import(import::ImportCommand),
    /// Dossiers qui se ressemblent
    #[command(subcommand)]
    Duplicates(duplicates::DuplicatesCommand),
    /// Remplit une base vide
    Seed(seed::Options),
    /// Effacements : rejouer, décrire
    #[command(subcommand)]
    Erasures(erasures::ErasuresCommand),
    /// Durées de conservation
    Retention(erasures::RetentionOptions),
    /// Journal de ce qui a été fait et lu
    #[command(subcommand)]
    Audit(audit::AuditCommand),
    /// Écrit une sauvegarde de toute la base, pendant que le serveur tourne
    Backup(backup::BackupOptions),
    /// Restaure une sauvegarde, entière ou pas du tout
    Restore(backup::RestoreOptions),
    /// Vérifie une sauvegarde, sans base
    Verify(backup::VerifyOptions),
    /// Crée un compte administrateur, ou rend ce rôle à un compte existant
    CreateAdmin(create_admin::Options),
}

/// Runs a command; failures are one sentence on the standard error and exit code 1.
pub fn run(cli: Cli) -> ExitCode {
    match execute(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            tell(&format!("ohmylot: {message}"));
            ExitCode::FAILURE
        }
    }
}

fn execute(cli: Cli) -> Result<(), String> {
    if matches!(cli.command, Command::Openapi) {
        let json = api::document().to_pretty_json().map_err(|error| error.to_string())?;
        print_line(&json);
        return Ok(());
    }
    if matches!(cli.command, Command::Erasures(erasures::ErasuresCommand::Columns)) {
        print_line(&erasures::columns()?);
        return Ok(());
    }
    if matches!(cli.command, Command::Serve) {
        heap::share_one();
    }
    let config = Config::load(cli.config.as_deref())?;
    start_log(&config);
    actix_web::rt::System::new().block_on(with_config(cli.command, config))
}

async fn with_config(command: Command, config: Config) -> Result<(), String> {
    match command {
        Command::Openapi => Ok(()),
        Command::CheckConfig => {
            api::processing_register::lines()?;
            tell(&config.shown());
            Ok(())
        }
        Command::Migrate => migrate(&AppState::connect(config, Clock::System).await?).await,
        Command::CreateAdmin(options) => {
            let state = AppState::connect(config, Clock::System).await?;
            migrate(&state).await?;
            tell(create_admin::run(&state, &options).await?);
            Ok(())
        }
        Command::Serve => {
            let state = AppState::connect(config, Clock::System).await?;
            migrate(&state).await?;
            api::server::serve(state).await
        }
        Command::Import(command) => {
            let state = AppState::connect(config, Clock::System).await?;
            migrate(&state).await?;
            let printed = import::run(&state, command).await?;
            tell(&printed.report);
            printed.result.iter().for_each(|line| print_line(line));
            Ok(())
        }
        Command::Seed(options) => {
            let state = AppState::connect(config, Clock::System).await?;
            migrate(&state).await?;
            tell(&seed::run(&state, &options).await?);
            Ok(())
        }
        Command::Erasures(command) => {
            let state = AppState::connect(config, Clock::System).await?;
            migrate(&state).await?;
            print_line(&erasures::run(&state, command).await?);
            Ok(())
        }
        Command::Retention(options) => {
            let state = AppState::connect(config, Clock::System).await?;
            migrate(&state).await?;
            print_line(&erasures::dry_run(&state, &options).await?);
            Ok(())
        }
        Command::Duplicates(command) => {
            let state = AppState::connect(config, Clock::System).await?;
            migrate(&state).await?;
            tell(&duplicates::run(&state, &command).await?);
            Ok(())
        }
        Command::Backup(options) => {
            let state = AppState::connect(config, Clock::System).await?;
            migrate(&state).await?;
            say(&backup::make(&state, &options).await?)
        }
        Command::Restore(options) => say(&backup::restore(&config, &options).await?),
        Command::Verify(options) => say(&backup::verify(&options)?),
        Command::Audit(command) => {
            let state = AppState::connect(config, Clock::System).await?;
            migrate(&state).await?;
            let printed = audit::run(&state, command).await?;
            tell(&printed.report);
            print_line(&printed.result);
            Ok(())
        }
        Command::Reference(command) => {
            let state = AppState::connect(config, Clock::System).await?;
            migrate(&state).await?;
            print_line(&reference::run(&state, command).await?);
            Ok(())
        }
    }
}

async fn migrate(state: &AppState) -> Result<(), String> {
    persistence::migrate(&state.store).await.map_err(|error| error.to_string())
}

/// Below a warning these tell of paths, headers and addresses: whatever the level, nobody is named in the log.
const RESERVED: &str = "actix_web=warn,actix_http=warn,lettre=warn";

fn start_log(config: &Config) {
    let filter = format!("{},{RESERVED}", config.log_level);
    let filter = tracing_subscriber::EnvFilter::try_new(filter).unwrap_or_default();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log_format == "json" { log.json().init() } else { log.init() }
}

fn say(printed: &backup::Printed) -> Result<(), String> {
    tell(&printed.report);
    printed.file.iter().for_each(|file| print_line(file));
    Ok(())
}

fn print_line(text: &str) {
    // A closed pipe is the reader's choice, not a failure of the command.
    let _ = writeln!(std::io::stdout(), "{text}");
}

fn tell(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
