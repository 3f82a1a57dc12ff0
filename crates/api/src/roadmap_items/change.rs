//! Writing the roadmap down, changing it.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::roadmap_items::{MOST_ITEMS, RoadmapFacts, RoadmapInput};
use domain::steering_actions::Move;
use domain::validation::FieldErrors;
use persistence::locks::hold_roadmap;
use persistence::{ConnectionTrait, StoreError, prospects, roadmap_items};
use uuid::Uuid;

use super::read::{existing, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// Reads an item whose owner exists.
async fn read(db: &impl ConnectionTrait, input: &RoadmapInput) -> Result<RoadmapFacts, Problem> {
    let mut errors = FieldErrors::new();
    let facts = RoadmapFacts::parse(input).map_err(|faults| errors.nest("", faults)).ok();
    if let Some(owner) = facts.as_ref().and_then(|facts| facts.owner_id)
        && !prospects::partner_exists(db, owner).await?
    {
        errors.push("/owner_id", "not_found");
    }
    Ok(errors.finish(facts)?)
}

/// Ajouter un élément à la feuille de route
///
/// À la fin de son année. Une cible chiffrée est celle d’un indicateur.
#[utoipa::path(tag = "steering", operation_id = "create_roadmap_item", security(("bearer" = [])),
    request_body = dto::NewRoadmapItem,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::RoadmapItem,
        headers(("Location" = String, description = "Path of the item"), ("ETag" = String, description = "Version")))))]
#[post("/roadmap-items")]
pub async fn create_roadmap_item(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewRoadmapItem>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_roadmap_item", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let facts = read(tx, &sent.into()).await?;
        hold_roadmap(tx, facts.year).await?;
        if roadmap_items::count(tx, facts.year).await? >= MOST_ITEMS as u64 {
            return Err(Problem::field("/year", "too_many"));
        }
        let id = roadmap_items::insert(tx, &facts, None, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(tx, "roadmap_item.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
        let body = view(tx, &state, id).await?;
        Ok(Created { location: format!("/api/v1/roadmap-items/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Corriger un élément de la feuille de route
///
/// Les champs absents restent, `null` vide. L’année ne change pas : ce qui n’est pas fini se reporte.
#[utoipa::path(tag = "steering", operation_id = "update_roadmap_item", security(("bearer" = [])),
    request_body = dto::RoadmapItemPatch,
    params(("roadmap_item_id" = Uuid, Path, description = "Élément de la feuille de route"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The item", body = dto::RoadmapItem,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/roadmap-items/{roadmap_item_id}")]
pub async fn update_roadmap_item(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::RoadmapItemPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    let fields = body.value.fields();
    let facts = read(&tx, &body.value.onto(row.facts)).await?;
    roadmap_items::update(&tx, (id.0, version.0), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "roadmap_item.update", (RESOURCE, id.0), &fields).await?;
    let body = view(&tx, &state, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

/// Supprimer un élément de la feuille de route
///
/// À réserver aux erreurs : ce qui ne se fera pas s’abandonne.
#[utoipa::path(tag = "steering", operation_id = "delete_roadmap_item", security(("bearer" = [])),
    params(("roadmap_item_id" = Uuid, Path, description = "Élément de la feuille de route"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Removed")))]
#[delete("/roadmap-items/{roadmap_item_id}")]
pub async fn delete_roadmap_item(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let year = existing(&tx, id.0).await?.facts.year;
    hold_roadmap(&tx, year).await?;
    roadmap_items::delete(&tx, year, (id.0, version.0)).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "roadmap_item.delete", (RESOURCE, id.0), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Changer l'état d'un élément de la feuille de route
///
/// Un changement par erreur se défait par le changement inverse.
#[utoipa::path(tag = "steering", operation_id = "transition_roadmap_item", security(("bearer" = [])),
    request_body = dto::RoadmapItemTransition,
    params(("roadmap_item_id" = Uuid, Path, description = "Élément de la feuille de route")),
    responses((status = 200, description = "The item", body = dto::RoadmapItem,
        headers(("ETag" = String, description = "Version")))))]
#[post("/roadmap-items/{roadmap_item_id}/transitions")]
pub async fn transition_roadmap_item(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<dto::RoadmapItemTransition>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    let asked = Move::parse(row.status, &body.value.to, None)?;
    roadmap_items::set_status(&tx, (id.0, row.version), asked.to, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "roadmap_item.transition", (RESOURCE, id.0), &["status"]).await?;
    let body = view(&tx, &state, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}
