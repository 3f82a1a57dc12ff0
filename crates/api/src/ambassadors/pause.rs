//! The end of invitations in one click, as mail programs ask for it (RFC 8058): the ambassador takes a pause, and comes
//! back from their own page.

use actix_web::{HttpResponse, get, post, web};
use domain::ambassadors::AmbassadorMove;
use domain::codes::AmbassadorStatus;
use persistence::StoreError;
use persistence::ambassadors;
use persistence::locks::hold_ambassador;
use uuid::Uuid;

use super::{link, transitions};
use crate::audit::Trail;
use crate::contact_requests::pace::MayConfirm;
use crate::http::PathIds;
use crate::mail::Subscription;
use crate::problem::Problem;
use crate::signed_links::{self, ENDLESS};
use crate::state::AppState;

const PAUSE: &str = "ambassador-pause";
/// Where the pause is asked for.
const PAUSE_PAGE: &str = "/mon-engagement/pause";

fn read(state: &AppState, token: &str) -> Result<Uuid, Problem> {
    signed_links::read(&state.secrets, PAUSE, token, state.clock.now()).ok_or_else(link::over)
}

/// How the invitations of an ambassador end: their page, and one click.
pub(crate) fn subscription(state: &AppState, id: Uuid) -> Subscription {
    let site = state.config.public_url.trim_end_matches('/');
    let token = signed_links::sign(&state.secrets, PAUSE, id, ENDLESS);
    let one_click = format!("{site}/api/v1/public/ambassadors/pause/{token}");
    Subscription { page: link::page(state, id), one_click }
}

/// Ne plus recevoir d'invitations, en un clic
///
/// L'adresse de l'en-tête `List-Unsubscribe` des invitations (RFC 8058) : un `POST` sans cookie, quel que soit son
/// contenu. L'ambassadeur est en pause, rien ne lui est plus proposé, et il revient depuis sa page ; recommencer ne change
/// rien. 404 quand le jeton n'est pas de ce serveur.
#[utoipa::path(tag = "public", operation_id = "pause_ambassador",
    params(("token" = String, Path, description = "Token of the invitation")),
    responses((status = 204, description = "Nothing is proposed any more")))]
#[post("/public/ambassadors/pause/{token}")]
pub async fn pause_ambassador(
    may: MayConfirm,
    state: web::Data<AppState>,
    PathIds(token): PathIds<String>,
) -> Result<HttpResponse, Problem> {
    let id = read(&state, &token)?;
    let tx = state.store.begin().await?;
    hold_ambassador(&tx, id).await?;
    let active = ambassadors::find(&tx, None, id).await?.filter(|one| one.status == AmbassadorStatus::Active);
    if let Some(row) = active {
        let asked = AmbassadorMove { to: AmbassadorStatus::Paused, reason: None };
        let trail = Trail::of_system("ambassador_link", &state.clock);
        transitions::move_to(&tx, &state, &trail, &row, &asked).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    may.forgive(&state.limits);
    Ok(HttpResponse::NoContent().finish())
}

/// Ouvrir la page qui met fin aux invitations
///
/// Pour les messageries qui ouvrent l'adresse de `List-Unsubscribe` dans un navigateur : mène à la page qui demande une
/// confirmation. Lire n'arrête rien.
#[utoipa::path(tag = "public", operation_id = "show_ambassador_pause",
    params(("token" = String, Path, description = "Token of the invitation")),
    responses((status = 303, description = "The page that asks",
        headers(("Location" = String, description = "Path of the page")))))]
#[get("/public/ambassadors/pause/{token}")]
pub async fn show_ambassador_pause(
    may: MayConfirm,
    state: web::Data<AppState>,
    PathIds(token): PathIds<String>,
) -> Result<HttpResponse, Problem> {
    read(&state, &token)?;
    may.forgive(&state.limits);
    Ok(signed_links::to_page(PAUSE_PAGE, &token))
}
