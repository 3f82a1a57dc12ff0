//! Touchpoints of campaigns: what is known of them, their printable codes, the visits that these bring.

mod change;
pub mod dto;
mod qr;
mod read;
mod visit;

pub use visit::pages;

use crate::endpoints::Endpoints;

/// What the trail calls a touchpoint.
const RESOURCE: &str = "touchpoint";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(read::list_touchpoints)
        .service(change::create_touchpoint)
        .service(read::get_touchpoint)
        .service(change::update_touchpoint)
        .service(change::archive_touchpoint)
        .service(change::restore_touchpoint)
        .service(qr::get_touchpoint_qr);
}
