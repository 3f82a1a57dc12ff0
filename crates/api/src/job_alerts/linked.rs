//! What somebody does with the link of a mail: sees the alert, changes it, keeps it for another year, ends it.

use actix_web::{HttpResponse, delete, get, patch, post, web};
use domain::codes::AlertFrequency;
use domain::validation::{FieldErrors, code};
use persistence::job_alerts::{self, JobAlert};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError};

use super::dto::{JobAlertPatch, LinkedJobAlert};
use super::filters::JobAlertFilters;
use super::link::AlertLink;
use super::{MAX_SENT, RESOURCE};
use crate::audit::Trail;
use crate::http::{Body, IfMatch, Patch};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// The alert of a link as its page shows it.
async fn view(db: &impl ConnectionTrait, link: &AlertLink) -> Result<LinkedJobAlert, Problem> {
    let (alert, schedule) = link.alert(db, false).await?;
    let filters = JobAlertFilters::kept(&alert.filters)?;
    let told = filters.told(db).await?;
    Ok(LinkedJobAlert::of(&alert, &schedule, filters, told))
}

/// Answers with the alert once the change is committed.
async fn answer(state: &AppState, tx: DatabaseTransaction, link: &AlertLink) -> Result<HttpResponse, Problem> {
    let body = view(&tx, link).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(part_response(body.version, &body))
}

/// Lire son alerte
///
/// Avec le jeton du lien reçu dans chaque message de l'alerte. 404 quand le lien n'est plus valable ou l'alerte arrêtée.
#[utoipa::path(tag = "public", operation_id = "get_linked_job_alert", security(("alert_link" = [])),
    responses((status = 200, description = "The alert", body = LinkedJobAlert,
        headers(("ETag" = String, description = "Version"))),
        (status = 404, description = "The link opens nothing any more")))]
#[get("/public/linked-job-alert")]
pub async fn get_linked_job_alert(link: AlertLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let body = view(state.store.reader(), &link).await?;
    link.forgive(&state.limits);
    Ok(part_response(body.version, &body))
}

/// Changer son alerte
///
/// Sa fréquence ou sa recherche ; ce qui est absent reste. Un changement dit aussi que l'alerte sert toujours : elle dure
/// douze mois de plus.
#[utoipa::path(tag = "public", operation_id = "update_linked_job_alert", security(("alert_link" = [])),
    params(("If-Match" = String, Header, description = "Version that was read (ETag)")),
    request_body = JobAlertPatch,
    responses((status = 200, description = "The alert", body = LinkedJobAlert,
        headers(("ETag" = String, description = "Version"))),
        (status = 404, description = "The link opens nothing any more")))]
#[patch("/public/linked-job-alert")]
pub async fn update_linked_job_alert(
    link: AlertLink,
    state: web::Data<AppState>,
    IfMatch(version): IfMatch,
    body: Body<JobAlertPatch, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let (alert, schedule) = link.alert(&tx, true).await?;
    let (filters, frequency) = read(&tx, &alert, body.value).await?;
    let today = state.clock.today();
    let schedule = schedule.every(frequency, today).renewed(today);
    let read = JobAlert { version, ..alert };
    job_alerts::update(&tx, &read, &filters.to_value()?, &schedule, state.clock.now()).await?;
    let trail = Trail::of_system("alert_link", &state.clock);
    trail.record(&tx, "job_alert.update", (RESOURCE, read.id), &["frequency", "filters", "ends_on"]).await?;
    answer(&state, tx, &link).await
}

async fn read(
    db: &impl ConnectionTrait,
    alert: &JobAlert,
    sent: JobAlertPatch,
) -> Result<(JobAlertFilters, AlertFrequency), Problem> {
    let mut errors = FieldErrors::new();
    let frequency = match sent.frequency {
        Patch::Value(sent) => code(&sent, AlertFrequency::parse),
        absent => absent.or_keep(String::new()).map(|_| alert.frequency),
    };
    let frequency = errors.keep("/frequency", frequency);
    let filters = errors.keep("/filters", sent.filters.or_keep(JobAlertFilters::kept(&alert.filters)?));
    let filters = match filters {
        Some(filters) => Some(filters.checked(db, &mut errors).await?),
        None => None,
    };
    Ok(errors.finish(filters.zip(frequency))?)
}

/// Prolonger son alerte
///
/// De douze mois à compter d'aujourd'hui.
#[utoipa::path(tag = "public", operation_id = "renew_linked_job_alert", security(("alert_link" = [])),
    responses((status = 200, description = "The alert", body = LinkedJobAlert,
        headers(("ETag" = String, description = "Version"))),
        (status = 404, description = "The link opens nothing any more")))]
#[post("/public/linked-job-alert/renew")]
pub async fn renew_linked_job_alert(link: AlertLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let (alert, schedule) = link.alert(&tx, true).await?;
    let schedule = schedule.renewed(state.clock.today());
    job_alerts::update(&tx, &alert, &alert.filters, &schedule, state.clock.now()).await?;
    let trail = Trail::of_system("alert_link", &state.clock);
    trail.record(&tx, "job_alert.renew", (RESOURCE, alert.id), &["ends_on"]).await?;
    answer(&state, tx, &link).await
}

/// Arrêter son alerte
///
/// L'adresse et la recherche sont effacées aussitôt.
#[utoipa::path(tag = "public", operation_id = "delete_linked_job_alert", security(("alert_link" = [])),
    responses((status = 204, description = "The alert is erased"),
        (status = 404, description = "The link opens nothing any more")))]
#[delete("/public/linked-job-alert")]
pub async fn delete_linked_job_alert(link: AlertLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let (alert, _) = link.alert(&tx, true).await?;
    super::unsubscribe::erase(&state, &tx, alert.id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(HttpResponse::NoContent().finish())
}
