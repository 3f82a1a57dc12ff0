//! The clock stepped day by day over three years, thrown out of its work by chance: as many people remain as the formula
//! says.

use std::time::Duration as Wait;

use api::jobs::{self, Kind};
use chrono::{Days, Months, NaiveDate};
use domain::retention::Policy;
use persistence::jobs::NewJob;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Query, Value as Bound};
use uuid::Uuid;

use super::*;

/// People at the start; their last action is 0 to 4 years old.
const PEOPLE: u64 = 150;

/// Plans the round of today.
pub(super) async fn plan_round(t: &TestApp) {
    let (kind, now) = (Kind::RetentionRound, t.clock.now());
    let key = kind.key(t.clock.today());
    let job = NewJob { key, kind: kind.as_str().to_owned(), subject_id: None, payload: None, run_at: now };
    persistence::jobs::plan(t.state.store.writer(), job, now).await.unwrap();
}

/// Somebody whose last action was on a day: one in two looks for work, one in ten has no address.
pub(super) async fn insert(t: &TestApp, index: u64, on: NaiveDate) {
    let id = Uuid::now_v7();
    let at = on.and_hms_opt(12, 0, 0).unwrap().and_utc();
    let row = |table: &'static str, columns: Vec<(&'static str, Bound)>| {
        let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let values = values.into_iter().map(Into::into).collect::<Vec<_>>();
        Query::insert().into_table(table).columns(names).values_panic(values).to_owned()
    };
    let number = format!("OML-2022-{index:05}");
    let file = vec![
        ("id", id.into()),
        ("number", number.into()),
        ("status", "new".into()),
        ("status_since", on.into()),
        ("source", "phone".into()),
        ("lead_name", "Inès Vayssettes".into()),
        ("sort_name", "vayssettes".into()),
        ("created_at", at.into()),
        ("updated_at", at.into()),
    ];
    let db = t.state.store.writer();
    db.execute(&row("prospects", file)).await.unwrap();
    // A file begins with its first step, and what it is counted under.
    let step_id = Uuid::now_v7();
    let context = vec![
        ("id", step_id.into()),
        ("prospect_id", id.into()),
        ("is_first", true.into()),
        ("source", "phone".into()),
        ("project_types", "".into()),
        ("child_bands", "".into()),
        ("adults", 1.into()),
    ];
    db.execute(&row("counting_contexts", context)).await.unwrap();
    let step = vec![
        ("id", step_id.into()),
        ("prospect_id", id.into()),
        ("seq", 1.into()),
        ("to_status", "new".into()),
        ("effective_on", on.into()),
        ("recorded_at", at.into()),
        ("origin", "staff".into()),
    ];
    db.execute(&row("status_changes", step)).await.unwrap();
    let mut member: Vec<(&str, Bound)> = vec![
        ("id", Uuid::now_v7().into()),
        ("prospect_id", id.into()),
        ("rank", 1.into()),
        ("role", "lead".into()),
        ("first_name", "Inès".into()),
        ("created_at", at.into()),
        ("updated_at", at.into()),
    ];
    if !index.is_multiple_of(10) {
        let email = format!("ines{index}@foyer.example");
        member.extend([("email", email.clone().into()), ("email_key", email.into())]);
    }
    db.execute(&row("members", member)).await.unwrap();
    if index.is_multiple_of(2) {
        let tag = vec![
            ("prospect_id", id.into()),
            ("kind", "project_type".into()),
            ("code", "employee".into()),
            ("rank", 0.into()),
        ];
        db.execute(&row("prospect_tags", tag)).await.unwrap();
    }
}

/// The day on which somebody is gone: nothing is stepped.
fn gone_on(index: u64, last: NaiveDate, start: NaiveDate) -> NaiveDate {
    let policy = Policy::DEFAULT;
    let months = if index.is_multiple_of(2) { policy.job_search_months } else { policy.other_months };
    let notice = if index.is_multiple_of(10) { 0 } else { u64::from(policy.notice_days) };
    (last + Months::new(months)).max(start + Days::new(notice))
}

/// Does what is due, thrown out of it now and then at any of its waits, as by a kill.
async fn with_kills(t: &TestApp, chance: &mut StdRng) {
    for _ in 0..2 {
        if chance.random_bool(0.2) {
            let wait = Wait::from_micros(chance.random_range(50..4_000));
            // Whether it was thrown out or done in time does not matter: nothing may be lost or doubled.
            let _ = tokio::time::timeout(wait, jobs::run_due(&t.state, || false)).await;
        }
    }
    t.run_jobs().await;
}

#[actix_web::test]
async fn as_many_remain_as_the_formula_says_on_every_day_of_three_years() {
    let t = TestApp::spawn().await;
    let start = t.clock.today();
    let last_of = |index: u64| start - Days::new(index * 1_461 / PEOPLE);
    for index in 0..PEOPLE {
        insert(&t, index, last_of(index)).await;
    }
    let mut chance = StdRng::seed_from_u64(46);
    for today in start.iter_days().take(3 * 365 + 35) {
        let at = today.and_hms_opt(9, 0, 0).unwrap().and_utc();
        t.clock.advance(at - t.clock.now());
        plan_round(&t).await;
        with_kills(&t, &mut chance).await;
        let expected = (0..PEOPLE).filter(|index| gone_on(*index, last_of(*index), start) > today).count();
        let left = number(&t, "SELECT COUNT(*) FROM prospects WHERE status <> 'anonymised'").await;
        assert_eq!(usize::try_from(left).unwrap(), expected, "on {today}");
    }
    let reachable = i64::try_from((0..PEOPLE).filter(|index| !index.is_multiple_of(10)).count()).unwrap();
    assert_eq!(number(&t, "SELECT COUNT(*) FROM retention_notices").await, reachable, "each was told once");
    assert_eq!(number(&t, "SELECT COUNT(*) FROM erasures").await, i64::try_from(PEOPLE).unwrap());
    assert_eq!(number(&t, "SELECT COUNT(*) FROM members WHERE first_name IS NOT NULL").await, 0);
    let lines = std::fs::read_to_string(t.folder().join("erasures.log")).unwrap();
    let distinct: std::collections::BTreeSet<&str> = lines.lines().collect();
    assert_eq!(distinct.len(), usize::try_from(PEOPLE).unwrap());
}
