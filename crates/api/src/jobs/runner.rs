//! Doing what is due, one job at a time, each in one transaction with its mark: a kill undoes all of it.

use std::panic::AssertUnwindSafe;

use chrono::{DateTime, Duration, Utc};
use futures_util::FutureExt;
use persistence::jobs::{self, Job};
use persistence::{DatabaseTransaction, StoreError};

use super::{Kind, Work, perform};
use crate::erasure::ledger;
use crate::problem::Problem;
use crate::state::AppState;

/// After so many failed attempts a job is given up: a little more than four hours.
const MOST_ATTEMPTS: i32 = 10;
/// Longest wait before another attempt, in minutes.
const LONGEST_WAIT: i64 = 60;

/// What became of an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    Postponed,
    GivenUp,
}

/// Does what is due, until nothing is or `must_stop` says so; returns how many jobs were done.
///
/// # Errors
/// Those of the store; what was done before stays done.
pub async fn run_due(state: &AppState, must_stop: impl Fn() -> bool) -> Result<usize, StoreError> {
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
    let mut done = 0;
    while !must_stop() && jobs::has_due(state.store.reader(), &kinds, state.clock.now()).await? {
        // Nothing to take: another server is doing what is due.
        let Some(outcome) = run_next(state, &kinds).await? else { break };
        done += usize::from(outcome == Outcome::Done);
    }
    Ok(done)
}

async fn run_next(state: &AppState, kinds: &[&str]) -> Result<Option<Outcome>, StoreError> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let Some(job) = jobs::take_due(&tx, kinds, now).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    let outcome = match attempt(&Work { state, tx: &tx, job: &job, now }).await {
        Ok(()) => finish(tx, &job, now).await.map_err(Problem::from),
        Err(problem) => {
            tx.rollback().await?;
            Err(problem)
        }
    };
    let outcome = match outcome {
        Ok(()) => Outcome::Done,
        Err(problem) => postpone(state, &job, problem.code()).await?,
    };
    note(&job, outcome);
    if outcome == Outcome::Done && job.kind == Kind::RetentionErasure.as_str() {
        ledger::note(state).await;
    }
    Ok(Some(outcome))
}

/// A defect in one job must not stop the others: a panic is a failure like any other.
async fn attempt(work: &Work<'_>) -> Result<(), Problem> {
    let kind = Kind::parse(&work.job.kind).ok_or_else(|| Problem::internal(&"a job of an unknown kind"))?;
    let outcome = AssertUnwindSafe(perform(kind, work)).catch_unwind().await;
    outcome.unwrap_or_else(|_| Err(Problem::internal(&"a job panicked")))
}

async fn finish(tx: DatabaseTransaction, job: &Job, now: DateTime<Utc>) -> Result<(), StoreError> {
    jobs::finish(&tx, job.id, now).await?;
    Ok(tx.commit().await?)
}

async fn postpone(state: &AppState, job: &Job, reason: &str) -> Result<Outcome, StoreError> {
    let now = state.clock.now();
    let next = next_attempt(job.attempts, now);
    let tx = state.store.begin().await?;
    jobs::postpone(&tx, job, reason, next, now).await?;
    tx.commit().await?;
    tracing::warn!(id = %job.id, kind = job.kind, attempt = job.attempts + 1, reason, "job not done");
    Ok(if next.is_some() { Outcome::Postponed } else { Outcome::GivenUp })
}

/// One minute, then twice as long each time, at most an hour; nothing after the last attempt.
fn next_attempt(failed_before: i32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let wait = 1_i64 << failed_before.clamp(0, 6);
    (failed_before + 1 < MOST_ATTEMPTS).then(|| now + Duration::minutes(wait.min(LONGEST_WAIT)))
}

fn note(job: &Job, outcome: Outcome) {
    let word = match outcome {
        Outcome::Done => "done",
        Outcome::Postponed => "postponed",
        Outcome::GivenUp => "failed",
    };
    metrics::counter!("jobs_attempts_total", "kind" => job.kind.clone(), "outcome" => word).increment(1);
    if outcome == Outcome::GivenUp {
        tracing::error!(id = %job.id, kind = job.kind, "job given up");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_spread_out_and_end() {
        let start = DateTime::UNIX_EPOCH;
        let waits: Vec<i64> =
            (0..).map_while(|failed| Some((next_attempt(failed, start)? - start).num_minutes())).collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    }
}
