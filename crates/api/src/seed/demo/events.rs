//! Events of the demonstration: past, coming, cancelled, with who stands on the stand; two of them want one person.

use std::collections::HashMap;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use domain::codes::EventRegistrationStatus::{Confirmed, Waitlisted};
use domain::codes::EventStatus::{self, Archived, Cancelled, Draft, Finished, Published, RegistrationsClosed, Running};
use domain::events::registrations::{RegistrationFacts, RegistrationInput, fits, places_left};
use domain::events::roster::Presence;
use domain::events::sessions::{SessionFacts, SessionInput};
use domain::events::{BudgetLineInput, EventDayInput, EventFacts, EventInput, EventMove};
use persistence::events::registrations::{self, Opening, Target};
use persistence::events::{self, sessions, shifts};
use persistence::{DatabaseTransaction, StoreError};
use serde::Deserialize;
use uuid::Uuid;

use super::data::read;
use super::journal::{Deed, Journal};
use super::people::Cast;
use super::when::Calendar;
use crate::seed::SeedError;

const EVENTS: &str = include_str!("../../../../../data/demo/events.toml");
/// Hour at which everything about events is written down.
const DONE_AT: &str = "11:00";
/// How long before today, or before its first day, an event was prepared.
const PREPARED_DAYS_AGO: u64 = 20;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Events {
    events: Vec<Planned>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Planned {
    title: String,
    kind: String,
    format: String,
    series: Option<String>,
    edition: Option<String>,
    organiser: Option<String>,
    #[serde(default)]
    partners: Vec<String>,
    commune: Option<String>,
    place: Option<String>,
    video_url: Option<String>,
    capacity: Option<i32>,
    public: bool,
    description: Option<String>,
    in_days: i64,
    length: usize,
    opens_at: Option<String>,
    closes_at: Option<String>,
    author: String,
    status: String,
    reason: Option<String>,
    budget: Vec<Line>,
    staff: Vec<Staff>,
    #[serde(default)]
    comers: Vec<Comer>,
    #[serde(default)]
    sessions: Vec<Part>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Comer {
    first_name: String,
    email: String,
    guests: i32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    kind: String,
    title: String,
    description: Option<String>,
    day: usize,
    starts_at: String,
    ends_at: String,
    video_url: Option<String>,
    capacity: Option<i32>,
    #[serde(default)]
    comers: Vec<Comer>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    label: String,
    stage: String,
    cents: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Staff {
    who: String,
    days: Vec<usize>,
    note: Option<String>,
}

impl Events {
    pub(super) fn read() -> Result<Events, SeedError> {
        read(EVENTS)
    }
}

/// Prepares every event, lives it through to its state and puts people on its roster; the events by their titles.
pub(super) async fn fill(
    (tx, journal): (&DatabaseTransaction, &Journal),
    (calendar, cast): (&Calendar, &Cast),
    planned: Events,
) -> Result<HashMap<String, Uuid>, SeedError> {
    let mut known = HashMap::new();
    for planned in planned.events {
        let first = calendar.past(0).checked_add_signed(Duration::days(planned.in_days));
        let days: Vec<NaiveDate> = first.into_iter().flat_map(|first| first.iter_days().take(planned.length)).collect();
        let facts = facts_of(cast, &planned, &days)?;
        let author = cast.user(&planned.author)?;
        let days_ago = PREPARED_DAYS_AGO + u64::try_from(-planned.in_days).unwrap_or_default();
        let at = calendar.at(days_ago, DONE_AT);
        let id = events::insert(tx, (author.0, &author.1), &facts, at).await?;
        let (on, by) = (("event", id), author.1.clone());
        journal.note(Deed { at, by: by.clone(), action: "event.create", on, fields: vec!["title", "days"] });
        for to in way_to(&planned.status) {
            step(tx, id, to, planned.reason.clone(), at).await?;
            journal.note(Deed { at, by: by.clone(), action: "event.transition", on, fields: vec!["status"] });
        }
        for staff in &planned.staff {
            let user_id = cast.user(&staff.who)?.0;
            for on in staff.days.iter().filter_map(|index| days.get(*index)) {
                let presence = Presence { event_id: id, user_id, on: *on };
                shifts::insert(tx, presence, staff.note.clone(), at).await?;
            }
        }
        come(tx, Target { event_id: id, session_id: None }, planned.capacity, &planned.comers, at).await?;
        for part in &planned.sessions {
            let facts = session_of(part, &days)?;
            let session = sessions::insert(tx, id, &facts, at).await?;
            come(tx, Target { event_id: id, session_id: Some(session) }, facts.capacity, &part.comers, at).await?;
        }
        known.insert(planned.title, id);
    }
    Ok(known)
}

fn session_of(part: &Part, days: &[NaiveDate]) -> Result<SessionFacts, SeedError> {
    let input = SessionInput {
        kind: part.kind.clone(),
        title: part.title.clone(),
        description: part.description.clone(),
        on: days.get(part.day).copied().unwrap_or_default(),
        starts_at: part.starts_at.clone(),
        ends_at: part.ends_at.clone(),
        place: None,
        video_url: part.video_url.clone(),
        capacity: part.capacity,
    };
    SessionFacts::parse(&input, days).map_err(|errors| SeedError::of(&part.title, errors))
}

/// Gives places as long as there are any, then lets people wait. Nobody is written to.
async fn come(
    tx: &DatabaseTransaction,
    target: Target,
    capacity: Option<i32>,
    comers: &[Comer],
    at: DateTime<Utc>,
) -> Result<(), SeedError> {
    for comer in comers {
        let (first_name, email) = (comer.first_name.clone(), comer.email.clone());
        let input = RegistrationInput { first_name, email, guests: comer.guests };
        let facts = RegistrationFacts::parse(&input, false).map_err(|errors| SeedError::of(&comer.email, errors))?;
        let left = places_left(capacity, registrations::taken(tx, target).await?);
        let status = if fits(left, facts.seats()) { Confirmed } else { Waitlisted };
        let opening = Opening { target, status, source: "public", confirmed_at: Some(at), held_until: None };
        registrations::insert(tx, &opening, &facts, at).await?;
    }
    Ok(())
}

fn facts_of(cast: &Cast, planned: &Planned, days: &[NaiveDate]) -> Result<EventFacts, SeedError> {
    let day = |on: &NaiveDate| EventDayInput {
        on: *on,
        opens_at: planned.opens_at.clone(),
        closes_at: planned.closes_at.clone(),
    };
    let line =
        |line: &Line| BudgetLineInput { label: line.label.clone(), stage: line.stage.clone(), cents: line.cents };
    let input = EventInput {
        title: planned.title.clone(),
        kind: planned.kind.clone(),
        format: planned.format.clone(),
        series: planned.series.clone(),
        edition: planned.edition.clone(),
        organiser_id: planned.organiser.as_deref().map(|key| cast.partner(key)).transpose()?,
        partners: planned.partners.iter().map(|key| cast.partner(key)).collect::<Result<_, _>>()?,
        commune_code: planned.commune.clone(),
        place: planned.place.clone(),
        video_url: planned.video_url.clone(),
        capacity: planned.capacity,
        description: planned.description.clone(),
        is_public: planned.public,
        working_group_id: None,
        days: days.iter().map(day).collect(),
        budget: planned.budget.iter().map(line).collect(),
    };
    EventFacts::parse(&input).map_err(|errors| SeedError::of(&planned.title, errors))
}

/// The states through which an event came to be what it is.
fn way_to(status: &str) -> Vec<EventStatus> {
    let way = [Published, RegistrationsClosed, Running, Finished, Archived];
    match EventStatus::parse(status) {
        None | Some(Draft) => vec![],
        Some(Cancelled) => vec![Published, Cancelled],
        Some(end) => way.into_iter().take_while(|state| *state != end).chain([end]).collect(),
    }
}

async fn step(
    tx: &DatabaseTransaction,
    id: Uuid,
    to: EventStatus,
    reason: Option<String>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let Some(event) = events::find(tx, id).await? else { return Ok(()) };
    let reason = reason.filter(|_| to == Cancelled);
    events::change(tx, &event, &EventMove { to, reason }, at).await
}
