//! Reading imports: their list, one of them, its rows, its report.

use actix_web::http::header::{self, ContentDisposition, DispositionParam, DispositionType};
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Utc};
use domain::imports::{BatchStatus, Subject, Table};
use domain::validation::FieldErrors;
use persistence::imports::{self, Row};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use super::dto::{Import, ImportFieldList, ImportPage, ImportRow, ImportRowPage};
use super::engine::{aside, reread};
use super::handlers::answer;
use super::{ImportError, report, service};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Cursor, PageQuery, PathIds, Query, page_response};
use crate::problem::Problem;
use crate::readings;
use crate::state::AppState;

/// Verdicts a list of rows may be narrowed to.
const VERDICTS: [&str; 6] = ["created", "updated", "unchanged", "duplicate", "refused", "closed"];

/// Which fields.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FieldQuery {
    /// What the rows are about: `prospects` (the default) or `job_offers`.
    #[param(example = "job_offers")]
    pub subject: Option<String>,
}

/// Lister les champs d'un dossier ou d'une offre
///
/// Ce qu'une colonne peut vouloir dire.
#[utoipa::path(tag = "imports", operation_id = "list_import_fields", security(("bearer" = [])), params(FieldQuery),
    responses(
        (status = 200, description = "Every field", body = ImportFieldList)))]
#[get("/imports/fields")]
pub async fn list_import_fields(
    _may: may::ImportFiles,
    query: Query<FieldQuery>,
) -> Result<web::Json<ImportFieldList>, Problem> {
    let subject = subject(query.0.subject.as_deref())?.unwrap_or_default();
    Ok(web::Json(ImportFieldList::of(subject)))
}

fn subject(asked: Option<&str>) -> Result<Option<Subject>, Problem> {
    let read = |code| Subject::parse(code).ok_or_else(|| Problem::field("subject", "unknown_code"));
    asked.map(read).transpose()
}

/// Which page of a list.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// Those about `prospects`, or about `job_offers`; all of them when left out.
    #[param(example = "job_offers")]
    pub subject: Option<String>,
    /// Rows of the page, 1 to 200; 50 when left out.
    pub limit: Option<i32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// Lister les imports
///
/// Du plus récent au plus ancien, page par page.
#[utoipa::path(tag = "imports", operation_id = "list_imports", security(("bearer" = [])), params(ImportQuery),
    responses(
        (status = 200, description = "A page of imports", body = ImportPage)))]
#[get("/imports")]
pub async fn list_imports(
    _may: may::ImportFiles,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<ImportQuery>,
) -> Result<HttpResponse, Problem> {
    let subject = subject(query.0.subject.as_deref())?;
    let bound = ("imports", &query.0.subject);
    let page = PageQuery::read(&state.secrets, query.0.limit, query.0.cursor.as_deref(), &bound)?;
    let after = page.after.as_ref().and_then(|after| Some((after.key.parse::<DateTime<Utc>>().ok()?, after.id)));
    let mut found = imports::list(state.store.reader(), subject, after, page.limit + 1).await?;
    let more = found.len() > usize::try_from(page.limit).unwrap_or(usize::MAX);
    found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    let next_cursor = found
        .last()
        .filter(|_| more)
        .map(|last| page.cursor_after(&state.secrets, Cursor { key: last.created_at.to_rfc3339(), id: last.id }));
    let body = ImportPage { items: found.into_iter().map(Import::from).collect(), next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Ouvrir un import
///
/// Sa correspondance, ses comptes, ce qu'il est devenu.
#[utoipa::path(tag = "imports", operation_id = "get_import", security(("bearer" = [])),
    params(("import_id" = Uuid, Path, description = "Id of the import")),
    responses(
        (status = 200, description = "The import", body = Import, headers(("ETag" = String, description = "Version of the import")))))]
#[get("/imports/{import_id}")]
pub async fn get_import(
    _may: may::ImportFiles,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    Ok(answer(service::get(state.store.reader(), id.0).await?))
}

/// Which rows of an import.
#[derive(Debug, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RowQuery {
    /// `created`, `updated`, `unchanged`, `duplicate`, `refused` or `closed`; all of them when left out.
    #[param(example = "refused")]
    pub verdict: Option<String>,
    /// Rows of the page, 1 to 200; 50 when left out.
    pub limit: Option<i32>,
    /// Where the page starts.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// Lister les lignes d'un import
