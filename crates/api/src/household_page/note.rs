//! Notes that the household leaves in its file by what it does on its page.

use chrono::{DateTime, Utc};
use domain::codes::{Direction, InteractionKind, Visibility};
use domain::interactions::Interaction;
use persistence::prospects::{Prospect, search};
use persistence::{DatabaseTransaction, contact_requests, interactions};

use crate::problem::Problem;

/// Leaves a note that the whole network reads; the household acted by itself, which feeds the privacy clock.
pub(super) async fn leave(
    tx: &DatabaseTransaction,
    file: &Prospect,
    summary: String,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let note = Interaction {
        kind: InteractionKind::Note,
        direction: Direction::Inbound,
        occurred_at: now,
        summary,
        visibility: Visibility::Partners,
    };
    interactions::insert(tx, file.id, None, &note, now).await?;
    interactions::show_on_file(tx, file.id, &note).await?;
    contact_requests::note_own_action(tx, file.id, now).await?;
    search::reindex(tx, file.id).await?;
    Ok(())
}
