//! One choice among events: the place is taken at the new one before the old one is given up, in one transaction.

use domain::codes::EventRegistrationStatus::{Cancelled, Confirmed, Waitlisted};
use domain::events::registrations::RegistrationFacts;
use persistence::DatabaseTransaction;
use persistence::events::registrations::{self, Registration, Target};
use uuid::Uuid;

use super::RESOURCE;
use super::letters;
use super::places::{Spot, book, settle};
use crate::audit::Trail;
use crate::problem::Problem;
use crate::state::AppState;

/// Moves somebody whose address is known to be theirs from one place to another; either may be none. Id of the place.
///
/// # Errors
/// 409 `registrations_closed`, or `event_full`: the old place stays then. Those of the store.
pub(crate) async fn choose(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    (from, to): (Option<Uuid>, Option<Uuid>),
    facts: &RegistrationFacts,
) -> Result<Option<Uuid>, Problem> {
    let old = match from {
        Some(id) => registrations::find(tx, id).await?.filter(|row| row.status != Cancelled),
        None => None,
    };
    hold_both(tx, old.as_ref(), to).await?;
    let target = |event_id: Uuid| Target { event_id, session_id: None };
    if let (Some(old), Some(event)) = (&old, to)
        && old.target == target(event)
    {
        return Ok(Some(old.id));
    }
    let new = match to {
        Some(event) => Some(take(tx, state, trail, &Spot::find(tx, target(event)).await?, facts).await?),
        None => None,
    };
    if let Some(old) = old {
        let spot = Spot::find(tx, old.target).await?;
        settle(tx, state, &spot, old.id, Cancelled).await?;
        trail.record(tx, "event_registration.cancel", (RESOURCE, old.id), &["status"]).await?;
    }
    Ok(new)
}

/// Two who change places with each other wait in one order.
async fn hold_both(tx: &DatabaseTransaction, old: Option<&Registration>, to: Option<Uuid>) -> Result<(), Problem> {
    let new = to.map(|event_id| Target { event_id, session_id: None });
    let mut targets: Vec<Target> = old.map(|row| row.target).into_iter().chain(new).collect();
    targets.sort_by_key(|target| target.session_id.unwrap_or(target.event_id).to_string());
    for target in targets {
        registrations::hold(tx, target).await?;
    }
    Ok(())
}

async fn take(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    spot: &Spot,
    facts: &RegistrationFacts,
) -> Result<Uuid, Problem> {
    if !spot.is_open(state.clock.now()) {
        return Err(Problem::conflict("registrations_closed"));
    }
    let (row, is_new) = book(tx, state, spot, facts, true).await?;
    if row.status == Waitlisted {
        return Err(Problem::conflict("event_full"));
    }
    if is_new {
        letters::moved(tx, state, spot, Confirmed, &row).await?;
        trail.record(tx, "event_registration.create", (RESOURCE, row.id), &["first_name", "email"]).await?;
    }
    Ok(row.id)
}
