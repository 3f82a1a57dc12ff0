//! The link to a household's page: signed by this server, for one member of one file, and nothing stored.
//!
//! It is good for 180 days, as long as the member keeps the address that it was sent to. A link that was never ours is
//! refused before the database is asked anything.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use domain::household_page::PAGE_LINK;
use persistence::ConnectionTrait;
use persistence::household_page::{Follower, find};
use uuid::Uuid;

use crate::contact_requests::pace;
use crate::http::Limits;
use crate::problem::Problem;
use crate::secrets::{Secrets, TAG_LEN};
use crate::state::AppState;

const PURPOSE: &str = "household-page";
const ADDRESS: &str = "household-page-address";
/// File, member, address, end, in bytes.
const LAYOUT: (usize, usize, usize, usize) = (16, 16, TAG_LEN, 8);

/// What a link says once its signature was found to be ours.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    prospect_id: Uuid,
    member_id: Uuid,
    address: Vec<u8>,
    expires_at: DateTime<Utc>,
}

/// A link for a member that begins now, and the instant at which it ends.
pub(super) fn issue(state: &AppState, to: &Follower) -> (String, DateTime<Utc>) {
    let expires_at = state.clock.now() + PAGE_LINK;
    let token = sign(&state.secrets, to, expires_at);
    (format!("{}/mon-dossier#{token}", state.config.public_url.trim_end_matches('/')), expires_at)
}

fn sign(secrets: &Secrets, to: &Follower, expires_at: DateTime<Utc>) -> String {
    let address = secrets.sign(ADDRESS, to.email_key.as_bytes());
    let content = [
        to.prospect_id.as_bytes().as_slice(),
        to.member_id.as_bytes(),
        &address,
        &expires_at.timestamp_millis().to_be_bytes(),
    ]
    .concat();
    URL_SAFE_NO_PAD.encode([secrets.sign(PURPOSE, &content).as_slice(), &content].concat())
}

/// Reads a link of ours that has not ended.
fn read(secrets: &Secrets, token: &str, now: DateTime<Utc>) -> Option<Told> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (tag, content) = bytes.split_at_checked(TAG_LEN)?;
    if !secrets.verify(PURPOSE, content, tag) {
        return None;
    }
    let (file, rest) = content.split_at_checked(LAYOUT.0)?;
    let (member, rest) = rest.split_at_checked(LAYOUT.1)?;
    let (address, end) = rest.split_at_checked(LAYOUT.2)?;
    let expires_at = DateTime::from_timestamp_millis(i64::from_be_bytes(end.try_into().ok()?))?;
    let told = Told {
        prospect_id: Uuid::from_slice(file).ok()?,
        member_id: Uuid::from_slice(member).ok()?,
        address: address.to_vec(),
        expires_at,
    };
    (now < told.expires_at).then_some(told)
}

/// Somebody who came with a link of ours. Whether its member still has a page is for [`PageLink::follower`] to find out.
#[derive(Debug, Clone)]
pub struct PageLink {
    told: Told,
    ip: IpAddr,
}

impl PageLink {
    /// The member behind the link.
    ///
    /// # Errors
    /// 401 when the file is put away or has no page any more, when the member left it or has another address.
    pub(super) async fn follower(&self, db: &impl ConnectionTrait, secrets: &Secrets) -> Result<Follower, Problem> {
        let found = find(db, self.told.prospect_id, self.told.member_id).await?;
        let same = |found: &Follower| secrets.verify(ADDRESS, found.email_key.as_bytes(), &self.told.address);
        found.filter(same).ok_or_else(refused)
    }

    /// The link was right: this attempt does not count.
    pub(super) fn forgive(&self, limits: &Limits) {
        limits.forgive_sign_in(self.ip);
    }
}

impl FromRequest for PageLink {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(accept(request))
    }
}

fn accept(request: &HttpRequest) -> Result<PageLink, Problem> {
    let ip = pace::check(request, Limits::sign_in)?;
    let Some(state) = request.app_data::<web::Data<AppState>>() else {
        return Err(Problem::internal(&"the application has no state"));
    };
    let sent = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = sent.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    let told = read(&state.secrets, token, state.clock.now()).ok_or_else(refused)?;
    Ok(PageLink { told, ip })
}

/// The one answer to every link that opens nothing, whatever the reason.
pub(super) fn refused() -> Problem {
    Problem::unauthorized("page_link_expired")
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

    fn follower() -> Follower {
        Follower {
            prospect_id: Uuid::from_u128(1),
            member_id: Uuid::from_u128(2),
            first_name: None,
            email: "Zoe@foyer.example".to_owned(),
            email_key: "zoe@foyer.example".to_owned(),
        }
    }

    #[test]
    fn a_link_says_whose_it_is_until_it_ends() {
        let (ours, end) = (secrets("a"), DateTime::UNIX_EPOCH + PAGE_LINK);
        let token = sign(&ours, &follower(), end);
        let told = read(&ours, &token, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((told.prospect_id, told.member_id), (Uuid::from_u128(1), Uuid::from_u128(2)));
        assert!(ours.verify(ADDRESS, b"zoe@foyer.example", &told.address));
        assert_eq!(read(&ours, &token, end), None);
        assert_eq!(read(&secrets("b"), &token, DateTime::UNIX_EPOCH), None);
    }

    #[test]
    fn no_changed_link_is_ours() {
        let ours = secrets("a");
        let token = sign(&ours, &follower(), DateTime::UNIX_EPOCH + PAGE_LINK);
        let bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            assert_eq!(read(&ours, &URL_SAFE_NO_PAD.encode(&changed), DateTime::UNIX_EPOCH), None, "byte {place}");
            let cut = URL_SAFE_NO_PAD.encode(bytes.get(..place).unwrap());
            assert_eq!(read(&ours, &cut, DateTime::UNIX_EPOCH), None);
        }
        assert_eq!(read(&ours, "", DateTime::UNIX_EPOCH), None);
    }
}
