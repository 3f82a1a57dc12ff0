//! The next edition of an event: the same again from another first day on.

use chrono::{Duration, NaiveDate};
use chrono_tz::Europe::Paris;

use super::sessions::SessionFacts;
use super::{BudgetLineInput, EventInput};
use crate::codes::BudgetStage;
use crate::working_time::instant_at;

/// How many days later the next edition begins; negative for an earlier day.
#[must_use]
pub fn days_between(event: &EventInput, first: NaiveDate) -> i64 {
    let began = event.days.iter().map(|day| day.on).min().unwrap_or(first);
    (first - began).num_days()
}

/// The event again from `first` on: its days as far apart as they were, what was paid (else committed) planned again, and
/// no link of a video call, which is another each time. Without a name for the edition, a year is followed by the next.
#[must_use]
pub fn next_edition(event: &EventInput, first: NaiveDate, edition: Option<&str>) -> EventInput {
    let later = days_between(event, first);
    let mut next = event.clone();
    for day in &mut next.days {
        day.on = moved(day.on, later);
    }
    next.edition = edition.map(str::to_owned).or_else(|| following(event.edition.as_deref()?));
    next.video_url = None;
    next.budget = planned_again(&event.budget);
    next
}

/// A session as many days later, at the same hours of the Lot.
#[must_use]
pub fn next_session(session: &SessionFacts, later: i64) -> SessionFacts {
    let shifted = |at: chrono::DateTime<chrono::Utc>| {
        let shown = at.with_timezone(&Paris).naive_local();
        instant_at(moved(shown.date(), later), shown.time())
    };
    SessionFacts {
        starts_at: shifted(session.starts_at),
        ends_at: shifted(session.ends_at),
        video_url: None,
        ..session.clone()
    }
}

fn moved(day: NaiveDate, later: i64) -> NaiveDate {
    day.checked_add_signed(Duration::days(later)).unwrap_or(day)
}

/// `2027` after `2026`.
fn following(edition: &str) -> Option<String> {
    let year: u16 = edition.trim().parse().ok().filter(|year| (1_000..9_999).contains(year))?;
    Some((year + 1).to_string())
}

/// The lines of the furthest stage that was reached, as a plan: the same expense does not count once as planned and once as
/// paid.
fn planned_again(budget: &[BudgetLineInput]) -> Vec<BudgetLineInput> {
    let furthest = BudgetStage::ALL.iter().rev().find(|stage| budget.iter().any(|line| line.stage == stage.as_str()));
    let Some(furthest) = furthest else { return vec![] };
    let kept = budget.iter().filter(|line| line.stage == furthest.as_str());
    kept.map(|line| BudgetLineInput { stage: BudgetStage::Planned.to_string(), ..line.clone() }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::codes::EventSessionKind;
    use crate::events::EventDayInput;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn line(label: &str, stage: &str, cents: i64) -> BudgetLineInput {
        BudgetLineInput { label: label.to_owned(), stage: stage.to_owned(), cents }
    }

    fn fair() -> EventInput {
        EventInput {
            title: "TAF Toulouse".to_owned(),
            edition: Some("2026".to_owned()),
            video_url: Some("https://visio.example/taf".to_owned()),
            days: [day("2026-03-20"), day("2026-03-19")].map(|on| EventDayInput { on, ..Default::default() }).to_vec(),
            budget: vec![line("Stand", "planned", 1), line("Stand", "paid", 2), line("Train", "paid", 3)],
            ..EventInput::default()
        }
    }

    #[test]
    fn the_next_year_keeps_the_shape_and_plans_what_was_paid() {
        let next = next_edition(&fair(), day("2027-03-18"), None);
        assert_eq!(next.edition.as_deref(), Some("2027"));
        assert_eq!(next.days.iter().map(|one| one.on).collect::<Vec<_>>(), [day("2027-03-19"), day("2027-03-18")]);
        assert_eq!(next.budget, [line("Stand", "planned", 2), line("Train", "planned", 3)]);
        assert_eq!((next.video_url, next.title.as_str()), (None, "TAF Toulouse"));
        let named = next_edition(&fair(), day("2027-03-18"), Some("printemps"));
        assert_eq!(named.edition.as_deref(), Some("printemps"));
        let unnamed = EventInput { edition: Some("été".to_owned()), budget: vec![], ..fair() };
        let next = next_edition(&unnamed, day("2027-03-18"), None);
        assert_eq!((next.edition, next.budget), (None, vec![]));
    }

    proptest! {
        #[test]
        fn a_session_keeps_its_hours_across_the_changes_of_hour(minutes in 0i64..(400 * 24 * 60), later in 0i64..800) {
            let starts_at = instant_at(day("2026-01-01"), chrono::NaiveTime::MIN) + Duration::minutes(minutes);
            let session = SessionFacts {
                kind: EventSessionKind::Workshop,
                title: "Atelier".to_owned(),
                description: None,
                starts_at,
                ends_at: starts_at + Duration::minutes(45),
                place: None,
                video_url: Some("https://visio.example".to_owned()),
                capacity: None,
            };
            let next = next_session(&session, later);
            let shown = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&Paris).naive_local();
            let (before, after) = (shown(session.starts_at), shown(next.starts_at));
            prop_assert_eq!(after.date(), before.date() + Duration::days(later));
            // An hour that is skipped on the new day is the one an hour later.
            prop_assert!(after.time() == before.time() || (after - before - Duration::days(later)) == Duration::hours(1));
            prop_assert_eq!(next.video_url, None);
        }
    }
}
