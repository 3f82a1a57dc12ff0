//! Jobs that watch over assignments: each looks at what holds when it runs, and does nothing when it came too late.

use domain::access::ProspectScope;
use domain::codes::{AssignmentStatus, ConsentPurpose, ExpiryReason, ProspectStatus, ReferentRole};
use domain::prospects::Facts;
use persistence::prospects::{Prospect, StoredAssignment, consents_of, find};
use persistence::{assignments, routing, territories};
use uuid::Uuid;

use super::proposals::{Desk, ask_best, lapse, reroute_absent};
use super::{handover, letters};
use crate::jobs;
use crate::problem::Problem;
use crate::routing::service::Routing;

/// Nobody answered in time: the next is asked and the programme is told.
pub async fn expire(desk: &Desk<'_>, assignment_id: Uuid) -> Result<(), Problem> {
    let Some((file, row)) = held(desk, assignment_id).await? else { return Ok(()) };
    if row.status != AssignmentStatus::Proposed.as_str() {
        return Ok(());
    }
    lapse(desk, &row, file.id, ExpiryReason::NoAnswer).await?;
    letters::expired(desk, &file, &row).await
}

/// The household of an accepted file has not been spoken with in time: its référent is reminded.
pub async fn first_contact(desk: &Desk<'_>, assignment_id: Uuid) -> Result<(), Problem> {
    let Some((file, row)) = held(desk, assignment_id).await? else { return Ok(()) };
    let waits = row.status == AssignmentStatus::Accepted.as_str()
        && row.first_contact_at.is_none()
        && file.status == ProspectStatus::Assigned;
    // A household that paused is owed its contact later.
    if let Some(later) = row.first_contact_due_at.filter(|due| waits && *due > desk.now) {
        jobs::plan_again(desk.tx, jobs::Kind::FirstContactOverdue, row.id, later, desk.now).await?;
        return Ok(());
    }
    if waits { letters::first_contact_overdue(desk, &file, &row).await } else { Ok(()) }
}

/// A file still waits in the pool. Without a wished territory it now goes to the most available intercommunalité;
/// otherwise the programme is reminded of it.
pub async fn pool(desk: &Desk<'_>, prospect_id: Uuid) -> Result<(), Problem> {
    let Some(file) = find(desk.tx, &ProspectScope::All, prospect_id).await? else { return Ok(()) };
    let waits = routing::pool_reason(desk.tx, file.id).await?.is_some() && file.archived_at.is_none();
    if !waits || !file.status.is_open() || file.status == ProspectStatus::New {
        return Ok(());
    }
    let automatic = Routing::load(desk.tx, &file.facts, file.id, desk.state.clock.today()).await?.table.automatic;
    let asked = if automatic && file.facts.wished_territories.is_empty() {
        ask_best(desk, file.id, &[ReferentRole::Territorial]).await?
    } else {
        vec![]
    };
    if asked.is_empty() { letters::pool_overdue(desk, &file).await } else { Ok(()) }
}

/// Some référents are away from today on: what was proposed to them and not answered goes to somebody who is there.
pub async fn leaves(desk: &Desk<'_>) -> Result<(), Problem> {
    let away = routing::away_on(desk.tx, desk.state.clock.today()).await?;
    reroute_absent(desk, &away).await?;
    Ok(())
}

/// The household also thinks of another intercommunalité: its référent is told, if the household agreed to that.
pub async fn second_wish(desk: &Desk<'_>, assignment_id: Uuid) -> Result<(), Problem> {
    let Some((file, row)) = held(desk, assignment_id).await? else { return Ok(()) };
    let Some((code, epci)) = other_epci(desk, &file.facts.wished_territories).await? else { return Ok(()) };
    if row.status != AssignmentStatus::Accepted.as_str() || !agreed(desk, &file).await? {
        return Ok(());
    }
    let facts = Facts { wished_territories: vec![code], ..file.facts.clone() };
    let routing = Routing::load(desk.tx, &facts, file.id, desk.state.clock.today()).await?;
    let decision = routing.decide(ReferentRole::Territorial);
    let Some(best) = decision.ranked.iter().find(|one| one.referent_id != row.referent_id) else { return Ok(()) };
    let names = territories::names_of(desk.tx, [epci.as_str()]).await?;
    let territory = names.get(&epci).cloned().unwrap_or_default();
    letters::second_wish(desk, &file, (best.referent_id, &territory), &row).await?;
    let name = routing.member(best.referent_id).map(|member| member.name.clone()).unwrap_or_default();
    let note = format!(
        "Second souhait : {name} ({territory}) est au courant du projet, sans le nom du foyer, qui a accepté le partage avec les partenaires."
    );
    handover::write_note(desk, &file, note, None).await
}

/// The first wish that lies in another EPCI than the first of all, and that EPCI.
async fn other_epci(desk: &Desk<'_>, wishes: &[String]) -> Result<Option<(String, String)>, Problem> {
    let epcis = territories::epcis_of(desk.tx, wishes.iter().map(String::as_str)).await?;
    let Some(first) = wishes.first().and_then(|code| epcis.get(code)) else { return Ok(None) };
    let other = wishes.iter().find_map(|code| Some((code, epcis.get(code).filter(|epci| *epci != first)?)));
    Ok(other.map(|(code, epci)| (code.clone(), epci.clone())))
}

/// Whether the household agrees today that partners know of its project.
async fn agreed(desk: &Desk<'_>, file: &Prospect) -> Result<bool, Problem> {
    let consents = consents_of(desk.tx, file.id).await?;
    Ok(consents.iter().any(|consent| {
        consent.purpose == ConsentPurpose::ShareWithPartners.as_str()
            && consent.withdrawn_at.is_none()
            && consent.expires_at.is_none_or(|at| at > desk.now)
    }))
}

/// The assignment and its file, held until the end of the transaction; nothing for one that is gone or archived.
async fn held(desk: &Desk<'_>, assignment_id: Uuid) -> Result<Option<(Prospect, StoredAssignment)>, Problem> {
    let Some(prospect_id) = assignments::file_of(desk.tx, assignment_id).await? else { return Ok(None) };
    let file = desk.file(prospect_id).await?;
    let row = assignments::find(desk.tx, prospect_id, assignment_id).await?;
    Ok(row.filter(|_| file.archived_at.is_none() && file.status.is_open()).map(|row| (file, row)))
}
