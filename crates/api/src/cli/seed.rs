//! `ohmylot seed`: an empty database filled for a demonstration.

use api::seed::{Outcome, PASSWORD, demo_accounts, seed, seed_volume};
use api::state::AppState;
use clap::Args;

#[derive(Debug, Args)]
pub struct Options {
    /// Des personnes fictives sur les vraies communes du Lot ; sans effet la seconde fois
    #[arg(long, required_unless_present = "volume")]
    demo: bool,
    /// À la place des foyers de démonstration, ce nombre de dossiers fictifs, pour éprouver le serveur
    #[arg(long, value_name = "N", conflicts_with = "demo", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    volume: Option<u64>,
}

/// Fills the database; returns what to tell the operator.
pub async fn run(state: &AppState, options: &Options) -> Result<String, String> {
    let outcome = match options.volume {
        Some(count) => seed_volume(state, count).await,
        None => seed(state).await,
    }
    .map_err(|error| error.to_string())?;
    let done = match outcome {
        Outcome::Seeded { households } => {
            format!("Données de démonstration : {households} dossiers de foyers fictifs.")
        }
        Outcome::AlreadyThere => "Données de démonstration déjà présentes.".to_owned(),
        Outcome::NotEmpty => {
            return Ok("Cette base contient déjà des comptes : pas de données de démonstration.".to_owned());
        }
    };
    let accounts = demo_accounts().map_err(|error| error.to_string())?;
    let lines = accounts.into_iter().map(|account| format!("  {:<26}{}", account.email, account.whose));
    let head = format!("{done}\nComptes de démonstration (mot de passe : {PASSWORD}) :");
    Ok(std::iter::once(head).chain(lines).collect::<Vec<_>>().join("\n"))
}
