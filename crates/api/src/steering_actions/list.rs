//! Looking actions up.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::NaiveDate;
use domain::codes::SteeringStatus;
use domain::validation::{self, FieldErrors};
use persistence::steering_actions::{self, ActionFilter};

use super::{dto, read};
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Les actions du pilotage
///
/// Par échéance, celles sans échéance après les autres ; tous les comités et tous les groupes ensemble, ou ceux demandés.
#[utoipa::path(tag = "steering", operation_id = "list_steering_actions", security(("bearer" = [])),
    params(dto::SteeringActionQuery),
    responses((status = 200, description = "A page of actions", body = dto::SteeringActionPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/steering-actions")]
pub async fn list_steering_actions(
    may: may::ReadSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::SteeringActionQuery>,
) -> Result<HttpResponse, Problem> {
    let (db, query) = (state.store.reader(), query.0);
    let mut errors = FieldErrors::new();
    let (filter, descending) = filter_of(&mut errors, &query, state.clock.today());
    let counted = http::counted(&mut errors, query.count.as_deref());
    if query.profile.is_some() {
        errors.push("profile", "not_allowed");
    }
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("steering_actions", &query))?;
    let mut rows = steering_actions::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(steering_actions::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_key.clone(), id: row.id });
    let items = read::views(db, state.clock.today(), may.caller(), rows).await?;
    let body = dto::SteeringActionPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// The filter asked for, and whether the last day comes first.
pub(super) fn filter_of(
    errors: &mut FieldErrors,
    query: &dto::SteeringActionQuery,
    today: NaiveDate,
) -> (ActionFilter, bool) {
    let statuses = validation::codes(errors, "status", &query.status.0, SteeringStatus::parse);
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
    let filter = ActionFilter {
        statuses,
        committee: query.committee,
        working_group: query.working_group,
        owner_user: query.owner_user,
        owner_partner: query.owner_partner,
        late_on: late.then_some(today),
        ..ActionFilter::default()
    };
    (filter, descending)
}
