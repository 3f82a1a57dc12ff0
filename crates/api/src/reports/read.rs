//! Looking reports up: those who run the programme see every state and every cell, the others what was published,
//! without small cells.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::codes::ReportStatus;
use domain::validation::{self, FieldErrors};
use persistence::ConnectionTrait;
use persistence::reports::{self, Report, ReportFilter};
use uuid::Uuid;

use super::audience::anonymised;
use super::canonical::verified;
use super::content::ReportContent;
use super::{dto, press};
use crate::caller::{Caller, may};
use crate::http::{self, Cursor, PageQuery, PathIds, Query, etag, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Whether the caller reads everything.
pub(super) fn reads_whole(caller: &Caller) -> bool {
    caller.actor.is_programme_admin()
}

/// The edition of this id, when the caller may read it.
///
/// # Errors
/// 404 when it does not exist or is not published to anybody but the programme; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Report, Problem> {
    let row = reports::find(db, id).await?.ok_or_else(Problem::not_found)?;
    let hidden = !reads_whole(caller) && row.status != ReportStatus::Published;
    if hidden { Err(Problem::not_found()) } else { Ok(row) }
}

/// What an edition says to a caller, its hashes verified; `None` while nothing is computed.
///
/// # Errors
/// 500 when it is not what was frozen; those of the store.
pub(super) async fn content(
    db: &impl ConnectionTrait,
    caller: &Caller,
    id: Uuid,
) -> Result<Option<ReportContent>, Problem> {
    let Some(frozen) = reports::frozen(db, id).await? else { return Ok(None) };
    let content = verified(&frozen)?;
    Ok(Some(if reads_whole(caller) { content } else { anonymised(content) }))
}

/// An edition as its caller reads it.
///
/// # Errors
/// Those of [`content`].
pub(super) async fn shown(db: &impl ConnectionTrait, caller: &Caller, row: Report) -> Result<dto::Report, Problem> {
    let content = content(db, caller, row.id).await?;
    Ok(dto::Report { content, ..dto::Report::of(row, reads_whole(caller)) })
}

pub(super) fn answer(body: &dto::Report) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body)
}

/// Les bilans
///
/// Par année puis par édition, la dernière d'abord. L'équipe du programme les voit tous ; les autres, ceux qui sont
/// publiés.
#[utoipa::path(tag = "reports", operation_id = "list_reports", security(("bearer" = [])), params(dto::ReportQuery),
    responses((status = 200, description = "A page of reports", body = dto::ReportPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/reports")]
pub async fn list_reports(
    may: may::ReadReports,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::ReportQuery>,
) -> Result<HttpResponse, Problem> {
    let (query, db, whole) = (query.0, state.store.reader(), reads_whole(may.caller()));
    let mut errors = FieldErrors::new();
    let mut statuses = validation::codes(&mut errors, "status", &query.status.0, ReportStatus::parse);
    let ascending = match query.sort.as_deref() {
        None | Some("-year") => false,
        Some("year") => true,
        Some(_) => {
            errors.push("sort", "unknown_code");
            false
        }
    };
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let asks_unpublished = !statuses.is_empty() && !statuses.contains(&ReportStatus::Published);
    if !whole {
        statuses = vec![ReportStatus::Published];
    }
    let filter = ReportFilter { year: query.year, statuses };
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("reports", whole, &query))?;
    let mut rows = reports::list(db, &filter, &page.slice(!ascending)).await?;
    let mut total = if counted { i32::try_from(reports::count(db, &filter).await?).ok() } else { None };
    if !whole && asks_unpublished {
        (rows, total) = (vec![], total.map(|_| 0));
    }
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_key.clone(), id: row.id });
    let items = rows.into_iter().map(|row| dto::Report::of(row, whole)).collect();
    let body = dto::ReportPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Un bilan
///
/// Avec ses chiffres, dont l'empreinte est vérifiée à chaque lecture. Seule l'équipe du programme lit les cellules de moins
/// de 5 et les numéros des dossiers.
#[utoipa::path(tag = "reports", operation_id = "get_report", security(("bearer" = [])),
    params(("report_id" = Uuid, Path, description = "Édition d'un bilan")),
    responses((status = 200, description = "The report", body = dto::Report,
        headers(("ETag" = String, description = "Version")))))]
#[get("/reports/{report_id}")]
pub async fn get_report(
    may: may::ReadReports,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let row = existing(db, may.caller(), id.0).await?;
    Ok(answer(&shown(db, may.caller(), row).await?))
}

/// Le texte pour la presse
///
/// Prêt à copier, avec les seuls chiffres que tout le monde peut lire. 409 `report_not_computed` tant que rien n'est
/// calculé.
#[utoipa::path(tag = "reports", operation_id = "get_report_press_text", security(("bearer" = [])),
    params(("report_id" = Uuid, Path, description = "Édition d'un bilan")),
    responses((status = 200, description = "The text", body = dto::ReportPressText),
        (status = 409, description = "Nothing is computed")))]
#[get("/reports/{report_id}/press-text")]
pub async fn get_report_press_text(
    may: may::ReadReports,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let row = existing(db, may.caller(), id.0).await?;
    let content = content(db, may.caller(), row.id).await?.ok_or_else(|| Problem::conflict("report_not_computed"))?;
    let text = press::text(&anonymised(content))?;
    Ok(HttpResponse::Ok().json(dto::ReportPressText { text }))
}
