//! Handing endowments over, and taking a mistake back.

use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use chrono::NaiveDate;
use domain::ambassadors::endowments::{Standing, note, unmet};
use domain::codes::{AmbassadorStatus, EndowmentCondition};
use persistence::ambassadors::Ambassador;
use persistence::ambassadors::endowments::{self, Endowment, Grant};
use persistence::locks::hold_endowment;
use persistence::prospects::Archived;
use persistence::{ConnectionTrait, Slice, StoreError, sponsoring};
use uuid::Uuid;

use super::dto;
use crate::ambassadors::{RESOURCE, read::existing};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::problem::Problem;
use crate::reference::lists::label;
use crate::state::AppState;

/// Live endowments that a page of an ambassador shows at most.
const MOST_OFFERS: u64 = 200;

/// Where an ambassador stands today.
async fn standing(db: &impl ConnectionTrait, row: &Ambassador, today: NaiveDate) -> Result<Standing, StoreError> {
    let accepted = sponsoring::accepted_by(db, row.id).await?;
    Ok(Standing {
        is_active: row.status == AmbassadorStatus::Active,
        days_active: row.active_since.map_or(0, |since| (today - since).num_days().max(0)),
        sponsorings_accepted: i32::try_from(accepted).unwrap_or(i32::MAX),
        image_right: row.image_version.is_some(),
    })
}

fn missing(endowment: &Endowment, standing: &Standing, given: &[Grant]) -> Vec<EndowmentCondition> {
    let known_here = given.iter().any(|grant| grant.endowment_id == endowment.id);
    unmet(&endowment.conditions, standing, endowment.stock, known_here)
}

/// 409 that names everything that is missing, in words and by codes.
fn refused(missing: &[EndowmentCondition]) -> Problem {
    let codes: Vec<&str> = missing.iter().map(|condition| condition.as_str()).collect();
    let words: Vec<&str> = codes.iter().map(|code| label(EndowmentCondition::LIST, code)).collect();
    Problem::conflict("endowment_refused").with_args([words.join(" ; "), codes.join(", ")])
}

/// Les dotations d’un ambassadeur
///
/// Ce qui lui a été remis, et pour chaque dotation si elle peut l’être ou ce qui manque. Un référent lit ceux de ses
/// territoires.
#[utoipa::path(tag = "ambassadors", operation_id = "list_ambassador_endowments", security(("bearer" = [])),
    params(("ambassador_id" = Uuid, Path, description = "Ambassadeur")),
    responses((status = 200, description = "What they got, and may get", body = dto::AmbassadorEndowments)))]
