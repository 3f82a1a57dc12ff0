//! The figures of the programme: what each one counts, and its value in a period.

pub mod dto;
mod keys;
pub mod service;

use actix_web::{HttpResponse, get, web};
use domain::indicators::{Dimension, Indicator, Period, Places, Scope};
use domain::validation::FieldErrors;

use crate::caller::{Caller, may};
use crate::endpoints::Endpoints;
use crate::http::Query;
use crate::problem::Problem;
use crate::state::AppState;
use dto::{IndicatorDefinition, IndicatorList, IndicatorQuery, IndicatorValue};
pub use keys::key_of;
use service::{Asked, Reader};

/// Endpoints of the figures.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(list_indicators).service(get_indicator);
}

/// Les indicateurs
///
/// Leur définition, leur unité, leur règle de date, leur coefficient, ce qui peut les détailler. Un référent ne voit que ceux
/// qui se lisent par territoire.
#[utoipa::path(tag = "indicators", operation_id = "list_indicators", security(("bearer" = [])),
    responses((status = 200, description = "The indicators", body = IndicatorList)))]
#[get("/indicators")]
pub async fn list_indicators(may: may::ReadIndicators) -> web::Json<IndicatorList> {
    let places = may.caller().actor.indicator_places();
    let seen = Indicator::ALL.iter().filter(|indicator| is_seen(**indicator, &places));
    web::Json(IndicatorList { items: seen.map(|indicator| IndicatorDefinition::of(*indicator)).collect() })
}

/// La valeur d’un indicateur
///
/// Pour une année (`2024`), un trimestre (`2024-Q1`) ou un mois (`2024-03`), avec la même période un an plus tôt, et le détail
/// demandé par `by`. Un référent lit les chiffres de ses territoires. Un lecteur du COPIL lit tout le département ; par
/// territoire il lit des années entières, les petits nombres étant masqués.
#[utoipa::path(tag = "indicators", operation_id = "get_indicator", security(("bearer" = [])),
    params(("indicator_code" = String, Path, description = "Code of the indicator", example = "families_settled"), IndicatorQuery),
    responses((status = 200, description = "Its value", body = IndicatorValue)))]
#[get("/indicators/{indicator_code}")]
pub async fn get_indicator(
    may: may::ReadIndicators,
    state: web::Data<AppState>,
    code: web::Path<String>,
    query: Query<IndicatorQuery>,
) -> Result<HttpResponse, Problem> {
    let reader = reader(may.caller(), &state);
    let seen = Indicator::parse(&code).filter(|indicator| is_seen(*indicator, &reader.scope.places));
    let asked = asked(seen.ok_or_else(Problem::not_found)?, &query.0, reader.is_protected)?;
    let read = |db| async move { Ok(service::value(&db, &asked, reader).await?) };
    Ok(HttpResponse::Ok().json(state.heavy_reads.run(read).await?))
}

/// Whether an indicator is read by whoever reads these places.
fn is_seen(indicator: Indicator, places: &Places) -> bool {
    *places == Places::All || indicator.has_places()
}

/// What the caller reads.
#[must_use]
pub fn reader(caller: &Caller, state: &AppState) -> Reader {
    let scope = Scope { places: caller.actor.indicator_places(), now: state.clock.now() };
    Reader { scope, is_protected: caller.actor.reads_protected_figures() }
}

/// What is asked, read.
fn asked(indicator: Indicator, query: &IndicatorQuery, is_protected: bool) -> Result<Asked, FieldErrors> {
    let mut errors = FieldErrors::new();
    let period = errors.keep("period", period(query.period.as_deref()));
    let by = errors.keep("by", by(query.by.as_deref(), indicator)).flatten();
    let epci = query.epci.as_deref().map(|code| Some(code.to_owned()).filter(|code| code != dto::NONE));
    if epci.is_some() && !indicator.has_places() {
        errors.push("epci", "not_allowed");
    }
    if is_protected {
        let of_places = epci.is_some() || matches!(by, Some(Dimension::Epci | Dimension::ThemeEpci));
        if by == Some(Dimension::Commune) || (epci.is_some() && by.is_some()) {
            errors.push("by", "not_allowed");
        }
        // Parts of a year taken from the year would give what is hidden.
        let whole_years = of_places || indicator == Indicator::Obstacles;
        if whole_years && (period.is_some_and(|period| !period.is_year()) || by.is_some_and(is_time)) {
            errors.push("period", "not_allowed");
        }
    }
    errors.finish(period.map(|period| Asked { indicator, period, by, epci }))
}

const fn is_time(by: Dimension) -> bool {
    matches!(by, Dimension::Month | Dimension::Quarter)
}

/// A period, which must be given.
///
/// # Errors
/// `required`, `invalid`.
pub fn period(asked: Option<&str>) -> Result<Period, &'static str> {
    Period::parse(asked.ok_or("required")?).ok_or("invalid")
}

/// A dimension of the indicator.
///
/// # Errors
/// `unknown_code`, `not_allowed` for one that this indicator does not have.
pub fn by(asked: Option<&str>, indicator: Indicator) -> Result<Option<Dimension>, &'static str> {
    let Some(asked) = asked else { return Ok(None) };
    let by = Dimension::parse(asked).ok_or("unknown_code")?;
    if indicator.dimensions().contains(&by) { Ok(Some(by)) } else { Err("not_allowed") }
}
