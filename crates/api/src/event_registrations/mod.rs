//! Who comes to events: places, a line to wait in, promotions, presence.

pub(crate) mod choice;
pub mod consent;
pub mod dto;
pub(crate) mod letters;
pub(crate) mod link;
pub mod places;
mod public;
mod staff;
pub mod watch;

use crate::endpoints::Endpoints;

/// What the trail calls a registration.
const RESOURCE: &str = "event_registration";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(staff::list_event_registrations)
        .service(staff::create_event_registration)
        .service(staff::transition_event_registration)
        .service(public::get_event_registration_form)
        .service(public::get_public_event_programme)
        .service(public::register_for_event)
        .service(public::confirm_event_registration)
        .service(public::cancel_event_registration);
}
