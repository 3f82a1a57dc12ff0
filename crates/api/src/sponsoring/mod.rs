//! Sponsors for households: computed with reasons, proposed by the team, accepted or refused by the ambassador.

mod dto;
mod linked;
mod next;
mod staff;

pub use dto::{LinkedSponsoring, NewSponsoringProposals, SponsoringProposal, SponsoringTransition};
pub(crate) use next::{end_of_file, leave, run};
pub(crate) use staff::compute;

use crate::endpoints::Endpoints;

/// What the trail calls the proposal of a sponsor.
const RESOURCE: &str = "sponsoring_proposal";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(staff::list_sponsoring_proposals)
        .service(staff::create_sponsoring_proposals)
        .service(staff::transition_sponsoring_proposal)
        .service(linked::list_linked_sponsorings)
        .service(linked::transition_linked_sponsoring);
}
