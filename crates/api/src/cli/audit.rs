//! `ohmylot audit verify`: the chain of the journal, walked from its beginning.

use api::audit_chain;
use api::state::AppState;
use clap::Subcommand;
use domain::audit_chain::{Fault, FaultKind, Head};

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Vérifie que rien du journal n'a été changé, retiré ni glissé après coup
    Verify {
        /// Fin du journal notée plus tôt hors de la base (PLACE:EMPREINTE)
        #[arg(long, value_name = "PLACE:EMPREINTE", value_parser = noted)]
        noted: Option<Head>,
    },
}

fn noted(text: &str) -> Result<Head, &'static str> {
    Head::parse(text).ok_or("une place, deux-points et une empreinte de 64 chiffres hexadécimaux")
}

/// What the command has to say.
pub struct Printed {
    /// For people.
    pub report: String,
    /// The end of the journal, to be noted outside.
    pub result: String,
}

/// Walks the chain.
///
/// # Errors
/// A sentence naming the first row that does not hold.
pub async fn run(state: &AppState, command: AuditCommand) -> Result<Printed, String> {
    let AuditCommand::Verify { noted } = command;
    let found = audit_chain::verify(state, noted).await.map_err(|error| error.to_string())?;
    if let Some(fault) = found.fault {
        return Err(sentence(&fault));
    }
    let until = found.up_to.map_or_else(String::new, |at| format!(", jusqu’au {}", at.format("%d/%m/%Y à %H:%M UTC")));
    let report = format!(
        "Journal intact : {} entrées vérifiées{until} ; {} sans auteur ni motif, effacés depuis. Notez sa fin hors de la base :",
        found.head.position, found.forgotten
    );
    Ok(Printed { report, result: found.head.to_string() })
}

fn sentence(fault: &Fault) -> String {
    let row = fault.seq.map_or_else(String::new, |seq| format!(" {seq}"));
    let place = fault.position.map_or_else(String::new, |position| format!(" (place {position} de la chaîne)"));
    let done = match fault.kind {
        FaultKind::Changed => "a été changée",
        FaultKind::Missing => "a disparu",
        FaultKind::Inserted => "a été glissée après coup",
        FaultKind::Rewritten => "ne donne plus l’empreinte notée : la chaîne a été refaite",
    };
    format!("journal altéré : la ligne{row}{place} {done}")
}
