//! The queue of files that resemble each other.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::access::ProspectScope;
use domain::codes::DuplicateStatus;
use domain::validation::{self, FieldErrors};
use persistence::ConnectionTrait;
use persistence::duplicates::{self, Pair, PairFilter};
use persistence::prospects::{self, Prospect};
use uuid::Uuid;

use super::dto::{Duplicate, DuplicatePage, DuplicateQuery};
use super::sentences::Sentences;
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Lister les dossiers qui se ressemblent
///
/// Les paires les plus récentes d’abord, avec un score expliqué. L’équipe du programme les voit toutes ; un référent voit
/// celles dont il lit les deux dossiers, et pour celles dont il n’en lit qu’un, seulement que le programme est prévenu.
#[utoipa::path(tag = "prospects", operation_id = "list_duplicates", security(("bearer" = [])),
    params(DuplicateQuery),
    responses((status = 200, description = "A page of pairs", body = DuplicatePage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/duplicates")]
pub async fn list_duplicates(
    may: may::ReadProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<DuplicateQuery>,
) -> Result<HttpResponse, Problem> {
    let (query, db, scope) = (query.0, state.store.reader(), may.scope());
    let mut errors = FieldErrors::new();
    let filter = filter_of(&mut errors, &query);
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    http::check_territories(db, "territory", query.territory.as_slice()).await?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("duplicates", &query))?;
    let after = page.after.as_ref().and_then(|cursor| Some((cursor.key.parse().ok()?, cursor.id)));
    let mut rows = duplicates::list(db, &scope, &filter, after, page.limit + 1).await?;
    let total = match counted {
        true => i32::try_from(duplicates::count(db, &scope, &filter).await?).ok(),
        false => None,
    };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.found_at.to_rfc3339(), id: row.id });
    let body = DuplicatePage { items: views(db, &scope, rows).await?, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

fn filter_of(errors: &mut FieldErrors, query: &DuplicateQuery) -> PairFilter {
    let asked = validation::codes(errors, "status", &query.status.0, DuplicateStatus::parse);
    PairFilter {
        statuses: if asked.is_empty() { vec![DuplicateStatus::Open] } else { asked },
        prospect_id: query.prospect_id,
        territory: query.territory.clone(),
    }
}

/// The pairs with the files that the scope holds.
async fn views(db: &impl ConnectionTrait, scope: &ProspectScope, pairs: Vec<Pair>) -> Result<Vec<Duplicate>, Problem> {
    let said = Sentences::load()?;
    let mut known: HashMap<Uuid, Option<Prospect>> = HashMap::new();
    for id in pairs.iter().flat_map(|pair| [pair.first_id, pair.second_id]) {
        if let Entry::Vacant(place) = known.entry(id) {
            place.insert(prospects::find(db, scope, id).await?);
        }
    }
    let seen = |pair: &Pair| -> Vec<&Prospect> {
        [pair.first_id, pair.second_id].iter().filter_map(|id| known.get(id)?.as_ref()).collect()
    };
    pairs.into_iter().map(|pair| Duplicate::of(pair.clone(), &seen(&pair), &said)).collect()
}
