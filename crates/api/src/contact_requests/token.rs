//! The token of a form: when it was handed out, signed, so that machines that fill forms at once are told apart.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use domain::contact_requests::check_form_age;
use uuid::Uuid;

use crate::secrets::{Secrets, TAG_LEN};

/// Bytes of the instant, in milliseconds since 1970.
const INSTANT_LEN: usize = 8;

/// A token for this form handed out now; no two are alike, and that of one form is none of another.
pub(crate) fn issue(secrets: &Secrets, form: &'static str, now: DateTime<Utc>) -> String {
    let mut content = now.timestamp_millis().to_be_bytes().to_vec();
    content.extend_from_slice(Uuid::now_v7().as_bytes());
    let mut bytes = secrets.sign(form, &content).to_vec();
    bytes.extend_from_slice(&content);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether a token is ours and of the right age.
///
/// # Errors
/// `invalid` when it is not ours, `too_soon` or `expired`.
pub(crate) fn check(
    secrets: &Secrets,
    form: &'static str,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(), &'static str> {
    check_form_age(issued_at(secrets, form, token).ok_or("invalid")?, now)
}

fn issued_at(secrets: &Secrets, form: &'static str, token: &str) -> Option<DateTime<Utc>> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (tag, content) = bytes.split_at_checked(TAG_LEN)?;
    if !secrets.verify(form, content, tag) {
        return None;
    }
    let (instant, _) = content.split_at_checked(INSTANT_LEN)?;
    DateTime::from_timestamp_millis(i64::from_be_bytes(instant.try_into().ok()?))
}
