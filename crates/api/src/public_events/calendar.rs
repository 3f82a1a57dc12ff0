//! Events for people's own calendars (iCalendar, RFC 5545): one by one, or all of them as a feed.

use actix_web::{HttpRequest, HttpResponse, get, web};
use chrono::Duration;
use chrono::{NaiveDateTime, NaiveTime};
use domain::codes::EventStatus;
use icalendar::{Calendar, CalendarDateTime, Class, Component, Event as Entry, EventLike};
use persistence::events::Event;
use uuid::Uuid;

use super::dto::PublicEvent;
use super::read::{event, views};
use super::{coming, version};
use crate::http::{Cached, PathIds};
use crate::problem::Problem;
use crate::state::AppState;

/// Right side of the identifiers; they are the same at every reading, on every server.
const HOST: &str = "ohmylot";
/// Where clocks show the hours of an event.
const ZONE: &str = "Europe/Paris";
/// How often calendars should come back, in hours.
const REFRESHED_EVERY_HOURS: i64 = 6;
const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";

/// What clocks in France do, as long as the rule of 1996 holds: the writer of calendars knows dates, not zones.
const TIMEZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n\
    BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nDTSTART:19960331T020000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nDTSTART:19961027T030000\r\n\
    RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The routes of the feed.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(web::resource("/evenements.ics").guard(actix_web::guard::Get()).to(feed));
}

async fn feed(state: web::Data<AppState>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let rows = coming(&state).await?;
    let cached = Cached::read(&request, &version(&rows));
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    let shown = views(state.store.reader(), &rows).await?;
    let all = rows.iter().zip(&shown);
    Ok(cached.body(MEDIA_TYPE, write(all, &state.config.public_url)))
}

/// Un événement pour son agenda
///
/// Format iCalendar : une entrée par jour, aux heures du Lot. Un changement ou une annulation remplace ce que l'agenda
/// avait retenu. Tous les événements à venir sont à l'adresse `/evenements.ics`.
#[utoipa::path(tag = "public", operation_id = "get_public_event_calendar",
    params(("event_id" = Uuid, Path, description = "Événement")),
    responses((status = 200, description = "The calendar", content_type = "text/calendar", body = String),
        (status = 410, description = "It was public and is no longer")))]
#[get("/public/events/{event_id}/event.ics")]
pub async fn get_public_event_calendar(
    state: web::Data<AppState>,
    request: HttpRequest,
    id: PathIds<Uuid>,
) -> Result<HttpResponse, Problem> {
    let (row, shown) = event(&state, id.0).await?;
    let cached = Cached::read(&request, &version(std::slice::from_ref(&row)));
    if cached.is_known() {
        return Ok(cached.unchanged());
    }
    Ok(cached.body(MEDIA_TYPE, write([(&row, &shown)], &state.config.public_url)))
}

/// The calendar; each day of an event is an entry of its own, under an identifier that never changes.
fn write<'a>(events: impl IntoIterator<Item = (&'a Event, &'a PublicEvent)>, public_url: &str) -> String {
    let mut calendar = Calendar::new();
    calendar.name("Oh my Lot !").ttl(&Duration::hours(REFRESHED_EVERY_HOURS));
    for (row, shown) in events {
        calendar.extend(entries(row, shown, public_url.trim_end_matches('/')));
    }
    // Before the first entry; text inside of entries never starts a line with these words, since its lines are escaped.
    calendar.to_string().replacen("BEGIN:VEVENT", &format!("{TIMEZONE}BEGIN:VEVENT"), 1)
}

fn entries(row: &Event, shown: &PublicEvent, site: &str) -> Vec<Entry> {
    let cancelled = row.status == EventStatus::Cancelled;
    let entry = |day: &domain::events::EventDay| {
        let mut entry = Entry::new();
        entry
            .uid(&format!("event-{}-{}@{HOST}", row.id, day.on))
            .timestamp(row.updated_at)
            .last_modified(row.updated_at)
            .sequence(u32::try_from(row.version).unwrap_or_default())
            .status(if cancelled { icalendar::EventStatus::Cancelled } else { icalendar::EventStatus::Confirmed })
            .summary(&row.title)
            .url(&format!("{site}{}", shown.path))
            .class(Class::Public);
        match day.opens_at.zip(day.closes_at) {
            Some((opens, closes)) => {
                let at = |time: NaiveTime| in_the_lot(day.on.and_time(time));
                entry.starts(at(opens)).ends(at(closes));
            }
            // The day after, which an all-day entry does not include.
            None => {
                entry.starts(day.on).ends(day.on.succ_opt().unwrap_or(day.on));
            }
        }
        if let Some(description) = &row.description {
            entry.description(description);
        }
        if let Some(place) = shown.where_to().as_ref().or(shown.video_url.as_ref()) {
            entry.location(place);
        }
        entry.done()
    };
    row.days.iter().map(entry).collect()
}

fn in_the_lot(date_time: NaiveDateTime) -> CalendarDateTime {
    CalendarDateTime::WithTimezone { date_time, tzid: ZONE.to_owned() }
}
