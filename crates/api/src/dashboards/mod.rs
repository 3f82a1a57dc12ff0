//! Dashboards: the figures of those who ask, in one read.

mod dto;
mod figures;
mod pictures;
mod service;

use actix_web::{HttpResponse, get, web};
use chrono::Datelike;
use domain::dashboards::Audience;
use domain::indicators::Period;

use crate::caller::may;
use crate::endpoints::Endpoints;
use crate::http::Query;
use crate::problem::Problem;
use crate::state::AppState;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(get_dashboard);
}

/// Le tableau de bord
///
/// Quelques chiffres avec leur définition, l’année d’avant et l’objectif ; d’où viennent les foyers et ce qu’ils deviennent, mois
/// par mois et lieu par lieu. Celui du programme, de ses territoires pour un référent, du comité de pilotage (sans petit nombre
/// par lieu) ou du réseau des employeurs, selon qui le demande.
#[utoipa::path(tag = "indicators", operation_id = "get_dashboard", security(("bearer" = [])),
    params(dto::DashboardQuery),
    responses((status = 200, description = "The dashboard", body = dto::Dashboard)))]
#[get("/dashboard")]
pub async fn get_dashboard(
    may: may::ReadDashboard,
    state: web::Data<AppState>,
    query: Query<dto::DashboardQuery>,
) -> Result<HttpResponse, Problem> {
    let today = state.clock.today();
    let period = match query.0.period {
        None => Period::year(today.year()),
        Some(sent) => Period::parse(&sent).filter(|period| !period.quarters().is_empty()),
    };
    let period = period.ok_or_else(|| Problem::field("period", "invalid"))?;
    let actor = may.caller().actor.clone();
    let audience = Audience::of(&actor).ok_or_else(Problem::forbidden)?;
    let asked = service::Asked { actor, audience, period, today, now: state.clock.now() };
    let board = state.heavy_reads.run(|db| async move { service::read(&db, &asked).await }).await?;
    Ok(HttpResponse::Ok().json(board))
}
