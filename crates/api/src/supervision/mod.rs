//! How the network is doing: load, delays, files that nobody has.

mod dto;
mod service;

use crate::endpoints::Endpoints;
use actix_web::{HttpResponse, get, web};

pub use dto::Supervision;

use crate::caller::may;
use crate::problem::Problem;
use crate::state::AppState;

/// Endpoints of the supervision.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(get_supervision);
}

/// Suivi du réseau
///
/// La charge par référent et par intercommunalité, les délais tenus sur douze mois, les dossiers du vivier et ceux que personne
/// n'a encore. Par ordre alphabétique : l'activité se reconnaît, elle ne se classe pas.
#[utoipa::path(tag = "supervision", operation_id = "get_supervision", security(("bearer" = [])),
    responses((status = 200, description = "How the network is doing", body = Supervision)))]
#[get("/supervision")]
pub async fn get_supervision(_may: may::Supervise, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let supervision = service::supervise(state.store.reader(), state.clock.today(), state.clock.now()).await?;
    Ok(HttpResponse::Ok().json(supervision))
}
