//! The passing of time over events: they start on their first day and are finished after their last.

use chrono::{DateTime, Utc};
use domain::events::{EventMove, by_the_clock};
use persistence::events;
use persistence::jobs::{self, NewJob};
use persistence::{ConnectionTrait, StoreError};

use super::transitions::move_to;
use crate::audit::Trail;
use crate::jobs::{Kind, Work};
use crate::problem::Problem;

/// Events moved by one job, so that its transaction stays short.
const AT_ONCE: u64 = 100;

/// Plans the round of a day; the day is done by as many jobs as it takes.
///
/// # Errors
/// Those of the store.
pub async fn plan(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let key = Kind::EventsRound.key(now.timestamp_millis());
    let kind = Kind::EventsRound.as_str().to_owned();
    jobs::plan(db, NewJob { key, kind, subject_id: None, payload: None, run_at: now }, now).await
}

/// Starts and finishes what is due, each step as an entry of its own in the journal.
pub(crate) async fn run(work: &Work<'_>) -> Result<(), Problem> {
    let today = work.state.clock.today();
    let trail = Trail::of_system("worker", &work.state.clock);
    let due = events::due(work.tx, today, AT_ONCE).await?;
    let all = u64::try_from(due.len()).is_ok_and(|found| found < AT_ONCE);
    for event in due {
        let mut event = event;
        while let Some(to) = by_the_clock(event.status, event.span, today) {
            move_to(work.tx, work.state, &trail, &event, &EventMove { to, reason: None }).await?;
            (event.status, event.version) = (to, event.version.wrapping_add(1));
        }
    }
    if !all {
        plan(work.tx, work.now + chrono::Duration::milliseconds(1)).await?;
    }
    Ok(())
}
