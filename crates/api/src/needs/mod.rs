//! Needs of a household: noted, handed to the competent partner, asked about and answered.

mod ask;
pub(crate) mod competent;
mod dto;
pub(crate) mod link;
mod public;
mod public_dto;
mod sentences;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::codes::{NeedStatus, NeedTheme};
use domain::needs::Need;
use persistence::prospects::StoredNeed;
use persistence::{ConnectionTrait, needs, prospects};
use uuid::Uuid;

use competent::{Chooser, place_of};
pub use dto::{NeedPatch, NewPartnerNeed};
pub use public_dto::{AskedReferent, NeedAnswerReceipt, NeedRequest, NewNeedAnswer, ReachableHousehold};

use crate::caller::may;
use crate::http::{Created, IdempotencyKey, IfMatch, PathIds};
use crate::open_file::{Change, part_response};
use crate::problem::Problem;
use crate::prospects::dto::Need as NeedView;
use crate::sensitive::{Acknowledgement, FileBody};
use crate::state::AppState;

/// Endpoints of needs.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(create_need)
        .service(update_need)
        .service(delete_need)
        .service(ask::ask_partner)
        .service(public::get_need_request)
        .service(public::create_need_answer);
}

/// Note un besoin
///
/// Ajoute un besoin du ménage, par thème. Sans partenaire indiqué, le partenaire compétent est choisi par les règles du
/// programme : le premier organisme qui répond à ce thème et sert le territoire souhaité.
#[utoipa::path(tag = "prospects", operation_id = "create_need", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated call create nothing more"), Acknowledgement),
    request_body = NewPartnerNeed,
    responses((status = 201, description = "The need", body = NeedView)))]
#[post("/prospects/{prospect_id}/needs")]
pub async fn create_need(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    key: IdempotencyKey,
    body: FileBody<NewPartnerNeed>,
) -> Result<HttpResponse, Problem> {
    let change =
        Change { state: &state, permission: &permission, request: &request, prospect_id, action: "need.create" };
    change
        .create(&key, &body.fingerprint, async |work| {
            let mut need = body.value.parse()?;
            check_partner(work.tx, &need).await?;
            if need.partner_id.is_none() {
                let given = Chooser::load(work.tx).await?.choose(need.theme, &place_of(work.file));
                need = need.given_to(given);
            }
            let id = needs::insert(work.tx, prospect_id, &need, work.now).await?;
            let row = get(work.tx, prospect_id, id).await?;
            let location = format!("/api/v1/prospects/{prospect_id}/needs/{id}");
            let created = Created { location, version: Some(row.version), body: NeedView::from(row) };
            Ok((created, vec!["theme", "description", "partner_id"]))
        })
        .await
}

/// Modifie un besoin
///
/// Son avancement, le partenaire compétent ou la réponse reçue.
#[utoipa::path(tag = "prospects", operation_id = "update_need", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("need_id" = Uuid, Path, description = "Id of the need"),
        ("If-Match" = String, Header, description = "ETag of the version that was read"), Acknowledgement),
    request_body = NeedPatch,
    responses((status = 200, description = "The need", body = NeedView)))]
#[patch("/prospects/{prospect_id}/needs/{need_id}")]
pub async fn update_need(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
    body: FileBody<NeedPatch>,
) -> Result<HttpResponse, Problem> {
    let change =
        Change { state: &state, permission: &permission, request: &request, prospect_id, action: "need.update" };
    let row = change
        .apply(async |work| {
            let current = get(work.tx, prospect_id, id).await?;
            let fields = body.value.fields();
            let (mut need, asking) = body.value.apply(&current, work.now)?;
            check_partner(work.tx, &need).await?;
            // A rule chose for another theme: it chooses again, unless its partner was asked already.
            let of_rule = need.partner_reason.is_some() && need.theme.as_str() != current.theme;
            if of_rule && asking.asked_at.is_none() {
                let given = Chooser::load(work.tx).await?.choose(need.theme, &place_of(work.file));
                need = need.given_to(given);
            }
            needs::update(work.tx, (id, version), &need, &asking, work.now).await?;
            Ok((get(work.tx, prospect_id, id).await?, fields))
        })
        .await?;
    Ok(part_response(row.version, &NeedView::from(row)))
}

/// Supprime un besoin
///
/// À réserver aux besoins notés par erreur ; un besoin abandonné passe à `dropped`.
#[utoipa::path(tag = "prospects", operation_id = "delete_need", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("need_id" = Uuid, Path, description = "Id of the need"),
        ("If-Match" = String, Header, description = "ETag of the version that was read")),
    responses((status = 204, description = "Removed")))]
#[delete("/prospects/{prospect_id}/needs/{need_id}")]
pub async fn delete_need(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let change =
        Change { state: &state, permission: &permission, request: &request, prospect_id, action: "need.delete" };
    change
        .apply(async |work| {
            get(work.tx, prospect_id, id).await?;
            needs::delete(work.tx, id, version).await?;
            Ok(((), vec![]))
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn get(db: &impl ConnectionTrait, prospect_id: Uuid, id: Uuid) -> Result<StoredNeed, Problem> {
    needs::find(db, prospect_id, id).await?.ok_or_else(Problem::not_found)
}

/// A stored need as the domain knows it.
fn need_of(stored: &StoredNeed) -> Result<Need, Problem> {
    let broken = || Problem::internal(&"a need of an unknown theme or state");
    Ok(Need {
        theme: NeedTheme::parse(&stored.theme).ok_or_else(broken)?,
        status: NeedStatus::parse(&stored.status).ok_or_else(broken)?,
        description: stored.description.clone(),
        partner_id: stored.partner_id,
        partner_reason: stored.partner_reason.clone(),
        answer: stored.answer.clone(),
    })
}

async fn check_partner(db: &impl ConnectionTrait, need: &Need) -> Result<(), Problem> {
    match need.partner_id {
        Some(id) if !prospects::partner_exists(db, id).await? => Err(Problem::field("/partner_id", "not_found")),
        _ => Ok(()),
    }
}
