//! Partners of the programme.

pub mod dto;

use crate::endpoints::Endpoints;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use domain::codes::PartnerKind;
use domain::partners::{PartnerFacts, PartnerInput};
use domain::validation::FieldErrors;
use persistence::partners::{Partner, PartnerFilter};
use persistence::{ConnectionTrait, StoreError, partners};
use uuid::Uuid;

use crate::audit::Trail;
use crate::caller::may;
use crate::http::{
    self, Body, Created, Cursor, IdempotencyKey, IfMatch, PageQuery, PathIds, Query, create_once, etag, page_response,
};
use crate::problem::Problem;
use crate::state::AppState;

const RESOURCE: &str = "partner";
const EVERY_FIELD: [&str; 7] = ["name", "kind", "territories", "email", "phone", "website", "declared_member_count"];

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list_partners)
        .service(create_partner)
        .service(get_partner)
        .service(update_partner)
        .service(archive_partner)
        .service(restore_partner);
}

fn shown(partner: Partner) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(partner.version))).json(dto::Partner::from(partner))
}

async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Partner, Problem> {
    partners::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// Reads a partner whose territories exist.
async fn read(db: &impl ConnectionTrait, input: &PartnerInput) -> Result<PartnerFacts, Problem> {
    let facts = PartnerFacts::parse(input)?;
    http::check_territories(db, "/territories", &facts.territories).await?;
    Ok(facts)
}

/// Les partenaires
///
/// Par nom. `q` cherche dans les noms, sans tenir compte des accents.
#[utoipa::path(tag = "people", operation_id = "list_partners", security(("bearer" = [])), params(dto::PartnerQuery),
    responses((status = 200, description = "A page of partners", body = dto::PartnerPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/partners")]
pub async fn list_partners(
    _may: may::ReadPartners,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::PartnerQuery>,
) -> Result<HttpResponse, Problem> {
    let query = query.0;
    let mut errors = FieldErrors::new();
    let filter = PartnerFilter {
        q: http::words(&mut errors, query.q.as_deref()),
        kind: http::code(&mut errors, "kind", query.kind.as_deref(), PartnerKind::parse),
        archived: http::archived(&mut errors, query.archived.as_deref()),
    };
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("partners", &query))?;
    let db = state.store.reader();
    let mut rows = partners::list(db, &filter, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(partners::count(db, &filter).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_name.clone(), id: row.id });
    let items = rows.into_iter().map(dto::Partner::from).collect();
    let body = dto::PartnerPage { items, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Créer un partenaire
///
/// Un organisme qui accompagne les ménages avec le programme.
#[utoipa::path(tag = "people", operation_id = "create_partner", security(("bearer" = [])),
    request_body = dto::NewPartner,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::Partner,
        headers(("Location" = String, description = "Path of the partner"), ("ETag" = String, description = "Version")))))]
#[post("/partners")]
pub async fn create_partner(
    may: may::ManagePartners,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewPartner>,
) -> Result<HttpResponse, Problem> {
    let input = PartnerInput::from(body.value);
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let scope = format!("create_partner:{}", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &body.fingerprint, async |tx| {
        let facts = read(tx, &input).await?;
        let id = partners::insert(tx, &facts, state.clock.now()).await?;
        trail.record(tx, "partner.create", (RESOURCE, id), &EVERY_FIELD).await?;
        let partner = existing(tx, id).await?;
        let location = format!("/api/v1/partners/{id}");
        Ok(Created { location, version: Some(partner.version), body: dto::Partner::from(partner) })
    })
    .await
}

/// Un partenaire
///
/// Archivé ou non.
#[utoipa::path(tag = "people", operation_id = "get_partner", security(("bearer" = [])),
    params(("partner_id" = Uuid, Path, description = "Partenaire")),
    responses((status = 200, description = "The partner", body = dto::Partner,
        headers(("ETag" = String, description = "Version")))))]
#[get("/partners/{partner_id}")]
pub async fn get_partner(
    _may: may::ReadPartners,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(existing(state.store.reader(), id.0).await?))
}

/// Changer un partenaire
///
/// Un partenaire archivé doit d'abord être restauré.
#[utoipa::path(tag = "people", operation_id = "update_partner", security(("bearer" = [])),
    request_body = dto::PartnerPatch,
    params(("partner_id" = Uuid, Path, description = "Partenaire"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The partner", body = dto::Partner,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/partners/{partner_id}")]
pub async fn update_partner(
    may: may::ManagePartners,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::PartnerPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let partner = existing(&tx, id.0).await?;
    if partner.archived_at.is_some() {
        return Err(Problem::conflict("archived"));
    }
    let fields = body.value.fields();
    let facts = read(&tx, &body.value.onto(partner)).await?;
    partners::update(&tx, id.0, version.0, &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "partner.update", (RESOURCE, id.0), &fields).await?;
    let partner = existing(&tx, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(partner))
}

/// Archiver un partenaire
///
/// Il quitte les listes sans être effacé ; il peut être restauré.
#[utoipa::path(tag = "people", operation_id = "archive_partner", security(("bearer" = [])),
    params(("partner_id" = Uuid, Path, description = "Partenaire"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Archived")))]
#[delete("/partners/{partner_id}")]
pub async fn archive_partner(
    may: may::ManagePartners,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let tx = state.store.begin().await?;
    let partner = existing(&tx, id.0).await?;
    partners::set_archived(&tx, id.0, version.0, partner.archived_at.or(Some(now)), now).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "partner.archive", (RESOURCE, id.0), &["archived_at"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer un partenaire archivé
///
/// Il reprend sa place dans les listes.
#[utoipa::path(tag = "people", operation_id = "restore_partner", security(("bearer" = [])),
    params(("partner_id" = Uuid, Path, description = "Partenaire")),
    responses((status = 200, description = "The partner, back", body = dto::Partner,
        headers(("ETag" = String, description = "Version")))))]
#[post("/partners/{partner_id}/restore")]
pub async fn restore_partner(
    may: may::ManagePartners,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let partner = existing(&tx, id.0).await?;
    if partner.archived_at.is_some() {
        partners::set_archived(&tx, id.0, partner.version, None, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(&tx, "partner.restore", (RESOURCE, id.0), &["archived_at"]).await?;
    }
    let partner = existing(&tx, id.0).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(shown(partner))
}
