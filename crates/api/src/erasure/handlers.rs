//! Orders of the programme to erase somebody.

use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::ambassadors::allowed_next;
use domain::codes::{AmbassadorStatus, ProspectStatus};
use persistence::{StoreError, locks, prospects};
use uuid::Uuid;

use super::{AmbassadorAnonymisation, Order, ProspectAnonymisation, dto, ledger};
use crate::ambassadors::read::existing;
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, PathIds};
use crate::problem::Problem;
use crate::state::AppState;

/// Anonymiser un dossier
///
/// Les noms, les coordonnées et tout ce qui a été écrit disparaissent, partout et sans retour possible. Le numéro du
/// dossier, ses dates et ce qui compte dans le bilan restent.
#[utoipa::path(tag = "prospects", operation_id = "anonymise_prospect", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file")),
    request_body = ProspectAnonymisation,
    responses((status = 204, description = "Nobody of the file is known any more")))]
#[post("/prospects/{prospect_id}/anonymisation")]
pub async fn anonymise_prospect(
    may: may::Anonymise,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<ProspectAnonymisation>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let file = prospects::find_locked(&tx, &may.scope(), id.0).await?.ok_or_else(Problem::not_found)?;
    if matches!(file.status, ProspectStatus::Merged | ProspectStatus::Anonymised) {
        return Err(Problem::transition_not_allowed(<[&str; 0]>::default()));
    }
    let reason = dto::read(&body.value.reason, &body.value.confirmation, &file.number)?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let order = Order { state: &state, tx: &tx, trail: &trail, reason, on: state.clock.today() };
    order.file(id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    ledger::note(&state).await;
    Ok(HttpResponse::NoContent().finish())
}

/// Anonymiser un ambassadeur
///
/// Seulement après son retrait, ou le refus de sa candidature. Son nom, ses coordonnées et ce qu'il a écrit
/// disparaissent sans retour possible ; les parrainages restent comptés.
#[utoipa::path(tag = "ambassadors", operation_id = "anonymise_ambassador", security(("bearer" = [])),
    params(("ambassador_id" = Uuid, Path, description = "Ambassadeur")),
    request_body = AmbassadorAnonymisation,
    responses((status = 204, description = "The ambassador is not known any more")))]
#[post("/ambassadors/{ambassador_id}/anonymisation")]
pub async fn anonymise_ambassador(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<AmbassadorAnonymisation>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    locks::hold_ambassador(&tx, id.0).await?;
    let row = existing(&tx, may.caller(), id.0).await?;
    if !matches!(row.status, AmbassadorStatus::Retired | AmbassadorStatus::Refused) {
        return Err(Problem::transition_not_allowed(allowed_next(row.status).iter().map(|status| status.as_str())));
    }
    let reason = dto::read(&body.value.reason, &body.value.confirmation, &row.last_name)?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let order = Order { state: &state, tx: &tx, trail: &trail, reason, on: state.clock.today() };
    order.ambassador(id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    ledger::note(&state).await;
    Ok(HttpResponse::NoContent().finish())
}
