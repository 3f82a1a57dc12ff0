//! What the public reads of the events: the calendar, one event, the pages that search engines find, the feed.

mod calendar;
pub mod dto;
mod pages;
mod posting;
mod read;

use chrono::{DateTime, Utc};
use domain::events::{Span, is_announced};
use persistence::StoreError;
use persistence::events::{self, Event};
use sha2::{Digest, Sha256};

pub(crate) use read::public_row;

use crate::endpoints::Endpoints;
use crate::state::AppState;

/// Events of the public calendar at most: a year of the programme has some dozens.
const MOST: u64 = 500;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(read::list_public_events)
        .service(read::get_public_event)
        .service(calendar::get_public_event_calendar);
}

/// The pages and files that search engines and calendars follow, outside the API.
pub fn pages(config: &mut actix_web::web::ServiceConfig) {
    config.configure(pages::routes).configure(calendar::routes);
}

/// The page of an event.
#[must_use]
pub fn path(event: &Event) -> String {
    format!("/evenements/{}-{}", domain::job_offers::slug_or(&event.title, "evenement"), event.id)
}

/// The same, when the public may read it now.
#[must_use]
pub fn public_path(event: &Event) -> Option<String> {
    is_public(event).then(|| path(event))
}

fn is_public(event: &Event) -> bool {
    event.is_public && event.announced_at.is_some() && is_announced(event.status)
}

/// The events of the public calendar that are not over, by their first day.
///
/// # Errors
/// Those of the store.
pub async fn coming(state: &AppState) -> Result<Vec<Event>, StoreError> {
    events::public(state.store.reader(), state.clock.today(), MOST).await
}

/// What names these events as they are now in an `ETag`.
#[must_use]
pub fn version(events: &[Event]) -> String {
    let told: String = events.iter().map(|event| format!("{}:{};", event.id, event.version)).collect();
    let digest = Sha256::digest(told);
    let short: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("events-{short}")
}

/// When an event begins and ends, as instants; `None` for a day without hours.
fn hours(event: &Event) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    let Span { first, last } = event.span;
    let at = domain::working_time::instant_at;
    let opens = event.days.first().and_then(|day| day.opens_at).map(|time| at(first, time));
    let closes = event.days.last().and_then(|day| day.closes_at).map(|time| at(last, time));
    (opens, closes)
}
