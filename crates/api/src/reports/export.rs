//! A report taken away: the frozen JSON, a table for machines or for a French spreadsheet, a workbook.

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get, web};
use persistence::{ConnectionTrait, StoreError, reports};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::content::ReportContent;
use super::read::{content, existing, reads_whole};
use super::{RESOURCE, table, workbook};
use crate::audit::Trail;
use crate::caller::{Caller, may};
use crate::http::{PathIds, Profile, Query};
use crate::problem::Problem;
use crate::state::AppState;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// How a report is written.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ReportExportQuery {
    /// `json`, `csv` or `xlsx`; by default as `Accept` says, else `csv`.
    #[param(example = "csv")]
    pub format: Option<String>,
    /// Kind of CSV: `rfc4180` (the default, codes as they are) or `excel-fr` (for a French spreadsheet).
    #[param(example = "excel-fr")]
    pub profile: Option<String>,
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Json,
    Csv(Profile),
    Workbook,
}

impl Format {
    fn of(query: &ReportExportQuery, request: &HttpRequest) -> Result<Format, Problem> {
        let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let accepted = [("text/csv", "csv"), ("application/json", "json"), (XLSX, "xlsx")]
            .into_iter()
            .find(|(kind, _)| accept.contains(kind))
            .map_or("csv", |(_, format)| format);
        let profile =
            Profile::parse(query.profile.as_deref()).ok_or_else(|| Problem::field("profile", "unknown_code"))?;
        match query.format.as_deref().unwrap_or(accepted) {
            "csv" => Ok(Format::Csv(profile)),
            "json" | "xlsx" if query.profile.is_some() => Err(Problem::field("profile", "not_allowed")),
            "json" => Ok(Format::Json),
            "xlsx" => Ok(Format::Workbook),
            _ => Err(Problem::field("format", "unknown_code")),
        }
    }

    fn kind(self) -> (&'static str, &'static str) {
        match self {
            Format::Json => ("json", "application/json"),
            Format::Csv(_) => ("csv", "text/csv; charset=utf-8"),
            Format::Workbook => ("xlsx", XLSX),
        }
    }
}

/// Exporter un bilan
///
/// En JSON, l'équipe du programme reçoit le contenu figé à l'octet près, celui de l'empreinte SHA-256. Les autres formats et
/// les autres lecteurs ont les mêmes chiffres, sans les petites cellules pour ces derniers. L'export est consigné au journal.
#[utoipa::path(tag = "reports", operation_id = "export_report", security(("bearer" = [])),
    params(("report_id" = Uuid, Path, description = "Édition d'un bilan"), ReportExportQuery),
    responses((status = 200, description = "The report",
        content((String = "text/csv"), (ReportContent = "application/json"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 409, description = "Nothing is computed")))]
#[get("/reports/{report_id}/export")]
pub async fn export_report(
    may: may::ReadReports,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    query: Query<ReportExportQuery>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let row = existing(db, may.caller(), id.0).await?;
    let format = Format::of(&query.0, &request)?;
    let bytes = bytes(db, may.caller(), row.id, format).await?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "report.export", (RESOURCE, row.id), &["format"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let (ending, kind) = format.kind();
    let name = format!("attachment; filename=\"bilan-{}-edition-{}.{ending}\"", row.year, row.edition);
    Ok(HttpResponse::Ok().content_type(kind).insert_header((header::CONTENT_DISPOSITION, name)).body(bytes))
}

async fn bytes(db: &impl ConnectionTrait, caller: &Caller, id: Uuid, format: Format) -> Result<Bytes, Problem> {
    let nothing = || Problem::conflict("report_not_computed");
    let content = content(db, caller, id).await?.ok_or_else(nothing)?;
    match format {
        Format::Json if reads_whole(caller) => {
            Ok(reports::frozen(db, id).await?.ok_or_else(nothing)?.content.into_bytes().into())
        }
        Format::Json => serde_json::to_vec(&content).map(Bytes::from).map_err(|error| Problem::internal(&error)),
        Format::Csv(profile) => Ok(table::csv(&content, profile)?),
        Format::Workbook => workbook::written(&content).map_err(|error| Problem::internal(&error)),
    }
}
