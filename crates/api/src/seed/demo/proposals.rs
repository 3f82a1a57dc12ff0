//! Référents who are asked: by the engine, with its explanation and its deadlines, as the programme would have done.

use chrono::{DateTime, Utc};
use domain::codes::ReferentRole;
use persistence::DatabaseTransaction;
use uuid::Uuid;

use super::journal::Journal;
use crate::assignments::proposals::{self, Desk};
use crate::audit::Trail;
use crate::clock::Clock;
use crate::problem::Problem;
use crate::seed::SeedError;
use crate::state::AppState;

/// A part of a file for which somebody is asked at an instant.
#[derive(Debug)]
pub(super) struct Asking {
    pub(super) file_id: Uuid,
    pub(super) role: ReferentRole,
    pub(super) at: DateTime<Utc>,
}

/// Asks for each part, the earliest first, then for whoever is qualified and was proposed to nobody yet.
pub(super) async fn ask(
    state: &AppState,
    tx: &DatabaseTransaction,
    journal: &Journal,
    mut askings: Vec<Asking>,
) -> Result<(), SeedError> {
    askings.sort_by_key(|asking| asking.at);
    for asking in askings {
        journal.write_until(tx, asking.at).await?;
        let trail = Trail::of_system("programme", &Clock::standing_at(asking.at));
        let desk = Desk { state, tx, trail: &trail, now: asking.at };
        let asked = proposals::ask_best(&desk, asking.file_id, &[asking.role]).await.map_err(refused)?;
        if asked.is_empty() {
            return Err(SeedError::Data(format!("nobody to ask as {}", asking.role)));
        }
    }
    let now = state.clock.now();
    journal.write_until(tx, now).await?;
    let trail = Trail::of_system("programme", &Clock::standing_at(now));
    let desk = Desk { state, tx, trail: &trail, now };
    for id in persistence::routing::unasked(tx).await? {
        proposals::on_qualified(&desk, id).await.map_err(refused)?;
    }
    Ok(())
}

fn refused(problem: Problem) -> SeedError {
    SeedError::Data(format!("routing: {}", problem.code()))
}
