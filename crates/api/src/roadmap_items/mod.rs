//! The roadmap of each year: what the programme set out to do, in an order, with its targets.

mod change;
mod dto;
mod order;
mod read;

use crate::endpoints::Endpoints;

/// What the trail calls an item.
const RESOURCE: &str = "roadmap_item";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(read::list_roadmap_items)
        .service(change::create_roadmap_item)
        .service(order::carry_roadmap_items)
        .service(read::get_roadmap_item)
        .service(change::update_roadmap_item)
        .service(change::delete_roadmap_item)
        .service(change::transition_roadmap_item)
        .service(order::move_roadmap_item);
}
