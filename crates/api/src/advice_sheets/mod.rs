//! The advice sheet of a household: one consolidated answer to its needs, to print and to mail.

mod dto;
mod letter;
mod prepare;

use crate::endpoints::Endpoints;
use actix_web::{HttpRequest, HttpResponse, get, post, web};
use domain::codes::{Direction, InteractionKind, Visibility};
use domain::interactions::Interaction;
use persistence::prospects::search;
use persistence::{StoreError, interactions};
use uuid::Uuid;

pub use dto::{AdviceNeed, AdviceReferent, AdviceResource, AdviceSheet, AdviceSheetSending, AdviceTheme};

use crate::audit::Trail;
use crate::caller::{Caller, may};
use crate::http::{Created, IdempotencyKey, PathIds};
use crate::mail;
use crate::open_file::{self, Change, Work};
use crate::problem::Problem;
use crate::state::AppState;
use prepare::{Prepared, prepare};

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(get_advice_sheet).service(send_advice_sheet);
}

/// La fiche conseils
///
/// Par thème des besoins du foyer : les réponses des partenaires et les fiches de l'annuaire local de son territoire
/// d'arrivée. Les fiches anciennes y sont marquées à vérifier. La consultation est consignée au journal.
#[utoipa::path(tag = "prospects", operation_id = "get_advice_sheet", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file")),
    responses((status = 200, description = "The advice sheet as of today", body = AdviceSheet)))]
#[get("/prospects/{prospect_id}/advice-sheet")]
pub async fn get_advice_sheet(
    may: may::ReadProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
) -> Result<web::Json<AdviceSheet>, Problem> {
    let db = state.store.reader();
    let file = open_file::readable(db, &may.scope(), prospect_id).await?;
    let Prepared { sheet, .. } = prepare(db, &state, &file).await?;
    let tx = state.store.begin().await?;
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "advice_sheet.read", ("prospect", prospect_id), &[]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(web::Json(sheet))
}

/// Envoyer la fiche conseils
///
/// Par e-mail à la personne qui porte le dossier, telle qu'elle est aujourd'hui ; l'envoi est noté dans les échanges.
#[utoipa::path(tag = "prospects", operation_id = "send_advice_sheet", security(("bearer" = [])),
    params(("prospect_id" = Uuid, Path, description = "Id of the file"),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a repeated call send nothing more")),
    responses((status = 201, description = "The sheet leaves", body = AdviceSheetSending,
        headers(("Location" = String, description = "Path of the sheet")))))]
#[post("/prospects/{prospect_id}/advice-sheet/sendings")]
pub async fn send_advice_sheet(
    permission: may::WriteProspects,
    state: web::Data<AppState>,
    request: HttpRequest,
    PathIds(prospect_id): PathIds<Uuid>,
    key: IdempotencyKey,
) -> Result<HttpResponse, Problem> {
    let action = "advice_sheet.send";
    let change = Change { state: &state, permission: &permission, request: &request, prospect_id, action };
    change
        .create(&key, action, async |work| {
            send(&state, permission.caller(), &work).await?;
            let body = AdviceSheetSending { number: work.file.number.clone(), sent_at: work.now };
            let location = format!("/api/v1/prospects/{prospect_id}/advice-sheet");
            Ok((Created { location, version: None, body }, vec!["interactions"]))
        })
        .await
}

/// Queues the mail and notes it: an exchange with the household, from us to it.
async fn send(state: &AppState, caller: &Caller, work: &Work<'_>) -> Result<(), Problem> {
    let Prepared { sheet, lead } = prepare(work.tx, state, work.file).await?;
    if sheet.themes.is_empty() {
        return Err(Problem::conflict("sheet_empty"));
    }
    let (first_name, email) = lead.ok_or_else(|| Problem::conflict("email_required"))?;
    // Sending again after a correction is right; filling a mailbox is not.
    state.limits.mail(&format!("advice:{}", work.file.id))?;
    mail::queue(work.tx, state, &letter::compose(&sheet, (&first_name, &email), &caller.name)?).await?;
    let note = Interaction {
        kind: InteractionKind::Email,
        direction: Direction::Outbound,
        occurred_at: work.now,
        summary: letter::note(&sheet)?,
        visibility: Visibility::Partners,
    };
    interactions::insert(work.tx, work.file.id, Some(caller.actor.user_id), &note, work.now).await?;
    interactions::show_on_file(work.tx, work.file.id, &note).await?;
    Ok(search::reindex(work.tx, work.file.id).await?)
}
