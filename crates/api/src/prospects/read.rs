//! Opening one file.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::access::ProspectScope;
use persistence::prospects::{Prospect as Stored, find, surroundings};
use persistence::{ConnectionTrait, merges};
use uuid::Uuid;

use super::RESOURCE;
use super::dto::Prospect;
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{PathIds, etag};
use crate::problem::Problem;
use crate::state::AppState;

/// Ouvrir un dossier
///
/// Le dossier entier : faits, personnes, besoins, tâches, affectations, consentements, installation, historique.
/// La consultation est consignée au journal. Un dossier qui a été réuni avec un autre dit lequel dans `merged_into`, pour
/// qui peut lire celui-ci.
#[utoipa::path(tag = "prospects", operation_id = "get_prospect", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file")),
    responses(
        (status = 200, description = "The file", body = Prospect, headers(("ETag" = String, description = "Version of the file")))))]
#[get("/prospects/{prospect_id}")]
pub async fn get_prospect(
    may: may::ReadProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let file = reached(db, &may.scope(), id.0).await?;
    let body = whole(db, file).await?;
    let tx = state.store.begin().await?;
    Trail::of(may.caller(), &request, &state.clock).record(&tx, "prospect.read", (RESOURCE, id.0), &[]).await?;
    tx.commit().await.map_err(persistence::StoreError::from)?;
    Ok(answer(&body))
}

/// The file, or one that a file which the caller sees took in: its address leads there. One whose file the caller may not
/// see any more is gone for them.
async fn reached(db: &impl ConnectionTrait, scope: &ProspectScope, id: Uuid) -> Result<Stored, Problem> {
    let file = find(db, &ProspectScope::All, id).await?.ok_or_else(Problem::not_found)?;
    let seen = find(db, scope, file.merged_into_id.unwrap_or(id)).await?;
    seen.map(|_| file).ok_or_else(Problem::not_found)
}

/// A file with what hangs on it.
pub(super) async fn whole(db: &impl ConnectionTrait, file: Stored) -> Result<Prospect, Problem> {
    let around = surroundings(db, &file).await?;
    let into = match file.merged_into_id {
        Some(_) => merges::merged_into(db, file.id).await?,
        None => None,
    };
    Ok(Prospect::of(file, around, into))
}

/// 200 with the file and its version.
pub(super) fn answer(body: &Prospect) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body)
}
