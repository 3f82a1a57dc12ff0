//! The link by which somebody confirms or gives up a place without an account: signed by this server, for one
//! registration. It has no end of its own: what it opens is over with the event.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::problem::Problem;
use crate::secrets::{Secrets, TAG_LEN};

const PURPOSE: &str = "event-registration";

/// Where a registration is confirmed or given up, on the site.
pub(crate) fn path(secrets: &Secrets, id: Uuid) -> String {
    format!("/inscription#{}", token(secrets, id))
}

fn token(secrets: &Secrets, id: Uuid) -> String {
    let mut bytes = secrets.sign(PURPOSE, id.as_bytes()).to_vec();
    bytes.extend_from_slice(id.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The registration that a token opens.
///
/// # Errors
/// 422 `invalid` on `/token` when this server did not sign it.
pub(super) fn read(secrets: &Secrets, token: &str) -> Result<Uuid, Problem> {
    let signed = || {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (tag, id) = bytes.split_at_checked(TAG_LEN)?;
        if secrets.verify(PURPOSE, id, tag) { Uuid::from_slice(id).ok() } else { None }
    };
    signed().ok_or_else(|| Problem::field("/token", "invalid"))
}
