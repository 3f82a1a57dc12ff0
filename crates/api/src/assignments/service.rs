//! What people decide: giving a file by hand, answering, handing it on.

use domain::assignments::AnswerRefusal;
use domain::codes::{AssignmentStatus, DeclineReason, ExpiryReason, ReferentRole};
use domain::validation::{FieldErrors, code, optional_code, optional_text, text};
use persistence::assignments::{Answer, Handover, NewAssignment};
use persistence::prospects::{Prospect, StoredAssignment, assignments_of};
use persistence::{assignments, prospects, referents};
use uuid::Uuid;

use super::dto::{self, AssignmentTransition};
use super::handover::{self, receive};
use super::letters;
use super::proposals::{Desk, ask, ask_next, get, move_file};
use crate::caller::Caller;
use crate::household_page;
use crate::jobs::{self, Kind};
use crate::problem::Problem;
use crate::routing::Explanation;

/// Longest explanation or comment, in characters.
const SENTENCE_MAX: usize = 1_000;
/// Longest handover note, in characters.
const NOTE_MAX: usize = 5_000;

/// Gives the file to a référent chosen by hand.
pub(super) async fn assign(
    desk: &Desk<'_>,
    caller: &Caller,
    file_id: Uuid,
    sent: &dto::NewAssignment,
) -> Result<StoredAssignment, Problem> {
    let mut errors = FieldErrors::new();
    let role = errors.keep("/role", code(&sent.role, ReferentRole::parse));
    let sentence = errors.keep("/explanation", optional_text(sent.explanation.as_deref(), SENTENCE_MAX)).flatten();
    if !prospects::referent_exists(desk.tx, sent.referent_id).await? {
        errors.push("/referent_id", "not_found");
    }
    let role = errors.finish(role)?;
    let file = desk.file(file_id).await?;
    let rows = assignments_of(desk.tx, file.id).await?;
    let themself = caller.actor.referent_ids.contains(&sent.referent_id);
    let invites = role == ReferentRole::CoReferent && holds(caller, &rows, ReferentRole::Territorial);
    if !themself && !invites && !caller.actor.is_programme_admin() {
        return Err(Problem::forbidden());
    }
    let accepted = themself || sent.accepted == Some(true);
    let same = |row: &&StoredAssignment| row.referent_id == sent.referent_id && row.role == role.as_str();
    match rows.iter().filter(same).find(|row| is_open(row)) {
        // They were asked already, and this is their yes.
        Some(row) if accepted && row.status == AssignmentStatus::Proposed.as_str() => {
            accept(desk, &file, row, role).await?;
            return get(desk, file.id, row.id).await;
        }
        Some(_) => return Err(Problem::conflict("already_assigned")),
        None => {}
    }
    let levels = desk.levels().await?;
    supersede(desk, file.id, role, None).await?;
    if accepted {
        release(desk, file.id, role).await?;
    }
    let status = if accepted { AssignmentStatus::Accepted } else { AssignmentStatus::Proposed };
    let sentence = sentence.unwrap_or_else(|| format!("Choix de {}.", caller.name));
    let new = NewAssignment {
        explanation: Explanation::by_hand(sentence).to_json(),
        accept_due_at: (!accepted).then(|| levels.accept_due_at(desk.now)),
        first_contact_due_at: accepted.then(|| levels.first_contact_due_at(desk.now)),
        ..NewAssignment::told(file.id, sent.referent_id, (role, status), "")
    };
    let row = ask(desk, &new, &levels).await?;
    if accepted {
        after_acceptance(desk, file.id, &row, role).await?;
    } else {
        letters::proposed(desk, &file, &row).await?;
    }
    get(desk, file.id, row.id).await
}

