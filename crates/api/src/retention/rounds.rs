//! The clock at work, every day: a round plans one job for each file whose turn it is, each in its own transaction.
//!
//! A job looks at its file again, held: whoever acted meanwhile is neither told nor erased, and what was done is not
//! done again.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::ProspectScope;
use domain::codes::{ErasureReason, RetentionState};
use persistence::jobs::{self, NewJob};
use persistence::retention::{self, Clock};
use persistence::{ConnectionTrait, StoreError, prospects};

use super::letters;
use super::staff::each_file;
use crate::audit::Trail;
use crate::erasure::Order;
use crate::jobs::{Kind, Work};
use crate::problem::Problem;

/// Plans the round of a day; planned again, nothing changes.
///
/// # Errors
/// Those of the store.
pub(crate) async fn plan(db: &impl ConnectionTrait, today: NaiveDate, now: DateTime<Utc>) -> Result<(), StoreError> {
    let kind = Kind::RetentionRound;
    let key = kind.key(today);
    let job = NewJob { key, kind: kind.as_str().to_owned(), subject_id: None, payload: None, run_at: now };
    jobs::plan(db, job, now).await?;
    Ok(())
}

/// Plans what is to be done today.
pub(crate) async fn run(work: &Work<'_>) -> Result<(), Problem> {
    let today = work.state.clock.today();
    let policy = retention::current(work.tx).await?.policy;
    each_file(work.tx, &policy, today, async |clock| {
        let kind = match policy.state(&clock.kept, today) {
            RetentionState::NoticeDue => Kind::RetentionNotice,
            RetentionState::Due => Kind::RetentionErasure,
            RetentionState::Kept | RetentionState::Noticed => return Ok(()),
        };
        plan_for(work, kind, &clock, today).await
    })
    .await?;
    Ok(())
}

/// One notice for each last action; an erasure that was not done is planned again the next day.
async fn plan_for(work: &Work<'_>, kind: Kind, clock: &Clock, today: NaiveDate) -> Result<(), StoreError> {
    let on = if kind == Kind::RetentionNotice { clock.kept.last_action_on } else { today };
    let job = NewJob {
        key: kind.key(format!("{}:{on}", clock.id)),
        kind: kind.as_str().to_owned(),
        subject_id: Some(clock.id),
        payload: None,
        run_at: work.now,
    };
    jobs::plan(work.tx, job, work.now).await?;
    Ok(())
}

/// Tells the people of a file that it ends.
pub(crate) async fn tell(work: &Work<'_>) -> Result<(), Problem> {
    let Some((clock, RetentionState::NoticeDue)) = held(work).await? else { return Ok(()) };
    let Some(reader) = retention::reader_of(work.tx, clock.id).await? else { return Ok(()) };
    let today = work.state.clock.today();
    if !retention::note_told(work.tx, clock.id, (clock.kept.last_action_on, today), work.now).await? {
        return Ok(());
    }
    let ends_on = retention::current(work.tx).await?.policy.erased_on(&clock.kept, today);
    letters::tell(work, &clock, &reader, ends_on).await?;
    let trail = Trail::of_system("worker", &work.state.clock);
    Ok(trail.record(work.tx, "prospect.retention_notice", ("prospect", clock.id), &[]).await?)
}

/// Erases the people of a file whose time is over.
pub(crate) async fn erase(work: &Work<'_>) -> Result<(), Problem> {
    let Some((clock, RetentionState::Due)) = held(work).await? else { return Ok(()) };
    let trail = Trail::of_system("worker", &work.state.clock);
    let (state, tx, on) = (work.state, work.tx, work.state.clock.today());
    Order { state, tx, trail: &trail, reason: ErasureReason::Deadline, on }.file(clock.id).await?;
    Ok(())
}

/// The clock of the file of a job, its row held, and where it stands now.
async fn held(work: &Work<'_>) -> Result<Option<(Clock, RetentionState)>, Problem> {
    let id = work.subject()?;
    prospects::find_locked(work.tx, &ProspectScope::All, id).await?;
    let Some(clock) = retention::clock_of(work.tx, id).await? else { return Ok(None) };
    let state = retention::current(work.tx).await?.policy.state(&clock.kept, work.state.clock.today());
    Ok(Some((clock, state)))
}
