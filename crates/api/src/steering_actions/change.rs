//! Writing actions down, changing them, taking mistakes away.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::codes::EventKind;
use domain::steering_actions::{ActionFacts, ActionInput, Origin};
use domain::validation::FieldErrors;
use persistence::{ConnectionTrait, StoreError, events, steering_actions, working_groups};
use uuid::Uuid;

use super::read::{existing, view};
use super::{RESOURCE, dto, owner};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// Reads an action whose origin and owner exist; a group that was archived takes nothing on.
async fn read(db: &impl ConnectionTrait, input: &ActionInput) -> Result<ActionFacts, Problem> {
    let mut errors = FieldErrors::new();
    let facts = ActionFacts::parse(input).map_err(|faults| errors.nest("", faults)).ok();
    if let Some(facts) = &facts {
        let (pointer, known) = match facts.origin {
            Origin::Committee(id) => ("/committee_id", is_committee(db, id).await?),
            Origin::Group(id) => ("/working_group_id", working_groups::find(db, id).await?.is_some()),
        };
        if !known {
            errors.push(pointer, "not_found");
        }
        owner::check(db, &mut errors, facts.owner, ("/owner_user_id", "/owner_partner_id")).await?;
    }
    Ok(errors.finish(facts)?)
}

async fn is_committee(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, StoreError> {
    let event = events::find(db, id).await?;
    Ok(event.is_some_and(|event| event.kind == EventKind::SteeringCommittee.as_str()))
}

/// Noter une action
///
/// D’un comité de pilotage ou d’un groupe de travail, exactement l’un des deux. Un compte ou un partenaire en répond.
#[utoipa::path(tag = "steering", operation_id = "create_steering_action", security(("bearer" = [])),
    request_body = dto::NewSteeringAction,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::SteeringAction,
        headers(("Location" = String, description = "Path of the action"), ("ETag" = String, description = "Version")))))]
#[post("/steering-actions")]
pub async fn create_steering_action(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewSteeringAction>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_steering_action", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let facts = read(tx, &sent.into()).await?;
        let id = steering_actions::insert(tx, &facts, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(tx, "steering_action.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
        let body = view(tx, &state, may.caller(), id).await?;
        Ok(Created { location: format!("/api/v1/steering-actions/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Corriger une action
///
/// Les champs absents restent, `null` vide. L’état se change par une transition.
#[utoipa::path(tag = "steering", operation_id = "update_steering_action", security(("bearer" = [])),
    request_body = dto::SteeringActionPatch,
    params(("action_id" = Uuid, Path, description = "Action"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The action", body = dto::SteeringAction,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/steering-actions/{action_id}")]
pub async fn update_steering_action(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::SteeringActionPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    let fields = body.value.fields();
    let facts = read(&tx, &body.value.onto(row)).await?;
    steering_actions::update(&tx, (id.0, version.0), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "steering_action.update", (RESOURCE, id.0), &fields).await?;
    let body = view(&tx, &state, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

/// Supprimer une action
///
/// À réserver aux actions notées par erreur : une action qui ne se fera pas s’abandonne, avec son motif.
#[utoipa::path(tag = "steering", operation_id = "delete_steering_action", security(("bearer" = [])),
    params(("action_id" = Uuid, Path, description = "Action"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Removed")))]
#[delete("/steering-actions/{action_id}")]
pub async fn delete_steering_action(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    existing(&tx, id.0).await?;
    steering_actions::delete(&tx, (id.0, version.0)).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "steering_action.delete", (RESOURCE, id.0), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
