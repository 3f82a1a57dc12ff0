//! Occupations in demand: what is offered beside what the households look for.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, web};
use persistence::{job_offers, occupations};
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::may;
use crate::problem::Problem;
use crate::state::AppState;

/// An occupation, offered or looked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct OccupationDemand {
    /// ROME code.
    #[schema(example = "J1506")]
    pub occupation_code: String,
    /// Label.
    #[schema(example = "Infirmier / Infirmière de soins généraux")]
    pub label: String,
    /// Published offers.
    pub offers: i32,
    /// People wanted by them.
    pub positions: i32,
    /// Adults of open files of one's scope who look for it.
    pub candidates: i32,
}

/// What is offered beside what is looked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct OccupationComparison {
    /// The most wanted first: positions without anybody who looks for them, then the others.
    pub items: Vec<OccupationDemand>,
}

/// Comparer les métiers offerts et recherchés
///
/// Pour chaque métier : les offres publiées, les postes, et les adultes des dossiers ouverts de votre périmètre qui le
/// recherchent.
#[utoipa::path(tag = "job-offers", operation_id = "compare_occupations", security(("bearer" = [])),
    responses((status = 200, description = "The comparison", body = OccupationComparison)))]
#[get("/job-offers/occupations")]
pub async fn compare_occupations(
    may: may::CompareOccupations,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let mut rows: BTreeMap<String, OccupationDemand> = BTreeMap::new();
    let blank = |code: &String| OccupationDemand {
        occupation_code: code.clone(),
        label: String::new(),
        offers: 0,
        positions: 0,
        candidates: 0,
    };
    for open in job_offers::open_by_occupation(db).await? {
        let row = rows.entry(open.occupation_code.clone()).or_insert_with(|| blank(&open.occupation_code));
        row.offers = i32::try_from(open.offers).unwrap_or(i32::MAX);
        row.positions = i32::try_from(open.positions).unwrap_or(i32::MAX);
    }
    for (code, adults) in persistence::prospects::looked_for(db, &may.scope()).await? {
        let row = rows.entry(code.clone()).or_insert_with(|| blank(&code));
        row.candidates = i32::try_from(adults).unwrap_or(i32::MAX);
    }
    let labels = occupations::labels_of(db, rows.keys().map(String::as_str)).await?;
    let mut items: Vec<OccupationDemand> = rows.into_values().collect();
    for row in &mut items {
        row.label = labels.get(&row.occupation_code).cloned().unwrap_or_default();
    }
    items.sort_by_key(|row| (row.candidates - row.positions, -row.positions, row.occupation_code.clone()));
    Ok(HttpResponse::Ok().json(OccupationComparison { items }))
}
