//! Shapes of events.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::events::{BudgetLineInput, EventDay as Day, EventDayInput, EventInput, allowed_next, may_change};
use persistence::events::Event as Stored;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::http::Many;

/// Every field that a creation writes.
pub const EVERY_FIELD: [&str; 16] = [
    "title",
    "kind",
    "format",
    "series",
    "edition",
    "organiser_id",
    "partners",
    "commune_code",
    "place",
    "video_url",
    "capacity",
    "description",
    "is_public",
    "working_group_id",
    "days",
    "budget",
];

/// A partner of an event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EventPartner {
    /// The partner.
    pub id: Uuid,
    /// Its name.
    #[schema(example = "Chambre d’agriculture du Lot")]
    pub name: String,
}

/// A day of an event, in the time of the Lot.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventDay {
    /// The day.
    pub on: NaiveDate,
    /// When it opens, `HH:MM`; with `closes_at` or not at all.
    #[serde(default)]
    #[schema(example = "09:30")]
    pub opens_at: Option<String>,
    /// When it closes, `HH:MM`.
    #[serde(default)]
    #[schema(example = "17:00")]
    pub closes_at: Option<String>,
}

impl From<&Day> for EventDay {
    fn from(day: &Day) -> Self {
        let told = |time: Option<NaiveTime>| time.map(|time| time.format("%H:%M").to_string());
        EventDay { on: day.on, opens_at: told(day.opens_at), closes_at: told(day.closes_at) }
    }
}

/// A line of the budget of an event.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventBudgetLine {
    /// What it is for.
    #[schema(example = "Stand")]
    pub label: String,
    /// How far the money has gone, a code of the list `budget_stages`.
    #[schema(example = "planned")]
    pub stage: String,
    /// Amount in cents.
    #[schema(example = 240_000)]
    pub cents: i64,
}

/// An event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Event {
    /// The event.
    pub id: Uuid,
    /// Title.
    #[schema(example = "TAF Toulouse")]
    pub title: String,
    /// What it is, a code of the list `event_kinds`.
    #[schema(example = "job_fair")]
    pub kind: String,
    /// Where people meet, a code of the list `event_formats`.
    #[schema(example = "onsite")]
    pub format: String,
    /// The series that it is an edition of.
    #[schema(required = true, example = "TAF Toulouse")]
    pub series: Option<String>,
    /// Which edition it is.
    #[schema(required = true, example = "2027")]
    pub edition: Option<String>,
    /// State, a code of the list `event_statuses`.
    #[schema(example = "published")]
    pub status: String,
    /// Why it was cancelled.
    #[schema(required = true)]
    pub status_reason: Option<String>,
    /// States that the caller may give it now.
    #[schema(example = json!(["registrations_closed", "cancelled"]))]
    pub allowed: Vec<String>,
    /// Whether the caller may change it and its roster.
    pub may_change: bool,
    /// The partner that organises it.
    #[schema(required = true)]
    pub organiser: Option<EventPartner>,
    /// Partners who take part.
    pub partners: Vec<EventPartner>,
    /// Commune of the Lot.
    #[schema(required = true, example = "46102")]
    pub commune_code: Option<String>,
    /// Its name.
    #[schema(required = true, example = "Figeac")]
    pub commune_name: Option<String>,
    /// Its intercommunalité.
    #[schema(required = true, example = "200067361")]
    pub epci_code: Option<String>,
    /// Hall, address, town: where people go.
    #[schema(required = true, example = "MEETT, Beauzelle")]
    pub place: Option<String>,
    /// Where people join online.
    #[schema(required = true)]
    pub video_url: Option<String>,
    /// How many people it takes.
    #[schema(required = true, example = 200)]
    pub capacity: Option<i32>,
    /// What people should know of it.
    #[schema(required = true)]
    pub description: Option<String>,
    /// Whether it stands on the public calendar once it is published.
    pub is_public: bool,
    /// The working group that meets there.
    #[schema(required = true)]
    pub working_group_id: Option<Uuid>,
    /// Its public page, when it has one now.
    #[schema(required = true, example = "/evenements/taf-toulouse-0193a000-0000-7000-8000-000000000001")]
    pub public_path: Option<String>,
    /// Its days, in order.
    pub days: Vec<EventDay>,
    /// First day.
    pub first_on: NaiveDate,
    /// Last day.
    pub last_on: NaiveDate,
    /// Its budget.
    pub budget: Vec<EventBudgetLine>,
    /// Who prepared it.
    #[schema(example = "Hélène Castagné")]
    pub author_name: String,
    /// Version, for `If-Match`.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Names of what events refer to.
