//! The figures of the programme: they come out as the press knows them, add up, open their list, and do not move.

mod access;
mod history;
pub mod maintained;
pub mod unmoved;

use chrono::Duration;
use domain::codes::AssignmentStatus;
use serde_json::{Value, json};

use crate::harness::{Client, TestApp, now};
use crate::my_day::{file, give};
use crate::prospects::{CAHORS, FIGEAC, household};

pub const PATH: &str = "/api/v1/indicators";

/// A figure: its code and what is asked of it, `2024` or `2024&by=epci`.
pub async fn figure(who: &Client, code: &str, asked: &str) -> Value {
    who.get(format!("{PATH}/{code}?period={asked}")).await.expect(200).json()
}

/// Its value.
pub async fn value(who: &Client, code: &str, asked: &str) -> Value {
    figure(who, code, asked).await["value"].clone()
}

/// The values of its parts that are not zero, by their key.
pub async fn parts(who: &Client, code: &str, asked: &str) -> Value {
    let parts = figure(who, code, asked).await["by"].clone();
    let known = parts.as_array().unwrap().iter().filter(|part| part["value"] != 0.0);
    json!(
        known.map(|part| (part["key"].as_str().unwrap(), &part["value"])).collect::<std::collections::BTreeMap<_, _>>()
    )
}

