//! Campaigns from state to state: prepared, running, closed.

use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::campaigns::allowed_next;
use domain::codes::CampaignStatus;
use persistence::StoreError;
use persistence::campaigns;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::read::{in_use, shown, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, PathIds};
use crate::problem::Problem;
use crate::state::AppState;

/// A move of a campaign.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": "running"}))]
pub struct CampaignTransition {
    /// State wanted, a code of the list `campaign_statuses`.
    pub to: String,
}

/// Changer l'état d'une campagne
///
/// Une campagne se prépare, court, puis se termine pour de bon. Tant qu’elle court, ses codes imprimés mènent au formulaire
/// et comptent leurs visites.
#[utoipa::path(tag = "campaigns", operation_id = "transition_campaign", security(("bearer" = [])),
    request_body = CampaignTransition,
    params(("campaign_id" = Uuid, Path, description = "Campagne")),
    responses((status = 200, description = "The campaign", body = dto::Campaign,
        headers(("ETag" = String, description = "Version")))))]
#[post("/campaigns/{campaign_id}/transitions")]
pub async fn transition_campaign(
    may: may::ManageCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<CampaignTransition>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = in_use(&tx, id.0).await?;
    let to = CampaignStatus::parse(&body.value.to).ok_or_else(|| Problem::field("/to", "unknown_code"))?;
    let allowed = allowed_next(row.status);
    if !allowed.contains(&to) {
        return Err(Problem::transition_not_allowed(allowed.iter().map(|status| status.as_str())));
    }
    campaigns::set_status(&tx, (id.0, row.version), to, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "campaign.transition", (RESOURCE, id.0), &["status"]).await?;
    let body = view(&tx, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}
