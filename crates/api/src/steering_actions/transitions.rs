//! Actions from state to state; a move by mistake is undone by the move back.

use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::steering_actions::{Move, MoveRefusal};
use persistence::{StoreError, steering_actions};
use uuid::Uuid;

use super::read::{existing, is_theirs, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, PathIds};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

impl From<MoveRefusal> for Problem {
    fn from(refusal: MoveRefusal) -> Self {
        match refusal {
            MoveRefusal::Invalid(errors) => Problem::validation(errors),
            MoveRefusal::NotAllowed(allowed) => {
                Problem::transition_not_allowed(allowed.iter().map(|status| status.as_str()))
            }
        }
    }
}

/// Changer l'état d'une action
///
/// Réservé à qui en répond et à l’équipe du programme. Un changement par erreur se défait par le changement inverse.
#[utoipa::path(tag = "steering", operation_id = "transition_steering_action", security(("bearer" = [])),
    request_body = dto::SteeringActionTransition,
    params(("action_id" = Uuid, Path, description = "Action")),
    responses((status = 200, description = "The action", body = dto::SteeringAction,
        headers(("ETag" = String, description = "Version")))))]
#[post("/steering-actions/{action_id}/transitions")]
pub async fn transition_steering_action(
    may: may::ReadSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<dto::SteeringActionTransition>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    if !is_theirs(&row, may.caller()) {
        return Err(Problem::forbidden());
    }
    let asked = Move::parse(row.status, &body.value.to, body.value.outcome.as_deref())?;
    steering_actions::change(&tx, &row, &asked, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "steering_action.transition", (RESOURCE, id.0), &["status", "outcome"]).await?;
    let body = view(&tx, &state, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}
