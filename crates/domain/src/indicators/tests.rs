use super::*;

#[test]
fn every_indicator_says_its_day_and_its_source() {
    for indicator in Indicator::ALL {
        assert!(date_rule(*indicator).ends_with('.'), "{indicator} has no date rule");
        assert!(!indicator.dimensions().is_empty(), "{indicator}");
        let parts = indicator.dimensions().iter().collect::<BTreeSet<_>>();
        assert_eq!(parts.len(), indicator.dimensions().len(), "{indicator}");
    }
    let rows = include_str!("../../../../data/reference/indicators-fr.csv").lines().count();
    assert_eq!(rows, Indicator::ALL.len() + 1);
}

#[test]
fn the_coefficient_in_force_multiplies() {
    let of = |period: &str| Indicator::NewcomersInsee.coefficient(Period::parse(period).unwrap());
    assert_eq!(of("2024").map(|version| version.value), Some(2.0));
    assert_eq!(of("2017"), None, "nobody was counted before the programme");
    assert!(!of("2024").unwrap().source.is_empty());
    assert_eq!(Indicator::FamiliesSettled.coefficients().count(), 0);
    let rows = include_str!("../../../../data/reference/coefficients.csv").lines().count();
    assert_eq!(rows, coefficients().len() + 1);
}

#[test]
fn the_press_figures_come_out() {
    assert_eq!(growth(73.0, 108.0), Some(47.9));
    assert_eq!(growth(0.0, 3.0), None);
    assert_eq!((percent(1, 3), percent(0, 4), percent(0, 0)), (Some(33.3), Some(0.0), None));
}

#[test]
fn a_delay_is_working_time_in_hours() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    // Friday 16:00 to Monday 10:30 in the Lot: one hour and an hour and a half.
    assert_eq!(contact_delay(at("2026-11-20T15:00:00Z"), at("2026-11-23T09:30:00Z")), 2.5);
    assert_eq!(contact_delay(at("2026-11-23T09:30:00Z"), at("2026-11-20T15:00:00Z")), 0.0);
    assert_eq!(median(vec![]), None);
    assert_eq!(median(vec![9.0, 1.0, 2.5]), Some(2.5));
    assert_eq!(median(vec![1.0, 2.0]), Some(1.5));
}

#[test]
fn a_cohort_is_followed_for_two_years() {
    assert_eq!(converted_until(Period::parse("2024").unwrap()).to_string(), "2026-12-31");
    assert_eq!(converted_until(Period::parse("2024-02").unwrap()).to_string(), "2026-02-28");
}

#[test]
fn a_place_outside_ones_own_leaves_nothing() {
    let (figeac, cahors) = (Some("200067361".to_owned()), Some("200023737".to_owned()));
    let own = Places::Only(BTreeSet::from([figeac.clone()]));
    assert_eq!(own.clone().narrowed(figeac.clone()), own);
    assert_eq!(own.narrowed(cahors), Places::Only(BTreeSet::new()));
    assert_eq!(Places::All.narrowed(None), Places::Only(BTreeSet::from([None])));
}
