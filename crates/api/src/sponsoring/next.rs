//! Asking an ambassador, and the next one when the first does not want to.

use chrono::{DateTime, Utc};
use domain::access::ProspectScope;
use domain::ambassadors::sponsoring::is_open;
use domain::codes::SponsoringStatus::{self, Accepted, Ended, Proposed, Sent, Withdrawn};
use domain::codes::{AmbassadorStatus, MemberRole, ProspectStatus};
use persistence::ambassadors::{self, Ambassador};
use persistence::locks::hold_ambassador;
use persistence::prospects::{self, Prospect};
use persistence::sponsoring::{self, Sponsoring};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, territories};
use uuid::Uuid;

use super::RESOURCE;
use crate::ambassadors::link;
use crate::audit::Trail;
use crate::jobs::{self, Work, mail_id};
use crate::mail::{self, Kind, Letter};
use crate::problem::Problem;
use crate::state::AppState;

/// A household in the words that an ambassador may read.
#[derive(Debug)]
pub(super) struct Told {
    /// First names of the adults.
    pub first_names: String,
    /// Name of the commune or territory.
    pub place_name: Option<String>,
}

/// Where a household settled, or wishes to first.
///
/// # Errors
/// Those of the store.
pub(super) async fn place_of(db: &impl ConnectionTrait, file: &Prospect) -> Result<Option<String>, StoreError> {
    let moved = prospects::installation_of(db, file.id).await?.and_then(|installation| installation.commune_code);
    Ok(moved.or_else(|| file.facts.wished_territories.first().cloned()))
}

/// First names and commune of a household.
///
/// # Errors
/// Those of the store.
pub(super) async fn told(db: &impl ConnectionTrait, file: &Prospect) -> Result<Told, StoreError> {
    let members = prospects::members_of(db, file.id).await?;
    let adults = members.into_iter().filter(|one| matches!(one.member.role, MemberRole::Lead | MemberRole::Partner));
    let names: Vec<String> = adults.filter_map(|one| one.member.first_name).collect();
    let place_code = place_of(db, file).await?;
    let mut known = territories::names_of(db, place_code.as_deref()).await?;
    let place_name = place_code.as_ref().and_then(|code| known.remove(code));
    Ok(Told { first_names: names.join(" et "), place_name })
}

/// Whether a sponsor may be looked for: the file is neither put away nor over.
pub(super) fn may_have_sponsor(file: &Prospect) -> bool {
    let over = matches!(
        file.status,
        ProspectStatus::Closed | ProspectStatus::Departed | ProspectStatus::Merged | ProspectStatus::Anonymised
    );
    file.archived_at.is_none() && !over
}

/// Holds an ambassador, and finds whether they have room for one more family.
async fn with_room(tx: &DatabaseTransaction, id: Uuid) -> Result<Option<Ambassador>, StoreError> {
    hold_ambassador(tx, id).await?;
    let found = ambassadors::find(tx, None, id).await?.filter(|one| one.status == AmbassadorStatus::Active);
    let load = sponsoring::load(tx, id).await?;
    Ok(found.filter(|one| i64::try_from(load).is_ok_and(|load| load < i64::from(one.sponsoring_capacity))))
}

/// Asks the ambassador of a proposal.
///
/// # Errors
/// 409 `ambassador_unavailable` without room for one more, `sponsor_found` when the household has another one.
pub(super) async fn send(
    tx: &DatabaseTransaction,
    state: &AppState,
    (file, one): (&Prospect, &Sponsoring),
) -> Result<(), Problem> {
    let who = with_room(tx, one.ambassador_id).await?;
    let who = who.ok_or_else(|| Problem::conflict("ambassador_unavailable"))?;
    sponsoring::change(tx, one, Sent, state.clock.now()).await.map_err(|error| match error {
        StoreError::Constraint(_) => Problem::conflict("sponsor_found"),
        other => Problem::from(other),
    })?;
    let told = told(tx, file).await?;
    let words = [
        ("first_name", who.first_name.as_str()),
        ("household", told.first_names.as_str()),
        ("commune", told.place_name.as_deref().unwrap_or_default()),
    ];
    let letter = Letter::compose(Kind::SponsoringAsked, &who.email, &words, Some(&link::page(state, who.id)))?;
    mail::queue_once(tx, state, mail_id(&format!("sponsoring:{}", one.id), &who.email), &letter).await
}

/// Moves a proposal, and has the next one asked when it was open and is no longer.
///
/// # Errors
/// 412 when it changed meanwhile; those of the store.
pub(super) async fn close(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    one: &Sponsoring,
    to: SponsoringStatus,
) -> Result<(), Problem> {
    let now = state.clock.now();
    sponsoring::change(tx, one, to, now).await?;
    trail.record(tx, "sponsoring_proposal.transition", (RESOURCE, one.id), &["status"]).await?;
    if one.status == Sent && !is_open(to) {
        jobs::plan(tx, jobs::Kind::SponsoringNext, one.id, now, now).await?;
    }
    Ok(())
}

/// Passes on what an ambassador on pause was asked and did not answer; whoever retires ends what they accepted too.
///
/// # Errors
/// Those of the store.
pub(crate) async fn leave(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    ambassador_id: Uuid,
    to: AmbassadorStatus,
) -> Result<(), Problem> {
    for one in sponsoring::of_ambassador(tx, ambassador_id).await? {
        match one.status {
            Sent => close(tx, state, trail, &one, Withdrawn).await?,
            Accepted if to == AmbassadorStatus::Retired => close(tx, state, trail, &one, Ended).await?,
            _ => {}
        }
    }
    Ok(())
}

/// Ends what ambassadors were asked, and did, for a household that is not known any more.
///
/// # Errors
/// Those of the store.
pub(crate) async fn end_of_file(
    tx: &DatabaseTransaction,
    trail: &Trail,
    prospect_id: Uuid,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    for one in sponsoring::of_prospect(tx, prospect_id).await? {
        let to = match one.status {
            Proposed | Sent => Withdrawn,
            Accepted => Ended,
            _ => continue,
        };
        sponsoring::change(tx, &one, to, now).await?;
        trail.record(tx, "sponsoring_proposal.transition", (RESOURCE, one.id), &["status"]).await?;
    }
    Ok(())
}

/// Asks the next ambassador of a household who has room, unless one is asked already or the file is over.
pub(crate) async fn run(work: &Work<'_>) -> Result<(), Problem> {
    let Some(closed) = sponsoring::find(work.tx, work.subject()?).await? else { return Ok(()) };
    let id = closed.prospect_id;
    let file = prospects::find_locked(work.tx, &ProspectScope::All, id).await?;
    let Some(file) = file.filter(may_have_sponsor) else { return Ok(()) };
    let all = sponsoring::of_prospect(work.tx, id).await?;
    if all.iter().any(|one| is_open(one.status)) {
        return Ok(());
    }
    for one in all.iter().filter(|one| one.status == Proposed) {
        if with_room(work.tx, one.ambassador_id).await?.is_none() {
            continue;
        }
        send(work.tx, work.state, (&file, one)).await?;
        let trail = Trail::of_system("worker", &work.state.clock);
        return Ok(trail.record(work.tx, "sponsoring_proposal.send", (RESOURCE, one.id), &["status"]).await?);
    }
    Ok(())
}
