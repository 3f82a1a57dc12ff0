//! Exchanges with a household, and notes about it.

mod dto;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use chrono::{DateTime, Utc};
use persistence::interactions::InteractionRow;
use persistence::prospects::search;
use persistence::{ConnectionTrait, interactions};
use uuid::Uuid;

pub use dto::{Interaction, InteractionPage, InteractionPatch, InteractionQuery, NewInteraction};

use crate::caller::may;
use crate::http::{Created, Cursor, IdempotencyKey, IfMatch, PageQuery, PathIds, Query, page_response};
use crate::mentions;
use crate::open_file::{self, Change, part_response};
use crate::problem::Problem;
use crate::readings;
use crate::sensitive::{Acknowledgement, FileBody};
use crate::state::AppState;

/// Endpoints of exchanges.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(list_interactions)
        .service(create_interaction)
        .service(update_interaction)
        .service(delete_interaction);
}

/// Échanges d'un dossier
///
/// Du plus récent au plus ancien ; les notes privées ne sont montrées qu'à leur auteur.
#[utoipa::path(tag = "prospects", operation_id = "list_interactions", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"), InteractionQuery),
    responses((status = 200, description = "A page of exchanges", body = InteractionPage)))]
#[get("/prospects/{prospect_id}/interactions")]
pub async fn list_interactions(
    permission: may::ReadProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    Query(query): Query<InteractionQuery>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    open_file::readable(db, &permission.scope(), prospect_id).await?;
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &prospect_id)?;
    let reader = permission.caller().actor.user_id;
    let after = page.after.as_ref().and_then(|cursor| Some((cursor.key.parse::<DateTime<Utc>>().ok()?, cursor.id)));
    let mut rows = interactions::page_of(db, prospect_id, reader, after, page.limit + 1).await?;
    let more = rows.len() as u64 > page.limit;
    rows.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    let next_cursor = rows
        .last()
        .filter(|_| more)
        .map(|last| page.cursor_after(&state.secrets, Cursor { key: last.occurred_at.to_rfc3339(), id: last.id }));
    let read = ("prospect", prospect_id);
    readings::write_down(&state, permission.caller(), &request, "interaction.read", read).await?;
    let body = InteractionPage { items: rows.into_iter().map(Interaction::from).collect(), next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Note un échange
///
/// Appel, e-mail, visite, note… Une note privée n'est lue que par son auteur. Les collègues mentionnés sont prévenus par e-mail.
#[utoipa::path(tag = "prospects", operation_id = "create_interaction", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated call create nothing more"), Acknowledgement),
    request_body = NewInteraction,
    responses((status = 201, description = "The exchange", body = Interaction)))]
#[post("/prospects/{prospect_id}/interactions")]
pub async fn create_interaction(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    key: IdempotencyKey,
    body: FileBody<NewInteraction>,
) -> Result<HttpResponse, Problem> {
    let author = permission.caller().actor.user_id;
    let action = "interaction.create";
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    change
        .create(&key, &body.fingerprint, async |work| {
            let (interaction, named) = mentions::read(&work, author, body.value, state.clock.today()).await?;
            let id = interactions::insert(work.tx, prospect_id, Some(author), &interaction, work.now).await?;
            interactions::show_on_file(work.tx, prospect_id, &interaction).await?;
            mentions::tell(&state, &work, permission.caller(), id, &named).await?;
            search::reindex(work.tx, prospect_id).await?;
            let row = get(work.tx, prospect_id, id, author).await?;
            let location = format!("/api/v1/prospects/{prospect_id}/interactions/{id}");
            Ok((Created { location, version: Some(row.version), body: Interaction::from(row) }, vec!["interactions"]))
        })
        .await
}

/// Corrige un échange
///
/// Réservé à la personne qui l'a noté et à l'équipe du programme.
#[utoipa::path(tag = "prospects", operation_id = "update_interaction", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("interaction_id" = Uuid, Path, description = "Id of the exchange"),
        ("If-Match" = String, Header, description = "ETag of the version that was read"), Acknowledgement),
    request_body = InteractionPatch,
    responses((status = 200, description = "The exchange", body = Interaction)))]
#[patch("/prospects/{prospect_id}/interactions/{interaction_id}")]
pub async fn update_interaction(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
    body: FileBody<InteractionPatch>,
) -> Result<HttpResponse, Problem> {
    let reader = permission.caller().actor.user_id;
    let action = "interaction.update";
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    let row = change
        .apply(async |work| {
            let current = own(work.tx, &permission, prospect_id, id).await?;
            let (input, fields) = body.value.over(current);
            let interaction = domain::interactions::Interaction::parse(&input, work.now)?;
            interactions::update(work.tx, (id, version), &interaction, work.now).await?;
            search::reindex(work.tx, prospect_id).await?;
            Ok((get(work.tx, prospect_id, id, reader).await?, fields))
        })
        .await?;
    Ok(part_response(row.version, &Interaction::from(row)))
}

/// Supprime un échange noté par erreur
///
/// Réservé à la personne qui l'a noté et à l'équipe du programme.
#[utoipa::path(tag = "prospects", operation_id = "delete_interaction", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("interaction_id" = Uuid, Path, description = "Id of the exchange"),
        ("If-Match" = String, Header, description = "ETag of the version that was read")),
    responses((status = 204, description = "Removed")))]
#[delete("/prospects/{prospect_id}/interactions/{interaction_id}")]
pub async fn delete_interaction(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds((prospect_id, id)): PathIds<(Uuid, Uuid)>,
    IfMatch(version): IfMatch,
) -> Result<HttpResponse, Problem> {
    let action = "interaction.delete";
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    change
        .apply(async |work| {
            own(work.tx, &permission, prospect_id, id).await?;
            interactions::delete(work.tx, id, version).await?;
            search::reindex(work.tx, prospect_id).await?;
            Ok(((), vec!["interactions"]))
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn get(db: &impl ConnectionTrait, prospect_id: Uuid, id: Uuid, reader: Uuid) -> Result<InteractionRow, Problem> {
    interactions::find(db, prospect_id, id, reader).await?.ok_or_else(Problem::not_found)
}

/// The exchange, when the caller wrote it or runs the programme.
async fn own(
    db: &impl ConnectionTrait,
    permission: &may::WriteProspects,
    prospect_id: Uuid,
    id: Uuid,
) -> Result<InteractionRow, Problem> {
    let actor = &permission.caller().actor;
    let row = get(db, prospect_id, id, actor.user_id).await?;
    let allowed = row.author_id == Some(actor.user_id) || actor.is_programme_admin();
    if allowed { Ok(row) } else { Err(Problem::forbidden()) }
}
