//! Events where households are met: what is known of them, on which days, who stands on the stand.

pub mod editions;
mod moves;
pub mod registrations;
pub mod roster;
pub mod sessions;

use chrono::{NaiveDate, NaiveTime};
use uuid::Uuid;

use crate::codes::{BudgetStage, EventFormat, EventKind};
use crate::partners::website;
use crate::text::fold;
use crate::validation::{FieldErrors, code, optional_text, text};

pub use moves::{EventMove, EventMoveInput, MoveRefusal, Span, allowed_next, by_the_clock, is_announced, may_change};

/// Longest title, in characters.
pub const TITLE_MAX: usize = 150;
/// Longest description, in characters.
pub const DESCRIPTION_MAX: usize = 5_000;
/// Days of one event at most.
pub const MOST_DAYS: usize = 60;
/// Lines of one budget at most.
const MOST_LINES: usize = 50;
/// Partners of one event at most.
const MOST_PARTNERS: usize = 50;
/// People that an event takes at most.
const MOST_PEOPLE: i32 = 100_000;
/// Largest amount of a line, in cents: ten million euros.
const MOST_CENTS: i64 = 1_000_000_000;

/// Where people go, in one line: the place and its commune, unless the place names it already.
#[must_use]
pub fn where_to(place: Option<&str>, commune: Option<&str>) -> Option<String> {
    let named = |commune: &&str| place.is_some_and(|place| fold(place).contains(&fold(commune)));
    let told: Vec<&str> = place.into_iter().chain(commune.filter(|commune| !named(commune))).collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// A day as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventDayInput {
    /// The day.
    pub on: NaiveDate,
    /// When it opens, `09:30`.
    pub opens_at: Option<String>,
    /// When it closes.
    pub closes_at: Option<String>,
}

/// A line of a budget as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BudgetLineInput {
    /// What it is for.
    pub label: String,
    /// Code of the stage.
    pub stage: String,
    /// Amount in cents.
    pub cents: i64,
}

/// An event as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventInput {
    /// Title.
    pub title: String,
    /// Code of the kind.
    pub kind: String,
    /// Code of the format.
    pub format: String,
    /// The series that it is an edition of.
    pub series: Option<String>,
    /// Which edition it is.
    pub edition: Option<String>,
    /// The partner that organises it.
    pub organiser_id: Option<Uuid>,
    /// Partners who take part.
    pub partners: Vec<Uuid>,
    /// Commune of the Lot.
    pub commune_code: Option<String>,
    /// Hall, address, town: where people go.
    pub place: Option<String>,
    /// Where people join online.
    pub video_url: Option<String>,
    /// How many people it takes.
    pub capacity: Option<i32>,
    /// What people should know of it.
    pub description: Option<String>,
    /// Whether it stands on the public calendar once it is published.
    pub is_public: bool,
    /// The working group that meets there.
    pub working_group_id: Option<Uuid>,
    /// Its days.
    pub days: Vec<EventDayInput>,
    /// Its budget.
    pub budget: Vec<BudgetLineInput>,
}

/// A day of an event, in the time of the Lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EventDay {
    /// The day.
    pub on: NaiveDate,
    /// When it opens; with `closes_at` or not at all.
    pub opens_at: Option<NaiveTime>,
    /// When it closes.
    pub closes_at: Option<NaiveTime>,
}

/// A line of a budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetLine {
    /// What it is for.
    pub label: String,
    /// How far the money has gone.
    pub stage: BudgetStage,
    /// Amount in cents.
    pub cents: i64,
}

/// What is known of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventFacts {
    /// Title.
    pub title: String,
    /// What it is.
    pub kind: EventKind,
    /// Where people meet.
    pub format: EventFormat,
    /// The series that it is an edition of.
    pub series: Option<String>,
    /// Which edition it is.
    pub edition: Option<String>,
    /// The partner that organises it; whether it exists is for the caller to check.
    pub organiser_id: Option<Uuid>,
    /// Partners who take part; whether they exist is for the caller to check.
    pub partners: Vec<Uuid>,
    /// Commune; whether it exists is for the caller to check.
    pub commune_code: Option<String>,
    /// Where people go.
    pub place: Option<String>,
    /// Where people join online, `http://` or `https://`.
    pub video_url: Option<String>,
    /// How many people it takes.
    pub capacity: Option<i32>,
    /// What people should know of it.
    pub description: Option<String>,
    /// Whether it stands on the public calendar once it is published.
    pub is_public: bool,
    /// The working group that meets there, at a sector meeting; whether it exists is for the caller to check.
    pub working_group_id: Option<Uuid>,
    /// Its days, in order; one at least.
    pub days: Vec<EventDay>,
    /// Its budget.
    pub budget: Vec<BudgetLine>,
}

