//! `create-admin`: the first account, or a way back in. The password comes by standard input, never as an argument.

use std::io::Read;

use api::auth::{Outcome, ensure_administrator};
use api::state::AppState;
use clap::Args;

/// Longest password read, in bytes; the rest would only be refused.
const LONGEST_INPUT: u64 = 4096;

/// Options of the command.
#[derive(Debug, Args)]
pub struct Options {
    /// Adresse e-mail du compte
    #[arg(long)]
    email: String,
    /// Lit le mot de passe sur l'entrée standard
    #[arg(long, required = true)]
    password_stdin: bool,
    /// Prénom, pour un nouveau compte
    #[arg(long, default_value = "Équipe")]
    first_name: String,
    /// Nom, pour un nouveau compte
    #[arg(long, default_value = "Programme")]
    last_name: String,
}

/// Runs the command and says in one sentence what became of the account.
pub async fn run(state: &AppState, options: &Options) -> Result<&'static str, String> {
    let mut typed = String::new();
    std::io::stdin().take(LONGEST_INPUT).read_to_string(&mut typed).map_err(|error| error.to_string())?;
    let password = typed.trim_end_matches(['\r', '\n']);
    let names = (options.first_name.as_str(), options.last_name.as_str());
    Ok(match ensure_administrator(state, &options.email, names, password).await? {
        Outcome::Created => "compte administrateur créé",
        Outcome::Changed => "compte administrateur mis à jour",
        Outcome::Unchanged => "compte administrateur déjà en place, rien à changer",
    })
}
