//! What the programme does: writes an invitation, sees who would get it, sends it once.

use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use domain::ambassadors::invitations::InvitationFacts;
use domain::codes::{EventRegistrationStatus, EventStatus};
use domain::events::registrations::places_left;
use domain::validation::FieldErrors;
use persistence::ambassadors::invitations::{self, Invitation};
use persistence::ambassadors::{self, Ambassador, AmbassadorFilter};
use persistence::events::registrations;
use persistence::{ConnectionTrait, DatabaseTransaction, Slice, StoreError, events};
use uuid::Uuid;

use super::RESOURCE;
use super::dto::{
    AmbassadorInvitation, AmbassadorInvitationPage, AmbassadorInvitationQuery, AmbassadorInvitationTransition,
    InvitationAudience, InvitationChoice, NewAmbassadorInvitation,
};
use crate::ambassadors::{link, pause};
use crate::audit::Trail;
use crate::caller::may;
use crate::event_registrations::letters;
use crate::event_registrations::places::Spot;
use crate::http::{
    Body, Created, Cursor, IdempotencyKey, PageQuery, PathIds, Query, check_territories, create_once, page_response,
};
use crate::jobs::mail_id;
use crate::mail::{self, Kind, Letter};
use crate::open_file::part_response;
use crate::problem::Problem;
use crate::state::AppState;

/// Ambassadors invited at a time at most.
const MOST_INVITED: u64 = 5_000;

/// The events of an invitation with the places that are left.
///
/// # Errors
/// Those of the store.
pub(super) async fn choices(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<InvitationChoice>, Problem> {
    let mut found = vec![];
    for &id in ids {
        let Some(event) = events::find(db, id).await? else { continue };
        let taken = registrations::taken_of(db, id).await?.0;
        found.push(InvitationChoice {
            event_id: id,
            places_left: places_left(event.capacity, taken),
            title: event.title,
            first_on: event.span.first,
            last_on: event.span.last,
            place: event.place,
            chosen: None,
        });
    }
    Ok(found)
}

/// The audience as it was kept.
fn audience_of(row: &Invitation) -> Result<InvitationAudience, Problem> {
    serde_json::from_value(row.audience.clone())
        .map_err(|_| Problem::internal(&"a kept audience cannot be read any more"))
}

fn filter_of(row: &Invitation) -> Result<AmbassadorFilter, Problem> {
    let mut errors = FieldErrors::new();
    let filter = audience_of(row)?.filter(&mut errors);
    Ok(errors.finish(Some(filter))?)
}

async fn view(db: &impl ConnectionTrait, row: Invitation) -> Result<AmbassadorInvitation, Problem> {
    let told = invitations::invitees(db, row.id).await?;
    let mut choices = choices(db, &row.events).await?;
    let mut chosen: HashMap<Uuid, i32> = HashMap::new();
    for id in told.iter().filter_map(|one| one.registration_id) {
        let place = registrations::find(db, id).await?.filter(|row| row.status != EventRegistrationStatus::Cancelled);
        if let Some(registration) = place {
            *chosen.entry(registration.target.event_id).or_default() += 1;
        }
    }
    for choice in &mut choices {
        choice.chosen = Some(chosen.get(&choice.event_id).copied().unwrap_or_default());
    }
    let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
    let invited = match row.sent_at {
        Some(_) => count(told.len()),
        None => i32::try_from(ambassadors::count(db, None, &filter_of(&row)?).await?).unwrap_or(i32::MAX),
    };
    Ok(AmbassadorInvitation {
        status: if row.sent_at.is_some() { "sent" } else { "draft" }.to_owned(),
        audience: audience_of(&row)?,
        declined: count(told.iter().filter(|one| one.answered_at.is_some() && one.registration_id.is_none()).count()),
        waiting: count(told.iter().filter(|one| one.answered_at.is_none()).count()),
        invited,
        choices,
        id: row.id,
        title: row.title,
        message: row.message,
        answer_by: row.answer_by,
        author_name: row.author_name,
        sent_at: row.sent_at,
        version: row.version,
    })
}

async fn existing(db: &impl ConnectionTrait, id: Uuid) -> Result<Invitation, Problem> {
    invitations::find(db, id).await?.ok_or_else(Problem::not_found)
}

/// Les invitations des ambassadeurs
///
/// De la dernière à la première, avec les réponses.
#[utoipa::path(tag = "ambassadors", operation_id = "list_ambassador_invitations", security(("bearer" = [])),
    params(AmbassadorInvitationQuery),
    responses((status = 200, description = "A page of invitations", body = AmbassadorInvitationPage,
        headers(("Link" = String, description = "Next page, rel=\"next\"")))))]
