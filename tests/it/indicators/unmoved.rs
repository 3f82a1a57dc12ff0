//! No figure of the past moves: not by what files are now, nor by what becomes of them; only by a corrected day.

use std::collections::BTreeMap;

use domain::codes::ProspectStatus;
use domain::indicators::{Indicator, Period, Scope};
use persistence::indicators::measure;
use serde_json::{Value, json};

use super::history::imported;
use super::{move_file, parts, value};
use crate::harness::{Client, TestApp};

/// Every figure of these periods, by every dimension.
pub async fn snapshot(t: &TestApp, periods: &[&str]) -> BTreeMap<String, String> {
    let (db, scope) = (t.state.store.reader(), Scope::all(t.clock.now()));
    let mut told = BTreeMap::new();
    for indicator in Indicator::ALL {
        for asked in periods {
            let period = Period::parse(asked).unwrap();
            for by in indicator.dimensions() {
                let found = measure(db, *indicator, &period, Some(*by), &scope).await.unwrap();
                told.insert(format!("{indicator} {asked} by {by}"), format!("{found:?}"));
            }
        }
    }
    told
}

/// What differs between two of them.
pub fn moved(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Vec<String> {
    before.iter().filter(|(key, told)| after[*key] != **told).map(|(key, _)| key.clone()).collect()
}

async fn files(who: &Client, query: &str) -> Vec<Value> {
    let page = who.get(format!("/api/v1/prospects?{query}&limit=12&sort=number")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn a_past_figure_moves_with_nothing_but_a_corrected_day() {
    let t = TestApp::spawn().await;
    let admin = imported(&t).await;
    let years = ["2019", "2022", "2023", "2024"];
    let before = snapshot(&t, &years).await;

    // The facts of files change.
    let supported = files(&admin, "indicator=prospects_supported&period=2024").await;
    let settled = files(&admin, "indicator=families_settled&period=2023").await;
    let changes = json!({"wished_territories": ["46042"], "source": "ambassador", "campaign": "une-autre",
        "project_types": ["retirement"], "target_group": "retirees", "obstacles": ["salary"]});
    for file in supported.iter().take(5).chain(settled.iter().take(5)) {
        let path = format!("/api/v1/prospects/{}", file["id"].as_str().unwrap());
        let read = admin.get(&path).await.expect(200);
        let newer = admin.patch(&path).if_match(read.version()).json(changes.clone()).await.expect(200);
        let partner = json!({"role": "other", "first_name": "Ada"});
        admin.post(format!("{path}/members")).json(partner).await.expect(201);
        // And some are put away.
        if file["number"].as_str().unwrap().ends_with(['1', '3', '5', '7', '9']) {
            admin.delete(&path).if_match(newer.version()).await.expect(204);
        }
    }
    assert_eq!(moved(&before, &snapshot(&t, &years).await), Vec::<String>::new(), "by later facts or by the archive");

    // Files are merged, closed, erased today.
    for (file, to) in supported.iter().skip(5).chain(settled.iter().skip(5)).zip(
        [ProspectStatus::Merged, ProspectStatus::Anonymised, ProspectStatus::Closed, ProspectStatus::Dormant]
            .into_iter()
            .cycle(),
    ) {
        move_file(&t, file, to, "2026-11-21").await;
    }
    assert_eq!(moved(&before, &snapshot(&t, &years).await), Vec::<String>::new(), "by merging or erasing");

    // The day of one family is corrected from 2023 to 2024.
    let path = format!("/api/v1/prospects/{}/installation", settled[0]["id"].as_str().unwrap());
    let file = admin.get(format!("/api/v1/prospects/{}", settled[0]["id"].as_str().unwrap())).await.expect(200).json();
    let known = file["installation"].clone();
    let persons = known["adults"].as_f64().unwrap() + known["children"].as_f64().unwrap();
    let told = async |code: &str| {
        [value(&admin, code, "2023").await, value(&admin, code, "2024").await].map(|v| v.as_f64().unwrap())
    };
    let newcomers = told("newcomers_actual").await;
    let body = json!({"moved_in_on": "2024-06-01", "commune_code": known["commune_code"], "adults": known["adults"],
        "children": known["children"], "job_through": known["job_through"]});
    admin.put(path).if_match(&known["version"]).json(body).await.expect(200);
    assert_eq!(told("families_settled").await, [72.0, 109.0]);
    assert_eq!(told("newcomers_actual").await, [newcomers[0] - persons, newcomers[1] + persons]);
    let after = snapshot(&t, &years).await;
    let of_families = ["families_settled", "newcomers_actual", "newcomers_insee", "still_here", "takeovers_done"];
    let others: Vec<String> = moved(&before, &after)
        .into_iter()
        .filter(|key| !of_families.iter().any(|code| key.starts_with(code)))
        .collect();
    assert_eq!(others, Vec::<String>::new(), "only families move");
    assert!(moved(&before, &after).iter().all(|key| key.contains("2023") || key.contains("2024")));
}

#[actix_web::test]
async fn a_merged_file_counts_until_the_end_of_its_period_and_no_longer() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let file = crate::my_day::file(&t, crate::prospects::FIGEAC, "2026-12-01", None).await;
    assert_eq!(value(&admin, "prospects_new", "2026-11").await, 1.0);
    // Merged in December: no longer new of the year, still new of November.
    t.clock.advance(chrono::Duration::days(20));
    move_file(&t, &file, ProspectStatus::Merged, "2026-12-11").await;
    let admin = t.again(&admin).await;
    assert_eq!(value(&admin, "prospects_new", "2026-11").await, 1.0);
    assert_eq!(value(&admin, "prospects_new", "2026").await, 0.0);
    assert_eq!(parts(&admin, "prospects_new", "2026&by=month").await, json!({}), "parts of a year add up to it");
    // Taken back: new again.
    move_file(&t, &file, ProspectStatus::New, "2026-12-11").await;
    assert_eq!(value(&admin, "prospects_new", "2026").await, 1.0);
}

#[actix_web::test]
async fn a_step_that_was_written_down_wrongly_is_put_right_between_its_neighbours() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let file = crate::my_day::file(&t, crate::prospects::FIGEAC, "2026-12-01", None).await;
    let path = format!("/api/v1/prospects/{}", file["id"].as_str().unwrap());
    let counted = async || [value(&admin, "prospects_new", "2025").await, value(&admin, "prospects_new", "2026").await];
    assert_eq!(counted().await, [0.0, 1.0]);

    let read = admin.get(&path).await.expect(200);
    let step = |index: usize, file: &Value| file["history"][index]["id"].as_str().unwrap().to_owned();
    let correct = async |index: usize, on: &str, status: u16| {
        let read = admin.get(&path).await.expect(200);
        let of = format!("{path}/status-changes/{}", step(index, &read.json()));
        admin.patch(of).if_match(read.version()).json(json!({"effective_on": on})).await.expect(status)
    };
    // The household had asked the year before: the day since which the file is in its state follows.
    let right = correct(0, "2025-12-05", 200).await.json();
    assert_eq!(right["history"][0]["effective_on"], "2025-12-05");
    assert_eq!(right["status_since"], "2025-12-05");
    assert_eq!(counted().await, [1.0, 0.0]);
    let of = format!("{path}/status-changes/{}", step(0, &right));
    // Somebody corrected it meanwhile.
    admin.patch(&of).if_match(read.version()).json(json!({"effective_on": "2025-12-06"})).await.expect(412);

    let moved = json!({"to": "qualified", "effective_on": "2026-01-10"});
    admin.post(format!("{path}/transitions")).json(moved).await.expect(200);
    for (index, on, code) in
        [(1, "2026-11-22", "in_future"), (1, "2025-12-04", "between_steps"), (0, "2026-01-11", "between_steps")]
    {
        let refused = correct(index, on, 422).await.json();
        assert_eq!(refused["errors"][0]["pointer"], "/effective_on", "{on}");
        assert_eq!(refused["errors"][0]["code"], code, "{on}");
    }
    let kept = correct(0, "2026-01-10", 200).await.json();
    assert_eq!(kept["status_since"], "2026-01-10", "the present state began when it did");
    assert_eq!(counted().await, [0.0, 1.0]);
    // Steps belong to their file.
    let other = crate::my_day::file(&t, crate::prospects::FIGEAC, "2026-12-01", None).await;
    let strange = format!("{path}/status-changes/{}", step(0, &other));
    let version = admin.get(&path).await.version();
    admin.patch(strange).if_match(version).json(json!({"effective_on": "2026-01-10"})).await.expect(404);
}
