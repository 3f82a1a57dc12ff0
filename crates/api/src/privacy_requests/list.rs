//! Looking requests up.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::NaiveDate;
use domain::codes::{PrivacyRequestKind, PrivacyRequestStatus};
use domain::validation::{self, FieldErrors};
use persistence::privacy_requests::{self, RequestFilter};

use super::dto::{PrivacyRequestPage, PrivacyRequestQuery};
use super::read;
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Les demandes des personnes sur leurs données
///
/// Par dernier jour pour répondre, le plus proche d’abord.
#[utoipa::path(tag = "privacy", operation_id = "list_privacy_requests", security(("bearer" = [])),
    params(PrivacyRequestQuery),
    responses((status = 200, description = "A page of requests", body = PrivacyRequestPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/privacy-requests")]
pub async fn list_privacy_requests(
    _: may::ManagePrivacyRequests,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<PrivacyRequestQuery>,
) -> Result<HttpResponse, Problem> {
    let (db, query, today) = (state.store.reader(), query.0, state.clock.today());
    let mut errors = FieldErrors::new();
    let (filter, descending) = filter_of(&mut errors, &query, today);
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("privacy_requests", &query))?;
    let mut rows = privacy_requests::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(privacy_requests::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_key.clone(), id: row.id });
    let body = PrivacyRequestPage { items: read::views(db, today, rows).await?, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// The filter asked for, and whether the last day comes first.
fn filter_of(errors: &mut FieldErrors, query: &PrivacyRequestQuery, today: NaiveDate) -> (RequestFilter, bool) {
    let statuses = validation::codes(errors, "status", &query.status.0, PrivacyRequestStatus::parse);
    let kinds = validation::codes(errors, "kind", &query.kind.0, PrivacyRequestKind::parse);
    let mut flag = |name: &str, sent: Option<&str>, no: &str, yes: &str| match sent {
        None => false,
        Some(word) if word == no => false,
        Some(word) if word == yes => true,
        Some(_) => {
            errors.push(name, "unknown_code");
            false
        }
    };
    let late = flag("late", query.late.as_deref(), "false", "true");
    let descending = flag("sort", query.sort.as_deref(), "due_on", "-due_on");
    let filter = RequestFilter { statuses, kinds, prospect_id: query.prospect_id, late_on: late.then_some(today) };
    (filter, descending)
}
