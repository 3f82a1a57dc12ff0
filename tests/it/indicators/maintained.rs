//! Maintained counts say what a scan of everything says, whatever happened and whenever they were folded.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use domain::access::ProspectScope;
use domain::codes::ProspectStatus;
use domain::indicators::{Indicator, Period, Places, Scope};
use futures_util::future::join_all;
use persistence::ConnectionTrait;
use persistence::indicators::{Ask, cohorts, counts, measure, measure_all, scan, scan_cohorts};
use serde_json::{Value, json};

use crate::harness::{Client, TestApp};
use crate::prospects::household;

/// A sequence of numbers that is the same each time.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// A day from the start of 2025 on, two years at most.
    fn day(&mut self) -> NaiveDate {
        let first: NaiveDate = "2025-01-01".parse().unwrap();
        first + Days::new(u64::try_from(self.below(690)).unwrap())
    }
}

const WISHES: [&str; 4] = ["46102", "46042", "46132", "200035327"];

fn facts(chance: &mut Chance) -> Value {
    let wishes = if chance.below(5) == 0 { json!([]) } else { json!([chance.one(&WISHES)]) };
    let obstacles = [json!([]), json!(["housing"]), json!(["housing", "salary"]), json!(["mobility"])];
    let projects = [json!([]), json!(["employee"]), json!(["employee", "craft"]), json!(["health"])];
    json!({"source": chance.one(&["web", "phone", "stand"]), "wished_territories": wishes,
        "obstacles": chance.one(&obstacles), "project_types": chance.one(&projects),
        "target_group": chance.one(&[json!(null), json!("families")]), "campaign": chance.one(&[json!(null), json!("essai")])})
}

async fn open(who: &Client, chance: &mut Chance) -> String {
    let mut sent = household("Vayssettes", "46102");
    for (name, value) in facts(chance).as_object().unwrap() {
        sent[name] = value.clone();
    }
    for _ in 0..chance.below(3) {
        let child = json!({"role": "child", "age_band": chance.one(&["under_3", "six_to_10"])});
        sent["members"].as_array_mut().unwrap().push(child);
    }
    who.post("/api/v1/prospects").json(sent).await.expect(201).id()
}

