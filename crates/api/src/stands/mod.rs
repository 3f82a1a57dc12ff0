//! Stands without network: tablets that a code lets in, what they bring back, and the people who decide on it.

mod access;
pub mod device;
pub mod dto;
pub mod fate;
mod join;
mod queue;
mod sentences;
mod sync;

pub(crate) use device::{is_device_token, recognise};

use crate::endpoints::Endpoints;

/// What the trail calls somebody met on a stand.
const RESOURCE: &str = "stand_capture";
/// What the trail calls the stand itself.
const EVENT: &str = "event";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(access::get_stand_access)
        .service(access::open_stand_access)
        .service(access::close_stand_access)
        .service(access::revoke_stand_device)
        .service(join::join_stand)
        .service(join::get_stand_kit)
        .service(sync::sync_stand)
        .service(queue::list_stand_captures)
        .service(queue::transition_stand_capture);
}
