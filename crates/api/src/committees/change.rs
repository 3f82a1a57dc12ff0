//! Writing the agenda and the decisions of a committee.

use actix_web::{HttpRequest, HttpResponse, patch, web};
use domain::committees::{Minutes, may_be_written};
use persistence::{StoreError, committees};
use uuid::Uuid;

use super::dto;
use super::read::{existing, view};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, IfMatch, Patch, PathIds};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// Écrire l’ordre du jour ou les décisions
///
/// Chaque liste se remplace en entier ; celle qui n’est pas envoyée reste. Les décisions s’écrivent aussi après le comité.
#[utoipa::path(tag = "steering", operation_id = "update_committee", security(("bearer" = [])),
    request_body = dto::CommitteePatch,
    params(("committee_id" = Uuid, Path, description = "Comité, un événement de nature `steering_committee`"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The committee", body = dto::Committee,
        headers(("ETag" = String, description = "Version of the event")))))]
#[patch("/committees/{committee_id}")]
pub async fn update_committee(
    may: may::ManageSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::CommitteePatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    if !may_be_written(existing(&tx, id.0).await?.status) {
        return Err(Problem::conflict("event_over"));
    }
    let fields = body.value.fields();
    let now = committees::find(&tx, id.0).await?;
    let typed = Minutes {
        agenda: replaced(body.value.agenda, now.agenda),
        decisions: replaced(body.value.decisions, now.decisions),
    };
    committees::update(&tx, (id.0, version.0), &Minutes::parse(&typed)?, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "committee.update", ("event", id.0), &fields).await?;
    let body = view(&tx, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

/// A list that was sent whole; null empties it.
fn replaced<S: Into<I>, I>(sent: Patch<Vec<S>>, now: Vec<I>) -> Vec<I> {
    match sent {
        Patch::Absent => now,
        Patch::Null => vec![],
        Patch::Value(sent) => sent.into_iter().map(Into::into).collect(),
    }
}
