//! Looking ambassadors up, and how many there were on a day.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::codes::{AmbassadorCommitment, AmbassadorInterest, AmbassadorKind, AmbassadorStatus, Language};
use domain::validation::{self, FieldErrors};
use persistence::ambassadors::{self, AmbassadorFilter};

use super::{dto, query, read};
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, Query, page_response};
use crate::problem::Problem;
use crate::state::AppState;

/// Les ambassadeurs
///
/// Par nom. Un référent voit ceux de ses territoires, l'équipe du programme les voit tous ; les candidatures à lire ont
/// l'état `applicant`.
#[utoipa::path(tag = "ambassadors", operation_id = "list_ambassadors", security(("bearer" = [])),
    params(query::AmbassadorQuery),
    responses((status = 200, description = "A page of ambassadors", body = dto::AmbassadorPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/ambassadors")]
pub async fn list_ambassadors(
    may: may::ReadAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<query::AmbassadorQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let (db, scope) = (state.store.reader(), may.caller().actor.ambassador_territories());
    let mut errors = FieldErrors::new();
    if query.profile.is_some() {
        errors.push("profile", "not_allowed");
    }
    let (filter, descending) = filter_of(&mut errors, &query);
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    http::check_territories(db, "territory", &filter.territories).await?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("ambassadors", &query))?;
    let mut rows = ambassadors::list(db, scope.as_ref(), &filter, &page.slice(descending)).await?;
    let total = match counted {
        true => i32::try_from(ambassadors::count(db, scope.as_ref(), &filter).await?).ok(),
        false => None,
    };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_name.clone(), id: row.id });
    let body = dto::AmbassadorPage { items: read::views(db, rows, may.caller()).await?, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// The filters of a list or an export; `true` is from the last name to the first.
pub(super) fn filter_of(errors: &mut FieldErrors, query: &query::AmbassadorQuery) -> (AmbassadorFilter, bool) {
    let filter = AmbassadorFilter {
        q: http::words(errors, query.q.as_deref()),
        statuses: validation::codes(errors, "status", &query.status.0, AmbassadorStatus::parse),
        kinds: validation::codes(errors, "kind", &query.kind.0, AmbassadorKind::parse),
        commitments: validation::codes(errors, "commitment", &query.commitment.0, AmbassadorCommitment::parse),
        interests: validation::codes(errors, "interest", &query.interest.0, AmbassadorInterest::parse),
        languages: validation::codes(errors, "language", &query.language.0, Language::parse),
        territories: query.territory.0.clone(),
        is_diaspora: query.diaspora,
    };
    (filter, http::by_name(errors, query.sort.as_deref()))
}

/// Compter les ambassadeurs à une date
///
/// Ceux qui étaient actifs, en pause ou candidats à la fin du jour, d'après l'histoire de chacun.
#[utoipa::path(tag = "ambassadors", operation_id = "count_ambassadors", security(("bearer" = [])),
    params(query::AmbassadorCountsQuery),
    responses((status = 200, description = "How many there were", body = query::AmbassadorCounts)))]
#[get("/ambassadors/counts")]
pub async fn count_ambassadors(
    _: may::CountAmbassadors,
    state: web::Data<AppState>,
    query: Query<query::AmbassadorCountsQuery>,
) -> Result<web::Json<query::AmbassadorCounts>, Problem> {
    let (db, on) = (state.store.reader(), query.0.on.unwrap_or_else(|| state.clock.today()));
    Ok(web::Json(query::AmbassadorCounts {
        on,
        active: ambassadors::stock(db, AmbassadorStatus::Active, on).await?,
        paused: ambassadors::stock(db, AmbassadorStatus::Paused, on).await?,
        applicants: ambassadors::stock(db, AmbassadorStatus::Applicant, on).await?,
    }))
}