impl EventFacts {
    /// Reads an event.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(input: &EventInput) -> Result<EventFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let title = errors.keep("/title", text(&input.title, TITLE_MAX));
        let kind = errors.keep("/kind", code(&input.kind, EventKind::parse));
        let format = errors.keep("/format", code(&input.format, EventFormat::parse));
        let mut optional = |pointer: &str, typed: &Option<String>, max: usize| {
            errors.keep(pointer, optional_text(typed.as_deref(), max)).flatten()
        };
        let series = optional("/series", &input.series, 80);
        let edition = optional("/edition", &input.edition, 40);
        let commune_code = optional("/commune_code", &input.commune_code, 10);
        let place = optional("/place", &input.place, 300);
        let description = optional("/description", &input.description, DESCRIPTION_MAX);
        let video_url = errors.keep("/video_url", website(input.video_url.as_deref())).flatten();
        if input.capacity.is_some_and(|people| !(1..=MOST_PEOPLE).contains(&people)) {
            errors.push("/capacity", "out_of_range");
        }
        if edition.is_some() && series.is_none() {
            errors.push("/series", "required");
        }
        if input.working_group_id.is_some() && kind.is_some_and(|kind| kind != EventKind::SectorMeeting) {
            errors.push("/working_group_id", "not_allowed");
        }
        let partners = partners_of(&mut errors, &input.partners);
        let days = days_of(&mut errors, &input.days);
        let budget = budget_of(&mut errors, &input.budget);
        let facts = match (title, kind, format) {
            (Some(title), Some(kind), Some(format)) => Some(EventFacts {
                title,
                kind,
                format,
                series,
                edition,
                organiser_id: input.organiser_id,
                partners,
                commune_code,
                place,
                video_url,
                capacity: input.capacity,
                description,
                is_public: input.is_public,
                working_group_id: input.working_group_id,
                days,
                budget,
            }),
            _ => None,
        };
        errors.finish(facts)
    }

    /// First and last day.
    #[must_use]
    pub fn span(&self) -> Span {
        let first = self.days.first().map(|day| day.on).unwrap_or_default();
        Span { first, last: self.days.last().map_or(first, |day| day.on) }
    }

    /// Key that sorts events by their first day, then by title.
    #[must_use]
    pub fn sort_key(&self) -> String {
        format!("{} {}", self.span().first, fold(&self.title))
    }

    /// Folded words by which an event is found; `commune` is the name of its commune.
    #[must_use]
    pub fn search_text(&self, commune: Option<&str>) -> String {
        let told = [
            Some(self.title.as_str()),
            self.series.as_deref(),
            self.edition.as_deref(),
            commune,
            self.place.as_deref(),
            self.description.as_deref(),
        ];
        fold(&told.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }

    /// Checks that whoever reads of the event could go there: a place where people meet, a link where they join.
    ///
    /// # Errors
    /// `required` under `/place` or `/video_url`.
    pub fn check_reachable(&self) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::new();
        if self.format != EventFormat::Online && self.place.is_none() && self.commune_code.is_none() {
            errors.push("/place", "required");
        }
        if self.format != EventFormat::Onsite && self.video_url.is_none() {
            errors.push("/video_url", "required");
        }
        errors.finish(Some(()))
    }
}

fn partners_of(errors: &mut FieldErrors, ids: &[Uuid]) -> Vec<Uuid> {
    if ids.len() > MOST_PARTNERS {
        errors.push("/partners", "too_many");
    }
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn days_of(errors: &mut FieldErrors, typed: &[EventDayInput]) -> Vec<EventDay> {
    if typed.is_empty() {
        errors.push("/days", "required");
    }
    if typed.len() > MOST_DAYS {
        errors.push("/days", "too_many");
    }
    let mut days: Vec<EventDay> = Vec::with_capacity(typed.len());
    for (index, day) in typed.iter().enumerate() {
        let at = |name: &str| format!("/days/{index}/{name}");
        let opens_at = errors.keep(at("opens_at"), time(day.opens_at.as_deref())).flatten();
        let closes_at = errors.keep(at("closes_at"), time(day.closes_at.as_deref())).flatten();
        match (opens_at, closes_at) {
            (Some(opens), Some(closes)) if closes <= opens => errors.push(at("closes_at"), "times_out_of_order"),
            (Some(_), None) => errors.push(at("closes_at"), "required"),
            (None, Some(_)) => errors.push(at("opens_at"), "required"),
            _ => {}
        }
        if days.iter().any(|known| known.on == day.on) {
            errors.push(at("on"), "duplicate");
        }
        days.push(EventDay { on: day.on, opens_at, closes_at });
    }
    days.sort_unstable();
    days
}

/// A time of the day to the minute, `09:30`.
fn time(typed: Option<&str>) -> Result<Option<NaiveTime>, &'static str> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return Ok(None) };
    NaiveTime::parse_from_str(typed, "%H:%M").map(Some).map_err(|_| "invalid_time")
}

fn budget_of(errors: &mut FieldErrors, typed: &[BudgetLineInput]) -> Vec<BudgetLine> {
    if typed.len() > MOST_LINES {
        errors.push("/budget", "too_many");
    }
    let mut lines = Vec::with_capacity(typed.len());
    for (index, line) in typed.iter().enumerate() {
        let at = |name: &str| format!("/budget/{index}/{name}");
        let label = errors.keep(at("label"), text(&line.label, 120));
        let stage = errors.keep(at("stage"), code(&line.stage, BudgetStage::parse));
        if !(0..=MOST_CENTS).contains(&line.cents) {
            errors.push(at("cents"), "out_of_range");
        }
        lines.extend(label.zip(stage).map(|(label, stage)| BudgetLine { label, stage, cents: line.cents }));
    }
    lines
}

/// What the lines of a budget add up to at a stage, in cents.
#[must_use]
pub fn total(budget: &[BudgetLine], stage: BudgetStage) -> i64 {
    budget.iter().filter(|line| line.stage == stage).map(|line| line.cents).sum()
}

#[cfg(test)]
mod tests;
