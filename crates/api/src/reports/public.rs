//! Open data: the latest published edition of each year, without small cells.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use domain::codes::ReportStatus;
use persistence::Slice;
use persistence::reports::{self, Report, ReportFilter};
use serde::Serialize;
use utoipa::ToSchema;

use super::audience::anonymised;
use super::canonical::verified;
use super::content::ReportContent;
use super::table;
use crate::http::{Cached, PathIds, Profile};
use crate::problem::Problem;
use crate::state::AppState;

/// The licence of the figures.
const LICENCE: (&str, &str) =
    ("Licence Ouverte 2.0", "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf");
/// Editions looked at: a century of corrected years.
const MOST: u64 = 200;

/// A published report, as everybody reads it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicReport {
    /// The year.
    #[schema(example = 2025)]
    pub year: i32,
    /// The edition: above 1, an earlier one was corrected.
    #[schema(example = 1)]
    pub edition: i32,
    /// When it was published.
    #[schema(required = true)]
    pub published_at: Option<DateTime<Utc>>,
    /// SHA-256 of the whole report, which the programme keeps.
    pub sha256: String,
    /// Licence of the figures.
    #[schema(example = "Licence Ouverte 2.0")]
    pub licence_name: String,
    /// Text of the licence.
    pub licence_url: String,
    /// The figures; parts below 5, and those that would reveal them, are hidden.
    pub content: ReportContent,
}

/// A year whose report is published.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicReportYear {
    /// The year.
    #[schema(example = 2025)]
    pub year: i32,
    /// The latest edition.
    #[schema(example = 1)]
    pub edition: i32,
    /// When it was published.
    #[schema(required = true)]
    pub published_at: Option<DateTime<Utc>>,
    /// Its page.
    #[schema(example = "/bilan/2025")]
    pub path: String,
}

/// The years whose reports are published.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicReportList {
    /// The latest year first.
    pub items: Vec<PublicReportYear>,
}

/// Les bilans publiés
///
/// La dernière édition de chaque année. Sans compte.
#[utoipa::path(tag = "public", operation_id = "list_public_reports",
    responses((status = 200, description = "The years", body = PublicReportList,
        headers(("ETag" = String, description = "Version"))),
        (status = 304, description = "As known")))]
#[get("/public/reports")]
pub async fn list_public_reports(state: web::Data<AppState>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let filter = ReportFilter { statuses: vec![ReportStatus::Published], ..ReportFilter::default() };
    let slice = Slice { after: None, descending: true, limit: MOST };
    let mut rows = reports::list(state.store.reader(), &filter, &slice).await?;
    // The latest edition of a year comes first.
    rows.dedup_by_key(|row| row.year);
    let version: Vec<String> = rows.iter().map(|row| format!("{}.{}", row.year, row.edition)).collect();
    let cached = Cached::read(&request, &format!("reports-{}", version.join("-")));
    let year = |row: Report| PublicReportYear {
        year: row.year,
        edition: row.edition,
        published_at: row.published_at,
        path: format!("/bilan/{}", row.year),
    };
    let items = rows.into_iter().map(year).collect();
    Ok(if cached.is_known() { cached.unchanged() } else { cached.json(&PublicReportList { items }) })
}

/// Le bilan publié d'une année
///
/// La dernière édition, en données ouvertes : les parts de moins de 5, et celles qui les révéleraient, sont masquées. Sans
/// compte.
#[utoipa::path(tag = "public", operation_id = "get_public_report",
    params(("year" = i32, Path, description = "Année", example = 2025)),
    responses((status = 200, description = "The report", body = PublicReport,
        headers(("ETag" = String, description = "Version"))),
        (status = 304, description = "As known")))]
#[get("/public/reports/{year}")]
pub async fn get_public_report(
    state: web::Data<AppState>,
    request: HttpRequest,
    year: PathIds<i32>,
) -> Result<HttpResponse, Problem> {
    let row = published(&state, year.0).await?;
    let cached = cached(&request, &row);
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    let content = content(&state, &row).await?;
    Ok(cached.json(&PublicReport {
        year: row.year,
        edition: row.edition,
        published_at: row.published_at,
        sha256: row.sha256.unwrap_or_default(),
        licence_name: LICENCE.0.to_owned(),
        licence_url: LICENCE.1.to_owned(),
        content,
    }))
}

/// Le bilan publié d'une année, en tableau
///
/// CSV (RFC 4180) ; les colonnes sont celles de l'export. Licence Ouverte 2.0. Sans compte.
#[utoipa::path(tag = "public", operation_id = "get_public_report_table",
    params(("year" = i32, Path, description = "Année", example = 2025)),
    responses((status = 200, description = "The figures", body = String, content_type = "text/csv",
        headers(("ETag" = String, description = "Version"))),
        (status = 304, description = "As known")))]
#[get("/public/reports/{year}.csv")]
pub async fn get_public_report_table(
    state: web::Data<AppState>,
    request: HttpRequest,
    year: PathIds<i32>,
) -> Result<HttpResponse, Problem> {
    let row = published(&state, year.0).await?;
    let cached = cached(&request, &row);
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    let table = table::csv(&content(&state, &row).await?, Profile::Rfc4180)?;
    let text = String::from_utf8(table.to_vec()).map_err(|error| Problem::internal(&error))?;
    Ok(cached.body("text/csv; charset=utf-8", text))
}

async fn published(state: &AppState, year: i32) -> Result<Report, Problem> {
    let filter = ReportFilter { year: Some(year), statuses: vec![ReportStatus::Published] };
    reports::latest(state.store.reader(), &filter).await?.ok_or_else(Problem::not_found)
}

/// A published edition never changes: its hash is its version.
fn cached(request: &HttpRequest, row: &Report) -> Cached {
    let digest: String = row.sha256.as_deref().unwrap_or_default().chars().take(16).collect();
    Cached::read(request, &format!("report-{}-{digest}", row.edition))
}

async fn content(state: &AppState, row: &Report) -> Result<ReportContent, Problem> {
    let frozen = reports::frozen(state.store.reader(), row.id).await?.ok_or_else(Problem::not_found)?;
    Ok(anonymised(verified(&frozen)?))
}
