//! What somebody does with the link of a notice: keeps their file, or has it erased at once. Opening it changes nothing:
//! mail programs open links too.

use actix_web::{HttpResponse, get, post, web};
use domain::codes::{ErasureReason, RetentionState};
use persistence::{ConnectionTrait, StoreError, contact_requests, prospects, retention};

use super::LinkedRetention;
use super::link::RetentionLink;
use crate::audit::Trail;
use crate::erasure::{Order, ledger};
use crate::problem::Problem;
use crate::state::AppState;

async fn view(db: &impl ConnectionTrait, state: &AppState, link: &RetentionLink) -> Result<LinkedRetention, Problem> {
    let clock = link.clock(db).await?;
    let policy = retention::current(db).await?.policy;
    let today = state.clock.today();
    Ok(LinkedRetention {
        number: clock.number,
        ends_on: policy.erased_on(&clock.kept, today),
        last_action_on: clock.kept.last_action_on,
        basis: clock.kept.basis().to_string(),
        ends_soon: policy.state(&clock.kept, today) != RetentionState::Kept,
    })
}

/// Lire la fin de son dossier
///
/// Avec le jeton du lien reçu par message. L'ouvrir ne change rien.
#[utoipa::path(tag = "public", operation_id = "get_linked_retention", security(("retention_link" = [])),
    responses((status = 200, description = "The end of the file", body = LinkedRetention),
        (status = 404, description = "The link opens nothing any more")))]
#[get("/public/linked-retention")]
pub async fn get_linked_retention(
    link: RetentionLink,
    state: web::Data<AppState>,
) -> Result<web::Json<LinkedRetention>, Problem> {
    let body = view(state.store.reader(), &state, &link).await?;
    link.forgive(&state.limits);
    Ok(web::Json(body))
}

/// Garder son dossier
///
/// La durée de conservation repart d'aujourd'hui.
#[utoipa::path(tag = "public", operation_id = "keep_linked_file", security(("retention_link" = [])),
    responses((status = 200, description = "The new end of the file", body = LinkedRetention),
        (status = 404, description = "The link opens nothing any more")))]
#[post("/public/linked-retention/keep")]
pub async fn keep_linked_file(
    link: RetentionLink,
    state: web::Data<AppState>,
) -> Result<web::Json<LinkedRetention>, Problem> {
    let tx = state.store.begin().await?;
    let (file, now) = (link.held(&tx).await?, state.clock.now());
    contact_requests::note_own_action(&tx, file.id, now).await?;
    prospects::touch(&tx, file.id, now).await?;
    let trail = Trail::of_system("retention_link", &state.clock);
    trail.record(&tx, "prospect.keep", ("prospect", file.id), &["last_contact_by_person_at"]).await?;
    let body = view(&tx, &state, &link).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(web::Json(body))
}

/// Effacer son dossier
///
/// Aussitôt, et sans retour possible : les noms, les coordonnées et tout ce qui a été écrit disparaissent.
#[utoipa::path(tag = "public", operation_id = "erase_linked_file", security(("retention_link" = [])),
    responses((status = 204, description = "Nobody of the file is known any more"),
        (status = 404, description = "The link opens nothing any more")))]
#[post("/public/linked-retention/erase")]
pub async fn erase_linked_file(link: RetentionLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let file = link.held(&tx).await?;
    let trail = Trail::of_system("retention_link", &state.clock);
    let on = state.clock.today();
    let order = Order { state: &state, tx: &tx, trail: &trail, reason: ErasureReason::Asked, on };
    order.file(file.id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    ledger::note(&state).await;
    link.forgive(&state.limits);
    Ok(HttpResponse::NoContent().finish())
}
