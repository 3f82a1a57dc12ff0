//! Requests from state to state; what the person is told leaves with the move, or not at all.

use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::privacy_requests::{Move, MoveRefusal};
use persistence::StoreError;
use persistence::privacy_requests::{self, Deed};
use uuid::Uuid;

use super::dto::{PrivacyRequest, PrivacyRequestTransition};
use super::read::{existing, view};
use super::{RESOURCE, letters};
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
            MoveRefusal::IdentityRequired => Problem::conflict("identity_required"),
        }
    }
}

/// Faire avancer une demande
///
/// Répondre et refuser demandent une réponse, envoyée par courriel sauf mention contraire, et gardée. Une copie, un
/// effacement ou une portabilité demandent d’avoir reconnu la personne (409 `identity_required`).
#[utoipa::path(tag = "privacy", operation_id = "transition_privacy_request", security(("bearer" = [])),
    request_body = PrivacyRequestTransition,
    params(("privacy_request_id" = Uuid, Path, description = "Demande")),
    responses((status = 200, description = "The request", body = PrivacyRequest,
        headers(("ETag" = String, description = "Version")))))]
#[post("/privacy-requests/{privacy_request_id}/transitions")]
pub async fn transition_privacy_request(
    may: may::ManagePrivacyRequests,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<PrivacyRequestTransition>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    let (known, sent) = ((row.kind, row.status, row.identity_proof.is_some()), &body.value);
    let asked = Move::parse(known, &sent.to, sent.answer.as_deref(), sent.identity_proof.as_deref())?;
    let mailed = sent.by_mail && letters::moved(&state, &tx, &row, &asked).await?;
    let words = asked.answer.as_deref();
    let deed = Deed { actor_name: &may.caller().name, words, mailed, at: state.clock.now() };
    privacy_requests::change(&tx, &row, &asked, &deed, state.clock.today()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "privacy_request.transition", (RESOURCE, id.0), &["status"]).await?;
    let body = view(&tx, &state, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}
