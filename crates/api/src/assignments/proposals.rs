//! Asking the right référent: the best at once, the next when somebody says no, the programme when nobody is left.

use chrono::{DateTime, Utc};
use domain::access::ProspectScope;
use domain::assignments::effect_on_file;
use domain::codes::{AssignmentStatus, ExpiryReason, PoolReason, ProspectStatus, ReferentRole};
use domain::prospects::Change;
use domain::routing::Outcome;
use domain::service_levels::ServiceLevels;
use persistence::assignments::{self, Answer, NewAssignment};
use persistence::prospects::{Prospect, StoredAssignment, assignments_of, find_locked};
use persistence::{DatabaseTransaction, prospects, routing, service_levels};
use uuid::Uuid;

use super::letters;
use crate::audit::Trail;
use crate::jobs::{self, Kind, accept_reminder};
use crate::problem::Problem;
use crate::routing::service::Routing;
use crate::state::AppState;

const RESOURCE: &str = "prospect";

/// A transaction in which somebody, or a job, gives files to référents.
pub struct Desk<'a> {
    /// Server.
    pub state: &'a AppState,
    /// Transaction of the deed.
    pub tx: &'a DatabaseTransaction,
    /// Who acts.
    pub trail: &'a Trail,
    /// The instant of the deed.
    pub now: DateTime<Utc>,
}

impl Desk<'_> {
    /// The file, held until the end of the transaction: two answers to it wait for each other.
    ///
    /// # Errors
    /// 404 when it does not exist.
    pub async fn file(&self, id: Uuid) -> Result<Prospect, Problem> {
        find_locked(self.tx, &ProspectScope::All, id).await?.ok_or_else(Problem::not_found)
    }

    /// Service levels in force.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn levels(&self) -> Result<ServiceLevels, Problem> {
        Ok(service_levels::get(self.tx).await?)
    }

    async fn note(&self, action: &str, prospect_id: Uuid, reason: Option<&str>) -> Result<(), Problem> {
        Ok(self.trail.record_because(self.tx, action, (RESOURCE, prospect_id), &["assignments"], reason).await?)
    }
}

/// When the file was qualified: asks those who are missing, if the table says so.
///
/// # Errors
/// Those of the store and of the mails.
pub async fn on_qualified(desk: &Desk<'_>, prospect_id: Uuid) -> Result<(), Problem> {
    for role in [ReferentRole::Territorial, ReferentRole::Technical] {
        let file = desk.file(prospect_id).await?;
        let routing = Routing::load(desk.tx, &file.facts, file.id, desk.state.clock.today()).await?;
        if routing.table.automatic && !routing.is_taken(role) {
            propose(desk, &file, &routing, role, Suggestion::Wait).await?;
        }
    }
    Ok(())
}

/// One click: asks the best for each of these parts that nobody holds, even when the household wishes for no
/// territory.
///
/// # Errors
/// 409 `file_not_open` for a file that waits for nobody; those of the store and of the mails.
pub async fn ask_best(
    desk: &Desk<'_>,
    prospect_id: Uuid,
    roles: &[ReferentRole],
) -> Result<Vec<StoredAssignment>, Problem> {
    let mut asked = vec![];
    for role in roles {
        let file = desk.file(prospect_id).await?;
        if !file.status.is_open() || file.status == ProspectStatus::New {
            return Err(Problem::conflict("file_not_routable"));
        }
        let routing = Routing::load(desk.tx, &file.facts, file.id, desk.state.clock.today()).await?;
        if !routing.is_taken(*role) {
            asked.extend(propose(desk, &file, &routing, *role, Suggestion::Take).await?);
        }
    }
    Ok(asked)
}

/// What to do with a file that wishes for no territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suggestion {
    /// It waits in the pool: the programme talks with the household first.
    Wait,
    /// The least loaded is asked.
    Take,
}

