use chrono::Datelike;
use proptest::prelude::*;

use super::*;
use crate::validation::FieldError;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn told(errors: FieldErrors) -> Vec<(String, &'static str)> {
    errors.into_vec().into_iter().map(|FieldError { pointer, code }| (pointer, code)).collect()
}

fn input() -> RequestInput {
    RequestInput {
        kind: "access".into(),
        channel: "phone".into(),
        requester_name: " Maëlle Kerbrat ".into(),
        ..RequestInput::default()
    }
}

#[test]
fn a_month_ends_on_its_last_day() {
    for (received, due, extended) in [
        ("2026-01-31", "2026-02-28", "2026-04-30"),
        ("2028-01-31", "2028-02-29", "2028-04-30"),
        ("2026-11-30", "2026-12-30", "2027-02-28"),
        ("2026-12-31", "2027-01-31", "2027-03-31"),
        ("2026-11-21", "2026-12-21", "2027-02-21"),
    ] {
        assert_eq!((due_on(day(received)), extended_due_on(day(received))), (day(due), day(extended)), "{received}");
    }
}

#[test]
fn a_request_is_read_whole() {
    let today = day("2026-11-21");
    let read = NewRequest::parse(&input(), today).unwrap();
    assert_eq!((read.requester_name.as_str(), read.received_on), ("Maëlle Kerbrat", today));
    let wrong = RequestInput {
        kind: "gold".into(),
        channel: "page".into(),
        received_on: Some(day("2026-11-22")),
        details: Some("é".repeat(WORDS_MAX + 1)),
        requester_name: " ".into(),
        requester_email: Some("nobody".into()),
        ..RequestInput::default()
    };
    let expected = [
        ("/channel", "unknown_code"),
        ("/received_on", "in_future"),
        ("/requester_name", "required"),
        ("/requester_email", "invalid_email"),
        ("/kind", "unknown_code"),
        ("/details", "too_long"),
    ];
    let errors = told(NewRequest::parse(&wrong, today).unwrap_err());
    assert_eq!(errors, expected.map(|(at, why)| (at.to_owned(), why)));
    let old = RequestInput { received_on: Some(day("2025-11-19")), ..input() };
    assert_eq!(told(NewRequest::parse(&old, today).unwrap_err()), [("/received_on".to_owned(), "out_of_range")]);
    let vague = RequestInput { kind: "rectification".into(), ..input() };
    assert_eq!(told(NewRequest::parse(&vague, today).unwrap_err()), [("/details".to_owned(), "required")]);
}

#[test]
fn an_answer_needs_words_and_somebody_who_was_recognised() {
    use PrivacyRequestKind::{Access, Opposition};
    let to = |kind, recognised, answer: &str, proof: Option<&str>| {
        Move::parse((kind, InProgress, recognised), "answered", Some(answer), proof)
    };
    assert!(matches!(to(Access, true, " ", None), Err(MoveRefusal::Invalid(_))));
    assert_eq!(to(Access, false, "Voici.", None), Err(MoveRefusal::IdentityRequired));
    assert!(to(Access, false, "Voici.", Some("Rappel au numéro du dossier")).is_ok());
    assert!(to(Access, true, "Voici.", None).is_ok() && to(Opposition, false, "Fait.", None).is_ok());
    let back = Move::parse((Access, Withdrawn, true), "in_progress", None, None);
    assert_eq!(back, Err(MoveRefusal::NotAllowed(&[])));
}

#[test]
fn the_delay_is_made_longer_once_and_in_time() {
    let (due, reason) = (day("2026-12-21"), "Plusieurs services répondent.");
    assert_eq!(extension((Received, due, false), reason, due), Ok(reason.to_owned()));
    for (status, extended, today) in
        [(Answered, false, "2026-12-01"), (Received, true, "2026-12-01"), (Received, false, "2026-12-22")]
    {
        let refused = extension((status, due, extended), reason, day(today));
        assert_eq!(refused, Err(ExtensionRefusal::NotAllowed), "{status} {extended} {today}");
    }
    assert!(matches!(extension((Received, due, false), " ", due), Err(ExtensionRefusal::Invalid(_))));
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0i64..20_000).prop_map(|days| day("2020-01-01") + chrono::Duration::days(days))
}

proptest! {
    #[test]
    fn the_last_day_is_that_of_the_next_month(received in any_day()) {
        let due = due_on(received);
        let months = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap();
        prop_assert_eq!(months(due), months(received) + 1);
        let last = due.succ_opt().unwrap().day() == 1;
        prop_assert!(due.day() == received.day() || (last && due.day() < received.day()));
        prop_assert!(extended_due_on(received) > due);
        prop_assert!(due_on(received.succ_opt().unwrap()) >= due);
    }

    /// Looked at once a day or less often, each reminder comes at most once, in their order, and the last one always does.
    #[test]
    fn reminders_come_in_order(due in any_day(), skipped in proptest::collection::vec(1i64..9, 1..40)) {
        let mut told = None;
        let mut today = due - chrono::Duration::days(40);
        for days in skipped {
            today += chrono::Duration::days(days);
            let now = reminder(due, today);
            prop_assert!(now >= told, "{:?} after {:?}", now, told);
            prop_assert_eq!(now.is_some(), due <= reminded_until(today));
            prop_assert_eq!(now == Some(PrivacyRequestReminder::Overdue), due < today);
            told = now;
        }
    }

    /// Whatever is tried, a request is open or over, and one that was withdrawn stays so.
    #[test]
    fn moves_stay_in_the_machine(
        kind in proptest::sample::select(PrivacyRequestKind::ALL),
        tried in proptest::collection::vec((proptest::sample::select(PrivacyRequestStatus::ALL), any::<bool>()), 0..12),
    ) {
        let mut status = Received;
        let mut recognised = false;
        for (to, proves) in tried {
            let proof = proves.then_some("Carte d’identité");
            match Move::parse((kind, status, recognised), to.as_str(), Some("Dit."), proof) {
                Ok(asked) => {
                    prop_assert!(allowed_next(status).contains(&to) && status != to);
                    recognised |= asked.identity_proof.is_some();
                    status = to;
                }
                Err(MoveRefusal::NotAllowed(allowed)) => prop_assert!(!allowed.contains(&to)),
                Err(refusal) => prop_assert_eq!(refusal, MoveRefusal::IdentityRequired),
            }
            prop_assert!(status != Answered || !needs_identity(kind) || recognised);
            prop_assert_eq!(is_open(status), allowed_next(status).contains(&Answered));
        }
    }
}