/// Answers a proposal, or ends an accepted assignment.
pub(super) async fn answer(
    desk: &Desk<'_>,
    caller: &Caller,
    file_id: Uuid,
    id: Uuid,
    sent: &AssignmentTransition,
) -> Result<StoredAssignment, Problem> {
    let file = desk.file(file_id).await?;
    let row = get(desk, file.id, id).await?;
    if !caller.actor.is_programme_admin() && !caller.actor.referent_ids.contains(&row.referent_id) {
        return Err(Problem::forbidden());
    }
    let mut errors = FieldErrors::new();
    let to = errors.keep("/to", code(&sent.to, AssignmentStatus::parse));
    let reason = errors.keep("/reason", optional_code(sent.reason.as_deref(), DeclineReason::parse)).flatten();
    let comment = errors.keep("/comment", optional_text(sent.comment.as_deref(), SENTENCE_MAX)).flatten();
    let to = errors.finish(to)?;
    let (Some(from), Some(role)) = (AssignmentStatus::parse(&row.status), ReferentRole::parse(&row.role)) else {
        return Err(Problem::internal(&"an assignment in an unknown state"));
    };
    domain::assignments::answer(from, to, reason).map_err(refusal)?;
    let written = match (to, reason) {
        (AssignmentStatus::Accepted, _) => {
            accept(desk, &file, &row, role).await?;
            return get(desk, file.id, id).await;
        }
        (AssignmentStatus::Declined, Some(reason)) => Answer::Declined { reason, comment },
        (AssignmentStatus::Expired, _) => Answer::Expired(ExpiryReason::NoAnswer),
        (AssignmentStatus::Transferred, _) => Answer::Transferred,
        _ => Answer::Ended,
    };
    assignments::answer(desk.tx, (file.id, role), (id, row.version), written, desk.now).await?;
    move_file(desk, file.id, role, to).await?;
    if row.transferred_from_id.is_some() {
        handover::came_back(desk, &file, &row).await?;
    } else if matches!(to, AssignmentStatus::Declined | AssignmentStatus::Expired) {
        ask_next(desk, file.id, role).await?;
    }
    get(desk, file.id, id).await
}

/// Whoever was asked takes the file.
async fn accept(desk: &Desk<'_>, file: &Prospect, row: &StoredAssignment, role: ReferentRole) -> Result<(), Problem> {
    release(desk, file.id, role).await?;
    let due = desk.levels().await?.first_contact_due_at(desk.now);
    let yes = Answer::Accepted { first_contact_due_at: Some(due) };
    assignments::answer(desk.tx, (file.id, role), (row.id, row.version), yes, desk.now).await?;
    supersede(desk, file.id, role, Some(row.id)).await?;
    receive(desk, file, row).await?;
    after_acceptance(desk, file.id, row, role).await
}

/// Hands the file on to a colleague, who is asked and told what the giver knows.
pub(super) async fn transfer(
    desk: &Desk<'_>,
    caller: &Caller,
    file_id: Uuid,
    id: Uuid,
    sent: &dto::NewTransfer,
) -> Result<StoredAssignment, Problem> {
    let file = desk.file(file_id).await?;
    let row = get(desk, file.id, id).await?;
    if !caller.actor.is_programme_admin() && !caller.actor.referent_ids.contains(&row.referent_id) {
        return Err(Problem::forbidden());
    }
    let mut errors = FieldErrors::new();
    let note = errors.keep("/note", text(&sent.note, NOTE_MAX));
    let receiver = referents::find(desk.tx, sent.referent_id).await?.filter(|one| one.archived_at.is_none());
    match &receiver {
        None => errors.push("/referent_id", "not_found"),
        Some(one) if one.id == row.referent_id => errors.push("/referent_id", "invalid"),
        Some(_) => {}
    }
    let note = errors.finish(note)?;
    let Some(role) = ReferentRole::parse(&row.role) else { return Err(Problem::not_found()) };
    if row.status != AssignmentStatus::Accepted.as_str() {
        return Err(Problem::transition_not_allowed(
            AssignmentStatus::parse(&row.status)
                .into_iter()
                .flat_map(AssignmentStatus::allowed_next)
                .map(|s| s.as_str()),
        ));
    }
    supersede(desk, file.id, role, None).await?;
    let levels = desk.levels().await?;
    let new = NewAssignment {
        explanation: Explanation::by_hand(format!("{} transmet ce dossier.", row.referent_name)).to_json(),
        accept_due_at: Some(levels.accept_due_at(desk.now)),
        handover: Some(Handover { from_id: row.id, note }),
        ..NewAssignment::told(file.id, sent.referent_id, (role, AssignmentStatus::Proposed), "")
    };
    let asked = ask(desk, &new, &levels).await?;
    letters::handed_over(desk, &file, &asked).await?;
    Ok(asked)
}

