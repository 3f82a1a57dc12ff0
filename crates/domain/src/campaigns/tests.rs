use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn phase(label: &str, first: &str, last: &str) -> PhaseInput {
    PhaseInput { label: label.to_owned(), starts_on: day(first), ends_on: day(last), ..PhaseInput::default() }
}

fn campaign() -> CampaignInput {
    CampaignInput {
        code: " et-si-vous-restiez ".to_owned(),
        label: "Et si vous restiez ?".to_owned(),
        audience: vec!["families".to_owned()],
        budget_cents: Some(1_200_000),
        phases: vec![
            phase("Été : les touristes", "2026-07-01", "2026-08-31"),
            phase("La rentrée", "2026-09-01", "2026-10-15"),
        ],
        ..CampaignInput::default()
    }
}

fn parse(input: &CampaignInput, known: &[Uuid]) -> Result<CampaignFacts, Vec<(String, &'static str)>> {
    CampaignFacts::parse(input, known, || Uuid::from_u128(9))
        .map_err(|errors| errors.into_vec().into_iter().map(|error| (error.pointer, error.code)).collect())
}

#[test]
fn a_campaign_is_read_clean_and_its_phases_stay_in_order() {
    let facts = parse(&campaign(), &[]).expect("a campaign");
    assert_eq!((facts.code.as_str(), facts.audience.as_slice()), ("et-si-vous-restiez", &[TargetGroup::Families][..]));
    let labels: Vec<&str> = facts.phases.iter().map(|phase| phase.label.as_str()).collect();
    assert_eq!(labels, ["Été : les touristes", "La rentrée"]);
    assert_eq!(facts.search_text().split(' ').filter(|word| *word == "rentree").count(), 1);
    assert_eq!(phase_on(&facts.phase_dates(), day("2026-11-21")), None);
}

#[test]
fn a_code_that_files_already_name_is_taken_as_it_is() {
    for code in ["Salon, printemps 2026", "été 2025 / A20", "x"] {
        assert_eq!(parse(&CampaignInput { code: code.to_owned(), ..campaign() }, &[]).expect("one").code, code);
    }
    let broken = CampaignInput { code: "deux\nlignes".to_owned(), ..campaign() };
    assert_eq!(parse(&broken, &[]), Err(vec![("/code".to_owned(), "invalid")]));
}

#[test]
fn every_fault_is_named_where_it_is() {
    let (own, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
    let kept = |id| PhaseInput { id: Some(id), ..phase("A", "2026-07-01", "2026-07-02") };
    let input = CampaignInput {
        code: " ".to_owned(),
        audience: vec!["tourists".to_owned()],
        starts_on: Some(day("2026-07-02")),
        ends_on: Some(day("2026-07-01")),
        budget_cents: Some(-1),
        phases: vec![kept(own), kept(own), kept(other), phase(" ", "2026-07-02", "2026-07-01")],
        ..campaign()
    };
    let found = parse(&input, &[own]).expect_err("faults");
    let expected = [
        ("/code", "required"),
        ("/audience/0", "unknown_code"),
        ("/ends_on", "dates_out_of_order"),
        ("/budget_cents", "out_of_range"),
        ("/phases/1/id", "duplicate"),
        ("/phases/2/id", "not_found"),
        ("/phases/3/label", "required"),
        ("/phases/3/ends_on", "dates_out_of_order"),
    ];
    assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
}

#[test]
fn a_campaign_goes_one_way() {
    use CampaignStatus::{Closed, Draft, Running};
    let moves = [(Draft, Running), (Running, Closed)];
    for &from in CampaignStatus::ALL {
        for to in CampaignStatus::ALL {
            assert_eq!(allowed_next(from).contains(to), moves.contains(&(from, *to)), "{from} → {to}");
        }
        assert_eq!(is_live(from, false), from == Running);
        assert!(!is_live(from, true));
    }
}

#[test]
fn the_public_of_a_phase_goes_before_that_of_its_campaign() {
    let mut facts = parse(&campaign(), &[]).expect("a campaign");
    assert_eq!(audience_of(&facts.audience, facts.phases.first()), [TargetGroup::Families]);
    assert_eq!(audience_of(&[], facts.phases.first()), []);
    facts.phases.iter_mut().for_each(|phase| phase.audience = vec![TargetGroup::Farmers]);
    assert_eq!(audience_of(&facts.audience, facts.phases.first()), [TargetGroup::Farmers]);
    assert_eq!(audience_of(&facts.audience, None), [TargetGroup::Families]);
}

#[test]
fn a_touchpoint_is_read() {
    let typed =
        TouchpointInput { label: "Aire du Causse".to_owned(), kind: "motorway_area".to_owned(), ..Default::default() };
    assert_eq!(TouchpointFacts::parse(&typed).expect("a touchpoint").sort_label(), "aire du causse");
    let wrong = TouchpointInput { kind: "billboard".to_owned(), ..Default::default() };
    let faults = TouchpointFacts::parse(&wrong).expect_err("faults").into_vec();
    assert_eq!(faults.iter().map(|one| one.pointer.as_str()).collect::<Vec<_>>(), ["/label", "/kind"]);
}
