//! The register as everybody may read it.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, get};

use super::dto::{ProcessingNotice, ProcessingNotices};
use super::{CONTACT, CONTROLLER, TABLE, served};
use crate::http::Cached;
use crate::problem::Problem;

static VERSION: LazyLock<String> = LazyLock::new(|| {
    format!("notices-{}", persistence::reference::checksum(TABLE).chars().take(12).collect::<String>())
});

/// Ce que devient chaque information donnée
///
/// Une ligne par usage : pourquoi, ce qui l'autorise, quelles informations, qui les lit, combien de temps. Chaque
/// formulaire public y a la sienne. Sans compte.
#[utoipa::path(tag = "public", operation_id = "get_processing_notices",
    responses((status = 200, description = "The notices", body = ProcessingNotices,
        headers(("ETag" = String, description = "Version"))),
        (status = 304, description = "As known")))]
#[get("/public/processing-notices")]
pub async fn get_processing_notices(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let cached = Cached::read(&request, &VERSION);
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    Ok(cached.json(&ProcessingNotices {
        controller: CONTROLLER.to_owned(),
        contact: CONTACT.to_owned(),
        items: served()?.iter().map(ProcessingNotice::from).collect(),
    }))
}
