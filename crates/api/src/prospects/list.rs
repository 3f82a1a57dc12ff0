//! Lists of files and their counts.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::access::{Permission, ProspectScope};
use persistence::prospects::{After, Filter};

use super::dto::{ProspectCounts, ProspectPage, ProspectSummary};
use super::query::{CountQuery, ListQuery, sort};
use crate::caller::may;
use crate::http::{Cursor, PageQuery, Query, page_response};
use crate::indicators;
use crate::problem::Problem;
use crate::state::AppState;

/// Lister les dossiers
///
/// Les dossiers de votre périmètre, filtrés et triés, page par page.
#[utoipa::path(tag = "prospects", operation_id = "list_prospects", security(("bearer" = [])), params(ListQuery),
    responses(
        (status = 200, description = "A page of files", body = ProspectPage)))]
#[get("/prospects")]
pub async fn list_prospects(
    may: may::ReadProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<ListQuery>,
) -> Result<HttpResponse, Problem> {
    let Query(query) = query;
    let today = state.clock.today();
    let figures = indicators::reader(may.caller(), &state).scope;
    let filter = query.narrowed(state.store.reader(), &figures).await?;
    let sort = sort(query.sort.as_deref())?;
    let wants_total = query.wants_total()?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &query)?;
    let db = state.store.reader();
    let scope = may.scope();
    let after = page.after.clone().map(|cursor| After { key: cursor.key, id: cursor.id });
    let mut rows = persistence::prospects::list(db, &scope, &filter, sort, after.as_ref(), page.limit + 1).await?;
    let more = u64::try_from(rows.len()).is_ok_and(|found| found > page.limit);
    rows.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    let next_cursor = rows.last().filter(|_| more).map(|row| {
        let After { key, id } = row.position(sort);
        page.cursor_after(&state.secrets, Cursor { key, id })
    });
    let total = if wants_total { Some(total(&state, &scope, &filter).await?) } else { None };
    let items = rows.into_iter().map(|row| ProspectSummary::of(row, today)).collect();
    let body = ProspectPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

async fn total(state: &AppState, scope: &ProspectScope, filter: &Filter) -> Result<i32, Problem> {
    let count = persistence::prospects::count(state.store.reader(), scope, filter).await?;
    Ok(i32::try_from(count).unwrap_or(i32::MAX))
}

/// Compter les dossiers par état
///
/// Sur votre périmètre et les mêmes filtres que la liste. Un lecteur du COPIL compte tout le département, sans filtre.
#[utoipa::path(tag = "prospects", operation_id = "count_prospects", security(("bearer" = [])), params(CountQuery),
    responses(
        (status = 200, description = "Counts by state", body = ProspectCounts)))]
#[get("/prospects/counts")]
pub async fn count_prospects(
    may: may::CountProspects,
    state: web::Data<AppState>,
    query: Query<CountQuery>,
) -> Result<web::Json<ProspectCounts>, Problem> {
    // Whoever counts without reading counts everybody, and nothing that could single somebody out.
    let reads = may.caller().actor.may(Permission::ReadProspects);
    if !reads && query.0.is_narrowed() {
        return Err(Problem::forbidden());
    }
    let scope = if reads { may.scope() } else { ProspectScope::All };
    let today = state.clock.today();
    let figures = indicators::reader(may.caller(), &state).scope;
    let filter = query.0.narrowed(state.store.reader(), &figures).await?;
    let counts = persistence::prospects::counts(state.store.reader(), &scope, &filter, today).await?;
    Ok(web::Json(counts.into()))
}
