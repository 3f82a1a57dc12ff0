//! People met on a stand, for those who prepared the event: what became of each, and what waits for a decision.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use domain::access::ProspectScope;
use domain::codes::StandCaptureStatus::{self, Linked, Rejected};
use domain::stands::{Capture, CaptureMove, CaptureMoveInput, CaptureRefusal, allowed_next};
use domain::validation::{self, FieldErrors};
use persistence::stands::captures::{self, Fate, StoredCapture};
use persistence::stands::devices;
use persistence::{ConnectionTrait, StoreError, merges, prospects};
use uuid::Uuid;

use super::RESOURCE;
use super::access::theirs;
use super::dto::{StandCapture, StandCapturePage, StandCaptureQuery, StandCaptureTransition, StandMatch};
use super::fate::{Meeting, hold, read_again};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Cursor, PageQuery, PathIds, Query, page_response};
use crate::problem::Problem;
use crate::readings;
use crate::state::AppState;

/// Les personnes rencontrées sur un stand
///
/// Dans l'ordre d'arrivée, pour qui a préparé l'événement et pour l'équipe du programme. Un doublon probable dit avec qui,
/// et pourquoi ; le dossier d'un autre territoire n'est pas nommé.
#[utoipa::path(tag = "stands", operation_id = "list_stand_captures", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement"), StandCaptureQuery),
    responses((status = 200, description = "A page of people", body = StandCapturePage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/events/{event_id}/stand-captures")]
pub async fn list_stand_captures(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    event_id: PathIds<Uuid>,
    query: Query<StandCaptureQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let db = state.store.reader();
    let event = theirs(db, may.caller(), event_id.0).await?;
    let mut errors = FieldErrors::new();
    let statuses = validation::codes(&mut errors, "status", &query.status.0, StandCaptureStatus::parse);
    errors.finish(Some(()))?;
    let list = ("stand_captures", event.id, &query);
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &list)?;
    let after = page.after.as_ref().and_then(|at| Some((at.key.parse::<DateTime<Utc>>().ok()?, at.id)));
    let mut rows = captures::page_of(db, event.id, &statuses, after, page.limit + 1).await?;
    let next_cursor =
        page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.created_at.to_rfc3339(), id: row.id });
    readings::write_down(&state, may.caller(), &request, "stand_capture.read", ("event", event.id)).await?;
    let body = StandCapturePage { items: views(db, &may.scope(), event.id, rows).await?, next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Décider d’une personne rencontrée
///
/// `linked` avec `prospect_id` la joint à ce dossier ; sans, lui ouvre un dossier à elle. `rejected` l'écarte, en disant
/// pourquoi. La décision reste.
#[utoipa::path(tag = "stands", operation_id = "transition_stand_capture", security(("bearer" = [])),
    request_body = StandCaptureTransition,
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("capture_id" = Uuid, Path, description = "Personne rencontrée")),
    responses((status = 200, description = "What became of them", body = StandCapture)))]
#[post("/events/{event_id}/stand-captures/{capture_id}/transitions")]
pub async fn transition_stand_capture(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((event_id, id)): PathIds<(Uuid, Uuid)>,
    body: Body<StandCaptureTransition>,
) -> Result<web::Json<StandCapture>, Problem> {
    let (sent, scope) = (body.value, may.scope());
    let tx = state.store.begin().await?;
    let event = theirs(&tx, may.caller(), event_id).await?;
    let row = captures::find(&tx, event.id, id).await?.ok_or_else(Problem::not_found)?;
    hold(&tx, &row).await?;
    let row = captures::find(&tx, event.id, id).await?.ok_or_else(Problem::not_found)?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let met = Meeting { state: &state, tx: &tx, trail: &trail, event: &event, row: &row };
    decide(&met, &scope, sent).await?;
    let row = captures::find(&tx, event.id, id).await?.ok_or_else(Problem::not_found)?;
    let body = views(&tx, &scope, event.id, vec![row]).await?.pop().ok_or_else(Problem::not_found)?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(web::Json(body))
}

