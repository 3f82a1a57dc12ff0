//! The order of a year, and what goes on in the next one.

use actix_web::{HttpRequest, post, web};
use domain::roadmap_items::{MOST_ITEMS, reordered, year};
use domain::validation::FieldErrors;
use persistence::locks::hold_roadmap;
use persistence::{StoreError, roadmap_items};
use uuid::Uuid;

use super::read::existing;
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, PathIds};
use crate::problem::Problem;
use crate::state::AppState;

/// Déplacer un élément dans son année
///
/// Avant un autre, ou à la fin. Deux personnes qui déplacent en même temps sont servies l’une après l’autre ; la réponse
/// donne l’ordre qui en résulte.
#[utoipa::path(tag = "steering", operation_id = "move_roadmap_item", security(("bearer" = [])),
    request_body = dto::RoadmapItemMove,
    params(("roadmap_item_id" = Uuid, Path, description = "Élément de la feuille de route")),
    responses((status = 200, description = "The order of the year", body = dto::RoadmapOrder)))]
#[post("/roadmap-items/{roadmap_item_id}/moves")]
pub async fn move_roadmap_item(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<dto::RoadmapItemMove>,
) -> Result<web::Json<dto::RoadmapOrder>, Problem> {
    let tx = state.store.begin().await?;
    let year = existing(&tx, id.0).await?.facts.year;
    hold_roadmap(&tx, year).await?;
    let order = roadmap_items::order(&tx, year).await?;
    if !order.contains(&id.0) {
        return Err(Problem::not_found());
    }
    let items = reordered(&order, id.0, body.value.before).ok_or_else(|| Problem::field("/before", "not_found"))?;
    roadmap_items::set_order(&tx, year, &items).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "roadmap_item.move", (RESOURCE, id.0), &["place"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(web::Json(dto::RoadmapOrder { items }))
}

/// Reporter ce qui n’est pas fini
///
/// Copie dans une autre année les éléments à faire ou en cours, à la fin et dans leur ordre, sans leur trimestre. Répété, ne
/// copie rien de plus.
#[utoipa::path(tag = "steering", operation_id = "carry_roadmap_items", security(("bearer" = [])),
    request_body = dto::RoadmapCarry,
    responses((status = 200, description = "What was carried", body = dto::RoadmapCarried)))]
#[post("/roadmap-items/carry-over")]
pub async fn carry_roadmap_items(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<dto::RoadmapCarry>,
) -> Result<web::Json<dto::RoadmapCarried>, Problem> {
    let dto::RoadmapCarry { from, to } = body.value;
    check(from, to)?;
    let tx = state.store.begin().await?;
    hold_roadmap(&tx, to).await?;
    let unfinished = roadmap_items::unfinished(&tx, from, to).await?;
    let known = roadmap_items::count(&tx, to).await?;
    if known + unfinished.len() as u64 > MOST_ITEMS as u64 {
        return Err(Problem::field("/to", "too_many"));
    }
    let trail = Trail::of(may.caller(), &request, &state.clock);
    for item in &unfinished {
        let facts = item.facts.carried_to(to);
        let id = roadmap_items::insert(&tx, &facts, Some(item.id), state.clock.now()).await?;
        trail.record(&tx, "roadmap_item.carry", (RESOURCE, id), &["year"]).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(web::Json(dto::RoadmapCarried { carried: i32::try_from(unfinished.len()).unwrap_or(i32::MAX) }))
}

/// Two years of the programme, the second one later.
fn check(from: i32, to: i32) -> Result<(), Problem> {
    let mut errors = FieldErrors::new();
    errors.keep("/from", year(from));
    if let Some(to) = errors.keep("/to", year(to))
        && to <= from
    {
        errors.push("/to", "out_of_range");
    }
    Ok(errors.finish(Some(()))?)
}
