//! Who comes, for those who prepare the event: the list, people written down by hand, presence.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use domain::codes::EventRegistrationStatus::{self, Confirmed};
use domain::events::registrations::{RegistrationFacts, allowed_next};
use domain::validation::{self, FieldErrors};
use persistence::StoreError;
use persistence::events::registrations::{self, Registration, RegistrationFilter, Target};
use uuid::Uuid;

use super::dto::{
    EventRegistration, EventRegistrationPage, EventRegistrationQuery, EventRegistrationTransition, NewEventRegistration,
};
use super::places::{Spot, book, check_room, settle};
use super::{RESOURCE, letters};
use crate::audit::Trail;
use crate::caller::may;
use crate::events::read::{existing, is_theirs};
use crate::http::{Body, Created, Cursor, IdempotencyKey, PageQuery, PathIds, Query, create_once, etag, page_response};
use crate::problem::Problem;
use crate::readings;
use crate::state::AppState;

/// Les inscrits d'un événement
///
/// Dans l'ordre d'arrivée, pour qui l'a préparé et pour l'équipe du programme.
#[utoipa::path(tag = "events", operation_id = "list_event_registrations", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement"), EventRegistrationQuery),
    responses((status = 200, description = "A page of registrations", body = EventRegistrationPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/events/{event_id}/registrations")]
pub async fn list_event_registrations(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    event_id: PathIds<Uuid>,
    query: Query<EventRegistrationQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let db = state.store.reader();
    let event = existing(db, event_id.0).await?;
    if !is_theirs(&event, may.caller()) {
        return Err(Problem::forbidden());
    }
    let mut errors = FieldErrors::new();
    let statuses = validation::codes(&mut errors, "status", &query.status.0, EventRegistrationStatus::parse);
    errors.finish(Some(()))?;
    let list = ("event_registrations", event.id, &query);
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &list)?;
    let after = page.after.as_ref().and_then(|at| Some((at.key.parse::<DateTime<Utc>>().ok()?, at.id)));
    let filter = RegistrationFilter { session_id: query.session, statuses };
    let mut rows = registrations::page_of(db, event.id, &filter, after, page.limit + 1).await?;
    let next_cursor =
        page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.created_at.to_rfc3339(), id: row.id });
    let read = ("event", event.id);
    readings::write_down(&state, may.caller(), &request, "event_registration.read", read).await?;
    let body = EventRegistrationPage { items: rows.into_iter().map(EventRegistration::from).collect(), next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Inscrire quelqu'un
///
/// Par téléphone ou sur place : la place est confirmée aussitôt, ou la liste d'attente rejointe. Un créneau pris répond
/// 409 `slot_taken` ; une personne déjà inscrite, 409 `already_exists`.
#[utoipa::path(tag = "events", operation_id = "create_event_registration", security(("bearer" = [])),
    request_body = NewEventRegistration,
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "The registration", body = EventRegistration)))]
#[post("/events/{event_id}/registrations")]
pub async fn create_event_registration(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    event_id: PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<NewEventRegistration>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let caller = may.caller();
    let scope = format!("{}:create_event_registration:{}", caller.actor.user_id, event_id.0);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        if !is_theirs(&existing(tx, event_id.0).await?, caller) {
            return Err(Problem::forbidden());
        }
        let spot = Spot::find(tx, Target { event_id: event_id.0, session_id: sent.session_id }).await?;
        if !spot.is_bookable() {
            return Err(Problem::conflict("registrations_closed"));
        }
        let facts = RegistrationFacts::parse(&sent.into(), spot.is_slot())?;
        let (row, is_new) = book(tx, &state, &spot, &facts, true).await?;
        if !is_new {
            return Err(Problem::conflict("already_exists"));
        }
        letters::moved(tx, &state, &spot, row.status, &row).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        trail.record(tx, "event_registration.create", (RESOURCE, row.id), &["first_name", "email", "guests"]).await?;
        let location = format!("/api/v1/events/{}/registrations/{}", event_id.0, row.id);
        Ok(Created { location, version: Some(row.version), body: EventRegistration::from(row) })
    })
    .await
}

/// Changer l'état d'une inscription
///
/// Confirmer, noter la présence ou l'absence, annuler. Une place libérée revient au premier de la liste d'attente.
#[utoipa::path(tag = "events", operation_id = "transition_event_registration", security(("bearer" = [])),
    request_body = EventRegistrationTransition,
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("registration_id" = Uuid, Path, description = "Inscription")),
    responses((status = 200, description = "The registration", body = EventRegistration,
        headers(("ETag" = String, description = "Version")))))]
#[post("/events/{event_id}/registrations/{registration_id}/transitions")]
pub async fn transition_event_registration(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((event_id, id)): PathIds<(Uuid, Uuid)>,
    body: Body<EventRegistrationTransition>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    if !is_theirs(&existing(&tx, event_id).await?, may.caller()) {
        return Err(Problem::forbidden());
    }
    let row = registrations::find(&tx, id).await?.filter(|row| row.target.event_id == event_id);
    let row = row.ok_or_else(Problem::not_found)?;
    let to = read(&row, &body.value.to)?;
    let spot = Spot::find(&tx, row.target).await?;
    registrations::hold(&tx, row.target).await?;
    if to == Confirmed {
        check_room(&tx, &spot, &row).await?;
    }
    let moved = settle(&tx, &state, &spot, row.id, to).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "event_registration.transition", (RESOURCE, row.id), &["status"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let version = etag(moved.version);
    Ok(HttpResponse::Ok().insert_header((header::ETAG, version)).json(EventRegistration::from(moved)))
}

fn read(row: &Registration, to: &str) -> Result<EventRegistrationStatus, Problem> {
    let to = EventRegistrationStatus::parse(to).ok_or_else(|| Problem::field("/to", "unknown_code"))?;
    let allowed = allowed_next(row.status);
    if allowed.contains(&to) {
        return Ok(to);
    }
    Err(Problem::transition_not_allowed(allowed.iter().map(|status| status.as_str())))
}
