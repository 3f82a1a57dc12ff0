//! The household has its file erased, at once and for good.

use actix_web::{HttpResponse, post, web};
use domain::codes::ErasureReason;
use persistence::StoreError;
use serde::Deserialize;
use utoipa::ToSchema;

use super::link::PageLink;
use super::{MAX_SENT, consents};
use crate::audit::Trail;
use crate::contact_requests::pace::MaySend;
use crate::erasure::{Order, ledger};
use crate::http::Body;
use crate::problem::Problem;
use crate::state::AppState;

/// An order to erase one's own file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"confirmation": "OML-2026-00042"}))]
pub struct HouseholdErasure {
    /// The number of the file, typed once more.
    pub confirmation: String,
}

/// Effacer son dossier
///
/// Aussitôt, partout et sans retour possible. Le numéro du dossier confirme l’ordre ; le lien n’ouvre plus rien ensuite.
#[utoipa::path(tag = "public", operation_id = "erase_household_file", security(("household_link" = [])),
    request_body = HouseholdErasure,
    responses((status = 204, description = "Nobody of the file is known any more")))]
#[post("/public/household-page/erasure")]
pub async fn erase_household_file(
    _: MaySend,
    link: PageLink,
    state: web::Data<AppState>,
    body: Body<HouseholdErasure, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let (_, file) = consents::held(&link, &state, &tx).await?;
    if body.value.confirmation.trim().to_uppercase() != file.number {
        return Err(Problem::field("/confirmation", "confirmation_mismatch"));
    }
    let trail = Trail::of_system("public", &state.clock);
    let order = Order { state: &state, tx: &tx, trail: &trail, reason: ErasureReason::Asked, on: state.clock.today() };
    order.file(file.id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    ledger::note(&state).await;
    link.forgive(&state.limits);
    Ok(HttpResponse::NoContent().finish())
}
