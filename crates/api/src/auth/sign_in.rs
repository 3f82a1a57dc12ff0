//! Signing in: the same answer and the same time whether the address, the password or the state was wrong.

use std::net::IpAddr;

use actix_web::HttpRequest;
use actix_web::http::header;
use domain::codes::UserStatus;
use persistence::users::{Credentials, find_credentials_by_email, touch_login};
use persistence::{DatabaseTransaction, StoreError};

use super::dto::LoginRequest;
use super::sessions::{OpenSession, open, trail_of};
use super::{hashing, totp};
use crate::http::client_ip;
use crate::problem::Problem;
use crate::state::AppState;

/// Checks password and code, and opens a session.
///
/// # Errors
/// 401 `invalid_credentials` or `totp_required`; 429 after too many failures; 503 when hashing is overloaded.
pub(super) async fn sign_in(
    state: &AppState,
    request: &HttpRequest,
    login: &LoginRequest,
) -> Result<OpenSession, Problem> {
    let ip = client_ip(request, &state.config.trusted_proxies);
    let email_key = login.email.trim().to_lowercase();
    state.limits.sign_in(ip)?;
    state.limits.account(&email_key)?;
    let known = find_credentials_by_email(state.store.reader(), &email_key).await?;
    let account = prove_password(known, &login.password).await?;
    let code = login.totp_code.as_deref().map(str::trim).filter(|code| !code.is_empty());
    if account.totp_enabled && code.is_none() {
        forgive(state, ip, &email_key);
        return Err(Problem::unauthorized("totp_required"));
    }
    let tx = state.store.begin().await?;
    if account.totp_enabled && !totp::spend(&tx, state, &account, code.unwrap_or_default()).await? {
        return Err(refused());
    }
    let session = open_in(&tx, state, request, &account).await?;
    tx.commit().await.map_err(StoreError::from)?;
    forgive(state, ip, &email_key);
    Ok(session)
}

/// The account behind a right password.
async fn prove_password(known: Option<Credentials>, typed: &str) -> Result<Credentials, Problem> {
    // An account that may not sign in is hashed against nothing: its password must not be tried out.
    let hash = known.as_ref().filter(|account| account.status == UserStatus::Active);
    let hash = hash.and_then(|account| account.password_hash.as_deref());
    if !hashing::verify(typed, hash).await? {
        return Err(refused());
    }
    known.ok_or_else(refused)
}

async fn open_in(
    tx: &DatabaseTransaction,
    state: &AppState,
    request: &HttpRequest,
    account: &Credentials,
) -> Result<OpenSession, Problem> {
    let agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let session = open(tx, state, account.user_id, agent).await?;
    touch_login(tx, account.user_id, state.clock.now()).await?;
    let name = format!("{} {}", account.first_name, account.last_name);
    let trail = trail_of(state, request, account.user_id, session.id, &name);
    trail.record(tx, "session.create", ("user", account.user_id), &[]).await?;
    Ok(session)
}

fn forgive(state: &AppState, ip: IpAddr, email_key: &str) {
    state.limits.forgive_sign_in(ip);
    state.limits.forgive_account(email_key);
}

fn refused() -> Problem {
    metrics::counter!("sign_in_refused_total").increment(1);
    Problem::unauthorized("invalid_credentials")
}
