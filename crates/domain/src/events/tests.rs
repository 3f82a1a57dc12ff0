use super::*;

fn day(on: &str, hours: Option<(&str, &str)>) -> EventDayInput {
    EventDayInput {
        on: on.parse().expect("a day"),
        opens_at: hours.map(|(opens, _)| opens.to_owned()),
        closes_at: hours.map(|(_, closes)| closes.to_owned()),
    }
}

fn fair() -> EventInput {
    EventInput {
        title: " TAF Toulouse ".to_owned(),
        kind: "job_fair".to_owned(),
        format: "onsite".to_owned(),
        series: Some("TAF Toulouse".to_owned()),
        edition: Some("2025".to_owned()),
        place: Some("MEETT, Beauzelle".to_owned()),
        days: vec![day("2025-03-20", Some(("09:30", "17:00"))), day("2025-03-19", None)],
        budget: vec![
            BudgetLineInput { label: "Stand".to_owned(), stage: "paid".to_owned(), cents: 240_000 },
            BudgetLineInput { label: "Déplacements".to_owned(), stage: "planned".to_owned(), cents: 35_050 },
            BudgetLineInput { label: "Impressions".to_owned(), stage: "paid".to_owned(), cents: 12_099 },
        ],
        ..EventInput::default()
    }
}

fn faults(input: &EventInput) -> Vec<(String, &'static str)> {
    let errors = EventFacts::parse(input).map(|_| ()).expect_err("a fault");
    errors.into_vec().into_iter().map(|error| (error.pointer, error.code)).collect()
}

#[test]
fn an_event_is_read_clean_and_its_days_in_order() {
    let facts = EventFacts::parse(&fair()).expect("an event");
    assert_eq!(facts.title, "TAF Toulouse");
    assert_eq!(
        (facts.span().first.to_string(), facts.span().last.to_string()),
        ("2025-03-19".into(), "2025-03-20".into())
    );
    assert_eq!(facts.sort_key(), "2025-03-19 taf toulouse");
    assert_eq!(facts.search_text(Some("Cahors")), "taf toulouse taf toulouse 2025 cahors meett beauzelle");
    assert_eq!(
        (total(&facts.budget, BudgetStage::Paid), total(&facts.budget, BudgetStage::Planned)),
        (252_099, 35_050)
    );
}

#[test]
fn every_wrong_field_is_named() {
    let wrong = EventInput {
        kind: "party".to_owned(),
        format: "somewhere".to_owned(),
        edition: Some("2025".to_owned()),
        video_url: Some("javascript:alert(1)".to_owned()),
        capacity: Some(0),
        days: vec![
            day("2025-03-19", Some(("17:00", "09:30"))),
            day("2025-03-19", Some(("9h", "17:00"))),
            EventDayInput { opens_at: Some("09:00".to_owned()), ..day("2025-03-20", None) },
        ],
        budget: vec![BudgetLineInput { label: " ".to_owned(), stage: "lost".to_owned(), cents: -1 }],
        ..EventInput::default()
    };
    let expected = [
        ("/title", "required"),
        ("/kind", "unknown_code"),
        ("/format", "unknown_code"),
        ("/video_url", "invalid"),
        ("/capacity", "out_of_range"),
        ("/series", "required"),
        ("/days/0/closes_at", "times_out_of_order"),
        ("/days/1/opens_at", "invalid_time"),
        ("/days/1/opens_at", "required"),
        ("/days/1/on", "duplicate"),
        ("/days/2/closes_at", "required"),
        ("/budget/0/label", "required"),
        ("/budget/0/stage", "unknown_code"),
        ("/budget/0/cents", "out_of_range"),
    ];
    assert_eq!(faults(&wrong), expected.map(|(pointer, code)| (pointer.to_owned(), code)));
    assert_eq!(faults(&EventInput { days: vec![], ..fair() }), [("/days".to_owned(), "required")]);
}

#[test]
fn whoever_reads_of_an_event_could_go_there() {
    let reachable = |change: EventInput| EventFacts::parse(&change).expect("an event").check_reachable();
    assert!(reachable(fair()).is_ok());
    assert!(reachable(EventInput { place: None, commune_code: Some("46102".to_owned()), ..fair() }).is_ok());
    assert!(reachable(EventInput { place: None, ..fair() }).is_err());
    let hybrid = EventInput { format: "hybrid".to_owned(), ..fair() };
    assert!(reachable(hybrid.clone()).is_err());
    assert!(reachable(EventInput { video_url: Some("https://visio.example/salon".to_owned()), ..hybrid }).is_ok());
}

#[test]
fn a_place_is_told_with_its_commune_once() {
    let told = |place, commune| where_to(place, commune).unwrap_or_default();
    assert_eq!(told(Some("Espace Valentré"), Some("Cahors")), "Espace Valentré, Cahors");
    assert_eq!(told(Some("Salle de saint-cere"), Some("Saint-Céré")), "Salle de saint-cere");
    assert_eq!(told(None, Some("Figeac")), "Figeac");
    assert_eq!(where_to(None, None), None);
}
