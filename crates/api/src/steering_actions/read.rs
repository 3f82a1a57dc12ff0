//! Actions as those who steer read them.

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use domain::steering_actions::{Origin, Owner, allowed_next, is_late};
use persistence::steering_actions::{self, Action};
use persistence::{ConnectionTrait, events, working_groups};
use uuid::Uuid;

use super::dto::{SteeringAction, ids_of};
use super::owner::Names;
use crate::caller::{Caller, may};
use crate::http::PathIds;
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// The action of this id.
///
/// # Errors
/// 404 when it does not exist; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Action, Problem> {
    steering_actions::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// Whether an action is the caller's to move: they answer for it, or run the programme.
pub(super) fn is_theirs(row: &Action, caller: &Caller) -> bool {
    caller.actor.is_programme_admin() || row.owner == Some(Owner::User(caller.actor.user_id))
}

/// Actions with the names of where they come from and of who answers for them.
pub(crate) async fn views(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    caller: &Caller,
    rows: Vec<Action>,
) -> Result<Vec<SteeringAction>, Problem> {
    let names = Names::of(db, rows.iter().filter_map(|row| row.owner)).await?;
    let origins: Vec<_> = rows.iter().map(|row| ids_of(row.origin)).collect();
    let titles = events::titles(db, origins.iter().filter_map(|(committee, _)| *committee)).await?;
    let groups = working_groups::names(db, origins.iter().filter_map(|(_, group)| *group)).await?;
    let view = |row: Action| {
        let (committee_id, working_group_id) = ids_of(row.origin);
        let allowed = if is_theirs(&row, caller) { allowed_next(row.status) } else { &[] };
        let origin_name = match row.origin {
            Origin::Committee(id) => titles.get(&id),
            Origin::Group(id) => groups.get(&id),
        };
        SteeringAction {
            id: row.id,
            committee_id,
            working_group_id,
            origin_name: origin_name.cloned().unwrap_or_default(),
            owner_user_id: row.owner.and_then(Owner::user_id),
            owner_partner_id: row.owner.and_then(Owner::partner_id),
            owner_name: row.owner.and_then(|owner| names.get(owner)),
            due_on: row.due_on,
            late: is_late(row.status, row.due_on, today),
            status: row.status.to_string(),
            outcome: row.outcome,
            allowed: allowed.iter().map(ToString::to_string).collect(),
            title: row.title,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    };
    Ok(rows.into_iter().map(view).collect())
}

/// One action as it is shown.
pub(super) async fn view(
    db: &impl ConnectionTrait,
    state: &AppState,
    caller: &Caller,
    id: Uuid,
) -> Result<SteeringAction, Problem> {
    let row = existing(db, id).await?;
    views(db, state.clock.today(), caller, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Une action
///
/// D’un comité de pilotage ou d’un groupe de travail, avec qui en répond et les états que vous pouvez lui donner.
#[utoipa::path(tag = "steering", operation_id = "get_steering_action", security(("bearer" = [])),
    params(("action_id" = Uuid, Path, description = "Action")),
    responses((status = 200, description = "The action", body = SteeringAction,
        headers(("ETag" = String, description = "Version")))))]
#[get("/steering-actions/{action_id}")]
pub async fn get_steering_action(
    may: may::ReadSteering,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let body = view(state.store.reader(), &state, may.caller(), id.0).await?;
    Ok(part_response(body.version, &body))
}
