//! Reminding a référent, by mail, of a proposal that waits for an answer.

use chrono::{DateTime, Utc};
use persistence::{ConnectionTrait, StoreError, assignments, service_levels};
use uuid::Uuid;

use super::{Kind, Work};
use crate::mail::{self, Letter};
use crate::problem::Problem;

/// Plans the reminder of a proposal made now, when the delay to answer leaves room for one.
///
/// # Errors
/// Those of the store.
pub async fn plan(db: &impl ConnectionTrait, assignment_id: Uuid, now: DateTime<Utc>) -> Result<(), StoreError> {
    if let Some(at) = service_levels::get(db).await?.accept_reminder_at(now) {
        super::plan(db, Kind::AcceptReminder, assignment_id, at, now).await?;
    }
    Ok(())
}

/// Somebody without an address is not written to; the day in the workspace tells them.
pub(super) async fn run(work: &Work<'_>) -> Result<(), Problem> {
    let Some(proposal) = assignments::find_unanswered(work.tx, work.subject()?).await? else { return Ok(()) };
    let Some(address) = proposal.referent_email else { return Ok(()) };
    let link = format!("{}/ma-journee", work.state.config.public_url.trim_end_matches('/'));
    let words = [("first_name", proposal.referent_name.as_str()), ("number", &proposal.number)];
    let letter = Letter::compose(mail::Kind::AssignmentReminder, &address, &words, Some(&link))?;
    work.mail(proposal.referent_id, &letter).await
}
