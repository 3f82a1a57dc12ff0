//! What ambassadors read and answer with their link: first names and commune, never more.

use actix_web::{HttpResponse, get, post, web};
use domain::access::ProspectScope;
use domain::codes::SponsoringStatus::{self, Accepted, Ended, Refused, Sent};
use persistence::sponsoring::{self, Sponsoring};
use persistence::{ConnectionTrait, StoreError, prospects};
use uuid::Uuid;

use super::dto::{LinkedSponsoring, LinkedSponsoringList, SponsoringTransition};
use super::next;
use crate::ambassadors::link::{AmbassadorLink, over};
use crate::audit::Trail;
use crate::http::{Body, PathIds};
use crate::problem::Problem;
use crate::state::AppState;

/// Largest answer, in bytes.
const MAX_SENT: usize = 1024;

/// The states that an ambassador may give a proposal.
const fn allowed(from: SponsoringStatus) -> &'static [SponsoringStatus] {
    match from {
        Sent => &[Accepted, Refused],
        _ => &[],
    }
}

/// What an ambassador reads of a proposal; of what they refused or what was taken back, nothing.
async fn view(db: &impl ConnectionTrait, one: &Sponsoring) -> Result<Option<LinkedSponsoring>, Problem> {
    if !matches!(one.status, Sent | Accepted | Ended) {
        return Ok(None);
    }
    let Some(file) = prospects::find(db, &ProspectScope::All, one.prospect_id).await? else { return Ok(None) };
    let told = next::told(db, &file).await?;
    Ok(Some(LinkedSponsoring {
        id: one.id,
        first_names: told.first_names,
        commune_name: told.place_name,
        status: one.status.to_string(),
        allowed: allowed(one.status).iter().map(|status| status.to_string()).collect(),
        sent_at: one.sent_at,
    }))
}

/// Les familles que l'on propose de parrainer
///
/// Avec le jeton du lien reçu par e-mail. Un ambassadeur n'apprend que les prénoms et la commune.
#[utoipa::path(tag = "public", operation_id = "list_linked_sponsorings", security(("ambassador_link" = [])),
    responses((status = 200, description = "The households", body = LinkedSponsoringList),
        (status = 404, description = "The link opens nothing any more")))]
#[get("/public/linked-ambassador/sponsorings")]
pub async fn list_linked_sponsorings(
    link: AmbassadorLink,
    state: web::Data<AppState>,
) -> Result<web::Json<LinkedSponsoringList>, Problem> {
    let db = state.store.reader();
    let who = link.ambassador(db).await?;
    let mut items = vec![];
    for one in sponsoring::of_ambassador(db, who.id).await? {
        items.extend(view(db, &one).await?);
    }
    link.forgive(&state.limits);
    Ok(web::Json(LinkedSponsoringList { items }))
}

/// Accepter ou refuser de parrainer une famille
///
/// Sans se justifier. Après un refus, le suivant est sollicité ; rien n'est plus montré de la famille.
#[utoipa::path(tag = "public", operation_id = "transition_linked_sponsoring", security(("ambassador_link" = [])),
    request_body(content = SponsoringTransition, example = json!({"to": "accepted"})),
    params(("sponsoring_id" = Uuid, Path, description = "Proposition")),
    responses((status = 204, description = "It is noted"),
        (status = 404, description = "The link opens nothing any more")))]
#[post("/public/linked-ambassador/sponsorings/{sponsoring_id}/transitions")]
pub async fn transition_linked_sponsoring(
    link: AmbassadorLink,
    state: web::Data<AppState>,
    PathIds(id): PathIds<Uuid>,
    body: Body<SponsoringTransition, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let who = link.held(&tx).await?;
    let own = |one: &Sponsoring| one.ambassador_id == who.id && one.sent_at.is_some();
    let one = sponsoring::find(&tx, id).await?.filter(own).ok_or_else(over)?;
    let to = SponsoringStatus::parse(&body.value.to).ok_or_else(|| Problem::field("/to", "unknown_code"))?;
    if !allowed(one.status).contains(&to) {
        return Err(Problem::transition_not_allowed(allowed(one.status).iter().map(|status| status.as_str())));
    }
    next::close(&tx, &state, &Trail::of_system("ambassador_link", &state.clock), &one, to).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(HttpResponse::NoContent().finish())
}
