//! Reads that are written down before they are answered: what is looked at many times in a row, once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use actix_web::HttpRequest;
use chrono::{DateTime, Duration, Utc};
use persistence::StoreError;
use uuid::Uuid;

use crate::audit::Trail;
use crate::caller::Caller;
use crate::problem::Problem;
use crate::state::AppState;

/// A session that reads the same thing again within this many minutes is still at the same reading.
const ONE_READING_MINUTES: i64 = 10;
/// Readings remembered before the old ones are forgotten.
const REMEMBERED: usize = 10_000;

/// Who read what: session, thing and action.
type Reading = (Uuid, Uuid, &'static str);

/// Readings written down a moment ago.
#[derive(Debug, Default)]
pub struct Readings(Mutex<HashMap<Reading, DateTime<Utc>>>);

impl Readings {
    fn is_recent(&self, key: &Reading, now: DateTime<Utc>) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(key).is_some_and(|at| is_one_reading(*at, now))
    }

    fn remember(&self, key: Reading, now: DateTime<Utc>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.retain(|_, at| is_one_reading(*at, now));
        }
        known.insert(key, now);
    }
}

fn is_one_reading(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - at < Duration::minutes(ONE_READING_MINUTES)
}

/// Writes down that somebody read something of people, committed before the answer leaves.
///
/// # Errors
/// Those of the store: what cannot be written down is not shown.
pub async fn write_down(
    state: &AppState,
    caller: &Caller,
    request: &HttpRequest,
    action: &'static str,
    resource: (&str, Uuid),
) -> Result<(), Problem> {
    let (now, key) = (state.clock.now(), (caller.session_id, resource.1, action));
    if state.readings.is_recent(&key, now) {
        return Ok(());
    }
    let tx = state.store.begin().await?;
    Trail::of(caller, request, &state.clock).record(&tx, action, resource, &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.readings.remember(key, now);
    Ok(())
}
