//! Files that resemble each other: found off the path of requests, explained, decided by a person.

mod compare;
pub mod dto;
mod list;
pub(crate) mod sentences;
pub mod watch;

use actix_web::{HttpRequest, HttpResponse, delete, post, web};
use domain::codes::DuplicateStatus::{self, Dismissed, Open};
use persistence::duplicates::{self, Pair};
use persistence::{DatabaseTransaction, StoreError};
use uuid::Uuid;

use crate::audit::Trail;
use crate::caller::may;
use crate::endpoints::Endpoints;
use crate::http::{IfMatch, PathIds};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;
use dto::Duplicate;
use sentences::Sentences;

/// What the trail calls a pair.
const RESOURCE: &str = "duplicate";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_duplicates)
        .service(compare::get_duplicate)
        .service(dismiss_duplicate)
        .service(reopen_duplicate);
}

/// Dire que deux dossiers ne sont pas les mêmes
///
/// La paire n’est plus jamais proposée, sauf si l’on revient sur cette décision.
#[utoipa::path(tag = "prospects", operation_id = "dismiss_duplicate", security(("bearer" = [])),
    params(("duplicate_id" = Uuid, Path, description = "Id of the pair")),
    responses((status = 200, description = "The pair, decided; a pair that was dismissed stays as it is", body = Duplicate,
        headers(("ETag" = String, description = "Version of the pair")))))]
#[post("/duplicates/{duplicate_id}/dismissal")]
pub async fn dismiss_duplicate(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(id): PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let trail = Trail::of(may.caller(), &request, &state.clock);
    decide(&may, &state, &trail, (id, None), Dismissed).await
}

/// Revenir sur « ce ne sont pas les mêmes »
///
/// La paire est de nouveau à examiner.
#[utoipa::path(tag = "prospects", operation_id = "reopen_duplicate", security(("bearer" = [])),
    params(("duplicate_id" = Uuid, Path, description = "Id of the pair"),
        ("If-Match" = String, Header, description = "Version that was read (ETag)")),
    responses((status = 200, description = "The pair, open again", body = Duplicate,
        headers(("ETag" = String, description = "Version of the pair")))))]
#[delete("/duplicates/{duplicate_id}/dismissal")]
pub async fn reopen_duplicate(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(id): PathIds<Uuid>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let trail = Trail::of(may.caller(), &request, &state.clock);
    decide(&may, &state, &trail, (id, Some(version)), Open).await
}

async fn decide(
    may: &may::WriteProspects,
    state: &AppState,
    trail: &Trail,
    (id, version): (Uuid, Option<i32>),
    to: DuplicateStatus,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let (pair, files) = compare::seen(&tx, &may.scope(), id).await?;
    if version.is_some_and(|version| version != pair.version) {
        return Err(StoreError::Stale.into());
    }
    let pair = if pair.status == to { pair } else { moved(&tx, state, trail, pair, to).await? };
    tx.commit().await.map_err(StoreError::from)?;
    let [first, second] = &files;
    let body = Duplicate::of(pair, &[first, second], &Sentences::load()?)?;
    Ok(part_response(body.version, &body))
}

/// A merged pair is taken apart by undoing the merge, not here.
async fn moved(
    tx: &DatabaseTransaction,
    state: &AppState,
    trail: &Trail,
    pair: Pair,
    to: DuplicateStatus,
) -> Result<Pair, Problem> {
    if pair.status == DuplicateStatus::Merged {
        return Err(Problem::conflict("merged"));
    }
    duplicates::decide(tx, (pair.id, pair.version), to, trail.actor_label(), state.clock.now()).await?;
    let action = if to == Dismissed { "duplicate.dismiss" } else { "duplicate.reopen" };
    trail.record(tx, action, (RESOURCE, pair.id), &["status"]).await?;
    duplicates::find(tx, pair.id).await?.ok_or_else(Problem::not_found)
}
