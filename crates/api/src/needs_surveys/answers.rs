//! What employers answer: by themselves, or by telephone with somebody of the team.

use std::collections::{BTreeMap, HashMap};

use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, get, put, web};
use domain::access::EmployerScope;
use domain::codes::MembershipStatus;
use domain::needs_answers::{self, Answers};
use domain::needs_surveys::takes_answers;
use domain::validation::FieldErrors;
use persistence::employers::Employer;
use persistence::needs_surveys::answers::{self as stored, Entry, Reply};
use persistence::needs_surveys::{self, Survey};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, occupations};
use uuid::Uuid;

use super::RESOURCE;
use super::answer_dto::{NeedsAnswer, NeedsAnswerPage, NeedsAnswerQuery, NeedsAnswerWrite, occupations_of};
use super::read::existing;
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Cursor, IfMatch, PageQuery, PathIds, Query, etag, page_response};
use crate::problem::Problem;
use crate::state::AppState;

async fn labels_of(db: &impl ConnectionTrait, rows: &[Reply]) -> Result<HashMap<String, String>, StoreError> {
    let codes = rows.iter().flat_map(|row| row.answers.values()).flat_map(occupations_of);
    occupations::labels_of(db, codes.map(String::as_str)).await
}

/// Les réponses à une enquête
///
/// Par nom d'employeur, brouillons compris. Les employeurs ne les lisent pas.
#[utoipa::path(tag = "needs_surveys", operation_id = "list_needs_answers", security(("bearer" = [])),
    params(("survey_id" = Uuid, Path, description = "Enquête"), NeedsAnswerQuery),
    responses((status = 200, description = "A page of answers", body = NeedsAnswerPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/needs-surveys/{survey_id}/answers")]
pub async fn list_needs_answers(
    may: may::FollowNeedsSurveys,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    query: Query<NeedsAnswerQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let db = state.store.reader();
    existing(db, &may.employers(), id.0).await?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("needs_answers", id.0, &query))?;
    let mut rows = stored::list(db, (id.0, query.submitted), &page.slice(false)).await?;
    let next_cursor =
        page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_name.clone(), id: row.employer_id });
    let labels = labels_of(db, &rows).await?;
    let items = rows.into_iter().map(|row| NeedsAnswer::of(row, &labels)).collect();
    let body = NeedsAnswerPage { items, next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

async fn view(db: &impl ConnectionTrait, survey_id: Uuid, employer: &Employer) -> Result<NeedsAnswer, Problem> {
    if let Some(found) = stored::find(db, survey_id, employer.id).await? {
        let labels = labels_of(db, std::slice::from_ref(&found)).await?;
        return Ok(NeedsAnswer::of(found, &labels));
    }
    Ok(NeedsAnswer {
        employer_id: employer.id,
        employer_name: employer.name.clone(),
        answers: BTreeMap::new(),
        occupation_labels: BTreeMap::new(),
        submitted: false,
        submitted_at: None,
        entered_by_name: None,
        version: None,
        updated_at: None,
    })
}

fn shown(mut response: actix_web::HttpResponseBuilder, body: &NeedsAnswer) -> HttpResponse {
    if let Some(version) = body.version {
        response.insert_header((header::ETAG, etag(version)));
    }
    response.json(body)
}

/// Les réponses d'un employeur
///
/// Vides, et sans `ETag`, tant qu'il n'a rien répondu. Un employeur ne lit que les siennes.
#[utoipa::path(tag = "needs_surveys", operation_id = "get_needs_answer", security(("bearer" = [])),
    params(("survey_id" = Uuid, Path, description = "Enquête"), ("employer_id" = Uuid, Path, description = "Employeur")),
    responses((status = 200, description = "The answers", body = NeedsAnswer,
        headers(("ETag" = String, description = "Version, once there are any")))))]
#[get("/needs-surveys/{survey_id}/answers/{employer_id}")]
pub async fn get_needs_answer(
    may: may::AnswerNeedsSurveys,
    state: web::Data<AppState>,
    PathIds((survey_id, employer_id)): PathIds<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let (db, scope) = (state.store.reader(), may.employers());
    let employer = crate::employers::existing(db, &scope, employer_id).await?;
    existing(db, &scope, survey_id).await?;
    Ok(shown(HttpResponse::Ok(), &view(db, survey_id, &employer).await?))
}

