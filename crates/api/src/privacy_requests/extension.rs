//! Two more months to answer, once.

use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::privacy_requests::{ExtensionRefusal, extended_due_on, extension};
use persistence::StoreError;
use persistence::privacy_requests::{self, Deed};
use uuid::Uuid;

use super::dto::{PrivacyRequest, PrivacyRequestExtension};
use super::read::{existing, view};
use super::{RESOURCE, letters};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, PathIds};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

impl From<ExtensionRefusal> for Problem {
    fn from(refusal: ExtensionRefusal) -> Self {
        match refusal {
            ExtensionRefusal::Invalid(errors) => Problem::validation(errors),
            ExtensionRefusal::NotAllowed => Problem::conflict("extension_not_allowed"),
        }
    }
}

/// Prolonger le délai d’une demande
///
/// De deux mois, une seule fois et avant son terme ; la personne reçoit le motif.
#[utoipa::path(tag = "privacy", operation_id = "extend_privacy_request", security(("bearer" = [])),
    request_body = PrivacyRequestExtension,
    params(("privacy_request_id" = Uuid, Path, description = "Demande")),
    responses((status = 200, description = "The request", body = PrivacyRequest,
        headers(("ETag" = String, description = "Version")))))]
#[post("/privacy-requests/{privacy_request_id}/extension")]
pub async fn extend_privacy_request(
    may: may::ManagePrivacyRequests,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<PrivacyRequestExtension>,
) -> Result<HttpResponse, Problem> {
    let (tx, today) = (state.store.begin().await?, state.clock.today());
    let row = existing(&tx, id.0).await?;
    let reason = extension((row.status, row.due_on, row.extended_on.is_some()), &body.value.reason, today)?;
    let mailed = letters::extended(&state, &tx, &row, extended_due_on(row.received_on), &reason).await?;
    let deed = Deed { actor_name: &may.caller().name, words: Some(&reason), mailed, at: state.clock.now() };
    privacy_requests::extend(&tx, &row, &deed, today).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "privacy_request.extend", (RESOURCE, id.0), &["due_on"]).await?;
    let body = view(&tx, &state, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}
