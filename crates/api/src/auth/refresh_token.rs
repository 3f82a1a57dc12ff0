//! The refresh token and the cookie that carries it.
//!
//! `<session>.<random>.<tag>`: the session lets a replaced token be recognised as a reuse, the tag keeps strangers
//! from ending a session whose id they saw.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::config::Config;
use crate::secrets::{Secrets, random_token};

const PURPOSE: &str = "refresh-token";

/// The first token of a session.
#[must_use]
pub(super) fn issue(secrets: &Secrets, session_id: Uuid) -> String {
    signed(secrets, session_id, &random_token())
}

/// The token that comes after another of the session: always the same, so that an answer that got lost can be given again.
#[must_use]
pub(super) fn successor(secrets: &Secrets, session_id: Uuid, token: &str) -> String {
    signed(secrets, session_id, &URL_SAFE_NO_PAD.encode(secrets.derive("refresh-token-successor", token.as_bytes())))
}

fn signed(secrets: &Secrets, session_id: Uuid, value: &str) -> String {
    let body = format!("{}.{value}", session_id.simple());
    let tag = URL_SAFE_NO_PAD.encode(secrets.sign(PURPOSE, body.as_bytes()));
    format!("{body}.{tag}")
}

/// The session that a token was issued for; `None` when this server never issued it.
#[must_use]
pub(super) fn session_of(secrets: &Secrets, token: &str) -> Option<Uuid> {
    let (body, tag) = token.rsplit_once('.')?;
    let tag = URL_SAFE_NO_PAD.decode(tag).ok()?;
    if !secrets.verify(PURPOSE, body.as_bytes(), &tag) {
        return None;
    }
    body.split('.').next()?.parse().ok()
}

/// `__Host-` binds the cookie to this host over HTTPS; browsers refuse the prefix on plain HTTP.
fn name(config: &Config) -> (&'static str, bool) {
    if config.public_url.starts_with("https://") { ("__Host-oml_refresh", true) } else { ("oml_refresh", false) }
}

fn cookie(config: &Config, value: String, lasts: Duration) -> String {
    let (name, secure) = name(config);
    let cookie = Cookie::build(name, value).path("/").http_only(true).same_site(SameSite::Strict).max_age(lasts);
    cookie.secure(secure).finish().to_string()
}

/// `Set-Cookie` that hands a token to the browser until the session ends.
#[must_use]
pub(super) fn set_cookie(config: &Config, token: String, now: DateTime<Utc>, expires_at: DateTime<Utc>) -> String {
    cookie(config, token, Duration::seconds((expires_at - now).num_seconds().max(0)))
}

/// `Set-Cookie` that takes the token away from the browser.
#[must_use]
pub(super) fn unset_cookie(config: &Config) -> String {
    cookie(config, String::new(), Duration::ZERO)
}

/// The token that the browser sent.
#[must_use]
pub(super) fn sent(config: &Config, request: &HttpRequest) -> Option<String> {
    request.cookie(name(config).0).map(|cookie| cookie.value().to_owned()).filter(|token| !token.is_empty())
}
