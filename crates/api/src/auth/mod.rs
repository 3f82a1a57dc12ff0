//! Sign-in and one's own account.

mod account;
mod administrators;
pub mod dto;
pub mod hashing;
pub mod passwords;
mod refresh_token;
mod second_factor;
mod sessions;
mod sign_in;
mod totp;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use uuid::Uuid;

pub use administrators::{Outcome, ensure_administrator};
pub use passwords::{chosen_password, invite};
pub use sessions::{OpenSession, open};

use self::dto::{DeviceSession, DeviceSessionList, LoginRequest, Session};
use crate::audit::Trail;
use crate::caller::SignedIn;
use crate::http::{Body, PathIds, client_ip};
use crate::problem::Problem;
use crate::state::AppState;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(login)
        .service(refresh_session)
        .service(logout)
        .service(logout_everywhere)
        .service(list_sessions)
        .service(end_session)
        .configure(account::routes)
        .configure(passwords::routes)
        .configure(second_factor::routes);
}

/// Se connecter
///
/// Rend un jeton d'accès de dix minutes et pose le cookie de renouvellement. La réponse et sa durée sont les mêmes,
/// que l'adresse soit inconnue ou le mot de passe faux. Si le compte a un second facteur, le premier appel répond
/// 401 `totp_required` : recommencez avec `totp_code`.
#[utoipa::path(tag = "auth", operation_id = "login", request_body = LoginRequest,
    responses((status = 200, description = "Session opened", body = Session)))]
#[post("/auth/login")]
pub async fn login(
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<LoginRequest>,
) -> Result<HttpResponse, Problem> {
    let session = sign_in::sign_in(&state, &request, &body.value).await?;
    sessions::answer(&state, session).await
}

/// Renouveler la session
///
/// Le cookie de renouvellement suffit ; il est remplacé à chaque appel. De deux appels simultanés un seul réussit :
/// l'autre reçoit 401 avec `Retry-After`. Une réponse perdue est redonnée pendant trente secondes ; ensuite, un ancien
/// cookie rejoué met fin à la session.
#[utoipa::path(tag = "auth", operation_id = "refresh_session",
    responses((status = 200, description = "Session renewed", body = Session)))]
#[post("/auth/refresh")]
pub async fn refresh_session(state: web::Data<AppState>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    state.limits.refresh(client_ip(&request, &state.config.trusted_proxies))?;
    let token = sessions::sent_token(&state, &request).ok_or_else(|| Problem::unauthorized("unauthorized"))?;
    let session = sessions::renew(&state, &token).await?;
    sessions::answer(&state, session).await
}

/// Se déconnecter
///
/// Met fin à la session du cookie ou du jeton d'accès ; sans effet quand il n'y en a pas.
#[utoipa::path(tag = "auth", operation_id = "logout", responses((status = 204, description = "Signed out")))]
#[post("/auth/logout")]
pub async fn logout(
    who: Option<SignedIn>,
    state: web::Data<AppState>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    if let Some(who) = who {
        sessions::end(&state, who.caller().actor.user_id, who.caller().session_id).await?;
    }
    if let Some(token) = sessions::sent_token(&state, &request) {
        sessions::end_of_token(&state, &token).await?;
    }
    Ok(sessions::signed_out(&state))
}

/// Se déconnecter partout
///
/// Met fin à toutes vos sessions, celle-ci comprise.
#[utoipa::path(tag = "auth", operation_id = "logout_everywhere", security(("bearer" = [])),
    responses((status = 204, description = "Every session ended")))]
#[post("/auth/logout-everywhere")]
pub async fn logout_everywhere(
    who: SignedIn,
    state: web::Data<AppState>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let user_id = who.caller().actor.user_id;
    let tx = state.store.begin().await?;
    persistence::sessions::end_all(&tx, user_id, None, state.clock.now()).await?;
    Trail::of(who.caller(), &request, &state.clock).record(&tx, "session.end_all", ("user", user_id), &[]).await?;
    tx.commit().await.map_err(persistence::StoreError::from)?;
    state.callers.forget();
    Ok(sessions::signed_out(&state))
}

/// Vos sessions ouvertes
///
/// La plus récemment utilisée d'abord.
#[utoipa::path(tag = "auth", operation_id = "list_sessions", security(("bearer" = [])),
    responses((status = 200, description = "Open sessions", body = DeviceSessionList)))]
#[get("/auth/sessions")]
pub async fn list_sessions(who: SignedIn, state: web::Data<AppState>) -> Result<web::Json<DeviceSessionList>, Problem> {
    let caller = who.caller();
    let open = persistence::sessions::list(state.store.reader(), caller.actor.user_id, state.clock.now()).await?;
    let items = open.into_iter().map(|session| DeviceSession {
        id: session.id,
        created_at: session.created_at,
        last_used_at: session.last_used_at,
        expires_at: session.expires_at,
        user_agent: session.user_agent,
        current: session.id == caller.session_id,
    });
    Ok(web::Json(DeviceSessionList { items: items.collect() }))
}

/// Fermer une de vos sessions
///
/// Le jeton d'accès de cette session est refusé aussitôt.
#[utoipa::path(tag = "auth", operation_id = "end_session", security(("bearer" = [])),
    params(("session_id" = Uuid, Path, description = "Session à fermer")),
    responses((status = 204, description = "Session ended")))]
#[delete("/auth/sessions/{session_id}")]
pub async fn end_session(
    who: SignedIn,
    state: web::Data<AppState>,
    path: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let ended = sessions::end(&state, who.caller().actor.user_id, path.0).await?;
    if ended { Ok(HttpResponse::NoContent().finish()) } else { Err(Problem::not_found()) }
}
