//! Tasks of a file: noted, changed, ticked, removed.

mod dto;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, delete, patch, post, web};
use domain::tasks::Task;
use persistence::prospects::StoredTask;
use persistence::{ConnectionTrait, prospects, tasks};
use uuid::Uuid;

pub use dto::{NewTask, TaskPatch};

use crate::caller::may;
use crate::http::{Created, IdempotencyKey, IfMatch, PathIds};
use crate::open_file::{Change, part_response};
use crate::problem::Problem;
use crate::prospects::dto::Task as TaskView;
use crate::sensitive::{Acknowledgement, FileBody};
use crate::state::AppState;

/// Endpoints of tasks.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(create_task).service(update_task).service(delete_task);
}

/// Note une tâche
///
/// Ajoute une tâche au dossier, avec son échéance et la personne qui s'en charge.
#[utoipa::path(tag = "prospects", operation_id = "create_task", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated call create nothing more"), Acknowledgement),
    request_body = NewTask,
    responses((status = 201, description = "The task", body = TaskView)))]
#[post("/prospects/{prospect_id}/tasks")]
pub async fn create_task(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    key: IdempotencyKey,
    body: FileBody<NewTask>,
) -> Result<HttpResponse, Problem> {
    let change =
        Change { state: &state, permission: &permission, request: &request, prospect_id, action: "task.create" };
    change
        .create(&key, &body.fingerprint, async |work| {
            let task = body.value.parse()?;
            check_assignee(work.tx, &task).await?;
            let id = tasks::insert(work.tx, prospect_id, &task, work.now).await?;
            let row = get(work.tx, prospect_id, id).await?;
            let location = format!("/api/v1/prospects/{prospect_id}/tasks/{id}");
            let created = Created { location, version: Some(row.version), body: TaskView::from(row) };
            Ok((created, vec!["title", "due_on", "assignee_id"]))
        })
        .await
}

/// Modifie ou coche une tâche
///
/// `done: true` la marque faite, `done: false` la rouvre.
#[utoipa::path(tag = "prospects", operation_id = "update_task", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("task_id" = Uuid, Path, description = "Id of the task"),
        ("If-Match" = String, Header, description = "ETag of the version that was read"), Acknowledgement),
    request_body = TaskPatch,
    responses((status = 200, description = "The task", body = TaskView)))]
#[patch("/prospects/{prospect_id}/tasks/{task_id}")]
pub async fn update_task(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
    body: FileBody<TaskPatch>,
) -> Result<HttpResponse, Problem> {
    let change =
        Change { state: &state, permission: &permission, request: &request, prospect_id, action: "task.update" };
    let row = change
        .apply(async |work| {
            let current = get(work.tx, prospect_id, id).await?;
            let fields = body.value.fields();
            let (task, done_at) = body.value.apply(&current, work.now)?;
            check_assignee(work.tx, &task).await?;
            tasks::update(work.tx, (id, version), &task, done_at, work.now).await?;
            Ok((get(work.tx, prospect_id, id).await?, fields))
        })
        .await?;
    Ok(part_response(row.version, &TaskView::from(row)))
}

/// Supprime une tâche
///
/// À réserver aux tâches notées par erreur ; une tâche faite se coche.
#[utoipa::path(tag = "prospects", operation_id = "delete_task", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("task_id" = Uuid, Path, description = "Id of the task"),
        ("If-Match" = String, Header, description = "ETag of the version that was read")),
    responses((status = 204, description = "Removed")))]
#[delete("/prospects/{prospect_id}/tasks/{task_id}")]
pub async fn delete_task(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let change =
        Change { state: &state, permission: &permission, request: &request, prospect_id, action: "task.delete" };
    change
        .apply(async |work| {
            get(work.tx, prospect_id, id).await?;
            tasks::delete(work.tx, id, version).await?;
            Ok(((), vec![]))
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn get(db: &impl ConnectionTrait, prospect_id: Uuid, id: Uuid) -> Result<StoredTask, Problem> {
    tasks::find(db, prospect_id, id).await?.ok_or_else(Problem::not_found)
}

async fn check_assignee(db: &impl ConnectionTrait, task: &Task) -> Result<(), Problem> {
    match task.assignee_id {
        Some(id) if !prospects::account_exists(db, id).await? => Err(Problem::field("/assignee_id", "not_found")),
        _ => Ok(()),
    }
}
