//! Working groups: their theme, their mission, who takes part, and the obstacles of households that feed them.

mod change;
mod dto;
mod patch;
mod read;

use crate::endpoints::Endpoints;

/// What the trail calls a group.
const RESOURCE: &str = "working_group";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(read::list_working_groups)
        .service(change::create_working_group)
        .service(read::get_working_group)
        .service(change::update_working_group)
        .service(change::archive_working_group)
        .service(change::restore_working_group)
        .service(read::get_working_group_obstacles);
}
