//! Changing a file: its facts, its state, putting it away.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use chrono::NaiveDate;
use domain::access::ProspectScope;
use domain::campaigns::Sent;
use domain::codes::ProspectStatus;
use domain::prospects::{Facts, NextAction};
use domain::validation::FieldErrors;
use persistence::prospects::{self, Prospect as Stored};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, service_levels};
use uuid::Uuid;

use super::RESOURCE;
use super::dto::{Prospect, ProspectTransition, ProspectUpdate};
use super::read::{answer, whole};
use crate::assignments::proposals::{self, Desk};
use crate::audit::Trail;
use crate::caller::may;
use crate::campaigns::attribution::agree;
use crate::http::{IfMatch, PathIds};
use crate::open_file::may_change;
use crate::problem::Problem;
use crate::sensitive::{Acknowledgement, FileBody};
use crate::state::AppState;

/// Facts that decide who is asked to accompany a household.
const ROUTED_BY: [&str; 3] = ["wished_territories", "project_types", "language"];

/// Modifier les faits d'un dossier
///
/// Les champs absents restent, `null` vide. Les personnes, besoins et tâches ont leurs propres adresses.
#[utoipa::path(tag = "prospects", operation_id = "update_prospect", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("If-Match" = String, Header, description = "Version that was read (ETag)"), Acknowledgement),
    request_body = ProspectUpdate,
    responses(
        (status = 200, description = "The file as changed", body = Prospect, headers(("ETag" = String, description = "Version of the file")))))]
#[patch("/prospects/{prospect_id}")]
pub async fn update_prospect(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: FileBody<ProspectUpdate>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let file = editable(&tx, &may.scope(), id.0, Some(version)).await?;
    let (input, mut changed) = body.value.over(&file.facts.to_input(), file.status.is_open())?;
    let mut facts = Facts::parse(&input)?;
    let mut errors = FieldErrors::new();
    attribute(&tx, &file, &mut facts, &mut changed, &mut errors).await?;
    prospects::check_facts(&tx, &facts, &mut errors).await?;
    let planned = facts.next_action.as_ref().filter(|_| changed.contains(&"next_action"));
    check_delay(&tx, (planned, file.status), state.clock.today(), &mut errors).await?;
    errors.finish(Some(()))?;
    prospects::update(&tx, id.0, version.0, &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "prospect.update", (RESOURCE, id.0), &changed).await?;
    if changed.iter().any(|field| ROUTED_BY.contains(field)) {
        let desk = Desk { state: &state, tx: &tx, trail: &trail, now: state.clock.now() };
        proposals::wish_changed(&desk, id.0).await?;
    }
    finish(tx, id.0).await
}

/// Makes the campaign and the touchpoint agree, and notes which of them changed with the other.
async fn attribute(
    db: &impl ConnectionTrait,
    file: &Stored,
    facts: &mut Facts,
    changed: &mut Vec<&'static str>,
    errors: &mut FieldErrors,
) -> Result<(), StoreError> {
    let sent = Sent { campaign: changed.contains(&"campaign"), touchpoint: changed.contains(&"touchpoint_id") };
    agree(db, facts, sent, errors).await?;
    if facts.campaign != file.facts.campaign && !sent.campaign {
        changed.push("campaign");
    }
    if facts.touchpoint_id != file.facts.touchpoint_id && !sent.touchpoint {
        changed.push("touchpoint_id");
    }
    Ok(())
}

/// Archiver un dossier
///
/// Le dossier quitte les listes sans être effacé ; il peut être restauré.
#[utoipa::path(tag = "prospects", operation_id = "archive_prospect", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("If-Match" = String, Header, description = "Version that was read (ETag)")),
    responses(
        (status = 204, description = "Archived")))]
