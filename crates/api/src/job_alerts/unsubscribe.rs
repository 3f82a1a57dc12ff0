//! The end of an alert in one click, as mail programs ask for it (RFC 8058): one `POST`, no cookie, no page.

use actix_web::{HttpResponse, get, post, web};
use persistence::{DatabaseTransaction, StoreError, job_alerts};
use uuid::Uuid;

use super::RESOURCE;
use super::link::{self, Use};
use crate::audit::Trail;
use crate::contact_requests::pace::MayConfirm;
use crate::http::PathIds;
use crate::problem::Problem;
use crate::signed_links;
use crate::state::AppState;

/// Arrêter une alerte en un clic
///
/// L'adresse de l'en-tête `List-Unsubscribe` de chaque message (RFC 8058) : un `POST` sans cookie, quel que soit son
/// contenu. L'adresse électronique et la recherche sont effacées aussitôt ; recommencer ne change rien. 404 quand le jeton
/// n'est pas de ce serveur.
#[utoipa::path(tag = "public", operation_id = "unsubscribe_job_alert",
    params(("token" = String, Path, description = "Token of the mail")),
    responses((status = 204, description = "The alert is erased")))]
#[post("/public/job-alerts/unsubscribe/{token}")]
pub async fn unsubscribe_job_alert(
    may: MayConfirm,
    state: web::Data<AppState>,
    PathIds(token): PathIds<String>,
) -> Result<HttpResponse, Problem> {
    let id = link::read(&state.secrets, Use::Stop, &token, state.clock.now())?;
    let tx = state.store.begin().await?;
    erase(&state, &tx, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    may.forgive(&state.limits);
    Ok(HttpResponse::NoContent().finish())
}

/// Ouvrir la page d'arrêt d'une alerte
///
/// Pour les messageries qui ouvrent l'adresse de `List-Unsubscribe` dans un navigateur : mène à la page qui demande une
/// confirmation. Lire n'arrête rien.
#[utoipa::path(tag = "public", operation_id = "show_job_alert_unsubscription",
    params(("token" = String, Path, description = "Token of the mail")),
    responses((status = 303, description = "The page that asks",
        headers(("Location" = String, description = "Path of the page")))))]
#[get("/public/job-alerts/unsubscribe/{token}")]
pub async fn show_job_alert_unsubscription(
    may: MayConfirm,
    state: web::Data<AppState>,
    PathIds(token): PathIds<String>,
) -> Result<HttpResponse, Problem> {
    link::read(&state.secrets, Use::Stop, &token, state.clock.now())?;
    may.forgive(&state.limits);
    Ok(signed_links::to_page("/mon-alerte/arret", &token))
}

/// Erases an alert; one that is gone stays gone.
pub(super) async fn erase(state: &AppState, tx: &DatabaseTransaction, id: Uuid) -> Result<(), Problem> {
    if job_alerts::delete(tx, id).await? {
        let trail = Trail::of_system("alert_link", &state.clock);
        trail.record(tx, "job_alert.delete", (RESOURCE, id), &[]).await?;
    }
    Ok(())
}
