//! What ambassadors are written.

use chrono::{DateTime, Utc};
use persistence::ConnectionTrait;
use persistence::ambassadors::Ambassador;
use uuid::Uuid;

use super::link;
use crate::contact_requests::day_of;
use crate::jobs::mail_id;
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::state::AppState;

/// Please confirm that you want to be an ambassador.
pub(super) fn confirmation(
    state: &AppState,
    id: Uuid,
    (first_name, email): (&str, &str),
    expires_at: DateTime<Utc>,
) -> Result<Letter, Problem> {
    let token = link::to_confirm(&state.secrets, id, expires_at);
    let address = format!("{}/devenir-ambassadeur/confirmation#{token}", state.config.public_url.trim_end_matches('/'));
    let words = [("first_name", first_name), ("expires_on", &day_of(expires_at))];
    Ok(Letter::compose(Kind::AmbassadorConfirmation, email, &words, Some(&address))?)
}

/// You are one already: here is your page.
pub(super) fn known(state: &AppState, who: &Ambassador) -> Result<Letter, Problem> {
    let words = [("first_name", who.first_name.as_str())];
    Ok(Letter::compose(Kind::AmbassadorKnown, &who.email, &words, Some(&link::page(state, who.id)))?)
}

/// What became of the application: once, however often it is told.
pub(super) async fn decided(
    db: &impl ConnectionTrait,
    state: &AppState,
    who: &Ambassador,
    refused_because: Option<&str>,
) -> Result<(), Problem> {
    let name = ("first_name", who.first_name.as_str());
    let letter = match refused_because {
        Some(reason) => Letter::compose(Kind::AmbassadorRefused, &who.email, &[name, ("reason", reason)], None)?,
        None => Letter::compose(Kind::AmbassadorWelcome, &who.email, &[name], Some(&link::page(state, who.id)))?,
    };
    mail::queue_once(db, state, mail_id(&format!("ambassador:{}:decided", who.id), &who.email), &letter).await
}
