//! The page on which a household follows its own file, opened by a signed link and without an account.

mod accesses;
mod appointments;
mod change;
mod consents;
mod dto;
mod dto_people;
mod dto_rights;
mod erase;
mod export;
mod letters;
mod link;
mod note;
mod page;
mod pause;
mod people;
mod requests;
mod sentences;

use std::time::Duration;

use crate::endpoints::Endpoints;
use actix_web::{HttpResponse, get, patch, post, web};
use domain::access::ProspectScope;
use domain::contact::Email;
use persistence::household_page::{Follower, find_by_email};
use persistence::{StoreError, prospects};

pub use dto::{
    HouseholdAppointment, HouseholdLinkRequest, HouseholdNeed, HouseholdNextStep, HouseholdPage, HouseholdReferent,
    HouseholdTerritory, HouseholdWishes, HouseholdWishesPatch,
};
pub use letters::{tell_confirmed, tell_referent};
pub use link::PageLink;

use crate::audit::Trail;
use crate::contact_requests::pace::MaySend;
use crate::http::{Body, IfMatch};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// Largest body that a household sends here, in bytes.
const MAX_SENT: usize = 8 * 1024;
/// Every request for a link takes at least this long, so that nobody can tell known addresses by the time.
const LINK_TAKES: Duration = Duration::from_millis(300);

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(get_household_page)
        .service(request_household_link)
        .service(change_household_wishes)
        .service(appointments::get_household_calendar)
        .service(consents::get_household_consents)
        .service(consents::give_household_consent)
        .service(consents::withdraw_household_consent)
        .service(requests::list_household_requests)
        .service(requests::create_household_request)
        .service(people::list_household_people)
        .service(people::correct_household_person)
        .service(pause::get_household_pause)
        .service(pause::put_household_pause)
        .service(pause::delete_household_pause)
        .service(export::export_household_data)
        .service(accesses::list_household_accesses)
        .service(erase::erase_household_file);
}

/// Lire la page de son dossier
///
/// Avec le jeton du lien reçu par e-mail : le numéro, l'étape, les référents et comment les joindre, la prochaine étape, les
/// rendez-vous, les souhaits et les besoins. Un lien qui n'est plus valable répond toujours 401, quelle qu'en soit la raison.
#[utoipa::path(tag = "public", operation_id = "get_household_page", security(("household_link" = [])),
    responses((status = 200, description = "The page of the household", body = HouseholdPage,
        headers(("ETag" = String, description = "Version of the file")))))]
#[get("/public/household-page")]
pub async fn get_household_page(link: PageLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let follower = link.follower(db, &state.secrets).await?;
    let page = page::of(db, &state, &follower).await?;
    link.forgive(&state.limits);
    Ok(part_response(page.version, &page))
}

/// Demander le lien vers son dossier
///
/// Répond toujours de la même façon, que l'adresse soit connue ou non. Le lien arrive à l'adresse du dossier, vaut pour
/// elle seule et pendant 180 jours.
#[utoipa::path(tag = "public", operation_id = "request_household_link", request_body = HouseholdLinkRequest,
    responses((status = 202, description = "A mail leaves if a file knows the address")))]
#[post("/public/household-page/links")]
pub async fn request_household_link(
    _: MaySend,
    state: web::Data<AppState>,
    body: Body<HouseholdLinkRequest, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let email = Email::parse(&body.value.email).map_err(|error| Problem::field("/email", error.code()))?;
    // Its own count: asking for links to somebody's address must not keep them from sending the form.
    state.limits.mail(&format!("page:{email}"))?;
    let done = tokio::time::sleep(LINK_TAKES);
    if let Some(follower) = find_by_email(state.store.reader(), email.as_str()).await? {
        send(&state, &follower).await?;
    }
    done.await;
    Ok(HttpResponse::Accepted().finish())
}

async fn send(state: &AppState, to: &Follower) -> Result<(), Problem> {
    let tx = state.store.begin().await?;
    let Some(file) = prospects::find(&tx, &ProspectScope::All, to.prospect_id).await? else { return Ok(()) };
    letters::send_link(state, &tx, to, &file.number).await?;
    let trail = Trail::of_system("public", &state.clock);
    trail.record(&tx, "household_page.send_link", ("prospect", file.id), &[]).await?;
    Ok(tx.commit().await.map_err(StoreError::from)?)
}

/// Changer ses souhaits
///
/// Territoires, projet, échéance : ce qui est absent reste. Le dossier garde trace du changement et les référents du
/// foyer en sont prévenus. Un dossier clos ne change plus (409).
#[utoipa::path(tag = "public", operation_id = "change_household_wishes", security(("household_link" = [])),
    params(("If-Match" = String, Header, description = "Version that was read (ETag)")),
    request_body = HouseholdWishesPatch,
    responses((status = 200, description = "The page with the new wishes", body = HouseholdPage,
        headers(("ETag" = String, description = "Version of the file")))))]
#[patch("/public/household-page/wishes")]
pub async fn change_household_wishes(
    _: MaySend,
    link: PageLink,
    state: web::Data<AppState>,
    IfMatch(version): IfMatch,
    body: Body<HouseholdWishesPatch, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let sent = body.value.parse()?;
    let tx = state.store.begin().await?;
    let follower = link.follower(&tx, &state.secrets).await?;
    change::wishes(&state, &tx, &follower, version, &sent).await?;
    let page = page::of(&tx, &state, &follower).await?;
    tx.commit().await.map_err(StoreError::from)?;
    link.forgive(&state.limits);
    Ok(part_response(page.version, &page))
}
