//! Steering committees (COPIL): events of their own kind, with an agenda and the decisions that were taken.

use chrono::NaiveDate;

use crate::codes::EventStatus;
use crate::roadmap_items::indicator_code;
use crate::validation::{FieldErrors, optional_text, text};

/// Items of one agenda at most.
const MOST_ITEMS: usize = 40;
/// Decisions of one committee at most.
const MOST_DECISIONS: usize = 60;
/// Most minutes of one item: a whole day.
const MOST_MINUTES: i32 = 480;

/// An item of an agenda.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgendaItem {
    /// What is talked about.
    pub title: String,
    /// For how long.
    pub minutes: Option<i32>,
    /// Who presents it.
    pub presenter: Option<String>,
    /// Code of the indicator that it is about.
    pub indicator_code: Option<String>,
    /// The document that goes with it.
    pub document: Option<String>,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What was decided.
    pub text: String,
    /// When.
    pub decided_on: NaiveDate,
    /// How: by consensus, by how many votes.
    pub vote: Option<String>,
}

/// What a committee talks about and decides; each list is in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Minutes {
    /// The agenda.
    pub agenda: Vec<AgendaItem>,
    /// The decisions.
    pub decisions: Vec<Decision>,
}

impl Minutes {
    /// Reads an agenda and decisions as they were typed.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(typed: &Minutes) -> Result<Minutes, FieldErrors> {
        let mut errors = FieldErrors::new();
        if typed.agenda.len() > MOST_ITEMS {
            errors.push("/agenda", "too_many");
        }
        if typed.decisions.len() > MOST_DECISIONS {
            errors.push("/decisions", "too_many");
        }
        let agenda = (0..).zip(&typed.agenda).filter_map(|(index, item)| item_of(&mut errors, index, item)).collect();
        let decisions =
            (0..).zip(&typed.decisions).filter_map(|(index, one)| decision_of(&mut errors, index, one)).collect();
        errors.finish(Some(Minutes { agenda, decisions }))
    }
}

fn item_of(errors: &mut FieldErrors, index: usize, item: &AgendaItem) -> Option<AgendaItem> {
    let at = |name: &str| format!("/agenda/{index}/{name}");
    let title = errors.keep(at("title"), text(&item.title, 200));
    if item.minutes.is_some_and(|minutes| !(1..=MOST_MINUTES).contains(&minutes)) {
        errors.push(at("minutes"), "out_of_range");
    }
    let presenter = errors.keep(at("presenter"), optional_text(item.presenter.as_deref(), 120)).flatten();
    let indicator = errors.keep(at("indicator_code"), indicator_code(item.indicator_code.as_deref())).flatten();
    let document = errors.keep(at("document"), optional_text(item.document.as_deref(), 300)).flatten();
    let minutes = item.minutes;
    title.map(|title| AgendaItem { title, minutes, presenter, indicator_code: indicator, document })
}

fn decision_of(errors: &mut FieldErrors, index: usize, typed: &Decision) -> Option<Decision> {
    let at = |name: &str| format!("/decisions/{index}/{name}");
    let words = errors.keep(at("text"), text(&typed.text, 1_000));
    let vote = errors.keep(at("vote"), optional_text(typed.vote.as_deref(), 300)).flatten();
    let decided_on = typed.decided_on;
    words.map(|text| Decision { text, decided_on, vote })
}

/// Whether the agenda and the decisions of a committee may change: they are written down after it, but no more once it
/// was cancelled or put away.
#[must_use]
pub const fn may_be_written(status: EventStatus) -> bool {
    !matches!(status, EventStatus::Cancelled | EventStatus::Archived)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_line_is_told() {
        let item = AgendaItem { title: " Bilan ".into(), minutes: Some(20), ..AgendaItem::default() };
        let decided_on = "2026-11-20".parse().unwrap();
        let decision = Decision { text: "Adopté".into(), decided_on, vote: Some(" ".into()) };
        let typed = Minutes { agenda: vec![item.clone()], decisions: vec![decision.clone()] };
        let read = Minutes::parse(&typed).expect("minutes");
        assert_eq!((read.agenda[0].title.as_str(), read.decisions[0].vote.as_deref()), ("Bilan", None));

        let blank =
            AgendaItem { minutes: Some(0), indicator_code: Some("Pas un code".into()), ..AgendaItem::default() };
        let typed = Minutes {
            agenda: vec![item; MOST_ITEMS].into_iter().chain([blank]).collect(),
            decisions: vec![Decision { text: "  ".into(), ..decision }],
        };
        let faults = Minutes::parse(&typed).expect_err("faults").into_vec();
        let told: Vec<(&str, &str)> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.code)).collect();
        let expected = [
            ("/agenda", "too_many"),
            ("/agenda/40/title", "required"),
            ("/agenda/40/minutes", "out_of_range"),
            ("/agenda/40/indicator_code", "unknown_code"),
            ("/decisions/0/text", "required"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn minutes_are_written_after_the_committee_too() {
        let open = EventStatus::ALL.iter().filter(|status| may_be_written(**status)).count();
        assert_eq!(open, EventStatus::ALL.len() - 2);
    }
}
