//! People to talk to at an employer.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use domain::employers::{EmployerContactFacts, EmployerContactInput};
use persistence::employers::contacts::{self, EmployerContact as Stored};
use persistence::{ConnectionTrait, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::RESOURCE;
use super::change::in_use;
use super::read::existing;
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, Created, IdempotencyKey, IfMatch, Patch, PathIds, create_once};
use crate::open_file::{part_response, sent_fields};
use crate::problem::Problem;
use crate::state::AppState;

/// A person to talk to at an employer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EmployerContact {
    /// The person.
    pub id: Uuid,
    /// First name.
    #[schema(example = "Zoé")]
    pub first_name: String,
    /// Last name.
    #[schema(example = "Élie")]
    pub last_name: String,
    /// What they do there.
    #[schema(required = true, example = "Responsable d’atelier")]
    pub job_title: Option<String>,
    /// Address to write to.
    #[schema(required = true)]
    pub email: Option<String>,
    /// Number to call, in E.164 form.
    #[schema(required = true)]
    pub phone: Option<String>,
    /// Whether they are the first to ask.
    pub is_main: bool,
    /// Version, for `If-Match`.
    pub version: i32,
}

impl From<Stored> for EmployerContact {
    fn from(row: Stored) -> Self {
        EmployerContact {
            id: row.id,
            first_name: row.first_name,
            last_name: row.last_name,
            job_title: row.job_title,
            email: row.email,
            phone: row.phone,
            is_main: row.is_main,
            version: row.version,
        }
    }
}

/// The people of an employer.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmployerContactList {
    /// The first to ask, then the others by name.
    pub items: Vec<EmployerContact>,
}

/// A person to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"first_name": "Zoé", "last_name": "Élie", "job_title": "Responsable d’atelier",
    "email": "zoe.elie@ateliers-du-cele.example", "is_main": true}))]
pub struct NewEmployerContact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// What they do there.
    #[serde(default)]
    pub job_title: Option<String>,
    /// Address to write to; this or a number is required.
    #[serde(default)]
    pub email: Option<String>,
    /// Number to call.
    #[serde(default)]
    pub phone: Option<String>,
    /// Whether they are the first to ask.
    #[serde(default)]
    pub is_main: bool,
}

impl From<NewEmployerContact> for EmployerContactInput {
    fn from(sent: NewEmployerContact) -> Self {
        EmployerContactInput {
            first_name: sent.first_name,
            last_name: sent.last_name,
            job_title: sent.job_title,
            email: sent.email,
            phone: sent.phone,
            is_main: sent.is_main,
        }
    }
}

/// A change of a person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"phone": "05 65 00 00 12", "is_main": true}))]
pub struct EmployerContactPatch {
    /// First name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub first_name: Patch<String>,
    /// Last name.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub last_name: Patch<String>,
    /// What they do there.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub job_title: Patch<String>,
    /// Address to write to.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub email: Patch<String>,
    /// Number to call.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub phone: Patch<String>,
    /// Whether they are the first to ask.
    #[serde(default)]
    #[schema(value_type = Option<bool>)]
    pub is_main: Patch<bool>,
}

impl EmployerContactPatch {
    fn fields(&self) -> Vec<&'static str> {
        sent_fields(&[
            ("first_name", self.first_name.is_sent()),
            ("last_name", self.last_name.is_sent()),
            ("job_title", self.job_title.is_sent()),
            ("email", self.email.is_sent()),
            ("phone", self.phone.is_sent()),
            ("is_main", self.is_main.is_sent()),
        ])
    }

    fn onto(self, current: Stored) -> EmployerContactInput {
        EmployerContactInput {
            first_name: self.first_name.or(Some(current.first_name)).unwrap_or_default(),
            last_name: self.last_name.or(Some(current.last_name)).unwrap_or_default(),
            job_title: self.job_title.or(current.job_title),
            email: self.email.or(current.email),
            phone: self.phone.or(current.phone),
            is_main: self.is_main.or(Some(current.is_main)).unwrap_or_default(),
        }
    }
}

