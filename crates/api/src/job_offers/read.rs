//! One job offer, as those who may see it read it.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use domain::access::EmployerScope;
use domain::job_offers::Mover;
use persistence::job_offers::{self, JobOffer};
use persistence::{ConnectionTrait, occupations, territories};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::dto;
use crate::caller::{Caller, may};
use crate::http::{PathIds, etag};
use crate::problem::Problem;
use crate::state::AppState;

/// As whom somebody moves offers of their scope; référents read them only.
pub(super) fn mover(caller: &Caller) -> Option<Mover> {
    match caller.actor.employer_scope() {
        EmployerScope::All => caller.actor.is_programme_admin().then_some(Mover::Programme),
        EmployerScope::Own(_) => Some(Mover::Employer),
    }
}

/// The offer of this id.
///
/// # Errors
/// 404 when it does not exist or is out of scope; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, scope: &EmployerScope, id: Uuid) -> Result<JobOffer, Problem> {
    job_offers::find(db, scope, id).await?.ok_or_else(Problem::not_found)
}

/// Names of what these offers refer to: two queries for all of them.
pub(super) async fn labels(db: &impl ConnectionTrait, rows: &[JobOffer]) -> Result<dto::Labels, Problem> {
    let communes = territories::names_of(db, rows.iter().filter_map(|row| row.commune_code.as_deref())).await?;
    let occupations = occupations::labels_of(db, rows.iter().filter_map(|row| row.occupation_code.as_deref())).await?;
    Ok(dto::Labels { communes, occupations })
}

/// Offers as this caller reads them.
pub(super) async fn views(
    db: &impl ConnectionTrait,
    caller: &Caller,
    rows: Vec<JobOffer>,
) -> Result<Vec<dto::JobOffer>, Problem> {
    let (labels, mover) = (labels(db, &rows).await?, mover(caller));
    Ok(rows.into_iter().map(|row| dto::JobOffer::of(row, &labels, mover)).collect())
}

/// One offer as this caller reads it.
pub(super) async fn view(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<dto::JobOffer, Problem> {
    let row = existing(db, &caller.actor.employer_scope(), id).await?;
    views(db, caller, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

pub(super) fn shown(body: &dto::JobOffer) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body)
}

/// Une offre d'emploi
///
/// Quel que soit son état. Un employeur ne lit que les siennes.
#[utoipa::path(tag = "job-offers", operation_id = "get_job_offer", security(("bearer" = [])),
    params(("job_offer_id" = Uuid, Path, description = "Offre")),
    responses((status = 200, description = "The offer", body = dto::JobOffer,
        headers(("ETag" = String, description = "Version")))))]
#[get("/job-offers/{job_offer_id}")]
pub async fn get_job_offer(
    may: may::ReadJobOffers,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(&view(state.store.reader(), may.caller(), id.0).await?))
}

/// A move of a job offer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct JobOfferChange {
    /// State left.
    #[schema(required = true, example = "submitted")]
    pub from: Option<String>,
    /// State entered.
    #[schema(example = "published")]
    pub to: String,
    /// Why.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// Who decided; null when time did.
    #[schema(required = true)]
    pub actor_name: Option<String>,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// The moves of a job offer.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobOfferChanges {
    /// The latest first.
    pub items: Vec<JobOfferChange>,
}

/// L'histoire d'une offre
///
/// Ses changements d'état : qui, quand, pourquoi ; le plus récent d'abord.
#[utoipa::path(tag = "job-offers", operation_id = "list_job_offer_changes", security(("bearer" = [])),
    params(("job_offer_id" = Uuid, Path, description = "Offre")),
    responses((status = 200, description = "Its moves", body = JobOfferChanges)))]
#[get("/job-offers/{job_offer_id}/changes")]
pub async fn list_job_offer_changes(
    may: may::ReadJobOffers,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let offer = existing(db, &may.employers(), id.0).await?;
    let items = job_offers::history(db, offer.id).await?;
    let change = |row: job_offers::JobOfferChange| JobOfferChange {
        from: row.from,
        to: row.to,
        reason: row.reason,
        actor_name: row.actor_name,
        recorded_at: row.recorded_at,
    };
    Ok(HttpResponse::Ok().json(JobOfferChanges { items: items.into_iter().map(change).collect() }))
}
