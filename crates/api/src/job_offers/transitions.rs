//! Job offers from state to state: handed in, read over, published, ended, renewed.

use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::codes::JobOfferStatus;
use domain::job_offers::{JobOfferMove, JobOfferMoveInput, MoveRefusal, in_days};
use persistence::job_offers::{self, JobOffer, Mover};
use persistence::{DatabaseTransaction, StoreError};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::read::{existing, mover, shown, view};
use super::{RESOURCE, dto, letters};
use crate::audit::Trail;
use crate::caller::{Caller, may};
use crate::http::{Body, PathIds};
use crate::problem::Problem;
use crate::state::AppState;

/// A move of a job offer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "submitted"}))]
pub struct JobOfferTransition {
    /// State wanted, a code of the list `job_offer_statuses`.
    pub to: String,
    /// Why; required to reject or suspend.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Changer l'état d'une offre
///
/// L'employeur remet l'offre, la dit pourvue ou la retire ; le programme la publie, la rend à reprendre ou la suspend,
/// et dit pourquoi.
#[utoipa::path(tag = "job-offers", operation_id = "transition_job_offer", security(("bearer" = [])),
    request_body = JobOfferTransition,
    params(("job_offer_id" = Uuid, Path, description = "Offre")),
    responses((status = 200, description = "The offer", body = dto::JobOffer,
        headers(("ETag" = String, description = "Version")))))]
#[post("/job-offers/{job_offer_id}/transitions")]
pub async fn transition_job_offer(
    may: may::WriteJobOffers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<JobOfferTransition>,
) -> Result<HttpResponse, Problem> {
    let caller = may.caller();
    let tx = state.store.begin().await?;
    let offer = in_use(existing(&tx, &may.employers(), id.0).await?)?;
    let input = JobOfferMoveInput { to: body.value.to, reason: body.value.reason };
    let asked = read(caller, &offer, &input)?;
    let trail = Trail::of(caller, &request, &state.clock);
    move_to(&tx, &state, &trail, &offer, &asked).await?;
    let body = view(&tx, caller, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}

fn in_use(offer: JobOffer) -> Result<JobOffer, Problem> {
    if offer.archived_at.is_some() { Err(Problem::conflict("archived")) } else { Ok(offer) }
}

fn read(caller: &Caller, offer: &JobOffer, input: &JobOfferMoveInput) -> Result<JobOfferMove, Problem> {
    let mover = mover(caller).ok_or_else(Problem::forbidden)?;
    JobOfferMove::parse(offer.status, mover, input).map_err(|refusal| match refusal {
        MoveRefusal::Invalid(errors) => Problem::validation(errors),
        MoveRefusal::NotAllowed(allowed) => {
            Problem::transition_not_allowed(allowed.iter().map(|status| status.as_str()))
        }
    })
}

/// Moves an offer, keeps who did, and tells the employer what the programme decided.
pub(super) async fn move_to(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    offer: &JobOffer,
    asked: &JobOfferMove,
) -> Result<(), Problem> {
    let by = Mover { id: trail.actor_id(), name: Some(trail.actor_label()) };
    job_offers::change(tx, offer, asked, by, (state.clock.today(), state.clock.now())).await?;
    let fields = ["status", "status_reason"];
    trail.record(tx, "job_offer.transition", (RESOURCE, offer.id), &fields).await?;
    letters::moved(tx, state, offer, asked).await
}

/// Renouveler une offre
///
/// Une offre publiée ou expirée est de nouveau publiée pour 60 jours. Elle ne repasse pas en relecture.
#[utoipa::path(tag = "job-offers", operation_id = "renew_job_offer", security(("bearer" = [])),
    params(("job_offer_id" = Uuid, Path, description = "Offre")),
    responses((status = 200, description = "The offer", body = dto::JobOffer,
        headers(("ETag" = String, description = "Version")))))]
#[post("/job-offers/{job_offer_id}/renew")]
pub async fn renew_job_offer(
    may: may::WriteJobOffers,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let offer = in_use(existing(&tx, &may.employers(), id.0).await?)?;
    renew(&tx, &state, &Trail::of(may.caller(), &request, &state.clock), &offer).await?;
    let body = view(&tx, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}

/// Publishes an offer again for as long as a new one.
///
/// # Errors
/// 409 `transition_not_allowed` when it is neither published nor expired.
pub(super) async fn renew(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    offer: &JobOffer,
) -> Result<(), Problem> {
    if !matches!(offer.status, JobOfferStatus::Published | JobOfferStatus::Expired) {
        return Err(Problem::transition_not_allowed(Vec::<String>::new()));
    }
    let until = in_days(state.clock.today(), domain::job_offers::STANDS_DAYS);
    let renewed = JobOffer { expires_on: Some(until), ..offer.clone() };
    let asked = JobOfferMove { to: JobOfferStatus::Published, reason: None };
    let by = Mover { id: trail.actor_id(), name: Some(trail.actor_label()) };
    job_offers::change(tx, &renewed, &asked, by, (state.clock.today(), state.clock.now())).await?;
    Ok(trail.record(tx, "job_offer.renew", (RESOURCE, offer.id), &["expires_on", "status"]).await?)
}