/// Répondre pour un employeur
///
/// L'employeur lui-même, ou l'équipe au téléphone. Incomplètes en brouillon (`submitted: false`), complètes une fois
/// envoyées ; toutes remplacées à chaque fois. `If-Match` est demandé dès qu'il y en a (428 sans lui). 201 la première
/// fois.
#[utoipa::path(tag = "needs_surveys", operation_id = "put_needs_answer", security(("bearer" = [])),
    request_body = NeedsAnswerWrite,
    params(("survey_id" = Uuid, Path, description = "Enquête"), ("employer_id" = Uuid, Path, description = "Employeur"),
        ("If-Match" = Option<String>, Header, description = "Version lue (ETag), quand il y en a une")),
    responses((status = 200, description = "The answers", body = NeedsAnswer,
            headers(("ETag" = String, description = "Version"))),
        (status = 201, description = "The first answers", body = NeedsAnswer,
            headers(("ETag" = String, description = "Version")))))]
#[put("/needs-surveys/{survey_id}/answers/{employer_id}")]
pub async fn put_needs_answer(
    may: may::AnswerNeedsSurveys,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((survey_id, employer_id)): PathIds<(Uuid, Uuid)>,
    body: Body<NeedsAnswerWrite>,
) -> Result<HttpResponse, Problem> {
    let read = match request.headers().contains_key(header::IF_MATCH) {
        true => Some(IfMatch::extract(&request).await?.0),
        false => None,
    };
    let tx = state.store.begin().await?;
    let (survey, employer) = answering(&tx, &state, &may.employers(), (survey_id, employer_id)).await?;
    let submitted = body.value.submitted;
    let answers = parse(&tx, &survey, body.value).await?;
    let (caller, now) = (may.caller(), state.clock.now());
    let entry = Entry {
        answers: &answers,
        submitted_at: submitted.then_some(now),
        entered_by: Some(caller.actor.user_id),
        entered_by_name: &caller.name,
    };
    let known = stored::find(&tx, survey_id, employer_id).await?;
    let status = match (known, read) {
        (None, None) => {
            stored::insert(&tx, (survey_id, employer_id), &entry, now).await?;
            StatusCode::CREATED
        }
        (Some(known), Some(version)) => {
            stored::update(&tx, (known.id, version), &entry, now).await?;
            StatusCode::OK
        }
        (Some(_), None) => return Err(Problem::new(StatusCode::PRECONDITION_REQUIRED, "precondition_required")),
        (None, Some(_)) => return Err(Problem::new(StatusCode::PRECONDITION_FAILED, "precondition_failed")),
    };
    let trail = Trail::of(caller, &request, &state.clock);
    let action = if submitted { "needs_answer.submit" } else { "needs_answer.save" };
    trail.record(&tx, action, (RESOURCE, survey_id), &["answers"]).await?;
    let body = view(&tx, survey_id, &employer).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(HttpResponse::build(status), &body))
}

/// The survey and the employer, when this one may answer today: it was awaited, or joined the network since.
async fn answering(
    tx: &DatabaseTransaction,
    state: &AppState,
    scope: &EmployerScope,
    (survey_id, employer_id): (Uuid, Uuid),
) -> Result<(Survey, Employer), Problem> {
    let employer = crate::employers::existing(tx, scope, employer_id).await?;
    let survey = existing(tx, scope, survey_id).await?;
    if employer.archived_at.is_some() {
        return Err(Problem::conflict("archived"));
    }
    if !takes_answers(survey.status, (survey.opens_on, survey.closes_on), state.clock.today()) {
        return Err(Problem::conflict("survey_not_open"));
    }
    if !needs_surveys::is_invited(tx, survey_id, employer_id).await? {
        if employer.membership.status != Some(MembershipStatus::Active) {
            return Err(Problem::conflict("membership_not_active"));
        }
        needs_surveys::invite(tx, survey_id, employer_id).await?;
    }
    Ok((survey, employer))
}

/// Reads the answers; occupations have to exist.
async fn parse(db: &impl ConnectionTrait, survey: &Survey, sent: NeedsAnswerWrite) -> Result<Answers, Problem> {
    let input = sent.answers.into_iter().map(|(id, value)| (id, value.into())).collect();
    let answers = needs_answers::read(&survey.questions, &input, sent.submitted)?;
    let codes = answers.values().flat_map(occupations_of);
    let known = occupations::labels_of(db, codes.map(String::as_str)).await?;
    let mut errors = FieldErrors::new();
    for (id, answer) in &answers {
        if occupations_of(answer).iter().any(|code| !known.contains_key(code)) {
            errors.push(format!("/answers/{id}"), "unknown_code");
        }
    }
    Ok(errors.finish(Some(answers))?)
}
