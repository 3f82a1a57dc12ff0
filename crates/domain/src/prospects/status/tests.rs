use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn call() -> NextAction {
    NextAction { label: "Rappeler".to_owned(), on: day("2026-12-01"), assignee_id: None }
}

/// A file of which every rule is content.
fn content(status: ProspectStatus) -> Situation {
    Situation {
        status,
        status_since: day("2026-01-10"),
        has_territorial_referent: true,
        has_installation: true,
        six_month_check_on: Some(day("2026-06-01")),
        next_action: Some(call()),
        today: day("2026-11-21"),
    }
}

fn to(status: ProspectStatus) -> Transition {
    Transition {
        to: status,
        reason: Some("parce que".to_owned()),
        closing_reason: (status == Closed).then_some(ClosingReason::Abandoned),
        effective_on: None,
        next_action: None,
    }
}

#[test]
fn what_is_allowed_and_what_is_applied_agree() {
    for &from in ProspectStatus::ALL {
        for &wanted in ProspectStatus::ALL {
            let applied = to(wanted).apply(&content(from));
            match from.allowed_next().contains(&wanted) {
                true => assert_eq!(applied.map(|change| (change.from, change.to)), Ok((from, wanted))),
                false => assert_eq!(applied, Err(TransitionRefusal::NotAllowed { allowed: from.allowed_next() })),
            }
        }
    }
}

#[test]
fn closing_says_why_and_ends_the_next_action() {
    let silent = Transition { closing_reason: None, ..to(Closed) };
    assert_eq!(silent.apply(&content(New)), Err(TransitionRefusal::ClosingReasonRequired));
    let change = to(Closed).apply(&content(New)).unwrap();
    assert_eq!((change.closing_reason, change.next_action), (Some(ClosingReason::Abandoned), None));
    let misplaced = Transition { closing_reason: Some(ClosingReason::Other), ..to(Qualified) };
    assert_eq!(misplaced.apply(&content(New)), Err(TransitionRefusal::ClosingReasonNotAllowed));
}

#[test]
fn nobody_settles_without_an_installation() {
    let homeless = Situation { has_installation: false, ..content(Confirmed) };
    assert_eq!(to(Settled).apply(&homeless), Err(TransitionRefusal::InstallationRequired));
    let undone = Transition { reason: Some(" ".to_owned()), ..to(Confirmed) };
    assert_eq!(undone.apply(&content(Settled)), Err(TransitionRefusal::ReasonRequired));
    assert!(to(Confirmed).apply(&content(Settled)).unwrap().voids_installation);
    assert!(!to(Confirmed).apply(&content(Supported)).unwrap().voids_installation);
}

#[test]
fn integration_waits_for_six_months_or_a_reason() {
    let early = Situation { six_month_check_on: Some(day("2026-11-22")), ..content(Settled) };
    let unexplained = Transition { reason: None, ..to(Integrated) };
    assert_eq!(unexplained.clone().apply(&early), Err(TransitionRefusal::ReasonRequired));
    assert!(unexplained.apply(&content(Settled)).is_ok());
    assert!(to(Integrated).apply(&early).is_ok());
}

#[test]
fn an_assigned_file_has_a_territorial_referent() {
    let alone = Situation { has_territorial_referent: false, ..content(Qualified) };
    assert_eq!(to(Assigned).apply(&alone), Err(TransitionRefusal::AssignmentRequired));
}

#[test]
fn an_open_file_has_a_next_action() {
    let idle = Situation { next_action: None, ..content(Closed) };
    assert_eq!(to(Qualified).apply(&idle), Err(TransitionRefusal::NextActionRequired));
    let planned = Transition { next_action: Some(call()), ..to(Qualified) };
    assert_eq!(planned.apply(&idle).unwrap().next_action, Some(call()));
}

#[test]
fn days_follow_one_another() {
    let on = |text: &str| Transition { effective_on: Some(day(text)), ..to(Qualified) };
    assert_eq!(on("2026-11-22").apply(&content(New)), Err(TransitionRefusal::InFuture));
    assert_eq!(on("2026-01-09").apply(&content(New)), Err(TransitionRefusal::BeforePresentState));
    assert_eq!(on("2026-01-10").apply(&content(New)).unwrap().effective_on, day("2026-01-10"));
}

proptest! {
    /// However people click, a file only ever goes along the arrows, its days never go back, and it is
    /// never open without a next action.
    #[test]
    fn no_walk_leaves_the_machine(
        wishes in prop::collection::vec((prop::sample::select(ProspectStatus::ALL), 0i64..90, any::<bool>()), 0..40),
    ) {
        let mut situation = content(New);
        for (wanted, days, with_action) in wishes {
            let transition = Transition {
                effective_on: Some(situation.status_since + chrono::Duration::days(days)),
                next_action: with_action.then(call),
                ..to(wanted)
            };
            let before = situation.clone();
            if let Ok(change) = transition.apply(&situation) {
                prop_assert!(before.status.allowed_next().contains(&change.to));
                prop_assert!(change.effective_on >= before.status_since && change.effective_on <= before.today);
                situation.status = change.to;
                situation.status_since = change.effective_on;
                situation.next_action = change.next_action;
            }
            prop_assert!(!situation.status.is_open() || situation.next_action.is_some());
            prop_assert!(![Merged, Anonymised].contains(&situation.status));
        }
    }
}
