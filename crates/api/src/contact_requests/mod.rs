//! Requests of the public form: sent by a household, confirmed by its mailed link or by a call, then a file.

mod confirm;
mod dto;
pub(crate) mod pace;
mod public;
mod referral;
mod sentences;
mod staff;
pub(crate) mod token;

pub use dto::{
    AgreedText, ConfirmedContactRequest, ConsentText, ContactForm, ContactRequest, ContactRequestConfirmation,
    ContactRequestPage, ContactRequestReceipt, ContactRequestReferral, ContactRequestTransition, NewContactRequest,
    Occupation,
};
pub(crate) use public::OFFERED;
pub(crate) use referral::{payload_of_recruit, refer};

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;

use crate::endpoints::Endpoints;

/// What the audit trail calls a request.
const RESOURCE: &str = "contact_request";

/// A day as letters write it.
pub(crate) fn day_of(at: DateTime<Utc>) -> String {
    at.with_timezone(&Paris).format("%d/%m/%Y").to_string()
}

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(public::get_contact_form)
        .service(public::create_contact_request)
        .service(public::confirm_contact_request)
        .service(staff::list_contact_requests)
        .service(staff::get_contact_request)
        .service(staff::transition_contact_request);
}
