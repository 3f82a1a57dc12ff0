//! A public event as schema.org's `Event`, by what search engines ask of it.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Paris;
use domain::codes::{EventFormat, EventStatus};
use serde_json::{Map, Value, json};

use super::dto::PublicEvent;

/// An object of what is known.
fn object(fields: impl IntoIterator<Item = (&'static str, Option<Value>)>) -> Value {
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect::<Map<_, _>>().into()
}

/// The event whose page stands at `url`. What is not known of it is left out, never made up.
pub(super) fn posting(event: &PublicEvent, url: &str) -> Value {
    let cancelled = event.status == EventStatus::Cancelled.as_str();
    let state = if cancelled { "EventCancelled" } else { "EventScheduled" };
    let format = EventFormat::parse(&event.format);
    object([
        ("@context", Some(json!("https://schema.org/"))),
        ("@type", Some(json!("Event"))),
        ("name", Some(json!(event.title))),
        ("description", event.description.as_ref().map(|text| json!(text))),
        ("startDate", Some(moment(event.starts_at, event.first_on))),
        ("endDate", Some(moment(event.ends_at, event.last_on))),
        ("eventStatus", Some(json!(format!("https://schema.org/{state}")))),
        ("eventAttendanceMode", format.map(|format| json!(format!("https://schema.org/{}", attendance(format))))),
        ("location", locations(event, format, url)),
        ("organizer", event.organiser_name.as_ref().map(|name| json!({"@type": "Organization", "name": name}))),
        ("url", Some(json!(url))),
    ])
}

const fn attendance(format: EventFormat) -> &'static str {
    match format {
        EventFormat::Onsite => "OfflineEventAttendanceMode",
        EventFormat::Online => "OnlineEventAttendanceMode",
        EventFormat::Hybrid => "MixedEventAttendanceMode",
    }
}

/// An instant as clocks in the Lot show it, with their distance to UTC on that day; a day without hours is the day.
fn moment(at: Option<DateTime<Utc>>, day: NaiveDate) -> Value {
    at.map_or_else(|| json!(day), |at| json!(at.with_timezone(&Paris).to_rfc3339()))
}

/// Where people go, and where they join: the page itself as long as the link is for those who registered.
fn locations(event: &PublicEvent, format: Option<EventFormat>, page: &str) -> Option<Value> {
    let place = event.where_to().filter(|_| format != Some(EventFormat::Online)).map(|name| {
        let address = object([
            ("@type", Some(json!("PostalAddress"))),
            ("addressLocality", Some(json!(event.commune_name.as_ref().unwrap_or(&name)))),
            ("addressCountry", Some(json!("FR"))),
        ]);
        json!({"@type": "Place", "name": name, "address": address})
    });
    let url = event.video_url.as_deref().unwrap_or(page);
    let online = (format != Some(EventFormat::Onsite)).then(|| json!({"@type": "VirtualLocation", "url": url}));
    match (place, online) {
        (Some(place), Some(online)) => Some(json!([place, online])),
        (one, other) => one.or(other),
    }
}
