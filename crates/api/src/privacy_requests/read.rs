//! Requests as the programme reads them.

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use domain::privacy_requests::{allowed_next, is_late, is_open};
use persistence::privacy_requests::{self, Request};
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

use super::dto::{PrivacyRequest, PrivacyRequestStep};
use crate::caller::may;
use crate::http::PathIds;
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// The request of this id.
///
/// # Errors
/// 404 when it does not exist; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Request, Problem> {
    privacy_requests::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// Requests with what happened to them and the numbers of their files.
pub(super) async fn views(
    db: &impl ConnectionTrait,
    today: NaiveDate,
    rows: Vec<Request>,
) -> Result<Vec<PrivacyRequest>, StoreError> {
    let files = privacy_requests::files_of(db, rows.iter().filter_map(|row| row.prospect_id)).await?;
    let mut steps = privacy_requests::steps_of(db, rows.iter().map(|row| row.id)).await?;
    let view = |row: Request| PrivacyRequest {
        id: row.id,
        prospect_number: row.prospect_id.and_then(|id| files.get(&id)).map(|(number, _)| number.clone()),
        prospect_id: row.prospect_id,
        kind: row.kind.to_string(),
        channel: row.channel,
        status: row.status.to_string(),
        received_on: row.received_on,
        due_on: row.due_on,
        late: is_late(row.status, row.due_on, today),
        extended_on: row.extended_on,
        closed_on: row.closed_on,
        requester_name: row.requester_name,
        requester_email: row.requester_email,
        identity_proof: row.identity_proof,
        details: row.details,
        steps: steps.remove(&row.id).unwrap_or_default().into_iter().map(PrivacyRequestStep::from).collect(),
        allowed: allowed_next(row.status).iter().map(ToString::to_string).collect(),
        can_extend: is_open(row.status) && row.extended_on.is_none() && row.due_on >= today,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// One request as it is shown.
pub(super) async fn view(db: &impl ConnectionTrait, state: &AppState, id: Uuid) -> Result<PrivacyRequest, Problem> {
    let row = existing(db, id).await?;
    views(db, state.clock.today(), vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Une demande d’une personne sur ses données
///
/// Avec le dernier jour pour répondre et tout ce qui a été répondu.
#[utoipa::path(tag = "privacy", operation_id = "get_privacy_request", security(("bearer" = [])),
    params(("privacy_request_id" = Uuid, Path, description = "Demande")),
    responses((status = 200, description = "The request", body = PrivacyRequest,
        headers(("ETag" = String, description = "Version")))))]
#[get("/privacy-requests/{privacy_request_id}")]
pub async fn get_privacy_request(
    _: may::ManagePrivacyRequests,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let body = view(state.store.reader(), &state, id.0).await?;
    Ok(part_response(body.version, &body))
}
