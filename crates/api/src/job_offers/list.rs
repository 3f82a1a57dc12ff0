//! Looking job offers up, and how many wait for what.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::access::EmployerScope;
use domain::codes::{ContractType, JobOfferSource, JobOfferStatus};
use domain::job_offers::{REMINDER_DAYS, in_days};
use domain::validation::{self, FieldErrors};
use persistence::job_alerts;
use persistence::job_offers::{self, JobOfferFilter, Sort, SortKey};
use serde::Serialize;
use utoipa::ToSchema;

use super::{dto, read};
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Les offres d'emploi
///
/// Les dernières modifiées d'abord. `q` cherche sans accents dans le titre, l'employeur, la commune et la description.
/// Un employeur ne lit que les siennes.
#[utoipa::path(tag = "job-offers", operation_id = "list_job_offers", security(("bearer" = [])),
    params(dto::JobOfferQuery),
    responses((status = 200, description = "A page of job offers", body = dto::JobOfferPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/job-offers")]
pub async fn list_job_offers(
    may: may::ReadJobOffers,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::JobOfferQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let (db, scope) = (state.store.reader(), may.employers());
    let mut errors = FieldErrors::new();
    let filter = filter(&mut errors, &query);
    let sort = sort(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    http::check_territories(db, "territory", &filter.territories).await?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("job-offers", &query))?;
    let mut rows = job_offers::list(db, &scope, &filter, sort.key, &page.slice(sort.descending)).await?;
    let total = if counted { i32::try_from(job_offers::count(db, &scope, &filter).await?).ok() } else { None };
    let at = |row: &job_offers::JobOffer| Cursor { key: sort.key.of(row), id: row.id };
    let next_cursor = page.cut(&state.secrets, &mut rows, at);
    let body = dto::JobOfferPage { items: read::views(db, may.caller(), rows).await?, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Reads the filters of a list or an export.
pub(super) fn filter(errors: &mut FieldErrors, query: &dto::JobOfferQuery) -> JobOfferFilter {
    let source = http::code(errors, "source", query.source.as_deref(), JobOfferSource::parse);
    JobOfferFilter {
        q: http::words(errors, query.q.as_deref()),
        statuses: validation::codes(errors, "status", &query.status.0, JobOfferStatus::parse),
        employer_id: query.employer,
        occupations: query.occupation.0.clone(),
        contracts: validation::codes(errors, "contract", &query.contract.0, ContractType::parse),
        territories: query.territory.0.clone(),
        source: source.map(|code| code.to_string()),
        expires_before: query.expires_before,
        updated_since: query.updated_since,
        archived: http::archived(errors, query.archived.as_deref()),
    }
}

pub(super) fn sort(errors: &mut FieldErrors, sort: Option<&str>) -> Sort {
    let asked = sort.unwrap_or("-updated_at");
    let (name, descending) = asked.strip_prefix('-').map_or((asked, false), |name| (name, true));
    let key = match name {
        "updated_at" => SortKey::UpdatedAt,
        "expires_on" => SortKey::ExpiresOn,
        "title" => SortKey::Title,
        _ => {
            errors.push("sort", "unknown_code");
            SortKey::UpdatedAt
        }
    };
    Sort { key, descending }
}

/// How many offers are in a state.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobOfferCount {
    /// State, a code of the list `job_offer_statuses`.
    #[schema(example = "submitted")]
    pub status: String,
    /// Offers.
    pub offers: i32,
}

/// How many offers there are, and what waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobOfferCounts {
    /// In each state; those without any offer too.
    pub statuses: Vec<JobOfferCount>,
    /// Published offers that end within seven days.
    pub expiring: i32,
    /// Positions filled by a household that the programme accompanied: installations that name an offer of the scope.
    pub positions_filled: i32,
    /// Confirmed alerts on public offers; absent for an employer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub active_alerts: Option<i32>,
}

/// Compter les offres
///
/// Par état, avec celles qui expirent dans les sept jours, les postes pourvus par des foyers accompagnés et le nombre
/// d'alertes du public. Un employeur ne compte que les siennes, sans les alertes.
#[utoipa::path(tag = "job-offers", operation_id = "count_job_offers", security(("bearer" = [])),
    responses((status = 200, description = "The counts", body = JobOfferCounts)))]
#[get("/job-offers/counts")]
pub async fn count_job_offers(may: may::ReadJobOffers, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let (db, scope) = (state.store.reader(), may.employers());
    let counts = job_offers::counts(db, &scope).await?;
    let ending = JobOfferFilter {
        statuses: vec![JobOfferStatus::Published],
        expires_before: Some(in_days(state.clock.today(), REMINDER_DAYS + 1)),
        ..JobOfferFilter::default()
    };
    let count = |status: &JobOfferStatus| JobOfferCount {
        status: status.to_string(),
        offers: counts.get(status).and_then(|&offers| i32::try_from(offers).ok()).unwrap_or_default(),
    };
    let alerts = match scope {
        EmployerScope::All => Some(job_alerts::count_active(db).await?),
        EmployerScope::Own(_) => None,
    };
    Ok(HttpResponse::Ok().json(JobOfferCounts {
        statuses: JobOfferStatus::ALL.iter().map(count).collect(),
        expiring: i32::try_from(job_offers::count(db, &scope, &ending).await?).unwrap_or(i32::MAX),
        positions_filled: i32::try_from(job_offers::positions_filled(db, &scope).await?).unwrap_or(i32::MAX),
        active_alerts: alerts.map(|count| i32::try_from(count).unwrap_or(i32::MAX)),
    }))
}
