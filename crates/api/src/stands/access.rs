//! The code of a stand, and the devices that it let in, for those who prepare the event.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use domain::stands::StandCode;
use persistence::events::Event;
use persistence::stands::{captures, devices};
use persistence::{ConnectionTrait, StoreError, locks};
use rand::Rng;
use uuid::Uuid;

use super::EVENT;
use super::device::code_hash;
use super::dto::StandAccess;
use crate::audit::Trail;
use crate::caller::{Caller, may};
use crate::events::read::{existing, is_theirs, open};
use crate::http::{IfMatch, PathIds, etag};
use crate::problem::Problem;
use crate::state::AppState;

/// The event, when it is the caller's; whatever its state, what a stand brought back stays readable.
pub(super) async fn theirs(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Event, Problem> {
    let event = existing(db, id).await?;
    if is_theirs(&event, caller) { Ok(event) } else { Err(Problem::forbidden()) }
}

async fn view(db: &impl ConnectionTrait, event: &Event) -> Result<StandAccess, StoreError> {
    let access = devices::access_of(db, event.id).await?;
    let known = devices::list(db, event.id).await?;
    Ok(StandAccess::of(event.span, access, known, captures::counts(db, event.id).await?))
}

/// L’accès au stand
///
/// S'il est ouvert, de quand à quand, par quels appareils, et où en sont les personnes rencontrées. Le code n'est montré
/// qu'à sa création.
#[utoipa::path(tag = "stands", operation_id = "get_stand_access", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "The access", body = StandAccess,
        headers(("ETag" = String, description = "Version")))))]
#[get("/events/{event_id}/stand-access")]
pub async fn get_stand_access(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    event_id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let event = theirs(db, may.caller(), event_id.0).await?;
    let body = view(db, &event).await?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body))
}

/// Ouvrir le stand
///
/// Donne le code que les tablettes échangent contre un accès à elles, sans compte. Il n'est montré qu'une fois ; en demander
/// un autre remplace le précédent, et les appareils déjà entrés restent.
// No idempotency key: its record would keep the code, and asking again harms nothing.
#[utoipa::path(tag = "stands", operation_id = "open_stand_access", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 201, description = "The access with its code, told once", body = StandAccess,
        headers(("Location" = String, description = "Path of the access"), ("ETag" = String, description = "Version")))))]
#[post("/events/{event_id}/stand-access")]
pub async fn open_stand_access(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    event_id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let caller = may.caller();
    let code = StandCode::of(rand::rng().random());
    let tx = state.store.begin().await?;
    let event = open(&tx, caller, event_id.0).await?;
    locks::hold_stand(&tx, event.id).await?;
    let by = (Some(caller.actor.user_id), caller.name.clone());
    devices::open(&tx, event.id, code_hash(&state.secrets, &code), by, state.clock.now()).await?;
    let trail = Trail::of(caller, &request, &state.clock);
    trail.record(&tx, "stand.open", (EVENT, event.id), &["stand_access"]).await?;
    let body = StandAccess { code: Some(code.to_string()), ..view(&tx, &event).await? };
    tx.commit().await.map_err(StoreError::from)?;
    let location = format!("/api/v1/events/{}/stand-access", event.id);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .insert_header((header::ETAG, etag(body.version)))
        .json(body))
}

/// Fermer le stand
///
/// Le code n'ouvre plus rien et tous les appareils sont déconnectés ; ce qu'ils n'ont pas envoyé reste sur eux.
#[utoipa::path(tag = "stands", operation_id = "close_stand_access", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Closed")))]
#[delete("/events/{event_id}/stand-access")]
pub async fn close_stand_access(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    event_id: PathIds<Uuid>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let event = theirs(&tx, may.caller(), event_id.0).await?;
    devices::close(&tx, (event.id, version), state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "stand.close", (EVENT, event.id), &["stand_access", "stand_devices"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Déconnecter un appareil
///
/// Perdu ou volé : il ne peut plus rien envoyer. Ce qu'il a gardé ne se lit qu'avec le code de l'événement.
#[utoipa::path(tag = "stands", operation_id = "revoke_stand_device", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement"),
        ("device_id" = Uuid, Path, description = "Appareil"),
        ("If-Match" = String, Header, description = "Version lue", example = "\"1\"")),
    responses((status = 204, description = "Shut out")))]
#[delete("/events/{event_id}/stand-devices/{device_id}")]
pub async fn revoke_stand_device(
    may: may::WriteEvents,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((event_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let event = theirs(&tx, may.caller(), event_id).await?;
    let device = devices::find(&tx, event.id, id).await?.ok_or_else(Problem::not_found)?;
    devices::revoke(&tx, (device.id, version), state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "stand_device.revoke", (EVENT, event.id), &["stand_devices"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
