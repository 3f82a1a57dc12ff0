//! Planned actions as an iCalendar text (RFC 5545).

use chrono::Duration;
use icalendar::{Calendar, Class, Component, Event, EventLike};
use persistence::calendars::PlannedAction;

/// Name of the feed in people's calendars.
const NAME: &str = "Oh my Lot !";
/// Right side of the identifiers of events; they are the same at every reading, on every server.
const HOST: &str = "ohmylot";
/// How often calendars should come back, in hours.
const REFRESHED_EVERY_HOURS: i64 = 1;

/// The feed; each event leads to its file under `public_url`.
pub fn write(actions: &[PlannedAction], public_url: &str) -> String {
    let mut calendar = Calendar::new();
    calendar.name(NAME).ttl(&Duration::hours(REFRESHED_EVERY_HOURS));
    calendar.extend(actions.iter().map(|action| event(action, public_url.trim_end_matches('/'))));
    calendar.to_string()
}

fn event(action: &PlannedAction, base: &str) -> Event {
    let id = match action.task_id {
        Some(task_id) => format!("task-{task_id}@{HOST}"),
        None => format!("next-action-{}@{HOST}", action.prospect_id),
    };
    Event::new()
        .uid(&id)
        .timestamp(action.updated_at)
        .starts(action.on)
        // The day after, which an all-day event does not include.
        .ends(action.on.succ_opt().unwrap_or(action.on))
        .summary(&domain::calendars::summary(&action.label, &action.telling, &action.number))
        .url(&format!("{base}/dossiers/{}", action.prospect_id))
        .class(Class::Private)
        // A thing to do on a day takes none of its hours.
        .add_property("TRANSP", "TRANSPARENT")
        .done()
}
