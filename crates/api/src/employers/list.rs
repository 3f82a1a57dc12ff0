//! Looking employers up.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::codes::{EmployerKind, MembershipStatus};
use domain::validation::{self, FieldErrors};
use persistence::employers::{self, EmployerFilter};

use super::{dto, read};
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Les employeurs
///
/// Par nom. `q` cherche sans accents dans le nom, la commune, la présentation et le SIRET.
#[utoipa::path(tag = "employers", operation_id = "list_employers", security(("bearer" = [])),
    params(dto::EmployerQuery),
    responses((status = 200, description = "A page of employers", body = dto::EmployerPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/employers")]
pub async fn list_employers(
    may: may::ReadEmployers,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::EmployerQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let (db, scope) = (state.store.reader(), may.employers());
    let mut errors = FieldErrors::new();
    let filter = EmployerFilter {
        q: http::words(&mut errors, query.q.as_deref()),
        kind: http::code(&mut errors, "kind", query.kind.as_deref(), EmployerKind::parse),
        territories: query.territory.0.clone(),
        network: query.network,
        memberships: validation::codes(&mut errors, "membership", &query.membership.0, MembershipStatus::parse),
        archived: http::archived(&mut errors, query.archived.as_deref()),
    };
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    http::check_territories(db, "territory", &filter.territories).await?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("employers", &query))?;
    let mut rows = employers::list(db, &scope, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(employers::count(db, &scope, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_name.clone(), id: row.id });
    let body = dto::EmployerPage { items: read::views(db, rows).await?, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}
