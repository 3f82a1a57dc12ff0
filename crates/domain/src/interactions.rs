//! Exchanges with a household, and notes about it.

use chrono::{DateTime, Utc};

use crate::codes::{Direction, InteractionKind, Visibility};
use crate::validation::{FieldErrors, code, optional_code, text};

/// Longest summary, in characters.
pub const SUMMARY_MAX: usize = 10_000;

/// An exchange as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InteractionInput {
    /// Code of the kind.
    pub kind: String,
    /// Code of the direction.
    pub direction: Option<String>,
    /// When it happened; now when left out.
    pub occurred_at: Option<DateTime<Utc>>,
    /// What was said.
    pub summary: String,
    /// Code of the visibility; shared with the network when left out.
    pub visibility: Option<String>,
}

/// An exchange with a household, or a note about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interaction {
    /// Its form.
    pub kind: InteractionKind,
    /// Who spoke to whom.
    pub direction: Direction,
    /// When it happened.
    pub occurred_at: DateTime<Utc>,
    /// What was said.
    pub summary: String,
    /// Who may read it.
    pub visibility: Visibility,
}

impl Interaction {
    /// Reads an exchange; a note without a direction is internal.
    ///
    /// # Errors
    /// `unknown_code`, `required` (summary; direction of anything but a note), `too_long`, `in_future`.
    pub fn parse(input: &InteractionInput, now: DateTime<Utc>) -> Result<Interaction, FieldErrors> {
        let mut errors = FieldErrors::new();
        let kind = errors.keep("/kind", code(&input.kind, InteractionKind::parse));
        let direction =
            errors.keep("/direction", optional_code(input.direction.as_deref(), Direction::parse)).flatten();
        let direction = match (direction, kind) {
            (None, Some(InteractionKind::Note)) => Some(Direction::Internal),
            (None, Some(_)) if input.direction.is_none() => {
                errors.push("/direction", "required");
                None
            }
            (direction, _) => direction,
        };
        let summary = errors.keep("/summary", text(&input.summary, SUMMARY_MAX));
        let visibility =
            errors.keep("/visibility", optional_code(input.visibility.as_deref(), Visibility::parse)).flatten();
        let occurred_at = input.occurred_at.unwrap_or(now);
        if occurred_at > now + chrono::Duration::minutes(5) {
            errors.push("/occurred_at", "in_future");
        }
        let visibility = visibility.unwrap_or(Visibility::Partners);
        let whole = match (kind, direction, summary) {
            (Some(kind), Some(direction), Some(summary)) => {
                Some(Interaction { kind, direction, occurred_at, summary, visibility })
            }
            _ => None,
        };
        errors.finish(whole)
    }

    /// Whether the household itself did something: it feeds the privacy clock.
    #[must_use]
    pub fn is_act_of_the_person(&self) -> bool {
        match self.kind {
            InteractionKind::Note => false,
            InteractionKind::Call | InteractionKind::Email | InteractionKind::Sms => {
                self.direction == Direction::Inbound
            }
            InteractionKind::Video | InteractionKind::Meeting | InteractionKind::Visit => {
                self.direction != Direction::Internal
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(kind: &str, direction: Option<&str>) -> InteractionInput {
        InteractionInput {
            kind: kind.to_owned(),
            direction: direction.map(str::to_owned),
            summary: "Appel de présentation".to_owned(),
            ..InteractionInput::default()
        }
    }

    #[test]
    fn a_note_is_internal_and_everything_else_says_its_direction() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(Interaction::parse(&input("note", None), now).unwrap().direction, Direction::Internal);
        let errors = Interaction::parse(&input("call", None), now).unwrap_err().into_vec();
        assert_eq!((errors[0].pointer.as_str(), errors[0].code), ("/direction", "required"));
    }

    #[test]
    fn only_what_the_person_does_counts_as_their_act() {
        let now = DateTime::UNIX_EPOCH;
        let acts =
            |kind, direction| Interaction::parse(&input(kind, Some(direction)), now).unwrap().is_act_of_the_person();
        assert!(acts("call", "inbound") && acts("meeting", "outbound") && acts("email", "inbound"));
        assert!(!acts("email", "outbound") && !acts("call", "outbound") && !acts("meeting", "internal"));
    }

    #[test]
    fn tomorrow_has_not_happened_yet() {
        let now = DateTime::UNIX_EPOCH;
        let ahead = InteractionInput { occurred_at: Some(now + chrono::Duration::days(1)), ..input("note", None) };
        assert_eq!(Interaction::parse(&ahead, now).unwrap_err().into_vec()[0].code, "in_future");
    }
}
