//! Ambassadors from state to state, by the programme.

use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::ambassadors::{AmbassadorMove, AmbassadorMoveInput, MoveRefusal, allowed_next};
use domain::codes::AmbassadorStatus::{self, Active, Applicant, Refused};
use persistence::ambassadors::{self, Ambassador};
use persistence::locks::hold_ambassador;
use persistence::{DatabaseTransaction, StoreError};
use uuid::Uuid;

use super::read::{existing, view};
use super::{RESOURCE, dto, letters};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, PathIds};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::sponsoring;
use crate::state::AppState;

/// Changer l'état d'un ambassadeur
///
/// Une candidature est acceptée (`active`) ou refusée avec un motif, que la personne reçoit. Un ambassadeur fait une
/// pause, revient, se retire : les familles à qui il n'a pas répondu sont proposées au suivant.
#[utoipa::path(tag = "ambassadors", operation_id = "transition_ambassador", security(("bearer" = [])),
    request_body = dto::AmbassadorTransition,
    params(("ambassador_id" = Uuid, Path, description = "Ambassadeur")),
    responses((status = 200, description = "The ambassador", body = dto::Ambassador,
        headers(("ETag" = String, description = "Version")))))]
#[post("/ambassadors/{ambassador_id}/transitions")]
pub async fn transition_ambassador(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<dto::AmbassadorTransition>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    hold_ambassador(&tx, id.0).await?;
    let row = existing(&tx, may.caller(), id.0).await?;
    let asked = read(allowed_next(row.status), body.value)?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    move_to(&tx, &state, &trail, &row, &asked).await?;
    let body = view(&tx, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

/// Reads a move to one of these states.
///
/// # Errors
/// 422 for wrong fields, 409 with the states that are allowed.
pub(super) fn read(
    allowed: &'static [AmbassadorStatus],
    sent: dto::AmbassadorTransition,
) -> Result<AmbassadorMove, Problem> {
    let input = AmbassadorMoveInput { to: sent.to, reason: sent.reason };
    AmbassadorMove::parse(allowed, &input).map_err(|refusal| match refusal {
        MoveRefusal::Invalid(errors) => Problem::validation(errors),
        MoveRefusal::NotAllowed(allowed) => {
            Problem::transition_not_allowed(allowed.iter().map(|status| status.as_str()))
        }
    })
}

/// Moves an ambassador who is held, tells them what became of their application, and passes on what they leave.
///
/// # Errors
/// 412 when they changed meanwhile; those of the store.
pub(super) async fn move_to(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    row: &Ambassador,
    asked: &AmbassadorMove,
) -> Result<(), Problem> {
    let (today, now) = (state.clock.today(), state.clock.now());
    ambassadors::change(tx, row, asked, trail.actor_label(), (today, now)).await?;
    let fields = ["status", "status_reason"];
    trail.record_because(tx, "ambassador.transition", (RESOURCE, row.id), &fields, asked.reason.as_deref()).await?;
    if row.status == Applicant {
        let because = asked.reason.as_deref().filter(|_| asked.to == Refused);
        return letters::decided(tx, state, row, because).await;
    }
    if asked.to != Active {
        sponsoring::leave(tx, state, trail, row.id, asked.to).await?;
    }
    Ok(())
}
