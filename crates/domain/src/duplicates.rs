//! Whether two files may be about the same household, and why. It is a hint for a person who decides, never a decision.

use crate::codes::DuplicateReason::{self, CloseName, SameEmail, SameName, SamePhone, SamePostalCode};
use crate::codes::StandMatchReason;
use crate::stands::{Met, why};
use crate::text::similarity;

/// Score from which on two files are shown to somebody.
pub const THRESHOLD: u8 = 50;
/// Closeness from which on two names are close, from 0 to 100.
pub const CLOSE_NAME: u8 = 93;
/// Letters from which on names are compared letter by letter: short ones resemble each other by chance.
const LONG_ENOUGH: usize = 8;
/// Letters of the folded name that two close names have in common at least: they find each other by them.
pub const PREFIX: usize = 3;

/// What two files are compared by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traits {
    /// The adults.
    pub people: Vec<Met>,
    /// Postal code of their home.
    pub postal_code: Option<String>,
}

/// How alike two files are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Likeness {
    /// From 0 (nothing in common) to 100.
    pub score: u8,
    /// Why, the surest first.
    pub reasons: Vec<DuplicateReason>,
    /// How close the closest names are, from 0 to 100, when that is a reason.
    pub name_closeness: Option<u8>,
}

impl Likeness {
    /// Whether a person should look.
    #[must_use]
    pub const fn is_probable(&self) -> bool {
        self.score >= THRESHOLD
    }
}

/// What a reason weighs: an address alone is enough, a phone too (a household may share it), a name is not.
#[must_use]
pub const fn weight(reason: DuplicateReason) -> u8 {
    match reason {
        SameEmail => 60,
        SamePhone => 50,
        SameName => 45,
        CloseName => 30,
        SamePostalCode => 20,
    }
}

/// The part of a name by which close names find each other; none for a name too short to be compared.
#[must_use]
pub fn prefix_of(name: &str) -> Option<String> {
    (name.chars().count() >= LONG_ENOUGH).then(|| name.chars().take(PREFIX).collect())
}

/// How alike two files are. It is the same whichever comes first, and whoever comes first in each.
#[must_use]
pub fn compare(one: &Traits, other: &Traits) -> Likeness {
    let mut reasons = vec![];
    let mut closest = 0;
    for left in &one.people {
        for right in &other.people {
            reasons.extend(why(left, right).into_iter().map(reason_of));
            closest = closest.max(closeness(&left.name, &right.name));
        }
    }
    if closest >= CLOSE_NAME {
        reasons.push(CloseName);
    }
    if one.postal_code.is_some() && one.postal_code == other.postal_code {
        reasons.push(SamePostalCode);
    }
    reasons.sort_unstable();
    reasons.dedup();
    if reasons.contains(&SameName) {
        reasons.retain(|reason| *reason != CloseName);
    }
    let score = reasons.iter().map(|reason| weight(*reason)).fold(0, u8::saturating_add).min(100);
    let name_closeness = reasons.contains(&CloseName).then_some(closest);
    Likeness { score, reasons, name_closeness }
}

const fn reason_of(reason: StandMatchReason) -> DuplicateReason {
    match reason {
        StandMatchReason::SameEmail => SameEmail,
        StandMatchReason::SamePhone => SamePhone,
        StandMatchReason::SameName => SameName,
        StandMatchReason::CloseName => CloseName,
    }
}

/// Closeness of two folded names, from 0 to 100.
fn closeness(one: &str, other: &str) -> u8 {
    if prefix_of(one).is_none() || prefix_of(one) != prefix_of(other) {
        return 0;
    }
    // The measure may differ by the order in which it reads the two.
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    let percent = (similarity(first, second) * 100.0).floor().clamp(0.0, 100.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
    let percent = percent as u8;
    percent
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(first: &str, last: &str, email: Option<&str>, phone: Option<&str>) -> Met {
        Met::new(email, phone, Some(first), Some(last))
    }

    fn file(people: Vec<Met>, postal_code: Option<&str>) -> Traits {
        Traits { people, postal_code: postal_code.map(str::to_owned) }
    }

    #[test]
    fn the_same_phone_or_address_is_enough_and_explained() {
        let form = file(vec![person("Zoé", "Élie", Some("Zoe@Foyer.example"), Some("+33639980001"))], None);
        let stand = file(vec![person("ZOE", "elie", None, Some("+33639980001"))], None);
        let found = compare(&form, &stand);
        assert_eq!((found.reasons.as_slice(), found.score), ([SamePhone, SameName].as_slice(), 95));
        let other_case = file(vec![person("Z.", "E.", Some("zoe@foyer.EXAMPLE"), None)], None);
        assert!(compare(&form, &other_case).is_probable());
    }

    #[test]
    fn dots_and_plus_signs_make_another_address() {
        let plain = file(vec![person("Zoé", "Élie", Some("zoe.elie@foyer.example"), None)], None);
        for address in ["zoeelie@foyer.example", "zoe.elie+lot@foyer.example"] {
            let other = file(vec![person("Ana", "Roy", Some(address), None)], None);
            assert_eq!(compare(&plain, &other), Likeness::default());
        }
    }

    #[test]
    fn a_name_needs_a_postal_code_beside_it() {
        let of = |first, last, code| file(vec![person(first, last, None, None)], code);
        assert!(!compare(&of("Marie", "Dupont", None), &of("Marie", "Dupont", Some("46100"))).is_probable());
        let same = compare(&of("Marie", "Dupont", Some("46100")), &of("Marie", "Dupont", Some("46100")));
        assert_eq!(same.reasons, [SameName, SamePostalCode]);
        let close = compare(&of("Marianne", "Dupont", Some("46100")), &of("Marianna", "Dupont", Some("46100")));
        assert_eq!((close.reasons.as_slice(), close.is_probable()), ([CloseName, SamePostalCode].as_slice(), true));
        assert!(close.name_closeness.is_some_and(|closeness| closeness >= CLOSE_NAME));
        assert!(!compare(&of("Marie", "Dupont", Some("46100")), &of("Mario", "Durand", Some("46100"))).is_probable());
    }

    fn met() -> impl Strategy<Value = Met> {
        ("[a-c]{0,9}", "[a-b]{0,4}", prop::option::of("[ab]@x"), prop::option::of("[01]")).prop_map(
            |(last, first, email, phone)| Met::new(email.as_deref(), phone.as_deref(), Some(&first), Some(&last)),
        )
    }

    fn traits() -> impl Strategy<Value = Traits> {
        (prop::collection::vec(met(), 0..4), prop::option::of("4600[01]"))
            .prop_map(|(people, postal_code)| Traits { people, postal_code })
    }

    proptest! {
        #[test]
        fn neither_the_order_of_files_nor_of_people_matters(one in traits(), other in traits()) {
            let found = compare(&one, &other);
            prop_assert_eq!(&found, &compare(&other, &one));
            prop_assert_eq!(&found, &compare(&one, &other), "told twice, the same");
            let turned = Traits { people: one.people.iter().rev().cloned().collect(), ..one };
            prop_assert_eq!(found, compare(&turned, &other));
        }

        #[test]
        fn a_score_has_reasons(one in traits(), other in traits()) {
            let found = compare(&one, &other);
            prop_assert!(found.score <= 100);
            prop_assert_eq!(found.score == 0, found.reasons.is_empty());
            prop_assert!(found.reasons.is_sorted());
        }
    }
}
