//! What an employer does with the link of a reminder: sees its offer, renews it or ends it, without an account.

use actix_web::{get, post, web};
use chrono::NaiveDate;
use domain::access::EmployerScope;
use domain::codes::JobOfferStatus;
use domain::job_offers::{JobOfferMove, Mover, allowed_next};
use persistence::job_offers::JobOffer;
use persistence::{ConnectionTrait, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::link::OfferLink;
use super::read::existing;
use super::transitions::{move_to, renew};
use crate::audit::Trail;
use crate::contact_requests::pace::MayConfirm;
use crate::http::Body;
use crate::needs::link::LinkToken;
use crate::needs::link::no_link;
use crate::problem::Problem;
use crate::state::AppState;

/// The offer that a link opens.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkedJobOffer {
    /// Title.
    #[schema(example = "Infirmier ou infirmière de nuit")]
    pub title: String,
    /// Employer.
    #[schema(example = "Centre hospitalier du Causse")]
    pub employer_name: String,
    /// State, a code of the list `job_offer_statuses`.
    #[schema(example = "published")]
    pub status: String,
    /// Last day on which it stands.
    #[schema(required = true)]
    pub expires_on: Option<NaiveDate>,
    /// Path of its public page.
    pub public_path: String,
    /// Whether it can be renewed.
    pub can_renew: bool,
    /// Whether it can be said filled, or withdrawn.
    pub can_end: bool,
}

impl From<JobOffer> for LinkedJobOffer {
    fn from(row: JobOffer) -> Self {
        let next = allowed_next(row.status, Mover::Employer);
        LinkedJobOffer {
            public_path: super::dto::public_path(&row.title, row.id),
            can_renew: matches!(row.status, JobOfferStatus::Published | JobOfferStatus::Expired),
            can_end: next.contains(&JobOfferStatus::Filled),
            title: row.title,
            employer_name: row.employer_name,
            status: row.status.to_string(),
            expires_on: row.expires_on,
        }
    }
}

/// What to do with an offer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "filled"}))]
pub struct LinkedJobOfferMove {
    /// `published` renews it for 60 days; `filled` and `withdrawn` end it.
    pub to: String,
}

async fn linked(db: &impl ConnectionTrait, link: &OfferLink) -> Result<JobOffer, Problem> {
    let found = existing(db, &EmployerScope::All, link.offer_id).await.map_err(|_| no_link())?;
    if found.archived_at.is_some() { Err(no_link()) } else { Ok(found) }
}

/// Lire l'offre d'un lien
///
/// L'offre d'un rappel d'échéance, avec le jeton du lien reçu par e-mail dans `Authorization: Bearer …`. Répond 401 quand
/// le lien n'est plus valable.
#[utoipa::path(tag = "public", operation_id = "get_linked_job_offer", security(("offer_link" = [])),
    responses((status = 200, description = "The offer", body = LinkedJobOffer),
        (status = 401, description = "The link opens nothing any more")))]
#[get("/public/linked-job-offer")]
pub async fn get_linked_job_offer(
    may: MayConfirm,
    state: web::Data<AppState>,
    token: LinkToken,
) -> Result<web::Json<LinkedJobOffer>, Problem> {
    let link = OfferLink::read(&state.secrets, &token.0, state.clock.now())?;
    let offer = linked(state.store.reader(), &link).await?;
    may.forgive(&state.limits);
    Ok(web::Json(offer.into()))
}

/// Renouveler ou clore l'offre d'un lien
///
/// En un clic depuis le rappel d'échéance. Clore une offre déjà close ne change rien.
#[utoipa::path(tag = "public", operation_id = "move_linked_job_offer", security(("offer_link" = [])),
    request_body = LinkedJobOfferMove,
    responses((status = 200, description = "The offer", body = LinkedJobOffer),
        (status = 401, description = "The link opens nothing any more")))]
#[post("/public/linked-job-offer/transitions")]
pub async fn move_linked_job_offer(
    may: MayConfirm,
    state: web::Data<AppState>,
    token: LinkToken,
    body: Body<LinkedJobOfferMove>,
) -> Result<web::Json<LinkedJobOffer>, Problem> {
    let link = OfferLink::read(&state.secrets, &token.0, state.clock.now())?;
    let tx = state.store.begin().await?;
    let offer = linked(&tx, &link).await?;
    let trail = Trail::of_system("employer_link", &state.clock);
    match JobOfferStatus::parse(&body.value.to) {
        Some(to) if to == offer.status && to != JobOfferStatus::Published => {}
        Some(JobOfferStatus::Published) => renew(&tx, &state, &trail, &offer).await?,
        Some(to @ (JobOfferStatus::Filled | JobOfferStatus::Withdrawn)) => {
            let allowed = allowed_next(offer.status, Mover::Employer);
            if !allowed.contains(&to) {
                return Err(Problem::transition_not_allowed(allowed.iter().map(|status| status.as_str())));
            }
            move_to(&tx, &state, &trail, &offer, &JobOfferMove { to, reason: None }).await?;
        }
        _ => return Err(Problem::field("/to", "unknown_code")),
    }
    let offer = linked(&tx, &link).await?;
    tx.commit().await.map_err(StoreError::from)?;
    may.forgive(&state.limits);
    Ok(web::Json(offer.into()))
}
