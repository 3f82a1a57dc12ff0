//! What happens within an event: workshops, round tables, slots for one person.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::time;
use crate::codes::EventSessionKind;
use crate::partners::website;
use crate::validation::{FieldErrors, code, optional_text, text};
use crate::working_time::instant_at;

/// People that a session takes at most.
const MOST_PEOPLE: i32 = 10_000;

/// A session as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionInput {
    /// Code of the kind.
    pub kind: String,
    /// Title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// One of the days of the event.
    pub on: NaiveDate,
    /// When it starts in the Lot, `15:00`.
    pub starts_at: String,
    /// When it ends in the Lot.
    pub ends_at: String,
    /// Where in the event.
    pub place: Option<String>,
    /// Where people join online.
    pub video_url: Option<String>,
    /// How many people it takes.
    pub capacity: Option<i32>,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionFacts {
    /// What it is.
    pub kind: EventSessionKind,
    /// Title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Where in the event.
    pub place: Option<String>,
    /// Where people join online.
    pub video_url: Option<String>,
    /// How many people it takes; a slot takes one.
    pub capacity: Option<i32>,
}

impl SessionFacts {
    /// Reads a session of an event that has these days. Times are those that clocks in the Lot show.
    ///
    /// # Errors
    /// Every wrong field; `not_an_event_day` under `/on`.
    pub fn parse(input: &SessionInput, days: &[NaiveDate]) -> Result<SessionFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let kind = errors.keep("/kind", code(&input.kind, EventSessionKind::parse));
        let title = errors.keep("/title", text(&input.title, super::TITLE_MAX));
        let description = errors.keep("/description", optional_text(input.description.as_deref(), 2_000)).flatten();
        let place = errors.keep("/place", optional_text(input.place.as_deref(), 300)).flatten();
        let video_url = errors.keep("/video_url", website(input.video_url.as_deref())).flatten();
        if !days.contains(&input.on) {
            errors.push("/on", "not_an_event_day");
        }
        let starts = moment(&mut errors, "/starts_at", &input.starts_at);
        let ends = moment(&mut errors, "/ends_at", &input.ends_at);
        if starts.zip(ends).is_some_and(|(starts, ends)| ends <= starts) {
            errors.push("/ends_at", "times_out_of_order");
        }
        if input.capacity.is_some_and(|people| !(1..=MOST_PEOPLE).contains(&people)) {
            errors.push("/capacity", "out_of_range");
        }
        let capacity = if kind == Some(EventSessionKind::Slot) { Some(1) } else { input.capacity };
        let facts = kind.zip(title).zip(starts.zip(ends)).map(|((kind, title), (starts, ends))| SessionFacts {
            kind,
            title,
            description,
            starts_at: instant_at(input.on, starts),
            ends_at: instant_at(input.on, ends),
            place,
            video_url,
            capacity,
        });
        errors.finish(facts)
    }
}

fn moment(errors: &mut FieldErrors, pointer: &str, typed: &str) -> Option<NaiveTime> {
    errors.keep(pointer, time(Some(typed)).and_then(|time| time.ok_or("required")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_table() -> SessionInput {
        SessionInput {
            kind: "round_table".to_owned(),
            title: "Vivre et travailler dans le Lot".to_owned(),
            on: "2027-04-09".parse().expect("a day"),
            starts_at: "15:00".to_owned(),
            ends_at: "16:30".to_owned(),
            video_url: Some("https://visio.example/table".to_owned()),
            ..SessionInput::default()
        }
    }

    #[test]
    fn a_round_table_at_three_in_the_lot_is_at_one_in_summer() {
        let day = round_table().on;
        let facts = SessionFacts::parse(&round_table(), &[day]).expect("a session");
        assert_eq!(facts.starts_at.to_rfc3339(), "2027-04-09T13:00:00+00:00");
        let winter: NaiveDate = "2027-03-27".parse().expect("a day");
        let facts = SessionFacts::parse(&SessionInput { on: winter, ..round_table() }, &[winter]).expect("a session");
        assert_eq!(facts.starts_at.to_rfc3339(), "2027-03-27T14:00:00+00:00");
    }

    #[test]
    fn every_wrong_field_is_named_and_a_slot_takes_one() {
        let wrong = SessionInput {
            kind: "party".to_owned(),
            title: " ".to_owned(),
            starts_at: "15:00".to_owned(),
            ends_at: "14:00".to_owned(),
            ..SessionInput::default()
        };
        let errors = SessionFacts::parse(&wrong, &[]).expect_err("faults").into_vec();
        let told: Vec<(&str, &str)> = errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        let expected = [
            ("/kind", "unknown_code"),
            ("/title", "required"),
            ("/on", "not_an_event_day"),
            ("/ends_at", "times_out_of_order"),
        ];
        assert_eq!(told, expected);
        let slot = SessionInput { kind: "slot".to_owned(), capacity: Some(12), ..round_table() };
        assert_eq!(SessionFacts::parse(&slot, &[slot.on]).expect("a slot").capacity, Some(1));
    }
}
