//! The local directory: kept up to date by those of the territory, read by the whole network.

pub mod dto;
mod list;

use crate::endpoints::Endpoints;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use chrono::NaiveDate;
use domain::codes::TerritoryKind;
use domain::local_resources::{Freshness, LocalResourceFacts, LocalResourceInput, verified_on};
use domain::validation::FieldErrors;
use persistence::local_resources::{self, LocalResource};
use persistence::{ConnectionTrait, DatabaseTransaction, StoreError, service_levels, territories};
use uuid::Uuid;

use crate::audit::Trail;
use crate::caller::{Caller, may};
use crate::http::{Body, Created, IdempotencyKey, IfMatch, PathIds, create_once, etag};
use crate::problem::Problem;
use crate::state::AppState;

const RESOURCE: &str = "local_resource";
const EVERY_FIELD: [&str; 9] =
    ["territory_code", "theme", "name", "description", "contact_name", "phone", "email", "website", "verified_on"];

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list::list_local_resources)
        .service(create_local_resource)
        .service(get_local_resource)
        .service(update_local_resource)
        .service(archive_local_resource)
        .service(restore_local_resource)
        .service(verify_local_resource);
}

/// Until when a verification is worth something, as of now: the programme says how many days.
pub(crate) async fn freshness(db: &impl ConnectionTrait, state: &AppState) -> Result<Freshness, Problem> {
    let stale_after_days = service_levels::get(db).await?.stale_after_days;
    Ok(Freshness { today: state.clock.today(), stale_after_days })
}

async fn view(
    db: &impl ConnectionTrait,
    state: &AppState,
    caller: &Caller,
    row: LocalResource,
) -> Result<dto::LocalResource, Problem> {
    let names = territories::names_of(db, [row.territory_code.as_str()]).await?;
    Ok(dto::LocalResource::of(row, &names, freshness(db, state).await?, &caller.actor))
}

fn shown(body: &dto::LocalResource) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body)
}

async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<LocalResource, Problem> {
    local_resources::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// The entry, when the caller keeps the directory of its territory: 403 otherwise.
async fn kept(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<LocalResource, Problem> {
    let row = existing(db, id).await?;
    if caller.actor.keeps_directory_of(&row.territory_code) { Ok(row) } else { Err(Problem::forbidden()) }
}

/// Reads an entry whose territory is an EPCI or the département, and one that the caller keeps.
async fn read(
    db: &impl ConnectionTrait,
    caller: &Caller,
    input: &LocalResourceInput,
    day: Result<NaiveDate, &'static str>,
) -> Result<(LocalResourceFacts, NaiveDate), Problem> {
    let mut errors = FieldErrors::new();
    let facts = LocalResourceFacts::parse(input).map_err(|faults| errors.nest("", faults)).ok();
    let day = errors.keep("/verified_on", day);
    if let Some(facts) = &facts {
        match territories::find(db, &facts.territory_code).await?.map(|known| known.kind) {
            None => errors.push("/territory_code", "unknown_code"),
            Some(TerritoryKind::Commune) => errors.push("/territory_code", "invalid"),
            Some(_) => {}
        }
    }
    let (facts, day) = errors.finish(facts.zip(day))?;
    if caller.actor.keeps_directory_of(&facts.territory_code) { Ok((facts, day)) } else { Err(Problem::forbidden()) }
}

/// Somebody about to change an entry of their territory.
struct Change<'a> {
    state: &'a AppState,
    caller: &'a Caller,
    request: &'a HttpRequest,
    id: Uuid,
}

impl Change<'_> {
    /// Does the work on the entry and commits it with its line in the journal; answers the entry as it then is.
    async fn apply(
        &self,
        action: &str,
        work: impl AsyncFnOnce(&DatabaseTransaction, LocalResource) -> Result<Vec<&'static str>, Problem>,
    ) -> Result<dto::LocalResource, Problem> {
        let tx = self.state.store.begin().await?;
        let row = kept(&tx, self.caller, self.id).await?;
        let fields = work(&tx, row).await?;
        if !fields.is_empty() {
            let trail = Trail::of(self.caller, self.request, &self.state.clock);
            trail.record(&tx, action, (RESOURCE, self.id), &fields).await?;
        }
        let body = view(&tx, self.state, self.caller, existing(&tx, self.id).await?).await?;
        tx.commit().await.map_err(StoreError::from)?;
        Ok(body)
    }
}

fn in_use(row: LocalResource) -> Result<LocalResource, Problem> {
    if row.archived_at.is_some() { Err(Problem::conflict("archived")) } else { Ok(row) }
}

/// Ajouter une fiche à l'annuaire
///
/// Pour une intercommunalité ou pour tout le département (`46`). Un référent ajoute des fiches dans les territoires de
/// ses habilitations. Sans `verified_on`, la fiche est tenue pour vérifiée aujourd'hui.
#[utoipa::path(tag = "local_resources", operation_id = "create_local_resource", security(("bearer" = [])),
    request_body = dto::NewLocalResource,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = dto::LocalResource,
        headers(("Location" = String, description = "Path of the entry"), ("ETag" = String, description = "Version")))))]
