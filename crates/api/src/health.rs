//! Whether the server lives, whether it can work, and its figures.

use actix_web::{HttpResponse, get, web};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Serialize;
use utoipa::ToSchema;

use crate::problem::{Problem, ProblemDocument};
use crate::state::AppState;

/// State of the server.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `live` or `ready`.
    #[schema(example = "ready")]
    pub status: String,
    /// Version of the server.
    #[schema(example = "0.1.0")]
    pub version: String,
}

fn health(status: &str) -> Health {
    Health { status: status.to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
}

/// Le serveur est en vie
///
/// Ne consulte pas la base de données.
#[utoipa::path(tag = "operations", operation_id = "get_live",
    responses((status = 200, description = "The process runs", body = Health)))]
#[get("/health/live")]
pub async fn get_live() -> web::Json<Health> {
    web::Json(health("live"))
}

/// Le serveur est prêt
///
/// La base répond, accepte les écritures et ses migrations sont à jour.
#[utoipa::path(tag = "operations", operation_id = "get_ready",
    responses((status = 200, description = "Ready to work", body = Health),
        (status = 503, description = "Not ready", body = ProblemDocument, content_type = "application/problem+json")))]
#[get("/health/ready")]
pub async fn get_ready(state: web::Data<AppState>) -> Result<web::Json<Health>, Problem> {
    if persistence::is_ready(&state.store).await? {
        Ok(web::Json(health("ready")))
    } else {
        Err(Problem::unavailable())
    }
}

/// Mesures du serveur
///
/// Au format texte de Prometheus.
#[utoipa::path(tag = "operations", operation_id = "get_metrics",
    responses((status = 200, description = "Figures in the Prometheus text format", body = String, content_type = "text/plain")))]
#[get("/metrics")]
pub async fn get_metrics(recorder: web::Data<Option<PrometheusHandle>>) -> HttpResponse {
    let text = recorder.as_ref().as_ref().map(PrometheusHandle::render).unwrap_or_default();
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text)
}
