//! Places that nobody confirmed in time, and events that fall through.

use domain::codes::EventRegistrationStatus::{Cancelled, Registered, Waitlisted};
use persistence::DatabaseTransaction;
use persistence::events::registrations;

use super::RESOURCE;
use super::places::{Spot, settle};
use crate::audit::Trail;
use crate::jobs::Work;
use crate::problem::Problem;
use crate::state::AppState;

/// Gives a place back whose hold is over.
pub(crate) async fn release(work: &Work<'_>) -> Result<(), Problem> {
    let Some(row) = registrations::find(work.tx, work.subject()?).await? else { return Ok(()) };
    let unconfirmed = row.confirmed_at.is_none() && matches!(row.status, Registered | Waitlisted);
    if !unconfirmed || row.held_until.is_none_or(|until| work.now < until) {
        return Ok(());
    }
    let spot = Spot::find(work.tx, row.target).await?;
    settle(work.tx, work.state, &spot, row.id, Cancelled).await?;
    let trail = Trail::of_system("worker", &work.state.clock);
    Ok(trail.record(work.tx, "event_registration.expire", (RESOURCE, row.id), &["status"]).await?)
}

/// Tells everybody who registered that an event is cancelled: once each, and nobody is promoted any more.
///
/// # Errors
/// Those of the store.
pub async fn called_off(tx: &DatabaseTransaction, state: &AppState, event_id: uuid::Uuid) -> Result<(), Problem> {
    for row in registrations::standing(tx, event_id, None).await? {
        let spot = Spot::find(tx, row.target).await?;
        let now = state.clock.now();
        registrations::change(tx, (row.id, row.version), Cancelled, row.confirmed_at, now).await?;
        if let Some(told) = registrations::find(tx, row.id).await? {
            super::letters::moved(tx, state, &spot, row.status, &told).await?;
        }
    }
    Ok(())
}