/// What follows an acceptance, whoever chose: the file moves, its first contact is watched, the household is told.
async fn after_acceptance(
    desk: &Desk<'_>,
    file_id: Uuid,
    row: &StoredAssignment,
    role: ReferentRole,
) -> Result<(), Problem> {
    move_file(desk, file_id, role, AssignmentStatus::Accepted).await?;
    if role != ReferentRole::Territorial {
        return Ok(());
    }
    persistence::routing::leave_pool(desk.tx, file_id).await?;
    let due = desk.levels().await?.first_contact_due_at(desk.now);
    jobs::plan(desk.tx, Kind::FirstContactOverdue, row.id, due, desk.now).await?;
    jobs::plan(desk.tx, Kind::SecondWish, row.id, desk.now, desk.now).await?;
    let accepted = get(desk, file_id, row.id).await?;
    household_page::tell_referent(desk.state, desk.tx, file_id, &accepted).await
}

/// One référent per part: whoever held it hands it over to the one who accepts.
async fn release(desk: &Desk<'_>, file_id: Uuid, role: ReferentRole) -> Result<(), Problem> {
    if role == ReferentRole::CoReferent {
        return Ok(());
    }
    for row in of_part(desk, file_id, role).await? {
        if row.status == AssignmentStatus::Accepted.as_str() {
            let key = (row.id, row.version);
            assignments::answer(desk.tx, (file_id, role), key, Answer::Transferred, desk.now).await?;
        }
    }
    Ok(())
}

/// Proposals of this part that are no longer wanted, because somebody else was chosen.
async fn supersede(desk: &Desk<'_>, file_id: Uuid, role: ReferentRole, but: Option<Uuid>) -> Result<(), Problem> {
    if role == ReferentRole::CoReferent {
        return Ok(());
    }
    for row in of_part(desk, file_id, role).await? {
        if row.status == AssignmentStatus::Proposed.as_str() && Some(row.id) != but {
            let answer = Answer::Expired(ExpiryReason::Superseded);
            assignments::answer(desk.tx, (file_id, role), (row.id, row.version), answer, desk.now).await?;
        }
    }
    Ok(())
}

async fn of_part(desk: &Desk<'_>, file_id: Uuid, role: ReferentRole) -> Result<Vec<StoredAssignment>, Problem> {
    let rows = assignments_of(desk.tx, file_id).await?;
    Ok(rows.into_iter().filter(|row| row.role == role.as_str()).collect())
}

fn is_open(row: &StoredAssignment) -> bool {
    AssignmentStatus::parse(&row.status).is_some_and(AssignmentStatus::is_open)
}

/// Whether the caller has accepted this part of the file.
fn holds(caller: &Caller, rows: &[StoredAssignment], role: ReferentRole) -> bool {
    rows.iter().any(|row| {
        row.role == role.as_str()
            && row.status == AssignmentStatus::Accepted.as_str()
            && caller.actor.referent_ids.contains(&row.referent_id)
    })
}

fn refusal(refusal: AnswerRefusal) -> Problem {
    match refusal {
        AnswerRefusal::NotAllowed { allowed } => Problem::transition_not_allowed(allowed.iter().map(|to| to.as_str())),
        AnswerRefusal::ReasonRequired => Problem::field("/reason", "required"),
    }
}
