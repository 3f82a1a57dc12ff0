//! Files of households: `/prospects` itself. What hangs on a file has features of its own.

mod change;
mod correct;
mod create;
pub mod dto;
mod export;
mod list;
mod query;
mod read;

use crate::endpoints::Endpoints;
use actix_web::http::StatusCode;
use domain::prospects::TransitionRefusal;

use crate::problem::Problem;

/// The endpoints of the feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_prospects)
        .service(list::count_prospects)
        .service(export::export_prospects)
        .service(create::create_prospect)
        .service(read::get_prospect)
        .service(change::update_prospect)
        .service(change::archive_prospect)
        .service(change::restore_prospect)
        .service(change::transition_prospect)
        .service(correct::correct_status_change);
}

/// What the trail calls a file.
const RESOURCE: &str = "prospect";

impl From<TransitionRefusal> for Problem {
    fn from(refusal: TransitionRefusal) -> Self {
        match refusal {
            TransitionRefusal::NotAllowed { allowed } => {
                Problem::transition_not_allowed(allowed.iter().map(|status| status.as_str()))
            }
            TransitionRefusal::InstallationRequired => Problem::new(StatusCode::CONFLICT, "installation_required"),
            TransitionRefusal::AssignmentRequired => Problem::new(StatusCode::CONFLICT, "assignment_required"),
            TransitionRefusal::NextActionRequired => Problem::new(StatusCode::CONFLICT, "next_action_required"),
            TransitionRefusal::ReasonRequired => Problem::new(StatusCode::CONFLICT, "reason_required"),
            TransitionRefusal::ClosingReasonRequired => Problem::field("/closing_reason", "required"),
            TransitionRefusal::ClosingReasonNotAllowed => Problem::field("/closing_reason", "not_allowed"),
            TransitionRefusal::InFuture => Problem::field("/effective_on", "in_future"),
            TransitionRefusal::BeforePresentState => Problem::field("/effective_on", "dates_out_of_order"),
        }
    }
}
