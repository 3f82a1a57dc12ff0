//! Writing ambassadors down, changing what is known of them.

use actix_web::{HttpRequest, HttpResponse, patch, post, web};
use domain::ambassadors::{AmbassadorFacts, AmbassadorInput, is_listed};
use domain::codes::{AmbassadorStatus, TerritoryKind};
use domain::validation::FieldErrors;
use persistence::ambassadors::{self, Ambassador, Opening};
use persistence::locks::hold_people;
use persistence::{ConnectionTrait, StoreError, territories};
use uuid::Uuid;

use super::patch::AmbassadorPatch;
use super::read::{existing, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, Patch, PathIds, create_once};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// Reads an ambassador whose commune exists; faults are noted.
///
/// # Errors
/// Those of the store.
pub(super) async fn noted(
    db: &impl ConnectionTrait,
    input: &AmbassadorInput,
    errors: &mut FieldErrors,
) -> Result<Option<AmbassadorFacts>, StoreError> {
    let facts = AmbassadorFacts::parse(input).map_err(|faults| errors.nest("", faults)).ok();
    if let Some(code) = facts.as_ref().and_then(|facts| facts.commune_code.as_ref()) {
        let known = territories::find(db, code).await?;
        if known.is_none_or(|place| place.kind != TerritoryKind::Commune) {
            errors.push("/commune_code", "unknown_code");
        }
    }
    Ok(facts)
}

/// The same, or every fault at once.
///
/// # Errors
/// 422; those of the store.
async fn read(db: &impl ConnectionTrait, input: &AmbassadorInput) -> Result<AmbassadorFacts, Problem> {
    let mut errors = FieldErrors::new();
    let facts = noted(db, input, &mut errors).await?;
    Ok(errors.finish(facts)?)
}

/// Refuses an address that is another ambassador's, and holds it until the transaction ends.
async fn check_address(db: &impl ConnectionTrait, email: &str, own: Option<Uuid>) -> Result<(), Problem> {
    hold_people(db, &[email.to_owned()], &[]).await?;
    match ambassadors::find_listed(db, email).await? {
        Some(known) if Some(known.id) != own => Err(Problem::field("/email", "already_listed")),
        _ => Ok(()),
    }
}

/// Inscrire un ambassadeur
///
/// Rencontré sur un stand ou par téléphone, avec son accord : il est actif aussitôt. La lettre d'information se demande
/// à part, par la personne elle-même.
#[utoipa::path(tag = "ambassadors", operation_id = "create_ambassador", security(("bearer" = [])),
    request_body = dto::NewAmbassador,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::Ambassador,
        headers(("Location" = String, description = "Path of the ambassador"), ("ETag" = String, description = "Version")))))]
#[post("/ambassadors")]
pub async fn create_ambassador(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewAmbassador>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let caller = may.caller();
    let scope = format!("{}:create_ambassador", caller.actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let (image_right, id) = (sent.image_right, Uuid::now_v7());
        let facts = read(tx, &sent.into()).await?;
        check_address(tx, facts.email.as_str(), None).await?;
        let (status, on) = (AmbassadorStatus::Active, state.clock.today());
        let opening = Opening { id, status, on, source: "staff", actor_name: &caller.name, image_right };
        ambassadors::insert(tx, &opening, &facts, state.clock.now()).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        trail.record(tx, "ambassador.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
        let body = view(tx, caller, id).await?;
        Ok(Created { location: format!("/api/v1/ambassadors/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Corriger un ambassadeur
///
/// Les champs absents restent, `null` vide ; les listes se remplacent en entier. 409 `ambassador_left` pour qui n'est
/// plus dans le réseau.
#[utoipa::path(tag = "ambassadors", operation_id = "update_ambassador", security(("bearer" = [])),
    request_body = AmbassadorPatch,
    params(("ambassador_id" = Uuid, Path, description = "Ambassadeur"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The ambassador", body = dto::Ambassador,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/ambassadors/{ambassador_id}")]
pub async fn update_ambassador(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<AmbassadorPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, may.caller(), id.0).await?;
    if !is_listed(row.status) {
        return Err(Problem::conflict("ambassador_left"));
    }
    if body.value.newsletter.is_sent() {
        return Err(Problem::field("/newsletter", "not_allowed"));
    }
    let fields = body.value.fields();
    apply(&tx, &state, &Ambassador { version: version.0, ..row }, body.value).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "ambassador.update", (RESOURCE, id.0), &fields).await?;
    let body = view(&tx, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

/// Changes an ambassador read at its version; the agreement on the portrait is dated when it is given.
///
/// # Errors
/// 422, 412; those of the store.
pub(super) async fn apply(
    tx: &impl ConnectionTrait,
    state: &AppState,
    row: &Ambassador,
    sent: AmbassadorPatch,
) -> Result<(), Problem> {
    let now = state.clock.now();
    let image_right = match sent.image_right {
        Patch::Value(agreed) if agreed != row.image_version.is_some() => Some(agreed),
        Patch::Null if row.image_version.is_some() => Some(false),
        _ => None,
    };
    let facts = read(tx, &sent.onto(row)).await?;
    check_address(tx, facts.email.as_str(), Some(row.id)).await?;
    ambassadors::update(tx, (row.id, row.version), &facts, now).await?;
    if let Some(agreed) = image_right {
        ambassadors::set_image_right(tx, (row.id, row.version.wrapping_add(1)), agreed, now).await?;
    }
    Ok(())
}
