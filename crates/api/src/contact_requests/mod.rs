//! Requests of the public form: sent by a household, confirmed by its mailed link or by a call, then a file.

mod confirm;
mod dto;
pub(crate) mod pace;
mod public;
mod sentences;
mod staff;
mod token;

pub use dto::{
    AgreedText, ConfirmedContactRequest, ConsentText, ContactForm, ContactRequest, ContactRequestConfirmation,
    ContactRequestPage, ContactRequestReceipt, ContactRequestTransition, NewContactRequest, Occupation,
};

use utoipa_actix_web::service_config::ServiceConfig;

/// What the audit trail calls a request.
const RESOURCE: &str = "contact_request";

/// The endpoints of this feature.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(public::get_contact_form)
        .service(public::create_contact_request)
        .service(public::confirm_contact_request)
        .service(staff::list_contact_requests)
        .service(staff::get_contact_request)
        .service(staff::transition_contact_request);
}
