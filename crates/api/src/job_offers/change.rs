//! Writing job offers down, correcting them, putting them away.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::access::EmployerScope;
use domain::codes::{JobOfferSource, JobOfferStatus, TerritoryKind};
use domain::job_offers::{JobOfferFacts, JobOfferInput, JobOfferMove};
use domain::validation::{FieldErrors, text};
use persistence::job_offers::{self, JobOffer, Mover, Origin};
use persistence::{ConnectionTrait, StoreError, employers, occupations, territories};
use uuid::Uuid;

use super::read::{existing, shown, view};
use super::sent::{JobOfferPatch, NewJobOffer};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::{Caller, may};
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::problem::Problem;
use crate::state::AppState;

/// Reads an offer whose commune and occupation exist.
pub(super) async fn read(
    db: &impl ConnectionTrait,
    state: &AppState,
    input: &JobOfferInput,
) -> Result<JobOfferFacts, Problem> {
    let facts = JobOfferFacts::parse(input, state.clock.today())?;
    let mut errors = FieldErrors::new();
    if let Some(code) = &facts.commune_code {
        let known = territories::find(db, code).await?;
        if known.is_none_or(|place| place.kind != TerritoryKind::Commune) {
            errors.push("/commune_code", "unknown_code");
        }
    }
    if let Some(code) = facts.occupation_code.as_deref()
        && occupations::labels_of(db, [code]).await?.is_empty()
    {
        errors.push("/occupation_code", "unknown_code");
    }
    Ok(errors.finish(Some(facts))?)
}

/// Whose offer it will be: the employer named, or the only one of the caller, or a bare name given by the programme.
async fn origin(db: &impl ConnectionTrait, caller: &Caller, sent: &NewJobOffer) -> Result<Origin, Problem> {
    let scope = caller.actor.employer_scope();
    let own = match &scope {
        EmployerScope::Own(ids) if ids.len() == 1 => ids.first().copied(),
        _ => None,
    };
    let source = JobOfferSource::Direct;
    match (sent.employer_id.or(own), sent.employer_name.as_deref()) {
        (Some(id), _) => {
            let found = employers::find(db, &scope, id).await?.filter(|employer| employer.archived_at.is_none());
            let employer = found.ok_or_else(|| Problem::field("/employer_id", "not_found"))?;
            Ok(Origin { employer_id: Some(id), employer_name: employer.name, source, external_id: None })
        }
        (None, Some(name)) if caller.actor.is_programme_admin() => {
            let name = text(name, domain::employers::NAME_MAX);
            let employer_name = name.map_err(|code| Problem::field("/employer_name", code))?;
            Ok(Origin { employer_id: None, employer_name, source, external_id: None })
        }
        (None, _) => Err(Problem::field("/employer_id", "required")),
    }
}

/// Écrire une offre d'emploi
///
/// Un brouillon, ou une offre remise à la relecture du programme avec `submit` ; un référent remet toujours la sienne.
#[utoipa::path(tag = "job-offers", operation_id = "create_job_offer", security(("bearer" = [])),
    request_body = NewJobOffer,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::JobOffer,
        headers(("Location" = String, description = "Path of the offer"), ("ETag" = String, description = "Version")))))]