#[post("/local-resources")]
pub async fn create_local_resource(
    may: may::ManageLocalResources,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<dto::NewLocalResource>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let day = verified_on(sent.verified_on, state.clock.today());
    let input = LocalResourceInput::from(sent);
    let scope = format!("create_local_resource:{}", may.caller().actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let (facts, day) = read(tx, may.caller(), &input, day).await?;
        let id = local_resources::insert(tx, &facts, day, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(tx, "local_resource.create", (RESOURCE, id), &EVERY_FIELD).await?;
        let body = view(tx, &state, may.caller(), existing(tx, id).await?).await?;
        Ok(Created { location: format!("/api/v1/local-resources/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Une fiche de l'annuaire
///
/// Archivée ou non.
#[utoipa::path(tag = "local_resources", operation_id = "get_local_resource", security(("bearer" = [])),
    params(("local_resource_id" = Uuid, Path, description = "Fiche")),
    responses((status = 200, description = "The entry", body = dto::LocalResource,
        headers(("ETag" = String, description = "Version")))))]
#[get("/local-resources/{local_resource_id}")]
pub async fn get_local_resource(
    may: may::ReadLocalResources,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let row = existing(db, id.0).await?;
    Ok(shown(&view(db, &state, may.caller(), row).await?))
}

/// Corriger une fiche
///
/// Une fiche archivée doit d'abord être restaurée. Corriger ne vaut pas vérification : voir `…/verifications`.
#[utoipa::path(tag = "local_resources", operation_id = "update_local_resource", security(("bearer" = [])),
    request_body = dto::LocalResourcePatch,
    params(("local_resource_id" = Uuid, Path, description = "Fiche"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The entry", body = dto::LocalResource,
        headers(("ETag" = String, description = "Version")))))]
#[patch("/local-resources/{local_resource_id}")]
pub async fn update_local_resource(
    may: may::ManageLocalResources,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
    body: Body<dto::LocalResourcePatch>,
) -> Result<HttpResponse, Problem> {
    let change = Change { state: &state, caller: may.caller(), request: &request, id: id.0 };
    let entry = change
        .apply("local_resource.update", async |tx, row| {
            let row = in_use(row)?;
            let fields = body.value.fields();
            let day = Ok(row.verified_on);
            let (facts, _) = read(tx, may.caller(), &body.value.onto(row), day).await?;
            local_resources::update(tx, (id.0, version.0), &facts, state.clock.now()).await?;
            Ok(fields)
        })
        .await?;
    Ok(shown(&entry))
}

/// Archiver une fiche
///
/// Elle quitte l'annuaire et les fiches conseils sans être effacée ; elle peut être restaurée.
#[utoipa::path(tag = "local_resources", operation_id = "archive_local_resource", security(("bearer" = [])),
    params(("local_resource_id" = Uuid, Path, description = "Fiche"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Archived")))]
#[delete("/local-resources/{local_resource_id}")]
pub async fn archive_local_resource(
    may: may::ManageLocalResources,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let now = state.clock.now();
    let change = Change { state: &state, caller: may.caller(), request: &request, id: id.0 };
    change
        .apply("local_resource.archive", async |tx, row| {
            local_resources::set_archived(tx, (id.0, version.0), row.archived_at.or(Some(now)), now).await?;
            Ok(vec!["archived_at"])
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Restaurer une fiche archivée
///
/// Elle reprend sa place dans l'annuaire.
#[utoipa::path(tag = "local_resources", operation_id = "restore_local_resource", security(("bearer" = [])),
    params(("local_resource_id" = Uuid, Path, description = "Fiche")),
    responses((status = 200, description = "The entry, back", body = dto::LocalResource,
        headers(("ETag" = String, description = "Version")))))]
#[post("/local-resources/{local_resource_id}/restore")]
pub async fn restore_local_resource(
    may: may::ManageLocalResources,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let change = Change { state: &state, caller: may.caller(), request: &request, id: id.0 };
    let entry = change
        .apply("local_resource.restore", async |tx, row| {
            if row.archived_at.is_none() {
                return Ok(vec![]);
            }
            local_resources::set_archived(tx, (id.0, row.version), None, state.clock.now()).await?;
            Ok(vec!["archived_at"])
        })
        .await?;
    Ok(shown(&entry))
}

/// Attester qu'une fiche est à jour
///
/// Vous avez appelé ou visité : la fiche, telle que vous l'avez lue, est vérifiée d'aujourd'hui.
#[utoipa::path(tag = "local_resources", operation_id = "verify_local_resource", security(("bearer" = [])),
    params(("local_resource_id" = Uuid, Path, description = "Fiche"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The entry, verified today", body = dto::LocalResource,
        headers(("ETag" = String, description = "Version")))))]
#[post("/local-resources/{local_resource_id}/verifications")]
pub async fn verify_local_resource(
    may: may::ManageLocalResources,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    version: IfMatch,
) -> Result<HttpResponse, Problem> {
    let change = Change { state: &state, caller: may.caller(), request: &request, id: id.0 };
    let entry = change
        .apply("local_resource.verify", async |tx, row| {
            in_use(row)?;
            local_resources::verify(tx, (id.0, version.0), state.clock.today(), state.clock.now()).await?;
            Ok(vec!["verified_on"])
        })
        .await?;
    Ok(shown(&entry))
}
