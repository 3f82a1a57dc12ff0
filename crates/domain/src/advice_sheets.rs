//! The advice sheet of a household: by theme of its needs, what partners answered and who helps nearby.

use std::cmp::Ordering;

use crate::codes::{NeedStatus, NeedTheme};
use crate::text::fold;

/// Whether a need stands on the sheet: one that the household no longer asks for does not.
#[must_use]
pub fn stands_on_sheet(status: NeedStatus) -> bool {
    status != NeedStatus::Dropped
}

/// The themes of a sheet: those of the needs that stand on it, in the order of screens.
#[must_use]
pub fn themes(needs: &[(NeedTheme, NeedStatus)]) -> Vec<NeedTheme> {
    let wanted = |theme: &NeedTheme| needs.iter().any(|(own, status)| own == theme && stands_on_sheet(*status));
    NeedTheme::ALL.iter().copied().filter(wanted).collect()
}

/// Order of two entries of one theme, each with the code of its territory and its name: those of the household's own
/// intercommunalité before those of the whole département, then by name.
#[must_use]
pub fn nearest_first(epci_code: Option<&str>, one: (&str, &str), other: (&str, &str)) -> Ordering {
    let key = |(territory, name): (&str, &str)| (Some(territory) != epci_code, fold(name));
    key(one).cmp(&key(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_the_themes_still_asked_for_once_and_in_order() {
        let needs = [
            (NeedTheme::Health, NeedStatus::Met),
            (NeedTheme::Housing, NeedStatus::ToDo),
            (NeedTheme::Housing, NeedStatus::Unsolved),
            (NeedTheme::Mobility, NeedStatus::Dropped),
        ];
        assert_eq!(themes(&needs), [NeedTheme::Housing, NeedTheme::Health]);
        assert_eq!(themes(&[]), []);
    }

    #[test]
    fn what_is_near_comes_first_then_the_name() {
        let mut entries = [("46", "Agence"), ("200067361", "Toit"), ("200067361", "École"), ("46", "Zinc")];
        entries.sort_by(|one, other| nearest_first(Some("200067361"), *one, *other));
        assert_eq!(entries.map(|(_, name)| name), ["École", "Toit", "Agence", "Zinc"]);
        entries.sort_by(|one, other| nearest_first(None, *one, *other));
        assert_eq!(entries.map(|(_, name)| name), ["Agence", "École", "Toit", "Zinc"]);
    }
}
