//! Steering committees: the agenda and the decisions of events of their kind.

mod change;
mod dto;
mod read;

use crate::endpoints::Endpoints;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(read::get_committee).service(change::update_committee);
}
