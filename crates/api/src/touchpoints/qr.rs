//! The code that cameras read.

use actix_web::{HttpResponse, get, web};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use uuid::Uuid;

use super::dto::address;
use super::read::existing;
use crate::caller::may;
use crate::http::PathIds;
use crate::problem::Problem;
use crate::state::AppState;

/// Width and height of the drawing, in points of the file: it grows without loss.
const SIZE: u32 = 400;

/// The address of a printed code as a drawing. A quarter of it may be dirty or torn.
fn drawn(address: &str) -> Result<String, Problem> {
    let code = QrCode::with_error_correction_level(address, EcLevel::Q).map_err(|error| Problem::internal(&error))?;
    Ok(code.render::<svg::Color>().min_dimensions(SIZE, SIZE).quiet_zone(true).build())
}

/// Le code QR d'un point de contact
///
/// En SVG, avec sa marge blanche : l’adresse imprimée, que les appareils photo lisent.
#[utoipa::path(tag = "campaigns", operation_id = "get_touchpoint_qr", security(("bearer" = [])),
    params(("touchpoint_id" = Uuid, Path, description = "Point de contact")),
    responses((status = 200, description = "The drawing", body = String, content_type = "image/svg+xml")))]
#[get("/touchpoints/{touchpoint_id}/qr.svg")]
pub async fn get_touchpoint_qr(
    _: may::ReadCampaigns,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let row = existing(state.store.reader(), id.0).await?;
    let printed = address(&state.config.public_url, &row.code);
    Ok(HttpResponse::Ok().content_type("image/svg+xml").body(drawn(&printed)?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_drawing_is_square_and_stays_the_same() {
        let address = "https://ohmylot.example/p/K7M2QX";
        let drawing = super::drawn(address).unwrap();
        assert!(drawing.starts_with("<?xml") && drawing.contains("<path"), "{drawing}");
        assert_eq!(drawing, super::drawn(address).unwrap());
        assert_ne!(drawing, super::drawn("https://ohmylot.example/p/K7M2QY").unwrap());
    }
}
