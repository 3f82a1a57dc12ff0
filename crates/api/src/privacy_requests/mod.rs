//! What people ask for about their own data: written down, answered in time, every answer kept.

mod create;
mod dto;
mod erasure;
mod extension;
pub(crate) mod letters;
mod list;
pub(crate) mod read;
mod transitions;
pub(crate) mod watch;

pub use dto::{
    NewPrivacyRequest, PrivacyRequest, PrivacyRequestErasure, PrivacyRequestPage, PrivacyRequestStep,
    PrivacyRequestTransition,
};

use crate::endpoints::Endpoints;

/// What the trail calls a request.
pub(crate) const RESOURCE: &str = "privacy_request";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_privacy_requests)
        .service(create::create_privacy_request)
        .service(read::get_privacy_request)
        .service(transitions::transition_privacy_request)
        .service(extension::extend_privacy_request)
        .service(erasure::erase_privacy_request_file);
}
