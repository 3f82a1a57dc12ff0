//! Adding touchpoints, changing what is known of them, putting them away.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::campaigns::{PublicCode, TouchpointFacts, TouchpointInput};
use domain::codes::TerritoryKind;
use domain::validation::FieldErrors;
use persistence::campaigns::{Campaign, find as find_campaign, touchpoints};
use persistence::{ConnectionTrait, StoreError, events, territories};
use rand::Rng;
use uuid::Uuid;

use super::read::{existing, shown, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::problem::Problem;
use crate::state::AppState;

/// Codes drawn at most before giving up: there are hundreds of millions of them.
const DRAWS: usize = 8;

/// Reads a touchpoint whose commune, phase and event exist; `campaign` is none when it does not.
async fn read(
    db: &impl ConnectionTrait,
    input: &TouchpointInput,
    campaign: Option<&Campaign>,
) -> Result<TouchpointFacts, Problem> {
    let mut errors = FieldErrors::new();
    let facts = TouchpointFacts::parse(input).map_err(|faults| errors.nest("", faults)).ok();
    match campaign {
        None => errors.push("/campaign_id", "not_found"),
        Some(campaign) if input.phase_id.is_some_and(|id| campaign.phase(id).is_none()) => {
            errors.push("/phase_id", "not_found");
        }
        Some(_) => {}
    }
    if let Some(code) = facts.as_ref().and_then(|facts| facts.commune_code.as_deref()) {
        let known = territories::find(db, code).await?;
        if known.is_none_or(|place| place.kind != TerritoryKind::Commune) {
            errors.push("/commune_code", "unknown_code");
        }
    }
    if let Some(id) = input.event_id
        && events::find(db, id).await?.is_none()
    {
        errors.push("/event_id", "not_found");
    }
    Ok(errors.finish(facts)?)
}

/// A code that no touchpoint has.
async fn draw(db: &impl ConnectionTrait) -> Result<PublicCode, Problem> {
    for _ in 0..DRAWS {
        let code = PublicCode::of(rand::rng().random());
        if !touchpoints::is_taken(db, &code).await? {
            return Ok(code);
        }
    }
    Err(Problem::internal(&"no free code of a touchpoint was found"))
}

/// Ajouter un point de contact
///
/// Son code à imprimer est tiré au sort et ne change plus.
#[utoipa::path(tag = "campaigns", operation_id = "create_touchpoint", security(("bearer" = [])),
    request_body = dto::NewTouchpoint,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::Touchpoint,
        headers(("Location" = String, description = "Path of the touchpoint"), ("ETag" = String, description = "Version")))))]
#[post("/touchpoints")]
pub async fn create_touchpoint(
    may: may::ManageCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewTouchpoint>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_touchpoint", may.caller().actor.user_id);
    let (campaign_id, input) = (sent.campaign_id, sent.into());
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let campaign = find_campaign(tx, campaign_id).await?;
        let facts = read(tx, &input, campaign.as_ref()).await?;
        let code = draw(tx).await?;
        let id = touchpoints::insert(tx, (campaign_id, &code), &facts, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(tx, "touchpoint.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
        let body = view(tx, &state, id).await?;
        Ok(Created { location: format!("/api/v1/touchpoints/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Corriger un point de contact
///
/// Les champs absents restent, `null` vide. La campagne et le code ne changent pas : ils sont peut-être imprimés.
#[utoipa::path(tag = "campaigns", operation_id = "update_touchpoint", security(("bearer" = [])),
    request_body = dto::TouchpointPatch,
    params(("touchpoint_id" = Uuid, Path, description = "Point de contact"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The touchpoint", body = dto::Touchpoint,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/touchpoints/{touchpoint_id}")]
pub async fn update_touchpoint(
    may: may::ManageCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::TouchpointPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    if row.archived_at.is_some() {
        return Err(Problem::conflict("archived"));
    }
    let campaign = find_campaign(&tx, row.campaign_id).await?;
    let fields = body.value.fields();
    let facts = read(&tx, &body.value.onto(row), campaign.as_ref()).await?;
    touchpoints::update(&tx, (id.0, version.0), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "touchpoint.update", (RESOURCE, id.0), &fields).await?;
    let body = view(&tx, &state, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}

/// Archiver un point de contact
///
/// Son code imprimé mène alors au formulaire sans le nommer ; ce qu’il a apporté reste compté.
#[utoipa::path(tag = "campaigns", operation_id = "archive_touchpoint", security(("bearer" = [])),
    params(("touchpoint_id" = Uuid, Path, description = "Point de contact"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Archived")))]
#[delete("/touchpoints/{touchpoint_id}")]
pub async fn archive_touchpoint(
    may: may::ManageCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    touchpoints::set_archived(&tx, (id.0, version.0), row.archived_at.or(Some(now)), now).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "touchpoint.archive", (RESOURCE, id.0), &["archived_at"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer un point de contact archivé
///
/// Son code imprimé compte de nouveau, si sa campagne court.
#[utoipa::path(tag = "campaigns", operation_id = "restore_touchpoint", security(("bearer" = [])),
    params(("touchpoint_id" = Uuid, Path, description = "Point de contact")),
    responses((status = 200, description = "The touchpoint, back", body = dto::Touchpoint,
        headers(("ETag" = String, description = "Version")))))]
#[post("/touchpoints/{touchpoint_id}/restore")]
pub async fn restore_touchpoint(
    may: may::ManageCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    if row.archived_at.is_some() {
        touchpoints::set_archived(&tx, (id.0, row.version), None, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(&tx, "touchpoint.restore", (RESOURCE, id.0), &["archived_at"]).await?;
    }
    let body = view(&tx, &state, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}
