//! What people agreed to: recorded with its proof, withdrawn and kept.

mod dto;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, post, web};
use domain::consents::ConsentInput;
use persistence::prospects::{StoredConsent, consent_text_exists, members_of};
use persistence::{ConnectionTrait, consents};
use uuid::Uuid;

pub use dto::NewMemberConsent;

use crate::caller::may;
use crate::http::{Created, IdempotencyKey, PathIds};
use crate::open_file::Change;
use crate::problem::Problem;
use crate::prospects::dto::Consent;
use crate::sensitive::{Acknowledgement, FileBody};
use crate::state::AppState;

/// Endpoints of consents.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(create_consent).service(withdraw_consent);
}

/// Enregistre un consentement
///
/// Avec la version du texte lu, le canal et la preuve. Un consentement par finalité.
#[utoipa::path(tag = "prospects", operation_id = "create_consent", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated call create nothing more"), Acknowledgement),
    request_body = NewMemberConsent,
    responses((status = 201, description = "The consent", body = Consent)))]
#[post("/prospects/{prospect_id}/consents")]
pub async fn create_consent(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    key: IdempotencyKey,
    body: FileBody<NewMemberConsent>,
) -> Result<HttpResponse, Problem> {
    let change =
        Change { state: &state, permission: &permission, request: &request, prospect_id, action: "consent.create" };
    let member_id = body.value.member_id;
    change
        .create(&key, &body.fingerprint, async |work| {
            let consent = domain::consents::NewConsent::parse(&ConsentInput::from(body.value))?;
            if !consent_text_exists(work.tx, consent.purpose.as_str(), &consent.text_version).await? {
                return Err(Problem::field("/text_version", "not_found"));
            }
            check_member(work.tx, prospect_id, member_id).await?;
            let id = consents::insert(work.tx, (prospect_id, member_id), &consent, work.now).await?;
            let row = get(work.tx, prospect_id, id).await?;
            let location = format!("/api/v1/prospects/{prospect_id}/consents/{id}");
            Ok((Created { location, version: None, body: Consent::from(row) }, vec!["consents"]))
        })
        .await
}

/// Retire un consentement
///
/// À la demande de la personne ; l'effet est immédiat, et la preuve du consentement passé est gardée.
#[utoipa::path(tag = "prospects", operation_id = "withdraw_consent", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("consent_id" = Uuid, Path, description = "Id of the consent")),
    responses((status = 200, description = "The consent, withdrawn", body = Consent)))]
#[post("/prospects/{prospect_id}/consents/{consent_id}/withdrawals")]
pub async fn withdraw_consent(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let action = "consent.withdraw";
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    let row = change
        .apply(async |work| {
            // Withdrawing twice is withdrawing once: the first moment stays.
            if get(work.tx, prospect_id, id).await?.withdrawn_at.is_none() {
                consents::withdraw(work.tx, id, work.now).await?;
            }
            Ok((get(work.tx, prospect_id, id).await?, vec!["withdrawn_at"]))
        })
        .await?;
    Ok(HttpResponse::Ok().json(Consent::from(row)))
}

async fn get(db: &impl ConnectionTrait, prospect_id: Uuid, id: Uuid) -> Result<StoredConsent, Problem> {
    consents::find(db, prospect_id, id).await?.ok_or_else(Problem::not_found)
}

async fn check_member(db: &impl ConnectionTrait, prospect_id: Uuid, member_id: Option<Uuid>) -> Result<(), Problem> {
    let Some(id) = member_id else { return Ok(()) };
    let known = members_of(db, prospect_id).await?.iter().any(|member| member.id == id);
    if known { Ok(()) } else { Err(Problem::field("/member_id", "not_found")) }
}
