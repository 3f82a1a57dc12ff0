//! Looking the local directory up.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::codes::NeedTheme;
use domain::validation::FieldErrors;
use persistence::local_resources::{self, LocalResourceFilter};
use persistence::territories;

use super::{dto, freshness};
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// L'annuaire local
///
/// Par nom. `territory` trouve ce qui sert un territoire : les fiches de son intercommunalité et celles de tout le
/// département. `stale=true` donne les fiches à vérifier de nouveau.
#[utoipa::path(tag = "local_resources", operation_id = "list_local_resources", security(("bearer" = [])),
    params(dto::LocalResourceQuery),
    responses((status = 200, description = "A page of the local directory", body = dto::LocalResourcePage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/local-resources")]
pub async fn list_local_resources(
    may: may::ReadLocalResources,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::LocalResourceQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let db = state.store.reader();
    let freshness = freshness(db, &state).await?;
    let mut errors = FieldErrors::new();
    let filter = LocalResourceFilter {
        q: http::words(&mut errors, query.q.as_deref()),
        territories: http::covering(db, query.territory.as_deref()).await?,
        theme: http::code(&mut errors, "theme", query.theme.as_deref(), NeedTheme::parse),
        stale: query.stale.map(|stale| (stale, freshness.stale_before())),
        archived: http::archived(&mut errors, query.archived.as_deref()),
    };
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("local_resources", &query))?;
    let mut rows = local_resources::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(local_resources::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_name.clone(), id: row.id });
    let names = territories::names_of(db, rows.iter().map(|row| row.territory_code.as_str())).await?;
    let reader = &may.caller().actor;
    let items = rows.into_iter().map(|row| dto::LocalResource::of(row, &names, freshness, reader)).collect();
    let body = dto::LocalResourcePage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}
