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
pub(super) struct Vacancy {
    pub(super) file_id: Uuid,
    pub(super) role: ReferentRole,
    pub(super) at: DateTime<Utc>,
}

/// Asks for each part, the earliest first, then for whoever is qualified and was proposed to nobody yet.
pub(super) async fn ask(
    state: &AppState,
    tx: &DatabaseTransaction,
    journal: &Journal,
    mut vacancies: Vec<Vacancy>,
) -> Result<(), SeedError> {
    vacancies.sort_by_key(|vacancy| vacancy.at);
    for vacancy in vacancies {
        journal.write_until(tx, vacancy.at).await?;
        let trail = Trail::of_system("programme", &Clock::standing_at(vacancy.at));
        let desk = Desk { state, tx, trail: &trail, now: vacancy.at };
        let asked = proposals::ask_best(&desk, vacancy.file_id, &[vacancy.role]).await.map_err(refused)?;
        if asked.is_empty() {
            return Err(SeedError::Data(format!("nobody to ask as {}", vacancy.role)));
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
