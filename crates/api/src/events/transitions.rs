//! Events from state to state: announced, held, cancelled.

use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::codes::EventStatus;
use domain::events::{EventFacts, EventMove, EventMoveInput, MoveRefusal};
use persistence::events::{self, Event};
use persistence::{ConnectionTrait, StoreError};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::read::{existing, is_theirs, shown, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::event_registrations::watch::called_off;
use crate::http::{Body, PathIds};
use crate::problem::Problem;
use crate::state::AppState;

/// A move of an event.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "cancelled", "reason": "La salle est fermée."}))]
pub struct EventTransition {
    /// State wanted, a code of the list `event_statuses`.
    pub to: String,
    /// Why; required to cancel.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Changer l'état d'un événement
///
/// Un brouillon se publie une fois que l'on sait où aller ou se connecter. Le premier jour, l'événement commence de
/// lui-même ; le lendemain du dernier, il est terminé. Avant de commencer il peut être annulé, en disant pourquoi.
#[utoipa::path(tag = "events", operation_id = "transition_event", security(("bearer" = [])),
    request_body = EventTransition,
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "The event", body = dto::Event,
        headers(("ETag" = String, description = "Version")))))]
#[post("/events/{event_id}/transitions")]
pub async fn transition_event(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<EventTransition>,
) -> Result<HttpResponse, Problem> {
    let caller = may.caller();
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    if !is_theirs(&row, caller) {
        return Err(Problem::forbidden());
    }
    let asked = read(&state, &row, body.value)?;
    if asked.to == EventStatus::Published {
        EventFacts::parse(&dto::input_of(&row))?.check_reachable()?;
    }
    move_to(&tx, &state, &Trail::of(caller, &request, &state.clock), &row, &asked).await?;
    if asked.to == EventStatus::Cancelled {
        called_off(&tx, &state, id.0).await?;
    }
    let body = view(&tx, &state, caller, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}

fn read(state: &AppState, row: &Event, sent: EventTransition) -> Result<EventMove, Problem> {
    let input = EventMoveInput { to: sent.to, reason: sent.reason };
    EventMove::parse(row.status, row.span, state.clock.today(), &input).map_err(|refusal| match refusal {
        MoveRefusal::Invalid(errors) => Problem::validation(errors),
        MoveRefusal::NotAllowed(allowed) => {
            Problem::transition_not_allowed(allowed.iter().map(|status| status.as_str()))
        }
    })
}

/// Moves an event and keeps who did.
///
/// # Errors
/// 412 when it changed meanwhile; those of the store.
pub(super) async fn move_to(
    db: &impl ConnectionTrait,
    state: &AppState,
    trail: &Trail,
    row: &Event,
    asked: &EventMove,
) -> Result<(), Problem> {
    events::change(db, row, asked, state.clock.now()).await?;
    let reason = asked.reason.as_deref();
    let fields = ["status", "status_reason"];
    Ok(trail.record_because(db, "event.transition", (RESOURCE, row.id), &fields, reason).await?)
}
