//! Making employers known, correcting what is known of them, putting them away.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, delete, patch, post, put, web};
use domain::access::EmployerScope;
use domain::codes::{PartnerKind, TerritoryKind};
use domain::employers::{EmployerFacts, EmployerInput};
use domain::siret::Siret;
use domain::validation::FieldErrors;
use persistence::employers::{self, Employer};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, occupations, partners, territories};
use uuid::Uuid;

use super::read::{existing, shown, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once, etag};
use crate::problem::{ExistingFile, Problem};
use crate::state::AppState;

/// Reads an employer whose commune, activity and networks exist; `may_vouch` is whether a reason may stand in for the
/// check of the SIRET.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    input: &EmployerInput,
    may_vouch: bool,
) -> Result<EmployerFacts, Problem> {
    let mut errors = FieldErrors::new();
    let facts = EmployerFacts::parse(input, may_vouch).map_err(|faults| errors.nest("", faults)).ok();
    if let Some(facts) = &facts {
        check_references(db, facts, &mut errors).await?;
    }
    Ok(errors.finish(facts)?)
}

/// Notes every commune, activity and network that does not exist.
pub(crate) async fn check_references(
    db: &impl ConnectionTrait,
    facts: &EmployerFacts,
    errors: &mut FieldErrors,
) -> Result<(), StoreError> {
    if let Some(code) = &facts.commune_code {
        let known = territories::find(db, code).await?;
        if known.is_none_or(|place| place.kind != TerritoryKind::Commune) {
            errors.push("/commune_code", "unknown_code");
        }
    }
    if let Some((code, nomenclature)) = &facts.activity {
        let known = occupations::activity_labels(db, [(code.as_str(), nomenclature.as_str())]).await?;
        if known.is_empty() {
            errors.push("/activity_code", "unknown_code");
        }
    }
    for (index, id) in facts.networks.iter().enumerate() {
        let network = partners::find(db, *id).await?;
        if network.is_none_or(|partner| partner.kind != PartnerKind::EmployerNetwork.as_str()) {
            errors.push(format!("/networks/{index}"), "not_found");
        }
    }
    Ok(())
}

/// The refusal of a SIRET that is known already: staff is told where, an employer only that it is.
async fn already_known(db: &impl ConnectionTrait, scope: &EmployerScope, siret: &str) -> Result<Problem, Problem> {
    let known = employers::find_by_siret(db, siret).await?.filter(|employer| scope.contains(employer.id));
    let told = known.map(|employer| (employer.name, ExistingFile { id: employer.id, number: employer.siret }));
    Ok(Problem::employer_exists(told))
}

/// What the store answered, or that the SIRET got known meanwhile; read apart, since the transaction is broken then.
async fn or_known<T>(
    state: &AppState,
    scope: &EmployerScope,
    facts: &EmployerFacts,
    done: Result<T, StoreError>,
) -> Result<T, Problem> {
    match done {
        Err(StoreError::Constraint(name)) if name.contains("siret") => {
            Err(already_known(state.store.reader(), scope, facts.siret.as_str()).await?)
        }
        other => Ok(other?),
    }
}

/// Faire connaître un employeur
///
/// Un SIRET n'est connu qu'une fois : une répétition est refusée (409), avec l'employeur dans `existing`. Le programme
/// peut garder un SIRET dont la clé est fausse en disant pourquoi (`siret_reason`).
#[utoipa::path(tag = "employers", operation_id = "create_employer", security(("bearer" = [])),
    request_body = dto::NewEmployer,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::Employer,
        headers(("Location" = String, description = "Path of the employer"), ("ETag" = String, description = "Version")))))]
#[post("/employers")]
pub async fn create_employer(
    may: may::CreateEmployers,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewEmployer>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_employer", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let facts = read(tx, &sent.into(), may.caller().actor.is_programme_admin()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        let id = insert(tx, &state, &trail, &may.employers(), &facts).await?;
        let body = view(tx, &may.employers(), id).await?;
        Ok(Created { location: format!("/api/v1/employers/{id}"), version: Some(body.version), body })
    })
    .await
}

async fn insert(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    scope: &EmployerScope,
    facts: &EmployerFacts,
) -> Result<Uuid, Problem> {
    if employers::find_by_siret(tx, facts.siret.as_str()).await?.is_some() {
        return Err(already_known(tx, scope, facts.siret.as_str()).await?);
    }
    let done = employers::insert(tx, facts, state.clock.now()).await;
    let id = or_known(state, scope, facts, done).await?;
    trail.record(tx, "employer.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
    Ok(id)
}

/// Créer ou remplacer un employeur par son SIRET
///
/// Pour les logiciels qui tiennent leur propre liste : 201 quand le SIRET était inconnu, 200 quand la fiche a été
/// remplacée, ou n'avait rien à changer. L'adhésion, les contacts et les rencontres restent.
#[utoipa::path(tag = "employers", operation_id = "put_employer_by_siret", security(("bearer" = [])),
    request_body = dto::NewEmployer,
    params(("siret" = String, Path, description = "SIRET", example = "73282932000074")),
    responses(
        (status = 200, description = "Replaced, or as it was", body = dto::Employer, headers(("ETag" = String, description = "Version"))),
        (status = 201, description = "Created", body = dto::Employer,
            headers(("Location" = String, description = "Path of the employer"), ("ETag" = String, description = "Version")))))]