/// Codes and definitions of the indicators that somebody reads.
pub async fn definitions(who: &Client) -> Vec<Value> {
    who.get(PATH).await.expect(200).json()["items"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn every_indicator_is_defined() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let all = definitions(&admin).await;
    assert_eq!(all.len(), domain::indicators::Indicator::ALL.len());
    for one in &all {
        let told = ["label", "definition", "date_rule", "unit_label"].map(|field| one[field].as_str().unwrap().len());
        assert!(told.iter().all(|length| *length > 0), "{one}");
    }
    let estimated = all.iter().find(|one| one["code"] == "newcomers_insee").unwrap();
    assert_eq!((&estimated["coefficients"][0]["value"], &estimated["unit"]), (&json!(2.0), &json!("person")));
    assert!(estimated["coefficients"][0]["source"].as_str().unwrap().contains("Insee"));
    // Nothing was counted yet, and that is told.
    for one in &all {
        let found = figure(&admin, one["code"].as_str().unwrap(), "2026").await;
        let nothing =
            if ["rate", "median"].contains(&one["nature"].as_str().unwrap()) { Value::Null } else { json!(0.0) };
        assert_eq!(
            (&found["value"], &found["previous_value"], &found["growth"]),
            (&nothing, &nothing, &Value::Null),
            "{found}"
        );
    }
}

#[actix_web::test]
async fn a_wrong_question_is_refused_by_name() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let wrong = async |path: &str| {
        let problem = admin.get(format!("/api/v1/{path}")).await.expect_problem(422, "validation_failed");
        let errors = problem["errors"].as_array().unwrap().clone();
        errors
            .iter()
            .map(|e| format!("{} {}", e["pointer"].as_str().unwrap(), e["code"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(wrong("indicators/families_settled").await, ["period required"]);
    assert_eq!(
        wrong("indicators/families_settled?period=2024-13&by=colour").await,
        ["period invalid", "by unknown_code"]
    );
    assert_eq!(wrong("indicators/member_employers?period=2024&by=month").await, ["by not_allowed"]);
    assert_eq!(wrong("indicators/stand_visitors?period=2024&epci=200067361").await, ["epci not_allowed"]);
    assert_eq!(wrong("prospects?period=2024&by=epci").await, ["period not_allowed", "by not_allowed"]);
    assert_eq!(wrong("prospects?indicator=offers_published&period=2024").await, ["indicator unknown_code"]);
    assert_eq!(wrong("prospects?indicator=families_settled&by=epci").await, ["period required", "key required"]);
    assert_eq!(wrong("prospects/export?indicator=families_settled&period=2024&key=x").await, ["by required"]);
    admin.get(format!("{PATH}/families")).await.expect_problem(404, "not_found");
    admin.get(format!("{PATH}/families_settled?period=2024&year=2024")).await.expect_problem(422, "unknown_parameter");
}

/// Moves a file of the programme from state to state, past the conditions of the state machine.
pub async fn move_file(t: &TestApp, file: &Value, to: domain::codes::ProspectStatus, on: &str) {
    use domain::access::ProspectScope;
    let id = crate::my_day::id_of(file);
    let tx = t.state.store.begin().await.unwrap();
    let found = persistence::prospects::find_locked(&tx, &ProspectScope::All, id).await.unwrap().unwrap();
    let change = domain::prospects::Change {
        from: found.status,
        to,
        effective_on: on.parse().unwrap(),
        reason: None,
        closing_reason: None,
        next_action: None,
        voids_installation: false,
    };
    let by = (None, "staff");
    persistence::prospects::change_status(&tx, (id, found.version), &change, by, t.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[actix_web::test]
async fn a_file_counts_where_and_as_what_it_was() {
    use domain::codes::ProspectStatus::{Qualified, Supported};
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut sent = household("Vayssettes", FIGEAC);
    (sent["source"], sent["target_group"]) = (json!("web"), json!("families"));
    (sent["project_types"], sent["obstacles"]) = (json!(["employee", "craft"]), json!(["housing", "childcare"]));
    let child = json!({"role": "child", "age_band": "six_to_10"});
    let members = sent["members"].as_array_mut().unwrap();
    members.extend([json!({"role": "partner", "first_name": "Hugo"}), child.clone(), child]);
    members.push(json!({"role": "child", "age_band": "under_3"}));
    let created = admin.post("/api/v1/prospects").json(sent).await.expect(201);
    let opened = created.json();
    move_file(&t, &opened, Qualified, "2026-11-21").await;
    move_file(&t, &opened, Supported, "2026-11-21").await;
    // Everything about the file changes afterwards.
    let read = admin.get(created.header("location")).await.expect(200);
    let change = json!({"source": "phone", "target_group": "farmers", "project_types": ["health"], "obstacles": ["salary"],
        "wished_territories": [CAHORS]});
    admin.patch(created.header("location")).if_match(read.version()).json(change).await.expect(200);

    let (figeac, cahors) = ("200067361", "200023737");
    for code in ["prospects_new", "prospects_qualified", "prospects_supported", "in_progress_at"] {
        assert_eq!(value(&admin, code, "2026").await, 1.0, "{code}");
        assert_eq!(parts(&admin, code, "2026&by=epci").await, json!({figeac: 1.0}), "{code}");
        assert_eq!(parts(&admin, code, "2026&by=source").await, json!({"web": 1.0}), "{code}");
        assert_eq!(parts(&admin, code, "2026&by=target_group").await, json!({"families": 1.0}), "{code}");
        assert_eq!(parts(&admin, code, "2026&by=project_type").await, json!({"craft": 1.0, "employee": 1.0}), "{code}");
    }
    assert_eq!(parts(&admin, "adults_supported", "2026&by=campaign").await, json!({"none": 2.0}));
    assert_eq!(parts(&admin, "age_bands", "2026&by=age_band").await, json!({"six_to_10": 2.0, "under_3": 1.0}));
    assert_eq!(value(&admin, "age_bands", "2026").await, 3.0);
    // An obstacle is noted once, where the file was then; one that was solved was expressed all the same.
    let noted = parts(&admin, "obstacles", "2026-11&by=theme_epci").await;
    let both = |theme: &str, epci: &str| format!("{theme}:{epci}");
    assert_eq!(
        noted,
        json!({both("housing", figeac): 1.0, both("childcare", figeac): 1.0, both("salary", cahors): 1.0})
    );
    let behind =
        format!("/api/v1/prospects?indicator=obstacles&period=2026&by=theme_epci&key=salary:{cahors}&count=exact");
    assert_eq!(admin.get(behind).await.expect(200).json()["total"], 1);
    let named = figure(&admin, "obstacles", "2026&by=theme").await["by"].clone();
    assert_eq!((&named[0]["label"], &named[0]["value"]), (&json!("Trouver un logement"), &json!(1.0)));
    assert_eq!(parts(&admin, "prospects_new", "2026&by=month").await, json!({"2026-11": 1.0}));
    assert_eq!(figure(&admin, "prospects_new", "2026&by=quarter").await["by"].as_array().unwrap().len(), 4);
}

#[actix_web::test]
async fn a_family_counts_in_the_commune_that_it_moved_to_until_it_is_voided() {
    use domain::codes::ProspectStatus::{Confirmed, Settled};
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let opened = file(&t, FIGEAC, "2026-12-01", None).await;
    let path = format!("/api/v1/prospects/{}", opened["id"].as_str().unwrap());
    let mut moved = json!({"moved_in_on": "2026-03-02", "commune_code": CAHORS, "adults": 2, "children": 3,
        "job_through": "takeover"});
    let made = admin.put(format!("{path}/installation")).json(moved.clone()).await.expect(200);
    let cahors = "200023737";
    for (code, told) in
        [("families_settled", 1.0), ("newcomers_actual", 5.0), ("newcomers_insee", 2.0), ("takeovers_done", 1.0)]
    {
        assert_eq!(value(&admin, code, "2026-Q1").await, told);
        assert_eq!(parts(&admin, code, "2026&by=epci").await, json!({cahors: told}), "{code}");
        assert_eq!(parts(&admin, code, "2026&by=commune").await, json!({CAHORS: told}), "{code}");
        assert_eq!(parts(&admin, code, "2026&by=month").await, json!({"2026-03": told}), "{code}");
    }
    assert_eq!(value(&admin, "conversion_by_source", "2026").await, 100.0);
    // A corrected day and place move exactly that.
    (moved["moved_in_on"], moved["commune_code"]) = (json!("2025-12-31"), json!(FIGEAC));
    let corrected =
        admin.put(format!("{path}/installation")).if_match(made.version()).json(moved.clone()).await.expect(200);
    assert_eq!(
        (value(&admin, "families_settled", "2026").await, value(&admin, "families_settled", "2025").await),
        (json!(0.0), json!(1.0))
    );
    assert_eq!(parts(&admin, "families_settled", "2025&by=epci").await, json!({"200067361": 1.0}));
    // A year after, the household is asked.
    assert_eq!(value(&admin, "still_here_after_12_months", "2026").await, Value::Null);
    moved["twelve_month_result"] = json!("still_here");
    admin.put(format!("{path}/installation")).if_match(corrected.version()).json(moved).await.expect(200);
    let stayed = figure(&admin, "still_here_after_12_months", "2026").await;
    assert_eq!((&stayed["value"], &stayed["cases"]), (&json!(100.0), &json!(1)));
    // Entered by mistake: the installation no longer counts.
    move_file(&t, &opened, Confirmed, "2026-11-21").await;
    move_file(&t, &opened, Settled, "2026-11-21").await;
    let back = json!({"to": "confirmed", "reason": "Saisie par erreur", "next_action": {"label": "Appeler", "on": "2026-12-01"}});
    admin.post(format!("{path}/transitions")).json(back).await.expect(200);
    assert_eq!(value(&admin, "families_settled", "2025").await, 0.0);
    assert_eq!(value(&admin, "conversion_by_source", "2026").await, 0.0);
}

#[actix_web::test]
async fn delays_and_promises_are_measured() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let (mut files, due) = (vec![], Some(now() + Duration::days(4)));
    for _ in 0..3 {
        files.push(file(&t, FIGEAC, "2026-12-01", None).await);
    }
    give(&t, &files[0], &referent, AssignmentStatus::Accepted, (due, due)).await;
    give(&t, &files[1], &referent, AssignmentStatus::Accepted, (due, due)).await;
    give(&t, &files[2], &referent, AssignmentStatus::Proposed, (due, None)).await;
    // Asked on a Saturday, spoken with on Monday at 11:00 in the Lot: two working hours.
    t.clock.advance(Duration::hours(49));
    let call = async |file: &Value| {
        let body = json!({"kind": "call", "direction": "inbound", "summary": "Un appel", "occurred_at": t.clock.now()});
        let path = format!("/api/v1/prospects/{}/interactions", file["id"].as_str().unwrap());
        t.again(&referent).await.post(path).json(body).await.expect(201);
    };
    call(&files[0]).await;
    let admin_now = t.again(&admin).await;
    let delay = figure(&admin_now, "first_contact_delay", "2026-11&by=epci").await;
    assert_eq!((&delay["value"], &delay["unit"], &delay["cases"]), (&json!(2.0), &json!("hour"), &json!(1)));
    assert_eq!(value(&admin_now, "sla_contact_kept", "2026").await, 100.0);
    assert_eq!(
        figure(&admin_now, "sla_accept_kept", "2026").await["cases"],
        2,
        "a proposal that awaits its answer is no case"
    );
    // Late: two weeks after.
    t.clock.advance(Duration::days(14));
    let admin_now = t.again(&admin).await;
    assert_eq!(value(&admin_now, "sla_contact_kept", "2026").await, 50.0);
    call(&files[1]).await;
    let admin_now = t.again(&admin).await;
    assert_eq!(value(&admin_now, "sla_contact_kept", "2026").await, 50.0, "spoken with, but late");
    let delay = figure(&admin_now, "first_contact_delay", "2026&by=month").await;
    // Ten more working days of eight hours: 82 hours, and 2; the one in the middle.
    assert_eq!(delay["value"], 42.0);
    let behind = "/api/v1/prospects?indicator=first_contact_delay&period=2026&by=month&key=2026-12&count=exact";
    assert_eq!(admin_now.get(behind).await.expect(200).json()["total"], 1);
}
