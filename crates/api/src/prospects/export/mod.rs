//! Exports: exactly what the list shows with the same filters, streamed with a bounded memory.

mod columns;
mod encode;
mod workbook;

use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::access::ProspectScope;
use futures_util::Stream;
use futures_util::stream::try_unfold;
use persistence::audit::accesses;
use persistence::prospects::{After, ExportRow, Filter, Sort};
use persistence::{Store, StoreError};
use tokio::io::AsyncReadExt;
use uuid::Uuid;

use super::query::{ExportQuery, sort};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::Query;
use crate::indicators;
use crate::problem::Problem;
use crate::state::AppState;
use encode::Text;

/// Rows read at once.
const BATCH: u64 = 500;
/// Bytes of a file read at once.
const CHUNK: usize = 64 * 1024;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Exporter les dossiers
///
/// Exactement les dossiers de la liste avec les mêmes filtres et le même tri : CSV, NDJSON ou classeur. L'export est
/// consigné au journal.
#[utoipa::path(tag = "prospects", operation_id = "export_prospects", security(("bearer" = [])), params(ExportQuery),
    responses((status = 200, description = "The files, one per line",
        content((String = "text/csv"), (String = "application/x-ndjson"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
#[get("/prospects/export")]
pub async fn export_prospects(
    may: may::ExportProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<ExportQuery>,
) -> Result<HttpResponse, Problem> {
    let Query(query) = query;
    let format = Format::of(&query, &request)?;
    let today = state.clock.today();
    let figures = indicators::reader(may.caller(), &state).scope;
    let filter = query.narrowed(state.store.reader(), &figures).await?;
    let (export_id, sort) = (Uuid::now_v7(), sort(query.sort.as_deref())?);
    let rows = Rows { store: state.store.clone(), scope: may.scope(), filter, sort, export_id };
    // Read before the answer begins: what fails here is still answered as a failure.
    let first = rows.after(None).await?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "prospect.export", ("prospect_export", export_id), &query.named()).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let name = format!("attachment; filename=\"dossiers-{today}.{}\"", format.ending());
    let mut response = HttpResponse::Ok();
    response.content_type(format.content_type()).insert_header((header::CONTENT_DISPOSITION, name));
    Ok(match format {
        Format::Text(text) => response.streaming(lines(text, rows, first)),
        Format::Workbook => response.streaming(chunks(book(&state, rows, first).await?)),
    })
}

/// What an export is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Text(Text),
    Workbook,
}

impl Format {
    /// By parameter, else by `Accept`, else CSV.
    fn of(query: &ExportQuery, request: &HttpRequest) -> Result<Format, Problem> {
        let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let accepted = [("text/csv", "csv"), ("application/x-ndjson", "ndjson"), (XLSX, "xlsx")]
            .into_iter()
            .find(|(kind, _)| accept.contains(kind))
            .map_or("csv", |(_, format)| format);
        let format = query.format.as_deref().unwrap_or(accepted);
        let profile = query.profile.as_deref();
        match (format, profile) {
            ("csv", None | Some("rfc4180")) => Ok(Format::Text(Text::Rfc4180)),
            ("csv", Some("excel-fr")) => Ok(Format::Text(Text::ExcelFr)),
            ("csv", Some(_)) => Err(Problem::field("profile", "unknown_code")),
            ("ndjson" | "xlsx", Some(_)) => Err(Problem::field("profile", "not_allowed")),
            ("ndjson", None) => Ok(Format::Text(Text::Ndjson)),
            ("xlsx", None) => Ok(Format::Workbook),
            _ => Err(Problem::field("format", "unknown_code")),
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Format::Text(Text::Ndjson) => "ndjson",
            Format::Text(_) => "csv",
            Format::Workbook => "xlsx",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Format::Text(Text::Ndjson) => "application/x-ndjson",
            Format::Text(_) => "text/csv; charset=utf-8",
            Format::Workbook => XLSX,
        }
    }
}

/// The list to export.
struct Rows {
    store: Store,
    scope: ProspectScope,
    filter: Filter,
    sort: Sort,
    export_id: Uuid,
}

impl Rows {
    /// The batch that follows a row, written down before it leaves. Each batch takes its connections and gives them back.
    async fn after(&self, after: Option<&After>) -> Result<Vec<ExportRow>, StoreError> {
        let db = self.store.reader();
        let batch = persistence::prospects::export(db, &self.scope, &self.filter, self.sort, after, BATCH).await?;
        let files: Vec<Uuid> = batch.iter().map(|row| row.summary.id).collect();
        let tx = self.store.begin().await?;
        accesses::write_down(&tx, self.export_id, &files).await?;
        tx.commit().await?;
        Ok(batch)
    }

    /// The batch that follows another one; empty at the end.
    async fn following(&self, batch: &[ExportRow]) -> Result<Vec<ExportRow>, StoreError> {
        match batch.last() {
            Some(last) if u64::try_from(batch.len()).is_ok_and(|found| found == BATCH) => {
                self.after(Some(&last.summary.position(self.sort))).await
            }
            _ => Ok(vec![]),
        }
    }
}

/// The lines of a text format, made as fast as the reader takes them.
fn lines(text: Text, rows: Rows, first: Vec<ExportRow>) -> impl Stream<Item = Result<Bytes, StoreError>> {
    enum Next {
        Head(Vec<ExportRow>),
        Rows(Vec<ExportRow>),
    }
    try_unfold((Next::Head(first), rows), move |(next, rows)| async move {
        match next {
            Next::Head(first) => Ok(Some((text.head()?, (Next::Rows(first), rows)))),
            Next::Rows(batch) if batch.is_empty() => Ok(None),
            Next::Rows(batch) => {
                let bytes = text.rows(&batch)?;
                let following = rows.following(&batch).await?;
                Ok(Some((bytes, (Next::Rows(following), rows))))
            }
        }
    })
}

/// The workbook, written by a thread of its own while the batches are read.
async fn book(state: &AppState, rows: Rows, first: Vec<ExportRow>) -> Result<std::fs::File, Problem> {
    let folder = state.config.data_dir.clone();
    std::fs::create_dir_all(&folder).map_err(|error| Problem::internal(&error))?;
    let (sender, receiver) = tokio::sync::mpsc::channel(2);
    let writing = tokio::task::spawn_blocking(move || workbook::write(&folder, receiver));
    let mut batch = first;
    while !batch.is_empty() {
        let following = rows.following(&batch).await?;
        if sender.send(batch).await.is_err() {
            // The writer gave up: its own failure says why.
            break;
        }
        batch = following;
    }
    drop(sender);
    let written = writing.await.map_err(|error| Problem::internal(&error))?;
    Ok(written?)
}

fn chunks(file: std::fs::File) -> impl Stream<Item = Result<Bytes, std::io::Error>> {
    try_unfold(tokio::fs::File::from_std(file), |mut file| async move {
        let mut chunk = vec![0; CHUNK];
        let read = file.read(&mut chunk).await?;
        chunk.truncate(read);
        Ok((read > 0).then(|| (Bytes::from(chunk), file)))
    })
}
