//! Reference data: territories, occupations, activities, outlines, lists of codes. Public: forms need them.

pub mod dto;
pub mod import;
pub mod lists;
pub mod parse;

pub use lists::{described, label};

use std::collections::HashMap;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::codes::TerritoryKind;
use domain::completion::Typed;
use domain::occupations::Completed;
use domain::territories;
use domain::validation::{self, FieldErrors};
use persistence::reference::Topic;

use crate::http::{Cached, Query};
use crate::problem::Problem;
use crate::state::AppState;
use dto::{
    Activity, ActivityList, ActivityQuery, CodeList, CodeLists, CodeListsQuery, Contour, ContourList, ContourQuery,
    Occupation, OccupationList, OccupationQuery, Territory, TerritoryList, TerritoryQuery,
};

/// Longest text that is completed, in characters: the longest official title has 137.
const TYPED_MAX: usize = 200;
/// Answers unless the caller says otherwise.
const DEFAULT_LIMIT: i32 = 50;
/// Answers at most; the whole tree of territories fits in [`TERRITORIES_MAX`].
const LIMIT_MAX: i32 = 200;
const TERRITORIES_MAX: i32 = 500;

/// The endpoints of the reference data.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list_territories)
        .service(list_occupations)
        .service(list_activities)
        .service(list_contours)
        .service(list_code_lists)
        .service(get_code_list);
}

async fn cached(state: &AppState, request: &HttpRequest, topics: &[Topic]) -> Result<(Cached, String), Problem> {
    let version = persistence::reference::version(state.store.reader(), topics).await?;
    Ok((Cached::read(request, &version), version))
}

/// What was typed; `None` when nothing was, an empty field included.
fn typed(q: Option<&str>, errors: &mut FieldErrors) -> Option<Typed> {
    let text = q.map(str::trim).filter(|text| !text.is_empty())?;
    if text.chars().count() > TYPED_MAX {
        errors.push("q", "too_long");
        return None;
    }
    Typed::read(text)
}

/// Whether something was typed that no name can answer, such as signs only.
fn asks_for_nothing(q: Option<&str>, typed: Option<&Typed>) -> bool {
    typed.is_none() && q.is_some_and(|text| !text.trim().is_empty())
}

fn limit(asked: Option<i32>, default: i32, max: i32, errors: &mut FieldErrors) -> usize {
    let limit = asked.unwrap_or(default);
    if !(1..=max).contains(&limit) {
        errors.push("limit", "out_of_range");
    }
    usize::try_from(limit).unwrap_or_default()
}

/// Territoires du Lot
///
/// Le département, ses intercommunalités et leurs communes ; la recherche ignore accents et casse, « st » vaut
/// « saint ». Les noms les plus proches d'abord.
#[utoipa::path(tag = "reference", operation_id = "list_territories", params(TerritoryQuery),
    responses((status = 200, description = "Territories", body = TerritoryList),
        (status = 304, description = "Unchanged since the version of `If-None-Match`")))]
#[get("/reference/territories")]
pub async fn list_territories(
    state: web::Data<AppState>,
    query: Query<TerritoryQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let Query(query) = query;
    let mut errors = FieldErrors::new();
    let q = typed(query.q.as_deref(), &mut errors);
    let limit = limit(query.limit, TERRITORIES_MAX, TERRITORIES_MAX, &mut errors);
    let kind =
        query.kind.as_deref().and_then(|code| errors.keep("kind", TerritoryKind::parse(code).ok_or("unknown_code")));
    errors.finish(Some(()))?;
    let (cached, version) = cached(&state, &request, &[Topic::Territories]).await?;
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    let mut places = persistence::territories::list(state.store.reader()).await?;
    let names: HashMap<String, String> = places.iter().map(|place| (place.code.clone(), place.name.clone())).collect();
    places.retain(|place| {
        kind.is_none_or(|kind| place.kind == kind) && query.parent.as_deref().is_none_or(|parent| place.lies_in(parent))
    });
    if asks_for_nothing(query.q.as_deref(), q.as_ref()) {
        places.clear();
    }
    let items = territories::complete(places, q.as_ref(), limit).into_iter().map(|place| {
        let parent_name = place.parent_code.as_ref().and_then(|code| names.get(code)).cloned();
        Territory::of(place, parent_name)
    });
    Ok(cached.json(&TerritoryList { items: items.collect(), version }))
}

/// Métiers
///
/// Métiers du répertoire ROME, trouvés par leur intitulé, un mot courant (« usineur ») ou une appellation ; le mot
/// qui a répondu est dans `title`.
#[utoipa::path(tag = "reference", operation_id = "list_occupations", params(OccupationQuery),
    responses((status = 200, description = "Occupations", body = OccupationList),
        (status = 304, description = "Unchanged since the version of `If-None-Match`")))]
