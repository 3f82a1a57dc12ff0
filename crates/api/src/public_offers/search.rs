//! Looking public offers up.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::NaiveTime;
use chrono_tz::Europe::Paris;
use domain::codes::{ContractType, Sector};
use domain::distances::Point;
use domain::offer_index::{After, Facets, Filter, Found, Near, Query as Search, Sort};
use domain::validation::{self, FieldErrors};
use domain::working_time::instant_at;
use persistence::{ConnectionTrait, StoreError, territories};
use uuid::Uuid;

use super::board::Snapshot;
use super::dto::{JobOfferFacet, JobOfferFacets, PublicJobOfferCard, PublicJobOfferPage, PublicJobOfferQuery};
use crate::http::{self, Cached, Cursor, PageQuery, Query};
use crate::problem::Problem;
use crate::reference::label;
use crate::state::AppState;

/// Kilometres around a commune when nothing else is said.
const RADIUS_KM: i32 = 30;
/// Kilometres around a commune at most.
const RADIUS_MAX: i32 = 100;

/// Chercher une offre d'emploi
///
/// Les offres que tout le monde peut lire, sans compte. La recherche ignore les accents et les accords ; chaque facette
/// dit combien d'offres donnerait un autre choix. La réponse peut être gardée et redemandée avec son `ETag`.
#[utoipa::path(tag = "public", operation_id = "search_job_offers",
    params(PublicJobOfferQuery),
    responses((status = 200, description = "A page of offers", body = PublicJobOfferPage,
        headers(("ETag" = String, description = "Version"), ("Link" = String, description = "Next page, rel=\"next\""))),
        (status = 304, description = "As known")))]
#[get("/public/job-offers")]
pub async fn search_job_offers(
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<PublicJobOfferQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let mut search = read(state.store.reader(), &query).await?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("public-offers", &query))?;
    let offers = state.offers.now(&state).await?;
    // The address of a cached answer is its query: the version needs to name the offers only.
    let cached = Cached::read(&request, &offers.version());
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    search.after = page.after.as_ref().and_then(after);
    search.limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    let found = offers.index.search(&search);
    let next = found.page.last().filter(|_| found.more);
    let next = next.map(|hit| Cursor { key: format!("{}:{}", hit.rank, hit.published_at), id: hit.id });
    let next_cursor = next.map(|at| page.cursor_after(&state.secrets, at));
    let link = next_cursor.as_deref().map(|cursor| http::next_link(&request, cursor));
    let mut response = cached.json(&shown(&offers, found, next_cursor));
    if let Some(link) = link.and_then(|link| header::HeaderValue::from_str(&link).ok()) {
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(response)
}

fn after(cursor: &Cursor) -> Option<After> {
    let (rank, published_at) = cursor.key.split_once(':')?;
    Some(After { rank: rank.parse().ok()?, published_at: published_at.parse().ok()?, id: cursor.id })
}

/// Reads a search; every wrong parameter is named.
pub(super) async fn read(db: &impl ConnectionTrait, query: &PublicJobOfferQuery) -> Result<Search, Problem> {
    let mut errors = FieldErrors::new();
    let search = note(db, query, &mut errors).await?;
    Ok(errors.finish(Some(search))?)
}

/// Reads a search, and notes every wrong parameter.
///
/// # Errors
/// Those of the store.
pub(crate) async fn note(
    db: &impl ConnectionTrait,
    query: &PublicJobOfferQuery,
    errors: &mut FieldErrors,
) -> Result<Search, StoreError> {
    let text = http::words(errors, query.q.as_deref());
    let contracts = validation::codes(errors, "contract", &query.contract.0, ContractType::parse);
    let sectors = validation::codes(errors, "sector", &query.sector.0, Sector::parse);
    let sort = sort(errors, query, text.is_some());
    let radius = query.radius_km.unwrap_or(RADIUS_KM);
    if !(1..=RADIUS_MAX).contains(&radius) || (query.radius_km.is_some() && query.around.is_none()) {
        errors.push("radius_km", "out_of_range");
    }
    let near = match query.around.as_deref() {
        None => None,
        Some(code) => {
            let place = territories::find(db, code).await?.filter(|place| place.latitude != 0.0);
            if place.is_none() {
                errors.push("around", "unknown_code");
            }
            place.map(|place| Near {
                point: Point { latitude: place.latitude, longitude: place.longitude },
                radius: u32::try_from(radius).ok().map(|km| km * 1_000),
            })
        }
    };
    let set = |codes: &http::Many| codes.0.iter().cloned().collect::<BTreeSet<String>>();
    let filter = Filter {
        epcis: set(&query.epci),
        communes: set(&query.commune),
        occupations: set(&query.occupation),
        contracts: contracts.into_iter().collect(),
        sectors: sectors.into_iter().collect(),
        housing: query.housing.unwrap_or_default(),
        remote: query.remote.unwrap_or_default(),
        partner_welcome: query.partner_welcome.unwrap_or_default(),
        since: query
            .published_since
            .map(|day| instant_at(day, NaiveTime::MIN).with_timezone(&Paris).timestamp_millis()),
        near,
    };
    Ok(Search { text, filter, sort, after: None, limit: 0 })
}

