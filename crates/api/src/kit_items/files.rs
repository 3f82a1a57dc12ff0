//! The files of the kit: added as versions, downloaded and counted.

use actix_web::http::StatusCode;
use actix_web::http::header::{self, ContentDisposition, ContentEncoding, DispositionParam, DispositionType};
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use domain::kit_items::{KitFileFacts, KitFormat, LARGEST_FILE};
use persistence::kit_items::downloads;
use persistence::kit_items::files::{self, KitFile, NewKitFile};
use persistence::{ConnectionTrait, StoreError};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use uuid::Uuid;

use super::change::in_use;
use super::read::{Reader, existing, readable};
use super::{RESOURCE, dto};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{PathIds, Query, Raw, asks_headers_only};
use crate::problem::Problem;
use crate::state::AppState;

/// The beginning of a document, for the contract.
const EXAMPLE: &str = "%PDF-1.7\n%%EOF\n";

/// What is said beside the bytes of a file.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct KitFileQuery {
    /// Name under which it is saved; it ends like its type.
    #[param(required = true, example = "affiche-a3.pdf")]
    pub filename: Option<String>,
    /// What changed since the version before.
    #[param(example = "Nouveau logo")]
    pub note: Option<String>,
}

/// Ajouter une version du fichier
///
/// PDF, PNG, JPEG, ZIP, DOCX, PPTX ou MP4, 10 Mio au plus ; `Content-Type` dit lequel, et le contenu doit l'être. La
/// dernière version est servie, les précédentes restent à l'équipe. Un contenu identique à la dernière version ne crée
/// rien (200).
#[utoipa::path(tag = "kit", operation_id = "create_kit_file", security(("bearer" = [])),
    params(("kit_item_id" = Uuid, Path, description = "Élément"), KitFileQuery),
    request_body(description = "The bytes of the file", content(
        (Raw = "application/pdf", example = json!(EXAMPLE)),
        (Raw = "image/png"), (Raw = "image/jpeg"), (Raw = "application/zip"),
        (Raw = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (Raw = "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        (Raw = "video/mp4"))),
    responses((status = 200, description = "The latest version already holds these bytes", body = dto::KitFile),
        (status = 201, description = "The new version", body = dto::KitFile,
            headers(("Location" = String, description = "Path of the version")))))]
#[post("/kit-items/{kit_item_id}/files")]
pub async fn create_kit_file(
    may: may::ManageKit,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    query: Query<KitFileQuery>,
    sent: Raw,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let item = in_use(&tx, id.0).await?;
    let facts = read(&request, &query.0, &sent.0)?;
    let last = files::of_item(&tx, item.id).await?.into_iter().next();
    let sha256 = hex(&Sha256::digest(&sent.0));
    if let Some(same) = last.clone().filter(|last| last.sha256 == sha256) {
        return Ok(HttpResponse::Ok().json(dto::KitFile::of(same, true)));
    }
    let caller = may.caller();
    let new = NewKitFile {
        facts: &facts,
        content: sent.0,
        sha256,
        added_by: Some(caller.actor.user_id),
        added_by_name: &caller.name,
    };
    let number = files::insert(&tx, (item.id, last.map(|last| last.number)), new, state.clock.now()).await?;
    let trail = Trail::of(caller, &request, &state.clock);
    trail.record(&tx, "kit_file.create", (RESOURCE, item.id), &["file"]).await?;
    let file = version(&tx, item.id, number).await?;
    tx.commit().await.map_err(StoreError::from)?;
    let location = format!("/api/v1/kit-items/{}/files/{number}", item.id);
    Ok(HttpResponse::Created().insert_header((header::LOCATION, location)).json(dto::KitFile::of(file, true)))
}

fn read(request: &HttpRequest, query: &KitFileQuery, bytes: &[u8]) -> Result<KitFileFacts, Problem> {
    let sent = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let format = KitFormat::of_media_type(sent)
        .ok_or_else(|| Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type_refused"))?;
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "payload_too_large"));
    }
    let filename = query.filename.as_deref().unwrap_or_default();
    Ok(KitFileFacts::parse(format, (filename, query.note.as_deref()), bytes)?)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn version(db: &impl ConnectionTrait, item_id: Uuid, number: i32) -> Result<KitFile, Problem> {
    files::find(db, item_id, number).await?.ok_or_else(Problem::not_found)
}

/// Les versions du fichier
///
/// De la dernière à la première, avec ce qui a changé.
#[utoipa::path(tag = "kit", operation_id = "list_kit_files", security(("bearer" = [])),
    params(("kit_item_id" = Uuid, Path, description = "Élément")),
    responses((status = 200, description = "The versions", body = dto::KitFileList)))]
