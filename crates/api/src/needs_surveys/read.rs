//! Looking surveys up: all of them for the team, those that were opened for employers.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::NaiveDate;
use domain::access::EmployerScope;
use domain::codes::NeedsSurveyStatus;
use domain::validation::{self, FieldErrors};
use persistence::ConnectionTrait;
use persistence::needs_surveys::{self, Survey, SurveyFilter};
use uuid::Uuid;

use super::dto;
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, PathIds, Query, etag, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// The survey of this id, when it is not a draft that the caller does not see.
///
/// # Errors
/// 404 when it does not exist or is a draft to an employer; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, scope: &EmployerScope, id: Uuid) -> Result<Survey, Problem> {
    let row = needs_surveys::find(db, &SurveyFilter::default(), id).await?.ok_or_else(Problem::not_found)?;
    let hidden = *scope != EmployerScope::All && row.status == NeedsSurveyStatus::Draft;
    if hidden { Err(Problem::not_found()) } else { Ok(row) }
}

pub(super) fn shown(row: Survey, today: NaiveDate) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(row.version))).json(dto::NeedsSurvey::of(row, today))
}

/// Les enquêtes sur les besoins
///
/// Par titre. L'équipe les voit toutes ; un employeur, celles qui prennent des réponses aujourd'hui.
#[utoipa::path(tag = "needs_surveys", operation_id = "list_needs_surveys", security(("bearer" = [])),
    params(dto::NeedsSurveyQuery),
    responses((status = 200, description = "A page of surveys", body = dto::NeedsSurveyPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/needs-surveys")]
pub async fn list_needs_surveys(
    may: may::ReadNeedsSurveys,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::NeedsSurveyQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let (db, today) = (state.store.reader(), state.clock.today());
    let mut errors = FieldErrors::new();
    let filter = SurveyFilter {
        statuses: validation::codes(&mut errors, "status", &query.status.0, NeedsSurveyStatus::parse),
        answered_on: (may.employers() != EmployerScope::All).then_some(today),
    };
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("needs_surveys", &query))?;
    let mut rows = needs_surveys::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(needs_surveys::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_title.clone(), id: row.id });
    let items = rows.into_iter().map(|row| dto::NeedsSurvey::of(row, today)).collect();
    let body = dto::NeedsSurveyPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Une enquête
///
/// Avec ses questions. Un employeur ne voit pas les brouillons.
#[utoipa::path(tag = "needs_surveys", operation_id = "get_needs_survey", security(("bearer" = [])),
    params(("survey_id" = Uuid, Path, description = "Enquête")),
    responses((status = 200, description = "The survey", body = dto::NeedsSurvey,
        headers(("ETag" = String, description = "Version")))))]
#[get("/needs-surveys/{survey_id}")]
pub async fn get_needs_survey(
    may: may::ReadNeedsSurveys,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = existing(state.store.reader(), &may.employers(), id.0).await?;
    Ok(shown(row, state.clock.today()))
}
