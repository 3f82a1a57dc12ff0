//! Delays and hours of the programme.

pub mod dto;

use crate::endpoints::Endpoints;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, patch, web};
use domain::service_levels::ServiceLevels;
use persistence::service_levels::StoredServiceLevels;
use persistence::{StoreError, service_levels};

use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, IfMatch, etag};
use crate::jobs::daily;
use crate::problem::Problem;
use crate::state::AppState;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(get_service_levels).service(update_service_levels);
}

fn shown(levels: StoredServiceLevels) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(levels.version))).json(dto::ServiceLevels::from(levels))
}

/// Les délais et les horaires du programme
///
/// Les délais d'acceptation, de premier contact et d'attente au vivier se comptent en jours ouvrés ; les autres, en
/// jours. Les heures sont celles du Lot.
#[utoipa::path(tag = "settings", operation_id = "get_service_levels", security(("bearer" = [])),
    responses((status = 200, description = "The service levels", body = dto::ServiceLevels,
        headers(("ETag" = String, description = "Version")))))]
#[get("/service-levels")]
pub async fn get_service_levels(
    _may: may::ReadServiceLevels,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(service_levels::find(state.store.reader()).await?))
}

/// Changer les délais et les horaires
///
/// Un nouveau délai vaut pour ce qui commence ensuite ; les échéances déjà fixées ne bougent pas.
#[utoipa::path(tag = "settings", operation_id = "update_service_levels", security(("bearer" = [])),
    request_body = dto::ServiceLevelsPatch,
    params(("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The service levels", body = dto::ServiceLevels,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/service-levels")]
pub async fn update_service_levels(
    may: may::ManageServiceLevels,
    state: web::Data<AppState>,
    request: HttpRequest,
    version: IfMatch,
    body: Body<dto::ServiceLevelsPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let fields = body.value.fields();
    let levels = ServiceLevels::parse(&body.value.onto(service_levels::find(&tx).await?))?;
    let now = state.clock.now();
    service_levels::update(&tx, version.0, &levels, now).await?;
    daily::move_to(&tx, levels.digest_at, now).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "service_levels.update", ("service_levels", service_levels::ID), &fields).await?;
    let levels = service_levels::find(&tx).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(levels))
}
