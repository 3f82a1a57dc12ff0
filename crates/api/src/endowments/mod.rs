//! Endowments: the catalogue of what is handed over to ambassadors, and what each of them got.

mod change;
mod dto;
mod grants;
mod read;

use crate::endpoints::Endpoints;

/// What the trail calls an endowment.
const RESOURCE: &str = "endowment";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(read::list_endowments)
        .service(change::create_endowment)
        .service(read::get_endowment)
        .service(change::update_endowment)
        .service(change::archive_endowment)
        .service(change::restore_endowment)
        .service(grants::list_ambassador_endowments)
        .service(grants::create_ambassador_endowment)
        .service(grants::delete_ambassador_endowment);
}
