//! Targets: what the programme aims at, per indicator and year.

mod change;
mod dto;
mod read;

use crate::endpoints::Endpoints;

/// What the trail calls a target.
const RESOURCE: &str = "target";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(read::list_targets)
        .service(read::get_target)
        .service(change::put_target)
        .service(change::delete_target);
}
