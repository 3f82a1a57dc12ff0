//! The link by which an employer renews or ends an offer without signing in: signed by this server, for one offer.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

use crate::needs::link::no_link;
use crate::problem::Problem;
use crate::secrets::{Secrets, TAG_LEN};

const PURPOSE: &str = "job-offer";
const ID_LEN: usize = 16;
/// Days for which a link opens: the week before the end of the offer, and the time to come back from holidays.
const LINK_DAYS: i64 = 37;

/// What a link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OfferLink {
    /// The offer.
    pub offer_id: Uuid,
    /// When it ends, to the second.
    pub expires_at: DateTime<Utc>,
}

impl OfferLink {
    /// A link to an offer, from now on.
    pub fn new(offer_id: Uuid, now: DateTime<Utc>) -> OfferLink {
        let end = (now + Duration::days(LINK_DAYS)).timestamp();
        OfferLink { offer_id, expires_at: DateTime::from_timestamp(end, 0).unwrap_or(now) }
    }

    /// The token of the link.
    pub fn token(&self, secrets: &Secrets) -> String {
        let mut content = self.offer_id.as_bytes().to_vec();
        content.extend_from_slice(&self.expires_at.timestamp().to_be_bytes());
        let mut bytes = secrets.sign(PURPOSE, &content).to_vec();
        bytes.extend_from_slice(&content);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a token opens.
    ///
    /// # Errors
    /// 401 when this server did not sign it, or when its time is over.
    pub fn read(secrets: &Secrets, token: &str, now: DateTime<Utc>) -> Result<OfferLink, Problem> {
        Self::signed(secrets, token).filter(|link| now < link.expires_at).ok_or_else(no_link)
    }

    fn signed(secrets: &Secrets, token: &str) -> Option<OfferLink> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (tag, content) = bytes.split_at_checked(TAG_LEN)?;
        if !secrets.verify(PURPOSE, content, tag) {
            return None;
        }
        let (offer, end) = content.split_at_checked(ID_LEN)?;
        Some(OfferLink {
            offer_id: Uuid::from_slice(offer).ok()?,
            expires_at: DateTime::from_timestamp(i64::from_be_bytes(end.try_into().ok()?), 0)?,
        })
    }
}
