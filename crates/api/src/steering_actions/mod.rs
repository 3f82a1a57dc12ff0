//! Actions of steering committees and of working groups: by whom, by when, and what came of them.

mod change;
pub mod dto;
mod export;
mod list;
pub(crate) mod owner;
mod read;
mod transitions;

use crate::endpoints::Endpoints;

pub(crate) use read::views;

/// What the trail calls an action.
const RESOURCE: &str = "steering_action";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_steering_actions)
        .service(export::export_steering_actions)
        .service(change::create_steering_action)
        .service(read::get_steering_action)
        .service(change::update_steering_action)
        .service(change::delete_steering_action)
        .service(transitions::transition_steering_action);
}
