//! The next edition of an event, prepared from the last one.

use actix_web::{HttpRequest, HttpResponse, post, web};
use chrono::NaiveDate;
use domain::events::EventFacts;
use domain::events::editions::{days_between, next_edition, next_session};
use persistence::events::{self, sessions};
use persistence::{DatabaseTransaction, StoreError};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::read::{existing, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, PathIds, create_once};
use crate::problem::Problem;
use crate::state::AppState;

/// The next edition of an event.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"first_on": "2028-03-17"}))]
pub struct NextEdition {
    /// Its first day; the others stay as far apart as they were.
    pub first_on: NaiveDate,
    /// What it is called; without a name, a year is followed by the next.
    #[serde(default)]
    #[schema(example = "2028")]
    pub edition: Option<String>,
}

/// Préparer l'édition suivante
///
/// Un nouveau brouillon avec le même titre, le même lieu, les mêmes partenaires et les mêmes ateliers, à partir d’une autre
/// date. Ce qui a été payé redevient une prévision ; personne n’est inscrit ni attendu, et les liens de visioconférence
/// sont à redonner.
#[utoipa::path(tag = "events", operation_id = "duplicate_event", security(("bearer" = [])),
    request_body = NextEdition,
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "The new draft", body = dto::Event,
        headers(("Location" = String, description = "Path of the event"), ("ETag" = String, description = "Version")))))]
#[post("/events/{event_id}/duplicate")]
pub async fn duplicate_event(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<NextEdition>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let caller = may.caller();
    let scope = format!("{}:duplicate_event:{}", caller.actor.user_id, id.0);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let past = dto::input_of(&existing(tx, id.0).await?);
        let facts = EventFacts::parse(&next_edition(&past, sent.first_on, sent.edition.as_deref()))?;
        let author = (caller.actor.user_id, caller.name.as_str());
        let new = events::insert(tx, author, &facts, state.clock.now()).await?;
        copy_sessions(tx, &state, (id.0, new), days_between(&past, sent.first_on)).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        trail.record(tx, "event.create", (RESOURCE, new), &dto::EVERY_FIELD).await?;
        let body = view(tx, &state, caller, new).await?;
        Ok(Created { location: format!("/api/v1/events/{new}"), version: Some(body.version), body })
    })
    .await
}

async fn copy_sessions(
    tx: &DatabaseTransaction,
    state: &AppState,
    (from, to): (Uuid, Uuid),
    later: i64,
) -> Result<(), StoreError> {
    for session in sessions::list(tx, from).await? {
        sessions::insert(tx, to, &next_session(&session.facts, later), state.clock.now()).await?;
    }
    Ok(())
}
