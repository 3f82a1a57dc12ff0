//! Looking touchpoints up.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::validation::FieldErrors;
use persistence::campaigns::touchpoints::{self, Touchpoint, TouchpointFilter};
use persistence::{ConnectionTrait, territories};
use uuid::Uuid;

use super::dto;
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, PathIds, Query, etag, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// The touchpoint of this id.
///
/// # Errors
/// 404 when it does not exist; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Touchpoint, Problem> {
    touchpoints::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// Touchpoints with the names of their communes and their visits: a query for each, whatever their number.
async fn views(
    db: &impl ConnectionTrait,
    state: &AppState,
    rows: Vec<Touchpoint>,
) -> Result<Vec<dto::Touchpoint>, Problem> {
    let around = dto::Around {
        communes: territories::names_of(db, rows.iter().filter_map(|row| row.commune_code.as_deref())).await?,
        visits: touchpoints::visits_of(db, rows.iter().map(|row| row.id)).await?,
        site: state.config.public_url.clone(),
    };
    Ok(rows.into_iter().map(|row| dto::Touchpoint::of(row, &around)).collect())
}

/// One touchpoint as it is shown.
pub(super) async fn view(db: &impl ConnectionTrait, state: &AppState, id: Uuid) -> Result<dto::Touchpoint, Problem> {
    let row = existing(db, id).await?;
    views(db, state, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

pub(super) fn shown(body: &dto::Touchpoint) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body)
}

/// Les points de contact
///
/// Par nom, avec leur adresse imprimée et leurs visites. Les archivés ne viennent que demandés.
#[utoipa::path(tag = "campaigns", operation_id = "list_touchpoints", security(("bearer" = [])),
    params(dto::TouchpointQuery),
    responses((status = 200, description = "A page of touchpoints", body = dto::TouchpointPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/touchpoints")]
pub async fn list_touchpoints(
    _: may::ReadCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::TouchpointQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let db = state.store.reader();
    let mut errors = FieldErrors::new();
    let filter = TouchpointFilter {
        campaign_id: query.campaign,
        archived: http::archived(&mut errors, query.archived.as_deref()),
    };
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("touchpoints", &query))?;
    let mut rows = touchpoints::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(touchpoints::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_label.clone(), id: row.id });
    let body = dto::TouchpointPage { items: views(db, &state, rows).await?, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Un point de contact
///
/// Avec l’adresse à imprimer et ses visites.
#[utoipa::path(tag = "campaigns", operation_id = "get_touchpoint", security(("bearer" = [])),
    params(("touchpoint_id" = Uuid, Path, description = "Point de contact")),
    responses((status = 200, description = "The touchpoint", body = dto::Touchpoint,
        headers(("ETag" = String, description = "Version")))))]
#[get("/touchpoints/{touchpoint_id}")]
pub async fn get_touchpoint(
    _: may::ReadCampaigns,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(&view(state.store.reader(), &state, id.0).await?))
}
