//! Adding items, correcting them, putting them away.

use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::kit_items::KitItemFacts;
use persistence::kit_items::{self, KitItem};
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

use super::read::{existing, shown, view};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once};
use crate::problem::Problem;
use crate::state::AppState;

/// The item of this id, when it is in use.
pub(super) async fn in_use(db: &impl ConnectionTrait, id: Uuid) -> Result<KitItem, Problem> {
    let row = existing(db, id).await?;
    if row.archived_at.is_some() { Err(Problem::conflict("archived")) } else { Ok(row) }
}

/// Ajouter un élément au kit
///
/// Sans fichier d'abord : il s'ajoute avec `POST …/files`, et l'élément paraît alors chez les employeurs.
#[utoipa::path(tag = "kit", operation_id = "create_kit_item", security(("bearer" = [])),
    request_body = dto::NewKitItem,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::KitItem,
        headers(("Location" = String, description = "Path of the item"), ("ETag" = String, description = "Version")))))]
#[post("/kit-items")]
pub async fn create_kit_item(
    may: may::ManageKit,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewKitItem>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_kit_item", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let facts = KitItemFacts::parse(&sent.into())?;
        let id = kit_items::insert(tx, &facts, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(tx, "kit_item.create", (RESOURCE, id), &dto::EVERY_FIELD).await?;
        let body = view(tx, id).await?;
        Ok(Created { location: format!("/api/v1/kit-items/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Corriger un élément du kit
///
/// Le fichier ne change pas : une nouvelle version s'ajoute avec `POST …/files`.
#[utoipa::path(tag = "kit", operation_id = "update_kit_item", security(("bearer" = [])),
    request_body = dto::KitItemPatch,
    params(("kit_item_id" = Uuid, Path, description = "Élément"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The item", body = dto::KitItem,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/kit-items/{kit_item_id}")]
pub async fn update_kit_item(
    may: may::ManageKit,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::KitItemPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = in_use(&tx, id.0).await?;
    let audiences = kit_items::audiences_of(&tx, [row.id]).await?.remove(&row.id).unwrap_or_default();
    let fields = body.value.fields();
    let facts = KitItemFacts::parse(&body.value.onto(row, &audiences))?;
    kit_items::update(&tx, (id.0, version.0), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "kit_item.update", (RESOURCE, id.0), &fields).await?;
    let body = view(&tx, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}

/// Archiver un élément du kit
///
/// Il n'est plus proposé à personne ; ses versions et ses téléchargements restent, et il peut être restauré.
#[utoipa::path(tag = "kit", operation_id = "archive_kit_item", security(("bearer" = [])),
    params(("kit_item_id" = Uuid, Path, description = "Élément"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Archived")))]
#[delete("/kit-items/{kit_item_id}")]
pub async fn archive_kit_item(
    may: may::ManageKit,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    kit_items::set_archived(&tx, (id.0, version.0), row.archived_at.or(Some(now)), now).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "kit_item.archive", (RESOURCE, id.0), &["archived_at"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer un élément archivé
///
/// Il est proposé de nouveau, avec sa dernière version.
#[utoipa::path(tag = "kit", operation_id = "restore_kit_item", security(("bearer" = [])),
    params(("kit_item_id" = Uuid, Path, description = "Élément")),
    responses((status = 200, description = "The item, back", body = dto::KitItem,
        headers(("ETag" = String, description = "Version")))))]
#[post("/kit-items/{kit_item_id}/restore")]
pub async fn restore_kit_item(
    may: may::ManageKit,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    if row.archived_at.is_some() {
        kit_items::set_archived(&tx, (id.0, row.version), None, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(&tx, "kit_item.restore", (RESOURCE, id.0), &["archived_at"]).await?;
    }
    let body = view(&tx, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(&body))
}
