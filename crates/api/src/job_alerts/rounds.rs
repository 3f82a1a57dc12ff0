//! The work of a day on the alerts: the offers that became public are announced once, then each alert has a job.

use chrono::{DateTime, NaiveDate, Utc};
use domain::job_alerts::{News, Schedule};
use persistence::job_alerts::{self, JobAlert};
use persistence::jobs::{self, NewJob};
use persistence::{ConnectionTrait, StoreError};
use serde_json::json;

use super::RESOURCE;
use super::filters::JobAlertFilters;
use super::letters::About;
use crate::audit::Trail;
use crate::jobs::{Kind, Work};
use crate::problem::Problem;
use crate::public_offers::found_among;

/// Round up to which an alert looks, in the payload of its job.
const ROUND: &str = "round";

/// Plans the round of a day, once.
///
/// # Errors
/// Those of the store.
pub async fn plan(db: &impl ConnectionTrait, today: NaiveDate, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let kind = Kind::AlertsRound;
    let key = kind.key(today);
    jobs::plan(db, NewJob { key, kind: kind.as_str().to_owned(), subject_id: None, payload: None, run_at: now }, now)
        .await
}

/// Announces the offers that are new and plans the job of every alert that has something to do.
pub(crate) async fn run(work: &Work<'_>) -> Result<(), Problem> {
    let today = work.state.clock.today();
    let round = job_alerts::announce(work.tx, today).await?;
    for id in job_alerts::with_work_on(work.tx, today).await? {
        let job = NewJob {
            key: Kind::JobAlert.key(format!("{id}:{today}")),
            kind: Kind::JobAlert.as_str().to_owned(),
            subject_id: Some(id),
            payload: Some(json!({ ROUND: round })),
            run_at: work.now,
        };
        jobs::plan(work.tx, job, work.now).await?;
    }
    Ok(())
}

/// Does what an alert has to do today. Its row is held: whoever ends it at this moment waits, or is found to have ended it.
pub(crate) async fn tell(work: &Work<'_>) -> Result<(), Problem> {
    let Some(alert) = job_alerts::find(work.tx, work.subject()?, true).await? else { return Ok(()) };
    let Some(schedule) = alert.schedule else { return Ok(()) };
    let today = work.state.clock.today();
    if schedule.is_over(today) {
        job_alerts::delete(work.tx, alert.id).await?;
        let trail = Trail::of_system("worker", &work.state.clock);
        return Ok(trail.record(work.tx, "job_alert.expire", (RESOURCE, alert.id), &[]).await?);
    }
    let filters = JobAlertFilters::kept(&alert.filters)?;
    let told = filters.told(work.tx).await?;
    let about = About { state: work.state, alert_id: alert.id, email: &alert.email, told: &told };
    let (mut next, mut round) = (schedule, alert.round);
    if schedule.asks_for_interest(today) {
        work.mail("ending", &about.ending(schedule.ends_on)?).await?;
        next.warned_on = Some(today);
    }
    if schedule.is_due(today) {
        round = until(work).max(alert.round);
        let wrote = look(work, &about, (&alert, &schedule), (&filters, round)).await?;
        next = next.after_look(wrote, today);
    }
    Ok(job_alerts::note(work.tx, alert.id, round, &next, work.now).await?)
}

/// Writes what is new up to a round, if it is worth a mail; whether it wrote.
async fn look(
    work: &Work<'_>,
    about: &About<'_>,
    (alert, schedule): (&JobAlert, &Schedule),
    (filters, round): (&JobAlertFilters, i64),
) -> Result<bool, Problem> {
    let announced = job_alerts::announced(work.tx, alert.round, round).await?;
    let cards = found_among(work.state, &filters.query(), &announced).await?;
    match schedule.news(cards.len(), work.state.clock.today()) {
        Some(News::Offers) => work.mail("offers", &about.offers(&cards)?).await?,
        Some(News::Nothing) => work.mail("nothing", &about.nothing()?).await?,
        None => return Ok(false),
    }
    Ok(true)
}

fn until(work: &Work<'_>) -> i64 {
    work.job.payload.as_ref().and_then(|payload| payload.get(ROUND)?.as_i64()).unwrap_or_default()
}
