//! Giving files to référents, by hand or by the routing, and their answers.

mod dto;
mod handover;
mod letters;
pub mod proposals;
mod service;
pub mod watch;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, post, web};
use uuid::Uuid;

pub use dto::{AssignmentTransition, NewAssignment, NewTransfer};
use proposals::Desk;

use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Created, IdempotencyKey, PathIds};
use crate::open_file::{Change, part_response};
use crate::problem::Problem;
use crate::prospects::dto::Assignment;
use crate::sensitive::{Acknowledgement, FileBody};
use crate::state::AppState;

/// Endpoints of assignments.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(create_assignment).service(transition_assignment).service(transfer_assignment);
}

/// Confie le dossier à un référent
///
/// L'équipe du programme choisit n'importe quel référent ; un référent peut prendre lui-même un dossier de son périmètre,
/// et le référent territorial invite un co-référent.
/// `accepted: true` enregistre un accord déjà donné.
#[utoipa::path(tag = "prospects", operation_id = "create_assignment", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated call create nothing more"), Acknowledgement),
    request_body = NewAssignment,
    responses((status = 201, description = "The assignment", body = Assignment)))]
#[post("/prospects/{prospect_id}/assignments")]
pub async fn create_assignment(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    key: IdempotencyKey,
    body: FileBody<NewAssignment>,
) -> Result<HttpResponse, Problem> {
    let action = "assignment.create";
    let trail = Trail::of(permission.caller(), &request, &state.clock);
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    change
        .create(&key, &body.fingerprint, async |work| {
            let desk = Desk { state: &state, tx: work.tx, trail: &trail, now: work.now };
            let row = service::assign(&desk, permission.caller(), prospect_id, &body.value).await?;
            let location = format!("/api/v1/prospects/{prospect_id}/assignments/{}", row.id);
            Ok((Created { location, version: Some(row.version), body: Assignment::from(row) }, vec!["assignments"]))
        })
        .await
}

/// Répond à une affectation
///
/// `accepted` ou `declined` (avec un motif) par le référent sollicité ; `transferred` ou `ended` ensuite. Un refus propose
/// aussitôt le dossier au suivant, jamais au même.
#[utoipa::path(tag = "prospects", operation_id = "transition_assignment", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("assignment_id" = Uuid, Path, description = "Id of the assignment"), Acknowledgement),
    request_body = AssignmentTransition,
    responses((status = 200, description = "The assignment", body = Assignment)))]
#[post("/prospects/{prospect_id}/assignments/{assignment_id}/transitions")]
pub async fn transition_assignment(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    body: FileBody<AssignmentTransition>,
) -> Result<HttpResponse, Problem> {
    let action = "assignment.transition";
    let trail = Trail::of(permission.caller(), &request, &state.clock);
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    let row = change
        .apply(async |work| {
            let desk = Desk { state: &state, tx: work.tx, trail: &trail, now: work.now };
            let row = service::answer(&desk, permission.caller(), prospect_id, id, &body.value).await?;
            Ok((row, vec!["status"]))
        })
        .await?;
    Ok(part_response(row.version, &Assignment::from(row)))
}

/// Transmet un dossier à un collègue
///
/// Le collègue est sollicité avec la note de passation ; quand il accepte, les tâches ouvertes et la prochaine action le
/// suivent. Tant qu'il n'a pas accepté, le dossier reste à celui qui le transmet.
#[utoipa::path(tag = "prospects", operation_id = "transfer_assignment", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("assignment_id" = Uuid, Path, description = "Id of the accepted assignment"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated call create nothing more"), Acknowledgement),
    request_body = NewTransfer,
    responses((status = 201, description = "The proposal to the colleague", body = Assignment)))]
#[post("/prospects/{prospect_id}/assignments/{assignment_id}/transfers")]
pub async fn transfer_assignment(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    key: IdempotencyKey,
    body: FileBody<NewTransfer>,
) -> Result<HttpResponse, Problem> {
    let action = "assignment.transfer";
    let trail = Trail::of(permission.caller(), &request, &state.clock);
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    change
        .create(&key, &body.fingerprint, async |work| {
            let desk = Desk { state: &state, tx: work.tx, trail: &trail, now: work.now };
            let row = service::transfer(&desk, permission.caller(), prospect_id, id, &body.value).await?;
            let location = format!("/api/v1/prospects/{prospect_id}/assignments/{}", row.id);
            Ok((Created { location, version: Some(row.version), body: Assignment::from(row) }, vec!["assignments"]))
        })
        .await
}