#[get("/ambassadors/{ambassador_id}/endowments")]
pub async fn list_ambassador_endowments(
    may: may::ReadAmbassadors,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<web::Json<dto::AmbassadorEndowments>, Problem> {
    let db = state.store.reader();
    let row = existing(db, may.caller(), id.0).await?;
    let (standing, given) = (standing(db, &row, state.clock.today()).await?, endowments::grants_of(db, id.0).await?);
    let slice = Slice { after: None, descending: false, limit: MOST_OFFERS };
    let offer = |endowment: Endowment| {
        let missing = missing(&endowment, &standing, &given);
        dto::EndowmentOffer {
            may_be_given: missing.is_empty(),
            missing: missing.iter().map(|condition| condition.as_str().to_owned()).collect(),
            endowment: endowment.into(),
        }
    };
    let offers = endowments::list(db, Archived::No, &slice).await?.into_iter().map(offer).collect();
    let (days_active, sponsorings_accepted) = (standing.days_active, standing.sponsorings_accepted);
    let given = given.into_iter().map(dto::EndowmentGrant::from).collect();
    Ok(web::Json(dto::AmbassadorEndowments { given, offers, days_active, sponsorings_accepted }))
}

/// Hands an endowment over to an ambassador when nothing is missing; both are held until the transaction ends.
///
/// # Errors
/// 404, 422 when the endowment does not exist, 409 when it was archived or something is missing.
async fn give(
    tx: &impl ConnectionTrait,
    state: &AppState,
    caller: &crate::caller::Caller,
    (ambassador_id, endowment_id, note): (Uuid, Uuid, Option<String>),
) -> Result<Grant, Problem> {
    hold_endowment(tx, endowment_id, Some(ambassador_id)).await?;
    let row = existing(tx, caller, ambassador_id).await?;
    let endowment = endowments::find(tx, endowment_id).await?;
    let endowment = endowment.ok_or_else(|| Problem::field("/endowment_id", "not_found"))?;
    if endowment.archived_at.is_some() {
        return Err(Problem::conflict("archived"));
    }
    let given = endowments::grants_of(tx, row.id).await?;
    let missing = missing(&endowment, &standing(tx, &row, state.clock.today()).await?, &given);
    if !missing.is_empty() {
        return Err(refused(&missing));
    }
    let id = endowments::give(tx, (row.id, endowment.id), (note, &caller.name), state.clock.now()).await?;
    own(tx, row.id, id).await
}

/// A hand-over to this ambassador.
async fn own(db: &impl ConnectionTrait, ambassador_id: Uuid, id: Uuid) -> Result<Grant, Problem> {
    let given = endowments::grants_of(db, ambassador_id).await?;
    given.into_iter().find(|grant| grant.id == id).ok_or_else(Problem::not_found)
}

/// Remettre une dotation
///
/// Prend une pièce du stock. 409 `endowment_refused` nomme chaque condition qui manque.
#[utoipa::path(tag = "ambassadors", operation_id = "create_ambassador_endowment", security(("bearer" = [])),
    request_body = dto::NewEndowmentGrant,
    params(("ambassador_id" = Uuid, Path, description = "Ambassadeur"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Handed over", body = dto::EndowmentGrant,
        headers(("Location" = String, description = "Path of the hand-over"), ("ETag" = String, description = "Version")))))]
#[post("/ambassadors/{ambassador_id}/endowments")]
pub async fn create_ambassador_endowment(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<dto::NewEndowmentGrant>,
) -> Result<HttpResponse, Problem> {
    let (caller, ambassador_id) = (may.caller(), id.0);
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_ambassador_endowment:{ambassador_id}", caller.actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        existing(tx, caller, ambassador_id).await?;
        let note = note(sent.note.as_deref())?;
        let grant = give(tx, &state, caller, (ambassador_id, sent.endowment_id, note)).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        trail.record(tx, "ambassador.endow", (RESOURCE, ambassador_id), &["endowment_id", "note"]).await?;
        let location = format!("/api/v1/ambassadors/{ambassador_id}/endowments/{}", grant.id);
        Ok(Created { location, version: Some(grant.version), body: dto::EndowmentGrant::from(grant) })
    })
    .await
}

/// Reprendre une dotation remise par erreur
///
/// La pièce retourne au stock ; le journal garde la remise et la reprise.
#[utoipa::path(tag = "ambassadors", operation_id = "delete_ambassador_endowment", security(("bearer" = [])),
    params(("ambassador_id" = Uuid, Path, description = "Ambassadeur"),
        ("grant_id" = Uuid, Path, description = "Remise"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Taken back")))]
#[delete("/ambassadors/{ambassador_id}/endowments/{grant_id}")]
pub async fn delete_ambassador_endowment(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((ambassador_id, grant_id)): PathIds<(Uuid, Uuid)>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    existing(&tx, may.caller(), ambassador_id).await?;
    let grant = own(&tx, ambassador_id, grant_id).await?;
    hold_endowment(&tx, grant.endowment_id, Some(ambassador_id)).await?;
    endowments::take_back(&tx, &Grant { version: version.0, ..grant }, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "ambassador.take_back", (RESOURCE, ambassador_id), &["endowment_id", "note"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
