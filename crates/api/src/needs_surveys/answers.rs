//! What employers answer: by themselves, or by telephone with somebody of the team.

use std::collections::BTreeMap;

use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, get, put, web};
use chrono::{DateTime, Utc};
use domain::access::EmployerScope;
use domain::codes::MembershipStatus;
use domain::needs_answers::{self, Answer, AnswerInput, Answers};
use domain::needs_surveys::takes_answers;
use domain::validation::FieldErrors;
use persistence::employers::Employer;
use persistence::needs_surveys::answers::{self as stored, Entry, Reply};
use persistence::needs_surveys::{self, Survey};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, occupations};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::RESOURCE;
use super::read::existing;
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Cursor, IfMatch, PageQuery, PathIds, Query, etag, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// An answer to one question: the field that its kind asks for, and no other.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedsAnswerValue {
    /// Of `short_text` and `long_text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub text: Option<String>,
    /// Of `single_choice` (one) and `multiple_choice`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = json!(["Logement"]))]
    pub choices: Option<Vec<String>>,
    /// Of `number`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub number: Option<f64>,
    /// Of `yes_no`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub yes: Option<bool>,
    /// Of `rating`, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub rating: Option<i32>,
    /// Of `occupation`: ROME codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub occupations: Option<Vec<String>>,
}

impl From<NeedsAnswerValue> for AnswerInput {
    fn from(sent: NeedsAnswerValue) -> Self {
        AnswerInput {
            text: sent.text,
            choices: sent.choices,
            number: sent.number,
            yes: sent.yes,
            rating: sent.rating,
            occupations: sent.occupations,
        }
    }
}

impl From<Answer> for NeedsAnswerValue {
    fn from(answer: Answer) -> Self {
        let none = NeedsAnswerValue::default();
        match answer {
            Answer::Text(text) => NeedsAnswerValue { text: Some(text), ..none },
            Answer::Choices(choices) => NeedsAnswerValue { choices: Some(choices), ..none },
            Answer::Number(number) => NeedsAnswerValue { number: Some(number), ..none },
            Answer::Yes(yes) => NeedsAnswerValue { yes: Some(yes), ..none },
            Answer::Rating(rating) => NeedsAnswerValue { rating: Some(rating), ..none },
            Answer::Occupations(codes) => NeedsAnswerValue { occupations: Some(codes), ..none },
        }
    }
}

/// The answers of one employer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NeedsAnswer {
    /// The employer.
    pub employer_id: Uuid,
    /// Its name.
    pub employer_name: String,
    /// One by question, under its id; a question without an answer is left out.
    pub answers: BTreeMap<String, NeedsAnswerValue>,
    /// Whether they were submitted; a draft was not.
    pub submitted: bool,
    /// When they were.
    #[schema(required = true)]
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who last entered them; null when nobody did.
    #[schema(required = true)]
    pub entered_by_name: Option<String>,
    /// Version, for `If-Match`; null when nothing was answered yet.
    #[schema(required = true)]
    pub version: Option<i32>,
    /// When they last changed.
    #[schema(required = true)]
    pub updated_at: Option<DateTime<Utc>>,
}

impl From<Reply> for NeedsAnswer {
    fn from(row: Reply) -> Self {
        NeedsAnswer {
            employer_id: row.employer_id,
            employer_name: row.employer_name,
            answers: row.answers.into_iter().map(|(id, answer)| (id.to_string(), answer.into())).collect(),
            submitted: row.submitted_at.is_some(),
            submitted_at: row.submitted_at,
            entered_by_name: Some(row.entered_by_name),
            version: Some(row.version),
            updated_at: Some(row.updated_at),
        }
    }
}

/// A page of answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsAnswerPage {
    /// The answers, by name of their employers.
    pub items: Vec<NeedsAnswer>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// Which answers.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct NeedsAnswerQuery {
    /// Those that were submitted, or those that were not.
    #[param(example = true)]
    pub submitted: Option<bool>,
    /// Answers of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// Answers to keep, all of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"answers": {"0193a000-0000-7000-8000-0000000000c1": {"number": 3}}, "submitted": true}))]
pub struct NeedsAnswerWrite {
    /// One by question, under its id.
    pub answers: BTreeMap<String, NeedsAnswerValue>,
    /// Whether they are submitted, and then complete, or a draft.
    pub submitted: bool,
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
    let body = NeedsAnswerPage { items: rows.into_iter().map(NeedsAnswer::from).collect(), next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

async fn view(db: &impl ConnectionTrait, survey_id: Uuid, employer: &Employer) -> Result<NeedsAnswer, Problem> {
    let found = stored::find(db, survey_id, employer.id).await?;
    Ok(found.map_or_else(
        || NeedsAnswer {
            employer_id: employer.id,
            employer_name: employer.name.clone(),
            answers: BTreeMap::new(),
            submitted: false,
            submitted_at: None,
            entered_by_name: None,
            version: None,
            updated_at: None,
        },
        NeedsAnswer::from,
    ))
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
    let named = |answer: &Answer| match answer {
        Answer::Occupations(codes) => codes.clone(),
        _ => vec![],
    };
    let codes: Vec<String> = answers.values().flat_map(named).collect();
    let known = occupations::labels_of(db, codes.iter().map(String::as_str)).await?;
    let mut errors = FieldErrors::new();
    for (id, answer) in &answers {
        if named(answer).iter().any(|code| !known.contains_key(code)) {
            errors.push(format!("/answers/{id}"), "unknown_code");
        }
    }
    Ok(errors.finish(Some(answers))?)
}
