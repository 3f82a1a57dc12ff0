//! Setting working groups up, changing them, putting them away.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::steering_actions::Owner;
use domain::validation::FieldErrors;
use domain::working_groups::{GroupFacts, GroupInput, Member};
use persistence::{ConnectionTrait, StoreError, working_groups};
use uuid::Uuid;

use super::patch::WorkingGroupPatch;
use super::read::{existing, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;
use crate::steering_actions::owner;

/// Reads a group whose pilot and members exist.
async fn read(db: &impl ConnectionTrait, input: &GroupInput) -> Result<GroupFacts, Problem> {
    let mut errors = FieldErrors::new();
    let facts = GroupFacts::parse(input).map_err(|faults| errors.nest("", faults)).ok();
    if let Some(facts) = &facts {
        owner::check(db, &mut errors, facts.pilot, ("/pilot_user_id", "/pilot_partner_id")).await?;
        for (index, member) in facts.members.iter().enumerate() {
            let at = (format!("/members/{index}/user_id"), format!("/members/{index}/partner_id"));
            let named = match member {
                Member::User(id) => Owner::User(*id),
                Member::Guest { partner_id, .. } => Owner::Partner(*partner_id),
            };
            owner::check(db, &mut errors, Some(named), (&at.0, &at.1)).await?;
        }
    }
    Ok(errors.finish(facts)?)
}

/// Créer un groupe de travail
///
/// Un thème, une mission en deux lignes, qui le pilote et qui y participe : des comptes, ou des personnes d’un partenaire.
#[utoipa::path(tag = "steering", operation_id = "create_working_group", security(("bearer" = [])),
    request_body = dto::NewWorkingGroup,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::WorkingGroup,
        headers(("Location" = String, description = "Path of the group"), ("ETag" = String, description = "Version")))))]
#[post("/working-groups")]
pub async fn create_working_group(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewWorkingGroup>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_working_group", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let facts = read(tx, &sent.into()).await?;
        let id = working_groups::insert(tx, &facts, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(tx, "working_group.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
        let body = view(tx, id).await?;
        Ok(Created { location: format!("/api/v1/working-groups/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Corriger un groupe de travail
///
/// Les champs absents restent, `null` vide ; les participants se remplacent en entier.
#[utoipa::path(tag = "steering", operation_id = "update_working_group", security(("bearer" = [])),
    request_body = WorkingGroupPatch,
    params(("working_group_id" = Uuid, Path, description = "Groupe de travail"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The working group", body = dto::WorkingGroup,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/working-groups/{working_group_id}")]
pub async fn update_working_group(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<WorkingGroupPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    if row.archived_at.is_some() {
        return Err(Problem::conflict("archived"));
    }
    let fields = body.value.fields();
    let facts = read(&tx, &body.value.onto(row)).await?;
    working_groups::update(&tx, (id.0, version.0), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "working_group.update", (RESOURCE, id.0), &fields).await?;
    let body = view(&tx, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

/// Archiver un groupe de travail
///
/// Il quitte la liste ; ses actions restent. Les noms de ses participants sont effacés au bout d’un an.
#[utoipa::path(tag = "steering", operation_id = "archive_working_group", security(("bearer" = [])),
    params(("working_group_id" = Uuid, Path, description = "Groupe de travail"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Archived")))]
#[delete("/working-groups/{working_group_id}")]
pub async fn archive_working_group(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    working_groups::set_archived(&tx, (id.0, version.0), row.archived_at.or(Some(now)), now).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "working_group.archive", (RESOURCE, id.0), &["archived_at"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer un groupe de travail archivé
///
/// Il revient dans la liste.
#[utoipa::path(tag = "steering", operation_id = "restore_working_group", security(("bearer" = [])),
    params(("working_group_id" = Uuid, Path, description = "Groupe de travail")),
    responses((status = 200, description = "The working group, back", body = dto::WorkingGroup,
        headers(("ETag" = String, description = "Version")))))]
#[post("/working-groups/{working_group_id}/restore")]
pub async fn restore_working_group(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    if row.archived_at.is_some() {
        working_groups::set_archived(&tx, (id.0, row.version), None, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(&tx, "working_group.restore", (RESOURCE, id.0), &["archived_at"]).await?;
    }
    let body = view(&tx, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}
