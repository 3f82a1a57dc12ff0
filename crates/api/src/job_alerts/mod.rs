//! Alerts on public offers: a search kept with an address, confirmed by mail, told in the morning, ended in one click.

mod dto;
mod filters;
mod letters;
mod link;
mod linked;
mod public;
pub(crate) mod rounds;
mod unsubscribe;

pub use dto::{
    ConfirmedJobAlert, JobAlertConfirmation, JobAlertConsent, JobAlertForm, JobAlertPatch, JobAlertReceipt,
    LinkedJobAlert, NewJobAlert,
};
pub use filters::JobAlertFilters;

use crate::endpoints::Endpoints;

/// What the trail calls an alert.
const RESOURCE: &str = "job_alert";
/// Largest body that is sent here, in bytes.
const MAX_SENT: usize = 8 * 1024;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(public::get_job_alert_form)
        .service(public::create_job_alert)
        .service(public::confirm_job_alert)
        .service(unsubscribe::show_job_alert_unsubscription)
        .service(unsubscribe::unsubscribe_job_alert)
        .service(linked::get_linked_job_alert)
        .service(linked::update_linked_job_alert)
        .service(linked::renew_linked_job_alert)
        .service(linked::delete_linked_job_alert);
}
