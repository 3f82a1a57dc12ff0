//! Requests that somebody of the programme writes down.

use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::access::ProspectScope;
use domain::privacy_requests::{NewRequest, RequestInput};
use domain::validation::FieldErrors;
use persistence::privacy_requests::{self, Deed};
use persistence::{ConnectionTrait, prospects};
use uuid::Uuid;

use super::dto::{NewPrivacyRequest, PrivacyRequest};
use super::read::view;
use super::{RESOURCE, letters};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, create_once};
use crate::problem::Problem;
use crate::state::AppState;

/// Enregistrer une demande d’une personne sur ses données
///
/// Reçue par courriel, téléphone ou courrier. La réponse est due dans le mois ; la personne en est informée par courriel
/// quand son adresse est connue.
#[utoipa::path(tag = "privacy", operation_id = "create_privacy_request", security(("bearer" = [])),
    request_body = NewPrivacyRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = PrivacyRequest,
        headers(("Location" = String, description = "Path of the request"), ("ETag" = String, description = "Version")))))]
#[post("/privacy-requests")]
pub async fn create_privacy_request(
    may: may::ManagePrivacyRequests,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<NewPrivacyRequest>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_privacy_request", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let prospect_id = sent.prospect_id;
        let new = read(tx, &state, sent).await?;
        let mailed = letters::received(&state, tx, &new).await?;
        let deed = Deed { actor_name: &may.caller().name, words: None, mailed, at: state.clock.now() };
        let id = privacy_requests::insert(tx, prospect_id, &new, &deed).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(tx, "privacy_request.create", (RESOURCE, id), &["kind", "channel", "received_on"]).await?;
        let body = view(tx, &state, id).await?;
        Ok(Created { location: format!("/api/v1/privacy-requests/{id}"), version: Some(body.version), body })
    })
    .await
}

async fn read(db: &impl ConnectionTrait, state: &AppState, sent: NewPrivacyRequest) -> Result<NewRequest, Problem> {
    let mut errors = FieldErrors::new();
    if let Some(id) = sent.prospect_id
        && !known(db, id).await?
    {
        errors.push("/prospect_id", "not_found");
    }
    let new = NewRequest::parse(&RequestInput::from(sent), state.clock.today());
    let new = new.map_err(|faults| errors.nest("", faults)).ok();
    Ok(errors.finish(new)?)
}

async fn known(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, Problem> {
    Ok(prospects::find(db, &ProspectScope::All, id).await?.is_some())
}