///
/// Avec leur verdict et leurs motifs, dans l'ordre du fichier, page par page.
#[utoipa::path(tag = "imports", operation_id = "list_import_rows", security(("bearer" = [])),
    params(("import_id" = Uuid, Path, description = "Id of the import"), RowQuery),
    responses(
        (status = 200, description = "A page of rows", body = ImportRowPage)))]
#[get("/imports/{import_id}/rows")]
pub async fn list_import_rows(
    may: may::ImportFiles,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    query: Query<RowQuery>,
) -> Result<HttpResponse, Problem> {
    let verdict = verdict(query.0.verdict.as_deref())?;
    let bound = (id.0, verdict);
    let page = PageQuery::read(&state.secrets, query.0.limit, query.0.cursor.as_deref(), &bound)?;
    let db = state.store.reader();
    service::get(db, id.0).await?;
    let after = page.after.as_ref().and_then(|after| after.key.parse().ok()).unwrap_or_default();
    let mut found = imports::list_rows(db, id.0, verdict, after, Some(page.limit + 1)).await?;
    let more = found.len() > usize::try_from(page.limit).unwrap_or(usize::MAX);
    found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    let next_cursor = found
        .last()
        .filter(|_| more)
        .map(|last| page.cursor_after(&state.secrets, Cursor { key: last.row.to_string(), id: Uuid::nil() }));
    readings::write_down(&state, may.caller(), &request, "import.read", ("import", id.0)).await?;
    let body = ImportRowPage { items: with_cells(&state, id.0, found).await?, next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

fn verdict(asked: Option<&str>) -> Result<Option<&'static str>, Problem> {
    let Some(asked) = asked else { return Ok(None) };
    let known = VERDICTS.into_iter().find(|verdict| *verdict == asked);
    known.map(Some).ok_or_else(|| {
        let mut errors = FieldErrors::new();
        errors.push("verdict", "unknown_code");
        errors.into()
    })
}

/// Rows with their cells; without any once the content is forgotten.
async fn with_cells(state: &AppState, id: Uuid, rows: Vec<Row>) -> Result<Vec<ImportRow>, Problem> {
    let table = match reread(imports::content(state.store.reader(), id).await?).await {
        Ok(table) => table,
        Err(ImportError::Forgotten) => Table::default(),
        Err(error) => return Err(error.into()),
    };
    let cells = |row: &Row| {
        let index = usize::try_from(row.row).ok().and_then(|row| row.checked_sub(1));
        index.and_then(|index| table.rows.get(index)).cloned().unwrap_or_default()
    };
    Ok(rows
        .into_iter()
        .map(|row| {
            let cells = cells(&row);
            ImportRow::of(row, cells)
        })
        .collect())
}

/// Télécharger le compte rendu d'un import
///
/// Le fichier tel qu'il a été reçu, avec une dernière colonne « motif » : ce que chaque ligne est devenue.
#[utoipa::path(tag = "imports", operation_id = "get_import_report", security(("bearer" = [])),
    params(("import_id" = Uuid, Path, description = "Id of the import")),
    responses(
        (status = 200, description = "The report", body = String, content_type = "text/csv")))]
#[get("/imports/{import_id}/report")]
pub async fn get_import_report(
    may: may::ImportFiles,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let batch = service::get(db, id.0).await?;
    if batch.status == BatchStatus::Uploaded {
        return Err(ImportError::NotNow(batch.status).into());
    }
    let table = reread(imports::content(db, id.0).await?).await?;
    let rows = imports::list_rows(db, id.0, None, 0, None).await?;
    let report = aside(move || report::write(&table, &rows)).await?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "import.report", ("import", id.0), &[]).await?;
    tx.commit().await.map_err(persistence::StoreError::from)?;
    let stem = batch.filename.rsplit_once('.').map_or(batch.filename.as_str(), |(stem, _)| stem);
    let attached = ContentDisposition {
        disposition: DispositionType::Attachment,
        parameters: vec![DispositionParam::Filename(format!("{stem}-compte-rendu.csv"))],
    };
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, attached))
        .body(report))
}
