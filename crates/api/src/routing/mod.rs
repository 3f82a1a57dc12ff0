//! Who should accompany a file: the table that the programme edits, previews, and one click to propose.

pub mod dto;
mod explanation;
pub(crate) mod service;
mod table;
mod wording;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use domain::codes::{Language, ProjectType, ReferentRole};
use domain::validation::{FieldErrors, code, codes};
use uuid::Uuid;

pub use explanation::Explanation;
pub(crate) use wording::projects;

use crate::assignments::proposals::{self, Desk};
use crate::audit::Trail;
use crate::caller::may;
use crate::http::{Body, PathIds, Query};
use crate::open_file::{self, Change};
use crate::problem::Problem;
use crate::prospects::dto::Assignment;
use crate::state::AppState;

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(preview_routing)
        .service(route_prospect)
        .service(table::get_routing_table)
        .service(table::update_routing_table)
        .service(table::list_routing_tables);
}

/// À qui confier un dossier
///
/// Le référent territorial et le référent technique les mieux placés aujourd'hui, et pourquoi : règles appliquées, rang de
/// chaque candidat, motif de chaque exclusion. Rien n'est enregistré. Avec un paramètre, la réponse vaut pour un autre
/// souhait : « et si le foyer préférait Figeac ? ».
#[utoipa::path(tag = "routing", operation_id = "preview_routing", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"), dto::RoutingQuery),
    responses((status = 200, description = "Both decisions, explained", body = dto::Routing)))]
#[get("/prospects/{prospect_id}/routing")]
pub async fn preview_routing(
    may: may::ReadProspects,
    state: web::Data<AppState>,
    PathIds(prospect_id): PathIds<Uuid>,
    Query(query): Query<dto::RoutingQuery>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let file = open_file::readable(db, &may.scope(), prospect_id).await?;
    let mut facts = file.facts.clone();
    let what_if = query.is_sent();
    let mut errors = FieldErrors::new();
    if let Some(wishes) = query.wished_territories {
        facts.wished_territories = wishes.0;
    }
    if let Some(projects) = &query.project_types {
        facts.project_types = codes(&mut errors, "project_types", &projects.0, ProjectType::parse);
    }
    if let Some(language) = &query.language {
        facts.language = errors.keep("language", code(language, Language::parse));
    }
    errors.finish(Some(()))?;
    crate::http::check_territories(db, "wished_territories", &facts.wished_territories).await?;
    let desk = service::Routing::load(db, &facts, prospect_id, state.clock.today()).await?;
    Ok(HttpResponse::Ok().json(desk.both(what_if)))
}

/// Proposer le dossier au mieux placé
///
/// En un clic : chaque référent qui manque (ou celui du rôle demandé) est choisi par les règles et sollicité aussitôt.
/// Un dossier sans territoire souhaité est alors proposé à l'intercommunalité la plus disponible.
#[utoipa::path(tag = "routing", operation_id = "route_prospect", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file")),
    request_body = dto::RouteRequest,
    responses((status = 200, description = "Who was asked", body = dto::Routed)))]
#[post("/prospects/{prospect_id}/routing")]
pub async fn route_prospect(
    may: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    body: Body<dto::RouteRequest>,
) -> Result<HttpResponse, Problem> {
    let roles = body.value.roles()?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    let change = Change { state: &state, permission: &may, request: &request, prospect_id, action: "assignment.route" };
    let routed = change
        .apply(async |work| {
            let desk = Desk { state: &state, tx: work.tx, trail: &trail, now: work.now };
            let asked = proposals::ask_best(&desk, prospect_id, &roles).await?;
            let of_role = |role: ReferentRole| {
                let row = asked.iter().find(|row| row.role == role.as_str()).cloned();
                row.map(Assignment::from)
            };
            let pool_reason = persistence::routing::pool_reason(work.tx, prospect_id).await?;
            let (territorial, technical) = (of_role(ReferentRole::Territorial), of_role(ReferentRole::Technical));
            Ok((dto::Routed { territorial, technical, pool_reason }, vec!["assignments"]))
        })
        .await?;
    Ok(HttpResponse::Ok().json(routed))
}
