//! Registering without an account: the same answer whoever writes and whatever is known of them.

use actix_web::{HttpResponse, get, post, web};
use domain::codes::EventRegistrationStatus::{Absent, Attended, Cancelled, Confirmed, Registered, Waitlisted};
use domain::events::registrations::{RegistrationFacts, RegistrationInput, held_until, places_left};
use domain::validation::FieldErrors;
use persistence::events::Event;
use persistence::events::registrations::{self, Registration, Target};
use persistence::events::sessions::{self, Session};
use persistence::{DatabaseTransaction, StoreError};
use uuid::Uuid;

use super::consent::EventConsentText;
use super::dto::{
    EventRegistrationForm, EventRegistrationLink, EventRegistrationReceipt, LinkedEventRegistration,
    NewPublicRegistration, PublicEventProgramme, PublicEventSession,
};
use super::places::{Spot, book, promote, settle};
use super::{RESOURCE, letters, link};
use crate::audit::Trail;
use crate::contact_requests::pace::{MayConfirm, MaySend};
use crate::contact_requests::token;
use crate::http::{Body, Created, IdempotencyKey, PathIds, create_once};
use crate::problem::Problem;
use crate::public_events::public_row;
use crate::state::AppState;

/// What the token of this form is for.
const FORM: &str = "event-registration";
/// Largest form, in bytes.
const MAX_FORM: usize = 2 * 1024;

/// Préparer le formulaire d'inscription à un événement
///
/// Donne le jeton à renvoyer avec l'inscription et le texte à accepter.
#[utoipa::path(tag = "public", operation_id = "get_event_registration_form",
    responses((status = 200, description = "What is needed to show the form", body = EventRegistrationForm)))]
#[get("/public/event-registration-form")]
pub async fn get_event_registration_form(
    state: web::Data<AppState>,
) -> Result<web::Json<EventRegistrationForm>, Problem> {
    let now = state.clock.now();
    let token = token::issue(&state.secrets, FORM, now);
    Ok(web::Json(EventRegistrationForm { token, issued_at: now, consent: EventConsentText::load()? }))
}

/// Les ateliers et les places d'un événement public
///
/// Ce à quoi l'on peut s'inscrire, et combien de places restent. Sans compte.
#[utoipa::path(tag = "public", operation_id = "get_public_event_programme",
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "What people may register for", body = PublicEventProgramme),
        (status = 410, description = "It was public and is no longer")))]
#[get("/public/events/{event_id}/programme")]
pub async fn get_public_event_programme(
    state: web::Data<AppState>,
    event_id: PathIds<Uuid>,
) -> Result<web::Json<PublicEventProgramme>, Problem> {
    let (db, now) = (state.store.reader(), state.clock.now());
    let event = public_row(&state, event_id.0).await?;
    let (own, taken) = registrations::taken_of(db, event.id).await?;
    let session = |session: Session| {
        let spot = Spot { event: event.clone(), session: Some(session.clone()) };
        PublicEventSession {
            is_open: spot.is_open(now),
            places_left: places_left(spot.capacity(), taken.get(&session.id).copied().unwrap_or_default()),
            id: session.id,
            kind: session.facts.kind.to_string(),
            title: session.facts.title,
            description: session.facts.description,
            starts_at: session.facts.starts_at,
            ends_at: session.facts.ends_at,
            place: session.facts.place,
        }
    };
    let sessions = sessions::list(db, event.id).await?.into_iter().map(session).collect();
    let itself = Spot { event, session: None };
    let places_left = places_left(itself.capacity(), own);
    Ok(web::Json(PublicEventProgramme { is_open: itself.is_open(now), places_left, sessions }))
}

/// S'inscrire à un événement
///
/// Une place est tenue 24 heures, le temps d'ouvrir le lien reçu par e-mail ; sans place, la liste d'attente est rejointe.
/// La réponse est la même que l'adresse soit déjà inscrite ou non. Un créneau pris répond 409 `slot_taken`.
#[utoipa::path(tag = "public", operation_id = "register_for_event",
    request_body = NewPublicRegistration,
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 201, description = "The registration waits for its confirmation", body = EventRegistrationReceipt),
        (status = 410, description = "It was public and is no longer")))]
#[post("/public/events/{event_id}/registrations")]
pub async fn register_for_event(
    _: MaySend,
    state: web::Data<AppState>,
    event_id: PathIds<Uuid>,
    body: Body<NewPublicRegistration, MAX_FORM>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let event = public_row(&state, event_id.0).await?;
    let spot = Spot::find(state.store.reader(), Target { event_id: event.id, session_id: sent.session_id }).await?;
    let (key, machine) = (IdempotencyKey(Some(sent.token.clone())), !sent.website.trim().is_empty());
    let facts = read(&state, &spot, sent)?;
    if machine {
        // It is told the same, and nothing is kept.
        return Ok(HttpResponse::Created().json(receipt(&state, "registered")));
    }
    // Its own count: filling in forms with somebody's address must not keep them from resetting their password.
    state.limits.mail(&format!("event-registration:{}", facts.email))?;
    let scope = format!("register_for_event:{}", event.id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| keep(&state, tx, &event, &spot, &facts).await)
        .await
        .map_err(|problem| match problem.code() {
            "idempotency_key_reused" => Problem::field("/token", "already_used"),
            _ => problem,
        })
}

fn receipt(state: &AppState, status: &str) -> EventRegistrationReceipt {
    EventRegistrationReceipt { status: status.to_owned(), held_until: held_until(state.clock.now()) }
}