async fn get(db: &impl ConnectionTrait, employer_id: Uuid, id: Uuid) -> Result<Stored, Problem> {
    contacts::find(db, employer_id, id).await?.ok_or_else(Problem::not_found)
}

/// Les interlocuteurs d'un employeur
///
/// L'interlocuteur principal d'abord, puis les autres par nom.
#[utoipa::path(tag = "employers", operation_id = "list_employer_contacts", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur")),
    responses((status = 200, description = "The people", body = EmployerContactList)))]
#[get("/employers/{employer_id}/contacts")]
pub async fn list_employer_contacts(
    may: may::ReadEmployers,
    state: web::Data<AppState>,
    employer_id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    existing(db, &may.employers(), employer_id.0).await?;
    let rows = contacts::list(db, employer_id.0).await?;
    Ok(HttpResponse::Ok().json(EmployerContactList { items: rows.into_iter().map(EmployerContact::from).collect() }))
}

/// Ajouter un interlocuteur
///
/// Un nouvel interlocuteur principal remplace le précédent, qui reste dans la liste.
#[utoipa::path(tag = "employers", operation_id = "create_employer_contact", security(("bearer" = [])),
    request_body = NewEmployerContact,
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "The person", body = EmployerContact)))]
#[post("/employers/{employer_id}/contacts")]
pub async fn create_employer_contact(
    may: may::WriteEmployerContacts,
    state: web::Data<AppState>,
    request: HttpRequest,
    employer_id: PathIds<Uuid>,
    key: IdempotencyKey,
    body: Body<NewEmployerContact>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let scope = format!("{}:create_employer_contact:{}", may.caller().actor.user_id, employer_id.0);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        in_use(existing(tx, &may.employers(), employer_id.0).await?)?;
        let facts = EmployerContactFacts::parse(&sent.into())?;
        let id = contacts::insert(tx, employer_id.0, &facts, state.clock.now()).await?;
        let trail = Trail::of(may.caller(), &request, &state.clock);
        trail.record(tx, "employer_contact.create", (RESOURCE, employer_id.0), &["contacts"]).await?;
        let row = get(tx, employer_id.0, id).await?;
        let location = format!("/api/v1/employers/{}/contacts/{id}", employer_id.0);
        Ok(Created { location, version: Some(row.version), body: EmployerContact::from(row) })
    })
    .await
}

/// Corriger un interlocuteur
///
/// Les champs absents restent, `null` vide ; il reste toujours une façon de le joindre.
#[utoipa::path(tag = "employers", operation_id = "update_employer_contact", security(("bearer" = [])),
    request_body = EmployerContactPatch,
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("contact_id" = Uuid, Path, description = "Interlocuteur"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 200, description = "The person", body = EmployerContact)))]
#[patch("/employers/{employer_id}/contacts/{contact_id}")]
pub async fn update_employer_contact(
    may: may::WriteEmployerContacts,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((employer_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
    body: Body<EmployerContactPatch>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    in_use(existing(&tx, &may.employers(), employer_id).await?)?;
    let fields = body.value.fields();
    let facts = EmployerContactFacts::parse(&body.value.onto(get(&tx, employer_id, id).await?))?;
    contacts::update(&tx, employer_id, (id, version), &facts, state.clock.now()).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "employer_contact.update", (RESOURCE, employer_id), &fields).await?;
    let row = get(&tx, employer_id, id).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(row.version, &EmployerContact::from(row)))
}

/// Retirer un interlocuteur
///
/// Ses coordonnées sont effacées.
#[utoipa::path(tag = "employers", operation_id = "delete_employer_contact", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur"),
        ("contact_id" = Uuid, Path, description = "Interlocuteur"),
        ("If-Match" = String, Header, description = "Version lue (ETag)", example = "\"1\"")),
    responses((status = 204, description = "Removed")))]
#[delete("/employers/{employer_id}/contacts/{contact_id}")]
pub async fn delete_employer_contact(
    may: may::WriteEmployerContacts,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((employer_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    in_use(existing(&tx, &may.employers(), employer_id).await?)?;
    get(&tx, employer_id, id).await?;
    contacts::delete(&tx, id, version).await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "employer_contact.delete", (RESOURCE, employer_id), &["contacts"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
