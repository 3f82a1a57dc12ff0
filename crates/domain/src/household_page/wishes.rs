//! What a household wishes for and changes by itself: where, what, when.

use crate::codes::{Horizon, ProjectType};
use crate::prospects::{Facts, FactsInput};
use crate::validation::FieldErrors;

/// The wishes of a household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wishes {
    /// Codes of wished communes and EPCI, first choice first.
    pub wished_territories: Vec<String>,
    /// Whether any territory would do.
    pub territory_indifferent: bool,
    /// What the household wants to do, most important first.
    pub project_types: Vec<ProjectType>,
    /// When it expects to move.
    pub horizon: Option<Horizon>,
}

/// A change of wishes as it was sent; `None` leaves a wish as it is, an empty one takes it back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WishesChange {
    /// Codes of the wished territories.
    pub wished_territories: Option<Vec<String>>,
    /// Whether any territory would do.
    pub territory_indifferent: Option<bool>,
    /// Codes of the project types.
    pub project_types: Option<Vec<String>>,
    /// Code of the horizon.
    pub horizon: Option<String>,
}

/// One of the wishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WishField {
    /// Where, indifference included.
    Territories,
    /// What.
    ProjectTypes,
    /// When.
    Horizon,
}

impl Wishes {
    /// The wishes that a file records.
    #[must_use]
    pub fn of(facts: &Facts) -> Wishes {
        Wishes {
            wished_territories: facts.wished_territories.clone(),
            territory_indifferent: facts.territory_indifferent,
            project_types: facts.project_types.clone(),
            horizon: facts.horizon,
        }
    }

    /// The wishes after a change. Only what was sent is asked to be complete: a file taken down on the phone may know
    /// less, and nobody has to fill it in to say when they come. Whether the territories exist is for the caller to
    /// find out.
    ///
    /// # Errors
    /// All of: `required` (a wish taken back, no territory and no indifference), `not_allowed` (both), `unknown_code`,
    /// `duplicate`, `too_many`.
    pub fn change(&self, sent: &WishesChange) -> Result<Wishes, FieldErrors> {
        let mut errors = FieldErrors::new();
        let before = FactsInput {
            source: crate::codes::Source::Web.to_string(),
            wished_territories: self.wished_territories.clone(),
            territory_indifferent: self.territory_indifferent,
            project_types: self.project_types.iter().map(ToString::to_string).collect(),
            horizon: self.horizon.map(|horizon| horizon.to_string()),
            ..FactsInput::default()
        };
        let after = FactsInput {
            wished_territories: sent.wished_territories.clone().unwrap_or(before.wished_territories),
            territory_indifferent: sent.territory_indifferent.unwrap_or(before.territory_indifferent),
            project_types: sent.project_types.clone().unwrap_or(before.project_types),
            horizon: sent.horizon.clone().or(before.horizon),
            ..before
        };
        sent.check(&after, &mut errors);
        let facts = Facts::parse(&after).map_err(|inner| errors.nest("", inner)).ok();
        errors.finish(facts.map(|facts| Wishes::of(&facts)))
    }

    /// The facts with these wishes in place of theirs.
    #[must_use]
    pub fn onto(self, facts: Facts) -> Facts {
        let Wishes { wished_territories, territory_indifferent, project_types, horizon } = self;
        Facts { wished_territories, territory_indifferent, project_types, horizon, ..facts }
    }

    /// What differs from the wishes before.
    #[must_use]
    pub fn changed_from(&self, before: &Wishes) -> Vec<WishField> {
        let places = (&self.wished_territories, self.territory_indifferent);
        let changed = [
            (WishField::Territories, places != (&before.wished_territories, before.territory_indifferent)),
            (WishField::ProjectTypes, self.project_types != before.project_types),
            (WishField::Horizon, self.horizon != before.horizon),
        ];
        changed.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect()
    }
}

