//! Looking targets up, with what was achieved.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, Utc};
use domain::access::Actor;
use domain::codes::{Indicator, TerritoryKind};
use domain::indicators::{Dimension, Period, Places, Scope};
use domain::validation::FieldErrors;
use persistence::indicators::{Measure, measure, protected};
use persistence::targets::{self, Target, TargetKey};
use persistence::{ConnectionTrait, territories};

use super::dto;
use crate::caller::{Caller, may};
use crate::http::{PathIds, Query, etag};
use crate::problem::Problem;
use crate::reference::lists;
use crate::state::AppState;

/// The target of this key.
///
/// # Errors
/// 404 when there is none; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, key: &TargetKey) -> Result<Target, Problem> {
    targets::find(db, key).await?.ok_or_else(Problem::not_found)
}

/// Reads what a path and its query name.
///
/// # Errors
/// 404 for an indicator or a year that does not exist; 422 on `epci` for one that does not exist, or for an indicator that has
/// no places.
pub(super) async fn key_of(
    db: &impl ConnectionTrait,
    (indicator, year): (String, i32),
    place: dto::TargetPlace,
) -> Result<TargetKey, Problem> {
    let indicator = Indicator::parse(&indicator).ok_or_else(Problem::not_found)?;
    let year = domain::targets::year(year).map_err(|_| Problem::not_found())?;
    let epci_code = place.epci.filter(|code| !code.is_empty());
    if let Some(code) = &epci_code {
        let known = territories::find(db, code).await?.filter(|found| found.kind == TerritoryKind::Epci);
        if known.is_none() || !indicator.has_places() {
            return Err(Problem::field("epci", "unknown_code"));
        }
    }
    Ok(TargetKey { indicator, year, epci_code })
}

/// Les objectifs d’une année
///
/// Par indicateur, le département avant ses intercommunalités, avec ce qui est atteint. Un référent lit ce qui est atteint sur ses
/// territoires ; un lecteur du comité de pilotage ne lit pas les petits nombres par lieu.
#[utoipa::path(tag = "indicators", operation_id = "list_targets", security(("bearer" = [])),
    params(dto::TargetsQuery),
    responses((status = 200, description = "The targets of the year", body = dto::TargetList)))]
#[get("/targets")]
pub async fn list_targets(
    may: may::ReadTargets,
    state: web::Data<AppState>,
    query: Query<dto::TargetsQuery>,
) -> Result<HttpResponse, Problem> {
    let mut errors = FieldErrors::new();
    let year = errors.keep("year", domain::targets::year(query.0.year));
    let year = errors.finish(year)?;
    let db = state.store.reader();
    let rows = targets::list(db, year).await?;
    let items = with_achieved(db, &may.caller().actor, rows, state.clock.now()).await?;
    Ok(HttpResponse::Ok().json(dto::TargetList { year, items }))
}

/// Un objectif
///
/// Avec ce qui est atteint.
#[utoipa::path(tag = "indicators", operation_id = "get_target", security(("bearer" = [])),
    params(("indicator" = String, Path, description = "Indicateur", example = "families_settled"),
        ("year" = i32, Path, description = "Année, de 2019 à 2100", example = 2026), dto::TargetPlace),
    responses((status = 200, description = "The target", body = dto::Target,
        headers(("ETag" = String, description = "Version")))))]
#[get("/targets/{indicator}/{year}")]
pub async fn get_target(
    may: may::ReadTargets,
    state: web::Data<AppState>,
    path: PathIds<(String, i32)>,
    place: Query<dto::TargetPlace>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let row = existing(db, &key_of(db, path.0, place.0).await?).await?;
    shown(StatusCode::OK, db, may.caller(), row, state.clock.now()).await
}

/// The answer that shows one target.
///
/// # Errors
/// 503 when the database is busy.
pub(super) async fn shown(
    status: StatusCode,
    db: &impl ConnectionTrait,
    caller: &Caller,
    row: Target,
    now: DateTime<Utc>,
) -> Result<HttpResponse, Problem> {
    let version = row.version;
    let body = with_achieved(db, &caller.actor, vec![row], now).await?.pop().ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::build(status).insert_header((header::ETAG, etag(version))).json(body))
}

/// Targets with their names and what was achieved: one measure per indicator, two where it is wanted by EPCI.
async fn with_achieved(
    db: &impl ConnectionTrait,
    actor: &Actor,
    rows: Vec<Target>,
    now: DateTime<Utc>,
) -> Result<Vec<dto::Target>, Problem> {
    let names = territories::names_of(db, rows.iter().filter_map(|row| row.key.epci_code.as_deref())).await?;
    let scope = Scope { places: actor.indicator_places(), now };
    let all = territories::list(db).await?.into_iter().filter(|one| one.kind == TerritoryKind::Epci);
    let epcis: Vec<String> = all.map(|one| one.code).collect();
    let mut measures: BTreeMap<Indicator, Measure> = BTreeMap::new();
    let mut shown = vec![];
    for row in rows {
        let (indicator, year) = (row.key.indicator, row.key.year);
        if let Entry::Vacant(unread) = measures.entry(indicator) {
            let by = indicator.has_places().then_some(Dimension::Epci);
            let period = Period::year(year).ok_or_else(Problem::not_found)?;
            unread.insert(match actor.reads_protected_figures() {
                true => protected(db, indicator, &period, by, (&scope, &epcis)).await?,
                false => measure(db, indicator, &period, by, &scope).await?,
            });
        }
        let mut beside = dto::Beside {
            label: lists::label(Indicator::LIST, indicator.as_str()).to_owned(),
            epci_name: row.key.epci_code.as_ref().and_then(|code| names.get(code)).cloned(),
            ..dto::Beside::default()
        };
        if let Some(measured) = measures.get(&indicator) {
            (beside.achieved, beside.hidden) = achieved(&row.key, measured, &scope.places);
        }
        shown.push(dto::Target::of(row, beside));
    }
    Ok(shown)
}

/// What was achieved where a target is for, and whether it is too small to be shown; nothing outside of what the actor reads.
fn achieved(key: &TargetKey, measured: &Measure, places: &Places) -> (Option<f64>, bool) {
    let Some(epci) = &key.epci_code else {
        return (measured.value.filter(|_| *places == Places::All), false);
    };
    if matches!(places, Places::Only(places) if !places.contains(&Some(epci.clone()))) {
        return (None, false);
    }
    let Some(cell) = measured.cells.iter().find(|cell| cell.key.0.as_ref() == Some(epci)) else {
        return (measured.value.map(|_| 0.0), false);
    };
    (cell.value, cell.is_hidden)
}