/// Asks the best for this part; nobody left means the pool, and word to the programme.
async fn propose(
    desk: &Desk<'_>,
    file: &Prospect,
    routing: &Routing,
    role: ReferentRole,
    suggestion: Suggestion,
) -> Result<Option<StoredAssignment>, Problem> {
    let decision = routing.decide(role);
    let take = suggestion == Suggestion::Take;
    let chosen = decision.chosen().or_else(|| decision.ranked.first().filter(|_| take));
    let Some(chosen) = chosen else {
        let reason = match decision.outcome {
            Outcome::Pool(reason) => reason,
            _ if decision.obstacle() == Some("nobody_left") => PoolReason::NobodyLeft,
            _ => return Ok(None),
        };
        nobody(desk, file, role, (reason, suggestion)).await?;
        return Ok(None);
    };
    let levels = desk.levels().await?;
    let new = NewAssignment {
        accept_due_at: Some(levels.accept_due_at(desk.now)),
        in_place_of_id: chosen.in_place_of,
        explanation: routing.explain(&decision, chosen).to_json(),
        ..NewAssignment::told(file.id, chosen.referent_id, (role, AssignmentStatus::Proposed), "")
    };
    let row = ask(desk, &new, &levels).await?;
    letters::proposed(desk, file, &row).await?;
    desk.note("assignment.propose", file.id, None).await?;
    Ok(Some(row))
}

/// Writes a proposal down, with the jobs that watch over its answer.
///
/// # Errors
/// Those of the store.
pub async fn ask(desk: &Desk<'_>, new: &NewAssignment, levels: &ServiceLevels) -> Result<StoredAssignment, Problem> {
    let id = assignments::insert(desk.tx, new, desk.now).await?;
    if new.role == ReferentRole::Territorial {
        routing::leave_pool(desk.tx, new.prospect_id).await?;
    }
    if new.status == AssignmentStatus::Proposed {
        accept_reminder::plan(desk.tx, id, desk.now).await?;
        jobs::plan(desk.tx, Kind::ExpireProposal, id, levels.accept_due_at(desk.now), desk.now).await?;
    }
    get(desk, new.prospect_id, id).await
}

/// One assignment of a file.
///
/// # Errors
/// 404 when it does not exist.
pub async fn get(desk: &Desk<'_>, prospect_id: Uuid, id: Uuid) -> Result<StoredAssignment, Problem> {
    assignments::find(desk.tx, prospect_id, id).await?.ok_or_else(Problem::not_found)
}

/// Nobody can be asked: on the territory the file joins the pool; the programme is told unless it was its turn anyway.
async fn nobody(
    desk: &Desk<'_>,
    file: &Prospect,
    role: ReferentRole,
    (reason, suggestion): (PoolReason, Suggestion),
) -> Result<(), Problem> {
    let is_territorial = role == ReferentRole::Territorial;
    let entered = !is_territorial || routing::enter_pool(desk.tx, file.id, reason, desk.now).await?;
    if !entered {
        return Ok(());
    }
    if is_territorial {
        let due = desk.levels().await?.pool_due_at(desk.now);
        jobs::plan_again(desk.tx, Kind::PoolOverdue, file.id, due, desk.now).await?;
    }
    // Whoever clicked sees the answer.
    if reason == PoolReason::NobodyLeft && suggestion == Suggestion::Wait {
        letters::nobody_left(desk, file, role).await?;
    }
    desk.note("assignment.pool", file.id, Some(reason.as_str())).await
}

/// A proposal ends without an answer: the next best is asked at once, the file goes back when nobody is left.
///
/// # Errors
/// Those of the store and of the mails.
pub async fn lapse(desk: &Desk<'_>, row: &StoredAssignment, file_id: Uuid, why: ExpiryReason) -> Result<(), Problem> {
    let Some(role) = ReferentRole::parse(&row.role) else { return Ok(()) };
    let answer = Answer::Expired(why);
    assignments::answer(desk.tx, (file_id, role), (row.id, row.version), answer, desk.now).await?;
    desk.note("assignment.expire", file_id, Some(why.as_str())).await?;
    move_file(desk, file_id, role, AssignmentStatus::Expired).await?;
    if row.transferred_from_id.is_none() {
        ask_next(desk, file_id, role).await?;
    }
    Ok(())
}

