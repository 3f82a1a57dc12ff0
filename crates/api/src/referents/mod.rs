//! Référents accueil.

pub mod dto;
mod list;

use crate::endpoints::Endpoints;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use domain::referents::{ReferentFacts, ReferentInput};
use domain::routing::Away;
use domain::validation::FieldErrors;
use persistence::referents::Referent;
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, referents};
use uuid::Uuid;

use crate::assignments::proposals::{self, Desk};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{self, Body, Created, IdempotencyKey, IfMatch, PathIds, create_once, etag};
use crate::problem::Problem;
use crate::state::AppState;

const RESOURCE: &str = "referent";
const EVERY_FIELD: [&str; 10] = [
    "user_id",
    "partner_id",
    "display_name",
    "email",
    "phone",
    "zones",
    "project_types",
    "languages",
    "capacity",
    "absences",
];

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_referents)
        .service(create_referent)
        .service(get_referent)
        .service(update_referent)
        .service(archive_referent)
        .service(restore_referent);
}

async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Referent, Problem> {
    referents::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// A référent as the API shows them.
pub(crate) async fn complete(db: &impl ConnectionTrait, id: Uuid) -> Result<dto::Referent, Problem> {
    let referent = existing(db, id).await?;
    let mut names = persistence::partners::names(db, [referent.partner_id]).await?;
    let name = names.remove(&referent.partner_id);
    Ok(dto::Referent::of(referent, name))
}

/// 200 with a référent and their version.
pub(crate) fn shown(referent: &dto::Referent) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(referent.version))).json(referent)
}

/// Reads a référent whose territories, partner, account and substitutes exist.
async fn read(
    db: &impl ConnectionTrait,
    input: &ReferentInput,
    own_id: Option<Uuid>,
) -> Result<ReferentFacts, Problem> {
    let facts = ReferentFacts::parse(input, own_id)?;
    http::check_territories(db, "/zones", &facts.zones).await?;
    let mut errors = FieldErrors::new();
    if persistence::partners::names(db, [facts.partner_id]).await?.is_empty() {
        errors.push("/partner_id", "not_found");
    }
    if let Some(user_id) = facts.user_id
        && persistence::users::find(db, user_id).await?.is_none()
    {
        errors.push("/user_id", "not_found");
    }
    let substitutes =
        referents::existing(db, input.absences.iter().filter_map(|absence| absence.substitute_id)).await?;
    for (index, absence) in input.absences.iter().enumerate() {
        if absence.substitute_id.is_some_and(|id| !substitutes.contains(&id)) {
            errors.push(format!("/absences/{index}/substitute_id"), "not_found");
        }
    }
    Ok(errors.finish(Some(facts))?)
}

fn account_taken(error: StoreError) -> Problem {
    match error {
        StoreError::Constraint(name) if name.contains("user_id") => Problem::field("/user_id", "duplicate"),
        other => other.into(),
    }
}

/// Changes a référent read at a version, whoever does it: the programme, or the référent themself.
///
/// # Errors
/// 409 when they are archived, 412 when they changed meanwhile, 422 naming every wrong field.
pub(crate) async fn change(
    state: &AppState,
    tx: &DatabaseTransaction,
    trail: &Trail,
    (id, version): (Uuid, i32),
    patch: dto::ReferentPatch,
) -> Result<dto::Referent, Problem> {
    let referent = existing(tx, id).await?;
    if referent.archived_at.is_some() {
        return Err(Problem::conflict("archived"));
    }
    let fields = patch.fields();
    let facts = read(tx, &patch.onto(referent), Some(id)).await?;
    referents::update(tx, id, version, &facts, state.clock.now()).await.map_err(account_taken)?;
    trail.record(tx, "referent.update", (RESOURCE, id), &fields).await?;
    if Away::on(state.clock.today(), &facts.absences).is_some() {
        hand_proposals_on(state, tx, trail, id).await?;
    }
    complete(tx, id).await
}

