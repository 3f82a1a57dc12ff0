//! Links by mail: signed by this server for one thing and one use, with an end, and nothing stored.

use std::net::IpAddr;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::contact_requests::pace;
use crate::http::Limits;
use crate::problem::Problem;
use crate::secrets::{Secrets, TAG_LEN};
use crate::state::AppState;

const ID_LEN: usize = 16;

/// A link that never ends: the oldest mail still opens it.
pub(crate) const ENDLESS: i64 = i64::MAX;

/// A token for `purpose` and the thing `id`, until `end` in seconds since 1970.
pub(crate) fn sign(secrets: &Secrets, purpose: &'static str, id: Uuid, end: i64) -> String {
    let content = [id.as_bytes().as_slice(), &end.to_be_bytes()].concat();
    URL_SAFE_NO_PAD.encode([secrets.sign(purpose, &content).as_slice(), &content].concat())
}

/// What a token of ours opens that was made for this purpose and has not ended.
pub(crate) fn read(secrets: &Secrets, purpose: &'static str, token: &str, now: DateTime<Utc>) -> Option<Uuid> {
    signed(secrets, purpose, token).filter(|(_, end)| now.timestamp() < *end).map(|(id, _)| id)
}

fn signed(secrets: &Secrets, purpose: &'static str, token: &str) -> Option<(Uuid, i64)> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (tag, content) = bytes.split_at_checked(TAG_LEN)?;
    if !secrets.verify(purpose, content, tag) {
        return None;
    }
    let (id, end) = content.split_at_checked(ID_LEN)?;
    Some((Uuid::from_slice(id).ok()?, i64::from_be_bytes(end.try_into().ok()?)))
}

/// What the token in `Authorization: Bearer …` opens, and where it came from. Wrong ones are counted like wrong
/// passwords.
///
/// # Errors
/// 429 after too many wrong ones.
pub(crate) fn brought(request: &HttpRequest, purpose: &'static str) -> Result<(Option<Uuid>, IpAddr), Problem> {
    let ip = pace::check(request, Limits::sign_in)?;
    let Some(state) = request.app_data::<web::Data<AppState>>() else {
        return Err(Problem::internal(&"the application has no state"));
    };
    let sent = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = sent.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    Ok((read(&state.secrets, purpose, token, state.clock.now()), ip))
}

/// Leads to the page that asks before anything ends, for mail programs that open the address of the one click.
pub(crate) fn to_page(path: &str, token: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, format!("{path}#{token}"))).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(word: &str) -> Secrets {
        let config = crate::config::Config {
            secret: Some(word.repeat(40).into()),
            ..crate::config::Config::load(None).unwrap()
        };
        Secrets::load(&config).unwrap()
    }

    #[test]
    fn a_link_serves_its_purpose_until_it_ends() {
        let (ours, id, now) = (secrets("a"), Uuid::from_u128(7), DateTime::UNIX_EPOCH);
        let token = sign(&ours, "one", id, 60);
        assert_eq!(read(&ours, "one", &token, now + chrono::Duration::seconds(59)), Some(id));
        assert_eq!(read(&ours, "one", &token, now + chrono::Duration::seconds(60)), None);
        assert_eq!(read(&ours, "other", &token, now), None);
        assert_eq!(read(&secrets("b"), "one", &token, now), None);
        let endless = sign(&ours, "one", id, ENDLESS);
        assert_eq!(read(&ours, "one", &endless, now + chrono::Duration::days(100_000)), Some(id));
    }

    #[test]
    fn no_changed_link_is_ours() {
        let (ours, now) = (secrets("a"), DateTime::UNIX_EPOCH);
        let bytes = URL_SAFE_NO_PAD.decode(sign(&ours, "one", Uuid::from_u128(7), ENDLESS)).unwrap();
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            assert!(read(&ours, "one", &URL_SAFE_NO_PAD.encode(&changed), now).is_none(), "byte {place}");
            let cut = URL_SAFE_NO_PAD.encode(bytes.get(..place).unwrap());
            assert!(read(&ours, "one", &cut, now).is_none());
        }
    }
}
