//! Which partner answers a need: the first kind of its rule that serves the place, and there the nearest one.

use std::cmp::Reverse;

use uuid::Uuid;

use crate::access::WHOLE_DEPARTEMENT;
use crate::codes::{NeedTheme, PartnerKind};
use crate::routing::NeedRule;
use crate::text::fold;

/// A partner in use, as far as choosing one needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvailablePartner {
    /// The partner.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What kind of body it is.
    pub kind: PartnerKind,
    /// Codes of the territories it serves.
    pub territories: Vec<String>,
}

/// Where a household wishes to live.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// First wished territory.
    pub first_wish_code: Option<String>,
    /// EPCI of the first wished territory.
    pub epci_code: Option<String>,
}

/// How near a partner is to a place, nearest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    /// It serves the whole département.
    Departement,
    /// It serves the EPCI.
    Epci,
    /// It serves the commune.
    Commune,
}

impl Place {
    /// How near the partner is, or `None` when it does not serve the place. A household without a wish is served by
    /// those of the whole département.
    fn nearness(&self, partner: &AvailablePartner) -> Option<Nearness> {
        let serves = |code: &Option<String>| code.as_ref().is_some_and(|code| partner.territories.contains(code));
        let is_commune = self.first_wish_code != self.epci_code
            && self.first_wish_code.as_deref().is_some_and(|code| code != WHOLE_DEPARTEMENT);
        if is_commune && serves(&self.first_wish_code) {
            Some(Nearness::Commune)
        } else if serves(&self.epci_code) {
            Some(Nearness::Epci)
        } else {
            partner.territories.iter().any(|code| code == WHOLE_DEPARTEMENT).then_some(Nearness::Departement)
        }
    }
}

