//! Mail: letters queued with the deed that causes them, sent by a worker at least once.

pub(crate) mod delivered;
mod kind;
mod letter;
mod transport;

use chrono::{DateTime, Duration, Utc};
use persistence::outbox::{self, Leased, NewMessage};
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

pub use kind::Kind;
pub use letter::{Button, Letter, LetterError, LetterItem, LetterSection, Subscription};
pub use transport::Transport;

use crate::problem::Problem;
use crate::state::AppState;
use transport::Refusal;

/// How long a worker has for a mail before another may take it over, in seconds: longer than sending may take.
///
/// Mails are taken one at a time, so that a worker that is killed leaves at most one that may have left unmarked.
const LEASE_SECONDS: i64 = 30;
/// How many more times the outcome of a mail is noted when the store is busy, and the wait before each.
const MARK_AGAIN: usize = 5;
const MARK_AGAIN_AFTER: std::time::Duration = std::time::Duration::from_secs(1);
/// After this time a mail that never left is given up, in hours.
const GIVE_UP_HOURS: i64 = 24;

/// Queues a letter in the caller's transaction; it leaves once that is committed, and never if it rolls back.
///
/// # Errors
/// 500 when the letter cannot be kept, 503 when the database is busy.
pub async fn queue(db: &impl ConnectionTrait, state: &AppState, letter: &Letter) -> Result<Uuid, Problem> {
    Ok(outbox::queue(db, message(state, letter)?, state.clock.now()).await?)
}

/// The same under an id of the caller's choice, from which its Message-ID is made: queued again, nothing happens.
///
/// # Errors
/// Those of [`queue`].
pub async fn queue_once(db: &impl ConnectionTrait, state: &AppState, id: Uuid, letter: &Letter) -> Result<(), Problem> {
    outbox::queue_once(db, id, message(state, letter)?, state.clock.now()).await?;
    Ok(())
}

fn message(state: &AppState, letter: &Letter) -> Result<NewMessage, Problem> {
    Ok(NewMessage {
        kind: letter.kind.clone(),
        recipient: letter.to.clone(),
        subject: letter.subject.clone(),
        payload: serde_json::to_value(letter).map_err(|error| Problem::internal(&error))?,
        host: transport::host(&state.config),
    })
}

impl From<LetterError> for Problem {
    fn from(error: LetterError) -> Self {
        Problem::internal(&error)
    }
}

/// Sends what is due, until nothing is; returns how many mails left.
///
/// # Errors
/// A sentence when the transport cannot be opened or the store fails.
pub async fn deliver_due(state: &AppState) -> Result<usize, String> {
    let transport = Transport::open(&state.config)?;
    deliver_with(state, &transport, || false).await.map_err(|error| error.to_string())
}

/// Sends what is due through an open transport, until nothing is or `must_stop` says so; returns how many left.
///
/// # Errors
/// Those of the store.
pub async fn deliver_with(
    state: &AppState,
    transport: &Transport,
    must_stop: impl Fn() -> bool,
) -> Result<usize, StoreError> {
    let mut sent = 0;
    while !must_stop() && outbox::has_due(state.store.reader(), state.clock.now()).await? {
        // Nothing to take: other servers are sending what is due.
        let Some(message) = take(state).await? else { break };
        sent += usize::from(deliver(state, transport, &message).await?);
    }
    if let Ok(waiting) = u32::try_from(outbox::count_queued(state.store.reader()).await?) {
        metrics::gauge!("outbox_queued").set(waiting);
    }
    Ok(sent)
}

/// Takes the mail that is due for the longest time, for the time of a lease.
///
/// # Errors
/// Those of the store.
pub async fn take(state: &AppState) -> Result<Option<Leased>, StoreError> {
    let tx = state.store.begin().await?;
    let mut taken = outbox::lease(&tx, state.clock.now(), Duration::seconds(LEASE_SECONDS), 1).await?;
    tx.commit().await?;
    Ok(taken.pop())
}

/// Sends one mail that was taken and notes the outcome; whether it left. Nobody who was erased since is written to.
///
/// # Errors
/// Those of the store.
pub async fn deliver(state: &AppState, transport: &Transport, message: &Leased) -> Result<bool, StoreError> {
    if !outbox::is_waiting(state.store.reader(), message.id).await? {
        return Ok(false);
    }
    let outcome = transport.send(message, state.clock.now().into()).await;
    let mut left = MARK_AGAIN;
    // A mail that left and is not noted leaves once more.
    while let Err(error) = mark(state, message, &outcome).await {
        if left == 0 || !matches!(error, StoreError::Unavailable(_)) {
            return Err(error);
        }
        left -= 1;
        tracing::warn!(id = %message.id, %error, "mail not marked yet");
        tokio::time::sleep(MARK_AGAIN_AFTER).await;
    }
    note(message, &outcome);
    Ok(outcome.is_ok())
}

async fn mark(state: &AppState, message: &Leased, outcome: &Result<(), Refusal>) -> Result<(), StoreError> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    match outcome {
        Ok(()) => outbox::mark_sent(&tx, message.id, now).await?,
        Err(Refusal::Never(reason)) => outbox::mark_failed(&tx, message.id, reason, now).await?,
        Err(Refusal::Later(reason)) => match next_attempt(message, now) {
            Some(at) => outbox::mark_retry(&tx, message.id, reason, at, now).await?,
            None => outbox::mark_failed(&tx, message.id, reason, now).await?,
        },
    }
    Ok(tx.commit().await?)
}

fn note(message: &Leased, outcome: &Result<(), Refusal>) {
    let (word, reason) = match outcome {
        Ok(()) => ("sent", ""),
        Err(Refusal::Later(reason)) => ("later", reason.as_str()),
        Err(Refusal::Never(reason)) => ("refused", reason.as_str()),
    };
    metrics::counter!("outbox_attempts_total", "outcome" => word).increment(1);
    if outcome.is_ok() {
        tracing::info!(id = %message.id, kind = message.kind, attempt = message.attempts, "mail sent");
    } else {
        tracing::warn!(id = %message.id, kind = message.kind, attempt = message.attempts, reason, "mail not sent");
    }
}

/// One minute, then twice as long each time, at most two hours; nothing once a day has passed.
fn next_attempt(message: &Leased, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let doublings = message.attempts.clamp(1, 8) - 1;
    let wait = Duration::minutes((1_i64 << doublings).min(120));
    let next = now + wait;
    (next < message.queued_at + Duration::hours(GIVE_UP_HOURS)).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(attempts: i32) -> Leased {
        Leased {
            id: Uuid::nil(),
            kind: "invitation".to_owned(),
            recipient: String::new(),
            subject: String::new(),
            payload: serde_json::Value::Null,
            message_id: String::new(),
            attempts,
            queued_at: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn attempts_spread_out_and_end_within_a_day() {
        let mut now = DateTime::UNIX_EPOCH;
        let mut waits = vec![];
        for attempts in 1.. {
            let Some(next) = next_attempt(&message(attempts), now) else { break };
            waits.push((next - now).num_minutes());
            now = next;
        }
        assert_eq!(waits.get(..8), Some([1, 2, 4, 8, 16, 32, 64, 120].as_slice()));
        assert!(waits.len() < 24 && now < DateTime::UNIX_EPOCH + Duration::hours(GIVE_UP_HOURS));
    }
}
