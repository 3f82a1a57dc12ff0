//! Actions of steering: what a steering committee decided or a working group set itself to do, by whom, by when.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::codes::SteeringStatus::{self, Done, Dropped, InProgress, Todo};
use crate::text::fold;
use crate::validation::{FieldErrors, code, optional_text, text};

/// Longest title, in characters.
const TITLE_MAX: usize = 200;
/// Longest outcome, in characters.
const OUTCOME_MAX: usize = 1_000;
/// Days before its day from which the owner of an action is reminded of it.
pub const REMINDED_DAYS: i64 = 7;

/// Who answers for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// An account.
    User(Uuid),
    /// A partner.
    Partner(Uuid),
}

impl Owner {
    /// The account or the partner; whether they exist is for the caller to check.
    ///
    /// # Errors
    /// `not_allowed` for a partner beside an account.
    pub fn parse(user_id: Option<Uuid>, partner_id: Option<Uuid>) -> Result<Option<Owner>, &'static str> {
        match (user_id, partner_id) {
            (Some(_), Some(_)) => Err("not_allowed"),
            (user_id, partner_id) => Ok(user_id.map(Owner::User).or(partner_id.map(Owner::Partner))),
        }
    }

    /// The account, when it is one.
    #[must_use]
    pub fn user_id(self) -> Option<Uuid> {
        if let Owner::User(id) = self { Some(id) } else { None }
    }

    /// The partner, when it is one.
    #[must_use]
    pub fn partner_id(self) -> Option<Uuid> {
        if let Owner::Partner(id) = self { Some(id) } else { None }
    }
}

/// Where an action comes from: a steering committee or a working group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A steering committee.
    Committee(Uuid),
    /// A working group.
    Group(Uuid),
}

/// An action as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionInput {
    /// What is to be done.
    pub title: String,
    /// The committee that asked for it.
    pub committee_id: Option<Uuid>,
    /// The group that set itself to do it.
    pub working_group_id: Option<Uuid>,
    /// The account that answers for it.
    pub owner_user_id: Option<Uuid>,
    /// The partner that answers for it.
    pub owner_partner_id: Option<Uuid>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// What came of it.
    pub outcome: Option<String>,
}

/// An action in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionFacts {
    /// What is to be done.
    pub title: String,
    /// Where it comes from; whether that exists is for the caller to check.
    pub origin: Origin,
    /// Who answers for it; whether they exist is for the caller to check.
    pub owner: Option<Owner>,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// What came of it.
    pub outcome: Option<String>,
}

impl ActionFacts {
    /// Reads an action.
    ///
    /// # Errors
    /// Every wrong field: one origin is `required`, and a second one `not_allowed`.
    pub fn parse(input: &ActionInput) -> Result<ActionFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let title = errors.keep("/title", text(&input.title, TITLE_MAX));
        let origin = match (input.committee_id, input.working_group_id) {
            (Some(id), None) => Ok(Origin::Committee(id)),
            (None, Some(id)) => Ok(Origin::Group(id)),
            (None, None) => Err("required"),
            (Some(_), Some(_)) => Err("not_allowed"),
        };
        let origin = errors.keep("/working_group_id", origin);
        let owner = errors.keep("/owner_partner_id", Owner::parse(input.owner_user_id, input.owner_partner_id));
        let outcome = errors.keep("/outcome", outcome(input.outcome.as_deref())).flatten();
        let facts = title.zip(origin).map(|(title, origin)| ActionFacts {
            title,
            origin,
            owner: owner.flatten(),
            due_on: input.due_on,
            outcome,
        });
        errors.finish(facts)
    }

    /// Key that sorts actions by their day, those without one last, then by title.
    #[must_use]
    pub fn sort_key(&self) -> String {
        let day = self.due_on.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        format!("{day} {}", fold(&self.title))
    }
}

fn outcome(typed: Option<&str>) -> Result<Option<String>, &'static str> {
    optional_text(typed, OUTCOME_MAX)
}

/// The states that may follow `status`: what was over may be taken up again.
#[must_use]
pub const fn allowed_next(status: SteeringStatus) -> &'static [SteeringStatus] {
    match status {
        Todo => &[InProgress, Done, Dropped],
        InProgress => &[Todo, Done, Dropped],
        Done => &[Todo, InProgress],
        Dropped => &[Todo, InProgress],
    }
}

/// Whether something in this state still waits for somebody.
#[must_use]
pub const fn is_open(status: SteeringStatus) -> bool {
    matches!(status, Todo | InProgress)
}

/// Whether something open should have been done before `today`; what is due today is not late.
#[must_use]
pub fn is_late(status: SteeringStatus, due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    is_open(status) && crate::my_day::is_late(due_on, today)
}