#[derive(Debug)]
pub(super) struct Labels {
    /// Names of communes by code.
    pub communes: HashMap<String, String>,
    /// Names of partners by id.
    pub partners: HashMap<Uuid, String>,
}

impl Labels {
    fn partner(&self, id: Uuid) -> Option<EventPartner> {
        Some(EventPartner { id, name: self.partners.get(&id)?.clone() })
    }
}

impl Event {
    /// The event with the names of what it refers to; `theirs` is whether it is the caller's to change.
    pub(super) fn of(row: Stored, labels: &Labels, theirs: bool, today: NaiveDate) -> Event {
        let allowed = if theirs { allowed_next(row.status, row.span, today) } else { &[] };
        let budget = |line: domain::events::BudgetLine| EventBudgetLine {
            label: line.label,
            stage: line.stage.to_string(),
            cents: line.cents,
        };
        Event {
            id: row.id,
            public_path: crate::public_events::public_path(&row),
            kind: row.kind,
            format: row.format,
            series: row.series,
            edition: row.edition,
            allowed: allowed.iter().map(ToString::to_string).collect(),
            may_change: theirs && may_change(row.status),
            status: row.status.to_string(),
            status_reason: row.status_reason,
            organiser: row.organiser_id.and_then(|id| labels.partner(id)),
            partners: row.partners.iter().filter_map(|id| labels.partner(*id)).collect(),
            commune_name: row.commune_code.as_ref().and_then(|code| labels.communes.get(code).cloned()),
            commune_code: row.commune_code,
            epci_code: row.epci_code,
            place: row.place,
            video_url: row.video_url,
            capacity: row.capacity,
            description: row.description,
            is_public: row.is_public,
            working_group_id: row.working_group_id,
            days: row.days.iter().map(EventDay::from).collect(),
            first_on: row.span.first,
            last_on: row.span.last,
            budget: row.budget.into_iter().map(budget).collect(),
            title: row.title,
            author_name: row.author_name,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// A page of events.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventPage {
    /// The events.
    pub items: Vec<Event>,
    /// Where the next page starts; null on the last one.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
    /// How many there are in all, with `count=exact`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<i32>,
}

/// Which events.
#[derive(Debug, Default, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct EventQuery {
    /// Words of the title, the series, the place or the description; accents do not matter.
    #[param(example = "salon toulouse")]
    pub q: Option<String>,
    /// Those of these kinds.
    #[param(value_type = Vec<String>, example = json!(["job_fair"]))]
    pub kind: Many,
    /// Those in these states; any but archived when left out.
    #[param(value_type = Vec<String>, example = json!(["published"]))]
    pub status: Many,
    /// Those of this format.
    #[param(example = "onsite")]
    pub format: Option<String>,
    /// Editions of this series, by its exact name.
    #[param(example = "TAF Toulouse")]
    pub series: Option<String>,
    /// Those that this partner organises or takes part in.
    pub partner: Option<Uuid>,
    /// Meetings of this working group.
    pub working_group: Option<Uuid>,
    /// Those whose last day is this one or later.
    #[param(example = "2027-03-01")]
    pub from: Option<NaiveDate>,
    /// Those whose first day is before this one.
    #[param(example = "2027-04-01")]
    pub before: Option<NaiveDate>,
    /// `first_on` (the default) or `-first_on`.
    #[param(example = "first_on")]
    pub sort: Option<String>,
    /// Events of a page, 1 to 200.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<i32>,
    /// Where the page starts, from `next_cursor`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    pub cursor: Option<String>,
    /// `exact` to get `total`.
    #[serde(skip_serializing_if = "crate::http::apart")]
    #[param(example = "exact")]
    pub count: Option<String>,
}

/// An event to prepare.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "TAF Toulouse", "kind": "job_fair", "format": "onsite", "series": "TAF Toulouse",
    "edition": "2027", "place": "MEETT, Beauzelle", "capacity": 450, "is_public": true,
    "days": [{"on": "2027-03-19", "opens_at": "09:30", "closes_at": "17:00"}, {"on": "2027-03-20"}],
    "budget": [{"label": "Stand", "stage": "planned", "cents": 240_000}]}))]
