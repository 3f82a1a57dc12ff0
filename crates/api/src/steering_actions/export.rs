//! The actions as a table.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::codes::SteeringStatus;
use domain::validation::FieldErrors;
use persistence::{Slice, StoreError, steering_actions};
use uuid::Uuid;

use super::{RESOURCE, dto, list, read};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Cell, Profile, Query, neutral, written};
use crate::problem::Problem;
use crate::state::AppState;

/// Actions of an export at most.
const MOST_ROWS: u64 = 10_000;

/// Columns, for machines and for people.
const HEADERS: [(&str, &str); 7] = [
    ("origin_name", "Comité ou groupe"),
    ("title", "Action"),
    ("owner_name", "Qui en répond"),
    ("due_on", "Échéance"),
    ("status", "État"),
    ("late", "En retard"),
    ("outcome", "Résultat"),
];

/// Exporter les actions
///
/// Exactement ce que la liste montre avec les mêmes filtres. L'export est consigné au journal.
#[utoipa::path(tag = "steering", operation_id = "export_steering_actions", security(("bearer" = [])),
    params(dto::SteeringActionQuery),
    responses((status = 200, description = "The actions, one a line", body = String, content_type = "text/csv")))]
#[get("/steering-actions/export")]
pub async fn export_steering_actions(
    may: may::ReadSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::SteeringActionQuery>,
) -> Result<HttpResponse, Problem> {
    let (db, query) = (state.store.reader(), query.0);
    let mut errors = FieldErrors::new();
    let paged =
        [query.limit.map(|_| "limit"), query.cursor.as_ref().map(|_| "cursor"), query.count.as_ref().map(|_| "count")];
    for name in paged.into_iter().flatten() {
        errors.push(name, "not_allowed");
    }
    let (filter, descending) = list::filter_of(&mut errors, &query, state.clock.today());
    let profile = errors.keep("profile", Profile::parse(query.profile.as_deref()).ok_or("unknown_code"));
    let profile = errors.finish(profile)?;
    let slice = Slice { after: None, descending, limit: MOST_ROWS };
    let rows = steering_actions::list(db, &filter, &slice).await?;
    let lines = table(profile, &read::views(db, state.clock.today(), may.caller(), rows).await?)?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "steering_action.export", (RESOURCE, Uuid::nil()), &["steering_actions"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let name = format!("attachment; filename=\"actions-{}.csv\"", state.clock.today());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(lines))
}

fn table(profile: Profile, rows: &[dto::SteeringAction]) -> Result<Vec<u8>, StoreError> {
    let for_people = profile == Profile::ExcelFr;
    let told = |cell: Cell<'_>| if for_people { neutral(cell.french()) } else { cell.plain() };
    let lines = written(profile, |writer| {
        writer.write_record(HEADERS.map(|(name, french)| if for_people { french } else { name }))?;
        rows.iter().try_for_each(|row| writer.write_record(cells(row).map(told)))
    })?;
    Ok([profile.head(), &lines].concat())
}

fn cells(row: &dto::SteeringAction) -> [Cell<'_>; 7] {
    [
        Cell::Text(Some(&row.origin_name)),
        Cell::Text(Some(&row.title)),
        Cell::Text(row.owner_name.as_deref()),
        Cell::Day(row.due_on),
        Cell::Code(SteeringStatus::LIST, Some(&row.status)),
        Cell::Truth(row.late),
        Cell::Text(row.outcome.as_deref()),
    ]
}