#[delete("/prospects/{prospect_id}")]
pub async fn archive_prospect(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    editable(&tx, &may.scope(), id.0, Some(version)).await?;
    prospects::archive(&tx, id.0, version.0, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "prospect.archive", (RESOURCE, id.0), &["archived_at"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer un dossier archivé
///
/// Il reprend sa place dans les listes, dans l'état où il était.
#[utoipa::path(tag = "prospects", operation_id = "restore_prospect", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file")),
    responses(
        (status = 200, description = "The file, back; a file that was not archived stays as it is", body = Prospect,
            headers(("ETag" = String, description = "Version of the file")))))]
#[post("/prospects/{prospect_id}/restore")]
pub async fn restore_prospect(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let file = prospects::find_locked(&tx, &may.scope(), id.0).await?.ok_or_else(Problem::not_found)?;
    if file.archived_at.is_some() {
        prospects::restore(&tx, id.0, file.version, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(&tx, "prospect.restore", (RESOURCE, id.0), &["archived_at"]).await?;
    }
    finish(tx, id.0).await
}

/// Changer l'état d'un dossier
///
/// Seuls les états listés dans `allowed_transitions` sont possibles ; le changement s'inscrit dans l'historique avec
/// sa date d'effet.
#[utoipa::path(tag = "prospects", operation_id = "transition_prospect", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"), Acknowledgement),
    request_body = ProspectTransition,
    responses(
        (status = 200, description = "The file in its new state", body = Prospect, headers(("ETag" = String, description = "Version of the file")))))]
#[post("/prospects/{prospect_id}/transitions")]
pub async fn transition_prospect(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: FileBody<ProspectTransition>,
) -> Result<HttpResponse, Problem> {
    let transition = body.value.parse()?;
    let tx = state.store.begin().await?;
    let file = editable(&tx, &may.scope(), id.0, None).await?;
    let mut errors = FieldErrors::new();
    prospects::check_next_action(&tx, transition.next_action.as_ref(), &mut errors).await?;
    let planned = (transition.next_action.as_ref(), transition.to);
    check_delay(&tx, planned, state.clock.today(), &mut errors).await?;
    errors.finish(Some(()))?;
    let situation = prospects::situation(&tx, &file, state.clock.today()).await?;
    let change = transition.apply(&situation)?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let by = (trail.actor_id(), "staff");
    prospects::change_status(&tx, (id.0, file.version), &change, by, state.clock.now()).await?;
    trail.record(&tx, "prospect.transition", (RESOURCE, id.0), &["status", "next_action", "closing_reason"]).await?;
    if change.to == ProspectStatus::Qualified {
        let desk = Desk { state: &state, tx: &tx, trail: &trail, now: state.clock.now() };
        proposals::on_qualified(&desk, id.0).await?;
    }
    finish(tx, id.0).await
}

/// Notes a next action that is further away than the programme allows for a file in this state.
pub(super) async fn check_delay(
    db: &impl ConnectionTrait,
    (planned, status): (Option<&NextAction>, ProspectStatus),
    today: NaiveDate,
    errors: &mut FieldErrors,
) -> Result<(), Problem> {
    let Some(action) = planned else { return Ok(()) };
    let days = service_levels::get(db).await?.next_action_days;
    if !action.is_soon_enough(status, today, days) {
        errors.push("/next_action/on", "too_far");
    }
    Ok(())
}

/// The file, locked, if the caller sees it, it is still at `version` and takes changes.
pub(super) async fn editable(
    tx: &DatabaseTransaction,
    scope: &ProspectScope,
    id: Uuid,
    version: Option<IfMatch>,
) -> Result<Stored, Problem> {
    let file = prospects::find_locked(tx, scope, id).await?.ok_or_else(Problem::not_found)?;
    if version.is_some_and(|version| version.0 != file.version) {
        return Err(StoreError::Stale.into());
    }
    may_change(file)
}

/// Commits and answers the file: whoever changed it reads what they wrote, even if it left their scope with it.
pub(super) async fn finish(tx: DatabaseTransaction, id: Uuid) -> Result<HttpResponse, Problem> {
    let file = prospects::find(&tx, &ProspectScope::All, id).await?.ok_or_else(Problem::not_found)?;
    let body = whole(&tx, file).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(answer(&body))
}