impl WishesChange {
    fn check(&self, after: &FactsInput, errors: &mut FieldErrors) {
        if self.wished_territories.is_some() || self.territory_indifferent.is_some() {
            match (after.wished_territories.is_empty(), after.territory_indifferent) {
                (true, false) => errors.push("/wished_territories", "required"),
                (false, true) => errors.push("/territory_indifferent", "not_allowed"),
                _ => {}
            }
        }
        if self.project_types.as_ref().is_some_and(Vec::is_empty) {
            errors.push("/project_types", "required");
        }
        if self.horizon.as_deref().is_some_and(|code| code.trim().is_empty()) {
            errors.push("/horizon", "required");
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::codes::Source;

    fn wishes() -> Wishes {
        Wishes {
            wished_territories: vec!["46102".to_owned()],
            territory_indifferent: false,
            project_types: vec![ProjectType::Employee],
            horizon: Some(Horizon::Under3Months),
        }
    }

    fn faults(before: &Wishes, sent: &WishesChange) -> Vec<(String, &'static str)> {
        let errors = before.change(sent).err().map(FieldErrors::into_vec).unwrap_or_default();
        errors.into_iter().map(|error| (error.pointer, error.code)).collect()
    }

    #[test]
    fn what_is_not_sent_stays() {
        let later = WishesChange { horizon: Some("over_a_year".to_owned()), ..WishesChange::default() };
        let after = wishes().change(&later).unwrap();
        assert_eq!(after, Wishes { horizon: Some(Horizon::OverAYear), ..wishes() });
        assert_eq!(after.changed_from(&wishes()), [WishField::Horizon]);
        assert_eq!(wishes().change(&WishesChange::default()), Ok(wishes()));
        assert_eq!(wishes().changed_from(&wishes()), []);
    }

    #[test]
    fn every_wrong_wish_is_named() {
        let sent = WishesChange {
            wished_territories: Some(vec![]),
            territory_indifferent: None,
            project_types: Some(vec!["employee".to_owned(), "gold".to_owned(), "employee".to_owned()]),
            horizon: Some("soon".to_owned()),
        };
        let found = faults(&wishes(), &sent);
        for (pointer, code) in [
            ("/wished_territories", "required"),
            ("/project_types/1", "unknown_code"),
            ("/project_types/2", "duplicate"),
            ("/horizon", "unknown_code"),
        ] {
            assert!(found.contains(&(pointer.to_owned(), code)), "{pointer} missing in {found:?}");
        }
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn a_place_or_none_in_particular_never_both() {
        let anywhere = WishesChange { territory_indifferent: Some(true), ..WishesChange::default() };
        assert_eq!(faults(&wishes(), &anywhere), [("/territory_indifferent".to_owned(), "not_allowed")]);
        let moved = WishesChange { wished_territories: Some(vec![]), ..anywhere };
        assert!(wishes().change(&moved).unwrap().territory_indifferent);
    }

    #[test]
    fn a_file_that_knows_less_is_not_asked_for_the_rest() {
        let empty = Wishes::of(&Facts::of_source(Source::Phone));
        let soon = WishesChange { horizon: Some("under_3_months".to_owned()), ..WishesChange::default() };
        assert_eq!(faults(&empty, &soon), []);
        let taken_back =
            WishesChange { project_types: Some(vec![]), horizon: Some(" ".to_owned()), ..WishesChange::default() };
        assert_eq!(
            faults(&wishes(), &taken_back),
            [("/project_types".to_owned(), "required"), ("/horizon".to_owned(), "required")]
        );
    }

    proptest! {
        #[test]
        fn nothing_but_wishes_changes(
            territories in proptest::collection::vec("[0-9]{5}", 0..4),
            anywhere: bool,
            horizon in proptest::option::of(proptest::sample::select(Horizon::ALL.to_vec())),
        ) {
            let mut facts = Facts::of_source(Source::Web);
            facts.city = Some("Nantes".to_owned());
            facts.message = Some("Bonjour".to_owned());
            let wished = Wishes {
                wished_territories: territories,
                territory_indifferent: anywhere,
                project_types: vec![],
                horizon,
            };
            let after = wished.clone().onto(facts.clone());
            prop_assert_eq!(Wishes::of(&after), wished);
            prop_assert_eq!(Wishes::of(&facts).onto(after), facts);
        }
    }
}
