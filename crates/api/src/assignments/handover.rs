//! Handing a file on warmly: what the giver wrote, their open tasks and the next action travel with it.

use domain::codes::{Direction, InteractionKind, Visibility};
use domain::interactions::Interaction;
use persistence::prospects::{Prospect, StoredAssignment, search};
use persistence::{interactions, prospects, referents, tasks};

use super::letters;
use super::proposals::Desk;
use crate::problem::Problem;

/// The receiver has accepted: the giver's tasks and next action become theirs, the note stays in the timeline.
pub(super) async fn receive(desk: &Desk<'_>, file: &Prospect, row: &StoredAssignment) -> Result<(), Problem> {
    let (Some(giver), Some(note)) = (row.transferred_from_referent_id, &row.handover_note) else { return Ok(()) };
    let giver = referents::find(desk.tx, giver).await?;
    let receiver = referents::find(desk.tx, row.referent_id).await?;
    let accounts = giver.as_ref().and_then(|one| one.user_id).zip(receiver.and_then(|one| one.user_id));
    if let Some((from, to)) = accounts {
        tasks::hand_over(desk.tx, file.id, from, to, desk.now).await?;
        prospects::hand_over_next_action(desk.tx, file.id, from, to, desk.now).await?;
    }
    let summary = format!("Passation de {} à {}\n\n{note}", giver_name(row), row.referent_name);
    write_note(desk, file, summary, giver.and_then(|one| one.user_id)).await
}

/// The receiver did not take the file: the giver keeps it, and is told.
pub(super) async fn came_back(desk: &Desk<'_>, file: &Prospect, row: &StoredAssignment) -> Result<(), Problem> {
    let Some(giver) = row.transferred_from_referent_id else { return Ok(()) };
    letters::came_back(desk, file, row, giver).await
}

fn giver_name(row: &StoredAssignment) -> &str {
    row.transferred_from_name.as_deref().unwrap_or_default()
}

/// Leaves a note that the network reads in the timeline of the file.
pub(super) async fn write_note(
    desk: &Desk<'_>,
    file: &Prospect,
    summary: String,
    author: Option<uuid::Uuid>,
) -> Result<(), Problem> {
    let note = Interaction {
        kind: InteractionKind::Note,
        direction: Direction::Internal,
        occurred_at: desk.now,
        summary,
        visibility: Visibility::Partners,
    };
    interactions::insert(desk.tx, file.id, author, &note, desk.now).await?;
    Ok(search::reindex(desk.tx, file.id).await?)
}
