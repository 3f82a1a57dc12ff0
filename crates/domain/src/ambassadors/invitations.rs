//! Invitations of ambassadors: one choice among events, by a day.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::validation::{FieldErrors, optional_text, text};

/// Events among which one is chosen at most.
const MOST_CHOICES: usize = 10;
/// Longest title, in characters.
const TITLE_MAX: usize = 150;
/// Longest message, in characters.
const MESSAGE_MAX: usize = 1_000;

/// An invitation as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InvitationInput {
    /// Title.
    pub title: String,
    /// A few words more.
    pub message: Option<String>,
    /// Last day on which it is answered.
    pub answer_by: NaiveDate,
    /// The events among which one is chosen.
    pub events: Vec<Uuid>,
}

/// An invitation in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationFacts {
    /// Title.
    pub title: String,
    /// A few words more.
    pub message: Option<String>,
    /// Last day on which it is answered.
    pub answer_by: NaiveDate,
    /// The events among which one is chosen; at least one, each once.
    pub events: Vec<Uuid>,
}

impl InvitationFacts {
    /// Reads an invitation on `today`. Whether the events exist is for the caller to find out.
    ///
    /// # Errors
    /// Every wrong field: `required`, `too_long`, `in_past`, `duplicate`, `too_many`.
    pub fn parse(input: &InvitationInput, today: NaiveDate) -> Result<InvitationFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let title = errors.keep("/title", text(&input.title, TITLE_MAX));
        let message = errors.keep("/message", optional_text(input.message.as_deref(), MESSAGE_MAX)).flatten();
        if input.answer_by < today {
            errors.push("/answer_by", "in_past");
        }
        match input.events.len() {
            0 => errors.push("/events", "required"),
            1..=MOST_CHOICES => {}
            _ => errors.push("/events", "too_many"),
        }
        for (index, id) in input.events.iter().enumerate() {
            if input.events.iter().take(index).any(|known| known == id) {
                errors.push(format!("/events/{index}"), "duplicate");
            }
        }
        let events = input.events.clone();
        errors.finish(title.map(|title| InvitationFacts { title, message, answer_by: input.answer_by, events }))
    }
}

/// Whether an invitation may still be answered on `today`, or the answer changed.
#[must_use]
pub fn is_open(answer_by: NaiveDate, today: NaiveDate) -> bool {
    today <= answer_by
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_names_events_once_and_a_day_to_come() {
        let today: NaiveDate = "2026-11-21".parse().expect("a day");
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let right = InvitationInput {
            title: " Rencontre des ambassadeurs ".into(),
            answer_by: today,
            events: vec![one, two],
            ..InvitationInput::default()
        };
        let facts = InvitationFacts::parse(&right, today).expect("an invitation");
        assert_eq!((facts.title.as_str(), facts.events.len()), ("Rencontre des ambassadeurs", 2));
        let wrong = InvitationInput { events: vec![one, one], title: String::new(), ..InvitationInput::default() };
        let faults = InvitationFacts::parse(&wrong, today).expect_err("faults").into_vec();
        let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        assert_eq!(told, [("/title", "required"), ("/answer_by", "in_past"), ("/events/1", "duplicate")]);
        assert!(is_open(today, today) && !is_open(today, today.succ_opt().expect("tomorrow")));
    }
}
