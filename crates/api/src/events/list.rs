//! Looking events up.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::codes::{EventFormat, EventKind, EventStatus};
use domain::validation::{self, FieldErrors};
use persistence::events::{self, EventFilter};

use super::{dto, read};
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Les événements
///
/// Du premier au dernier, ou l'inverse avec `-first_on`. `from` et `before` bornent une période : un mois du calendrier
/// se lit avec son premier jour et celui du mois suivant. Les événements archivés ne viennent que demandés.
#[utoipa::path(tag = "events", operation_id = "list_events", security(("bearer" = [])),
    params(dto::EventQuery),
    responses((status = 200, description = "A page of events", body = dto::EventPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/events")]
pub async fn list_events(
    may: may::ReadEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::EventQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let db = state.store.reader();
    let mut errors = FieldErrors::new();
    let filter = filter_of(&mut errors, &query);
    let descending = by_day(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("events", &query))?;
    let mut rows = events::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(events::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_key.clone(), id: row.id });
    let items = read::views(db, rows, may.caller(), state.clock.today()).await?;
    let body = dto::EventPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

fn filter_of(errors: &mut FieldErrors, query: &dto::EventQuery) -> EventFilter {
    EventFilter {
        q: http::words(errors, query.q.as_deref()),
        kinds: validation::codes(errors, "kind", &query.kind.0, EventKind::parse),
        statuses: validation::codes(errors, "status", &query.status.0, EventStatus::parse),
        format: http::code(errors, "format", query.format.as_deref(), EventFormat::parse),
        series: errors.keep("series", validation::optional_text(query.series.as_deref(), 80)).flatten(),
        partner: query.partner,
        working_group: query.working_group,
        from: query.from,
        before: query.before,
    }
}

/// Reads `sort=first_on` (the default) or `sort=-first_on`; `true` is from the last to the first.
fn by_day(errors: &mut FieldErrors, sort: Option<&str>) -> bool {
    match sort {
        None | Some("first_on") => false,
        Some("-first_on") => true,
        Some(_) => {
            errors.push("sort", "unknown_code");
            false
        }
    }
}
