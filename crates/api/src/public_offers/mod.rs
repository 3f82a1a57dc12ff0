//! What the public reads of the offers: search, one offer, the employers of the network, and the pages that search
//! engines find.

mod board;
pub mod dto;
mod feeds;
mod pages;
mod posting;
mod read;
mod search;

use crate::endpoints::Endpoints;

pub use board::Board;
pub use posting::posting;
pub(crate) use search::{found_among, note as note_search};

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(search::search_job_offers)
        .service(read::get_public_job_offer)
        .service(read::list_public_employers);
}

/// The pages and files that search engines follow, outside the API.
pub fn pages(config: &mut actix_web::web::ServiceConfig) {
    config.configure(pages::routes).configure(feeds::routes);
}
