//! Who stands on the stand on which day, with a warning for those who were promised to two at once.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use chrono::NaiveDate;
use domain::access::Permission;
use domain::events::roster::{Presence, clashes};
use domain::validation::{FieldErrors, optional_text};
use persistence::events::Event;
use persistence::events::shifts::{self, Shift};
use persistence::{ConnectionTrait, StoreError, colleagues};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::RESOURCE;
use super::read::{existing, open};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::problem::Problem;
use crate::state::AppState;

/// Another event at which somebody is expected on the same day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventClash {
    /// That event.
    pub event_id: Uuid,
    /// Its title.
    #[schema(example = "Forum santé Limoges")]
    pub title: String,
}

/// Somebody who is expected at an event on a day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventShift {
    /// The line of the roster.
    pub id: Uuid,
    /// The account.
    pub user_id: Uuid,
    /// Whose it is.
    #[schema(example = "Hélène Castagné")]
    pub name: String,
    /// The day.
    pub on: NaiveDate,
    /// What they do there, when they come.
    #[schema(required = true, example = "Ouverture du stand")]
    pub note: Option<String>,
    /// Other events at which they are expected on that day: a warning, not a refusal.
    pub clashes: Vec<EventClash>,
    /// Version, for `If-Match`.
    pub version: i32,
}

/// The roster of an event.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventShiftList {
    /// Who is expected, by day, then by name.
    pub items: Vec<EventShift>,
}

/// Somebody to be expected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"user_id": "0193a000-0000-7000-8000-0000000000a1", "on": "2027-03-19",
    "note": "Ouverture du stand"}))]
pub struct NewEventShift {
    /// The account, one of the candidates.
    pub user_id: Uuid,
    /// One of the days of the event.
    pub on: NaiveDate,
    /// What they do there, when they come; 200 characters at most.
    #[serde(default)]
    pub note: Option<String>,
}

/// Somebody who can be put on a roster.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventCandidate {
    /// The account.
    pub user_id: Uuid,
    /// First and last name.
    #[schema(example = "Hélène Castagné")]
    pub name: String,
    /// The partner for whom they work.
    #[schema(required = true, example = "Département du Lot")]
    pub partner_name: Option<String>,
}

/// Everybody who can be put on a roster.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventCandidateList {
    /// The people, by name.
    pub items: Vec<EventCandidate>,
}

/// Lines of a roster with their clashes: two queries for all of them.
async fn told(db: &impl ConnectionTrait, rows: Vec<Shift>) -> Result<Vec<EventShift>, StoreError> {
    let presences: Vec<Presence> = rows.iter().map(|row| row.presence).collect();
    let (others, titles) = shifts::elsewhere(db, &presences).await?;
    Ok(rows.into_iter().map(|row| shift(row, &others, &titles)).collect())
}

fn shift(row: Shift, others: &[Presence], titles: &HashMap<Uuid, String>) -> EventShift {
    let clash = |event_id: Uuid| Some(EventClash { event_id, title: titles.get(&event_id)?.clone() });
    EventShift {
        id: row.id,
        user_id: row.presence.user_id,
        name: row.name,
        on: row.presence.on,
        note: row.note,
        clashes: clashes(row.presence, others).into_iter().filter_map(clash).collect(),
        version: row.version,
    }
}

/// Qui est attendu
///
/// Par jour, puis par nom. `clashes` nomme les autres événements où la même personne est attendue le même jour.
#[utoipa::path(tag = "events", operation_id = "list_event_shifts", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "The roster", body = EventShiftList)))]
#[get("/events/{event_id}/shifts")]
pub async fn list_event_shifts(
    _: may::ReadEvents,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let event = existing(db, id.0).await?;
    let items = told(db, shifts::list(db, event.id).await?).await?;
    Ok(HttpResponse::Ok().json(EventShiftList { items }))
}

/// Attendre quelqu'un
///
/// Un jour de l'événement. Être attendu ailleurs le même jour n'empêche rien : la réponse le dit dans `clashes`.
#[utoipa::path(tag = "events", operation_id = "create_event_shift", security(("bearer" = [])),
    request_body = NewEventShift,
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "The line of the roster", body = EventShift)))]
#[post("/events/{event_id}/shifts")]
pub async fn create_event_shift(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    event_id: PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<NewEventShift>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let caller = may.caller();
    let scope = format!("{}:create_event_shift:{}", caller.actor.user_id, event_id.0);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let event = open(tx, caller, event_id.0).await?;
        let note = check(tx, &state, &event, &sent).await?;
        let presence = Presence { event_id: event.id, user_id: sent.user_id, on: sent.on };
        let id = shifts::insert(tx, presence, note, state.clock.now()).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        trail.record(tx, "event_shift.create", (RESOURCE, event.id), &["shifts"]).await?;
        let mut own = shifts::list(tx, event.id).await?;
        own.retain(|row| row.id == id);
        let body = told(tx, own).await?.pop().ok_or_else(Problem::not_found)?;
        let location = format!("/api/v1/events/{}/shifts/{id}", event.id);
        Ok(Created { location, version: Some(body.version), body })
    })
    .await
}

/// The note, when the day is one of the event and the person works for the programme.
async fn check(
    db: &impl ConnectionTrait,
    state: &AppState,
    event: &Event,
    sent: &NewEventShift,
) -> Result<Option<String>, Problem> {
    let mut errors = FieldErrors::new();
    if !event.days.iter().any(|day| day.on == sent.on) {
        errors.push("/on", "not_an_event_day");
    }
    let known = colleagues::find(db, sent.user_id, state.clock.today()).await?;
    if known.is_none_or(|colleague| !colleague.actor.may(Permission::ReadEvents)) {
        errors.push("/user_id", "not_found");
    }
    let note = errors.keep("/note", optional_text(sent.note.as_deref(), 200)).flatten();
    Ok(errors.finish(Some(note))?)
}

/// Ne plus attendre quelqu'un
///
/// La ligne quitte la liste de présence.
#[utoipa::path(tag = "events", operation_id = "delete_event_shift", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("shift_id" = Uuid, Path, description = "Ligne de la liste de présence"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Removed")))]
#[delete("/events/{event_id}/shifts/{shift_id}")]
pub async fn delete_event_shift(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((event_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let event = open(&tx, may.caller(), event_id).await?;
    if !shifts::delete(&tx, event.id, (id, version)).await? {
        return Err(Problem::not_found());
    }
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "event_shift.delete", (RESOURCE, event.id), &["shifts"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Qui peut être attendu
///
/// Les personnes du programme et du réseau qui ont un compte, par nom.
#[utoipa::path(tag = "events", operation_id = "list_event_candidates", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "The people", body = EventCandidateList)))]
#[get("/events/{event_id}/candidates")]
pub async fn list_event_candidates(
    _: may::WriteEvents,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    existing(db, id.0).await?;
    let everybody = colleagues::list(db, state.clock.today()).await?;
    let items = everybody
        .into_iter()
        .filter(|colleague| colleague.actor.may(Permission::ReadEvents))
        .map(|one| EventCandidate { user_id: one.actor.user_id, name: one.name, partner_name: one.partner_name })
        .collect();
    Ok(HttpResponse::Ok().json(EventCandidateList { items }))
}
