//! An erasure that was asked for, carried out: the file goes, the request is answered, and the person is told, all at once.

use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::codes::{ErasureReason, PrivacyRequestKind, PrivacyRequestStatus};
use domain::privacy_requests::Move;
use persistence::privacy_requests::{self, Deed};
use persistence::{StoreError, prospects};
use uuid::Uuid;

use super::dto::{PrivacyRequest, PrivacyRequestErasure};
use super::read::{existing, view};
use super::{RESOURCE, letters};
use crate::audit::Trail;
use crate::caller::may;
use crate::erasure::{Order, ledger};
use crate::http::{Body, PathIds};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// Effacer le dossier d’une demande
///
/// Le dossier est anonymisé aussitôt et sans retour possible, la demande est close et la personne reçoit la réponse. Son
/// numéro, recopié, confirme l’ordre. Une demande qui ne porte pas sur un effacement répond 409 `erasure_not_asked` ; il faut
/// avoir reconnu la personne (409 `identity_required`).
#[utoipa::path(tag = "privacy", operation_id = "erase_privacy_request_file", security(("bearer" = [])),
    request_body = PrivacyRequestErasure,
    params(("privacy_request_id" = Uuid, Path, description = "Demande")),
    responses((status = 200, description = "The request, which names nobody any more", body = PrivacyRequest,
        headers(("ETag" = String, description = "Version")))))]
#[post("/privacy-requests/{privacy_request_id}/erasure")]
pub async fn erase_privacy_request_file(
    may: may::ManagePrivacyRequests,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<PrivacyRequestErasure>,
) -> Result<HttpResponse, Problem> {
    let (tx, sent) = (state.store.begin().await?, &body.value);
    let row = existing(&tx, id.0).await?;
    let asked_for = row.prospect_id.filter(|_| row.kind == PrivacyRequestKind::Erasure);
    let file_id = asked_for.ok_or_else(|| Problem::conflict("erasure_not_asked"))?;
    let file = prospects::find_locked(&tx, &may.scope(), file_id).await?.ok_or_else(Problem::not_found)?;
    let known = (row.kind, row.status, row.identity_proof.is_some());
    let to = PrivacyRequestStatus::Answered.as_str();
    let answer = Move::parse(known, to, Some(&sent.answer), sent.identity_proof.as_deref())?;
    if sent.confirmation.trim().to_uppercase() != file.number {
        return Err(Problem::field("/confirmation", "confirmation_mismatch"));
    }
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let mailed = sent.by_mail && row.requester_email.is_some();
    let deed = Deed { actor_name: &may.caller().name, words: None, mailed, at: state.clock.now() };
    privacy_requests::change(&tx, &row, &answer, &deed, state.clock.today()).await?;
    trail.record(&tx, "privacy_request.transition", (RESOURCE, id.0), &["status"]).await?;
    let order = Order { state: &state, tx: &tx, trail: &trail, reason: ErasureReason::Asked, on: state.clock.today() };
    order.file(file_id).await?;
    if mailed {
        // Once everything that waited for them is gone: this one leaves, and is blank like any other then.
        letters::moved(&state, &tx, &row, &answer).await?;
    }
    let body = view(&tx, &state, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    ledger::note(&state).await;
    Ok(part_response(body.version, &body))
}