#[put("/employers/by-siret/{siret}")]
pub async fn put_employer_by_siret(
    may: may::ManageEmployers,
    state: web::Data<AppState>,
    request: HttpRequest,
    siret: PathIds<String>,
    body: Body<dto::NewEmployer>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let facts = read(&tx, &body.value.into(), true).await?;
    if Siret::parse_unchecked(&siret.0).as_ref() != Ok(&facts.siret) {
        return Err(Problem::field("/siret", "other_than_address"));
    }
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let known = employers::find_by_siret(&tx, facts.siret.as_str()).await?;
    let (status, id) = match known {
        None => (StatusCode::CREATED, insert(&tx, &state, &trail, &may.employers(), &facts).await?),
        Some(row) => {
            replace(&tx, &state, &trail, row.clone(), &facts).await?;
            (StatusCode::OK, row.id)
        }
    };
    let body = view(&tx, &may.employers(), id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let mut response = HttpResponse::build(status);
    response.insert_header((header::ETAG, etag(body.version)));
    if status == StatusCode::CREATED {
        response.insert_header((header::LOCATION, format!("/api/v1/employers/{id}")));
    }
    Ok(response.json(body))
}

async fn replace(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    row: Employer,
    facts: &EmployerFacts,
) -> Result<(), Problem> {
    let networks = employers::networks_of(tx, [row.id]).await?.remove(&row.id).unwrap_or_default();
    let (id, version) = (row.id, row.version);
    if row.archived_at.is_some() {
        return Err(Problem::conflict("archived"));
    }
    if dto::input_of(row, networks) == dto::input_of_facts(facts) {
        return Ok(());
    }
    employers::update(tx, (id, version), facts, state.clock.now()).await?;
    Ok(trail.record(tx, "employer.update", (RESOURCE, id), &dto::EVERY_FIELD).await?)
}

/// Corriger un employeur
///
/// Les champs absents restent, `null` vide. Un employeur corrige le sien, mais pas son SIRET.
#[utoipa::path(tag = "employers", operation_id = "update_employer", security(("bearer" = [])),
    request_body = dto::EmployerPatch,
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The employer", body = dto::Employer,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/employers/{employer_id}")]
pub async fn update_employer(
    may: may::WriteEmployers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::EmployerPatch>,
) -> Result<HttpResponse, Problem> {
    let scope = may.employers();
    let tx = state.store.begin().await?;
    let row = in_use(existing(&tx, &scope, id.0).await?)?;
    let fields = body.value.fields();
    if fields.iter().any(|field| field.starts_with("siret")) && !may.caller().actor.is_programme_admin() {
        return Err(Problem::field("/siret", "not_allowed"));
    }
    let networks = employers::networks_of(&tx, [row.id]).await?.remove(&row.id).unwrap_or_default();
    let input = body.value.onto(row.clone(), networks);
    // A number that the programme vouched for stays, whoever corrects the rest.
    let vouched = row.siret_reason.is_some() && input.siret == row.siret;
    let facts = read(&tx, &input, vouched || may.caller().actor.is_programme_admin()).await?;
    let done = employers::update(&tx, (id.0, version.0), &facts, state.clock.now()).await;
    or_known(&state, &scope, &facts, done).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "employer.update", (RESOURCE, id.0), &fields).await?;
    let body = view(&tx, &scope, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}

/// An employer that is not archived.
pub(crate) fn in_use(row: Employer) -> Result<Employer, Problem> {
    if row.archived_at.is_some() { Err(Problem::conflict("archived")) } else { Ok(row) }
}

/// Archiver un employeur
///
/// Il quitte les listes sans être effacé ; il peut être restauré. Un membre du réseau doit d'abord en sortir.
#[utoipa::path(tag = "employers", operation_id = "archive_employer", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Archived")))]
#[delete("/employers/{employer_id}")]
pub async fn archive_employer(
    may: may::ManageEmployers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let row = existing(&tx, &may.employers(), id.0).await?;
    if row.membership.status.is_some_and(domain::employer_memberships::is_running) {
        return Err(Problem::conflict("membership_running"));
    }
    employers::set_archived(&tx, (id.0, version.0), row.archived_at.or(Some(now)), now).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "employer.archive", (RESOURCE, id.0), &["archived_at"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer un employeur archivé
///
/// Il reprend sa place dans les listes.
#[utoipa::path(tag = "employers", operation_id = "restore_employer", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur")),
    responses((status = 200, description = "The employer, back", body = dto::Employer,
        headers(("ETag" = String, description = "Version")))))]
#[post("/employers/{employer_id}/restore")]
pub async fn restore_employer(
    may: may::ManageEmployers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, &may.employers(), id.0).await?;
    if row.archived_at.is_some() {
        employers::set_archived(&tx, (id.0, row.version), None, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(&tx, "employer.restore", (RESOURCE, id.0), &["archived_at"]).await?;
    }
    let body = view(&tx, &may.employers(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}
