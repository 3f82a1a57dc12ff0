//! The routing table: read, replaced as a whole, every version kept.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, put, web};
use domain::validation::{FieldErrors, optional_text};
use persistence::{StoreError, routing_tables};
use uuid::Uuid;

use super::dto::{self, Lines};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Cursor, IfMatch, PageQuery, Query, etag, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Longest note, in characters.
const NOTE_MAX: usize = 300;

fn shown(table: &dto::RoutingTable) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(table.version))).json(table)
}

/// La table d'orientation
///
/// Qui accompagne quel projet et quel besoin, avec la phrase qui l'explique. La version la plus récente s'applique.
#[utoipa::path(tag = "routing", operation_id = "get_routing_table", security(("bearer" = [])),
    responses((status = 200, description = "The table in force", body = dto::RoutingTable,
        headers(("ETag" = String, description = "Version")))))]
#[get("/routing-table")]
pub async fn get_routing_table(
    _may: may::ReadRoutingTable,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let stored = routing_tables::current(state.store.reader()).await?;
    Ok(shown(&dto::RoutingTable::of(stored)?))
}

/// Changer la table d'orientation
///
/// La table envoyée devient la version suivante ; les précédentes restent consultables. Les propositions déjà faites
/// gardent l'explication de la version qui les a décidées.
#[utoipa::path(tag = "routing", operation_id = "update_routing_table", security(("bearer" = [])),
    request_body = dto::RoutingTableUpdate,
    params(("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The new version", body = dto::RoutingTable,
        headers(("ETag" = String, description = "Version")))))]
#[put("/routing-table")]
pub async fn update_routing_table(
    may: may::ManageRoutingTable,
    state: web::Data<AppState>,
    request: HttpRequest,
    version: IfMatch,
    body: Body<dto::RoutingTableUpdate>,
) -> Result<HttpResponse, Problem> {
    let (lines, note) = body.value.split();
    let note = read(&lines, note.as_deref())?;
    let content = serde_json::to_value(&lines).map_err(|error| Problem::internal(&error))?;
    let tx = state.store.begin().await?;
    let author = (may.caller().actor.user_id, note);
    routing_tables::replace(&tx, version.0, content, author, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "routing_table.update", ("routing_table", Uuid::nil()), &["lines", "note"]).await?;
    let table = dto::RoutingTable::of(routing_tables::current(&tx).await?)?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&table))
}

/// Checks the lines and the note, every wrong field at once.
fn read(lines: &Lines, note: Option<&str>) -> Result<Option<String>, Problem> {
    let mut errors = FieldErrors::new();
    if let Err(inner) = domain::routing::RoutingTable::parse(&lines.to_input()) {
        errors.nest("", inner);
    }
    let note = errors.keep("/note", optional_text(note, NOTE_MAX)).flatten();
    Ok(errors.finish(Some(note))?)
}

/// Les versions de la table d'orientation
///
/// De la plus récente à la plus ancienne, chacune entière : la renvoyer la remet en vigueur.
#[utoipa::path(tag = "routing", operation_id = "list_routing_tables", security(("bearer" = [])),
    params(dto::RoutingTableQuery),
    responses((status = 200, description = "A page of versions", body = dto::RoutingTablePage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/routing-table/versions")]
pub async fn list_routing_tables(
    _may: may::ReadRoutingTable,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::RoutingTableQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("routing_tables", &query))?;
    let before = page.after.as_ref().and_then(|cursor| cursor.key.parse().ok());
    let mut rows = routing_tables::list(state.store.reader(), before, page.limit + 1).await?;
    let at = |row: &routing_tables::StoredTable| Cursor { key: row.version.to_string(), id: Uuid::nil() };
    let next_cursor = page.cut(&state.secrets, &mut rows, at);
    let items = rows.into_iter().map(dto::RoutingTable::of).collect::<Result<_, _>>()?;
    let body = dto::RoutingTablePage { items, next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}
