//! Looking campaigns up, and those that files name without any being declared.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::codes::CampaignStatus;
use domain::validation::{self, FieldErrors};
use persistence::campaigns::{self, CampaignFilter};

use super::dto;
use super::read::manages;
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Les campagnes
///
/// Par nom. Les campagnes archivées ne viennent que demandées.
#[utoipa::path(tag = "campaigns", operation_id = "list_campaigns", security(("bearer" = [])),
    params(dto::CampaignQuery),
    responses((status = 200, description = "A page of campaigns", body = dto::CampaignPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/campaigns")]
pub async fn list_campaigns(
    may: may::ReadCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::CampaignQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let db = state.store.reader();
    let mut errors = FieldErrors::new();
    let filter = CampaignFilter {
        q: http::words(&mut errors, query.q.as_deref()),
        statuses: validation::codes(&mut errors, "status", &query.status.0, CampaignStatus::parse),
        archived: http::archived(&mut errors, query.archived.as_deref()),
    };
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("campaigns", &query))?;
    let mut rows = campaigns::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(campaigns::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_label.clone(), id: row.id });
    let items = rows.into_iter().map(|row| dto::Campaign::of(row, manages(may.caller()))).collect();
    let body = dto::CampaignPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Les campagnes non déclarées
///
/// Celles que des dossiers nomment sans qu’aucune campagne n’ait ce code. Les déclarer : `POST /campaigns` avec le code
/// tel quel ; ces dossiers comptent alors dans leurs résultats.
#[utoipa::path(tag = "campaigns", operation_id = "list_undeclared_campaigns", security(("bearer" = [])),
    responses((status = 200, description = "The names without a campaign", body = dto::UndeclaredCampaignList)))]
#[get("/undeclared-campaigns")]
pub async fn list_undeclared_campaigns(
    _: may::ManageCampaigns,
    state: web::Data<AppState>,
) -> Result<web::Json<dto::UndeclaredCampaignList>, Problem> {
    let rows = campaigns::undeclared(state.store.reader()).await?;
    Ok(web::Json(dto::UndeclaredCampaignList { items: rows.into_iter().map(Into::into).collect() }))
}