#[post("/job-offers")]
pub async fn create_job_offer(
    may: may::CreateJobOffers,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<NewJobOffer>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let caller = may.caller();
    let scope = format!("{}:create_job_offer", caller.actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let origin = origin(tx, caller, &sent).await?;
        let submit = sent.submit || super::read::mover(caller).is_none();
        let facts = read(tx, &state, &sent.into()).await?;
        let now = state.clock.now();
        let id = job_offers::insert(tx, &origin, &facts, now).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        trail.record(tx, "job_offer.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
        if submit {
            let draft = existing(tx, &may.employers(), id).await?;
            let asked = JobOfferMove { to: JobOfferStatus::Submitted, reason: None };
            let by = Mover { id: Some(caller.actor.user_id), name: Some(&caller.name) };
            job_offers::change(tx, &draft, &asked, by, (state.clock.today(), now)).await?;
        }
        let body = view(tx, caller, id).await?;
        Ok(Created { location: format!("/api/v1/job-offers/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Corriger une offre d'emploi
///
/// Les champs absents restent, `null` vide. Une offre pourvue ou retirée ne change plus ; d'une offre importée, seuls
/// le logement et l'accueil du conjoint se règlent ici.
#[utoipa::path(tag = "job-offers", operation_id = "update_job_offer", security(("bearer" = [])),
    request_body = JobOfferPatch,
    params(("job_offer_id" = Uuid, Path, description = "Offre"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The offer", body = dto::JobOffer,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/job-offers/{job_offer_id}")]
pub async fn update_job_offer(
    may: may::WriteJobOffers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<JobOfferPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, &may.employers(), id.0).await?;
    let fields = body.value.fields();
    check_open(&row, &fields)?;
    let name = row.employer_name.clone();
    let input = body.value.onto(row);
    // A day that is over already stands until the offer is renewed; it is not what is being corrected.
    let over = input.expires_on.filter(|day| !fields.contains(&"expires_on") && *day < state.clock.today());
    let asked = JobOfferInput { expires_on: input.expires_on.filter(|_| over.is_none()), ..input };
    let mut facts = read(&tx, &state, &asked).await?;
    facts.expires_on = facts.expires_on.or(over);
    job_offers::update(&tx, (id.0, version.0), &name, &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "job_offer.update", (RESOURCE, id.0), &fields).await?;
    let body = view(&tx, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}

/// What may be set here of an offer whose source says the rest.
const OWN_OF_IMPORTED: [&str; 2] = ["housing_possible", "partner_welcome"];

fn check_open(row: &JobOffer, fields: &[&'static str]) -> Result<(), Problem> {
    if row.archived_at.is_some() {
        return Err(Problem::conflict("archived"));
    }
    if matches!(row.status, JobOfferStatus::Filled | JobOfferStatus::Withdrawn) {
        return Err(Problem::conflict("job_offer_over"));
    }
    let mut errors = FieldErrors::new();
    if row.external_id.is_some() {
        for field in fields.iter().filter(|field| !OWN_OF_IMPORTED.contains(field)) {
            errors.push(format!("/{field}"), "from_source");
        }
    }
    Ok(errors.finish(Some(()))?)
}

/// Archiver une offre d'emploi
///
/// Elle quitte les listes et le site public sans être effacée ; elle peut être restaurée.
#[utoipa::path(tag = "job-offers", operation_id = "archive_job_offer", security(("bearer" = [])),
    params(("job_offer_id" = Uuid, Path, description = "Offre"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Archived")))]
#[delete("/job-offers/{job_offer_id}")]
pub async fn archive_job_offer(
    may: may::WriteJobOffers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let row = existing(&tx, &may.employers(), id.0).await?;
    job_offers::set_archived(&tx, (id.0, version.0), row.archived_at.or(Some(now)), now).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "job_offer.archive", (RESOURCE, id.0), &["archived_at"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer une offre archivée
///
/// Elle reprend sa place, dans l'état qu'elle avait.
#[utoipa::path(tag = "job-offers", operation_id = "restore_job_offer", security(("bearer" = [])),
    params(("job_offer_id" = Uuid, Path, description = "Offre")),
    responses((status = 200, description = "The offer, back", body = dto::JobOffer,
        headers(("ETag" = String, description = "Version")))))]
#[post("/job-offers/{job_offer_id}/restore")]
pub async fn restore_job_offer(
    may: may::WriteJobOffers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, &may.employers(), id.0).await?;
    if row.archived_at.is_some() {
        job_offers::set_archived(&tx, (id.0, row.version), None, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(&tx, "job_offer.restore", (RESOURCE, id.0), &["archived_at"]).await?;
    }
    let body = view(&tx, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}
