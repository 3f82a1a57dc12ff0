//! Ambassadors: their applications, the directory, their own page, the portraits that the public sees.

mod change;
mod consent;
pub mod dto;
mod export;
mod letters;
pub(crate) mod link;
mod linked;
mod list;
mod patch;
pub(crate) mod pause;
mod public;
pub mod query;
pub(crate) mod read;
mod transitions;

pub(crate) use consent::newsletter_text;
pub use linked::LinkedAmbassador;
pub use patch::AmbassadorPatch;
pub use public::{AmbassadorConfirmation, AmbassadorForm, AmbassadorReceipt, AmbassadorSignUp};

use crate::endpoints::Endpoints;

/// What the trail calls an ambassador.
pub(crate) const RESOURCE: &str = "ambassador";
/// Largest body that the public sends here, in bytes.
const MAX_SENT: usize = 16 * 1024;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_ambassadors)
        .service(change::create_ambassador)
        .service(list::count_ambassadors)
        .service(export::export_ambassadors)
        .service(read::get_ambassador)
        .service(change::update_ambassador)
        .service(read::list_ambassador_changes)
        .service(transitions::transition_ambassador)
        .service(public::get_ambassador_form)
        .service(public::create_ambassador_sign_up)
        .service(public::confirm_ambassador_sign_up)
        .service(public::list_public_ambassadors)
        .service(pause::show_ambassador_pause)
        .service(pause::pause_ambassador)
        .service(linked::get_linked_ambassador)
        .service(linked::update_linked_ambassador)
        .service(linked::transition_linked_ambassador);
}
