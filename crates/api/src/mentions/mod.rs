//! Calling a colleague's attention in a note, and seeing that somebody called.

mod dto;
mod service;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use persistence::{StoreError, colleagues, mentions};
use uuid::Uuid;

pub use dto::{Colleague, ColleagueList};
pub(crate) use service::{read, tell};

use crate::audit::Trail;
use crate::caller::may;
use crate::http::PathIds;
use crate::open_file;
use crate::problem::Problem;
use crate::state::AppState;

/// Endpoints of mentions.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(list_colleagues).service(see_mention);
}

/// Collègues qui voient ce dossier
///
/// Les personnes du réseau que l'on peut mentionner dans une note de ce dossier, par nom.
#[utoipa::path(tag = "prospects", operation_id = "list_colleagues", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file")),
    responses((status = 200, description = "Everybody else who may open the file", body = ColleagueList)))]
#[get("/prospects/{prospect_id}/colleagues")]
pub async fn list_colleagues(
    permission: may::ReadProspects,
    state: web::Data<AppState>,
    PathIds(prospect_id): PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let file = open_file::readable(db, &permission.scope(), prospect_id).await?;
    let myself = permission.caller().actor.user_id;
    let others = colleagues::who_see(db, &file, state.clock.today()).await?.into_iter();
    let items = others.filter(|one| one.actor.user_id != myself).map(Colleague::from).collect();
    Ok(HttpResponse::Ok().json(ColleagueList { items }))
}

/// Mention vue
///
/// Retire une mention de votre journée ; la note, elle, reste au dossier.
#[utoipa::path(tag = "my_day", operation_id = "see_mention", security(("bearer" = [])),
    params(("mention_id" = Uuid, Path, description = "Id of the mention")),
    responses((status = 204, description = "Seen")))]
#[post("/my-day/mentions/{mention_id}/seen")]
pub async fn see_mention(
    permission: may::ReadProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(id): PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let file = mentions::file_of(&tx, id, permission.caller().actor.user_id).await?;
    let prospect_id = file.ok_or_else(Problem::not_found)?;
    if mentions::mark_seen(&tx, id, state.clock.now()).await? {
        let trail = Trail::of(permission.caller(), &request, &state.clock);
        trail.record(&tx, "mention.see", ("prospect", prospect_id), &["seen_at"]).await?;
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(HttpResponse::NoContent().finish())
}
