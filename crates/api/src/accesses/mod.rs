//! Who saw a file.

mod dto;

use std::collections::{BTreeSet, HashMap};

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::accesses::kinds;
use persistence::audit::{Entry, accesses};
use persistence::users::User;
use persistence::{ConnectionTrait, StoreError, partners, users};
use uuid::Uuid;

pub use dto::{Access, AccessPage, AccessQuery};

use crate::caller::may;
use crate::endpoints::Endpoints;
use crate::http::{Cursor, PageQuery, PathIds, Query, page_response};
use crate::open_file;
use crate::problem::Problem;
use crate::state::AppState;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(list_prospect_accesses);
}

/// Qui a consulté ce dossier
///
/// Du plus récent au plus ancien : qui a ouvert le dossier, ses échanges ou sa fiche conseils, et qui l'a emporté dans un
/// export. Les consultations d'un dossier qui y a été fusionné en sont. Une même session qui relit la même chose dans les dix
/// minutes compte pour une lecture. Les listes et les recherches n'y sont pas.
#[utoipa::path(tag = "prospects", operation_id = "list_prospect_accesses", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"), AccessQuery),
    responses((status = 200, description = "A page of accesses", body = AccessPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/prospects/{prospect_id}/accesses")]
pub async fn list_prospect_accesses(
    may: may::ReadAudit,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    Query(query): Query<AccessQuery>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    open_file::readable(db, &may.scope(), prospect_id).await?;
    let list = ("prospect_accesses", prospect_id);
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &list)?;
    let below = page.after.as_ref().map(|cursor| cursor.key.parse::<i64>()).transpose();
    let below = below.map_err(|_| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "cursor_mismatch"))?;
    let mut rows = accesses::of_file(db, prospect_id, below, page.limit + 1).await?;
    // The place in the journal orders alone: the id of the cursor is not needed.
    let next_cursor =
        page.cut(&state.secrets, &mut rows, |entry| Cursor { key: entry.seq.to_string(), id: Uuid::nil() });
    let body = AccessPage { items: shown(db, rows).await?, next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Accesses with what those accounts are today.
async fn shown(db: &impl ConnectionTrait, rows: Vec<Entry>) -> Result<Vec<Access>, StoreError> {
    let mut accounts: HashMap<Uuid, User> = HashMap::new();
    for id in rows.iter().filter_map(|row| row.actor_id).collect::<BTreeSet<_>>() {
        accounts.extend(users::find(db, id).await?.map(|user| (id, user)));
    }
    let held = accounts.values().flat_map(|user| user.grants.iter().filter_map(|grant| grant.partner_id));
    let names = partners::names(db, held.collect::<BTreeSet<_>>()).await?;
    Ok(rows.into_iter().map(|row| access(row, &accounts, &names)).collect())
}

fn access(row: Entry, accounts: &HashMap<Uuid, User>, names: &HashMap<Uuid, String>) -> Access {
    let grants = row.actor_id.and_then(|id| accounts.get(&id)).map(|user| user.grants.as_slice()).unwrap_or_default();
    let roles: BTreeSet<&str> = grants.iter().map(|grant| grant.role.as_str()).collect();
    let partners: BTreeSet<&String> =
        grants.iter().filter_map(|grant| grant.partner_id).filter_map(|id| names.get(&id)).collect();
    Access {
        id: row.seq.to_string(),
        at: row.at,
        actor_id: row.actor_id,
        actor_label: row.actor_label,
        roles: roles.into_iter().map(str::to_owned).collect(),
        partners: partners.into_iter().cloned().collect(),
        kinds: kinds(&row.action).iter().map(|&kind| kind.to_owned()).collect(),
        action: row.action,
    }
}
