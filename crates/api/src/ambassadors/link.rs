//! The link of an ambassador to their own page, and who came with one.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest};
use chrono::{DateTime, Duration, Utc};
use domain::ambassadors::is_listed;
use persistence::ConnectionTrait;
use persistence::ambassadors::{self, Ambassador};
use persistence::locks::hold_ambassador;
use uuid::Uuid;

use crate::http::Limits;
use crate::problem::Problem;
use crate::secrets::Secrets;
use crate::signed_links;
use crate::state::AppState;

const CONFIRM: &str = "ambassador-confirm";
const PAGE: &str = "ambassador";
/// Days for which a link opens the page; whoever signs up again gets another one.
const PAGE_DAYS: i64 = 180;

/// The token by which a sign-up is confirmed until `expires_at`.
pub(super) fn to_confirm(secrets: &Secrets, id: Uuid, expires_at: DateTime<Utc>) -> String {
    signed_links::sign(secrets, CONFIRM, id, expires_at.timestamp())
}

/// The sign-up that a token confirms.
///
/// # Errors
/// 404, whatever the reason.
pub(super) fn read_confirmation(secrets: &Secrets, token: &str, now: DateTime<Utc>) -> Result<Uuid, Problem> {
    signed_links::read(secrets, CONFIRM, token, now).ok_or_else(over)
}

/// The token of the page of an ambassador, from now on.
pub(super) fn token(state: &AppState, id: Uuid) -> String {
    let end = state.clock.now() + Duration::days(PAGE_DAYS);
    signed_links::sign(&state.secrets, PAGE, id, end.timestamp())
}

/// The address of the page of an ambassador.
pub(crate) fn page(state: &AppState, id: Uuid) -> String {
    format!("{}/mon-engagement#{}", state.config.public_url.trim_end_matches('/'), token(state, id))
}

/// The one answer to every link that opens nothing: 404.
pub(crate) fn over() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "ambassador_link_over")
}

/// Somebody who came with the link of an ambassador, in `Authorization: Bearer …`.
#[derive(Debug)]
pub struct AmbassadorLink {
    id: Uuid,
    ip: IpAddr,
}

impl AmbassadorLink {
    /// The ambassador behind the link.
    ///
    /// # Errors
    /// 404 when they are no longer listed.
    pub(crate) async fn ambassador(&self, db: &impl ConnectionTrait) -> Result<Ambassador, Problem> {
        let found = ambassadors::find(db, None, self.id).await?;
        found.filter(|one| is_listed(one.status)).ok_or_else(over)
    }

    /// The same, and nobody else changes what they answer before the transaction ends.
    ///
    /// # Errors
    /// 404 when they are no longer listed.
    pub(crate) async fn held(&self, db: &impl ConnectionTrait) -> Result<Ambassador, Problem> {
        hold_ambassador(db, self.id).await?;
        self.ambassador(db).await
    }

    /// The link was right: this attempt does not count.
    pub(crate) fn forgive(&self, limits: &Limits) {
        limits.forgive_sign_in(self.ip);
    }
}

impl FromRequest for AmbassadorLink {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let brought = signed_links::brought(request, PAGE);
        ready(brought.and_then(|(id, ip)| Ok(AmbassadorLink { id: id.ok_or_else(over)?, ip })))
    }
}
