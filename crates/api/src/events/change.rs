//! Preparing events, changing what is known of them, dropping drafts.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::codes::{EventStatus, TerritoryKind};
use domain::events::{EventFacts, EventInput, is_announced};
use domain::validation::FieldErrors;
use persistence::events::{self, Event};
use persistence::{ConnectionTrait, StoreError, partners, territories, working_groups};
use uuid::Uuid;

use super::patch::EventPatch;
use super::read::{existing, is_theirs, open, shown, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::event_registrations::places::{Spot, promote};
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::problem::Problem;
use crate::state::AppState;

/// Reads an event whose commune and partners exist.
async fn read(db: &impl ConnectionTrait, input: &EventInput) -> Result<EventFacts, Problem> {
    let mut errors = FieldErrors::new();
    let facts = EventFacts::parse(input).map_err(|faults| errors.nest("", faults)).ok();
    if let Some(facts) = &facts {
        check_references(db, facts, &mut errors).await?;
    }
    Ok(errors.finish(facts)?)
}

/// Notes a commune, a working group and partners that do not exist.
async fn check_references(
    db: &impl ConnectionTrait,
    facts: &EventFacts,
    errors: &mut FieldErrors,
) -> Result<(), StoreError> {
    if let Some(code) = &facts.commune_code {
        let known = territories::find(db, code).await?;
        if known.is_none_or(|place| place.kind != TerritoryKind::Commune) {
            errors.push("/commune_code", "unknown_code");
        }
    }
    let known = partners::names(db, facts.partners.iter().copied().chain(facts.organiser_id)).await?;
    if facts.organiser_id.is_some_and(|id| !known.contains_key(&id)) {
        errors.push("/organiser_id", "not_found");
    }
    if let Some(group) = facts.working_group_id
        && working_groups::find(db, group).await?.is_none()
    {
        errors.push("/working_group_id", "not_found");
    }
    for (index, id) in facts.partners.iter().enumerate() {
        if !known.contains_key(id) {
            errors.push(format!("/partners/{index}"), "not_found");
        }
    }
    Ok(())
}

/// Préparer un événement
///
/// En brouillon. Les jours sont ceux du Lot, avec ou sans heures ; les montants du budget sont en centimes.
#[utoipa::path(tag = "events", operation_id = "create_event", security(("bearer" = [])),
    request_body = dto::NewEvent,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::Event,
        headers(("Location" = String, description = "Path of the event"), ("ETag" = String, description = "Version")))))]
#[post("/events")]
pub async fn create_event(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewEvent>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let caller = may.caller();
    let scope = format!("{}:create_event", caller.actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let facts = read(tx, &sent.into()).await?;
        let author = (caller.actor.user_id, caller.name.as_str());
        let id = events::insert(tx, author, &facts, state.clock.now()).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        trail.record(tx, "event.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
        let body = view(tx, &state, caller, id).await?;
        Ok(Created { location: format!("/api/v1/events/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Corriger un événement
///
/// Les champs absents restent, `null` vide ; jours, partenaires et budget se remplacent en entier. Réservé à qui l'a
/// préparé et à l'équipe du programme. Un jour où quelqu'un est attendu ne se retire pas.
#[utoipa::path(tag = "events", operation_id = "update_event", security(("bearer" = [])),
    request_body = EventPatch,
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The event", body = dto::Event,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/events/{event_id}")]
pub async fn update_event(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<EventPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = open(&tx, may.caller(), id.0).await?;
    let fields = body.value.fields();
    let facts = read(&tx, &body.value.onto(&row)).await?;
    check_standing(&tx, &row, &facts).await?;
    events::update(&tx, (id.0, version.0), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "event.update", (RESOURCE, id.0), &fields).await?;
    // More places let the first in the line in.
    promote(&tx, &state, &Spot { event: existing(&tx, id.0).await?, session: None }).await?;
    let body = view(&tx, &state, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}

/// What was promised stays: the days of those who are expected, and the way to an event that was announced.
async fn check_standing(db: &impl ConnectionTrait, row: &Event, facts: &EventFacts) -> Result<(), Problem> {
    let staffed = events::shifts::staffed_days(db, row.id).await?;
    if staffed.iter().any(|staffed| !facts.days.iter().any(|day| day.on == *staffed)) {
        return Err(Problem::field("/days", "staffed_day"));
    }
    if is_announced(row.status) {
        facts.check_reachable()?;
    }
    Ok(())
}

/// Supprimer un brouillon
///
/// Un événement publié ne se supprime pas (409 `event_not_draft`) : il s'annule, ou s'archive une fois terminé.
#[utoipa::path(tag = "events", operation_id = "delete_event", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Removed")))]
#[delete("/events/{event_id}")]
pub async fn delete_event(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    if !is_theirs(&row, may.caller()) {
        return Err(Problem::forbidden());
    }
    if row.status != EventStatus::Draft {
        return Err(Problem::conflict("event_not_draft"));
    }
    events::delete(&tx, (id.0, version.0)).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "event.delete", (RESOURCE, id.0), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