#[get("/ambassador-invitations")]
pub async fn list_ambassador_invitations(
    _: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    query: Query<AmbassadorInvitationQuery>,
) -> Result<HttpResponse, Problem> {
    let (db, query) = (state.store.reader(), query.0);
    let page = PageQuery::read(&state.secrets, query.limit, query.cursor.as_deref(), &("invitations", &query))?;
    let slice = page.slice(true);
    let after = slice.after.and_then(|(key, id)| Some((key.parse::<DateTime<Utc>>().ok()?, id)));
    let mut rows = invitations::list(db, after, slice.limit).await?;
    let next_cursor =
        page.cut(&state.secrets, &mut rows, |row| Cursor { key: row.created_at.to_rfc3339(), id: row.id });
    let mut items = vec![];
    for row in rows {
        items.push(view(db, row).await?);
    }
    let body = AmbassadorInvitationPage { items, next_cursor };
    Ok(page_response(&request, &body, body.next_cursor.as_deref()))
}

/// Une invitation
///
/// Avec ses événements, les places qui restent et combien ont choisi chacun.
#[utoipa::path(tag = "ambassadors", operation_id = "get_ambassador_invitation", security(("bearer" = [])),
    params(("invitation_id" = Uuid, Path, description = "Invitation")),
    responses((status = 200, description = "The invitation", body = AmbassadorInvitation,
        headers(("ETag" = String, description = "Version")))))]
#[get("/ambassador-invitations/{invitation_id}")]
pub async fn get_ambassador_invitation(
    _: may::ManageAmbassadors,
    state: web::Data<AppState>,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let body = view(db, existing(db, id.0).await?).await?;
    Ok(part_response(body.version, &body))
}

/// An invitation in order, or every fault at once: events that take registrations, an audience that exists.
async fn read(state: &AppState, sent: &NewAmbassadorInvitation) -> Result<InvitationFacts, Problem> {
    let db = state.store.reader();
    let mut errors = FieldErrors::new();
    let facts = InvitationFacts::parse(&sent.input(), state.clock.today());
    let facts = facts.map_err(|faults| errors.nest("", faults)).ok();
    sent.audience.filter(&mut errors);
    for (index, &id) in sent.events.iter().enumerate() {
        match events::find(db, id).await? {
            None => errors.push(format!("/events/{index}"), "not_found"),
            Some(event) if event.status != EventStatus::Published || event.capacity.is_none() => {
                errors.push(format!("/events/{index}"), "not_open");
            }
            Some(_) => {}
        }
    }
    let facts = errors.finish(facts)?;
    check_territories(db, "/audience/territories", &sent.audience.territories).await?;
    Ok(facts)
}

/// Préparer une invitation
///
/// Un ou plusieurs événements publiés qui prennent des inscriptions, un seul choix, un public. Rien ne part encore :
/// `invited` dit combien la recevraient aujourd'hui.
#[utoipa::path(tag = "ambassadors", operation_id = "create_ambassador_invitation", security(("bearer" = [])),
    request_body = NewAmbassadorInvitation,
    params(("Idempotency-Key" = Option<String>, Header, description = "Clé qui rend la répétition sans effet")),
    responses((status = 201, description = "Created", body = AmbassadorInvitation,
        headers(("Location" = String, description = "Path of the invitation"), ("ETag" = String, description = "Version")))))]
