//! The steps of an import over HTTP.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, post, put, web};
use domain::validation::text;
use persistence::imports::Batch;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::dto::{Import, ImportMapping};
use super::service;
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, IfMatch, PathIds, Query, Raw, etag};
use crate::problem::Problem;
use crate::state::AppState;

/// Longest name of a file, in characters.
const FILENAME_MAX: usize = 200;

/// A spreadsheet of one office with one household.
const EXAMPLE: &str = "Nom;Prénom;Mail;Date demande;Statut\n\
    Delpech;Clémence;clemence.delpech@courriel.example;05/01/2024;au chaud\n";

/// What is said beside the bytes of a file.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UploadQuery {
    /// Name of the file.
    #[param(example = "historique-2018-2024.csv")]
    pub filename: String,
}

/// Envoyer un fichier à reprendre
///
/// Un fichier texte (CSV, TSV, tout encodage) ou un classeur (xlsx, ods), 20 Mo et 50 000 lignes au plus. Rien n'est
/// créé : la réponse propose ce que les colonnes veulent dire, d'après leurs titres, leurs valeurs et les imports passés.
#[utoipa::path(tag = "imports", operation_id = "create_import", security(("bearer" = [])), params(UploadQuery),
    request_body(content = Raw, content_type = "application/octet-stream", description = "The file",
        example = json!(EXAMPLE)),
    responses(
        (status = 201, description = "The import, to be checked", body = Import,
            headers(("ETag" = String, description = "Version of the import"), ("Location" = String, description = "Path of the import")))))]
#[post("/imports")]
pub async fn create_import(
    may: may::ImportFiles,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<UploadQuery>,
    file: Raw,
) -> Result<HttpResponse, Problem> {
    let filename = text(&query.0.filename, FILENAME_MAX).map_err(|code| Problem::field("filename", code))?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let batch = service::upload(&state, &trail, &filename, file.0).await?;
    let location = format!("/api/v1/imports/{}", batch.id);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .insert_header((header::ETAG, etag(batch.version)))
        .json(Import::from(batch)))
}

/// Dire ce que les colonnes veulent dire
///
/// Remplace toute la correspondance : une colonne absente n'est pas reprise. L'essai est à refaire ensuite.
#[utoipa::path(tag = "imports", operation_id = "update_import_mapping", security(("bearer" = [])),
    params(("import_id" = Uuid, Path, description = "Id of the import"),
        ("If-Match" = String, Header, description = "Version that was read (ETag)")),
    request_body = ImportMapping,
    responses(
        (status = 200, description = "The import with its new mapping", body = Import,
            headers(("ETag" = String, description = "Version of the import")))))]
#[put("/imports/{import_id}/mapping")]
pub async fn update_import_mapping(
    may: may::ImportFiles,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<ImportMapping>,
) -> Result<HttpResponse, Problem> {
    let trail = Trail::of(may.caller(), &request, &state.clock);
    Ok(answer(service::remap(&state, &trail, (id.0, version.0), body.value).await?))
}

/// Essayer un import
///
/// Chaque ligne reçoit son verdict (créée, doublon, refusée) et ses motifs ; rien n'est créé.
#[utoipa::path(tag = "imports", operation_id = "dry_run_import", security(("bearer" = [])),
    params(("import_id" = Uuid, Path, description = "Id of the import")),
    responses(
        (status = 200, description = "The import with its counts", body = Import,
            headers(("ETag" = String, description = "Version of the import")))))]
#[post("/imports/{import_id}/dry-runs")]
pub async fn dry_run_import(
    may: may::ImportFiles,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let trail = Trail::of(may.caller(), &request, &state.clock);
    Ok(answer(service::dry_run(&state, &trail, id.0).await?))
}

/// Reprendre les dossiers d'un import essayé
///
/// Tous les dossiers sont créés, ou aucun. Les doublons laissent une note sur le dossier existant, sans rien y changer.
#[utoipa::path(tag = "imports", operation_id = "commit_import", security(("bearer" = [])),
    params(("import_id" = Uuid, Path, description = "Id of the import")),
    responses(
        (status = 200, description = "The import, committed", body = Import,
            headers(("ETag" = String, description = "Version of the import")))))]
#[post("/imports/{import_id}/commits")]
pub async fn commit_import(
    may: may::ImportFiles,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let trail = Trail::of(may.caller(), &request, &state.clock);
    Ok(answer(service::commit(&state, &trail, id.0).await?))
}

/// Annuler un import
///
/// Pendant 30 jours. Les dossiers que personne n'a touchés depuis sont supprimés ; les autres restent et sont nommés.
#[utoipa::path(tag = "imports", operation_id = "undo_import", security(("bearer" = [])),
    params(("import_id" = Uuid, Path, description = "Id of the import")),
    responses(
        (status = 200, description = "The import, undone", body = Import,
            headers(("ETag" = String, description = "Version of the import")))))]
#[post("/imports/{import_id}/undos")]
pub async fn undo_import(
    may: may::ImportFiles,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let trail = Trail::of(may.caller(), &request, &state.clock);
    Ok(answer(service::undo(&state, &trail, id.0).await?))
}

/// 200 with the import and its version.
pub(super) fn answer(batch: Batch) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(batch.version))).json(Import::from(batch))
}
