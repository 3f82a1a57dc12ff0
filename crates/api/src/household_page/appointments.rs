//! What the people of a household registered for and that is still ahead, on their page and for their own calendar.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Paris;
use domain::access::ProspectScope;
use domain::codes::EventRegistrationStatus;
use domain::events::where_to;
use domain::working_time::instant_at;
use icalendar::{Calendar, Class, Component, Event as Entry, EventLike};
use persistence::events::registrations::{self, Registration};
use persistence::household_page::addresses;
use persistence::{ConnectionTrait, prospects, territories};
use uuid::Uuid;

use super::dto::{HouseholdAppointment, HouseholdNextStep};
use super::link::{PageLink, refused};
use super::page::step_of;
use crate::event_registrations::letters::title;
use crate::event_registrations::link;
use crate::event_registrations::places::Spot;
use crate::problem::Problem;
use crate::state::AppState;

/// Right side of the identifiers: a calendar that takes the file again replaces what it had.
const HOST: &str = "ohmylot";

/// The appointments of a file that are not over, the first first, each with its registration.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    state: &AppState,
    prospect_id: Uuid,
) -> Result<Vec<(Uuid, HouseholdAppointment)>, Problem> {
    let addresses = addresses(db, prospect_id).await?;
    let mut ahead = vec![];
    for row in registrations::ahead(db, &addresses, state.clock.today()).await? {
        let spot = Spot::find(db, row.target).await?;
        let place = place_of(db, &spot).await?;
        let path = link::path(&state.secrets, row.id);
        ahead.push((row.id, appointment(&row, &spot, place, path)));
    }
    let now = state.clock.now();
    ahead.retain(|(_, one)| one.ends_at.is_none_or(|end| now < end));
    ahead.sort_by_key(|(id, one)| (one.starts_on, one.starts_at, *id));
    Ok(ahead)
}

fn appointment(row: &Registration, spot: &Spot, place: Option<String>, path: String) -> HouseholdAppointment {
    let is_waiting = row.status == EventRegistrationStatus::Waitlisted;
    let (first, last, hours) = when(spot);
    let online = spot.session.as_ref().map_or(&spot.event.video_url, |session| &session.facts.video_url);
    HouseholdAppointment {
        title: title(spot),
        starts_on: first,
        ends_on: last,
        starts_at: hours.map(|(start, _)| start),
        ends_at: hours.map(|(_, end)| end),
        place,
        video_url: online.clone().filter(|_| !is_waiting),
        is_waiting,
        path,
    }
}

type Hours = Option<(DateTime<Utc>, DateTime<Utc>)>;

/// First and last day, and the hours of what lasts one day.
fn when(spot: &Spot) -> (NaiveDate, NaiveDate, Hours) {
    if let Some(session) = &spot.session {
        let (start, end) = (session.facts.starts_at, session.facts.ends_at);
        let day = |at: DateTime<Utc>| at.with_timezone(&Paris).date_naive();
        return (day(start), day(end), Some((start, end)));
    }
    let hours = match spot.event.days.as_slice() {
        [day] => day.opens_at.zip(day.closes_at),
        _ => None,
    };
    let span = spot.event.span;
    (span.first, span.last, hours.map(|(from, to)| (instant_at(span.first, from), instant_at(span.first, to))))
}

/// The room of the session, else the place of the event, and the commune.
async fn place_of(db: &impl ConnectionTrait, spot: &Spot) -> Result<Option<String>, Problem> {
    let code = spot.event.commune_code.as_deref();
    let communes = territories::names_of(db, code).await?;
    let room = spot.session.as_ref().and_then(|session| session.facts.place.as_ref()).or(spot.event.place.as_ref());
    Ok(where_to(room.map(String::as_str), communes.values().next().map(String::as_str)))
}

/// Ses rendez-vous pour son agenda
///
/// Format iCalendar : la prochaine étape et les événements auxquels le foyer s’est inscrit, tant qu’ils sont à venir.
#[utoipa::path(tag = "public", operation_id = "get_household_calendar", security(("household_link" = [])),
    responses((status = 200, description = "The calendar", content_type = "text/calendar", body = String)))]
#[get("/public/household-page/appointments.ics")]
pub async fn get_household_calendar(link: PageLink, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let follower = link.follower(db, &state.secrets).await?;
    let file = prospects::find(db, &ProspectScope::All, follower.prospect_id).await?.ok_or_else(refused)?;
    let appointments = of(db, &state, file.id).await?;
    link.forgive(&state.limits);
    let now = state.clock.now();
    let mut calendar = Calendar::new();
    calendar.name("Oh my Lot !");
    calendar.extend(step_of(&file, state.clock.today()).iter().map(|step| step_entry(&file.number, step, now)));
    calendar.extend(appointments.iter().map(|(id, one)| entry(*id, one, now)));
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"mes-rendez-vous-oh-my-lot.ics\""))
        .body(calendar.to_string()))
}

fn step_entry(number: &str, step: &HouseholdNextStep, now: DateTime<Utc>) -> Entry {
    let mut entry = Entry::new();
    entry.uid(&format!("next-step-{number}@{HOST}")).timestamp(now).summary(&step.label).class(Class::Private);
    whole_days(&mut entry, step.on, step.on);
    entry.done()
}

fn entry(id: Uuid, one: &HouseholdAppointment, now: DateTime<Utc>) -> Entry {
    let mut entry = Entry::new();
    entry.uid(&format!("registration-{id}@{HOST}")).timestamp(now).summary(&one.title).class(Class::Private);
    entry.status(if one.is_waiting { icalendar::EventStatus::Tentative } else { icalendar::EventStatus::Confirmed });
    match one.starts_at.zip(one.ends_at) {
        Some((start, end)) => {
            entry.starts(start).ends(end);
        }
        None => whole_days(&mut entry, one.starts_on, one.ends_on),
    }
    if let Some(place) = one.place.as_ref().or(one.video_url.as_ref()) {
        entry.location(place);
    }
    if let Some(url) = &one.video_url {
        entry.url(url);
    }
    entry.done()
}

/// An entry of whole days ends on the day after, which it does not include.
fn whole_days(entry: &mut Entry, first: NaiveDate, last: NaiveDate) {
    entry.starts(first).ends(last.succ_opt().unwrap_or(last));
}
