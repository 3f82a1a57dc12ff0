//! Every route of the server, written once for the server, the tests and the contract.

use std::sync::Arc;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, Error, HttpRequest, web};
use metrics_exporter_prometheus::PrometheusHandle;
use utoipa::OpenApi;

use crate::endpoints::{Endpoints, Methods, described, serve};
use crate::openapi::Doc;
use crate::problem::Problem;
use crate::state::AppState;
use crate::{caller, health, http, openapi, problem, web_app};

fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(health::get_live)
        .service(health::get_ready)
        .service(health::get_metrics)
        .scope("/api/v1", features);
}

/// The endpoints of the API, feature by feature.
fn features(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(openapi::get_openapi)
        .configure(crate::advice_sheets::routes)
        .configure(crate::ambassadors::routes)
        .configure(crate::ambassador_invitations::routes)
        .configure(crate::endowments::routes)
        .configure(crate::assignments::routes)
        .configure(crate::audit_entries::routes)
        .configure(crate::accesses::routes)
        .configure(crate::breach_reports::routes)
        .configure(crate::auth::routes)
        .configure(crate::calendars::routes)
        .configure(crate::campaigns::routes)
        .configure(crate::committees::routes)
        .configure(crate::consents::routes)
        .configure(crate::contact_requests::routes)
        .configure(crate::dashboards::routes)
        .configure(crate::employers::routes)
        .configure(crate::duplicates::routes)
        .configure(crate::employer_sign_ups::routes)
        .configure(crate::erasure::routes)
        .configure(crate::events::routes)
        .configure(crate::event_sessions::routes)
        .configure(crate::event_registrations::routes)
        .configure(crate::household_page::routes)
        .configure(crate::imports::routes)
        .configure(crate::indicators::routes)
        .configure(crate::installations::routes)
        .configure(crate::interactions::routes)
        .configure(crate::job_alerts::routes)
        .configure(crate::job_offers::routes)
        .configure(crate::kit_items::routes)
        .configure(crate::local_resources::routes)
        .configure(crate::members::routes)
        .configure(crate::mentions::routes)
        .configure(crate::merges::routes)
        .configure(crate::my_day::routes)
        .configure(crate::my_referent::routes)
        .configure(crate::needs::routes)
        .configure(crate::needs_surveys::routes)
        .configure(crate::newsletter::routes)
        .configure(crate::partners::routes)
        .configure(crate::prospects::routes)
        .configure(crate::public_events::routes)
        .configure(crate::public_offers::routes)
        .configure(crate::privacy_requests::routes)
        .configure(crate::published_figures::routes)
        .configure(crate::reference::routes)
        .configure(crate::referents::routes)
        .configure(crate::processing_register::routes)
        .configure(crate::retention::routes)
        .configure(crate::reports::routes)
        .configure(crate::roadmap_items::routes)
        .configure(crate::routing::routes)
        .configure(crate::service_levels::routes)
        .configure(crate::sponsoring::routes)
        .configure(crate::stands::routes)
        .configure(crate::steering_actions::routes)
        .configure(crate::supervision::routes)
        .configure(crate::targets::routes)
        .configure(crate::tasks::routes)
        .configure(crate::touchpoints::routes)
        .configure(crate::users::routes)
        .configure(crate::working_groups::routes);
}

/// The OpenAPI document, without a server.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    openapi::complete(described(Doc::openapi(), routes))
}

/// The application: routes, shared layers, the workspace's files.
pub fn app(
    state: AppState,
    recorder: Option<PrometheusHandle>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let methods = Arc::new(Methods::of(routes));
    App::new()
        .app_data(web::Data::new(state))
        .app_data(web::Data::new(recorder))
        .configure(|config| serve(config, routes))
        .configure(web_app::documentation)
        .configure(crate::public_events::pages)
        .configure(crate::public_offers::pages)
        .configure(crate::touchpoints::pages)
        .default_service(web::to(move |request: HttpRequest| {
            let methods = methods.clone();
            async move { answer_unrouted(&methods, &request) }
        }))
        .wrap(from_fn(http::head_as_get))
        .wrap(from_fn(caller::identify))
        .wrap(Compress::default())
        .wrap(from_fn(problem::speak))
        .wrap(from_fn(http::secure))
}

/// A path without a route: a page of the workspace, a wrong method, or nothing.
fn answer_unrouted(methods: &Methods, request: &HttpRequest) -> Result<actix_web::HttpResponse, Problem> {
    let refusal = methods.refusal(request);
    if refusal.status() == actix_web::http::StatusCode::NOT_FOUND && !web_app::is_ours(request.path()) {
        return web_app::page(request);
    }
    Err(refusal)
}
