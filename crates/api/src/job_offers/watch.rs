//! The passing of time over offers: a reminder a week before their end, then the end.

use chrono::{DateTime, Utc};
use domain::job_offers::{REMINDER_DAYS, in_days};
use persistence::ConnectionTrait;
use persistence::StoreError;
use persistence::job_offers;
use persistence::jobs::{self, NewJob};

use super::{RESOURCE, letters};
use crate::audit::Trail;
use crate::jobs::{Kind, Work};
use crate::problem::Problem;

/// Offers ended by one job, so that its transaction stays short.
const AT_ONCE: u64 = 100;

/// Plans the round of a day; the day is done by as many jobs as it takes.
///
/// # Errors
/// Those of the store.
pub async fn plan(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let key = Kind::OffersRound.key(now.timestamp_millis());
    let kind = Kind::OffersRound.as_str().to_owned();
    jobs::plan(db, NewJob { key, kind, subject_id: None, payload: None, run_at: now }, now).await
}

/// Ends what is over and asks about what soon will be. Each letter is written once, however often this runs.
pub(crate) async fn run(work: &Work<'_>) -> Result<(), Problem> {
    let today = work.state.clock.today();
    let over = job_offers::expire_due(work.tx, (today, work.now), AT_ONCE).await?;
    let trail = Trail::of_system("worker", &work.state.clock);
    for offer in &over {
        trail.record(work.tx, "job_offer.expire", (RESOURCE, offer.id), &["status"]).await?;
        letters::ended(work.tx, work.state, offer).await?;
    }
    if u64::try_from(over.len()).is_ok_and(|ended| ended == AT_ONCE) {
        plan(work.tx, work.now + chrono::Duration::milliseconds(1)).await?;
        return Ok(());
    }
    for offer in job_offers::ending(work.tx, today, in_days(today, REMINDER_DAYS)).await? {
        letters::ending(work.tx, work.state, &offer).await?;
    }
    Ok(())
}
