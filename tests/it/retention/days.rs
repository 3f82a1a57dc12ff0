//! The clock stepped day by day over three years, thrown out of its work by chance: as many people are told and remain as
//! the formula says.

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
use crate::harness::abandon;

/// People at the start; their last action is 0 to 4 years old.
const PEOPLE: u64 = 1_000;

/// Plans the round of today.
pub(super) async fn plan_round(t: &TestApp) {
    let (kind, now) = (Kind::RetentionRound, t.clock.now());
    let key = kind.key(t.clock.today());
    let job = NewJob { key, kind: kind.as_str().to_owned(), subject_id: None, payload: None, run_at: now };
    persistence::jobs::plan(t.state.store.writer(), job, now).await.unwrap();
}

/// Somebody whose last action was on a day: one in two looks for work, one in ten has no address.
pub(super) async fn insert(db: &impl ConnectionTrait, index: u64, on: NaiveDate) {
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

/// The day on which somebody is told: nobody without an address is.
fn told_on(index: u64, last: NaiveDate, start: NaiveDate) -> Option<NaiveDate> {
    let policy = Policy::DEFAULT;
    let months = if index.is_multiple_of(2) { policy.job_search_months } else { policy.other_months };
    let notice = last + Months::new(months) - Days::new(policy.notice_days.into());
    (!index.is_multiple_of(10)).then(|| notice.max(start))
}

/// Does what is due, thrown out of it now and then at any of its waits, as by a kill; how many times.
async fn with_kills(t: &TestApp, chance: &mut StdRng) -> usize {
    let mut killed = 0;
    for _ in 0..2 {
        if chance.random_bool(0.2) {
            let work = jobs::run_due(&t.state, || false);
            // As often in the first waits as in the last: how many there are depends on the machine.
            let most = 1 << chance.random_range(1..9);
            killed += usize::from(abandon(work, chance.random_range(1..most)).await.is_none());
        }
    }
    // What was thrown out may hold its row a moment longer, and is passed by meanwhile.
    let waiting = "SELECT COUNT(*) FROM jobs WHERE status = 'queued' AND kind LIKE 'retention.%'";
    for _ in 0..500 {
        t.run_jobs().await;
        if number(t, waiting).await == 0 {
            return killed;
        }
    }
    panic!("jobs are never done");
}

#[actix_web::test]
async fn as_many_are_told_and_remain_as_the_formula_says_on_every_day_of_three_years() {
    let t = TestApp::spawn().await;
    let start = t.clock.today();
    let last_of = |index: u64| start - Days::new(index * 1_461 / PEOPLE);
    let tx = t.state.store.begin().await.unwrap();
    for index in 0..PEOPLE {
        insert(&tx, index, last_of(index)).await;
    }
    tx.commit().await.unwrap();
    let gone: Vec<NaiveDate> = (0..PEOPLE).map(|index| gone_on(index, last_of(index), start)).collect();
    let told: Vec<NaiveDate> = (0..PEOPLE).filter_map(|index| told_on(index, last_of(index), start)).collect();
    let by = |days: &[NaiveDate], today| i64::try_from(days.iter().filter(|day| **day <= today).count()).unwrap();
    let mut chance = StdRng::seed_from_u64(46);
    let mut kills = 0;
    // 29 February 2028 and six changes of the clocks are among them.
    for today in start.iter_days().take(3 * 365 + 35) {
        let at = today.and_hms_opt(9, 0, 0).unwrap().and_utc();
        t.clock.advance(at - t.clock.now());
        plan_round(&t).await;
        kills += with_kills(&t, &mut chance).await;
        let erased = number(&t, "SELECT COUNT(*) FROM prospects WHERE status = 'anonymised'").await;
        assert_eq!(erased, by(&gone, today), "erased on {today}");
        assert_eq!(number(&t, "SELECT COUNT(*) FROM retention_notices").await, by(&told, today), "told on {today}");
        // One letter for each who is told today: they leave.
        let letters = number(&t, "SELECT COUNT(*) FROM outbox_messages WHERE kind = 'retention_notice'").await;
        assert_eq!(letters, by(&told, today) - by(&told, today - Days::new(1)), "letters on {today}");
        if letters > 0 {
            execute(&t, "DELETE FROM outbox_messages").await;
        }
    }
    assert!(kills > 50, "thrown out of the work {kills} times");
    let all = i64::try_from(PEOPLE).unwrap();
    assert_eq!(by(&gone, t.clock.today()), all, "the formula ends for everybody");
    assert_eq!(number(&t, "SELECT COUNT(*) FROM erasures").await, all);
    assert_eq!(number(&t, "SELECT COUNT(*) FROM members WHERE first_name IS NOT NULL").await, 0);
    // What a kill left out of the file is added within the hour.
    housekeeping::run_once(&t.state).await.unwrap();
    let lines = std::fs::read_to_string(t.folder().join("erasures.log")).unwrap();
    let distinct: std::collections::BTreeSet<&str> = lines.lines().collect();
    assert_eq!(distinct.len(), usize::try_from(PEOPLE).unwrap());
}
