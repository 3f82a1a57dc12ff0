//! One ambassador, as those who may see them read them.

use actix_web::{HttpRequest, HttpResponse, get, web};
use persistence::ambassadors::{self, Ambassador};
use persistence::{ConnectionTrait, newsletter, territories};
use uuid::Uuid;

use super::{dto, query};
use crate::caller::{Caller, may};
use crate::http::PathIds;
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::readings;
use crate::state::AppState;

/// The ambassador of this id, when the caller sees them.
///
/// # Errors
/// 404 outside the caller's territories.
pub(crate) async fn existing(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Ambassador, Problem> {
    let scope = caller.actor.ambassador_territories();
    ambassadors::find(db, scope.as_ref(), id).await?.ok_or_else(Problem::not_found)
}

/// Ambassadors with the names of their communes, and whether they get the newsletter: two queries for all of them.
pub(super) async fn views(
    db: &impl ConnectionTrait,
    rows: Vec<Ambassador>,
    caller: &Caller,
) -> Result<Vec<dto::Ambassador>, Problem> {
    let labels = dto::Labels {
        communes: territories::names_of(db, rows.iter().filter_map(|row| row.commune_code.as_deref())).await?,
        readers: newsletter::among(db, rows.iter().map(|row| row.email.clone())).await?,
    };
    let decides = caller.actor.is_programme_admin();
    Ok(rows.into_iter().map(|row| dto::Ambassador::of(row, &labels, decides)).collect())
}

/// One ambassador as shown.
pub(super) async fn view(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<dto::Ambassador, Problem> {
    let row = existing(db, caller, id).await?;
    views(db, vec![row], caller).await?.pop().ok_or_else(Problem::not_found)
}

/// Un ambassadeur
///
/// Avec ses accords et les états que vous pouvez lui donner. Un référent voit ceux de ses territoires.
#[utoipa::path(tag = "ambassadors", operation_id = "get_ambassador", security(("bearer" = [])),
    params(("ambassador_id" = Uuid, Path, description = "Ambassadeur")),
    responses((status = 200, description = "The ambassador", body = dto::Ambassador,
        headers(("ETag" = String, description = "Version")))))]
#[get("/ambassadors/{ambassador_id}")]
pub async fn get_ambassador(
    may: may::ReadAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let body = view(state.store.reader(), may.caller(), id.0).await?;
    readings::write_down(&state, may.caller(), &request, "ambassador.read", ("ambassador", id.0)).await?;
    Ok(part_response(body.version, &body))
}

/// L'histoire d'un ambassadeur
///
/// Chaque état, du dernier au premier, avec son jour : c'est d'ici que l'on compte les ambassadeurs d'un jour passé.
#[utoipa::path(tag = "ambassadors", operation_id = "list_ambassador_changes", security(("bearer" = [])),
    params(("ambassador_id" = Uuid, Path, description = "Ambassadeur")),
    responses((status = 200, description = "The states", body = query::AmbassadorChangeList)))]
#[get("/ambassadors/{ambassador_id}/changes")]
pub async fn list_ambassador_changes(
    may: may::ReadAmbassadors,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<web::Json<query::AmbassadorChangeList>, Problem> {
    let db = state.store.reader();
    let row = existing(db, may.caller(), id.0).await?;
    let items = ambassadors::changes_of(db, row.id).await?.into_iter().map(query::AmbassadorChange::from).collect();
    Ok(web::Json(query::AmbassadorChangeList { items }))
}