#[post("/ambassador-invitations")]
pub async fn create_ambassador_invitation(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<NewAmbassadorInvitation>,
) -> Result<HttpResponse, Problem> {
    let Body { value: sent, fingerprint } = body;
    let caller = may.caller();
    let facts = read(&state, &sent).await?;
    let audience = serde_json::to_value(&sent.audience).map_err(|error| Problem::internal(&error))?;
    let scope = format!("{}:create_ambassador_invitation", caller.actor.user_id);
    create_once(&state, &scope, &key, &fingerprint, async |tx| {
        let id = invitations::insert(tx, &facts, (audience, &caller.name), state.clock.now()).await?;
        let trail = Trail::of(caller, &request, &state.clock);
        let fields = ["title", "message", "answer_by", "events", "audience"];
        trail.record(tx, "ambassador_invitation.create", (RESOURCE, id), &fields).await?;
        let body = view(tx, existing(tx, id).await?).await?;
        Ok(Created { location: format!("/api/v1/ambassador-invitations/{id}"), version: Some(body.version), body })
    })
    .await
}

/// Envoyer une invitation
///
/// À chaque ambassadeur actif du public, une fois. Une invitation envoyée ne change plus.
#[utoipa::path(tag = "ambassadors", operation_id = "transition_ambassador_invitation", security(("bearer" = [])),
    request_body = AmbassadorInvitationTransition,
    params(("invitation_id" = Uuid, Path, description = "Invitation")),
    responses((status = 200, description = "The invitation", body = AmbassadorInvitation,
        headers(("ETag" = String, description = "Version")))))]
#[post("/ambassador-invitations/{invitation_id}/transitions")]
pub async fn transition_ambassador_invitation(
    may: may::ManageAmbassadors,
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
    body: Body<AmbassadorInvitationTransition>,
) -> Result<HttpResponse, Problem> {
    let tx = state.store.begin().await?;
    let row = existing(&tx, id.0).await?;
    match body.value.to.as_str() {
        "sent" if row.sent_at.is_none() => send(&tx, &state, &row).await?,
        "sent" | "draft" => {
            let allowed: &[&str] = if row.sent_at.is_none() { &["sent"] } else { &[] };
            return Err(Problem::transition_not_allowed(allowed.iter().copied()));
        }
        _ => return Err(Problem::field("/to", "unknown_code")),
    }
    let trail = Trail::of(may.caller(), &request, &state.clock);
    trail.record(&tx, "ambassador_invitation.send", (RESOURCE, id.0), &["status"]).await?;
    let body = view(&tx, existing(&tx, id.0).await?).await?;
    tx.commit().await.map_err(StoreError::from)?;
    Ok(part_response(body.version, &body))
}

async fn send(tx: &DatabaseTransaction, state: &AppState, row: &Invitation) -> Result<(), Problem> {
    let slice = Slice { after: None, descending: false, limit: MOST_INVITED };
    let people = ambassadors::list(tx, None, &filter_of(row)?, &slice).await?;
    let ids: Vec<Uuid> = people.iter().map(|one| one.id).collect();
    invitations::send(tx, row, &ids, state.clock.now()).await?;
    let told = told(tx, row).await?;
    for who in &people {
        mail::queue_once(
            tx,
            state,
            mail_id(&format!("invitation:{}", row.id), &who.email),
            &letter(state, row, who, &told)?,
        )
        .await?;
    }
    Ok(())
}

/// The events in words.
async fn told(db: &impl ConnectionTrait, row: &Invitation) -> Result<String, Problem> {
    let mut told = vec![];
    for &id in &row.events {
        if let Some(event) = events::find(db, id).await? {
            let spot = Spot { event, session: None };
            told.push(format!("{}, {}", letters::title(&spot), letters::when(&spot)));
        }
    }
    Ok(format!("{}.", told.join(" ; ou ")))
}

fn letter(state: &AppState, row: &Invitation, who: &Ambassador, told: &str) -> Result<Letter, Problem> {
    let answer_by = row.answer_by.format("%d/%m/%Y").to_string();
    let words = [
        ("first_name", who.first_name.as_str()),
        ("title", row.title.as_str()),
        ("message", row.message.as_deref().unwrap_or_default()),
        ("events", told),
        ("answer_by", answer_by.as_str()),
    ];
    let letter = Letter::compose(Kind::AmbassadorInvitation, &who.email, &words, Some(&link::page(state, who.id)))?;
    Ok(letter.with_subscription(pause::subscription(state, who.id)))
}
