//! The start of each day of the programme, at the hour of the digest: plans the next one, hands on what was proposed to
//! those whose leave begins, ends the offers that are over, starts and finishes events, and has everybody told what
//! waits for them, or is new to their alert; and the privacy clock look at every file.
//!
//! It is planned at start-up and every hour as well, so that a day is missed only when no server runs; it is then
//! made up for as soon as one does.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Europe::Paris;
use domain::working_time::instant_at;
use persistence::jobs::{self, NewJob};
use persistence::{ConnectionTrait, StoreError, service_levels};

use super::{Kind, Work, digest};
use crate::assignments::watch;
use crate::audit::Trail;
use crate::problem::Problem;

pub(super) async fn run(work: &Work<'_>) -> Result<(), Problem> {
    plan_next(work.tx, work.now).await?;
    let trail = Trail::of_system("worker", &work.state.clock);
    watch::leaves(&work.desk(&trail)).await?;
    crate::job_offers::watch::plan(work.tx, work.now).await?;
    crate::job_alerts::rounds::plan(work.tx, work.state.clock.today(), work.now).await?;
    crate::events::watch::plan(work.tx, work.now).await?;
    crate::retention::rounds::plan(work.tx, work.state.clock.today(), work.now).await?;
    crate::audit_chain::note(work.tx).await?;
    digest::plan_all(work).await
}

/// Plans the next day to come; `false` when it is planned already.
///
/// # Errors
/// Those of the store.
pub async fn plan_next(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let (date, run_at) = next_start(service_levels::get(db).await?.digest_at, now);
    let kind = Kind::Daily;
    let job = NewJob { key: kind.key(date), kind: kind.as_str().to_owned(), subject_id: None, payload: None, run_at };
    jobs::plan(db, job, now).await
}

/// Moves the days that are planned to another hour.
///
/// # Errors
/// Those of the store.
pub async fn move_to(db: &impl ConnectionTrait, digest_at: NaiveTime, now: DateTime<Utc>) -> Result<(), StoreError> {
    let today = now.with_timezone(&Paris).date_naive();
    for date in today.iter_days().take(2) {
        jobs::move_to(db, &Kind::Daily.key(date), instant_at(date, digest_at), now).await?;
    }
    Ok(())
}

/// Today when its hour is still to come, else tomorrow.
fn next_start(digest_at: NaiveTime, now: DateTime<Utc>) -> (NaiveDate, DateTime<Utc>) {
    let today = now.with_timezone(&Paris).date_naive();
    let at = instant_at(today, digest_at);
    if now < at {
        return (today, at);
    }
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    (tomorrow, instant_at(tomorrow, digest_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next(now: &str) -> String {
        let (date, at) = next_start(NaiveTime::from_hms_opt(8, 0, 0).unwrap(), now.parse().unwrap());
        format!("{date} {}", at.format("%Y-%m-%dT%H:%MZ"))
    }

    #[test]
    fn the_next_day_starts_at_its_hour_in_the_lot() {
        assert_eq!(next("2026-11-21T06:59:59Z"), "2026-11-21 2026-11-21T07:00Z");
        assert_eq!(next("2026-11-21T07:00:00Z"), "2026-11-22 2026-11-22T07:00Z");
        assert_eq!(next("2026-11-20T23:30:00Z"), "2026-11-21 2026-11-21T07:00Z", "after midnight in the Lot");
        assert_eq!(next("2026-03-28T12:00:00Z"), "2026-03-29 2026-03-29T06:00Z", "the clock changes in the night");
    }
}