/// The public offers of a search that are among these, the latest first: as the search of the moment finds them.
///
/// # Errors
/// 422 when the search is wrong; those of the store.
pub(crate) async fn found_among(
    state: &AppState,
    query: &PublicJobOfferQuery,
    wanted: &HashSet<Uuid>,
) -> Result<Vec<PublicJobOfferCard>, Problem> {
    if wanted.is_empty() {
        return Ok(vec![]);
    }
    let mut search = read(state.store.reader(), query).await?;
    let offers = state.offers.now(state).await?;
    (search.sort, search.limit) = (Sort::Published, offers.index.len());
    let hits = offers.index.search(&search).page.into_iter().filter(|hit| wanted.contains(&hit.id));
    Ok(hits.filter_map(|hit| offers.cards.get(&hit.id).cloned()).collect())
}

fn sort(errors: &mut FieldErrors, query: &PublicJobOfferQuery, has_words: bool) -> Sort {
    match query.sort.as_deref() {
        None if has_words => Sort::Relevance,
        None | Some("-published_at") => Sort::Published,
        Some("relevance") => Sort::Relevance,
        Some("distance") if query.around.is_some() => Sort::Distance,
        Some("distance") => {
            errors.push("around", "required");
            Sort::Published
        }
        Some(_) => {
            errors.push("sort", "unknown_code");
            Sort::Published
        }
    }
}

fn shown(offers: &Snapshot, found: Found, next_cursor: Option<String>) -> PublicJobOfferPage {
    let card = |hit: domain::offer_index::Hit| {
        let distance_km = hit.distance.map(|metres| i32::try_from((metres + 500) / 1_000).unwrap_or(i32::MAX));
        offers.cards.get(&hit.id).map(|card| PublicJobOfferCard { distance_km, ..card.clone() })
    };
    PublicJobOfferPage {
        items: found.page.into_iter().filter_map(card).collect(),
        total: count(found.total),
        facets: facets(offers, found.facets),
        next_cursor,
    }
}

fn facets(offers: &Snapshot, facets: Facets) -> JobOfferFacets {
    let name = |code: &String| offers.epcis.get(code).unwrap_or(code).clone();
    let codes = |list: &'static str| move |code: &String| label(list, code).to_owned();
    JobOfferFacets {
        epcis: values(facets.epcis, name),
        contracts: values(facets.contracts, codes(ContractType::LIST)),
        sectors: values(facets.sectors, codes(Sector::LIST)),
        housing: count(facets.housing),
        remote: count(facets.remote),
    }
}

/// The values of a facet, the most offers first.
fn values<T: ToString>(counts: BTreeMap<T, u32>, label: impl Fn(&String) -> String) -> Vec<JobOfferFacet> {
    let facet = |(value, offers): (T, u32)| {
        let code = value.to_string();
        JobOfferFacet { label: label(&code), offers: count(offers), code }
    };
    let mut values: Vec<JobOfferFacet> = counts.into_iter().map(facet).collect();
    values.sort_by(|left, right| right.offers.cmp(&left.offers).then_with(|| left.label.cmp(&right.label)));
    values
}

pub(super) fn count(offers: u32) -> i32 {
    i32::try_from(offers).unwrap_or(i32::MAX)
}
