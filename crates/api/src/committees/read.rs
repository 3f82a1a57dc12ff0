//! One committee, as those who steer read it.

use actix_web::{HttpResponse, get, web};
use chrono::NaiveTime;
use domain::access::Permission;
use domain::codes::EventKind;
use domain::committees::may_be_written;
use persistence::events::{self, Event};
use persistence::{ConnectionTrait, committees, partners};
use uuid::Uuid;

use super::dto;
use crate::caller::{Caller, may};
use crate::http::PathIds;
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// The committee of this id.
///
/// # Errors
/// 404 when it does not exist, or is an event of another kind; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Event, Problem> {
    let event = events::find(db, id).await?.filter(|event| event.kind == EventKind::SteeringCommittee.as_str());
    event.ok_or_else(Problem::not_found)
}

/// One committee as it is shown.
pub(super) async fn view(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<dto::Committee, Problem> {
    let row = existing(db, id).await?;
    let minutes = committees::find(db, id).await?;
    let hosts = partners::names(db, row.organiser_id).await?;
    let told = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string());
    let day = row.days.first();
    Ok(dto::Committee {
        id: row.id,
        on: row.span.first,
        opens_at: told(day.and_then(|day| day.opens_at)),
        closes_at: told(day.and_then(|day| day.closes_at)),
        host_name: row.organiser_id.and_then(|host| hosts.get(&host).cloned()),
        place: row.place,
        video_url: row.video_url,
        agenda: minutes.agenda.into_iter().map(Into::into).collect(),
        decisions: minutes.decisions.into_iter().map(Into::into).collect(),
        may_write: caller.actor.may(Permission::ManageSteering) && may_be_written(row.status),
        status: row.status.to_string(),
        title: row.title,
        version: row.version,
    })
}

/// Un comité de pilotage
///
/// Son ordre du jour et ses décisions. Le comité lui-même (jour, lieu, qui l’accueille) est un événement.
#[utoipa::path(tag = "steering", operation_id = "get_committee", security(("bearer" = [])),
    params(("committee_id" = Uuid, Path, description = "Comité, un événement de nature `steering_committee`")),
    responses((status = 200, description = "The committee", body = dto::Committee,
        headers(("ETag" = String, description = "Version of the event")))))]
#[get("/committees/{committee_id}")]
pub async fn get_committee(
    may: may::ReadSteering,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let body = view(state.store.reader(), may.caller(), id.0).await?;
    Ok(part_response(body.version, &body))
}
