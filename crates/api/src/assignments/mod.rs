//! Giving files to référents by hand, and their answers.

mod dto;
mod service;

use actix_web::{HttpRequest, HttpResponse, post, web};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

pub use dto::{AssignmentTransition, NewAssignment};

use crate::caller::may;
use crate::household_page;
use crate::http::{Body, Created, IdempotencyKey, PathIds};
use crate::open_file::{Change, part_response};
use crate::problem::Problem;
use crate::prospects::dto::Assignment;
use crate::state::AppState;

/// Endpoints of assignments.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(create_assignment).service(transition_assignment);
}

/// Confie le dossier à un référent
///
/// L'équipe du programme choisit n'importe quel référent ; un référent peut prendre lui-même un dossier de son périmètre.
/// `accepted: true` enregistre un accord déjà donné.
#[utoipa::path(tag = "prospects", operation_id = "create_assignment", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated call create nothing more")),
    request_body = NewAssignment,
    responses((status = 201, description = "The assignment", body = Assignment)))]
#[post("/prospects/{prospect_id}/assignments")]
pub async fn create_assignment(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<NewAssignment>,
) -> Result<HttpResponse, Problem> {
    let action = "assignment.create";
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    change
        .create(&key, &body.fingerprint, async |work| {
            let row = service::assign(&work, permission.caller(), &body.value, state.clock.today()).await?;
            household_page::tell_referent(&state, work.tx, prospect_id, &row).await?;
            let location = format!("/api/v1/prospects/{prospect_id}/assignments/{}", row.id);
            Ok((Created { location, version: Some(row.version), body: Assignment::from(row) }, vec!["assignments"]))
        })
        .await
}

/// Répond à une affectation
///
/// `accepted` ou `declined` (avec un motif) par le référent sollicité ; `transferred` ou `ended` ensuite.
#[utoipa::path(tag = "prospects", operation_id = "transition_assignment", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("assignment_id" = Uuid, Path, description = "Id of the assignment")),
    request_body = AssignmentTransition,
    responses((status = 200, description = "The assignment", body = Assignment)))]
#[post("/prospects/{prospect_id}/assignments/{assignment_id}/transitions")]
pub async fn transition_assignment(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    body: Body<AssignmentTransition>,
) -> Result<HttpResponse, Problem> {
    let action = "assignment.transition";
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    let row = change
        .apply(async |work| {
            let row = service::answer(&work, permission.caller(), id, &body.value, state.clock.today()).await?;
            household_page::tell_referent(&state, work.tx, prospect_id, &row).await?;
            Ok((row, vec!["status"]))
        })
        .await?;
    Ok(part_response(row.version, &Assignment::from(row)))
}
