//! One employer, as those who may see it read it.

use std::collections::HashMap;

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use domain::access::EmployerScope;
use persistence::employers::{self, Employer};
use persistence::{ConnectionTrait, occupations, partners, territories};
use uuid::Uuid;

use super::dto;
use crate::caller::may;
use crate::http::{PathIds, etag};
use crate::problem::Problem;
use crate::state::AppState;

/// The employer of this id.
///
/// # Errors
/// 404 when it does not exist or is out of scope; those of the store.
pub(crate) async fn existing(db: &impl ConnectionTrait, scope: &EmployerScope, id: Uuid) -> Result<Employer, Problem> {
    employers::find(db, scope, id).await?.ok_or_else(Problem::not_found)
}

/// Employers with the names of their communes, activities and networks: a few queries for all of them.
pub(super) async fn views(db: &impl ConnectionTrait, rows: Vec<Employer>) -> Result<Vec<dto::Employer>, Problem> {
    let communes = territories::names_of(db, rows.iter().filter_map(|row| row.commune_code.as_deref())).await?;
    let mut networks = employers::networks_of(db, rows.iter().map(|row| row.id)).await?;
    let names = partners::names(db, networks.values().flatten().copied()).await?;
    let activities =
        rows.iter().filter_map(|row| row.activity_code.as_deref().zip(row.activity_nomenclature.as_deref()));
    let activities = occupations::activity_labels(db, activities).await?;
    let view = |row: Employer| {
        let own = networks.remove(&row.id).unwrap_or_default();
        dto::Employer::of(row, own, &Labels { communes: &communes, networks: &names, activities: &activities })
    };
    Ok(rows.into_iter().map(view).collect())
}

/// Names of what employers refer to by code or id.
pub(super) struct Labels<'a> {
    /// Names of communes by code.
    pub communes: &'a HashMap<String, String>,
    /// Names of networks by id.
    pub networks: &'a HashMap<Uuid, String>,
    /// Labels of activities by code and nomenclature.
    pub activities: &'a HashMap<(String, String), String>,
}

/// One employer as it is shown.
pub(super) async fn view(db: &impl ConnectionTrait, scope: &EmployerScope, id: Uuid) -> Result<dto::Employer, Problem> {
    let row = existing(db, scope, id).await?;
    views(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

pub(super) fn shown(body: &dto::Employer) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(body.version))).json(body)
}

/// Un employeur
///
/// Archivé ou non, avec son adhésion au réseau. Un employeur ne lit que le sien.
#[utoipa::path(tag = "employers", operation_id = "get_employer", security(("bearer" = [])),
    params(("employer_id" = Uuid, Path, description = "Employeur")),
    responses((status = 200, description = "The employer", body = dto::Employer,
        headers(("ETag" = String, description = "Version")))))]
#[get("/employers/{employer_id}")]
pub async fn get_employer(
    may: may::ReadEmployers,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    Ok(shown(&view(state.store.reader(), &may.employers(), id.0).await?))
}