/// Asks the next best for a part that just lost its référent, if the file still waits for somebody.
///
/// # Errors
/// Those of the store and of the mails.
pub async fn ask_next(desk: &Desk<'_>, file_id: Uuid, role: ReferentRole) -> Result<(), Problem> {
    let file = desk.file(file_id).await?;
    let waits = file.status.is_open() && file.status != ProspectStatus::New && file.archived_at.is_none();
    if !waits || role == ReferentRole::CoReferent {
        return Ok(());
    }
    let routing = Routing::load(desk.tx, &file.facts, file.id, desk.state.clock.today()).await?;
    if !routing.is_taken(role) {
        propose(desk, &file, &routing, role, Suggestion::Wait).await?;
    }
    Ok(())
}

/// Moves the file when the answer does: the first territorial acceptance assigns it, the last departure frees it.
///
/// # Errors
/// Those of the store.
pub async fn move_file(
    desk: &Desk<'_>,
    file_id: Uuid,
    role: ReferentRole,
    to: AssignmentStatus,
) -> Result<(), Problem> {
    let file = desk.file(file_id).await?;
    let left = assignments::count_accepted(desk.tx, file.id, ReferentRole::Territorial).await? > 0;
    let Some(next) = effect_on_file(role, to, file.status, left) else { return Ok(()) };
    let change = Change {
        from: file.status,
        to: next,
        effective_on: desk.state.clock.today().max(file.status_since),
        reason: None,
        closing_reason: None,
        next_action: file.facts.next_action.clone(),
        voids_installation: false,
    };
    let actor = (desk.trail.actor_id(), if desk.trail.actor_id().is_some() { "staff" } else { "worker" });
    Ok(prospects::change_status(desk.tx, (file.id, file.version), &change, actor, desk.now).await?)
}

/// Files proposed to référents who are away go to their substitute, or to the next best.
///
/// # Errors
/// Those of the store and of the mails.
pub async fn reroute_absent(desk: &Desk<'_>, referent_ids: &[Uuid]) -> Result<usize, Problem> {
    let proposals = routing::proposals_to(desk.tx, referent_ids).await?;
    for proposal in &proposals {
        desk.file(proposal.prospect_id).await?;
        let row = get(desk, proposal.prospect_id, proposal.id).await?;
        lapse(desk, &row, proposal.prospect_id, ExpiryReason::Absent).await?;
    }
    Ok(proposals.len())
}

/// The household wishes for something else: what was proposed on its former wish and not answered is proposed anew,
/// where the engine now answers otherwise. Whoever accepted keeps the file, and talks it over with the household.
///
/// # Errors
/// Those of the store and of the mails.
pub async fn wish_changed(desk: &Desk<'_>, file_id: Uuid) -> Result<(), Problem> {
    let file = desk.file(file_id).await?;
    for row in assignments_of(desk.tx, file.id).await? {
        let Some(role) = ReferentRole::parse(&row.role).filter(|role| *role != ReferentRole::CoReferent) else {
            continue;
        };
        if row.status != AssignmentStatus::Proposed.as_str() || row.transferred_from_id.is_some() {
            continue;
        }
        let routing = Routing::load(desk.tx, &file.facts, file.id, desk.state.clock.today()).await?;
        let best = routing.decide(role).ranked.first().map(|best| best.referent_id);
        if best != Some(row.referent_id) {
            lapse(desk, &row, file.id, ExpiryReason::WishChanged).await?;
        }
    }
    // A file that waited for want of a territory has one now.
    if routing::pool_reason(desk.tx, file.id).await?.as_deref() == Some(PoolReason::NoTerritory.as_str()) {
        ask_next(desk, file.id, ReferentRole::Territorial).await?;
    }
    Ok(())
}
