//! Mails to employers about their offers.

use chrono::NaiveDate;
use domain::codes::JobOfferStatus;
use domain::job_offers::JobOfferMove;
use persistence::job_offers::JobOffer;
use persistence::{ConnectionTrait, employers};

use super::link::OfferLink;
use crate::jobs::mail_id;
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::state::AppState;

/// Tells an employer what the programme decided of its offer; what it did itself needs no letter.
pub(super) async fn moved(
    db: &impl ConnectionTrait,
    state: &AppState,
    offer: &JobOffer,
    asked: &JobOfferMove,
) -> Result<(), Problem> {
    let kind = match asked.to {
        JobOfferStatus::Published => Kind::OfferPublished,
        JobOfferStatus::Rejected => Kind::OfferRejected,
        JobOfferStatus::Suspended => Kind::OfferSuspended,
        _ => return Ok(()),
    };
    let page = match kind {
        Kind::OfferPublished => super::dto::public_path(&offer.title, offer.id),
        _ => format!("/offres-emploi/{}", offer.id),
    };
    let link = format!("{}{page}", site(state));
    let words = [("title", offer.title.as_str()), ("reason", asked.reason.as_deref().unwrap_or_default())];
    for address in mailboxes(db, offer).await? {
        mail::queue(db, state, &Letter::compose(kind, &address, &words, Some(&link))?).await?;
    }
    Ok(())
}

/// Asks an employer whether its offer still stands, once for each last day it is given.
pub(crate) async fn ending(db: &impl ConnectionTrait, state: &AppState, offer: &JobOffer) -> Result<(), Problem> {
    once(db, state, offer, Kind::OfferEnding).await
}

/// Tells an employer that its offer has ended, once for each last day it had.
pub(crate) async fn ended(db: &impl ConnectionTrait, state: &AppState, offer: &JobOffer) -> Result<(), Problem> {
    once(db, state, offer, Kind::OfferEnded).await
}

async fn once(db: &impl ConnectionTrait, state: &AppState, offer: &JobOffer, kind: Kind) -> Result<(), Problem> {
    let until = offer.expires_on.map(french).unwrap_or_default();
    let link = OfferLink::new(offer.id, state.clock.now()).token(&state.secrets);
    let link = format!("{}/mon-offre#{link}", site(state));
    let words = [("title", offer.title.as_str()), ("expires_on", until.as_str())];
    for address in mailboxes(db, offer).await? {
        let letter = Letter::compose(kind, &address, &words, Some(&link))?;
        let id = mail_id(&format!("{}:{}:{until}", kind.as_str(), offer.id), &address);
        mail::queue_once(db, state, id, &letter).await?;
    }
    Ok(())
}

async fn mailboxes(db: &impl ConnectionTrait, offer: &JobOffer) -> Result<Vec<String>, Problem> {
    match offer.employer_id {
        Some(id) => Ok(employers::mailboxes(db, id).await?),
        None => Ok(vec![]),
    }
}

fn site(state: &AppState) -> &str {
    state.config.public_url.trim_end_matches('/')
}

fn french(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}
