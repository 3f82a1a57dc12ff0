//! The newsletter: asked for by a form, confirmed by mail, ended in one click. The letter itself is written elsewhere.

mod dto;
mod public;
mod staff;
mod unsubscribe;

pub use dto::{
    NewNewsletterSubscription, NewsletterConfirmation, NewsletterConsent, NewsletterCounts, NewsletterForm,
    NewsletterReceipt,
};
pub(crate) use public::{leave, subscribe};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::endpoints::Endpoints;
use crate::signed_links::{self, ENDLESS};
use crate::state::AppState;

/// What the trail calls a subscription.
const RESOURCE: &str = "newsletter_subscription";
/// Largest body that is sent here, in bytes.
const MAX_SENT: usize = 2 * 1024;
const CONFIRM: &str = "newsletter-confirm";
const STOP: &str = "newsletter-stop";
/// Where its unsubscription is asked for.
const STOP_PAGE: &str = "/lettre/arret";

/// The token by which a subscription is confirmed until `expires_at`.
fn to_confirm(state: &AppState, id: Uuid, expires_at: DateTime<Utc>) -> String {
    signed_links::sign(&state.secrets, CONFIRM, id, expires_at.timestamp())
}

/// The token by which a subscription ends; the oldest letter still has it.
fn to_stop(state: &AppState, id: Uuid) -> String {
    signed_links::sign(&state.secrets, STOP, id, ENDLESS)
}

/// The address of the one click, for mail programs (RFC 8058).
fn one_click(state: &AppState, id: Uuid) -> String {
    let site = state.config.public_url.trim_end_matches('/');
    format!("{site}/api/v1/public/newsletter-subscriptions/unsubscribe/{}", to_stop(state, id))
}

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(public::get_newsletter_form)
        .service(public::create_newsletter_subscription)
        .service(public::confirm_newsletter_subscription)
        .service(unsubscribe::show_newsletter_unsubscription)
        .service(unsubscribe::unsubscribe_newsletter)
        .service(staff::count_newsletter_subscriptions)
        .service(staff::export_newsletter_subscriptions);
}
