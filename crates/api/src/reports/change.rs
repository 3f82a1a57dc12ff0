//! Preparing a report, computing, validating and publishing it, and correcting it by a new edition.

use actix_web::{HttpRequest, HttpResponse, delete, post, web};
use domain::codes::ReportStatus;
use domain::reports as rules;
use persistence::reports::{self, Frozen, Report, ReportFilter};
use persistence::{DatabaseTransaction, StoreError};
use uuid::Uuid;

use super::read::{answer, existing, shown};
use super::{RESOURCE, compute, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::problem::Problem;
use crate::state::AppState;

/// Préparer le bilan d'une année
///
/// En brouillon. 409 `report_exists` quand l'année a déjà un bilan : publié, il se corrige ; sinon, il se poursuit.
#[utoipa::path(tag = "reports", operation_id = "create_report", security(("bearer" = [])), request_body = dto::NewReport,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::Report,
        headers(("Location" = String, description = "Path of the report"), ("ETag" = String, description = "Version")))))]
#[post("/reports")]
pub async fn create_report(
    may: may::ManageReports,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewReport>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let year = rules::year(sent.year, state.clock.today()).map_err(|code| Problem::field("/year", code))?;
    let scope = format!("{}:create_report", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let filter = ReportFilter { year: Some(year), ..ReportFilter::default() };
        if reports::latest(tx, &filter).await?.is_some() {
            return Err(Problem::conflict("report_exists"));
        }
        let id = reports::insert(tx, (year, 1), None, state.clock.now()).await.map_err(taken)?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(tx, "report.create", (RESOURCE, id), &["year"]).await?;
        created(tx, id).await
    })
    .await
}

/// Corriger un bilan publié
///
/// Une nouvelle édition, en brouillon, avec son motif : une fois calculée, elle dit fichier par fichier ce qui change.
/// L'édition publiée reste telle quelle. 409 `report_not_published` ou `report_open` quand une édition plus récente existe.
#[utoipa::path(tag = "reports", operation_id = "create_report_correction", security(("bearer" = [])),
    request_body = dto::NewReportCorrection,
    params(("report_id" = Uuid, Path, description = "Édition publiée"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "The new edition", body = dto::Report,
        headers(("Location" = String, description = "Path of the report"), ("ETag" = String, description = "Version")))))]
#[post("/reports/{report_id}/corrections")]
pub async fn create_report_correction(
    may: may::ManageReports,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<dto::NewReportCorrection>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:correct_report:{}", may.caller().actor.user_id, id.0);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let row = existing(tx, may.caller(), id.0).await?;
        let reason = rules::correction_reason(&sent.reason).map_err(|code| Problem::field("/reason", code))?;
        let edition = next_edition(tx, &row).await?;
        let id = reports::insert(tx, (row.year, edition), Some(&reason), state.clock.now()).await.map_err(taken)?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record_because(tx, "report.correct", (RESOURCE, id), &["edition"], Some(&reason)).await?;
        created(tx, id).await
    })
    .await
}

/// The edition that corrects this one, which has to be published and the latest of its year.
async fn next_edition(tx: &DatabaseTransaction, row: &Report) -> Result<i32, Problem> {
    if row.status != ReportStatus::Published {
        return Err(Problem::conflict("report_not_published"));
    }
    let filter = ReportFilter { year: Some(row.year), ..ReportFilter::default() };
    match reports::latest(tx, &filter).await? {
        Some(latest) if latest.id != row.id => Err(Problem::conflict("report_open")),
        _ => Ok(row.edition.saturating_add(1)),
    }
}

/// Somebody else prepared the same edition a moment before.
fn taken(error: StoreError) -> Problem {
    match error {
        StoreError::Constraint(_) => Problem::conflict("report_open"),
        other => other.into(),
    }
}

async fn created(tx: &DatabaseTransaction, id: Uuid) -> Result<Created<dto::Report>, Problem> {
    let row = reports::find(tx, id).await?.ok_or_else(Problem::not_found)?;
    let (version, location) = (Some(row.version), format!("/api/v1/reports/{id}"));
    Ok(Created { location, version, body: dto::Report::of(row, true) })
}

/// Supprimer un bilan en préparation
///
/// Un bilan publié reste, pour de bon (409 `report_published`).
#[utoipa::path(tag = "reports", operation_id = "delete_report", security(("bearer" = [])),
    params(("report_id" = Uuid, Path, description = "Édition d'un bilan"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Removed")))]
#[delete("/reports/{report_id}")]
pub async fn delete_report(
    may: may::ManageReports,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, may.caller(), id.0).await?;
    if row.status == ReportStatus::Published {
        return Err(Problem::conflict("report_published"));
    }
    reports::delete(&tx, (id.0, version.0)).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "report.delete", (RESOURCE, id.0), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Calculer, valider ou publier un bilan
///
/// `computed` calcule les chiffres, aussi souvent qu'il le faut ; `validated` dit qu'une personne les a relus ; `published`
/// les fige, avec leur empreinte SHA-256 : plus rien ne les change.
#[utoipa::path(tag = "reports", operation_id = "transition_report", security(("bearer" = [])),
    request_body = dto::ReportTransition,
    params(("report_id" = Uuid, Path, description = "Édition d'un bilan")),
    responses((status = 200, description = "The report", body = dto::Report,
        headers(("ETag" = String, description = "Version")))))]
#[post("/reports/{report_id}/transitions")]
pub async fn transition_report(
    may: may::ManageReports,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<dto::ReportTransition>,
) -> Result<HttpResponse, Problem> {
    let row = existing(state.store.reader(), may.caller(), id.0).await?;
    let to = ReportStatus::parse(&body.value.to).ok_or_else(|| Problem::field("/to", "unknown_code"))?;
    let allowed = rules::allowed_next(row.status);
    if !allowed.contains(&to) {
        return Err(Problem::transition_not_allowed(allowed.iter().map(|state| state.as_str())));
    }
    let frozen = if to == ReportStatus::Computed { Some(computed(&state, &row).await?) } else { None };
    let tx = state.store.begin().await?;
    step(&tx, &state, (&row, to), (frozen.as_ref(), &may.caller().name)).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "report.transition", (RESOURCE, row.id), &["status"]).await?;
    let row = existing(&tx, may.caller(), id.0).await?;
    let body = shown(&tx, may.caller(), row).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(answer(&body))
}

/// The figures, read before the transaction that writes: it holds nobody up.
async fn computed(state: &AppState, row: &Report) -> Result<Frozen, Problem> {
    let tx = state.store.snapshot().await?;
    let frozen = compute::compute(&tx, row, state.clock.now()).await?;
    tx.rollback().await.map_err(StoreError::from)?;
    Ok(frozen)
}

/// Moves an edition, on the version that was read.
async fn step(
    tx: &DatabaseTransaction,
    state: &AppState,
    (row, to): (&Report, ReportStatus),
    (frozen, by): (Option<&Frozen>, &str),
) -> Result<(), StoreError> {
    let (at, now) = ((row.id, row.version), state.clock.now());
    match (to, frozen) {
        (ReportStatus::Computed, Some(frozen)) => reports::set_computed(tx, at, frozen, now).await,
        (ReportStatus::Validated, _) => reports::validate(tx, at, by, now).await,
        (ReportStatus::Published, _) => reports::publish(tx, at, by, now).await,
        _ => Err(StoreError::Stale),
    }
}
