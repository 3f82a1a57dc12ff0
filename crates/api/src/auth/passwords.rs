//! Choosing passwords: one's own, or by the single-use link of an invitation or reset mail.

use std::time::Duration;

use crate::endpoints::Endpoints;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, post, web};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Paris;
use domain::accounts::{INVITATION_LINK, Password, RESET_LINK};
use domain::codes::UserStatus;
use persistence::one_time_tokens::{self, Purpose};
use persistence::users::{Credentials, find_credentials, find_credentials_by_email, set_password};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError};
use uuid::Uuid;

use super::dto::{PasswordChange, PasswordResetConfirmation, PasswordResetRequest};
use super::{hashing, sessions};
use crate::audit::Trail;
use crate::caller::SignedIn;
use crate::http::{Body, client_ip};
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::secrets::{random_token, token_hash};
use crate::state::AppState;

/// Every request for a reset takes at least this long, so that nobody can tell known addresses by the time.
const RESET_TAKES: Duration = Duration::from_millis(300);
const BLOCKLIST: &str = include_str!("../../../../data/reference/password-blocklist.txt");

pub(super) fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(change_password).service(request_password_reset).service(confirm_password_reset);
}

/// A password that this person may choose; `own_words` names them.
///
/// # Errors
/// 422 at `pointer` when it is too short, too long or too common.
pub fn chosen_password(text: &str, own_words: &[&str], pointer: &str) -> Result<Password, Problem> {
    let words = BLOCKLIST.lines().filter(|line| !line.starts_with('#'));
    Password::parse(text, words, own_words).map_err(|code| Problem::field(pointer, code))
}

fn chosen_by(account: &Credentials, text: &str, pointer: &str) -> Result<Password, Problem> {
    chosen_password(text, &[&account.email, &account.first_name, &account.last_name], pointer)
}

/// Changer son mot de passe
///
/// Vos autres sessions se ferment aussitôt et un courriel vous prévient.
#[utoipa::path(tag = "auth", operation_id = "change_password", security(("bearer" = [])), request_body = PasswordChange,
    responses((status = 204, description = "Password changed")))]
#[post("/auth/password")]
pub async fn change_password(
    who: SignedIn,
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<PasswordChange>,
) -> Result<HttpResponse, Problem> {
    let caller = who.caller();
    let account = prove(&state, caller.actor.user_id, &body.value.current_password, "/current_password").await?;
    let password = chosen_by(&account, &body.value.new_password, "/new_password")?;
    let hash = hashing::hash(&password).await?;
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    set_password(&tx, &account, &hash, now).await?;
    persistence::sessions::end_all(&tx, account.user_id, Some(caller.session_id), now).await?;
    one_time_tokens::end(&tx, account.user_id, None, now).await?;
    let trail = Trail::of(caller, &request, &state.clock);
    trail.record(&tx, "user.password_change", ("user", account.user_id), &["password"]).await?;
    tell_changed(&tx, &state, &account).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    Ok(HttpResponse::NoContent().finish())
}

/// The account of a signed-in person who typed their password once more.
pub(super) async fn prove(state: &AppState, user_id: Uuid, typed: &str, pointer: &str) -> Result<Credentials, Problem> {
    let account = find_credentials(state.store.reader(), user_id).await?.ok_or_else(Problem::not_found)?;
    state.limits.account(&account.email)?;
    if !hashing::verify(typed, account.password_hash.as_deref()).await? {
        return Err(Problem::field(pointer, "wrong_password"));
    }
    state.limits.forgive_account(&account.email);
    Ok(account)
}

/// Demander un nouveau mot de passe
///
/// Répond toujours de la même façon, que l'adresse soit connue ou non. Le lien reçu sert une fois, pendant une heure.
#[utoipa::path(tag = "auth", operation_id = "request_password_reset", request_body = PasswordResetRequest,
    responses((status = 202, description = "A mail leaves if the address has an account")))]
#[post("/auth/password-resets")]
pub async fn request_password_reset(
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<PasswordResetRequest>,
) -> Result<HttpResponse, Problem> {
    let email_key = body.value.email.trim().to_lowercase();
    state.limits.reset(client_ip(&request, &state.config.trusted_proxies))?;
    state.limits.mail(&email_key)?;
    let done = tokio::time::sleep(RESET_TAKES);
    let known = find_credentials_by_email(state.store.reader(), &email_key).await?;
    if let Some(account) = known.filter(|account| account.status != UserStatus::Disabled) {
        send_reset(&state, &account).await?;
    }
    done.await;
    Ok(HttpResponse::Accepted().finish())
}

