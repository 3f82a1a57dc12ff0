//! Forgetting what has had its time; each step is its own short transaction and may be repeated.

use chrono::{DateTime, Duration, Timelike, Utc};
use chrono_tz::Europe::Paris;
use persistence::{
    StoreError, ambassadors, contact_requests, employer_sign_ups, erasure, events, housekeeping, idempotency,
    job_alerts, jobs, merges, newsletter, outbox, privacy_requests, stands, working_groups,
};

use crate::erasure::ledger;
use crate::imports::service::forget_received;
use crate::jobs::daily;
use crate::mail::delivered;
use crate::state::AppState;

/// Answers to repeated creations are kept this long, in hours.
const ANSWERS_HOURS: i64 = 24;
/// A request that nobody confirmed is erased this long after it expired, in days.
const EXPIRED_REQUESTS_DAYS: i64 = 30;
/// A decided sign-up of an employer is kept this long, in days: what it made stays.
const DECIDED_SIGN_UPS_DAYS: i64 = 365;
/// Names and addresses of those who came to an event, or were met on its stand, are kept this long after it, in days.
const COMERS_DAYS: i64 = 365;
/// Those who took part in a working group are forgotten this long after it was archived, in days.
const GROUP_MEMBERS_DAYS: i64 = 365;
/// A request about data that was answered is kept this long, in days: for as long as the answer may be disputed.
const ANSWERED_REQUESTS_DAYS: i64 = 5 * 366;
/// Traces of mails that left (blanked already), of jobs done, of ended sessions and of used links are kept this long,
/// in days.
const TRACES_DAYS: i64 = 30;

/// Hours of the night in the Lot: nobody waits then for a table that is written anew.
const NIGHT: std::ops::Range<u32> = 1..5;

/// One round.
///
/// # Errors
/// Those of the store; what was done before stays done.
pub async fn run_once(state: &AppState) -> Result<(), StoreError> {
    state.limits.forget_idle();
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let expired = contact_requests::expire(&tx, now).await?;
    let erased = contact_requests::erase_expired_before(&tx, now - Duration::days(EXPIRED_REQUESTS_DAYS)).await?;
    let (unconfirmed, decided) =
        (now - Duration::days(EXPIRED_REQUESTS_DAYS), now - Duration::days(DECIDED_SIGN_UPS_DAYS));
    let sign_ups = employer_sign_ups::erase_before(&tx, unconfirmed, decided).await?;
    let alerts = job_alerts::erase_unconfirmed(&tx, now).await?;
    let applicants = ambassadors::sign_ups::erase_expired(&tx, now).await?;
    let journals = merges::blank_journals(&tx, now).await?;
    let readers = newsletter::erase_unconfirmed(&tx, now).await?;
    let over = (now - Duration::days(COMERS_DAYS)).date_naive();
    let comers = events::registrations::forget_before(&tx, over).await?;
    let met = stands::captures::forget_before(&tx, over).await?;
    let answered = (now - Duration::days(ANSWERED_REQUESTS_DAYS)).date_naive();
    let requests = privacy_requests::forget_before(&tx, answered).await?;
    let members = working_groups::forget_members_before(&tx, now - Duration::days(GROUP_MEMBERS_DAYS)).await?;
    tx.commit().await?;
    let tx = state.store.begin().await?;
    let answers = idempotency::forget_before(&tx, now - Duration::hours(ANSWERS_HOURS)).await?;
    tx.commit().await?;
    let limit = now - Duration::days(TRACES_DAYS);
    let tx = state.store.begin().await?;
    let sessions = housekeeping::forget_sessions_before(&tx, limit).await?;
    let links = housekeeping::forget_one_time_tokens_before(&tx, limit).await?;
    let mails = outbox::forget_before(&tx, limit).await?;
    let jobs = jobs::forget_before(&tx, limit).await?;
    // A chain of days that broke, or never began, goes on from here.
    daily::plan_next(&tx, now).await?;
    tx.commit().await?;
    let imports = forget_received(state).await?;
    if let Err(error) = ledger::write_missing(state).await {
        tracing::error!(error, "the ledger of erasures is behind");
    }
    if let Err(error) = delivered::forget_before(&state.config, limit.into()) {
        tracing::warn!(%error, "old mails of the folder stay");
    }
    state.store.fold().await?;
    if is_night(now) {
        sweep(state, now).await;
    }
    tracing::info!(
        expired,
        erased,
        sign_ups,
        alerts,
        applicants,
        readers,
        journals,
        comers,
        met,
        members,
        requests,
        answers,
        sessions,
        links,
        mails,
        jobs,
        imports,
        "housekeeping done"
    );
    Ok(())
}

fn is_night(now: DateTime<Utc>) -> bool {
    NIGHT.contains(&now.with_timezone(&Paris).hour())
}

/// Leaves nothing of those who were erased in the pages of the database; what is in use is tried again in an hour.
async fn sweep(state: &AppState, now: DateTime<Utc>) {
    match erasure::sweep(&state.store, now).await {
        Ok(true) => {}
        Ok(false) => tracing::info!("tables of people who were erased are in use, and written anew later"),
        Err(error) => tracing::warn!(%error, "tables of people who were erased are not written anew"),
    }
}
