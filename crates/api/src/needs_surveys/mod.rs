//! Surveys of employers' needs: written, opened, answered, told all together.

pub mod answer_dto;
pub mod answers;
mod change;
pub mod dto;
mod export;
mod read;
mod summary;

use crate::endpoints::Endpoints;

/// What the trail calls a survey.
const RESOURCE: &str = "needs_survey";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(read::list_needs_surveys)
        .service(change::create_needs_survey)
        .service(read::get_needs_survey)
        .service(change::update_needs_survey)
        .service(change::delete_needs_survey)
        .service(change::transition_needs_survey)
        .service(change::duplicate_needs_survey)
        .service(answers::list_needs_answers)
        .service(answers::get_needs_answer)
        .service(answers::put_needs_answer)
        .service(summary::get_needs_survey_summary)
        .service(export::export_needs_answers);
}
