//! Giving a file and answering: what happens to the assignment and to the file, in one transaction.

use chrono::NaiveDate;
use domain::assignments::{AnswerRefusal, effect_on_file};
use domain::codes::{AssignmentStatus, DeclineReason, ProspectStatus, ReferentRole};
use domain::prospects::Change;
use domain::validation::{FieldErrors, code, optional_code, optional_text};
use persistence::prospects::StoredAssignment;
use persistence::{assignments, prospects};
use uuid::Uuid;

use super::dto::{AssignmentTransition, NewAssignment};
use crate::caller::Caller;
use crate::jobs::accept_reminder;
use crate::open_file::Work;
use crate::problem::Problem;

/// Longest explanation, in characters.
const EXPLANATION_MAX: usize = 1_000;

/// Gives the file to a référent.
pub(super) async fn assign(
    work: &Work<'_>,
    caller: &Caller,
    sent: &NewAssignment,
    today: NaiveDate,
) -> Result<StoredAssignment, Problem> {
    let mut errors = FieldErrors::new();
    let role = errors.keep("/role", code(&sent.role, ReferentRole::parse));
    let explanation =
        errors.keep("/explanation", optional_text(sent.explanation.as_deref(), EXPLANATION_MAX)).flatten();
    if !prospects::referent_exists(work.tx, sent.referent_id).await? {
        errors.push("/referent_id", "not_found");
    }
    let role = errors.finish(role)?;
    let themself = caller.actor.referent_ids.contains(&sent.referent_id);
    if !themself && !caller.actor.is_programme_admin() {
        return Err(Problem::forbidden());
    }
    if is_open(work, sent.referent_id, role).await? {
        return Err(Problem::conflict("already_assigned"));
    }
    let accepted = themself || sent.accepted == Some(true);
    let status = if accepted { AssignmentStatus::Accepted } else { AssignmentStatus::Proposed };
    if accepted {
        hand_over(work, role).await?;
    }
    let explanation = explanation.unwrap_or_else(|| caller.name.clone());
    let new = assignments::NewAssignment {
        prospect_id: work.file.id,
        referent_id: sent.referent_id,
        role,
        status,
        explanation,
    };
    let id = assignments::insert(work.tx, &new, work.now).await?;
    if !accepted {
        accept_reminder::plan(work.tx, id, work.now).await?;
    }
    move_file(work, caller, role, status, today).await?;
    get(work, id).await
}

/// Answers a proposal, or ends an accepted assignment.
pub(super) async fn answer(
    work: &Work<'_>,
    caller: &Caller,
    id: Uuid,
    sent: &AssignmentTransition,
    today: NaiveDate,
) -> Result<StoredAssignment, Problem> {
    let row = get(work, id).await?;
    if !caller.actor.is_programme_admin() && !caller.actor.referent_ids.contains(&row.referent_id) {
        return Err(Problem::forbidden());
    }
    let mut errors = FieldErrors::new();
    let to = errors.keep("/to", code(&sent.to, AssignmentStatus::parse));
    let reason = errors.keep("/reason", optional_code(sent.reason.as_deref(), DeclineReason::parse)).flatten();
    let to = errors.finish(to)?;
    let (Some(from), Some(role)) = (AssignmentStatus::parse(&row.status), ReferentRole::parse(&row.role)) else {
        return Err(Problem::internal(&"an assignment in an unknown state"));
    };
    domain::assignments::answer(from, to, reason).map_err(refusal)?;
    if to == AssignmentStatus::Accepted {
        hand_over(work, role).await?;
    }
    assignments::answer(work.tx, (work.file.id, role), (id, row.version), to, reason, work.now).await?;
    move_file(work, caller, role, to, today).await?;
    get(work, id).await
}

async fn get(work: &Work<'_>, id: Uuid) -> Result<StoredAssignment, Problem> {
    assignments::find(work.tx, work.file.id, id).await?.ok_or_else(Problem::not_found)
}

fn refusal(refusal: AnswerRefusal) -> Problem {
    match refusal {
        AnswerRefusal::NotAllowed { allowed } => Problem::transition_not_allowed(allowed.iter().map(|to| to.as_str())),
        AnswerRefusal::ReasonRequired => Problem::field("/reason", "required"),
    }
}

async fn is_open(work: &Work<'_>, referent_id: Uuid, role: ReferentRole) -> Result<bool, Problem> {
    let rows = prospects::assignments_of(work.tx, work.file.id).await?;
    Ok(rows.iter().any(|row| {
        row.referent_id == referent_id
            && row.role == role.as_str()
            && AssignmentStatus::parse(&row.status).is_some_and(AssignmentStatus::is_open)
    }))
}

/// One référent per part: whoever held it hands it over to the one who accepts.
async fn hand_over(work: &Work<'_>, role: ReferentRole) -> Result<(), Problem> {
    for row in prospects::assignments_of(work.tx, work.file.id).await? {
        if row.role == role.as_str() && row.status == AssignmentStatus::Accepted.as_str() {
            let key = (row.id, row.version);
            assignments::answer(work.tx, (work.file.id, role), key, AssignmentStatus::Transferred, None, work.now)
                .await?;
        }
    }
    Ok(())
}

/// Moves the file when the answer does: the first territorial acceptance assigns it, the last departure frees it.
async fn move_file(
    work: &Work<'_>,
    caller: &Caller,
    role: ReferentRole,
    to: AssignmentStatus,
    today: NaiveDate,
) -> Result<(), Problem> {
    let left = assignments::count_accepted(work.tx, work.file.id, ReferentRole::Territorial).await? > 0;
    let Some(next) = effect_on_file(role, to, work.file.status, left) else { return Ok(()) };
    let change = Change {
        from: work.file.status,
        to: next,
        effective_on: today.max(work.file.status_since),
        reason: None,
        closing_reason: None,
        next_action: work.file.facts.next_action.clone(),
        voids_installation: false,
    };
    let actor = (Some(caller.actor.user_id), "staff");
    debug_assert!(matches!(next, ProspectStatus::Assigned | ProspectStatus::Qualified));
    Ok(prospects::change_status(work.tx, (work.file.id, work.file.version), &change, actor, work.now).await?)
}
