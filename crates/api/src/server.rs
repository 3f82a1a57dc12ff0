//! The running server: listening, stopping gracefully.

use std::time::Duration;

use actix_web::HttpServer;
use metrics_exporter_prometheus::PrometheusBuilder;

use crate::routes::app;
use crate::state::AppState;
use crate::workers::Workers;

/// Seconds that requests under way get to finish after a stop signal.
const GRACE_SECONDS: u64 = 25;

/// Serves until a stop signal; requests under way are finished first.
///
/// # Errors
/// A sentence when the address cannot be taken or serving fails.
pub async fn serve(state: AppState) -> Result<(), String> {
    let recorder = PrometheusBuilder::new().install_recorder().ok();
    let bind = state.config.bind.clone();
    let workers = state.config.workers.max(1);
    let (store, heavy_reads) = (state.store.clone(), state.heavy_reads.clone());
    // Nothing is collected that the register does not tell.
    crate::processing_register::lines()?;
    let beside = Workers::start(&state)?;
    let server = HttpServer::new(move || app(state.clone(), recorder.clone()))
        .workers(workers)
        .client_request_timeout(Duration::from_secs(10))
        .shutdown_timeout(GRACE_SECONDS)
        .bind(&bind)
        .map_err(|error| format!("cannot listen on {bind}: {error}"))?;
    let addresses = server.addrs().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    tracing::info!(addresses, "listening");
    let served = server.run().await.map_err(|error| error.to_string());
    beside.stop().await;
    heavy_reads.close().await;
    served?;
    store.close().await.map_err(|error| error.to_string())
}