/// Créer un référent
///
/// Une personne qui accompagne des ménages, avec ou sans compte.
#[utoipa::path(tag = "people", operation_id = "create_referent", security(("bearer" = [])),
    request_body = dto::NewReferent,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::Referent,
        headers(("Location" = String, description = "Path of the référent"), ("ETag" = String, description = "Version")))))]
#[post("/referents")]
pub async fn create_referent(
    may: may::ManageReferents,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewReferent>,
) -> Result<HttpResponse, Problem> {
    let input = ReferentInput::from(body.value);
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let scope = format!("create_referent:{}", may.caller().actor.user_id);
    let created = create_once(&state, &scope, &key, &body.fingerprint, async |tx| {
        let facts = read(tx, &input, None).await?;
        let id = referents::insert(tx, &facts, state.clock.now()).await.map_err(account_taken)?;
        trail.record(tx, "referent.create", (RESOURCE, id), &EVERY_FIELD).await?;
        let referent = complete(tx, id).await?;
        Ok(Created { location: format!("/api/v1/referents/{id}"), version: Some(referent.version), body: referent })
    })
    .await?;
    state.callers.forget();
    Ok(created)
}

/// Un référent
///
/// Avec ses absences et le nombre de ses dossiers ouverts.
#[utoipa::path(tag = "people", operation_id = "get_referent", security(("bearer" = [])),
    params(("referent_id" = Uuid, Path, description = "Référent")),
    responses((status = 200, description = "The référent", body = dto::Referent,
        headers(("ETag" = String, description = "Version")))))]
#[get("/referents/{referent_id}")]
pub async fn get_referent(
    _may: may::ReadReferents,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(&complete(state.store.reader(), id.0).await?))
}

/// Changer un référent
///
/// Les absences envoyées remplacent celles connues. Un référent archivé doit d'abord être restauré.
#[utoipa::path(tag = "people", operation_id = "update_referent", security(("bearer" = [])),
    request_body = dto::ReferentPatch,
    params(("referent_id" = Uuid, Path, description = "Référent"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The référent", body = dto::Referent,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/referents/{referent_id}")]
pub async fn update_referent(
    may: may::ManageReferents,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::ReferentPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let referent = change(&state, &tx, &trail, (id.0, version.0), body.value).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    Ok(shown(&referent))
}

/// What was proposed to somebody who is not there goes to somebody who is.
async fn hand_proposals_on(state: &AppState, tx: &DatabaseTransaction, trail: &Trail, id: Uuid) -> Result<(), Problem> {
    let desk = Desk { state, tx, trail, now: state.clock.now() };
    proposals::reroute_absent(&desk, &[id]).await?;
    Ok(())
}

/// Archiver un référent
///
/// Il quitte les listes sans être effacé ; ses dossiers restent à réattribuer. Il peut être restauré.
#[utoipa::path(tag = "people", operation_id = "archive_referent", security(("bearer" = [])),
    params(("referent_id" = Uuid, Path, description = "Référent"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Archived")))]
#[delete("/referents/{referent_id}")]
pub async fn archive_referent(
    may: may::ManageReferents,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let referent = existing(&tx, id.0).await?;
    referents::set_archived(&tx, id.0, version.0, referent.archived_at.or(Some(now)), now).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "referent.archive", (RESOURCE, id.0), &["archived_at"]).await?;
    hand_proposals_on(&state, &tx, &trail, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer un référent archivé
///
/// Il reprend sa place dans les listes.
#[utoipa::path(tag = "people", operation_id = "restore_referent", security(("bearer" = [])),
    params(("referent_id" = Uuid, Path, description = "Référent")),
    responses((status = 200, description = "The référent, back", body = dto::Referent,
        headers(("ETag" = String, description = "Version")))))]
#[post("/referents/{referent_id}/restore")]
pub async fn restore_referent(
    may: may::ManageReferents,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let referent = existing(&tx, id.0).await?;
    if referent.archived_at.is_some() {
        referents::set_archived(&tx, id.0, referent.version, None, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(&tx, "referent.restore", (RESOURCE, id.0), &["archived_at"]).await?;
    }
    let referent = complete(&tx, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    state.callers.forget();
    Ok(shown(&referent))
}
