//! What the household asks for about its data: the link says who asks, the programme has a month to answer.

use actix_web::{HttpResponse, get, post, web};
use domain::codes::{ConsentPurpose, PrivacyRequestKind};
use domain::household_page::may_change_wishes;
use domain::privacy_requests::{NewRequest, due_on, is_open};
use persistence::household_page::Follower;
use persistence::privacy_requests::{self, Deed as Done, Request, Step};
use persistence::prospects::{self, Prospect};
use persistence::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

use super::dto_rights::{HouseholdAnswer, HouseholdRequest, HouseholdRequests, NewHouseholdRequest};
use super::link::PageLink;
use super::sentences::{Deed, Sentences};
use super::{MAX_SENT, consents, note, pause};
use crate::audit::Trail;
use crate::contact_requests::pace::MaySend;
use crate::http::{Body, Created, IdempotencyKey, create_once};
use crate::privacy_requests::{RESOURCE, letters};
use crate::problem::Problem;
use crate::reference::lists;
use crate::state::AppState;

const PATH: &str = "/api/v1/public/household-page/requests";

/// Lire ses demandes
///
/// Celles qui concernent le dossier, avec le dernier jour pour répondre et ce qui a été répondu.
#[utoipa::path(tag = "public", operation_id = "list_household_requests", security(("household_link" = [])),
    responses((status = 200, description = "The requests about the file", body = HouseholdRequests)))]
#[get("/public/household-page/requests")]
pub async fn list_household_requests(link: PageLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let follower = link.follower(db, &state.secrets).await?;
    let body = view(db, follower.prospect_id).await?;
    link.forgive(&state.limits);
    Ok(HttpResponse::Ok().json(body))
}

/// Faire une demande sur ses données
///
/// La réponse est due dans le mois. S’opposer retire aussitôt tous ses accords. Une demande de même nature qui attend déjà
/// une réponse suffit (409 `already_exists`).
#[utoipa::path(tag = "public", operation_id = "create_household_request", security(("household_link" = [])),
    request_body = NewHouseholdRequest,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "The requests about the file", body = HouseholdRequests,
        headers(("Location" = String, description = "Path of the requests")))))]
#[post("/public/household-page/requests")]
pub async fn create_household_request(
    _: MaySend,
    link: PageLink,
    state: web::Data<AppState>,
    key: IdempotencyKey,
    body: Body<NewHouseholdRequest, MAX_SENT>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let asker = link.follower(state.store.reader(), &state.secrets).await?;
    let scope = format!("{}:create_household_request", asker.member_id);
    let created = create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let (follower, file) = consents::held(&link, &state, tx).await?;
        ask(&state, tx, (&follower, &file), &sent).await?;
        Ok(Created { location: PATH.to_owned(), version: None, body: view(tx, file.id).await? })
    })
    .await?;
    link.forgive(&state.limits);
    Ok(created)
}

async fn ask(
    state: &AppState,
    tx: &DatabaseTransaction,
    (follower, file): (&Follower, &Prospect),
    sent: &NewHouseholdRequest,
) -> Result<(), Problem> {
    let words = Sentences::load()?;
    let name = name_of(tx, follower).await?.unwrap_or_else(|| words.unknown_person.clone());
    let (who, today) = ((name.as_str(), follower.email.as_str(), words.link_proof.as_str()), state.clock.today());
    let new = NewRequest::of_page(&sent.kind, sent.details.as_deref(), who, today)?;
    let known = privacy_requests::of_file(tx, file.id).await?;
    if known.iter().any(|one| one.kind == new.kind && is_open(one.status)) {
        return Err(Problem::conflict("already_exists"));
    }
    let mailed = letters::received(state, tx, &new).await?;
    let deed = Done { actor_name: &name, words: None, mailed, at: state.clock.now() };
    let id = privacy_requests::insert(tx, Some(file.id), &new, &deed).await?;
    letters::arrived(state, tx, (id, &new)).await?;
    let what = lists::label(PrivacyRequestKind::LIST, new.kind.as_str());
    note::leave(tx, file, words.done(Deed::Asks, follower.first_name.as_deref(), what)?, state.clock.now()).await?;
    if new.kind == PrivacyRequestKind::Opposition {
        consents::take_back(state, tx, (follower, file), ConsentPurpose::ALL).await?;
    }
    // Nobody goes on as before while the answer is prepared.
    let stops = matches!(new.kind, PrivacyRequestKind::Opposition | PrivacyRequestKind::Restriction);
    if stops && may_change_wishes(file.status) {
        pause::begin(state, tx, (follower, file), due_on(new.received_on)).await?;
    }
    let trail = Trail::of_system("public", &state.clock);
    Ok(trail.record(tx, "privacy_request.create", (RESOURCE, id), &["kind", "details"]).await?)
}

async fn name_of(db: &impl ConnectionTrait, follower: &Follower) -> Result<Option<String>, Problem> {
    let members = prospects::members_of(db, follower.prospect_id).await?;
    let own = members.into_iter().find(|one| one.id == follower.member_id);
    Ok(own.map(|one| one.member.full_name()).filter(|name| !name.is_empty()))
}

/// The requests about a file as its household reads them: what it was told, not who wrote it.
pub(super) async fn view(db: &impl ConnectionTrait, prospect_id: Uuid) -> Result<HouseholdRequests, Problem> {
    let rows = privacy_requests::of_file(db, prospect_id).await?;
    let mut steps = privacy_requests::steps_of(db, rows.iter().map(|row| row.id)).await?;
    let told =
        |step: Step| Some(HouseholdAnswer { step: step.step, happened_at: step.happened_at, words: step.words? });
    let item = |row: Request| HouseholdRequest {
        answers: steps.remove(&row.id).unwrap_or_default().into_iter().filter_map(told).collect(),
        kind: row.kind.to_string(),
        status: row.status.to_string(),
        details: row.details,
        received_on: row.received_on,
        due_on: row.due_on,
    };
    Ok(HouseholdRequests { items: rows.into_iter().map(item).collect() })
}
