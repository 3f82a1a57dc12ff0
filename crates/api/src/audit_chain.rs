//! Sealing the journal and walking it, for the worker, the command line and the API.

use domain::audit_chain::Head;
use persistence::audit::chain::{self, Verification};
use persistence::{ConnectionTrait, StoreError};

use crate::state::AppState;

/// Gives every committed entry its place in the chain, in short transactions; nothing when none waits.
///
/// # Errors
/// Those of the store; what was sealed before stays sealed.
pub async fn seal(state: &AppState) -> Result<(), StoreError> {
    let now = state.clock.now();
    let mut more = chain::is_behind(state.store.reader()).await?;
    while more {
        let tx = state.store.begin().await?;
        more = chain::seal_batch(&tx, now, || format!("{:032x}", rand::random::<u128>())).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Seals what waits, then walks the chain, compared with what was `noted` outside.
///
/// # Errors
/// Those of the store.
pub async fn verify(state: &AppState, noted: Option<Head>) -> Result<Verification, StoreError> {
    seal(state).await?;
    let found = chain::verify(state.store.reader(), noted).await?;
    if let Some(fault) = found.fault {
        let (kind, position, seq) = (fault.kind.as_str(), fault.position, fault.seq);
        tracing::error!(kind, ?position, ?seq, "the journal was tampered with");
    }
    Ok(found)
}

/// Writes the end of the chain to the log, which is kept outside of the database.
///
/// # Errors
/// Those of the store.
pub async fn note(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    let head = chain::head(db).await?;
    tracing::info!(journal = %head, "end of the journal, for `ohmylot audit verify --noted`");
    Ok(())
}
