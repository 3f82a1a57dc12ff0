//! Turning one's second factor on and off.

use crate::endpoints::Endpoints;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, post, web};
use persistence::StoreError;
use persistence::users::{Credentials, confirm_totp, find_credentials, remove_totp, start_totp};

use super::dto::{RecoveryCodes, TotpConfirmation, TotpEnrolment, TotpRemoval};
use super::{passwords, totp};
use crate::audit::Trail;
use crate::caller::{Caller, SignedIn};
use crate::http::Body;
use crate::problem::Problem;
use crate::state::AppState;

pub(super) fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(start_second_factor).service(confirm_second_factor).service(disable_second_factor);
}

async fn own_proofs(state: &AppState, caller: &Caller) -> Result<Credentials, Problem> {
    let found = find_credentials(state.store.reader(), caller.actor.user_id).await?;
    found.ok_or_else(|| Problem::unauthorized("session_ended"))
}

/// Préparer un second facteur
///
/// Rend le secret à donner à votre application ; il ne compte qu'une fois confirmé par un premier code.
#[utoipa::path(tag = "auth", operation_id = "start_second_factor", security(("bearer" = [])),
    responses((status = 201, description = "Secret to hand to an application", body = TotpEnrolment)))]
#[post("/auth/totp")]
pub async fn start_second_factor(
    who: SignedIn,
    state: web::Data<AppState>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let account = own_proofs(&state, who.caller()).await?;
    if account.totp_enabled {
        return Err(Problem::conflict("totp_already_enabled"));
    }
    let (sealed, enrolment) = totp::enrol(&state.secrets, &account)?;
    let tx = state.store.begin().await?;
    start_totp(&tx, &account, &sealed, state.clock.now()).await?;
    let trail = Trail::of(who.caller(), &request, &state.clock);
    trail.record(&tx, "user.totp_start", ("user", account.user_id), &["totp"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(enrolment))
}

/// Confirmer le second facteur
///
/// Rend dix codes de secours, montrés une seule fois.
#[utoipa::path(tag = "auth", operation_id = "confirm_second_factor", security(("bearer" = [])),
    request_body = TotpConfirmation,
    responses((status = 200, description = "Second factor on", body = RecoveryCodes)))]
#[post("/auth/totp/confirm")]
pub async fn confirm_second_factor(
    who: SignedIn,
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<TotpConfirmation>,
) -> Result<web::Json<RecoveryCodes>, Problem> {
    let account = own_proofs(&state, who.caller()).await?;
    if account.totp_enabled {
        return Err(Problem::conflict("totp_already_enabled"));
    }
    state.limits.account(&account.email)?;
    let now = state.clock.now();
    let code: String = body.value.code.chars().filter(|letter| !letter.is_whitespace()).collect();
    let step = totp::step_of(&state.secrets, &account, &code, now).ok_or_else(|| Problem::field("/code", "invalid"))?;
    state.limits.forgive_account(&account.email);
    let (recovery_codes, hashes) = totp::recovery_codes(&state.secrets, account.user_id);
    let tx = state.store.begin().await?;
    confirm_totp(&tx, &account, step, hashes, now).await?;
    let trail = Trail::of(who.caller(), &request, &state.clock);
    trail.record(&tx, "user.totp_enable", ("user", account.user_id), &["totp"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(web::Json(RecoveryCodes { recovery_codes }))
}

/// Retirer le second facteur
///
/// Demande le mot de passe ; les codes de secours ne servent plus.
#[utoipa::path(tag = "auth", operation_id = "disable_second_factor", security(("bearer" = [])),
    request_body = TotpRemoval, responses((status = 204, description = "Second factor off")))]
#[post("/auth/totp/disable")]
pub async fn disable_second_factor(
    who: SignedIn,
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<TotpRemoval>,
) -> Result<HttpResponse, Problem> {
    let user_id = who.caller().actor.user_id;
    let account = passwords::prove(&state, user_id, &body.value.password, "/password").await?;
    let tx = state.store.begin().await?;
    remove_totp(&tx, user_id, account.version, state.clock.now()).await?;
    let trail = Trail::of(who.caller(), &request, &state.clock);
    trail.record(&tx, "user.totp_disable", ("user", user_id), &["totp"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
