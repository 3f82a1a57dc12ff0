//! Preparing surveys, opening and closing them.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::access::EmployerScope;
use domain::codes::NeedsSurveyStatus;
use domain::needs_surveys::{SurveyFacts, SurveyInput, allowed_next};
use persistence::needs_surveys::{self, SurveyFilter};
use persistence::{DatabaseTransaction, StoreError};
use uuid::Uuid;

use super::read::{existing, shown};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::problem::Problem;
use crate::state::AppState;

async fn insert(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    input: &SurveyInput,
) -> Result<Created<dto::NeedsSurvey>, Problem> {
    let facts = SurveyFacts::parse(input, Uuid::now_v7)?;
    let id = needs_surveys::insert(tx, &facts, state.clock.now()).await?;
    trail.record(tx, "needs_survey.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
    let row = needs_surveys::find(tx, &SurveyFilter::default(), id).await?.ok_or_else(Problem::not_found)?;
    let body = dto::NeedsSurvey::of(row, state.clock.today());
    Ok(Created { location: format!("/api/v1/needs-surveys/{id}"), version: Some(body.version), body })
}

/// Préparer une enquête
///
/// En brouillon : les employeurs la voient une fois ouverte.
#[utoipa::path(tag = "needs_surveys", operation_id = "create_needs_survey", security(("bearer" = [])),
    request_body = dto::NewNeedsSurvey,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::NeedsSurvey,
        headers(("Location" = String, description = "Path of the survey"), ("ETag" = String, description = "Version")))))]
#[post("/needs-surveys")]
pub async fn create_needs_survey(
    may: may::ManageNeedsSurveys,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewNeedsSurvey>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_needs_survey", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let mut input = SurveyInput::from(sent);
        // Ids are ours: a question of another survey is a new one here.
        input.questions.iter_mut().for_each(|question| question.id = None);
        insert(tx, &state, &Trail::of(may.caller(), &request, &state.clock), &input).await
    })
    .await
}

/// Corriger une enquête
///
/// Questions et premier jour : en brouillon seulement (409 `survey_not_draft`). Titre, introduction et dernier jour :
/// jusqu'à la clôture.
#[utoipa::path(tag = "needs_surveys", operation_id = "update_needs_survey", security(("bearer" = [])),
    request_body = dto::NeedsSurveyPatch,
    params(("survey_id" = Uuid, Path, description = "Enquête"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The survey", body = dto::NeedsSurvey,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/needs-surveys/{survey_id}")]
pub async fn update_needs_survey(
    may: may::ManageNeedsSurveys,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::NeedsSurveyPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, &EmployerScope::All, id.0).await?;
    let (sent, fields) = (body.value.needs_a_draft(), body.value.fields());
    match row.status {
        NeedsSurveyStatus::Closed => return Err(Problem::conflict("survey_closed")),
        NeedsSurveyStatus::Open if sent => return Err(Problem::conflict("survey_not_draft")),
        NeedsSurveyStatus::Draft | NeedsSurveyStatus::Open => {}
    }
    let facts = SurveyFacts::parse(&body.value.onto(&row), Uuid::now_v7)?;
    needs_surveys::update(&tx, (id.0, version.0), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "needs_survey.update", (RESOURCE, id.0), &fields).await?;
    let row = existing(&tx, &EmployerScope::All, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(row, state.clock.today()))
}

/// Supprimer un brouillon
///
/// Une enquête ouverte ou close reste, avec ses réponses (409 `survey_not_draft`).
#[utoipa::path(tag = "needs_surveys", operation_id = "delete_needs_survey", security(("bearer" = [])),
    params(("survey_id" = Uuid, Path, description = "Enquête"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Removed")))]
#[delete("/needs-surveys/{survey_id}")]
pub async fn delete_needs_survey(
    may: may::ManageNeedsSurveys,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, &EmployerScope::All, id.0).await?;
    if row.status != NeedsSurveyStatus::Draft {
        return Err(Problem::conflict("survey_not_draft"));
    }
    needs_surveys::delete(&tx, (id.0, version.0)).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "needs_survey.delete", (RESOURCE, id.0), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Ouvrir ou clore une enquête
///
/// Ouverte, elle attend la réponse de chaque employeur membre du réseau ce jour-là, et ses questions ne changent plus.
/// Close, elle l'est pour de bon.
#[utoipa::path(tag = "needs_surveys", operation_id = "transition_needs_survey", security(("bearer" = [])),
    request_body = dto::NeedsSurveyTransition,
    params(("survey_id" = Uuid, Path, description = "Enquête")),
    responses((status = 200, description = "The survey", body = dto::NeedsSurvey,
        headers(("ETag" = String, description = "Version")))))]
#[post("/needs-surveys/{survey_id}/transitions")]
pub async fn transition_needs_survey(
    may: may::ManageNeedsSurveys,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<dto::NeedsSurveyTransition>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, &EmployerScope::All, id.0).await?;
    let to = NeedsSurveyStatus::parse(&body.value.to).ok_or_else(|| Problem::field("/to", "unknown_code"))?;
    let allowed = allowed_next(row.status);
    if !allowed.contains(&to) {
        return Err(Problem::transition_not_allowed(allowed.iter().map(|state| state.as_str())));
    }
    if row.questions.is_empty() {
        return Err(Problem::conflict("survey_without_questions"));
    }
    let now = state.clock.now();
    match to {
        NeedsSurveyStatus::Open => needs_surveys::open(&tx, (row.id, row.version), now).await?,
        _ => needs_surveys::close(&tx, (row.id, row.version), now).await?,
    }
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "needs_survey.transition", (RESOURCE, row.id), &["status"]).await?;
    let row = existing(&tx, &EmployerScope::All, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(row, state.clock.today()))
}

/// Dupliquer une enquête
///
/// Un nouveau brouillon avec les mêmes questions, sans dates ni réponses.
#[utoipa::path(tag = "needs_surveys", operation_id = "duplicate_needs_survey", security(("bearer" = [])),
    params(("survey_id" = Uuid, Path, description = "Enquête")),
    responses((status = 201, description = "The new draft", body = dto::NeedsSurvey,
        headers(("Location" = String, description = "Path of the survey"), ("ETag" = String, description = "Version")))))]
#[post("/needs-surveys/{survey_id}/duplicate")]
pub async fn duplicate_needs_survey(
    may: may::ManageNeedsSurveys,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    create_once(&state, "", &IdempotencyKey::default(), "", async |tx| {
        let row = existing(tx, &EmployerScope::All, id.0).await?;
        let mut input = SurveyInput { opens_on: None, closes_on: None, ..dto::input_of(&row) };
        input.questions.iter_mut().for_each(|question| question.id = None);
        insert(tx, &state, &Trail::of(may.caller(), &request, &state.clock), &input).await
    })
    .await
}
