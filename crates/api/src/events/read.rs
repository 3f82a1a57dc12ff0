//! One event, as those who may see it read it.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use persistence::events::{self, Event};
use persistence::{ConnectionTrait, partners, territories};
use uuid::Uuid;

use super::dto;
use crate::caller::{Caller, may};
use crate::http::{PathIds, etag};
use crate::problem::Problem;
use crate::state::AppState;

/// The event of this id.
///
/// # Errors
/// 404 when it does not exist; those of the store.
pub(crate) async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Event, Problem> {
    events::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// Whether an event is the caller's to change: they prepared it, or run the programme.
pub(crate) fn is_theirs(row: &Event, caller: &Caller) -> bool {
    caller.actor.is_programme_admin() || row.author_id == Some(caller.actor.user_id)
}

/// The event, when the caller may change it.
///
/// # Errors
/// 404, 403 for those of others, 409 `event_over` when it no longer changes.
pub(crate) async fn open(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Event, Problem> {
    let row = existing(db, id).await?;
    if !is_theirs(&row, caller) {
        return Err(Problem::forbidden());
    }
    if domain::events::may_change(row.status) { Ok(row) } else { Err(Problem::conflict("event_over")) }
}

/// Events with the names of their communes and partners: a few queries for all of them.
pub(super) async fn views(
    db: &impl ConnectionTrait,
    rows: Vec<Event>,
    caller: &Caller,
    today: NaiveDate,
) -> Result<Vec<dto::Event>, Problem> {
    let communes = territories::names_of(db, rows.iter().filter_map(|row| row.commune_code.as_deref())).await?;
    let named = rows.iter().flat_map(|row| row.partners.iter().copied().chain(row.organiser_id));
    let partners = partners::names(db, named).await?;
    let labels = dto::Labels { communes, partners };
    let view = |row: Event| {
        let theirs = is_theirs(&row, caller);
        dto::Event::of(row, &labels, theirs, today)
    };
    Ok(rows.into_iter().map(view).collect())
}

/// One event as it is shown.
pub(super) async fn view(
    db: &impl ConnectionTrait,
    state: &AppState,
    caller: &Caller,
    id: Uuid,
) -> Result<dto::Event, Problem> {
    let row = existing(db, id).await?;
    views(db, vec![row], caller, state.clock.today()).await?.pop().ok_or_else(Problem::not_found)
}

pub(super) fn shown(body: &dto::Event) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body)
}

/// Un événement
///
/// Avec ses jours, ses partenaires, son budget et les états que vous pouvez lui donner.
#[utoipa::path(tag = "events", operation_id = "get_event", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "The event", body = dto::Event,
        headers(("ETag" = String, description = "Version")))))]
#[get("/events/{event_id}")]
pub async fn get_event(
    may: may::ReadEvents,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(&view(state.store.reader(), &state, may.caller(), id.0).await?))
}
