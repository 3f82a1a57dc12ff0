//! Correcting the day of a step in the history of a file.

use actix_web::{HttpRequest, HttpResponse, patch, web};
use domain::prospects::{DayRefusal, check_day};
use persistence::prospects;
use uuid::Uuid;

use super::RESOURCE;
use super::change::{editable, finish};
use super::dto::{Prospect, StatusChangeCorrection};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, IfMatch, PathIds};
use crate::problem::Problem;
use crate::state::AppState;

impl From<DayRefusal> for Problem {
    fn from(refusal: DayRefusal) -> Self {
        match refusal {
            DayRefusal::InFuture => Problem::field("/effective_on", "in_future"),
            DayRefusal::OutOfOrder => Problem::field("/effective_on", "between_steps"),
        }
    }
}

/// Corriger la date d'une étape
///
/// La date d'effet seulement, entre celles des étapes voisines : les chiffres des périodes concernées suivent, un bilan publié ne
/// bouge pas.
#[utoipa::path(tag = "prospects", operation_id = "correct_status_change", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("status_change_id" = Uuid, Path, description = "Id of the step, from the history of the file"),
        ("If-Match" = String, Header, description = "Version of the file that was read (ETag)")),
    request_body = StatusChangeCorrection,
    responses(
        (status = 200, description = "The file with its corrected history", body = Prospect,
            headers(("ETag" = String, description = "Version of the file")))))]
#[patch("/prospects/{prospect_id}/status-changes/{status_change_id}")]
pub async fn correct_status_change(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    ids: PathIds<(Uuid, Uuid)>,
    version: IfMatch,
    body: Body<StatusChangeCorrection>,
) -> Result<HttpResponse, Problem> {
    let (id, step) = ids.0;
    let on = body.value.effective_on;
    let tx = state.store.begin().await?;
    let file = editable(&tx, &may.scope(), id, Some(version)).await?;
    let (steps, days): (Vec<Uuid>, Vec<_>) = prospects::days_of_steps(&tx, id).await?.into_iter().unzip();
    let index = steps.iter().position(|known| *known == step).ok_or_else(Problem::not_found)?;
    check_day(&days, index, on, state.clock.today())?;
    let is_last = index + 1 == days.len();
    prospects::correct_day(&tx, (id, file.version), (step, is_last), on, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "prospect.correct_step", (RESOURCE, id), &["effective_on"]).await?;
    finish(tx, id).await
}