#[get("/reference/occupations")]
pub async fn list_occupations(
    state: web::Data<AppState>,
    query: Query<OccupationQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let Query(query) = query;
    let mut errors = FieldErrors::new();
    let q = typed(query.q.as_deref(), &mut errors);
    let limit = limit(query.limit, DEFAULT_LIMIT, LIMIT_MAX, &mut errors);
    errors.finish(Some(()))?;
    let topics = [Topic::Occupations, Topic::OfficialOccupations, Topic::EverydayTitles, Topic::OfficialTitles];
    let (cached, version) = cached(&state, &request, &topics).await?;
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    let found = match &q {
        Some(typed) => persistence::occupations::search(state.store.reader(), typed).await?,
        None if asks_for_nothing(query.q.as_deref(), None) => vec![],
        None => {
            let first = persistence::occupations::list(state.store.reader(), limit as u64).await?;
            first.into_iter().map(|occupation| Completed { occupation, title: None }).collect()
        }
    };
    let items = found.into_iter().take(limit).map(Occupation::from).collect();
    Ok(cached.json(&OccupationList { items, version }))
}

/// Activités des employeurs
///
/// Codes NAF avec la version de leur nomenclature.
#[utoipa::path(tag = "reference", operation_id = "list_activities", params(ActivityQuery),
    responses((status = 200, description = "Activities", body = ActivityList),
        (status = 304, description = "Unchanged since the version of `If-None-Match`")))]
#[get("/reference/activities")]
pub async fn list_activities(
    state: web::Data<AppState>,
    query: Query<ActivityQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let Query(query) = query;
    let mut errors = FieldErrors::new();
    let q = typed(query.q.as_deref(), &mut errors);
    let limit = limit(query.limit, DEFAULT_LIMIT, LIMIT_MAX, &mut errors);
    errors.finish(Some(()))?;
    let (cached, version) = cached(&state, &request, &[Topic::Activities]).await?;
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    let found = if asks_for_nothing(query.q.as_deref(), q.as_ref()) {
        vec![]
    } else {
        let code = query.q.as_deref().map(str::trim).filter(|text| domain::activities::may_start_a_code(text));
        persistence::occupations::search_activities(state.store.reader(), code, q.as_ref(), limit as u64).await?
    };
    Ok(cached.json(&ActivityList { items: found.into_iter().map(Activity::from).collect(), version }))
}

/// Contours des communes
///
/// Vides tant que le fichier des contours n'est pas importé.
#[utoipa::path(tag = "reference", operation_id = "list_contours", params(ContourQuery),
    responses((status = 200, description = "Outlines of communes", body = ContourList),
        (status = 304, description = "Unchanged since the version of `If-None-Match`")))]
#[get("/reference/contours")]
pub async fn list_contours(
    state: web::Data<AppState>,
    query: Query<ContourQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let (cached, version) = cached(&state, &request, &[Topic::Contours, Topic::Territories]).await?;
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    let found = persistence::contours::list(state.store.reader(), query.0.epci.as_deref()).await?;
    Ok(cached.json(&ContourList { items: found.into_iter().map(Contour::from).collect(), version }))
}

/// Toutes les listes de codes
///
/// Chaque code que l'API reçoit ou renvoie, avec son libellé français, dans l'ordre des écrans. Une page ne demande
/// que les listes qu'elle montre.
#[utoipa::path(tag = "reference", operation_id = "list_code_lists", params(CodeListsQuery),
    responses((status = 200, description = "Lists of codes", body = CodeLists),
        (status = 304, description = "Unchanged since the version of `If-None-Match`")))]
#[get("/reference/lists")]
pub async fn list_code_lists(request: HttpRequest, query: Query<CodeListsQuery>) -> Result<HttpResponse, Problem> {
    let mut errors = FieldErrors::new();
    let wanted = validation::codes(&mut errors, "name", &query.0.name.0, lists::find);
    errors.finish(Some(()))?;
    let cached = Cached::read(&request, &lists::all().version);
    Ok(match (cached.is_known(), wanted.is_empty()) {
        (true, _) => cached.unchanged(),
        (false, true) => cached.json(lists::all()),
        (false, false) => cached.json(&lists::only(wanted)),
    })
}

/// Une liste de codes
///
/// Par son nom, par exemple `project_types`.
#[utoipa::path(tag = "reference", operation_id = "get_code_list",
    params(("name" = String, Path, description = "Nom de la liste", example = "project_types")),
    responses((status = 200, description = "List of codes", body = CodeList),
        (status = 304, description = "Unchanged since the version of `If-None-Match`")))]
#[get("/reference/lists/{name}")]
pub async fn get_code_list(request: HttpRequest, name: web::Path<String>) -> Result<HttpResponse, Problem> {
    let list = lists::find(&name).ok_or_else(Problem::not_found)?;
    let cached = Cached::read(&request, &list.version);
    Ok(if cached.is_known() { cached.unchanged() } else { cached.json(list) })
}
