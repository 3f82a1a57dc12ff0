//! Looking endowments up.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::validation::FieldErrors;
use persistence::ConnectionTrait;
use persistence::ambassadors::endowments::{self, Endowment};
use uuid::Uuid;

use super::dto;
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, PathIds, Query, page_response};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// The endowment of this id.
///
/// # Errors
/// 404 when it does not exist; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Endowment, Problem> {
    endowments::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// Les dotations
///
/// Par nom, avec ce qu’il en reste et leurs conditions. Les archivées ne viennent que demandées.
#[utoipa::path(tag = "ambassadors", operation_id = "list_endowments", security(("bearer" = [])),
    params(dto::EndowmentQuery),
    responses((status = 200, description = "A page of endowments", body = dto::EndowmentPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/endowments")]
pub async fn list_endowments(
    _: may::ReadAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::EndowmentQuery>,
) -> Result<HttpResponse, Problem> {
    let (db, query) = (state.store.reader(), query.0);
    let mut errors = FieldErrors::new();
    let archived = http::archived(&mut errors, query.archived.as_deref());
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("endowments", &query))?;
    let mut rows = endowments::list(db, archived, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(endowments::count(db, archived).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_label.clone(), id: row.id });
    let items = rows.into_iter().map(dto::Endowment::from).collect();
    let body = dto::EndowmentPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Une dotation
///
/// Avec ce qu’il en reste et ses conditions.
#[utoipa::path(tag = "ambassadors", operation_id = "get_endowment", security(("bearer" = [])),
    params(("endowment_id" = Uuid, Path, description = "Dotation")),
    responses((status = 200, description = "The endowment", body = dto::Endowment,
        headers(("ETag" = String, description = "Version")))))]
#[get("/endowments/{endowment_id}")]
pub async fn get_endowment(
    _: may::ReadAmbassadors,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let body = dto::Endowment::from(existing(state.store.reader(), id.0).await?);
    Ok(part_response(body.version, &body))
}
