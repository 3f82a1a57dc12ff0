//! A référent's own settings: when they are away, how much they take on, how to reach them.

pub mod dto;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, get, patch, web};
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

use crate::audit::Trail;
use crate::caller::{Caller, SignedIn};
use crate::http::{Body, IfMatch};
use crate::problem::Problem;
use crate::referents::{self, dto::Referent};
use crate::state::AppState;

/// Endpoints of a référent's own settings.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(get_my_referent).service(update_my_referent);
}

/// Ma fiche de référent
///
/// Vos absences, votre capacité, vos langues et vos coordonnées. Introuvable quand votre compte n'est pas celui d'un référent.
#[utoipa::path(tag = "my_day", operation_id = "get_my_referent", security(("bearer" = [])),
    responses((status = 200, description = "The référent that the caller is", body = Referent,
        headers(("ETag" = String, description = "Version"))),
        (status = 404, description = "The caller is no référent")))]
#[get("/my-referent")]
pub async fn get_my_referent(who: SignedIn, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let id = own(db, who.caller()).await?;
    Ok(referents::shown(&referents::complete(db, id).await?))
}

/// Changer mes réglages de référent
///
/// Capacité, absences, langues, téléphone et adresse e-mail. Les absences envoyées remplacent celles connues ; le territoire
/// et les types de projet se changent auprès de l'équipe du programme.
#[utoipa::path(tag = "my_day", operation_id = "update_my_referent", security(("bearer" = [])),
    request_body = dto::MyReferentPatch,
    params(("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The référent", body = Referent,
        headers(("ETag" = String, description = "Version"))),
        (status = 404, description = "The caller is no référent")))]
#[patch("/my-referent")]
pub async fn update_my_referent(
    who: SignedIn,
    state: web::Data<AppState>,
    request: HttpRequest,
    version: IfMatch,
    body: Body<dto::MyReferentPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let id = own(&tx, who.caller()).await?;
    let trail = Trail::of(who.caller(), &request, &state.clock);
    let referent = referents::change(&state, &tx, &trail, (id, version.0), body.value.into()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(referents::shown(&referent))
}

/// The référent that the caller is.
async fn own(db: &impl ConnectionTrait, caller: &Caller) -> Result<Uuid, Problem> {
    let found = persistence::referents::find_id_of_user(db, caller.actor.user_id).await?;
    found.ok_or_else(Problem::not_found)
}
