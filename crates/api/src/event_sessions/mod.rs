//! What happens within an event: workshops, round tables, slots for one person.

pub mod dto;

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use chrono::NaiveDate;
use domain::events::sessions::SessionFacts;
use persistence::events::registrations;
use persistence::events::sessions::{self, Session};
use persistence::events::{self, Event};
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

use crate::audit::Trail;
use crate::caller::may;
use crate::endpoints::Endpoints;
use crate::event_registrations::places::{Spot, promote};
use crate::events::RESOURCE;
use crate::events::read::{existing, open};
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;
use dto::{EventSession, EventSessionList, EventSessionPatch, NewEventSession};

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list_event_sessions)
        .service(create_event_session)
        .service(update_event_session)
        .service(delete_event_session);
}

fn days(event: &Event) -> Vec<NaiveDate> {
    event.days.iter().map(|day| day.on).collect()
}

async fn get(db: &impl ConnectionTrait, event_id: Uuid, id: Uuid) -> Result<Session, Problem> {
    sessions::find(db, event_id, id).await?.ok_or_else(Problem::not_found)
}

async fn shown(db: &impl ConnectionTrait, row: Session) -> Result<EventSession, Problem> {
    let (_, taken) = registrations::taken_of(db, row.event_id).await?;
    let own = taken.get(&row.id).copied().unwrap_or_default();
    Ok(EventSession::of(row, own))
}

/// Les ateliers et créneaux d'un événement
///
/// Dans l'ordre où ils commencent, avec les places prises.
#[utoipa::path(tag = "events", operation_id = "list_event_sessions", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "The sessions", body = EventSessionList)))]
#[get("/events/{event_id}/sessions")]
pub async fn list_event_sessions(
    _: may::ReadEvents,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let event = existing(db, id.0).await?;
    let (_, taken) = registrations::taken_of(db, event.id).await?;
    let rows = sessions::list(db, event.id).await?;
    let own = |row: Session| (taken.get(&row.id).copied().unwrap_or_default(), row);
    let items = rows.into_iter().map(own).map(|(taken, row)| EventSession::of(row, taken)).collect();
    Ok(HttpResponse::Ok().json(EventSessionList { items }))
}

/// Ajouter un atelier ou un créneau
///
/// Un jour de l'événement, aux heures du Lot. Un créneau (`slot`) est pour une personne.
#[utoipa::path(tag = "events", operation_id = "create_event_session", security(("bearer" = [])),
    request_body = NewEventSession,
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "The session", body = EventSession)))]
#[post("/events/{event_id}/sessions")]
pub async fn create_event_session(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    event_id: PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<NewEventSession>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let caller = may.caller();
    let scope = format!("{}:create_event_session:{}", caller.actor.user_id, event_id.0);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let event = open(tx, caller, event_id.0).await?;
        let facts = SessionFacts::parse(&sent.into(), &days(&event))?;
        let id = sessions::insert(tx, event.id, &facts, state.clock.now()).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        trail.record(tx, "event_session.create", (RESOURCE, event.id), &["sessions"]).await?;
        let body = shown(tx, get(tx, event.id, id).await?).await?;
        let location = format!("/api/v1/events/{}/sessions/{id}", event.id);
        Ok(Created { location, version: Some(body.version), body })
    })
    .await
}

/// Corriger un atelier ou un créneau
///
/// Les champs absents restent, `null` vide. Des places de plus profitent aux premiers de la liste d'attente.
#[utoipa::path(tag = "events", operation_id = "update_event_session", security(("bearer" = [])),
    request_body = EventSessionPatch,
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("event_session_id" = Uuid, Path, description = "Atelier ou créneau"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The session", body = EventSession)))]
#[patch("/events/{event_id}/sessions/{event_session_id}")]
pub async fn update_event_session(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((event_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
    body: Body<EventSessionPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let event = open(&tx, may.caller(), event_id).await?;
    let row = get(&tx, event.id, id).await?;
    let fields = body.value.fields();
    let facts = SessionFacts::parse(&body.value.onto(&row), &days(&event))?;
    sessions::update(&tx, (id, version), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "event_session.update", (RESOURCE, event.id), &fields).await?;
    let row = get(&tx, event.id, id).await?;
    promote(&tx, &state, &Spot { event, session: Some(row.clone()) }).await?;
    let body = shown(&tx, row).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

/// Retirer un atelier ou un créneau
///
/// Refusé (409 `session_booked`) tant que quelqu'un y est inscrit.
#[utoipa::path(tag = "events", operation_id = "delete_event_session", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("event_session_id" = Uuid, Path, description = "Atelier ou créneau"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Removed")))]
#[delete("/events/{event_id}/sessions/{event_session_id}")]
pub async fn delete_event_session(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((event_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let event = open(&tx, may.caller(), event_id).await?;
    let row = get(&tx, event.id, id).await?;
    registrations::hold(&tx, Spot { event: event.clone(), session: Some(row) }.target()).await?;
    if !registrations::standing(&tx, event.id, Some(id)).await?.is_empty() {
        return Err(Problem::conflict("session_booked"));
    }
    events::sessions::delete(&tx, (id, version)).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "event_session.delete", (RESOURCE, event.id), &["sessions"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
