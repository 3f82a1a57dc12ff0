//! The list of those who get the newsletter, for the tool that sends it.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use persistence::StoreError;
use persistence::newsletter::{self, Subscription};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::dto::NewsletterCounts;
use super::{RESOURCE, one_click};
use crate::audit::Trail;
use crate::caller::may;
use crate::contact_requests::day_of;
use crate::http::{Profile, Query, neutral, written};
use crate::problem::Problem;
use crate::state::AppState;

/// How the list is written.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct NewsletterExportQuery {
    /// Kind of CSV: `rfc4180` (the default) or `excel-fr`.
    #[param(example = "rfc4180")]
    pub profile: Option<String>,
}

/// Columns, for machines and for people.
const HEADERS: [(&str, &str); 5] = [
    ("email", "Adresse e-mail"),
    ("confirmed_at", "Confirmée le"),
    ("source", "Origine"),
    ("consent_version", "Accord (version)"),
    ("unsubscribe_url", "Lien de désinscription"),
];

/// Compter les abonnés à la lettre d'information
///
/// Ceux qui ont confirmé leur adresse.
#[utoipa::path(tag = "ambassadors", operation_id = "count_newsletter_subscriptions", security(("bearer" = [])),
    responses((status = 200, description = "How many there are", body = NewsletterCounts)))]
#[get("/newsletter-subscriptions/counts")]
pub async fn count_newsletter_subscriptions(
    _: may::ManageNewsletter,
    state: web::Data<AppState>,
) -> Result<web::Json<NewsletterCounts>, Problem> {
    let counts = newsletter::counts(state.store.reader()).await?;
    let of = |source: &str| counts.get(source).copied().unwrap_or_default();
    Ok(web::Json(NewsletterCounts {
        confirmed: counts.values().sum(),
        by_form: of("form"),
        by_ambassador: of("ambassador"),
    }))
}

/// Exporter les abonnés à la lettre d'information
///
/// Les adresses confirmées, et elles seules, chacune avec le lien de désinscription en un clic à mettre dans la lettre.
/// L'export est consigné au journal.
#[utoipa::path(tag = "ambassadors", operation_id = "export_newsletter_subscriptions", security(("bearer" = [])),
    params(NewsletterExportQuery),
    responses((status = 200, description = "The addresses, one a line", body = String, content_type = "text/csv")))]
#[get("/newsletter-subscriptions/export")]
pub async fn export_newsletter_subscriptions(
    may: may::ManageNewsletter,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<NewsletterExportQuery>,
) -> Result<HttpResponse, Problem> {
    let profile =
        Profile::parse(query.0.profile.as_deref()).ok_or_else(|| Problem::field("profile", "unknown_code"))?;
    let rows = newsletter::confirmed(state.store.reader()).await?;
    let lines = table(&state, profile, &rows)?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "newsletter_subscription.export", (RESOURCE, Uuid::nil()), &["email"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let name = format!("attachment; filename=\"lettre-{}.csv\"", state.clock.today());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, name))
        .body(lines))
}

fn table(state: &AppState, profile: Profile, rows: &[Subscription]) -> Result<Vec<u8>, StoreError> {
    let for_people = profile == Profile::ExcelFr;
    let lines = written(profile, |writer| {
        writer.write_record(HEADERS.map(|(name, french)| if for_people { french } else { name }))?;
        rows.iter().try_for_each(|row| {
            let at = row.confirmed_at.map(|at| match for_people {
                true => day_of(at),
                false => at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
            });
            let line = [
                row.email.clone(),
                at.unwrap_or_default(),
                row.source.clone(),
                row.consent_version.clone(),
                one_click(state, row.id),
            ];
            writer.write_record(line.map(|cell| if for_people { neutral(cell) } else { cell }))
        })
    })?;
    Ok([profile.head(), &lines].concat())
}
