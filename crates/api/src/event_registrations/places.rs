//! Places: who gets one, who waits, who is promoted. Each function holds the target first, so that the last place goes
//! to one person however many ask for it at once.

use chrono::{DateTime, Utc};
use domain::codes::EventRegistrationStatus::{self, Cancelled, Confirmed, Registered, Waitlisted};
use domain::codes::{EventSessionKind, EventStatus};
use domain::events::registrations::{RegistrationFacts, fits, held_until, places_left, promoted};
use persistence::events::registrations::{self, Opening, Registration, Target};
use persistence::events::sessions::{self, Session};
use persistence::events::{self, Event};
use persistence::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

use super::letters;
use crate::jobs::{self, Kind};
use crate::problem::Problem;
use crate::state::AppState;

/// What somebody registers for.
#[derive(Debug, Clone)]
pub struct Spot {
    /// The event.
    pub event: Event,
    /// One of its sessions; without one it is the event itself.
    pub session: Option<Session>,
}

impl Spot {
    /// The spot of a target.
    ///
    /// # Errors
    /// 404 when the event or the session does not exist.
    pub async fn find(db: &impl ConnectionTrait, target: Target) -> Result<Spot, Problem> {
        let event = events::find(db, target.event_id).await?.ok_or_else(Problem::not_found)?;
        let session = match target.session_id {
            Some(id) => Some(sessions::find(db, event.id, id).await?.ok_or_else(Problem::not_found)?),
            None => None,
        };
        Ok(Spot { event, session })
    }

    /// What registrations name.
    #[must_use]
    pub fn target(&self) -> Target {
        Target { event_id: self.event.id, session_id: self.session.as_ref().map(|session| session.id) }
    }

    /// How many people it takes.
    #[must_use]
    pub fn capacity(&self) -> Option<i32> {
        self.session.as_ref().map_or(self.event.capacity, |session| session.facts.capacity)
    }

    /// Whether it is for one person: then nobody waits, another slot is chosen.
    #[must_use]
    pub fn is_slot(&self) -> bool {
        self.session.as_ref().is_some_and(|session| session.facts.kind == EventSessionKind::Slot)
    }

    /// Whether people may register themselves: the event is announced, and takes a number of people, or the session has
    /// not begun.
    #[must_use]
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        let room = match &self.session {
            Some(session) => now < session.facts.starts_at,
            None => self.event.capacity.is_some(),
        };
        self.event.status == EventStatus::Published && room
    }

    /// Whether somebody may still be written down by the team, on the day among other times.
    #[must_use]
    pub fn is_bookable(&self) -> bool {
        matches!(self.event.status, EventStatus::Published | EventStatus::RegistrationsClosed | EventStatus::Running)
    }
}

/// Places that are left at a spot; `None` when there is no end of them.
async fn left(db: &impl ConnectionTrait, spot: &Spot) -> Result<Option<i32>, Problem> {
    Ok(places_left(spot.capacity(), registrations::taken(db, spot.target()).await?))
}

/// Gives a place, or one in the line; `false` for somebody who is known there already: nothing is written twice.
///
/// # Errors
/// 409 `slot_taken` when a slot is; those of the store.
pub(super) async fn book(
    tx: &DatabaseTransaction,
    state: &AppState,
    spot: &Spot,
    facts: &RegistrationFacts,
    by_staff: bool,
) -> Result<(Registration, bool), Problem> {
    let (now, target) = (state.clock.now(), spot.target());
    registrations::hold(tx, target).await?;
    if let Some(known) = registrations::find_by_email(tx, target, facts.email.as_str()).await? {
        return Ok((known, false));
    }
    let fits = fits(left(tx, spot).await?, facts.seats());
    if spot.is_slot() && !fits {
        return Err(Problem::conflict("slot_taken"));
    }
    // Whoever comes later does not pass those who wait.
    let free = fits && registrations::line(tx, target).await?.is_empty();
    let status = match (free, by_staff) {
        (true, true) => Confirmed,
        (true, false) => Registered,
        (false, _) => Waitlisted,
    };
    let opening = Opening {
        target,
        status,
        source: if by_staff { "staff" } else { "public" },
        confirmed_at: by_staff.then_some(now),
        held_until: (!by_staff).then(|| held_until(now)),
    };
    let made = registrations::insert(tx, &opening, facts, now).await?;
    if let Some(until) = made.held_until {
        jobs::plan(tx, Kind::RegistrationHold, made.id, until, now).await?;
    }
    Ok((made, true))
}

/// Gives the places that are left to the first in the line, and tells them.
///
/// # Errors
/// Those of the store.
pub async fn promote(tx: &DatabaseTransaction, state: &AppState, spot: &Spot) -> Result<(), Problem> {
    registrations::hold(tx, spot.target()).await?;
    let line = registrations::line(tx, spot.target()).await?;
    if line.is_empty() {
        return Ok(());
    }
    for id in promoted(left(tx, spot).await?, &line) {
        move_to(tx, state, spot, id, Confirmed).await?;
    }
    Ok(())
}

/// Moves a registration, tells the person, and gives what it frees to the first in the line.
///
/// # Errors
/// 404 when there is no such registration; those of the store.
pub(super) async fn settle(
    tx: &DatabaseTransaction,
    state: &AppState,
    spot: &Spot,
    id: Uuid,
    to: EventRegistrationStatus,
) -> Result<Registration, Problem> {
    registrations::hold(tx, spot.target()).await?;
    let moved = move_to(tx, state, spot, id, to).await?;
    if to == Cancelled {
        promote(tx, state, spot).await?;
    }
    Ok(moved)
}

async fn move_to(
    tx: &DatabaseTransaction,
    state: &AppState,
    spot: &Spot,
    id: Uuid,
    to: EventRegistrationStatus,
) -> Result<Registration, Problem> {
    let now = state.clock.now();
    let row = registrations::find(tx, id).await?.ok_or_else(Problem::not_found)?;
    let confirmed_at = if to == Cancelled { row.confirmed_at } else { row.confirmed_at.or(Some(now)) };
    registrations::change(tx, (row.id, row.version), to, confirmed_at, now).await?;
    let moved = registrations::find(tx, id).await?.ok_or_else(Problem::not_found)?;
    letters::moved(tx, state, spot, row.status, &moved).await?;
    Ok(moved)
}

/// Whether a registration that waits may be let in by hand.
///
/// # Errors
/// 409 `event_full` when there is no room for it.
pub(super) async fn check_room(db: &impl ConnectionTrait, spot: &Spot, row: &Registration) -> Result<(), Problem> {
    let waits = row.status == Waitlisted;
    if waits && !fits(left(db, spot).await?, row.seats) { Err(Problem::conflict("event_full")) } else { Ok(()) }
}
