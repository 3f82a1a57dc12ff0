//! Invitations of ambassadors: one choice among events, answered by the signed link.

mod dto;
mod linked;
mod staff;

pub use dto::{InvitationAudience, LinkedInvitation, NewAmbassadorInvitation};

use crate::endpoints::Endpoints;

/// What the trail calls an invitation.
const RESOURCE: &str = "ambassador_invitation";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(staff::list_ambassador_invitations)
        .service(staff::create_ambassador_invitation)
        .service(staff::get_ambassador_invitation)
        .service(staff::transition_ambassador_invitation)
        .service(linked::list_linked_invitations)
        .service(linked::answer_linked_invitation);
}
