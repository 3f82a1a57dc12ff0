//! The code on the stand: who holds a phone in front of it gets the form, which knows where they are.

use actix_web::{HttpResponse, get, web};
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::read::existing;
use crate::caller::may;
use crate::http::PathIds;
use crate::problem::Problem;
use crate::state::AppState;

/// The code of an event and where it leads.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventQrCode {
    /// The form, with the event.
    #[schema(example = "https://lot.example/demande?source=stand&evenement=0193a000-0000-7000-8000-000000000001")]
    pub url: String,
    /// The drawing (SVG), made here.
    pub svg: String,
}

/// Le QR code du stand
///
/// Mène au formulaire de demande, rempli d'avance de la source et de l'événement. À imprimer ; aucun service tiers.
#[utoipa::path(tag = "events", operation_id = "get_event_qr_code", security(("bearer" = [])),
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "The code", body = EventQrCode)))]
#[get("/events/{event_id}/qr-code")]
pub async fn get_event_qr_code(
    _: may::WriteEvents,
    state: web::Data<AppState>,
    event_id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let event = existing(state.store.reader(), event_id.0).await?;
    let site = state.config.public_url.trim_end_matches('/');
    let url = format!("{site}/demande?source=stand&evenement={}", event.id);
    let code = QrCode::new(&url).map_err(|error| Problem::internal(&error))?;
    let svg = code.render::<svg::Color<'_>>().min_dimensions(320, 320).build();
    Ok(HttpResponse::Ok().json(EventQrCode { url, svg }))
}