/// Moves a file to any state on any day, the installation voided or not: what the state machine allows is part of it.
async fn step(t: &TestApp, id: &str, to: ProspectStatus, on: NaiveDate, voids_installation: bool) {
    let id = id.parse().unwrap();
    let tx = t.state.store.begin().await.unwrap();
    let found = persistence::prospects::find_locked(&tx, &ProspectScope::All, id).await.unwrap().unwrap();
    let change = domain::prospects::Change {
        from: found.status,
        to,
        effective_on: on,
        reason: None,
        closing_reason: None,
        next_action: None,
        voids_installation,
    };
    persistence::prospects::change_status(&tx, (id, found.version), &change, (None, "staff"), t.clock.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn settle(who: &Client, id: &str, chance: &mut Chance) {
    let path = format!("/api/v1/prospects/{id}");
    let file = who.get(&path).await.expect(200).json();
    if ["merged", "anonymised"].contains(&file["status"].as_str().unwrap()) {
        return;
    }
    let known = file["installation"].clone();
    let result = chance.one(&[json!(null), json!("still_here"), json!("left"), json!("unreachable")]).clone();
    let moved = json!({"moved_in_on": chance.day(), "commune_code": chance.one(&["46102", "46042", "46132"]),
        "adults": 1 + chance.below(2), "children": chance.below(4), "twelve_month_result": result,
        "job_through": chance.one(&["takeover", "employer"])});
    let call = who.put(format!("{path}/installation"));
    let call = if known.is_null() { call } else { call.if_match(&known["version"]) };
    call.json(moved).await.expect(200);
}

/// Something happens to a file that is not put away.
async fn happen(t: &TestApp, who: &Client, id: &str, chance: &mut Chance) {
    match chance.below(8) {
        0..=3 => {
            let to = *chance.one(ProspectStatus::ALL);
            let (on, voids) = (chance.day(), chance.below(4) == 0);
            step(t, id, to, on, voids).await;
        }
        4 | 5 => settle(who, id, chance).await,
        6 => {
            let read = who.get(format!("/api/v1/prospects/{id}")).await.expect(200);
            let change = facts(chance);
            // A file that was closed or merged may refuse; the others change.
            who.patch(format!("/api/v1/prospects/{id}")).if_match(read.version()).json(change).await;
        }
        _ => {
            counts::fold(&t.state.store).await.unwrap();
        }
    }
}

/// Files with a past that chance wrote.
pub async fn past(t: &TestApp, who: &Client, chance: &mut Chance) -> Vec<String> {
    let mut files = vec![];
    for _ in 0..12 {
        files.push(open(who, chance).await);
    }
    go_on(t, who, &files, chance).await;
    files
}

async fn go_on(t: &TestApp, who: &Client, files: &[String], chance: &mut Chance) {
    for _ in 0..60 {
        let id = chance.one(files).clone();
        happen(t, who, &id, chance).await;
    }
}

/// What differs between the counts and the scan.
pub async fn differences(t: &TestApp) -> Vec<String> {
    let db = t.state.store.reader();
    let own = Places::Only(BTreeSet::from([Some("200067361".to_owned()), None]));
    let mut found = vec![];
    let periods = ["2025", "2026", "2026-Q1", "2026-11"].map(|text| Period::parse(text).unwrap());
    let mut asks: Vec<Ask> = vec![];
    for (indicator, period) in Indicator::ALL.iter().flat_map(|one| periods.map(|period| (*one, period))) {
        asks.extend(indicator.dimensions().iter().map(|by| (indicator, period, Some(*by))));
        asks.push((indicator, period, None));
    }
    for places in [Places::All, own.clone()] {
        let scope = Scope { places, now: t.clock.now() };
        let together = measure_all(db, &asks, &scope).await.unwrap();
        for ask @ (indicator, period, by) in &asks {
            let told = scan(db, *indicator, period, *by, &scope).await.unwrap();
            let alone = measure(db, *indicator, period, *by, &scope).await.unwrap();
            if together[ask] != told || alone != told {
                let kept = &together[ask];
                found.push(format!("{ask:?} of {:?}:\n{kept:?}\n{alone:?}\n{told:?}", scope.places));
            }
        }
    }
    for period in ["2025", "2026", "2026-Q1"].map(|text| Period::parse(text).unwrap()) {
        for places in [Places::All, own.clone()] {
            let scope = Scope { places, now: t.clock.now() };
            let kept = cohorts(db, &period, &scope).await.unwrap();
            let told = scan_cohorts(db, &period, &scope).await.unwrap();
            if kept != told {
                found.push(format!("cohorts of {period} in {:?}:\n{kept:?}\n{told:?}", scope.places));
            }
        }
    }
    found
}

#[actix_web::test]
async fn counts_are_exact_whatever_happens() {
    for seed in [1, 2] {
        let t = TestApp::spawn().await;
        let admin = t.admin().await;
        let mut chance = Chance(seed);
        let files = past(&t, &admin, &mut chance).await;
        assert_eq!(differences(&t).await, Vec::<String>::new(), "seed {seed}, once");
        go_on(&t, &admin, &files, &mut chance).await;
        assert_eq!(differences(&t).await, Vec::<String>::new(), "seed {seed}, twice");
        while counts::fold(&t.state.store).await.unwrap() > 0 {}
        assert_eq!(differences(&t).await, Vec::<String>::new(), "seed {seed}, everything folded");
        let figures = super::figure(&admin, "prospects_new", "2026").await;
        assert_ne!(figures["value"], 0.0, "something was counted");
    }
}

#[actix_web::test]
async fn writers_and_the_fold_at_once_lose_nothing() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut chance = Chance(3);
    let id = open(&admin, &mut chance).await;
    let writers = (0..12).map(|index| {
        let (t, admin, id) = (&t, &admin, id.as_str());
        async move {
            let mut chance = Chance(100 + index);
            match index % 3 {
                0 => drop(open(admin, &mut chance).await),
                1 => drop(counts::fold(&t.state.store).await),
                // Several on the same file: those that come late are told so, and may have written nothing.
                _ => {
                    let body =
                        json!({"moved_in_on": chance.day(), "commune_code": "46102", "adults": 2, "children": 0});
                    drop(admin.put(format!("/api/v1/prospects/{id}/installation")).json(body).await);
                }
            }
        }
    });
    join_all(writers).await;
    assert_eq!(differences(&t).await, Vec::<String>::new());
    while counts::fold(&t.state.store).await.unwrap() > 0 {}
    assert_eq!(differences(&t).await, Vec::<String>::new());
    assert_eq!(
        super::value(&admin, "families_settled", "2025").await.as_f64().unwrap()
            + super::value(&admin, "families_settled", "2026").await.as_f64().unwrap(),
        1.0
    );
}

#[actix_web::test]
async fn a_start_ends_though_a_file_counts_for_nothing() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    open(&admin, &mut Chance(4)).await;
    for table in ["counting_contexts", "counted_files", "indicator_changes", "indicator_counts"] {
        t.state.store.writer().execute_unprepared(&format!("DELETE FROM {table}")).await.unwrap();
    }
    persistence::migrate(&t.state.store).await.unwrap();
    assert_eq!(differences(&t).await, Vec::<String>::new());
}
