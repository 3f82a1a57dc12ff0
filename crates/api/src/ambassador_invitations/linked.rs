//! What ambassadors answer with their link: exactly one event, or none.

use actix_web::{HttpResponse, get, post, web};
use domain::ambassadors::invitations::is_open;
use domain::codes::AmbassadorStatus;
use domain::codes::EventRegistrationStatus::Cancelled;
use domain::events::registrations::{RegistrationFacts, RegistrationInput};
use persistence::ambassadors::invitations::{self, Invitee};
use persistence::events::registrations;
use persistence::{ConnectionTrait, StoreError};
use uuid::Uuid;

use super::RESOURCE;
use super::dto::{InvitationAnswer, LinkedInvitation, LinkedInvitationList};
use super::staff::choices;
use crate::ambassadors::link::{AmbassadorLink, over};
use crate::audit::Trail;
use crate::event_registrations::choice::choose;
use crate::http::{Body, PathIds};
use crate::problem::Problem;
use crate::state::AppState;

/// Largest answer, in bytes.
const MAX_SENT: usize = 1024;

/// The event that an ambassador comes to; a place that was cancelled is none.
async fn chosen(db: &impl ConnectionTrait, one: &Invitee) -> Result<Option<Uuid>, Problem> {
    let Some(id) = one.registration_id else { return Ok(None) };
    let found = registrations::find(db, id).await?;
    Ok(found.filter(|row| row.status != Cancelled).map(|row| row.target.event_id))
}

/// Les invitations reçues
///
/// Avec le jeton du lien reçu par e-mail : les événements proposés, les places qui restent, son choix.
#[utoipa::path(tag = "public", operation_id = "list_linked_invitations", security(("ambassador_link" = [])),
    responses((status = 200, description = "The invitations", body = LinkedInvitationList),
        (status = 404, description = "The link opens nothing any more")))]
#[get("/public/linked-ambassador/invitations")]
pub async fn list_linked_invitations(
    link: AmbassadorLink,
    state: web::Data<AppState>,
) -> Result<web::Json<LinkedInvitationList>, Problem> {
    let (db, today) = (state.store.reader(), state.clock.today());
    let who = link.ambassador(db).await?;
    let mut items = vec![];
    for one in invitations::of_ambassador(db, who.id).await? {
        let Some(row) = invitations::find(db, one.invitation_id).await? else { continue };
        items.push(LinkedInvitation {
            id: row.id,
            is_open: is_open(row.answer_by, today) && who.status == AmbassadorStatus::Active,
            answered: one.answered_at.is_some(),
            event_id: chosen(db, &one).await?,
            choices: choices(db, &row.events).await?,
            title: row.title,
            message: row.message,
            answer_by: row.answer_by,
        });
    }
    link.forgive(&state.limits);
    Ok(web::Json(LinkedInvitationList { items }))
}

/// Répondre à une invitation
///
/// Un seul événement, ou aucun. Changer d'avis déplace l'inscription ; sans place (409 `event_full`), l'ancien choix
/// reste. 409 `invitation_closed` après le dernier jour.
#[utoipa::path(tag = "public", operation_id = "answer_linked_invitation", security(("ambassador_link" = [])),
    request_body = InvitationAnswer,
    params(("linked_invitation_id" = Uuid, Path, description = "Invitation")),
    responses((status = 204, description = "It is noted"),
        (status = 404, description = "The link opens nothing any more")))]
#[post("/public/linked-ambassador/invitations/{linked_invitation_id}/answers")]
pub async fn answer_linked_invitation(
    link: AmbassadorLink,
    state: web::Data<AppState>,
    PathIds(id): PathIds<Uuid>,
    body: Body<InvitationAnswer, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let who = link.held(&tx).await?;
    let mine = invitations::of_ambassador(&tx, who.id).await?.into_iter().find(|one| one.invitation_id == id);
    let one = mine.ok_or_else(over)?;
    let row = invitations::find(&tx, id).await?.ok_or_else(over)?;
    if !is_open(row.answer_by, state.clock.today()) || who.status != AmbassadorStatus::Active {
        return Err(Problem::conflict("invitation_closed"));
    }
    let to = body.value.event_id;
    if to.is_some_and(|event| !row.events.contains(&event)) {
        return Err(Problem::field("/event_id", "not_found"));
    }
    let input = RegistrationInput { first_name: who.first_name.clone(), email: who.email.clone(), guests: 0 };
    let facts = RegistrationFacts::parse(&input, false)?;
    let trail = Trail::of_system("ambassador_link", &state.clock);
    let place = choose(&tx, &state, &trail, (one.registration_id, to), &facts).await?;
    invitations::answer(&tx, &one, place, state.clock.now()).await?;
    trail.record(&tx, "ambassador_invitation.answer", (RESOURCE, id), &["event_id"]).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(HttpResponse::NoContent().finish())
}
