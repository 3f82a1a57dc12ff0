//! Looking the roadmap up.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{Datelike, NaiveDate};
use domain::roadmap_items::{is_behind, year};
use domain::steering_actions::allowed_next;
use domain::validation::FieldErrors;
use persistence::roadmap_items::{self, Item};
use persistence::{ConnectionTrait, partners};
use uuid::Uuid;

use super::dto;
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, PathIds, Query, page_response};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// The item of this id.
///
/// # Errors
/// 404 when it does not exist; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Item, Problem> {
    roadmap_items::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// Items with the names of who answers for them.
async fn views(db: &impl ConnectionTrait, rows: Vec<Item>, today: NaiveDate) -> Result<Vec<dto::RoadmapItem>, Problem> {
    let names = partners::names(db, rows.iter().filter_map(|row| row.facts.owner_id)).await?;
    let view = |row: Item| {
        let facts = row.facts;
        dto::RoadmapItem {
            id: row.id,
            late: is_behind(row.status, (facts.year, facts.quarter), today),
            allowed: allowed_next(row.status).iter().map(ToString::to_string).collect(),
            status: row.status.to_string(),
            year: facts.year,
            quarter: facts.quarter,
            title: facts.title,
            description: facts.description,
            owner_name: facts.owner_id.and_then(|id| names.get(&id).cloned()),
            owner_id: facts.owner_id,
            indicator_code: facts.indicator_code,
            target: facts.target,
            carried_from_id: row.carried_from_id,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// One item as it is shown.
pub(super) async fn view(db: &impl ConnectionTrait, state: &AppState, id: Uuid) -> Result<dto::RoadmapItem, Problem> {
    let row = existing(db, id).await?;
    views(db, vec![row], state.clock.today()).await?.pop().ok_or_else(Problem::not_found)
}

/// La feuille de route d’une année
///
/// Dans l’ordre que lui donne l’équipe du programme. Un élément est en retard quand son trimestre, ou l’année quand il n’en
/// a pas, est passé sans qu’il soit fait.
#[utoipa::path(tag = "steering", operation_id = "list_roadmap_items", security(("bearer" = [])),
    params(dto::RoadmapItemQuery),
    responses((status = 200, description = "A page of the roadmap", body = dto::RoadmapItemPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/roadmap-items")]
pub async fn list_roadmap_items(
    _: may::ReadSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::RoadmapItemQuery>,
) -> Result<HttpResponse, Problem> {
    let (db, query, today) = (state.store.reader(), query.0, state.clock.today());
    let mut errors = FieldErrors::new();
    let asked = errors.keep("year", year(query.year.unwrap_or(today.year())));
    let counted = http::counted(&mut errors, query.count.as_deref());
    let asked = errors.finish(asked)?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("roadmap_items", asked))?;
    let mut rows = roadmap_items::list(db, asked, &page.slice(false)).await?;
    let total = if counted { i32::try_from(roadmap_items::count(db, asked).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_key.clone(), id: row.id });
    let body = dto::RoadmapItemPage { items: views(db, rows, today).await?, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Un élément de la feuille de route
///
/// Avec qui en répond, sa cible et les états qui peuvent suivre.
#[utoipa::path(tag = "steering", operation_id = "get_roadmap_item", security(("bearer" = [])),
    params(("roadmap_item_id" = Uuid, Path, description = "Élément de la feuille de route")),
    responses((status = 200, description = "The item", body = dto::RoadmapItem,
        headers(("ETag" = String, description = "Version")))))]
#[get("/roadmap-items/{roadmap_item_id}")]
pub async fn get_roadmap_item(
    _: may::ReadSteering,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let body = view(state.store.reader(), &state, id.0).await?;
    Ok(part_response(body.version, &body))
}