/// The form in order, or every fault at once. Nothing of who is known is looked at.
fn read(state: &AppState, spot: &Spot, sent: NewPublicRegistration) -> Result<RegistrationFacts, Problem> {
    let mut errors = FieldErrors::new();
    errors.keep("/token", token::check(&state.secrets, FORM, &sent.token, state.clock.now()));
    if !sent.consent {
        errors.push("/consent", "consent_required");
    } else if sent.consent_version != domain::events::registrations::CONSENT_VERSION {
        errors.push("/consent", "outdated_text");
    }
    let input = RegistrationInput { first_name: sent.first_name, email: sent.email, guests: sent.guests };
    let facts = RegistrationFacts::parse(&input, spot.is_slot()).map_err(|faults| errors.nest("", faults)).ok();
    Ok(errors.finish(facts)?)
}

async fn keep(
    state: &AppState,
    tx: &DatabaseTransaction,
    event: &Event,
    spot: &Spot,
    facts: &RegistrationFacts,
) -> Result<Created<EventRegistrationReceipt>, Problem> {
    if !spot.is_open(state.clock.now()) {
        return Err(Problem::conflict("registrations_closed"));
    }
    let (row, is_new) = book(tx, state, spot, facts, false).await?;
    if is_new {
        let trail = Trail::of_system("public", &state.clock);
        let fields = ["first_name", "email", "guests"];
        trail.record(tx, "event_registration.create", (RESOURCE, row.id), &fields).await?;
    }
    if row.confirmed_at.is_none() {
        letters::opened(tx, state, spot, &row).await?;
    }
    let status = if row.status == Waitlisted { "waitlisted" } else { "registered" };
    let location = format!("/api/v1/public/events/{}/registrations", event.id);
    Ok(Created { location, version: None, body: receipt(state, status) })
}

/// What a link opens, held until the end of the transaction.
async fn opened(
    state: &AppState,
    tx: &DatabaseTransaction,
    sent: &EventRegistrationLink,
) -> Result<(Registration, Spot), Problem> {
    let gone = || Problem::field("/token", "invalid");
    let id = link::read(&state.secrets, &sent.token)?;
    let target = registrations::find(tx, id).await?.ok_or_else(gone)?.target;
    registrations::hold(tx, target).await?;
    // Read again: what happened while this waited counts.
    let row = registrations::find(tx, id).await?.ok_or_else(gone)?;
    Ok((row, Spot::find(tx, target).await?))
}

async fn told(tx: DatabaseTransaction, spot: &Spot, id: Uuid) -> Result<web::Json<LinkedEventRegistration>, Problem> {
    let row = registrations::find(&tx, id).await?.ok_or_else(Problem::not_found)?;
    tx.commit().await.map_err(StoreError::from)?;
    let online = spot.session.as_ref().map_or(&spot.event.video_url, |session| &session.facts.video_url);
    Ok(web::Json(LinkedEventRegistration {
        video_url: online.clone().filter(|_| matches!(row.status, Confirmed | Attended)),
        status: row.status.to_string(),
        title: letters::title(spot),
        when: letters::when(spot),
    }))
}

/// Confirmer son inscription
///
/// Avec le jeton du lien reçu par e-mail. Recommencer ne change rien. Une inscription annulée ou échue ne se confirme
/// plus (422 `expired`).
#[utoipa::path(tag = "public", operation_id = "confirm_event_registration",
    request_body = EventRegistrationLink,
    responses((status = 200, description = "The registration", body = LinkedEventRegistration)))]
#[post("/public/event-registrations/confirm")]
pub async fn confirm_event_registration(
    may: MayConfirm,
    state: web::Data<AppState>,
    body: Body<EventRegistrationLink, MAX_FORM>,
) -> Result<web::Json<LinkedEventRegistration>, Problem> {
    let tx = state.store.begin().await?;
    let (row, spot) = opened(&state, &tx, &body.value).await?;
    may.forgive(&state.limits);
    let waits = row.confirmed_at.is_none();
    let trail = Trail::of_system("public", &state.clock);
    match row.status {
        Cancelled => return Err(Problem::field("/token", "expired")),
        Registered => settle(&tx, &state, &spot, row.id, Confirmed).await.map(|_| ())?,
        Waitlisted if waits => {
            settle(&tx, &state, &spot, row.id, Waitlisted).await?;
            promote(&tx, &state, &spot).await?;
        }
        Waitlisted | Confirmed | Attended | Absent => return told(tx, &spot, row.id).await,
    }
    trail.record(&tx, "event_registration.confirm", (RESOURCE, row.id), &["status"]).await?;
    told(tx, &spot, row.id).await
}

/// Se désinscrire
///
/// Avec le jeton du même lien, tant que l'événement n'a pas eu lieu. La place revient au premier de la liste d'attente.
#[utoipa::path(tag = "public", operation_id = "cancel_event_registration",
    request_body = EventRegistrationLink,
    responses((status = 200, description = "The registration", body = LinkedEventRegistration)))]
#[post("/public/event-registrations/cancel")]
pub async fn cancel_event_registration(
    may: MayConfirm,
    state: web::Data<AppState>,
    body: Body<EventRegistrationLink, MAX_FORM>,
) -> Result<web::Json<LinkedEventRegistration>, Problem> {
    let tx = state.store.begin().await?;
    let (row, spot) = opened(&state, &tx, &body.value).await?;
    may.forgive(&state.limits);
    match row.status {
        Cancelled => return told(tx, &spot, row.id).await,
        Attended | Absent => return Err(Problem::conflict("registrations_closed")),
        Registered | Waitlisted | Confirmed => {}
    }
    settle(&tx, &state, &spot, row.id, Cancelled).await?;
    let trail = Trail::of_system("public", &state.clock);
    trail.record(&tx, "event_registration.cancel", (RESOURCE, row.id), &["status"]).await?;
    told(tx, &spot, row.id).await
}
