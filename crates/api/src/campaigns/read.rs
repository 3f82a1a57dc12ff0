//! One campaign, as those who may see it read it.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use domain::access::Permission;
use persistence::ConnectionTrait;
use persistence::campaigns::{self, Campaign};
use uuid::Uuid;

use super::dto;
use crate::caller::{Caller, may};
use crate::http::{PathIds, etag};
use crate::problem::Problem;
use crate::state::AppState;

/// The campaign of this id.
///
/// # Errors
/// 404 when it does not exist; those of the store.
pub(crate) async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Campaign, Problem> {
    campaigns::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// The campaign, when it is in use.
///
/// # Errors
/// 404; 409 `archived`; those of the store.
pub(crate) async fn in_use(db: &impl ConnectionTrait, id: Uuid) -> Result<Campaign, Problem> {
    let row = existing(db, id).await?;
    if row.archived_at.is_some() { Err(Problem::conflict("archived")) } else { Ok(row) }
}

/// Whether the caller runs campaigns.
pub(super) fn manages(caller: &Caller) -> bool {
    caller.actor.may(Permission::ManageCampaigns)
}

/// One campaign as it is shown.
pub(super) async fn view(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<dto::Campaign, Problem> {
    Ok(dto::Campaign::of(existing(db, id).await?, manages(caller)))
}

pub(super) fn shown(body: &dto::Campaign) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body)
}

/// Une campagne
///
/// Avec ses phases, dans l’ordre.
#[utoipa::path(tag = "campaigns", operation_id = "get_campaign", security(("bearer" = [])),
    params(("campaign_id" = Uuid, Path, description = "Campagne")),
    responses((status = 200, description = "The campaign", body = dto::Campaign,
        headers(("ETag" = String, description = "Version")))))]
#[get("/campaigns/{campaign_id}")]
pub async fn get_campaign(
    may: may::ReadCampaigns,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(&view(state.store.reader(), may.caller(), id.0).await?))
}
