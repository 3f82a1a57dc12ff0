//! What was counted before is counted after, whoever of a random past is erased.

use api::seed::seed_volume;
use domain::codes::Indicator;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use super::*;
use crate::indicators::figure;
use crate::indicators::maintained::{Chance, differences as uneven, past};
use crate::indicators::unmoved::{moved, snapshot};

/// Every figure that is read from what happened, as lines.
const FIGURES: [&str; 9] = [
    "SELECT to_status || ' ' || CAST(effective_on AS text) AS k, COUNT(*) FROM status_changes \
     WHERE to_status <> 'anonymised' GROUP BY k ORDER BY k",
    "SELECT COALESCE(commune_code, '-') || ' ' || CAST(moved_in_on AS text) AS k, SUM(adults + children) \
     FROM installations WHERE voided_at IS NULL GROUP BY k ORDER BY k",
    "SELECT source || ' ' || COALESCE(epci_code, '-') || ' ' || COALESCE(campaign, '-') || ' ' || COALESCE(target_group, '-') AS k, \
     SUM(adults + children) FROM prospects GROUP BY k ORDER BY k",
    "SELECT kind || ' ' || code AS k, COUNT(*) FROM prospect_tags GROUP BY k ORDER BY k",
    "SELECT territory_code AS k, COUNT(*) FROM prospect_wishes GROUP BY k ORDER BY k",
    "SELECT role || ' ' || COALESCE(age_band, '-') AS k, COUNT(*) FROM members GROUP BY k ORDER BY k",
    "SELECT kind || ' ' || COALESCE(direction, '-') AS k, COUNT(*) FROM interactions GROUP BY k ORDER BY k",
    "SELECT theme || ' ' || status AS k, COUNT(*) FROM needs GROUP BY k ORDER BY k",
    "SELECT role || ' ' || status AS k, COUNT(*) FROM assignments GROUP BY k ORDER BY k",
];

async fn figures(t: &TestApp) -> Vec<(String, i64)> {
    let db = t.state.store.reader();
    let mut all = vec![];
    for sql in FIGURES {
        for row in db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap() {
            all.push((row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap()));
        }
    }
    all
}

/// Every indicator of every year, as the programme reads it. Who is in progress at the end of a year that is not over
/// leaves it today like anybody whose file ends.
async fn yearly(admin: &Client) -> Vec<(Indicator, i32, Value)> {
    let mut all = vec![];
    for &indicator in Indicator::ALL {
        for year in (2019..=2026).filter(|year| *year < 2026 || indicator != Indicator::InProgressAt) {
            let value = figure(admin, indicator.as_str(), &year.to_string()).await["value"].clone();
            all.push((indicator, year, value));
        }
    }
    all
}

#[actix_web::test]
async fn figures_do_not_move_when_people_are_erased() {
    let t = TestApp::spawn().await;
    seed_volume(&t.state, 240).await.unwrap();
    let admin = t.admin().await;
    let (before, years) = (figures(&t).await, yearly(&admin).await);
    assert!(years.iter().any(|(_, year, value)| *year < 2026 && value.as_f64().is_some_and(|value| value > 1.0)));
    assert!(before.len() > 100, "{}", before.len());
    let files = admin.get("/api/v1/prospects?limit=200&archived=any").await.expect(200).json();
    // Chance, the same at every run.
    let mut chance = StdRng::seed_from_u64(46);
    let mut erased = 0;
    for file in files["items"].as_array().unwrap() {
        if chance.random_bool(0.3) {
            anonymise(&admin, file["id"].as_str().unwrap()).await.expect(204);
            erased += 1;
        }
    }
    assert!(erased > 30, "{erased}");
    assert_eq!(number(&t, "SELECT COUNT(*) FROM prospects WHERE status = 'anonymised'").await, erased);
    assert_eq!(yearly(&admin).await, years);
    let after = figures(&t).await;
    let moved: Vec<_> = before.iter().filter(|line| !after.contains(line)).collect();
    assert!(moved.is_empty() && before.len() == after.len(), "{moved:?}");
}

#[actix_web::test]
async fn what_is_measured_of_a_random_past_is_the_same_before_and_after() {
    let over = ["2025", "2025-Q4", "2026-Q1", "2026-Q3", "2026-10"];
    for seed in 11..=13 {
        let t = TestApp::spawn().await;
        let (admin, mut chance) = (t.admin().await, Chance(seed));
        let files = past(&t, &admin, &mut chance).await;
        let before = snapshot(&t, &over).await;
        let mut erased = 0;
        for id in &files {
            // Whoever chance merged or erased already is refused.
            if chance.below(3) > 0 {
                erased += usize::from(anonymise(&admin, id).await.status == 204);
            }
        }
        assert!(erased > 2, "seed {seed}: {erased}");
        assert_eq!(moved(&before, &snapshot(&t, &over).await), Vec::<String>::new(), "seed {seed}");
        while persistence::indicators::counts::fold(&t.state.store).await.unwrap() > 0 {}
        assert_eq!(moved(&before, &snapshot(&t, &over).await), Vec::<String>::new(), "seed {seed}, folded");
        assert_eq!(uneven(&t).await, Vec::<String>::new(), "seed {seed}: what is kept is what a scan says");
    }
}
