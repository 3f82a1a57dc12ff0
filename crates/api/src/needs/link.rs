//! The link of a request to a partner: signed by this server, for one need and one partner, for thirty days.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use domain::needs::LINK_DAYS;
use uuid::Uuid;

use crate::problem::Problem;
use crate::secrets::{Secrets, TAG_LEN};

const PURPOSE: &str = "need-request";
const ID_LEN: usize = 16;

/// What a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NeedLink {
    /// The need.
    pub need_id: Uuid,
    /// The partner that was asked; once another one is, the link opens nothing.
    pub partner_id: Uuid,
    /// When it ends, to the second.
    pub expires_at: DateTime<Utc>,
}

impl NeedLink {
    /// A link to a need for its partner, from now on.
    pub fn new(need_id: Uuid, partner_id: Uuid, now: DateTime<Utc>) -> NeedLink {
        let end = (now + Duration::days(LINK_DAYS)).timestamp();
        NeedLink { need_id, partner_id, expires_at: DateTime::from_timestamp(end, 0).unwrap_or(now) }
    }

    /// The token of the link.
    pub fn token(&self, secrets: &Secrets) -> String {
        let mut content = self.need_id.as_bytes().to_vec();
        content.extend_from_slice(self.partner_id.as_bytes());
        content.extend_from_slice(&self.expires_at.timestamp().to_be_bytes());
        let mut bytes = secrets.sign(PURPOSE, &content).to_vec();
        bytes.extend_from_slice(&content);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a token opens.
    ///
    /// # Errors
    /// 401 when this server did not sign it, or when its time is over.
    pub fn read(secrets: &Secrets, token: &str, now: DateTime<Utc>) -> Result<NeedLink, Problem> {
        Self::signed(secrets, token).filter(|link| now < link.expires_at).ok_or_else(no_link)
    }

    fn signed(secrets: &Secrets, token: &str) -> Option<NeedLink> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (tag, content) = bytes.split_at_checked(TAG_LEN)?;
        if !secrets.verify(PURPOSE, content, tag) {
            return None;
        }
        let (need, rest) = content.split_at_checked(ID_LEN)?;
        let (partner, end) = rest.split_at_checked(ID_LEN)?;
        Some(NeedLink {
            need_id: Uuid::from_slice(need).ok()?,
            partner_id: Uuid::from_slice(partner).ok()?,
            expires_at: DateTime::from_timestamp(i64::from_be_bytes(end.try_into().ok()?), 0)?,
        })
    }
}

/// 401: the link opens nothing, or nothing any more.
pub(crate) fn no_link() -> Problem {
    Problem::unauthorized("link_expired")
}

/// The token in `Authorization: Bearer …`; it is no access token, and opens nothing but its need.
#[derive(Debug)]
pub(crate) struct LinkToken(pub String);

impl FromRequest for LinkToken {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let sent = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = sent.and_then(|value| value.strip_prefix("Bearer "));
        ready(token.map(|token| LinkToken(token.to_owned())).ok_or_else(no_link))
    }
}
