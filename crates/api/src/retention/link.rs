//! The link of a notice: signed by this server, for one file, and nothing stored.

use std::future::{Ready, ready};
use std::net::IpAddr;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest};
use chrono::{Days, NaiveDate, NaiveTime};
use domain::access::ProspectScope;
use domain::codes::ProspectStatus;
use domain::working_time::instant_at;
use persistence::prospects::{self, Prospect};
use persistence::retention::{self, Clock};
use persistence::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

use crate::http::Limits;
use crate::problem::Problem;
use crate::signed_links;
use crate::state::AppState;

const PURPOSE: &str = "retention";
/// Days after the end of the file for which the link is good: the clock may be late.
const LATE_DAYS: u64 = 30;

/// The address that a notice leads to.
pub(super) fn page(state: &AppState, id: Uuid, ends_on: NaiveDate) -> String {
    let last = ends_on.checked_add_days(Days::new(LATE_DAYS)).unwrap_or(ends_on);
    let token = signed_links::sign(&state.secrets, PURPOSE, id, instant_at(last, NaiveTime::MIN).timestamp());
    format!("{}/garder-mon-dossier#{token}", state.config.public_url.trim_end_matches('/'))
}

/// The one answer to every link that opens nothing: 404.
fn over() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "retention_link_over")
}

/// Somebody who came with the link of a notice, in `Authorization: Bearer …`.
#[derive(Debug)]
pub struct RetentionLink {
    id: Uuid,
    ip: IpAddr,
}

impl RetentionLink {
    /// The clock of the file.
    ///
    /// # Errors
    /// 404 when nobody is known there any more.
    pub(super) async fn clock(&self, db: &impl ConnectionTrait) -> Result<Clock, Problem> {
        retention::clock_of(db, self.id).await?.ok_or_else(over)
    }

    /// The file, held: the clock does not erase it meanwhile.
    ///
    /// # Errors
    /// 404 when nobody is known there any more.
    pub(super) async fn held(&self, tx: &DatabaseTransaction) -> Result<Prospect, Problem> {
        let over_for = [ProspectStatus::Merged, ProspectStatus::Anonymised];
        let file = prospects::find_locked(tx, &ProspectScope::All, self.id).await?;
        file.filter(|file| !over_for.contains(&file.status)).ok_or_else(over)
    }

    /// The link was right: this attempt does not count.
    pub(super) fn forgive(&self, limits: &Limits) {
        limits.forgive_sign_in(self.ip);
    }
}

impl FromRequest for RetentionLink {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(accept(request))
    }
}

fn accept(request: &HttpRequest) -> Result<RetentionLink, Problem> {
    let (id, ip) = signed_links::brought(request, PURPOSE)?;
    Ok(RetentionLink { id: id.ok_or_else(over)?, ip })
}
