//! Why somebody met on a stand may be known already. It is a hint for a person who decides, never a decision.

use strsim::damerau_levenshtein;

use crate::codes::StandMatchReason::{self, CloseName, SameEmail, SameName, SamePhone};
use crate::text::fold;

/// Letters from which on a name is compared letter by letter: short ones resemble each other by chance.
const LONG_ENOUGH: usize = 8;

/// How somebody may be recognised.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Met {
    /// E-mail address, normalised.
    pub email: Option<String>,
    /// Phone number, normalised.
    pub phone: Option<String>,
    /// Last then first name.
    pub name: String,
}

impl Met {
    /// Somebody with this name; both parts are needed to recognise anybody by it.
    #[must_use]
    pub fn new(email: Option<&str>, phone: Option<&str>, first_name: Option<&str>, last_name: Option<&str>) -> Met {
        let name = match (last_name, first_name) {
            (Some(last), Some(first)) => fold(&format!("{last} {first}")),
            _ => String::new(),
        };
        Met { email: email.map(str::to_lowercase), phone: phone.map(str::to_owned), name }
    }
}

/// The reasons for which two people may be one, the surest first. It is the same whoever comes first.
#[must_use]
pub fn why(one: &Met, other: &Met) -> Vec<StandMatchReason> {
    let mut reasons = vec![];
    if one.email.is_some() && one.email == other.email {
        reasons.push(SameEmail);
    }
    if one.phone.is_some() && one.phone == other.phone {
        reasons.push(SamePhone);
    }
    if !one.name.is_empty() && one.name == other.name {
        reasons.push(SameName);
    } else if are_close(&one.name, &other.name) {
        reasons.push(CloseName);
    }
    reasons
}

/// One letter more, less, other or swapped.
fn are_close(one: &str, other: &str) -> bool {
    let shortest = one.chars().count().min(other.chars().count());
    shortest >= LONG_ENOUGH && damerau_levenshtein(one, other) == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn named(first: &str, last: &str) -> Met {
        Met::new(None, None, Some(first), Some(last))
    }

    #[test]
    fn case_and_accents_do_not_hide_anybody() {
        let zoe = Met::new(Some("Zoe@Foyer.example"), None, Some("Zoé"), Some("Élie-Delpech"));
        let again = Met::new(Some("zoe@foyer.example"), None, Some("zoe"), Some("ELIE DELPECH"));
        assert_eq!(why(&zoe, &again), [SameEmail, SameName]);
    }

    #[test]
    fn close_names_are_told_apart_from_equal_and_from_short_ones() {
        assert_eq!(why(&named("Marie", "Dupond"), &named("Marie", "Dupont")), [CloseName]);
        assert_eq!(why(&named("Marie", "Dupont"), &named("Mario", "Durand")), []);
        assert_eq!(why(&named("Léa", "Roy"), &named("Léo", "Roy")), []);
        assert_eq!(why(&Met::default(), &Met::default()), [], "nothing known is nothing in common");
        let first_name_only = Met::new(None, None, Some("Zoé"), None);
        assert_eq!(why(&first_name_only, &first_name_only), []);
    }

    proptest! {
        #[test]
        fn it_does_not_matter_who_comes_first(a in "[a-c]{0,9}", b in "[a-c]{0,9}", email in "[ab]", other in "[ab]") {
            let one = Met { email: Some(email), phone: None, name: a };
            let two = Met { email: Some(other), phone: None, name: b };
            prop_assert_eq!(why(&one, &two), why(&two, &one));
        }
    }
}