/// Why a move is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveRefusal {
    /// Wrong fields.
    Invalid(FieldErrors),
    /// These states only may follow.
    NotAllowed(&'static [SteeringStatus]),
}

/// A move of an action or of an item of the roadmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// State wanted.
    pub to: SteeringStatus,
    /// What came of it; what was known stays without one.
    pub outcome: Option<String>,
}

impl Move {
    /// Reads a move from the state `from`.
    ///
    /// # Errors
    /// `unknown_code`, `too_long`, or the states that may follow.
    pub fn parse(from: SteeringStatus, to: &str, typed: Option<&str>) -> Result<Move, MoveRefusal> {
        let mut errors = FieldErrors::new();
        let to = errors.keep("/to", code(to, SteeringStatus::parse));
        let outcome = errors.keep("/outcome", outcome(typed)).flatten();
        let asked = errors.finish(to.map(|to| Move { to, outcome })).map_err(MoveRefusal::Invalid)?;
        let allowed = allowed_next(from);
        if allowed.contains(&asked.to) { Ok(asked) } else { Err(MoveRefusal::NotAllowed(allowed)) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn told(faults: FieldErrors) -> Vec<(String, &'static str)> {
        faults.into_vec().into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn an_action_has_one_origin_and_one_owner_at_most() {
        let id = Some(Uuid::from_u128(1));
        let input = ActionInput { title: " Écrire ".into(), working_group_id: id, ..ActionInput::default() };
        let facts = ActionFacts::parse(&input).expect("an action");
        assert_eq!((facts.title.as_str(), facts.owner), ("Écrire", None));
        assert_eq!(facts.sort_key(), "9999-12-31 ecrire");
        let both = ActionInput {
            committee_id: id,
            owner_user_id: id,
            owner_partner_id: id,
            outcome: Some("é".repeat(OUTCOME_MAX + 1)),
            title: String::new(),
            ..input
        };
        let expected = [
            ("/title", "required"),
            ("/working_group_id", "not_allowed"),
            ("/owner_partner_id", "not_allowed"),
            ("/outcome", "too_long"),
        ];
        assert_eq!(
            told(ActionFacts::parse(&both).expect_err("faults")),
            expected.map(|(at, why)| (at.to_owned(), why))
        );
        let none = ActionInput { title: "Écrire".into(), ..ActionInput::default() };
        let faults = told(ActionFacts::parse(&none).expect_err("no origin"));
        assert_eq!(faults, [("/working_group_id".to_owned(), "required")]);
    }

    #[test]
    fn only_what_is_open_is_late() {
        let (before, today) = (Some(day("2026-11-20")), day("2026-11-21"));
        for status in SteeringStatus::ALL {
            assert_eq!(is_late(*status, before, today), is_open(*status));
            assert!(!is_late(*status, Some(today), today) && !is_late(*status, None, today));
        }
    }

    #[test]
    fn a_refused_move_names_what_may_follow() {
        assert_eq!(Move::parse(Dropped, "done", None), Err(MoveRefusal::NotAllowed(&[Todo, InProgress])));
        assert!(matches!(Move::parse(Todo, "finished", None), Err(MoveRefusal::Invalid(_))));
        let done = Move::parse(Todo, "done", Some(" Fait ")).expect("a move");
        assert_eq!(done, Move { to: Done, outcome: Some("Fait".to_owned()) });
    }

    proptest! {
        /// Every move can be undone, so that a press by mistake never loses anything.
        #[test]
        fn there_is_a_way_back_from_every_move(from in 0..4_usize, to in 0..4_usize) {
            let (from, to) = (SteeringStatus::ALL[from], SteeringStatus::ALL[to]);
            prop_assert!(!allowed_next(from).contains(&from));
            prop_assert!(!allowed_next(from).contains(&to) || allowed_next(to).contains(&from));
        }

        #[test]
        fn actions_sort_by_their_day(days in proptest::collection::vec(proptest::option::of(0..4_000_i64), 2..8)) {
            let facts = |due: Option<i64>| ActionFacts {
                title: "Écrire".into(),
                origin: Origin::Group(Uuid::nil()),
                owner: None,
                due_on: due.map(|due| day("2024-01-01") + chrono::Duration::days(due)),
                outcome: None,
            };
            let mut all: Vec<ActionFacts> = days.into_iter().map(facts).collect();
            all.sort_by_key(ActionFacts::sort_key);
            for pair in all.windows(2) {
                let [one, other] = pair else { continue };
                prop_assert!(one.due_on.is_none() <= other.due_on.is_none());
                if let (Some(one), Some(other)) = (one.due_on, other.due_on) {
                    prop_assert!(one <= other);
                }
            }
        }
    }
}
