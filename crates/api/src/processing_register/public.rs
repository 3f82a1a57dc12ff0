//! The register as everybody may read it.

use std::sync::LazyLock;

use actix_web::{HttpRequest, HttpResponse, get};
use domain::codes::PublicForm;

use super::dto::{FormNotice, ProcessingNotice, ProcessingNotices};
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

/// What is told under a form.
///
/// # Errors
/// 500 when the register has no line for it; the start of the server keeps that from happening.
pub(crate) fn notice_under(form: PublicForm) -> Result<FormNotice, Problem> {
    let line = served()?.iter().find(|line| line.forms.contains(&form));
    let line = line.ok_or_else(|| Problem::internal(&"a form without its line in the register"))?;
    Ok(FormNotice {
        version: VERSION.clone(),
        controller: CONTROLLER.to_owned(),
        contact: CONTACT.to_owned(),
        purpose: ProcessingNotice::from(line),
    })
}
