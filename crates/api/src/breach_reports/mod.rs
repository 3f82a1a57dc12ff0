//! What a stolen account saw, for the notice that the law asks for within 72 hours.

mod dto;
mod gather;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::{DateTime, Duration, SecondsFormat, Utc};
use persistence::{ConnectionTrait, StoreError, users};
use uuid::Uuid;

pub use dto::{BreachItem, BreachReport, BreachReportQuery};

use crate::audit::Trail;
use crate::caller::may;
use crate::endpoints::Endpoints;
use crate::http::{PathIds, Profile, Query, neutral, written};
use crate::problem::Problem;
use crate::state::AppState;
use gather::Gathered;

/// How far a report goes back unless it is told.
const USUAL_DAYS: i64 = 7;
/// Things shown in JSON; the CSV holds all.
const SHOWN: usize = 1_000;

/// Columns, with their French names.
const HEADERS: [(&str, &str); 9] = [
    ("resource_type", "Type"),
    ("number", "Numéro"),
    ("resource_id", "Identifiant"),
    ("kinds", "Données vues"),
    ("reads", "Lectures"),
    ("exports", "Exports"),
    ("changes", "Modifications"),
    ("first_at", "Première fois (UTC)"),
    ("last_at", "Dernière fois (UTC)"),
];

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(get_breach_report);
}

/// Ce qu'un compte a vu
///
/// Pour un compte volé : quels dossiers et quelles sortes de données il a lus, emportés ou changés depuis un instant, avec
/// leurs nombres. Les listes et les recherches n'y sont pas. La consultation est consignée au journal.
#[utoipa::path(tag = "people", operation_id = "get_breach_report", security(("bearer" = [])),
    params(("user_id" = Uuid, Path, description = "Compte"), BreachReportQuery),
    responses((status = 200, description = "What the account saw",
        content((BreachReport = "application/json"), (String = "text/csv")))))]
#[get("/users/{user_id}/breach-report")]
pub async fn get_breach_report(
    may: may::ReadAudit,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(user_id): PathIds<Uuid>,
    Query(query): Query<BreachReportQuery>,
) -> Result<HttpResponse, Problem> {
    let format = Format::of(&query)?;
    let db = state.store.reader();
    let user = users::find(db, user_id).await?.ok_or_else(Problem::not_found)?;
    let until = state.clock.now();
    let since = query.since.unwrap_or(until - Duration::days(USUAL_DAYS));
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "breach_report.read", ("user", user_id), &["since"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let gathered = Gathered::of(db, user_id, since).await?;
    match format {
        Format::Csv(profile) => Ok(csv(profile, &gathered.items(db, usize::MAX).await?)?),
        Format::Json => {
            let name = format!("{} {}", user.first_name, user.last_name);
            Ok(HttpResponse::Ok().json(report(db, (user_id, name), (since, until), gathered).await?))
        }
    }
}

async fn report(
    db: &impl ConnectionTrait,
    (user_id, name): (Uuid, String),
    (since, until): (DateTime<Utc>, DateTime<Utc>),
    gathered: Gathered,
) -> Result<BreachReport, StoreError> {
    let (files, reads, exports, changes) = (gathered.files(), gathered.reads, gathered.exports, gathered.changes);
    let mut items = gathered.items(db, SHOWN + 1).await?;
    let is_complete = items.len() <= SHOWN;
    items.truncate(SHOWN);
    Ok(BreachReport { user_id, name, since, until, files, reads, exports, changes, is_complete, items })
}

enum Format {
    Json,
    Csv(Profile),
}

impl Format {
    fn of(query: &BreachReportQuery) -> Result<Format, Problem> {
        match (query.format.as_deref(), query.profile.as_deref()) {
            (None | Some("json"), None) => Ok(Format::Json),
            (None | Some("json"), Some(_)) => Err(Problem::field("profile", "not_allowed")),
            (Some("csv"), profile) => {
                Profile::parse(profile).map(Format::Csv).ok_or_else(|| Problem::field("profile", "unknown_code"))
            }
            _ => Err(Problem::field("format", "unknown_code")),
        }
    }
}

fn csv(profile: Profile, items: &[BreachItem]) -> Result<HttpResponse, StoreError> {
    let for_people = profile == Profile::ExcelFr;
    let lines = written(profile, |writer| {
        writer.write_record(HEADERS.map(|(name, french)| if for_people { french } else { name }))?;
        items.iter().try_for_each(|item| {
            let cells = cells(item);
            writer.write_record(cells.map(|cell| if for_people { neutral(cell) } else { cell }))
        })
    })?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"compte-vole.csv\""))
        .body([profile.head(), &lines].concat()))
}

fn cells(item: &BreachItem) -> [String; 9] {
    let told = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    [
        item.resource_type.clone(),
        item.number.clone().unwrap_or_default(),
        item.resource_id.map(|id| id.to_string()).unwrap_or_default(),
        item.kinds.join("|"),
        item.reads.to_string(),
        item.exports.to_string(),
        item.changes.to_string(),
        told(item.first_at),
        told(item.last_at),
    ]
}
