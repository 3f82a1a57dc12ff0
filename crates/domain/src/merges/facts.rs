//! The facts of the file that stays.

use std::collections::BTreeMap;

use crate::prospects::FactsInput;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The file that stays.
    Kept,
    /// The file that is taken in.
    Other,
}

impl Side {
    /// The side of a code, `kept` or `other`.
    #[must_use]
    pub fn parse(code: &str) -> Option<Side> {
        match code {
            "kept" => Some(Side::Kept),
            "other" => Some(Side::Other),
            _ => None,
        }
    }
}

/// Facts of which one value stays; lists (project types, wishes, motives, obstacles) are joined.
pub const FIELDS: [&str; 13] = [
    "household_kind",
    "language",
    "country",
    "postal_code",
    "city",
    "lot_link",
    "target_group",
    "maturity",
    "horizon",
    "housing_wish",
    "housing_comment",
    "message",
    "next_action",
];

/// What is chosen of the person who asked, when both files know them.
pub const LEAD_FIELDS: [&str; 4] = ["lead_first_name", "lead_last_name", "lead_email", "lead_phone"];

/// The side chosen for some fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices(BTreeMap<String, Side>);

impl Choices {
    /// Reads choices; gives back the names that are no field.
    ///
    /// # Errors
    /// The unknown names.
    pub fn new(sides: impl IntoIterator<Item = (String, Side)>) -> Result<Choices, Vec<String>> {
        let all: BTreeMap<String, Side> = sides.into_iter().collect();
        let known = |name: &&String| FIELDS.contains(&name.as_str()) || LEAD_FIELDS.contains(&name.as_str());
        let unknown: Vec<String> = all.keys().filter(|name| !known(name)).cloned().collect();
        if unknown.is_empty() { Ok(Choices(all)) } else { Err(unknown) }
    }

    /// The value of a field: that of the chosen side; without a choice what the kept file knows, else the other.
    #[must_use]
    pub fn pick<T>(&self, field: &str, kept: Option<T>, other: Option<T>) -> Option<T> {
        match self.0.get(field) {
            Some(Side::Kept) => kept,
            Some(Side::Other) => other,
            None => kept.or(other),
        }
    }

    /// The fields taken from the other file on purpose.
    pub fn taken(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, side)| **side == Side::Other).map(|(name, _)| name.as_str())
    }
}

fn slot<'a>(facts: &'a mut FactsInput, field: &str) -> Option<&'a mut Option<String>> {
    Some(match field {
        "household_kind" => &mut facts.household_kind,
        "language" => &mut facts.language,
        "country" => &mut facts.country,
        "postal_code" => &mut facts.postal_code,
        "city" => &mut facts.city,
        "lot_link" => &mut facts.lot_link,
        "target_group" => &mut facts.target_group,
        "maturity" => &mut facts.maturity,
        "horizon" => &mut facts.horizon,
        "housing_wish" => &mut facts.housing_wish,
        "housing_comment" => &mut facts.housing_comment,
        "message" => &mut facts.message,
        _ => return None,
    })
}

/// The value of one of [`FIELDS`], a code or a text; the next action by its label.
#[must_use]
pub fn value_of(facts: &FactsInput, field: &str) -> Option<String> {
    if field == "next_action" {
        return facts.next_action.as_ref().map(|action| action.label.clone());
    }
    slot(&mut facts.clone(), field)?.clone()
}

/// The facts of the file that stays: chosen values, lists joined with its own first, its own origin. `is_open` is
/// whether it still waits for something: only then it has a next action to take.
#[must_use]
pub fn merged_facts(kept: &FactsInput, other: &FactsInput, choices: &Choices, is_open: bool) -> FactsInput {
    let (mut merged, mut taken) = (kept.clone(), other.clone());
    for field in FIELDS {
        if let (Some(own), Some(theirs)) = (slot(&mut merged, field), slot(&mut taken, field)) {
            *own = choices.pick(field, own.take(), theirs.take());
        }
    }
    if is_open {
        let own = merged.next_action.take();
        // An open file always has a next action: without one on the chosen side the own one stays.
        merged.next_action = choices.pick("next_action", own.clone(), taken.next_action).or(own);
    }
    for (own, theirs, most) in [
        (&mut merged.project_types, other.project_types.as_slice(), usize::MAX),
        (&mut merged.motives, &other.motives, usize::MAX),
        (&mut merged.obstacles, &other.obstacles, usize::MAX),
        (&mut merged.wished_territories, &other.wished_territories, crate::prospects::WISHES_MAX),
    ] {
        join(own, theirs, most);
    }
    merged.territory_indifferent |= other.territory_indifferent;
    merged.event_id = merged.event_id.or(other.event_id);
    if merged.campaign.is_none() {
        merged.campaign.clone_from(&other.campaign);
        merged.touchpoint_id = other.touchpoint_id;
    }
    merged
}

fn join(own: &mut Vec<String>, theirs: &[String], most: usize) {
    for code in theirs {
        if !own.contains(code) && own.len() < most {
            own.push(code.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn facts(city: Option<&str>, types: &[&str], wishes: &[&str]) -> FactsInput {
        FactsInput {
            source: "web".to_owned(),
            city: city.map(str::to_owned),
            project_types: types.iter().map(ToString::to_string).collect(),
            wished_territories: wishes.iter().map(ToString::to_string).collect(),
            ..FactsInput::default()
        }
    }

    #[test]
    fn what_only_the_other_knows_is_taken_and_lists_are_joined() {
        let kept = facts(None, &["employee"], &["46102"]);
        let other = facts(Some("Nantes"), &["farm_takeover", "employee"], &["46042", "46102"]);
        let merged = merged_facts(&kept, &other, &Choices::default(), true);
        assert_eq!(merged.city.as_deref(), Some("Nantes"));
        assert_eq!(merged.project_types, ["employee", "farm_takeover"]);
        assert_eq!(merged.wished_territories, ["46102", "46042"]);
    }

    #[test]
    fn only_fields_are_chosen() {
        let sides = [("city".to_owned(), Side::Other), ("status".to_owned(), Side::Other)];
        assert_eq!(Choices::new(sides), Err(vec!["status".to_owned()]));
    }

    proptest! {
        #[test]
        fn a_chosen_side_is_the_one_taken(
            own in prop::option::of("[a-c]{1,3}"), theirs in prop::option::of("[a-c]{1,3}"), side in 0_usize..3,
        ) {
            let chosen: Option<Side> = [None, Some(Side::Kept), Some(Side::Other)][side];
            let choices = Choices::new(chosen.map(|side| ("city".to_owned(), side))).unwrap();
            let (kept, other) = (facts(own.as_deref(), &[], &[]), facts(theirs.as_deref(), &[], &[]));
            let city = merged_facts(&kept, &other, &choices, true).city;
            prop_assert_eq!(city, match chosen { None => own.or(theirs), Some(Side::Kept) => own, Some(Side::Other) => theirs });
        }
    }
}