/// An invited person who asks for a reset lost the invitation: both links lead to the same choice.
async fn send_reset(state: &AppState, account: &Credentials) -> Result<(), Problem> {
    let expires_at = state.clock.now() + RESET_LINK;
    let tx = state.store.begin().await?;
    let link = new_link(&tx, state, account.user_id, Purpose::PasswordReset, expires_at).await?;
    let words = [("first_name", account.first_name.as_str()), ("expires_on", &shown(expires_at))];
    mail::queue(&tx, state, &Letter::compose(Kind::PasswordReset, &account.email, &words, Some(&link))?).await?;
    let trail = Trail::of_system("public", &state.clock);
    trail.record(&tx, "user.password_reset_request", ("user", account.user_id), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(())
}

/// Queues the mail that invites a person to choose a first password; earlier invitations stop working.
///
/// # Errors
/// Those of the store.
pub async fn invite(
    db: &impl ConnectionTrait,
    state: &AppState,
    user: &persistence::users::User,
    invited_by: &str,
) -> Result<String, Problem> {
    let expires_at = state.clock.now() + INVITATION_LINK;
    let link = new_link(db, state, user.id, Purpose::Invitation, expires_at).await?;
    let words =
        [("first_name", user.first_name.as_str()), ("invited_by", invited_by), ("expires_on", &shown(expires_at))];
    mail::queue(db, state, &Letter::compose(Kind::Invitation, &user.email, &words, Some(&link))?).await?;
    Ok(link)
}

/// The token stands in the fragment, which browsers send to nobody.
async fn new_link(
    db: &impl ConnectionTrait,
    state: &AppState,
    user_id: Uuid,
    purpose: Purpose,
    expires_at: DateTime<Utc>,
) -> Result<String, StoreError> {
    let token = random_token();
    one_time_tokens::insert(db, user_id, purpose, &token_hash(&token), state.clock.now(), expires_at).await?;
    Ok(format!("{}/mot-de-passe#{token}", state.config.public_url.trim_end_matches('/')))
}

/// Choisir un mot de passe par le lien reçu
///
/// Le lien d'une invitation active le compte. Toutes les sessions ouvertes se ferment.
#[utoipa::path(tag = "auth", operation_id = "confirm_password_reset", request_body = PasswordResetConfirmation,
    responses((status = 204, description = "Password chosen")))]
#[post("/auth/password-resets/confirm")]
pub async fn confirm_password_reset(
    state: web::Data<AppState>,
    request: HttpRequest,
    body: Body<PasswordResetConfirmation>,
) -> Result<HttpResponse, Problem> {
    let ip = client_ip(&request, &state.config.trusted_proxies);
    state.limits.sign_in(ip)?;
    let hash = token_hash(&body.value.token);
    let owner =
        one_time_tokens::find_owner(state.store.reader(), &hash, state.clock.now()).await?.ok_or_else(expired)?;
    state.limits.forgive_sign_in(ip);
    let account = find_credentials(state.store.reader(), owner).await?.ok_or_else(expired)?;
    let password = chosen_by(&account, &body.value.password, "/password")?;
    let password_hash = hashing::hash(&password).await?;
    let tx = state.store.begin().await?;
    if account.status == UserStatus::Disabled || !one_time_tokens::spend(&tx, &hash, state.clock.now()).await? {
        return Err(expired());
    }
    choose(&tx, &state, &request, &account, &password_hash).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    Ok(HttpResponse::NoContent().finish())
}

async fn choose(
    tx: &DatabaseTransaction,
    state: &AppState,
    request: &HttpRequest,
    account: &Credentials,
    password_hash: &str,
) -> Result<(), Problem> {
    let now = state.clock.now();
    set_password(tx, account, password_hash, now).await?;
    one_time_tokens::end(tx, account.user_id, None, now).await?;
    persistence::sessions::end_all(tx, account.user_id, None, now).await?;
    let name = format!("{} {}", account.first_name, account.last_name);
    let trail = sessions::trail_of(state, request, account.user_id, Uuid::nil(), &name);
    let (action, fields): (&str, &[&str]) = match account.status {
        UserStatus::Invited => ("user.activate", &["password", "status"]),
        _ => ("user.password_change", &["password"]),
    };
    trail.record(tx, action, ("user", account.user_id), fields).await?;
    if account.status == UserStatus::Invited { Ok(()) } else { tell_changed(tx, state, account).await }
}

/// Tells the person, so that a change they did not make is noticed.
async fn tell_changed(db: &impl ConnectionTrait, state: &AppState, account: &Credentials) -> Result<(), Problem> {
    let words = [("first_name", account.first_name.as_str()), ("changed_on", &shown(state.clock.now()))];
    mail::queue(db, state, &Letter::compose(Kind::PasswordChanged, &account.email, &words, None)?).await?;
    Ok(())
}

fn shown(at: DateTime<Utc>) -> String {
    at.with_timezone(&Paris).format("%d/%m/%Y à %H:%M").to_string()
}

fn expired() -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "link_expired")
}
