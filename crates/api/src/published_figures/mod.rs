//! Figures that the programme told the press: imported from a table, and explained by a person where nothing else can.

pub mod dto;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use domain::codes::Indicator;
use domain::published_figures::{Judgement, parse_published_figures};
use domain::reference::{Report, TableError};
use domain::validation::FieldErrors;
use persistence::published_figures::{self, KeptFigure};
use persistence::{DatabaseTransaction, StoreError};
use uuid::Uuid;

use crate::audit::Trail;
use crate::caller::may;
use crate::endpoints::Endpoints;
use crate::http::{self, Body, Cursor, IfMatch, PageQuery, PathIds, Query, Raw, etag, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// What the trail calls a published figure.
const RESOURCE: &str = "published_figure";
/// A table as it is sent.
const EXAMPLE: &str = "key,label,figure,unit,approximate,indicator,from_year,as_of,document,url\n\
    2025-families,Familles installées depuis 2018,400,family,yes,families_settled,2018,2024,Dossier de presse,\n";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(list_published_figures).service(import_published_figures).service(update_published_figure);
}

/// Reads a table and writes down the rows that are right.
///
/// # Errors
/// [`TableError`] when it is not such a table; those of the store.
pub(crate) async fn import(
    tx: &DatabaseTransaction,
    trail: &Trail,
    text: &str,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Result<Report, TableError>, StoreError> {
    let parsed = match parse_published_figures(text, Indicator::CODES) {
        Ok(parsed) => parsed,
        Err(error) => return Ok(Err(error)),
    };
    published_figures::import(tx, &parsed.items, now).await?;
    trail.record(tx, "published_figure.import", (RESOURCE, Uuid::now_v7()), &["figure"]).await?;
    Ok(Ok(parsed.report))
}

fn shown(row: KeptFigure) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(row.version))).json(dto::PublishedFigure::from(row))
}

/// Les chiffres publiés
///
/// Ce que le programme a dit à la presse, par date. Un bilan les met à côté de ce que disent les dossiers, avec la raison de
/// l'écart.
#[utoipa::path(tag = "reports", operation_id = "list_published_figures", security(("bearer" = [])),
    params(dto::PublishedFigureQuery),
    responses((status = 200, description = "A page of figures", body = dto::PublishedFigurePage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/published-figures")]
pub async fn list_published_figures(
    _may: may::ReadReports,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::PublishedFigureQuery>,
) -> Result<HttpResponse, Problem> {
    let (query, db) = (query.0, state.store.reader());
    let mut errors = FieldErrors::new();
    let descending = match query.sort.as_deref() {
        None | Some("as_of") => Ok(false),
        Some("-as_of") => Ok(true),
        Some(_) => Err("unknown_code"),
    };
    let descending = errors.keep("sort", descending).unwrap_or_default();
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("published_figures", &query))?;
    let mut rows = published_figures::list(db, query.year, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(published_figures::count(db, query.year).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_key.clone(), id: row.id });
    let items = rows.into_iter().map(dto::PublishedFigure::from).collect();
    let body = dto::PublishedFigurePage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Importer des chiffres publiés
///
/// Un tableau CSV (UTF-8, virgules) aux colonnes de l'exemple ; une ligne remplace celle de la même clé, et garde ce qu'une
/// personne en a dit. Une ligne fausse est laissée de côté, avec son motif. Répéter l'envoi ne change rien.
#[utoipa::path(tag = "reports", operation_id = "import_published_figures", security(("bearer" = [])),
    request_body(content = Raw, content_type = "text/csv", description = "The table", example = json!(EXAMPLE)),
    responses((status = 200, description = "What was done", body = dto::PublishedFigureImport)))]
#[post("/published-figures/import")]
pub async fn import_published_figures(
    may: may::ManageReports,
    state: web::Data<AppState>,
    request: HttpRequest,
    sent: Raw,
) -> Result<HttpResponse, Problem> {
    let text = String::from_utf8(sent.0).map_err(|_| Problem::field("", "unreadable_table"))?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let done = import(&tx, &trail, &text, state.clock.now()).await?;
    let report = done.map_err(|_| Problem::field("", "unreadable_table"))?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::Ok().json(dto::PublishedFigureImport::from(&report)))
}

/// Expliquer un écart
///
/// La raison qu'une personne donne l'emporte sur celle qui est calculée ; `null` rend la main au calcul. Un bilan publié garde
/// celle de son jour.
#[utoipa::path(tag = "reports", operation_id = "update_published_figure", security(("bearer" = [])),
    request_body = dto::PublishedFigurePatch,
    params(("published_figure_id" = Uuid, Path, description = "Chiffre publié"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The figure", body = dto::PublishedFigure,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/published-figures/{published_figure_id}")]
pub async fn update_published_figure(
    may: may::ManageReports,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::PublishedFigurePatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = published_figures::find(&tx, id.0).await?.ok_or_else(Problem::not_found)?;
    let fields = body.value.fields();
    let reason = body.value.reason.or(row.judgement.reason.map(|reason| reason.to_string()));
    let note = body.value.note.or(row.judgement.note);
    let judgement = Judgement::parse(reason.as_deref(), note.as_deref())?;
    published_figures::judge(&tx, (id.0, version.0), &judgement, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "published_figure.update", (RESOURCE, id.0), &fields).await?;
    let row = published_figures::find(&tx, id.0).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(row))
}
