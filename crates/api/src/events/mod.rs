//! Events where households are met: prepared, announced, staffed, held.

mod change;
pub mod dto;
mod duplicate;
mod list;
pub mod patch;
mod qr_code;
pub(crate) mod read;
mod report;
pub mod roster;
mod transitions;
pub mod watch;

use crate::endpoints::Endpoints;

/// What the trail calls an event.
pub(crate) const RESOURCE: &str = "event";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_events)
        .service(change::create_event)
        .service(read::get_event)
        .service(change::update_event)
        .service(change::delete_event)
        .service(duplicate::duplicate_event)
        .service(transitions::transition_event)
        .service(roster::list_event_shifts)
        .service(roster::create_event_shift)
        .service(roster::delete_event_shift)
        .service(roster::list_event_candidates)
        .service(report::get_event_report)
        .service(qr_code::get_event_qr_code);
}
