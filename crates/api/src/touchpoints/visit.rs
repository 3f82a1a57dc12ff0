//! Following a printed code: counted by touchpoint and day, without a trace of the person, then on to the form.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use domain::campaigns::{KnownTouchpoint, PublicCode};
use persistence::campaigns::touchpoints;
use persistence::{Store, StoreError};
use serde::Serialize;

use crate::http::{asks_headers_only, client_ip};
use crate::page_head::absent_page;
use crate::problem::Problem;
use crate::state::AppState;

/// What machines that read pages call themselves.
const MACHINES: [&str; 9] =
    ["bot", "crawl", "spider", "slurp", "preview", "facebookexternalhit", "whatsapp", "monitor", "headless"];

/// The addresses that are printed, outside the API.
pub fn pages(config: &mut web::ServiceConfig) {
    config.service(web::resource("/p/{code}").guard(actix_web::guard::Get()).to(follow));
}

/// Where the form is told who sent people there.
#[derive(Serialize)]
struct Origin<'a> {
    campagne: &'a str,
    point: &'a str,
}

/// Counts a visit and leads on to the form; a code that does not exist, or whose campaign does not run, shows a page that
/// leads there too.
async fn follow(
    state: web::Data<AppState>,
    request: HttpRequest,
    typed: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let code = typed.parse::<PublicCode>().ok();
    let known = match &code {
        Some(code) => touchpoints::live(state.store.reader(), code).await?,
        None => None,
    };
    let (Some(code), Some(known)) = (code, known) else {
        return absent_page(StatusCode::NOT_FOUND, "Ce code n’est plus actif");
    };
    if is_person(&request) && state.limits.visit(client_ip(&request, &state.config.trusted_proxies)).is_ok() {
        // A visit that cannot be counted is still shown the way.
        if let Err(error) = count(&state.store, &state, &known).await {
            tracing::warn!(%error, "a visit was not counted");
        }
    }
    let printed = code.to_string();
    let origin = Origin { campagne: &known.campaign, point: &printed };
    let query = serde_html_form::to_string(&origin).map_err(|error| Problem::internal(&error))?;
    Ok(HttpResponse::Found()
        .insert_header((header::LOCATION, format!("/demande?{query}")))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .finish())
}

async fn count(store: &Store, state: &AppState, known: &KnownTouchpoint) -> Result<(), StoreError> {
    let tx = store.begin().await?;
    touchpoints::note_visits(&tx, known.id, state.clock.today(), 1).await?;
    tx.commit().await?;
    Ok(())
}

/// Whether somebody looks: not a machine that says so, nor a page fetched before anybody asked for it.
fn is_person(request: &HttpRequest) -> bool {
    let told = |name: &str| {
        request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_ascii_lowercase()
    };
    let agent = told("user-agent");
    let early = told("sec-purpose").contains("prefetch") || told("purpose").contains("prefetch");
    !asks_headers_only(request) && !early && !agent.is_empty() && !MACHINES.iter().any(|name| agent.contains(name))
}
