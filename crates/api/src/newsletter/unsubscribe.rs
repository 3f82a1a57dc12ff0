//! The end of the newsletter in one click, as mail programs ask for it (RFC 8058): one `POST`, no cookie, no page.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use persistence::{StoreError, newsletter};
use uuid::Uuid;

use super::{RESOURCE, STOP, STOP_PAGE};
use crate::audit::Trail;
use crate::contact_requests::pace::MayConfirm;
use crate::http::PathIds;
use crate::problem::Problem;
use crate::signed_links;
use crate::state::AppState;

fn read(state: &AppState, token: &str) -> Result<Uuid, Problem> {
    let over = || Problem::new(StatusCode::NOT_FOUND, "newsletter_link_over");
    signed_links::read(&state.secrets, STOP, token, state.clock.now()).ok_or_else(over)
}

/// Se désinscrire de la lettre d'information en un clic
///
/// L'adresse à mettre dans l'en-tête `List-Unsubscribe` de chaque lettre (RFC 8058) : un `POST` sans cookie, quel que
/// soit son contenu. L'adresse électronique est effacée aussitôt ; recommencer ne change rien. 404 quand le jeton n'est
/// pas de ce serveur.
#[utoipa::path(tag = "public", operation_id = "unsubscribe_newsletter",
    params(("token" = String, Path, description = "Token of the letter")),
    responses((status = 204, description = "The address is erased")))]
#[post("/public/newsletter-subscriptions/unsubscribe/{token}")]
pub async fn unsubscribe_newsletter(
    may: MayConfirm,
    state: web::Data<AppState>,
    PathIds(token): PathIds<String>,
) -> Result<HttpResponse, Problem> {
    let id = read(&state, &token)?;
    let tx = state.store.begin().await?;
    if newsletter::delete(&tx, id).await? {
        let trail = Trail::of_system("newsletter_link", &state.clock);
        trail.record(&tx, "newsletter_subscription.delete", (RESOURCE, id), &[]).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    may.forgive(&state.limits);
    Ok(HttpResponse::NoContent().finish())
}

/// Ouvrir la page de désinscription de la lettre d'information
///
/// Pour les messageries qui ouvrent l'adresse de `List-Unsubscribe` dans un navigateur : mène à la page qui demande une
/// confirmation. Lire n'arrête rien.
#[utoipa::path(tag = "public", operation_id = "show_newsletter_unsubscription",
    params(("token" = String, Path, description = "Token of the letter")),
    responses((status = 303, description = "The page that asks",
        headers(("Location" = String, description = "Path of the page")))))]
#[get("/public/newsletter-subscriptions/unsubscribe/{token}")]
pub async fn show_newsletter_unsubscription(
    may: MayConfirm,
    state: web::Data<AppState>,
    PathIds(token): PathIds<String>,
) -> Result<HttpResponse, Problem> {
    read(&state, &token)?;
    may.forgive(&state.limits);
    Ok(signed_links::to_page(STOP_PAGE, &token))
}
