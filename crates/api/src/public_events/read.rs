//! The public calendar and one event of it.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::codes::EventStatus;
use persistence::events::{self, Event};
use persistence::{ConnectionTrait, StoreError, partners, territories};
use uuid::Uuid;

use super::dto::{Labels, PublicEvent, PublicEventList};
use super::{coming, is_public, version};
use crate::http::{Cached, PathIds};
use crate::problem::Problem;
use crate::state::AppState;

/// Events with the names of their communes and partners.
pub(super) async fn views(db: &impl ConnectionTrait, rows: &[Event]) -> Result<Vec<PublicEvent>, StoreError> {
    let communes = territories::names_of(db, rows.iter().filter_map(|row| row.commune_code.as_deref())).await?;
    let named = rows.iter().flat_map(|row| row.partners.iter().copied().chain(row.organiser_id));
    let labels = Labels { communes, partners: partners::names(db, named).await? };
    Ok(rows.iter().map(|row| PublicEvent::of(row, &labels)).collect())
}

/// The row of a public event.
///
/// # Errors
/// 404 when it never was public, 410 `event_gone` when it is archived.
pub(crate) async fn public_row(state: &AppState, id: Uuid) -> Result<Event, Problem> {
    let row = events::find(state.store.reader(), id).await?.ok_or_else(Problem::not_found)?;
    let was_public = row.is_public && row.announced_at.is_some();
    match row.status {
        EventStatus::Archived if was_public => Err(Problem::new(StatusCode::GONE, "event_gone")),
        _ if is_public(&row) => Ok(row),
        _ => Err(Problem::not_found()),
    }
}

/// A public event.
///
/// # Errors
/// Those of [`public_row`].
pub(super) async fn event(state: &AppState, id: Uuid) -> Result<(Event, PublicEvent), Problem> {
    let row = public_row(state, id).await?;
    let shown = views(state.store.reader(), std::slice::from_ref(&row)).await?.pop();
    Ok((row, shown.ok_or_else(Problem::not_found)?))
}

/// Le calendrier public
///
/// Les événements ouverts au public qui ne sont pas passés, par date ; les annulés y restent, et le disent. Sans compte.
#[utoipa::path(tag = "public", operation_id = "list_public_events",
    responses((status = 200, description = "The events", body = PublicEventList,
        headers(("ETag" = String, description = "Version"))),
        (status = 304, description = "As known")))]
#[get("/public/events")]
pub async fn list_public_events(state: web::Data<AppState>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let rows = coming(&state).await?;
    let cached = Cached::read(&request, &version(&rows));
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    Ok(cached.json(&PublicEventList { items: views(state.store.reader(), &rows).await? }))
}

/// Lire un événement public
///
/// Sans compte. 410 quand l'événement a quitté le site.
#[utoipa::path(tag = "public", operation_id = "get_public_event",
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "The event", body = PublicEvent,
        headers(("ETag" = String, description = "Version"))),
        (status = 304, description = "As known"),
        (status = 410, description = "It was public and is no longer")))]
#[get("/public/events/{event_id}")]
pub async fn get_public_event(
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let (row, body) = event(&state, id.0).await?;
    let cached = Cached::read(&request, &version(std::slice::from_ref(&row)));
    Ok(if cached.is_known() { cached.unchanged() } else { cached.json(&body) })
}
