//! Setting targets, changing them, taking them away.

use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse, delete, http::header, put, web};
use domain::targets::TargetFacts;
use persistence::locks::hold_target;
use persistence::{StoreError, targets};

use super::read::{existing, key_of, shown};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, IfMatch, PathIds, Query};
use crate::problem::Problem;
use crate::state::AppState;

/// Fixer un objectif
///
/// Pour un indicateur et une année : tout le département, ou une intercommunalité. Répété, il remplace. `If-Match` est demandé
/// dès qu’il y en a un (428 sans lui). 201 la première fois.
#[utoipa::path(tag = "indicators", operation_id = "put_target", security(("bearer" = [])),
    request_body = dto::TargetWrite,
    params(("indicator" = String, Path, description = "Indicateur", example = "families_settled"),
        ("year" = i32, Path, description = "Année, de 2019 à 2100", example = 2026), dto::TargetPlace,
        ("If-Match" = Option<String>, Header, description = "Version lue (ETag), quand il y en a une")),
    responses((status = 200, description = "The target", body = dto::Target,
            headers(("ETag" = String, description = "Version"))),
        (status = 201, description = "The target, set for the first time", body = dto::Target,
            headers(("ETag" = String, description = "Version")))))]
#[put("/targets/{indicator}/{year}")]
pub async fn put_target(
    may: may::ManageTargets,
    state: web::Data<AppState>,
    request: HttpRequest,
    path: PathIds<(String, i32)>,
    place: Query<dto::TargetPlace>,
    body: Body<dto::TargetWrite>,
) -> Result<HttpResponse, Problem> {
    let read = match request.headers().contains_key(header::IF_MATCH) {
        true => Some(IfMatch::extract(&request).await?.0),
        false => None,
    };
    let tx = state.store.begin().await?;
    let key = key_of(&tx, path.0, place.0).await?;
    let facts = TargetFacts::parse(&body.value.into())?;
    hold_target(&tx, &key).await?;
    let now = state.clock.now();
    let (status, id) = match (targets::find(&tx, &key).await?, read) {
        (None, None) => (StatusCode::CREATED, targets::insert(&tx, &key, &facts, now).await?),
        (Some(known), Some(version)) => {
            targets::update(&tx, (known.id, version), &facts, now).await?;
            (StatusCode::OK, known.id)
        }
        (Some(_), None) => return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "precondition_required")),
        (None, Some(_)) => return Err(Problem::new(StatusCode::PRECONDITION_FAILED, "precondition_failed")),
    };
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "target.set", (RESOURCE, id), &["value", "note"]).await?;
    let row = existing(&tx, &key).await?;
    let response = shown(status, &tx, may.caller(), row, now).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(response)
}

/// Supprimer un objectif
///
/// Le chiffre atteint reste calculé ; seul l’objectif disparaît.
#[utoipa::path(tag = "indicators", operation_id = "delete_target", security(("bearer" = [])),
    params(("indicator" = String, Path, description = "Indicateur", example = "families_settled"),
        ("year" = i32, Path, description = "Année, de 2019 à 2100", example = 2026), dto::TargetPlace,
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Gone")))]
#[delete("/targets/{indicator}/{year}")]
pub async fn delete_target(
    may: may::ManageTargets,
    state: web::Data<AppState>,
    request: HttpRequest,
    path: PathIds<(String, i32)>,
    place: Query<dto::TargetPlace>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let key = key_of(&tx, path.0, place.0).await?;
    let row = existing(&tx, &key).await?;
    targets::delete(&tx, (row.id, version.0)).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "target.delete", (RESOURCE, row.id), &["value", "note"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
