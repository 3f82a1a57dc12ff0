//! People of a household: added, changed, removed.

mod dto;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::codes::MemberRole;
use domain::members::{Member, MemberInput};
use persistence::prospects::{StoredMember, members_of, occupation_exists, refresh_household};
use persistence::{ConnectionTrait, members};
use uuid::Uuid;

pub use dto::MemberPatch;

use crate::caller::may;
use crate::duplicates::watch;
use crate::http::{Created, IdempotencyKey, IfMatch, PathIds};
use crate::open_file::{Change, part_response};
use crate::problem::Problem;
use crate::prospects::dto::{Member as MemberView, NewMember};
use crate::sensitive::{Acknowledgement, FileBody};
use crate::state::AppState;

/// Endpoints of members.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(create_member).service(update_member).service(delete_member);
}

/// Ajoute une personne au foyer
///
/// Un adulte a un nom, des coordonnées et un projet professionnel ; un enfant, une tranche d'âge seulement.
#[utoipa::path(tag = "prospects", operation_id = "create_member", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated call create nothing more"), Acknowledgement),
    request_body = NewMember,
    responses((status = 201, description = "The member", body = MemberView)))]
#[post("/prospects/{prospect_id}/members")]
pub async fn create_member(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    key: IdempotencyKey,
    body: FileBody<NewMember>,
) -> Result<HttpResponse, Problem> {
    let change =
        Change { state: &state, permission: &permission, request: &request, prospect_id, action: "member.create" };
    change
        .create(&key, &body.fingerprint, async |work| {
            let member = Member::parse(&MemberInput::from(body.value))?;
            check(work.tx, prospect_id, None, &member).await?;
            let id = members::insert(work.tx, prospect_id, &member, work.now).await?;
            refresh_household(work.tx, prospect_id, work.now).await?;
            watch::plan(work.tx, prospect_id, work.now).await?;
            let row = get(work.tx, prospect_id, id).await?;
            let location = format!("/api/v1/prospects/{prospect_id}/members/{id}");
            Ok((Created { location, version: Some(row.version), body: MemberView::from(row) }, vec!["members"]))
        })
        .await
}

/// Modifie une personne du foyer
///
/// Ce qui n'est pas envoyé reste ; le projet professionnel envoyé remplace l'ancien.
#[utoipa::path(tag = "prospects", operation_id = "update_member", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("member_id" = Uuid, Path, description = "Id of the member"),
        ("If-Match" = String, Header, description = "ETag of the version that was read"), Acknowledgement),
    request_body = MemberPatch,
    responses((status = 200, description = "The member", body = MemberView)))]
#[patch("/prospects/{prospect_id}/members/{member_id}")]
pub async fn update_member(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
    body: FileBody<MemberPatch>,
) -> Result<HttpResponse, Problem> {
    let change =
        Change { state: &state, permission: &permission, request: &request, prospect_id, action: "member.update" };
    let row = change
        .apply(async |work| {
            let current = get(work.tx, prospect_id, id).await?;
            let (input, fields) = body.value.over(current.member.to_input());
            let member = Member::parse(&input)?;
            check(work.tx, prospect_id, Some(id), &member).await?;
            members::update(work.tx, (id, version), &member, work.now).await?;
            refresh_household(work.tx, prospect_id, work.now).await?;
            watch::plan(work.tx, prospect_id, work.now).await?;
            Ok((get(work.tx, prospect_id, id).await?, fields))
        })
        .await?;
    Ok(part_response(row.version, &MemberView::from(row)))
}

/// Retire une personne du foyer
///
/// Le référent du foyer (`lead`) ne se retire pas : le dossier porte son nom.
#[utoipa::path(tag = "prospects", operation_id = "delete_member", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("member_id" = Uuid, Path, description = "Id of the member"),
        ("If-Match" = String, Header, description = "ETag of the version that was read")),
    responses((status = 204, description = "Removed")))]
#[delete("/prospects/{prospect_id}/members/{member_id}")]
pub async fn delete_member(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let change =
        Change { state: &state, permission: &permission, request: &request, prospect_id, action: "member.delete" };
    change
        .apply(async |work| {
            if get(work.tx, prospect_id, id).await?.member.role == MemberRole::Lead {
                return Err(Problem::conflict("lead_required"));
            }
            members::delete(work.tx, id, version).await?;
            refresh_household(work.tx, prospect_id, work.now).await?;
            watch::plan(work.tx, prospect_id, work.now).await?;
            Ok(((), vec!["members"]))
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn get(db: &impl ConnectionTrait, prospect_id: Uuid, id: Uuid) -> Result<StoredMember, Problem> {
    members::find(db, prospect_id, id).await?.ok_or_else(Problem::not_found)
}

/// One lead and at most one partner; the occupation exists.
async fn check(db: &impl ConnectionTrait, prospect_id: Uuid, id: Option<Uuid>, member: &Member) -> Result<(), Problem> {
    let others = members_of(db, prospect_id).await?;
    let lead_leaves = others.iter().any(|other| Some(other.id) == id && other.member.role == MemberRole::Lead);
    if lead_leaves && member.role != MemberRole::Lead {
        return Err(Problem::conflict("lead_required"));
    }
    let taken = others.iter().any(|other| Some(other.id) != id && other.member.role == member.role);
    if taken && matches!(member.role, MemberRole::Lead | MemberRole::Partner) {
        return Err(Problem::field("/role", "duplicate"));
    }
    let code = member.career.as_ref().and_then(|career| career.occupation_code.as_deref());
    match code {
        Some(code) if !occupation_exists(db, code).await? => {
            Err(Problem::field("/career/occupation_code", "unknown_code"))
        }
        _ => Ok(()),
    }
}
