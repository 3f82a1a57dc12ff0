//! Preparing campaigns, changing what is known of them, putting them away.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::campaigns::{CampaignFacts, CampaignInput, Phase};
use persistence::campaigns::{self, touchpoints};
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

use super::patch::CampaignPatch;
use super::read::{existing, in_use, shown, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::problem::Problem;
use crate::state::AppState;

/// Reads a campaign whose phases are new or `known`.
fn read(input: &CampaignInput, known: &[Phase]) -> Result<CampaignFacts, Problem> {
    let known: Vec<Uuid> = known.iter().map(|phase| phase.id).collect();
    Ok(CampaignFacts::parse(input, &known, Uuid::now_v7)?)
}

/// Préparer une campagne
///
/// Les dossiers qui nomment déjà ce code lui appartiennent aussitôt. Les montants sont en centimes.
#[utoipa::path(tag = "campaigns", operation_id = "create_campaign", security(("bearer" = [])),
    request_body = dto::NewCampaign,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::Campaign,
        headers(("Location" = String, description = "Path of the campaign"), ("ETag" = String, description = "Version")))))]
#[post("/campaigns")]
pub async fn create_campaign(
    may: may::ManageCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewCampaign>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let caller = may.caller();
    let scope = format!("{}:create_campaign", caller.actor.user_id);
    let facts = read(&sent.into(), &[])?;
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        if campaigns::find_by_code(tx, &facts.code).await?.is_some() {
            return Err(Problem::field("/code", "duplicate"));
        }
        let id = campaigns::insert(tx, &facts, state.clock.now()).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        trail.record(tx, "campaign.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
        let body = view(tx, caller, id).await?;
        Ok(Created { location: format!("/api/v1/campaigns/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Corriger une campagne
///
/// Les champs absents restent, `null` vide. Les phases se remplacent en entier : leur ordre est celui de l’envoi, celles qui
/// gardent leur `id` gardent leurs points de contact. Le code ne change pas.
#[utoipa::path(tag = "campaigns", operation_id = "update_campaign", security(("bearer" = [])),
    request_body = CampaignPatch,
    params(("campaign_id" = Uuid, Path, description = "Campagne"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The campaign", body = dto::Campaign,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/campaigns/{campaign_id}")]
pub async fn update_campaign(
    may: may::ManageCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<CampaignPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = in_use(&tx, id.0).await?;
    let fields = body.value.fields();
    let facts = read(&body.value.onto(&row), &row.phases)?;
    check_phases(&tx, id.0, &facts).await?;
    campaigns::update(&tx, (id.0, version.0), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "campaign.update", (RESOURCE, id.0), &fields).await?;
    let body = view(&tx, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}

/// A phase to which touchpoints belong is not removed under them.
async fn check_phases(db: &impl ConnectionTrait, id: Uuid, facts: &CampaignFacts) -> Result<(), Problem> {
    let in_use = touchpoints::phases_in_use(db, id).await?;
    let kept = |wanted: &Uuid| facts.phases.iter().any(|phase| phase.id == *wanted);
    if in_use.iter().all(kept) { Ok(()) } else { Err(Problem::field("/phases", "phase_in_use")) }
}

/// Archiver une campagne
///
/// Ses codes imprimés mènent alors au formulaire sans la nommer ; ses résultats restent, et elle peut être restaurée.
#[utoipa::path(tag = "campaigns", operation_id = "archive_campaign", security(("bearer" = [])),
    params(("campaign_id" = Uuid, Path, description = "Campagne"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Archived")))]
#[delete("/campaigns/{campaign_id}")]
pub async fn archive_campaign(
    may: may::ManageCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    campaigns::set_archived(&tx, (id.0, version.0), row.archived_at.or(Some(now)), now).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "campaign.archive", (RESOURCE, id.0), &["archived_at"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer une campagne archivée
///
/// Elle reprend sa place, dans l’état où elle était.
#[utoipa::path(tag = "campaigns", operation_id = "restore_campaign", security(("bearer" = [])),
    params(("campaign_id" = Uuid, Path, description = "Campagne")),
    responses((status = 200, description = "The campaign, back", body = dto::Campaign,
        headers(("ETag" = String, description = "Version")))))]
#[post("/campaigns/{campaign_id}/restore")]
pub async fn restore_campaign(
    may: may::ManageCampaigns,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    if row.archived_at.is_some() {
        campaigns::set_archived(&tx, (id.0, row.version), None, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(&tx, "campaign.restore", (RESOURCE, id.0), &["archived_at"]).await?;
    }
    let body = view(&tx, may.caller(), id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}