/// The partner competent for a theme at a place, and the rule that says so: the first kind of the rule's order that has
/// a partner serving the place; of several, the nearest, then the first by name, then by id.
#[must_use]
pub fn competent<'a>(
    rules: &'a [NeedRule],
    theme: NeedTheme,
    place: &Place,
    partners: &'a [AvailablePartner],
) -> Option<(&'a AvailablePartner, &'a NeedRule)> {
    let nearest = |kind: PartnerKind| {
        let serving = partners.iter().filter(|partner| partner.kind == kind);
        serving
            .filter_map(|partner| Some((Reverse(place.nearness(partner)?), fold(&partner.name), partner.id, partner)))
            .min_by(|(near, name, id, _), (other_near, other_name, other_id, _)| {
                (near, name, id).cmp(&(other_near, other_name, other_id))
            })
            .map(|(_, _, _, partner)| partner)
    };
    rules
        .iter()
        .filter(|rule| rule.theme == theme)
        .find_map(|rule| rule.partner_kinds.iter().find_map(|kind| Some((nearest(*kind)?, rule))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FIGEAC: &str = "46102";
    const GRAND_FIGEAC: &str = "200067361";
    const GRAND_CAHORS: &str = "200023737";

    fn partner(id: u128, name: &str, kind: PartnerKind, territories: &[&str]) -> AvailablePartner {
        let territories = territories.iter().map(|&code| code.to_owned()).collect();
        AvailablePartner { id: Uuid::from_u128(id), name: name.to_owned(), kind, territories }
    }

    fn rules() -> Vec<NeedRule> {
        vec![NeedRule {
            theme: NeedTheme::Housing,
            partner_kinds: vec![PartnerKind::Housing, PartnerKind::Epci],
            sentence: "Le logement, puis l'intercommunalité.".to_owned(),
        }]
    }

    fn figeac() -> Place {
        Place { first_wish_code: Some(FIGEAC.to_owned()), epci_code: Some(GRAND_FIGEAC.to_owned()) }
    }

    fn chosen(place: &Place, partners: &[AvailablePartner]) -> Option<String> {
        competent(&rules(), NeedTheme::Housing, place, partners).map(|(partner, _)| partner.name.clone())
    }

    #[test]
    fn the_first_kind_that_serves_the_place_wins_even_from_far() {
        let epci = partner(1, "Grand-Figeac", PartnerKind::Epci, &[GRAND_FIGEAC]);
        let agency = partner(2, "Agence du Lot", PartnerKind::Housing, &[WHOLE_DEPARTEMENT]);
        assert_eq!(chosen(&figeac(), &[epci.clone(), agency]).as_deref(), Some("Agence du Lot"));
        let elsewhere = partner(3, "Agence de Cahors", PartnerKind::Housing, &[GRAND_CAHORS]);
        assert_eq!(chosen(&figeac(), &[epci, elsewhere]).as_deref(), Some("Grand-Figeac"));
    }

    #[test]
    fn of_one_kind_the_nearest_wins_then_the_name_then_the_id() {
        let far = partner(1, "A", PartnerKind::Housing, &[WHOLE_DEPARTEMENT]);
        let near = partner(2, "B", PartnerKind::Housing, &[GRAND_FIGEAC]);
        let here = partner(3, "C", PartnerKind::Housing, &[FIGEAC, WHOLE_DEPARTEMENT]);
        assert_eq!(chosen(&figeac(), &[far.clone(), near.clone(), here]).as_deref(), Some("C"));
        let twin = partner(4, "b", PartnerKind::Housing, &[GRAND_FIGEAC]);
        let both = [twin, near];
        let place = figeac();
        let found = competent(&rules(), NeedTheme::Housing, &place, &both).map(|(one, _)| one.id);
        assert_eq!(found, Some(Uuid::from_u128(2)), "the same name but for its case");
        assert_eq!(chosen(&Place::default(), &[far]).as_deref(), Some("A"), "without a wish the département serves");
    }

    #[test]
    fn nobody_is_named_without_a_rule_or_a_partner_of_the_place() {
        let near = partner(1, "B", PartnerKind::Housing, &[GRAND_FIGEAC]);
        let found = |theme, place: &Place| {
            competent(&rules(), theme, place, std::slice::from_ref(&near)).map(|(partner, _)| partner.id)
        };
        assert_eq!(found(NeedTheme::Health, &figeac()), None);
        assert_eq!(found(NeedTheme::Housing, &Place::default()), None);
        let lot = Place { first_wish_code: Some(WHOLE_DEPARTEMENT.to_owned()), epci_code: None };
        assert_eq!(found(NeedTheme::Housing, &lot), None);
    }

    fn any_partner() -> impl Strategy<Value = AvailablePartner> {
        let territories = proptest::sample::subsequence(vec![FIGEAC, GRAND_FIGEAC, GRAND_CAHORS, "46"], 0..=3);
        let kinds = proptest::sample::select(PartnerKind::ALL);
        (any::<u128>(), "[A-Cé]{1,2}", kinds, territories)
            .prop_map(|(id, name, kind, territories)| partner(id, &name, kind, &territories))
    }

    proptest! {
        #[test]
        fn the_order_of_rows_does_not_matter(mut partners in proptest::collection::vec(any_partner(), 0..12)) {
            let place = figeac();
            let first = competent(&rules(), NeedTheme::Housing, &place, &partners).map(|(one, _)| one.clone());
            partners.reverse();
            let again = competent(&rules(), NeedTheme::Housing, &place, &partners).map(|(one, _)| one.clone());
            prop_assert_eq!(first, again);
        }

        #[test]
        fn who_is_chosen_serves_the_place_and_is_of_the_rule(
            partners in proptest::collection::vec(any_partner(), 0..12),
        ) {
            let (rules, place) = (rules(), figeac());
            if let Some((one, rule)) = competent(&rules, NeedTheme::Housing, &place, &partners) {
                prop_assert!(rule.partner_kinds.contains(&one.kind));
                prop_assert!(one.territories.iter().any(|code| [FIGEAC, GRAND_FIGEAC, "46"].contains(&code.as_str())));
            }
        }

        #[test]
        fn a_partner_of_another_kind_changes_nothing(
            mut partners in proptest::collection::vec(any_partner(), 0..12), other in any_partner(),
        ) {
            prop_assume!(![PartnerKind::Housing, PartnerKind::Epci].contains(&other.kind));
            let (rules, place) = (rules(), figeac());
            let before = competent(&rules, NeedTheme::Housing, &place, &partners).map(|(one, _)| one.id);
            partners.push(other);
            let after = competent(&rules, NeedTheme::Housing, &place, &partners).map(|(one, _)| one.id);
            prop_assert_eq!(before, after);
        }
    }
}