async fn decide(met: &Meeting<'_>, scope: &ProspectScope, sent: StandCaptureTransition) -> Result<(), Problem> {
    let (row, tx) = (met.row, met.tx);
    let input = CaptureMoveInput { to: sent.to, prospect_id: sent.prospect_id, reason: sent.reason };
    let asked = CaptureMove::parse(row.status, &input).map_err(|refusal| match refusal {
        CaptureRefusal::Invalid(errors) => Problem::validation(errors),
        CaptureRefusal::NotAllowed(allowed) => {
            Problem::transition_not_allowed(allowed.iter().map(|status| status.as_str()))
        }
    })?;
    let by = Some((met.trail.actor_id(), met.trail.actor_label()));
    let (to, fate) = match asked {
        CaptureMove::Reject(reason) => (Rejected, Fate { reason: Some(reason), by, ..Fate::default() }),
        CaptureMove::Join(prospect_id) => {
            let capture = followed(row)?;
            let prospect_id = merges::hold_living(tx, prospect_id).await?;
            let known = prospects::find(tx, scope, prospect_id).await?;
            known.ok_or_else(|| Problem::field("/prospect_id", "not_found"))?;
            met.join(&capture, prospect_id).await?;
            (Linked, Fate { prospect_id: Some(prospect_id), by, ..Fate::default() })
        }
        CaptureMove::Open => {
            let beside = matches_in(row).into_iter().find_map(|one| one.prospect_id);
            let prospect_id = met.open(followed(row)?, beside).await?;
            (Linked, Fate { prospect_id: Some(prospect_id), by, ..Fate::default() })
        }
    };
    captures::settle(tx, (row.id, row.version), to, fate, met.state.clock.now()).await?;
    let fields = ["status", "prospect_id", "reason"];
    Ok(met.trail.record(tx, "stand_capture.decide", (RESOURCE, row.id), &fields).await?)
}

/// Somebody who agreed and can be reached.
fn followed(row: &StoredCapture) -> Result<Capture, Problem> {
    let capture = read_again(row).map(|(_, capture)| capture).filter(Capture::can_be_followed);
    capture.ok_or_else(|| Problem::conflict("capture_without_contact"))
}

fn matches_in(row: &StoredCapture) -> Vec<StandMatch> {
    serde_json::from_value(row.matches.clone()).unwrap_or_default()
}

/// People met as they are shown, with the names that the caller may read.
async fn views(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    event_id: Uuid,
    rows: Vec<StoredCapture>,
) -> Result<Vec<StandCapture>, Problem> {
    let labels: HashMap<Uuid, String> =
        devices::list(db, event_id).await?.into_iter().map(|device| (device.id, device.label)).collect();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let mut matches = matches_in(&row);
        for one in &mut matches {
            name(db, scope, event_id, one).await?;
        }
        let device_label = labels.get(&row.device_id).cloned().unwrap_or_default();
        shown.push(view(row, matches, device_label));
    }
    Ok(shown)
}

/// Names whoever somebody may be a double of, as far as the caller may know.
async fn name(
    db: &impl ConnectionTrait,
    scope: &ProspectScope,
    event_id: Uuid,
    one: &mut StandMatch,
) -> Result<(), Problem> {
    if let Some(id) = one.prospect_id {
        match prospects::find(db, scope, id).await? {
            Some(file) => (one.prospect_number, one.name) = (Some(file.number), Some(file.lead_name)),
            None => one.prospect_id = None,
        }
    } else if let Some(id) = one.capture_id {
        let other = captures::find(db, event_id, id).await?;
        let names = other.map(|other| [other.met.first_name, other.met.last_name]);
        one.name = names.map(|names| names.into_iter().flatten().collect::<Vec<_>>().join(" "));
    }
    Ok(())
}

fn view(row: StoredCapture, matches: Vec<StandMatch>, device_label: String) -> StandCapture {
    let told = read_again(&row);
    StandCapture {
        id: row.id,
        status: row.status.to_string(),
        allowed: allowed_next(row.status).iter().map(ToString::to_string).collect(),
        level: row.level.to_string(),
        captured_at: row.captured_at,
        device_label,
        first_name: row.met.first_name,
        last_name: row.met.last_name,
        email: row.met.email,
        phone: row.met.phone,
        can_be_followed: told.as_ref().is_some_and(|(_, capture)| capture.can_be_followed()),
        project_types: told.as_ref().map(|(item, _)| item.project_types.clone()).unwrap_or_default(),
        note: told.and_then(|(item, _)| item.note),
        matches,
        prospect_id: row.prospect_id,
        reason: row.reason,
        decided_by_name: row.decided_by_name,
        decided_at: row.decided_at,
        version: row.version,
    }
}
