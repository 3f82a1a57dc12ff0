//! Lists of référents.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::codes::ProjectType;
use domain::validation::FieldErrors;
use persistence::referents;
use persistence::referents::ReferentFilter;

use super::dto;
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Les référents
///
/// Par nom. `territory` trouve ceux dont une zone couvre le territoire : la commune, son EPCI ou le département.
#[utoipa::path(tag = "people", operation_id = "list_referents", security(("bearer" = [])), params(dto::ReferentQuery),
    responses((status = 200, description = "A page of référents", body = dto::ReferentPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/referents")]
pub async fn list_referents(
    _may: may::ReadReferents,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::ReferentQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let db = state.store.reader();
    let mut errors = FieldErrors::new();
    let filter = ReferentFilter {
        q: http::words(&mut errors, query.q.as_deref()),
        territories: http::covering(db, query.territory.as_deref()).await?,
        project_type: http::code(&mut errors, "project_type", query.project_type.as_deref(), ProjectType::parse),
        partner_id: query.partner_id,
        archived: http::archived(&mut errors, query.archived.as_deref()),
    };
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("referents", &query))?;
    let mut rows = referents::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(referents::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_name.clone(), id: row.id });
    let names = persistence::partners::names(db, rows.iter().map(|row| row.partner_id)).await?;
    let items = rows.into_iter().map(|row| {
        let name = names.get(&row.partner_id).cloned();
        dto::Referent::of(row, name)
    });
    let body = dto::ReferentPage { items: items.collect(), next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}