#[get("/kit-items/{kit_item_id}/files")]
pub async fn list_kit_files(
    _may: may::FollowKit,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    existing(db, id.0).await?;
    let rows = files::of_item(db, id.0).await?;
    let items = rows.into_iter().map(|file| dto::KitFile::of(file, true)).collect();
    Ok(HttpResponse::Ok().json(dto::KitFileList { items }))
}

/// Télécharger la dernière version
///
/// Chaque téléchargement est compté ; une réponse 304 ou une demande `HEAD` ne compte rien. Un employeur doit être
/// membre du réseau (409 `membership_not_active` sinon).
#[utoipa::path(tag = "kit", operation_id = "download_kit_file", security(("bearer" = [])),
    params(("kit_item_id" = Uuid, Path, description = "Élément"),
        ("If-None-Match" = Option<String>, Header, description = "ETag de ce que l'appelant a déjà")),
    responses((status = 200, description = "The bytes of the file", body = Raw, content_type = "application/octet-stream",
        headers(("ETag" = String, description = "SHA-256 of the bytes"),
            ("Content-Disposition" = String, description = "Name under which it is saved"))),
        (status = 304, description = "What the caller has is the latest version"),
        (status = 409, description = "The employer is not a member")))]
#[get("/kit-items/{kit_item_id}/file")]
pub async fn download_kit_file(
    may: may::ReadKit,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let reader = Reader::of(db, &may.employers()).await?;
    let item = readable(db, reader, id.0).await?;
    let latest = files::latest_of(db, [item.id]).await?.remove(&item.id);
    let file = latest.ok_or_else(|| Problem::conflict("kit_file_missing"))?;
    if is_known(&request, &file) {
        return Ok(HttpResponse::NotModified().insert_header(tag_of(&file)).finish());
    }
    let response = served(db, &file).await?;
    if !asks_headers_only(&request) {
        let employer = if let Reader::Member(id) = reader { Some(id) } else { None };
        let who = (employer, Some(may.caller().actor.user_id));
        let tx = state.store.begin().await?;
        downloads::insert(&tx, (item.id, file.number), who, state.clock.now()).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(response)
}

/// Télécharger une version donnée
///
/// Pour l'équipe, qui compare ; ce téléchargement n'est pas compté.
#[utoipa::path(tag = "kit", operation_id = "get_kit_file", security(("bearer" = [])),
    params(("kit_item_id" = Uuid, Path, description = "Élément"),
        ("number" = i32, Path, description = "Numéro de la version", example = 1)),
    responses((status = 200, description = "The bytes of the file", body = Raw, content_type = "application/octet-stream",
        headers(("ETag" = String, description = "SHA-256 of the bytes"),
            ("Content-Disposition" = String, description = "Name under which it is saved")))))]
#[get("/kit-items/{kit_item_id}/files/{number}")]
pub async fn get_kit_file(
    _may: may::FollowKit,
    state: web::Data<AppState>,
    PathIds((id, number)): PathIds<(Uuid, i32)>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let item = existing(db, id).await?;
    served(db, &version(db, item.id, number).await?).await
}

fn tag_of(file: &KitFile) -> (header::HeaderName, String) {
    (header::ETAG, format!("\"{}\"", file.sha256))
}

fn is_known(request: &HttpRequest, file: &KitFile) -> bool {
    let known = request.headers().get_all(header::IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
    known
        .flat_map(|tags| tags.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/").trim_matches('"'))
        .any(|tag| tag == file.sha256 || tag == "*")
}

/// The bytes, to be saved and never shown in the page: `attachment`, as they are, asked again each time.
async fn served(db: &impl ConnectionTrait, file: &KitFile) -> Result<HttpResponse, Problem> {
    let bytes = files::content(db, file.item_id, file.number).await?.ok_or_else(Problem::not_found)?;
    let name = DispositionParam::FilenameExt(header::ExtendedValue {
        charset: header::Charset::Ext("UTF-8".to_owned()),
        language_tag: None,
        value: file.filename.clone().into_bytes(),
    });
    let disposition = ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![name] };
    Ok(HttpResponse::Ok()
        .content_type(file.media_type.as_str())
        .insert_header(disposition)
        .insert_header(tag_of(file))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        // Compressed again it would be another sequence of bytes under the same strong tag.
        .insert_header(ContentEncoding::Identity)
        .body(bytes))
}
