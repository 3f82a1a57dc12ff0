//! Sign-ups that the programme checks: the employer or the address was known already.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use domain::access::EmployerScope;
use domain::codes::EmployerSignUpStatus::{self, Refused};
use domain::employer_sign_ups::{Decision, DecisionRefusal, status_at};
use domain::validation::{FieldErrors, codes};
use persistence::employer_sign_ups::{self as sign_ups, EmployerSignUp as Stored, Outcome};
use persistence::employers::{self, Employer};
use persistence::{DatabaseTransaction, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use super::dto::{EmployerSignUp, EmployerSignUpPage, EmployerSignUpTransition};
use super::{RESOURCE, confirm};
use crate::audit::Trail;
use crate::caller::may;
use crate::employers::accounts::give_access;
use crate::employers::change::in_use;
use crate::http::{self, Body, Cursor, Many, PageQuery, PathIds, Query, page_response};
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::state::AppState;

/// Which sign-ups.
#[derive(Debug, Clone, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct EmployerSignUpQuery {
    /// States.
    #[param(value_type = Vec<String>, example = json!(["waiting"]))]
    status: Many,
    /// Rows of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    cursor: Option<String>,
    /// `exact` to get `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(example = "exact")]
    count: Option<String>,
}

/// Les inscriptions d'employeurs
///
/// Les plus récentes d'abord. Celles qui attendent (`waiting`) concernent un employeur ou une adresse déjà connus.
#[utoipa::path(tag = "employers", operation_id = "list_employer_sign_ups", security(("bearer" = [])),
    params(EmployerSignUpQuery),
    responses((status = 200, description = "A page of sign-ups", body = EmployerSignUpPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/employer-sign-ups")]
pub async fn list_employer_sign_ups(
    _may: may::ManageEmployers,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<EmployerSignUpQuery>,
) -> Result<HttpResponse, Problem> {
    let (query, now) = (query.0, state.clock.now());
    let mut errors = FieldErrors::new();
    let status = codes(&mut errors, "status", &query.status.0, EmployerSignUpStatus::parse);
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("employer_sign_ups", &query))?;
    let after = page.after.as_ref().and_then(|cursor| Some((cursor.key.parse().ok()?, cursor.id)));
    let db = state.store.reader();
    let mut rows = sign_ups::list(db, (&status, now), after, page.limit + 1).await?;
    let total = if counted { i32::try_from(sign_ups::count(db, (&status, now)).await?).ok() } else { None };
    let next_cursor =
        page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.received_at.to_rfc3339(), id: row.id });
    let items = rows.into_iter().map(|row| EmployerSignUp::of(row, now)).collect();
    let body = EmployerSignUpPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Accepter ou refuser une inscription
///
/// `accepted` donne l'accès et l'écrit à la personne ; `refused` dit pourquoi, et l'écrit aussi. Une adresse de l'équipe
/// ne reçoit pas d'accès d'employeur (422 sur `/email`).
#[utoipa::path(tag = "employers", operation_id = "transition_employer_sign_up", security(("bearer" = [])),
    request_body = EmployerSignUpTransition,
    params(("sign_up_id" = Uuid, Path, description = "Inscription")),
    responses((status = 200, description = "The sign-up, decided", body = EmployerSignUp)))]
#[post("/employer-sign-ups/{sign_up_id}/transitions")]
pub async fn transition_employer_sign_up(
    may: may::ManageEmployers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<EmployerSignUpTransition>,
) -> Result<web::Json<EmployerSignUp>, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let row = sign_ups::find(&tx, id.0, true).await?.ok_or_else(Problem::not_found)?;
    let decision = read(&row, &body.value, now)?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let employer_id = match decision.to {
        Refused => refuse(&state, &tx, &row, decision.reason.as_deref().unwrap_or_default()).await?,
        _ => accept(&state, &tx, &trail, &row).await?,
    };
    let outcome = Outcome { employer_id, decided_by: trail.actor_id(), reason: decision.reason.as_deref() };
    sign_ups::settle(&tx, &row, decision.to, outcome, now).await?;
    let why = decision.reason.as_deref();
    trail.record_because(&tx, "employer_sign_up.decide", (RESOURCE, row.id), &["status"], why).await?;
    let row = sign_ups::find(&tx, id.0, false).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    Ok(web::Json(EmployerSignUp::of(row, now)))
}

fn read(
    row: &Stored,
    sent: &EmployerSignUpTransition,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Decision, Problem> {
    let from = status_at(row.status, row.expires_at, now);
    Decision::parse(from, &sent.to, sent.reason.as_deref()).map_err(|refusal| match refusal {
        DecisionRefusal::Invalid(errors) => Problem::validation(errors),
        DecisionRefusal::NotAllowed(next) => Problem::transition_not_allowed(next.iter().map(|state| state.as_str())),
    })
}

/// Gives access to the employer, which is made known when nobody did meanwhile.
async fn accept(
    state: &AppState,
    tx: &DatabaseTransaction,
    trail: &Trail,
    row: &Stored,
) -> Result<Option<Uuid>, Problem> {
    let sign_up = confirm::told(row)?;
    let employer = match known(tx, row, sign_up.employer.siret.as_str()).await? {
        Some(employer) => in_use(employer)?,
        None => confirm::make_known(state, tx, trail, &sign_up).await?,
    };
    give_access(tx, state, (trail, trail.actor_label()), &employer, &sign_up.identity).await?;
    Ok(Some(employer.id))
}

async fn known(tx: &DatabaseTransaction, row: &Stored, siret: &str) -> Result<Option<Employer>, StoreError> {
    match row.employer_id {
        Some(id) => employers::find(tx, &EmployerScope::All, id).await,
        None => employers::find_by_siret(tx, siret).await,
    }
}

async fn refuse(
    state: &AppState,
    tx: &DatabaseTransaction,
    row: &Stored,
    reason: &str,
) -> Result<Option<Uuid>, Problem> {
    let told = &row.told;
    let words = [("first_name", told.first_name.as_str()), ("employer", told.name.as_str()), ("reason", reason)];
    mail::queue(tx, state, &Letter::compose(Kind::EmployerSignUpRefused, &told.email, &words, None)?).await?;
    Ok(row.employer_id)
}
