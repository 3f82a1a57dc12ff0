//! Mails to people who register: each state is told once, however often what leads to it is repeated.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;
use domain::codes::EventRegistrationStatus::{self, Cancelled, Confirmed, Registered, Waitlisted};
use persistence::ConnectionTrait;
use persistence::events::registrations::Registration;

use super::link;
use super::places::Spot;
use crate::jobs::mail_id;
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::state::AppState;

/// Asks somebody whether the address is theirs; whoever asks again gets it again, once a minute.
pub(super) async fn opened(
    db: &impl ConnectionTrait,
    state: &AppState,
    spot: &Spot,
    row: &Registration,
) -> Result<(), Problem> {
    let until = row.held_until.map(day_and_hour).unwrap_or_default();
    let waits = if row.status == Waitlisted { "oui" } else { "" };
    let minute = (state.clock.now().timestamp() / 60).to_string();
    let words = [("held_until", until.as_str()), ("waits", waits)];
    write(db, state, spot, row, (Kind::EventRegistration, &minute, &words)).await
}

/// Tells somebody what became of their registration.
pub(super) async fn moved(
    db: &impl ConnectionTrait,
    state: &AppState,
    spot: &Spot,
    from: EventRegistrationStatus,
    row: &Registration,
) -> Result<(), Problem> {
    // An address that was never confirmed may be anybody's.
    if row.confirmed_at.is_none() || row.email.is_empty() {
        return Ok(());
    }
    match (from, row.status) {
        (_, Confirmed) => {
            let promoted = if from == Waitlisted { "oui" } else { "" };
            let online = spot.session.as_ref().map_or(&spot.event.video_url, |session| &session.facts.video_url);
            let online = online.as_deref().unwrap_or_default();
            write(db, state, spot, row, (Kind::EventPlace, "", &[("promoted", promoted), ("online", online)])).await
        }
        (_, Waitlisted) => write(db, state, spot, row, (Kind::EventWaiting, "", &[])).await,
        (Registered | Waitlisted | Confirmed, Cancelled) => {
            let reason = spot.event.status_reason.as_deref().unwrap_or_default();
            write(db, state, spot, row, (Kind::EventCancelled, "", &[("reason", reason)])).await
        }
        _ => Ok(()),
    }
}

async fn write(
    db: &impl ConnectionTrait,
    state: &AppState,
    spot: &Spot,
    row: &Registration,
    (kind, again, more): (Kind, &str, &[(&str, &str)]),
) -> Result<(), Problem> {
    let (title, when) = (title(spot), when(spot));
    let mut words = vec![("first_name", row.first_name.as_str()), ("title", title.as_str()), ("when", when.as_str())];
    words.extend_from_slice(more);
    let site = state.config.public_url.trim_end_matches('/');
    let link = format!("{site}{}", link::path(&state.secrets, row.id));
    let link = (kind != Kind::EventCancelled).then_some(link.as_str());
    let letter = Letter::compose(kind, &row.email, &words, link)?;
    let id = mail_id(&format!("{}:{}:{}:{again}", kind.as_str(), row.id, row.version), &row.email);
    mail::queue_once(db, state, id, &letter).await
}

/// What somebody registered for, in words.
pub(crate) fn title(spot: &Spot) -> String {
    match &spot.session {
        Some(session) => format!("{} ({})", session.facts.title, spot.event.title),
        None => spot.event.title.clone(),
    }
}

/// When it is, as clocks in the Lot show it.
pub(crate) fn when(spot: &Spot) -> String {
    if let Some(session) = &spot.session {
        return format!("le {}", day_and_hour(session.facts.starts_at));
    }
    let (first, last) = (spot.event.span.first.format("%d/%m/%Y"), spot.event.span.last.format("%d/%m/%Y"));
    if spot.event.span.first == spot.event.span.last { format!("le {first}") } else { format!("du {first} au {last}") }
}

fn day_and_hour(at: DateTime<Utc>) -> String {
    at.with_timezone(&Paris).format("%d/%m/%Y à %H:%M").to_string()
}
