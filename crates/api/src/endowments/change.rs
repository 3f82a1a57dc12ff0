//! Adding endowments, changing them, counting their stock anew, putting them away.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::ambassadors::endowments::EndowmentFacts;
use persistence::StoreError;
use persistence::ambassadors::endowments;
use persistence::locks::hold_endowment;
use uuid::Uuid;

use super::read::existing;
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// Ajouter une dotation
///
/// Ce que l’on remet aux ambassadeurs, combien il en reste et à quelles conditions.
#[utoipa::path(tag = "ambassadors", operation_id = "create_endowment", security(("bearer" = [])),
    request_body = dto::NewEndowment,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::Endowment,
        headers(("Location" = String, description = "Path of the endowment"), ("ETag" = String, description = "Version")))))]
#[post("/endowments")]
pub async fn create_endowment(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewEndowment>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_endowment", may.caller().actor.user_id);
    let facts = EndowmentFacts::parse(&sent.into())?;
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let id = endowments::insert(tx, &facts, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(tx, "endowment.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
        let body = dto::Endowment::from(existing(tx, id).await?);
        Ok(Created { location: format!("/api/v1/endowments/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Corriger une dotation
///
/// Les champs absents restent, `null` vide : un stock vide est sans limite. Une remise change aussi la version, car le
/// stock change.
#[utoipa::path(tag = "ambassadors", operation_id = "update_endowment", security(("bearer" = [])),
    request_body = dto::EndowmentPatch,
    params(("endowment_id" = Uuid, Path, description = "Dotation"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The endowment", body = dto::Endowment,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/endowments/{endowment_id}")]
pub async fn update_endowment(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::EndowmentPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    hold_endowment(&tx, id.0, None).await?;
    let row = existing(&tx, id.0).await?;
    if row.archived_at.is_some() {
        return Err(Problem::conflict("archived"));
    }
    let fields = body.value.fields();
    let facts = EndowmentFacts::parse(&body.value.onto(row))?;
    endowments::update(&tx, (id.0, version.0), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "endowment.update", (RESOURCE, id.0), &fields).await?;
    let body = dto::Endowment::from(existing(&tx, id.0).await?);
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

/// Archiver une dotation
///
/// Elle n’est plus proposée ; ce qui a été remis reste sur la fiche des ambassadeurs.
#[utoipa::path(tag = "ambassadors", operation_id = "archive_endowment", security(("bearer" = [])),
    params(("endowment_id" = Uuid, Path, description = "Dotation"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Archived")))]
#[delete("/endowments/{endowment_id}")]
pub async fn archive_endowment(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    hold_endowment(&tx, id.0, None).await?;
    let row = existing(&tx, id.0).await?;
    endowments::set_archived(&tx, (id.0, version.0), row.archived_at.or(Some(now)), now).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "endowment.archive", (RESOURCE, id.0), &["archived_at"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer une dotation archivée
///
/// Elle est de nouveau proposée, avec ce qu’il en restait.
#[utoipa::path(tag = "ambassadors", operation_id = "restore_endowment", security(("bearer" = [])),
    params(("endowment_id" = Uuid, Path, description = "Dotation")),
    responses((status = 200, description = "The endowment, back", body = dto::Endowment,
        headers(("ETag" = String, description = "Version")))))]
#[post("/endowments/{endowment_id}/restore")]
pub async fn restore_endowment(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    hold_endowment(&tx, id.0, None).await?;
    let row = existing(&tx, id.0).await?;
    if row.archived_at.is_some() {
        endowments::set_archived(&tx, (id.0, row.version), None, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(&tx, "endowment.restore", (RESOURCE, id.0), &["archived_at"]).await?;
    }
    let body = dto::Endowment::from(existing(&tx, id.0).await?);
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}
