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
use super::subjects::Terms;
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
    /// What its rows are about: `prospects` (the default) or `job_offers`.
    #[param(example = "prospects")]
    pub subject: Option<String>,
    /// Source of the offers, `france_travail` or `file`; as the file looks when left out.
    pub source: Option<String>,
    /// Whether the source holds more offers than the file: then none is ended for not being there.
    #[serde(default)]
    #[param(example = false)]
    pub partial: bool,
}

/// Envoyer un fichier à reprendre
///
/// Un fichier texte (CSV, TSV, tout encodage), un classeur (xlsx, ods) ou du JSON, 20 Mo et 50 000 lignes au plus. Rien
/// n'est créé : la réponse propose ce que les colonnes veulent dire, d'après leurs titres, leurs valeurs et les imports
/// passés. Avec `subject=job_offers`, ce sont des offres d'emploi : la réponse de l'API Offres d'emploi v2 de France
/// Travail, une liste, ou un tableur ; chaque offre est reconnue par sa source et son identifiant.
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
    let terms = Terms::parse(query.0.subject.as_deref(), query.0.source.as_deref(), query.0.partial)?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let batch = service::upload(&state, &trail, terms, (&filename, file.0)).await?;
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
/// Chaque ligne reçoit son verdict (créée, modifiée, inchangée, doublon, refusée) et ses motifs ; rien n'est créé. Les
/// offres que le fichier ne contient plus suivent, avec le verdict `closed`.
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

/// Enregistrer un import essayé
///
/// Tout est enregistré, ou rien. Les doublons d'un dossier y laissent une note, sans rien y changer. Les offres sont
/// publiées, modifiées, ou closes quand le fichier ne les contient plus.
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
/// Pendant 30 jours. Les dossiers et les offres créés que personne n'a touchés depuis sont supprimés, les offres modifiées
/// ou closes redeviennent ce qu'elles étaient ; ce qui a changé depuis reste et est nommé.
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
