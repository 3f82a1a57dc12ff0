//! Job offers: written by employers or imported, read over by the programme, standing for a while.

mod by_link;
mod change;
mod demand;
pub mod dto;
mod export;
mod letters;
mod link;
mod list;
mod read;
mod sent;
mod transitions;
pub mod watch;

use crate::endpoints::Endpoints;

/// What the trail calls an offer.
pub(crate) const RESOURCE: &str = "job_offer";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_job_offers)
        .service(list::count_job_offers)
        .service(demand::compare_occupations)
        .service(export::export_job_offers)
        .service(change::create_job_offer)
        .service(read::get_job_offer)
        .service(read::list_job_offer_changes)
        .service(change::update_job_offer)
        .service(change::archive_job_offer)
        .service(change::restore_job_offer)
        .service(transitions::transition_job_offer)
        .service(transitions::renew_job_offer)
        .service(by_link::get_linked_job_offer)
        .service(by_link::move_linked_job_offer);
}
