//! One public offer, and the employers of the network.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::access::EmployerScope;
use domain::codes::MembershipStatus;
use persistence::employers::{self, EmployerFilter};
use persistence::job_offers::{self, JobOffer};
use persistence::{ConnectionTrait, territories};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use super::dto::{PublicEmployer, PublicEmployerPage, PublicJobOffer};
use crate::http::{self, Cached, Cursor, PageQuery, PathIds, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// A public offer whole.
///
/// # Errors
/// 404 when it never was public, 410 `job_offer_gone` when it no longer is.
pub(super) async fn offer(state: &AppState, id: Uuid) -> Result<PublicJobOffer, Problem> {
    let db = state.store.reader();
    let offers = state.offers.now(state).await?;
    let row = job_offers::find(db, &EmployerScope::All, id).await?;
    let Some(card) = offers.cards.get(&id).cloned() else { return Err(gone(row.as_ref())) };
    let Some(row) = row.filter(|row| row.is_public) else { return Err(gone(None)) };
    let employer = match row.employer_id {
        Some(id) => employers::find(db, &EmployerScope::All, id).await?,
        None => None,
    };
    let (employer_description, employer_website) =
        employer.map(|employer| (employer.description, employer.website)).unwrap_or_default();
    Ok(PublicJobOffer {
        card,
        description: row.description,
        working_time: row.working_time,
        sector: row.sector,
        experience: row.experience,
        experience_detail: row.experience_detail,
        starts_on: row.starts_on,
        apply_url: row.apply_url,
        apply_email: row.apply_email,
        source: row.source,
        employer_id: row.employer_id,
        employer_description,
        employer_website,
    })
}

/// What was published once is told to be gone; what never was does not exist.
fn gone(row: Option<&JobOffer>) -> Problem {
    match row.and_then(|row| row.published_at) {
        Some(_) => Problem::new(StatusCode::GONE, "job_offer_gone"),
        None => Problem::not_found(),
    }
}

/// Lire une offre d'emploi
///
/// Sans compte. 410 quand l'offre a quitté le site : pourvue, expirée, retirée ou suspendue.
#[utoipa::path(tag = "public", operation_id = "get_public_job_offer",
    params(("job_offer_id" = Uuid, Path, description = "Offre")),
    responses((status = 200, description = "The offer", body = PublicJobOffer,
        headers(("ETag" = String, description = "Version"))),
        (status = 304, description = "As known"),
        (status = 410, description = "It was public and is no longer")))]
#[get("/public/job-offers/{job_offer_id}")]
pub async fn get_public_job_offer(
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let body = offer(&state, id.0).await?;
    let cached = Cached::read(&request, &state.offers.now(&state).await?.version());
    Ok(if cached.is_known() { cached.unchanged() } else { cached.json(&body) })
}

/// Which employers of the network.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PublicEmployerQuery {
    /// Words of the name, the commune or the presentation; accents do not matter.
    #[param(example = "mecanique figeac")]
    pub q: Option<String>,
    /// Employers of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
}

/// Les employeurs du réseau
///
/// Les membres actifs, par nom, avec le nombre de leurs offres publiques. Sans compte.
#[utoipa::path(tag = "public", operation_id = "list_public_employers",
    params(PublicEmployerQuery),
    responses((status = 200, description = "A page of employers", body = PublicEmployerPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/public/employers")]
pub async fn list_public_employers(
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<PublicEmployerQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let db = state.store.reader();
    let mut errors = domain::validation::FieldErrors::new();
    let filter = EmployerFilter {
        q: http::words(&mut errors, query.q.as_deref()),
        memberships: vec![MembershipStatus::Active],
        ..EmployerFilter::default()
    };
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("public-employers", &query))?;
    let mut rows = employers::list(db, &EmployerScope::All, &filter, &page.slice(false)).await?;
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_name.clone(), id: row.id });
    let body = PublicEmployerPage { items: shown(db, rows).await?, next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

async fn shown(db: &impl ConnectionTrait, rows: Vec<employers::Employer>) -> Result<Vec<PublicEmployer>, Problem> {
    let communes = territories::names_of(db, rows.iter().filter_map(|row| row.commune_code.as_deref())).await?;
    let offers = job_offers::public_of(db, rows.iter().map(|row| row.id)).await?;
    let employer = |row: employers::Employer| PublicEmployer {
        id: row.id,
        offers: offers.get(&row.id).map(|&offers| i32::try_from(offers).unwrap_or(i32::MAX)).unwrap_or_default(),
        commune_name: row.commune_code.as_ref().and_then(|code| communes.get(code).cloned()),
        name: row.name,
        kind: row.kind,
        description: row.description,
        website: row.website,
    };
    Ok(rows.into_iter().map(employer).collect())
}
