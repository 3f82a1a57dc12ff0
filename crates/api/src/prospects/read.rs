//! Opening one file.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use persistence::ConnectionTrait;
use persistence::prospects::{Prospect as Stored, surroundings};
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
/// La consultation est consignée au journal.
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
    let file = persistence::prospects::find(db, &may.scope(), id.0).await?.ok_or_else(Problem::not_found)?;
    let body = whole(db, file).await?;
    let tx = state.store.begin().await?;
    Trail::of(may.caller(), &request, &state.clock).record(&tx, "prospect.read", (RESOURCE, id.0), &[]).await?;
    tx.commit().await.map_err(persistence::StoreError::from)?;
    Ok(answer(&body))
}

/// A file with what hangs on it.
pub(super) async fn whole(db: &impl ConnectionTrait, file: Stored) -> Result<Prospect, Problem> {
    let around = surroundings(db, &file).await?;
    Ok(Prospect::of(file, around))
}

/// 200 with the file and its version.
pub(super) fn answer(body: &Prospect) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body)
}
