//! Looking working groups up, and what the files tell of their theme.

use actix_web::{HttpRequest, HttpResponse, get, web};
use domain::access::{Permission, ProspectScope};
use domain::codes::WorkingGroupTheme;
use domain::steering_actions::Owner;
use domain::validation::FieldErrors;
use domain::working_groups::{Member, obstacles_of, told};
use persistence::working_groups::{self, Group};
use persistence::{ConnectionTrait, prospects};
use uuid::Uuid;

use super::dto;
use crate::caller::may;
use crate::http::{self, Cursor, PageQuery, PathIds, Query, page_response};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;
use crate::steering_actions::owner::Names;

/// The group of this id.
///
/// # Errors
/// 404 when it does not exist; those of the store.
pub(super) async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Group, Problem> {
    working_groups::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// Groups with the names of who pilots them and of who takes part.
async fn views(db: &impl ConnectionTrait, rows: Vec<Group>) -> Result<Vec<dto::WorkingGroup>, Problem> {
    let of_member = |member: &Member| match member {
        Member::User(id) => Owner::User(*id),
        Member::Guest { partner_id, .. } => Owner::Partner(*partner_id),
    };
    let named = rows.iter().flat_map(|row| row.members.iter().map(of_member).chain(row.pilot));
    let names = Names::of(db, named).await?;
    Ok(rows.into_iter().map(|row| shown(row, &names)).collect())
}

fn shown(row: Group, names: &Names) -> dto::WorkingGroup {
    let member = |member: Member| match member {
        Member::User(id) => dto::WorkingGroupMember {
            user_id: Some(id),
            name: names.get(Owner::User(id)).unwrap_or_default(),
            partner_id: None,
            partner_name: None,
            email: None,
        },
        Member::Guest { name, partner_id, email } => dto::WorkingGroupMember {
            user_id: None,
            name,
            partner_id: Some(partner_id),
            partner_name: names.get(Owner::Partner(partner_id)),
            email,
        },
    };
    dto::WorkingGroup {
        id: row.id,
        name: row.name,
        theme: row.theme,
        mission: row.mission,
        pilot_user_id: row.pilot.and_then(Owner::user_id),
        pilot_partner_id: row.pilot.and_then(Owner::partner_id),
        pilot_name: row.pilot.and_then(|owner| names.get(owner)),
        members: row.members.into_iter().map(member).collect(),
        archived_at: row.archived_at,
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}

/// One group as it is shown.
pub(super) async fn view(db: &impl ConnectionTrait, id: Uuid) -> Result<dto::WorkingGroup, Problem> {
    let row = existing(db, id).await?;
    views(db, vec![row]).await?.pop().ok_or_else(Problem::not_found)
}

/// Les groupes de travail
///
/// Par nom, avec leur mission, qui les pilote et qui y participe. Les archivés ne viennent que demandés.
#[utoipa::path(tag = "steering", operation_id = "list_working_groups", security(("bearer" = [])),
    params(dto::WorkingGroupQuery),
    responses((status = 200, description = "A page of working groups", body = dto::WorkingGroupPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/working-groups")]
pub async fn list_working_groups(
    _: may::ReadSteering,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<dto::WorkingGroupQuery>,
) -> Result<HttpResponse, Problem> {
    let (db, query) = (state.store.reader(), query.0);
    let mut errors = FieldErrors::new();
    let archived = http::archived(&mut errors, query.archived.as_deref());
    let descending = http::by_name(&mut errors, query.sort.as_deref());
    let counted = http::counted(&mut errors, query.count.as_deref());
    errors.finish(Some(()))?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("working_groups", &query))?;
    let mut rows = working_groups::list(db, archived, &page.slice(descending)).await?;
    let total = if counted { i32::try_from(working_groups::count(db, archived).await?).ok() } else { None };
    let next_cursor = page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.sort_label.clone(), id: row.id });
    let body = dto::WorkingGroupPage { items: views(db, rows).await?, next_cursor, total };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Un groupe de travail
///
/// Avec sa mission, qui le pilote et qui y participe.
#[utoipa::path(tag = "steering", operation_id = "get_working_group", security(("bearer" = [])),
    params(("working_group_id" = Uuid, Path, description = "Groupe de travail")),
    responses((status = 200, description = "The working group", body = dto::WorkingGroup,
        headers(("ETag" = String, description = "Version")))))]
#[get("/working-groups/{working_group_id}")]
pub async fn get_working_group(
    _: may::ReadSteering,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let body = view(state.store.reader(), id.0).await?;
    Ok(part_response(body.version, &body))
}

/// Les freins qui nourrissent un groupe de travail
///
/// Combien de dossiers ouverts nomment les freins de son thème : tous pour le programme et pour qui lit les chiffres, ceux
/// de son périmètre pour un référent. Moins de cinq ne se dit pas.
#[utoipa::path(tag = "steering", operation_id = "get_working_group_obstacles", security(("bearer" = [])),
    params(("working_group_id" = Uuid, Path, description = "Groupe de travail")),
    responses((status = 200, description = "The obstacles of its theme", body = dto::WorkingGroupObstacles)))]
#[get("/working-groups/{working_group_id}/obstacles")]
pub async fn get_working_group_obstacles(
    may: may::ReadSteering,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<web::Json<dto::WorkingGroupObstacles>, Problem> {
    let db = state.store.reader();
    let group = existing(db, id.0).await?;
    let obstacles = obstacles_of(WorkingGroupTheme::parse(&group.theme).unwrap_or(WorkingGroupTheme::Other));
    let actor = &may.caller().actor;
    // Whoever reads figures only sees those of the whole département.
    let scope = if actor.may(Permission::ReadProspects) { actor.prospect_scope() } else { ProspectScope::All };
    let (each, any) = prospects::count_obstacles(db, &scope, obstacles).await?;
    let (cells, whole) = told(&each, any);
    let counted = |files: Option<u64>| files.and_then(|files| i32::try_from(files).ok());
    let cell = |(obstacle, files): (&domain::codes::Obstacle, Option<u64>)| dto::ObstacleCount {
        obstacle: obstacle.to_string(),
        files: counted(files),
    };
    let obstacles = obstacles.iter().zip(cells).map(cell).collect();
    Ok(web::Json(dto::WorkingGroupObstacles { obstacles, files: counted(whole) }))
}
