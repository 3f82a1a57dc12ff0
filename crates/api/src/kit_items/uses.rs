//! Who downloaded what of the kit, for the team.

use std::collections::HashMap;

use actix_web::{HttpResponse, get, web};
use persistence::kit_items::downloads::{self, Use, Whose};
use persistence::{ConnectionTrait, StoreError, employers, kit_items};
use uuid::Uuid;

use super::dto;
use super::read::existing;
use crate::caller::may;
use crate::http::PathIds;
use crate::problem::Problem;
use crate::state::AppState;

async fn views(db: &impl ConnectionTrait, rows: Vec<Use>) -> Result<Vec<dto::KitUse>, StoreError> {
    let names = employers::names(db, rows.iter().map(|row| row.employer_id)).await?;
    let titles: HashMap<Uuid, String> = kit_items::titles(db, rows.iter().map(|row| row.item_id)).await?;
    let view = |row: Use| dto::KitUse {
        item_id: row.item_id,
        item_title: titles.get(&row.item_id).cloned().unwrap_or_default(),
        employer_id: row.employer_id,
        employer_name: names.get(&row.employer_id).cloned().unwrap_or_default(),
        downloads: i32::try_from(row.downloads).unwrap_or(i32::MAX),
        number: row.number,
        last_at: row.last_at,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Les employeurs qui ont téléchargé un élément
///
/// Le dernier d'abord : combien de fois, quelle version, quand.
#[utoipa::path(tag = "kit", operation_id = "list_kit_item_downloads", security(("bearer" = [])),
    params(("kit_item_id" = Uuid, Path, description = "Élément")),
    responses((status = 200, description = "Downloads by employer", body = dto::KitUseList)))]
#[get("/kit-items/{kit_item_id}/downloads")]
pub async fn list_kit_item_downloads(
    _may: may::FollowKit,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    existing(db, id.0).await?;
    let items = views(db, downloads::uses(db, Whose::Item(id.0)).await?).await?;
    Ok(HttpResponse::Ok().json(dto::KitUseList { items }))
}

/// Ce qu'un employeur a téléchargé
///
/// Le dernier élément d'abord.
#[utoipa::path(tag = "kit", operation_id = "list_employer_kit_downloads", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur")),
    responses((status = 200, description = "Downloads by item", body = dto::KitUseList)))]
#[get("/employers/{employer_id}/kit-downloads")]
pub async fn list_employer_kit_downloads(
    may: may::FollowKit,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    crate::employers::existing(db, &may.employers(), id.0).await?;
    let items = views(db, downloads::uses(db, Whose::Employer(id.0)).await?).await?;
    Ok(HttpResponse::Ok().json(dto::KitUseList { items }))
}
