//! Tablets that come onto a stand with its code, and what they need to know.

use actix_web::http::header;
use actix_web::{HttpResponse, get, post, web};
use domain::codes::{ConsentPurpose, PublicForm};
use domain::stands::{StandCode, closes_at, opens_at};
use domain::validation::{FieldErrors, text};
use persistence::events::{self, Event};
use persistence::stands::devices::{self, Device};
use persistence::{ConnectionTrait, StoreError, consent_texts, locks};

use super::EVENT;
use super::device::{OnStand, code_hash, new_token};
use super::dto::{JoinedStand, NewStandDevice, StandConsent, StandKit};
use crate::audit::Trail;
use crate::contact_requests::pace::MayConfirm;
use crate::http::Body;
use crate::problem::Problem;
use crate::processing_register::notice_under;
use crate::secrets::token_hash;
use crate::state::AppState;

/// Longest name of a tablet, in characters.
const LABEL_MAX: usize = 60;
/// Largest request, in bytes.
const MAX_JOIN: usize = 2 * 1024;

/// Entrer sur un stand
///
/// Échange le code de l'événement contre un accès propre à l'appareil, sans compte. Le même appareil qui revient reçoit un
/// nouvel accès et garde ses compteurs.
// No idempotency key: its record would keep the token, and asking again harms nothing.
#[utoipa::path(tag = "public", operation_id = "join_stand",
    request_body = NewStandDevice,
    responses((status = 201, description = "The token, told once, and what the device needs", body = JoinedStand,
        headers(("Location" = String, description = "Path of the device, for staff"))),
        (status = 409, description = "The stand is not open today")))]
#[post("/stand/devices")]
pub async fn join_stand(
    may: MayConfirm,
    state: web::Data<AppState>,
    body: Body<NewStandDevice, MAX_JOIN>,
) -> Result<HttpResponse, Problem> {
    let sent = body.value;
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let (event, label) = read(&tx, &state, &sent).await?;
    may.forgive(&state.limits);
    locks::hold_stand(&tx, event.id).await?;
    let token = new_token();
    let tablet = (event.id, sent.tablet_id);
    let device = devices::admit(&tx, tablet, label, token_hash(&token), now).await?;
    let trail = Trail::of_system("stand_device", &state.clock);
    trail.record(&tx, "stand_device.join", (EVENT, event.id), &["stand_devices"]).await?;
    let kit = kit_of(&tx, &state, &event, &device).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let location = format!("/api/v1/events/{}/stand-devices/{}", event.id, device.id);
    Ok(HttpResponse::Created().insert_header((header::LOCATION, location)).json(JoinedStand { token, kit }))
}

/// The event of a code that lets in now, and the name of the tablet.
async fn read(db: &impl ConnectionTrait, state: &AppState, sent: &NewStandDevice) -> Result<(Event, String), Problem> {
    let mut errors = FieldErrors::new();
    let label = errors.keep("/label", text(&sent.label, LABEL_MAX));
    let event = match sent.code.parse::<StandCode>() {
        Ok(code) => match devices::event_of_code(db, &code_hash(&state.secrets, &code)).await? {
            Some(id) => events::find(db, id).await?,
            None => None,
        },
        Err(_) => None,
    };
    if event.is_none() {
        errors.push("/code", "unknown_stand_code");
    }
    let (event, label) = errors.finish(event.zip(label))?;
    let now = state.clock.now();
    let open = opens_at(event.span) <= now && now < closes_at(event.span);
    if open && domain::events::may_change(event.status) {
        Ok((event, label))
    } else {
        Err(Problem::conflict("stand_closed"))
    }
}

async fn kit_of(
    db: &impl ConnectionTrait,
    state: &AppState,
    event: &Event,
    device: &Device,
) -> Result<StandKit, Problem> {
    let texts = consent_texts::current(db).await?;
    let text = texts.into_iter().find(|text| text.purpose == ConsentPurpose::FollowUp);
    let text = text.ok_or_else(|| Problem::internal(&"no text to agree to"))?;
    Ok(StandKit {
        event_id: event.id,
        title: event.title.clone(),
        place: event.place.clone(),
        first_on: event.span.first,
        last_on: event.span.last,
        closes_at: closes_at(event.span),
        device_id: device.id,
        label: device.label.clone(),
        consent: StandConsent { version: text.version, text: text.text },
        notice: notice_under(PublicForm::Stand)?,
        server_time: state.clock.now(),
    })
}

/// Ce qu’un appareil doit savoir
///
/// Son événement, le texte d'accord en vigueur, ce qui est dit sous le formulaire et l'heure juste. 401 `stand_access_ended` quand son accès est fermé : ce
/// qu'il n'a pas envoyé reste sur lui.
#[utoipa::path(tag = "stands", operation_id = "get_stand_kit", security(("stand" = [])),
    responses((status = 200, description = "What the device needs", body = StandKit)))]
#[get("/stand/kit")]
pub async fn get_stand_kit(on: OnStand, state: web::Data<AppState>) -> Result<web::Json<StandKit>, Problem> {
    let db = state.store.reader();
    let event = events::find(db, on.device.event_id).await?.ok_or_else(Problem::not_found)?;
    Ok(web::Json(kit_of(db, &state, &event, &on.device).await?))
}
