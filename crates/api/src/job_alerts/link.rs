//! The links of an alert: signed by this server, for one alert and one use, and nothing stored.
//!
//! Whoever holds a link to end an alert can do nothing else with it: mail servers log the addresses they call.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest};
use chrono::{DateTime, Duration, Utc};
use domain::job_alerts::Schedule;
use persistence::ConnectionTrait;
use persistence::job_alerts::{self, JobAlert};
use uuid::Uuid;

use crate::http::Limits;
use crate::problem::Problem;
use crate::secrets::Secrets;
use crate::signed_links::{self, ENDLESS};

/// Days for which a link of a mail opens the alert: the next mail, a month later at the latest, has another one.
const MANAGE_DAYS: i64 = 60;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// To confirm.
    Confirm,
    /// To see, change, renew or end.
    Manage,
    /// To end, and nothing else.
    Stop,
}

impl Use {
    const fn purpose(self) -> &'static str {
        match self {
            Use::Confirm => "job-alert-confirm",
            Use::Manage => "job-alert",
            Use::Stop => "job-alert-stop",
        }
    }
}

/// A link to confirm an alert until `expires_at`.
pub(super) fn to_confirm(secrets: &Secrets, alert_id: Uuid, expires_at: DateTime<Utc>) -> String {
    signed_links::sign(secrets, Use::Confirm.purpose(), alert_id, expires_at.timestamp())
}

/// A link to an alert, from now on.
pub(super) fn to_manage(secrets: &Secrets, alert_id: Uuid, now: DateTime<Utc>) -> String {
    signed_links::sign(secrets, Use::Manage.purpose(), alert_id, (now + Duration::days(MANAGE_DAYS)).timestamp())
}

/// A link that ends an alert; the oldest mail still does.
pub(super) fn to_stop(secrets: &Secrets, alert_id: Uuid) -> String {
    signed_links::sign(secrets, Use::Stop.purpose(), alert_id, ENDLESS)
}

/// The alert of a link of ours that has not ended.
///
/// # Errors
/// 404, whatever the reason.
pub(super) fn read(secrets: &Secrets, to: Use, token: &str, now: DateTime<Utc>) -> Result<Uuid, Problem> {
    signed_links::read(secrets, to.purpose(), token, now).ok_or_else(over)
}

/// The one answer to every link that opens nothing: 404.
pub(super) fn over() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "alert_link_over")
}

/// Somebody who came with a link to an alert, in `Authorization: Bearer …`.
#[derive(Debug)]
pub struct AlertLink {
    id: Uuid,
    ip: IpAddr,
}

impl AlertLink {
    /// The alert behind the link; `locked` holds its row until the end of the transaction.
    ///
    /// # Errors
    /// 404 when it is gone.
    pub(super) async fn alert(&self, db: &impl ConnectionTrait, locked: bool) -> Result<(JobAlert, Schedule), Problem> {
        let found = job_alerts::find(db, self.id, locked).await?;
        found.and_then(|alert| alert.schedule.map(|schedule| (alert, schedule))).ok_or_else(over)
    }

    /// The link was right: this attempt does not count.
    pub(super) fn forgive(&self, limits: &Limits) {
        limits.forgive_sign_in(self.ip);
    }
}

impl FromRequest for AlertLink {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(accept(request))
    }
}

fn accept(request: &HttpRequest) -> Result<AlertLink, Problem> {
    let (id, ip) = signed_links::brought(request, Use::Manage.purpose())?;
    Ok(AlertLink { id: id.ok_or_else(over)?, ip })
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
    fn a_link_serves_its_alert_and_its_use_until_it_ends() {
        let (ours, id, now) = (secrets("a"), Uuid::from_u128(7), DateTime::UNIX_EPOCH);
        let token = to_manage(&ours, id, now);
        assert_eq!(read(&ours, Use::Manage, &token, now + Duration::days(MANAGE_DAYS - 1)).ok(), Some(id));
        assert!(read(&ours, Use::Manage, &token, now + Duration::days(MANAGE_DAYS)).is_err());
        assert!(read(&ours, Use::Stop, &token, now).is_err() && read(&ours, Use::Confirm, &token, now).is_err());
        assert!(read(&secrets("b"), Use::Manage, &token, now).is_err());
        let stop = to_stop(&ours, id);
        assert_eq!(read(&ours, Use::Stop, &stop, now + Duration::days(100_000)).ok(), Some(id));
        assert!(read(&ours, Use::Manage, &stop, now).is_err());
    }
}