pub struct NewEvent {
    /// Title.
    pub title: String,
    /// What it is, a code of the list `event_kinds`.
    pub kind: String,
    /// Where people meet, a code of the list `event_formats`.
    pub format: String,
    /// The series that it is an edition of.
    #[serde(default)]
    pub series: Option<String>,
    /// Which edition it is; of a series.
    #[serde(default)]
    pub edition: Option<String>,
    /// The partner that organises it.
    #[serde(default)]
    pub organiser_id: Option<Uuid>,
    /// Partners who take part.
    #[serde(default)]
    pub partners: Vec<Uuid>,
    /// Commune of the Lot.
    #[serde(default)]
    pub commune_code: Option<String>,
    /// Hall, address, town: where people go.
    #[serde(default)]
    pub place: Option<String>,
    /// Where people join online.
    #[serde(default)]
    pub video_url: Option<String>,
    /// How many people it takes.
    #[serde(default)]
    pub capacity: Option<i32>,
    /// What people should know of it; 5,000 characters at most.
    #[serde(default)]
    pub description: Option<String>,
    /// Whether it stands on the public calendar once it is published.
    #[serde(default)]
    pub is_public: bool,
    /// The working group that meets there; of a sector meeting.
    #[serde(default)]
    pub working_group_id: Option<Uuid>,
    /// Its days, one at least.
    pub days: Vec<EventDay>,
    /// Its budget.
    #[serde(default)]
    pub budget: Vec<EventBudgetLine>,
}

pub(super) fn days_input(days: Vec<EventDay>) -> Vec<EventDayInput> {
    let day = |day: EventDay| EventDayInput { on: day.on, opens_at: day.opens_at, closes_at: day.closes_at };
    days.into_iter().map(day).collect()
}

pub(super) fn budget_input(lines: Vec<EventBudgetLine>) -> Vec<BudgetLineInput> {
    let line = |line: EventBudgetLine| BudgetLineInput { label: line.label, stage: line.stage, cents: line.cents };
    lines.into_iter().map(line).collect()
}

impl From<NewEvent> for EventInput {
    fn from(sent: NewEvent) -> Self {
        EventInput {
            title: sent.title,
            kind: sent.kind,
            format: sent.format,
            series: sent.series,
            edition: sent.edition,
            organiser_id: sent.organiser_id,
            partners: sent.partners,
            commune_code: sent.commune_code,
            place: sent.place,
            video_url: sent.video_url,
            capacity: sent.capacity,
            description: sent.description,
            is_public: sent.is_public,
            working_group_id: sent.working_group_id,
            days: days_input(sent.days),
            budget: budget_input(sent.budget),
        }
    }
}

/// An event as it would be typed again.
#[must_use]
pub fn input_of(row: &Stored) -> EventInput {
    let line = |line: &domain::events::BudgetLine| BudgetLineInput {
        label: line.label.clone(),
        stage: line.stage.to_string(),
        cents: line.cents,
    };
    EventInput {
        title: row.title.clone(),
        kind: row.kind.clone(),
        format: row.format.clone(),
        series: row.series.clone(),
        edition: row.edition.clone(),
        organiser_id: row.organiser_id,
        partners: row.partners.clone(),
        commune_code: row.commune_code.clone(),
        place: row.place.clone(),
        video_url: row.video_url.clone(),
        capacity: row.capacity,
        description: row.description.clone(),
        is_public: row.is_public,
        working_group_id: row.working_group_id,
        days: days_input(row.days.iter().map(EventDay::from).collect()),
        budget: row.budget.iter().map(line).collect(),
    }
}
