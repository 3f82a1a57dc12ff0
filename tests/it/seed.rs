//! The demonstration: seeded once, on both databases, and every screen has something to show.

use std::collections::BTreeSet;

use api::seed::{Outcome, PASSWORD, demo_accounts, seed, seed_volume};
use chrono::{DateTime, Utc};
use domain::codes::ProspectStatus;
use serde_json::{Value, json};

use crate::harness::{Client, TestApp, TestDatabase, run};

async fn seeded() -> TestApp {
    let app = TestApp::spawn().await;
    assert!(matches!(seed(&app.state).await.unwrap(), Outcome::Seeded { .. }));
    app
}

/// Somebody of the demonstration, signed in.
async fn sign_in(app: &TestApp, email: &str) -> Client {
    let body = json!({ "email": email, "password": PASSWORD });
    let session = app.anonymous().post("/api/v1/auth/login").json(body).await.expect(200).json();
    app.bearer(session["access_token"].as_str().unwrap())
}

async fn items(client: &Client, path: &str) -> Vec<Value> {
    client.get(format!("/api/v1/{path}")).await.expect(200).json()["items"].as_array().unwrap().clone()
}

#[actix_web::test]
async fn every_screen_has_something_to_show() {
    let app = seeded().await;
    let admin = sign_in(&app, "programme@demo.example").await;
    let files = items(&admin, "prospects?limit=200&archived=any").await;
    assert!(files.len() >= 55, "{}", files.len());
    let found: BTreeSet<&str> = files.iter().map(|file| file["status"].as_str().unwrap()).collect();
    let reachable = ProspectStatus::ALL.iter().map(|status| status.as_str());
    let by_hand: BTreeSet<&str> = reachable.filter(|status| !["merged", "anonymised"].contains(status)).collect();
    assert_eq!(found, by_hand, "one file at least in every state");

    assert!(!items(&admin, "prospects?overdue=true").await.is_empty());
    assert!(!items(&admin, "prospects?unassigned=true").await.is_empty());
    assert!(!items(&admin, "prospects?q=infirmiere").await.is_empty());
    assert!(items(&admin, "contact-requests?status=pending").await.len() >= 3);
    assert!(items(&admin, "partners").await.len() >= 15);
    the_directory_covers_the_lot(&admin).await;
    assert!(items(&admin, "referents").await.len() >= 12);
    assert!(items(&admin, "users").await.len() >= 12);
    assert!(!items(&admin, "audit-entries").await.is_empty());

    events_come_and_two_want_one_person(&admin).await;
    the_steering_has_something_to_show(&admin).await;
    a_campaign_counts_visits_and_files(&admin).await;
    last_year_is_published_and_this_year_read_over(&admin).await;
    ambassadors_stand_in_every_state(&admin, &files).await;
    offers_stand_in_every_state(&admin).await;
    needs_are_asked_about(&admin, &files).await;
    let supported = files.iter().find(|file| file["status"] == "supported").unwrap();
    let id = supported["id"].as_str().unwrap();
    let file = admin.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
    for part in ["members", "needs", "assignments", "tasks", "consents", "history", "motives"] {
        assert!(!file[part].as_array().unwrap().is_empty(), "{part} of {}", file["number"]);
    }
    assert!(!items(&admin, &format!("prospects/{id}/interactions")).await.is_empty());
    nobody_can_be_reached(&admin, &files).await;
}

async fn last_year_is_published_and_this_year_read_over(admin: &Client) {
    let all = items(admin, "reports").await;
    let told: Vec<(i64, &str)> =
        all.iter().map(|one| (one["year"].as_i64().unwrap(), one["status"].as_str().unwrap())).collect();
    assert_eq!(told, [(2026, "computed"), (2025, "published")]);
    let published = admin.get("/api/v1/public/reports/2025").await.expect(200).json();
    assert!(!published["content"]["published_figures"].as_array().unwrap().is_empty());
    let this_year = admin.get(format!("/api/v1/reports/{}", all[0]["id"].as_str().unwrap())).await.expect(200).json();
    let figures = this_year["content"]["figures"].as_array().unwrap();
    let value = |code: &str| figures.iter().find(|one| one["code"] == code).unwrap()["value"].as_f64().unwrap();
    assert!(value("prospects_new") > 10.0 && value("families_settled") > 0.0);
}

/// One campaign in three phases, met at five points; another that nobody declared.
async fn a_campaign_counts_visits_and_files(admin: &Client) {
    let campaigns = items(admin, "campaigns").await;
    let id = campaigns[0]["id"].as_str().unwrap();
    assert_eq!(items(admin, &format!("touchpoints?campaign={id}")).await.len(), 5);
    let results = admin.get(format!("/api/v1/campaigns/{id}/results")).await.expect(200).json();
    let files = |part: &str| -> Vec<i64> {
        results[part].as_array().unwrap().iter().map(|one| one["tally"]["files"].as_i64().unwrap()).collect()
    };
    assert!(results["total"]["visits"].as_i64().unwrap() > 100 && results["total"]["files"].as_i64().unwrap() >= 4);
    assert!(files("phases").iter().filter(|count| **count > 0).count() >= 3, "{results}");
    assert!(files("touchpoints").iter().filter(|count| **count > 0).count() >= 4, "{results}");
    assert!(!items(admin, "undeclared-campaigns").await.is_empty());
}

async fn ambassadors_stand_in_every_state(admin: &Client, files: &[Value]) {
    let all = items(admin, "ambassadors?limit=200").await;
    let found: BTreeSet<&str> = all.iter().map(|one| one["status"].as_str().unwrap()).collect();
    assert_eq!(found, BTreeSet::from(["active", "applicant", "paused", "refused", "retired"]));
    assert_eq!(all.len(), 12);
    assert!(all.iter().all(|one| one["email"].as_str().unwrap().ends_with(".example")));
    assert!(items(admin, "public/ambassadors").await.len() >= 5);
    let invited = items(admin, "ambassador-invitations").await;
    assert_eq!((invited.len(), &invited[0]["declined"], &invited[0]["waiting"]), (1, &json!(1), &json!(6)));
    let endowments = items(admin, "endowments").await;
    assert_eq!((endowments.len(), &endowments[2]["stock"]), (3, &json!(40)));
    let mut given = 0;
    for one in &all {
        let path = format!("/api/v1/ambassadors/{}/endowments", one["id"].as_str().unwrap());
        given += admin.get(path).await.expect(200).json()["given"].as_array().unwrap().len();
    }
    assert_eq!(given, 2);
    let mut accepted = 0;
    for file in files.iter().filter(|file| file["status"] == "settled") {
        let sponsors = items(admin, &format!("prospects/{}/sponsoring-proposals", file["id"].as_str().unwrap())).await;
        accepted += sponsors.iter().filter(|one| one["status"] == "accepted").count();
    }
    assert_eq!(accepted, 1);
}

async fn the_steering_has_something_to_show(admin: &Client) {
    let groups = items(admin, "working-groups").await;
    assert_eq!((groups.len(), groups[0]["members"].as_array().unwrap().len()), (2, 4));
    let actions = items(admin, "steering-actions?limit=200").await;
    assert_eq!((actions.len(), items(admin, "steering-actions?late=true").await.len()), (7, 1));
    let mut written = 0;
    for event in items(admin, "events?kind=steering_committee").await {
        let committee = admin.get(format!("/api/v1/committees/{}", event["id"].as_str().unwrap())).await.expect(200);
        written += committee.json()["decisions"].as_array().unwrap().len();
        assert_eq!(committee.json()["agenda"].as_array().unwrap().len(), 3);
    }
    assert_eq!(written, 2);
    assert_eq!(items(admin, "roadmap-items?year=2026").await.len(), 5);
    assert_eq!(items(admin, "roadmap-items?year=2027").await.len(), 3);
}

async fn events_come_and_two_want_one_person(admin: &Client) {
    let events = items(admin, "events?limit=200").await;
    let found: BTreeSet<&str> = events.iter().map(|event| event["status"].as_str().unwrap()).collect();
    assert_eq!(
        found,
        BTreeSet::from(["cancelled", "draft", "finished", "published", "registrations_closed", "running"])
    );
    let (mut clashes, mut comers) = (0, BTreeSet::new());
    for event in &events {
        for comer in items(admin, &format!("events/{}/registrations", event["id"].as_str().unwrap())).await {
            comers.insert(comer["status"].as_str().unwrap().to_owned());
        }
        let roster = items(admin, &format!("events/{}/shifts", event["id"].as_str().unwrap())).await;
        clashes += roster.iter().filter(|line| !line["clashes"].as_array().unwrap().is_empty()).count();
    }
    assert_eq!(clashes, 2, "the same person at the fair and at the forum");
    assert_eq!(comers.into_iter().collect::<Vec<_>>(), ["confirmed", "waitlisted"]);
    assert!(items(admin, "public/events").await.len() >= 4);
}

#[actix_web::test]
async fn whoever_is_asked_knows_why_and_by_when() {
    let app = seeded().await;
    let admin = sign_in(&app, "programme@demo.example").await;
    let mut proposals = 0;
    for file in items(&admin, "prospects?limit=200&status=qualified,assigned").await {
        let whole = admin.get(format!("/api/v1/prospects/{}", file["id"].as_str().unwrap())).await.expect(200).json();
        for asked in whole["assignments"].as_array().unwrap().iter().filter(|one| one["status"] == "proposed") {
            let due: DateTime<Utc> = asked["accept_due_at"].as_str().unwrap().parse().unwrap();
            assert!(due > app.clock.now(), "{asked}");
            let candidates = asked["explanation"]["candidates"].as_array().unwrap();
            assert!(candidates.iter().any(|one| one["referent_id"] == asked["referent_id"]), "{asked}");
            proposals += 1;
        }
    }
    assert!(proposals >= 13, "{proposals}");
}

#[actix_web::test]
async fn the_journal_follows_time() {
    let app = seeded().await;
    let admin = sign_in(&app, "programme@demo.example").await;
    let mut path = "/api/v1/audit-entries?limit=200".to_owned();
    let at = |entry: &Value| -> DateTime<Utc> { entry["at"].as_str().unwrap().parse().unwrap() };
    let mut times = vec![];
    loop {
        let page = admin.get(&path).await.expect(200).json();
        times.extend(page["items"].as_array().unwrap().iter().map(at));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        path = format!("/api/v1/audit-entries?limit=200&cursor={cursor}");
    }
    assert!(times.len() > 200 && times.iter().rev().is_sorted(), "newest first");
}

#[actix_web::test]
async fn each_demo_account_signs_in_and_sees_its_own() {
    let app = seeded().await;
    let accounts = demo_accounts().unwrap();
    assert_eq!(accounts.len(), 6);
    for account in &accounts {
        sign_in(&app, &account.email).await;
    }
    let figeac = sign_in(&app, "figeac@demo.example").await;
    let files = items(&figeac, "prospects?limit=200").await;
    assert!(files.len() > 5);
    let elsewhere = files.iter().filter(|file| file["epci_code"] != "200067361").count();
    assert!(elsewhere < files.len() / 2, "mostly the files of the territory");
    let day = figeac.get("/api/v1/my-day").await.expect(200).json();
    // Days are worked in the demonstration: on the Saturday of the tests nobody is to be called.
    for list in ["to_accept", "overdue", "waiting", "tasks", "mentions"] {
        assert!(!day[list].as_array().unwrap().is_empty(), "{list} of {day}");
    }
    let agriculture = sign_in(&app, "agriculture@demo.example").await;
    for file in items(&agriculture, "prospects?limit=200").await {
        assert!(file["project_types"].as_array().unwrap().contains(&json!("farm_takeover")), "{file}");
    }
    assert_eq!(seed(&app.state).await.unwrap(), Outcome::AlreadyThere);
}

/// Offers to read over, some that end within the week, one published whose employer is suspended, and a history.
async fn offers_stand_in_every_state(admin: &Client) {
    let offers = items(admin, "job-offers?limit=200").await;
    let found: BTreeSet<&str> = offers.iter().map(|offer| offer["status"].as_str().unwrap()).collect();
    let shown = ["draft", "submitted", "published", "rejected", "suspended", "filled", "expired"];
    assert_eq!(found, BTreeSet::from(shown));
    let held = |offer: &&Value| offer["status"] == "published" && offer["is_public"] == false;
    assert_eq!(offers.iter().filter(held).count(), 1, "its employer is suspended");
    assert!(offers.iter().all(|offer| offer["occupation_label"].is_string() && offer["commune_name"].is_string()));
    let counts = admin.get("/api/v1/job-offers/counts").await.expect(200).json();
    assert!(counts["expiring"].as_i64().unwrap() >= 2, "{counts}");
    let rejected = offers.iter().find(|offer| offer["status"] == "rejected").unwrap();
    assert!(rejected["status_reason"].is_string());
    let path = format!("job-offers/{}/changes", rejected["id"].as_str().unwrap());
    assert_eq!(items(admin, &path).await.len(), 2);
}

/// Most needs have a partner; some partners were asked, and some of them answered.
async fn needs_are_asked_about(admin: &Client, files: &[Value]) {
    let mut needs = vec![];
    for file in files.iter().filter(|file| file["status"] == "supported") {
        let whole = admin.get(format!("/api/v1/prospects/{}", file["id"].as_str().unwrap())).await.expect(200).json();
        needs.extend(whole["needs"].as_array().unwrap().clone());
    }
    let count = |held: fn(&Value) -> bool| needs.iter().filter(|need| held(need)).count();
    assert!(count(|need| need["partner_name"].is_string()) > needs.len() / 2);
    assert!(count(|need| need["awaited"] == true) >= 2);
    assert!(count(|need| need["answer_author_name"].is_string()) >= 2);
}

/// Every intercommunalité of the Lot has a few entries of its own, some of them to be verified again.
async fn the_directory_covers_the_lot(admin: &Client) {
    let entries = items(admin, "local-resources?limit=200").await;
    let stale = entries.iter().filter(|entry| entry["stale"] == true).count();
    assert!(stale >= 5 && stale < entries.len() / 2, "{stale} of {}", entries.len());
    for name in ["territory_name", "description"] {
        assert!(entries.iter().all(|entry| entry[name].is_string()), "{name}");
    }
    let epcis = items(admin, "reference/territories?kind=epci").await;
    for epci in epcis.iter().filter(|epci| epci["code"] != "200069383") {
        let own = entries.iter().filter(|entry| entry["territory_code"] == epci["code"]).count();
        assert!(own >= 5, "{own} in {}", epci["name"]);
    }
}

/// Numbers are distinct, addresses and telephones belong to nobody.
async fn nobody_can_be_reached(admin: &Client, files: &[Value]) {
    let mut numbers = BTreeSet::new();
    for file in files {
        assert!(numbers.insert(file["number"].as_str().unwrap().to_owned()));
        let id = file["id"].as_str().unwrap();
        let whole = admin.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
        for member in whole["members"].as_array().unwrap() {
            let email = member["email"].as_str().unwrap_or("nobody@courriel.example");
            let phone = member["phone"].as_str().unwrap_or("+33639980000");
            assert!(email.ends_with(".example"), "{email}");
            assert!(phone.starts_with("+3363998"), "{phone}");
        }
    }
}

#[actix_web::test]
async fn a_database_in_use_is_left_alone() {
    let used = TestApp::spawn().await;
    let admin = used.admin().await;
    assert_eq!(seed(&used.state).await.unwrap(), Outcome::NotEmpty);
    assert!(items(&admin, "prospects").await.is_empty());
}

#[actix_web::test]
async fn the_command_shows_the_accounts_each_time() {
    let database = TestDatabase::create_empty().await;
    for _ in 0..2 {
        let done = run(&database, &["seed", "--demo"], "");
        assert!(done.status.success(), "{done:?}");
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(told.contains(PASSWORD) && told.contains("figeac@demo.example"), "{told}");
    }
}

#[actix_web::test]
async fn as_many_files_as_wished_are_whole_and_the_same_each_time() {
    let mut seen = vec![];
    for _ in 0..2 {
        let app = TestApp::spawn().await;
        assert_eq!(seed_volume(&app.state, 1_100).await.unwrap(), Outcome::Seeded { households: 1_100 });
        assert_eq!(seed_volume(&app.state, 1_100).await.unwrap(), Outcome::AlreadyThere);
        let admin = sign_in(&app, "programme@demo.example").await;
        let files = items(&admin, "prospects?limit=200").await;
        for file in &files {
            let open = ["new", "qualified", "assigned", "supported", "confirmed", "dormant"];
            let is_open = open.contains(&file["status"].as_str().unwrap());
            assert_eq!(is_open, !file["next_action_on"].is_null(), "{file}");
        }
        nobody_can_be_reached(&admin, files.get(..20).unwrap()).await;
        let supported = items(&admin, "prospects?limit=1&status=supported&project_type=health").await;
        let id = supported[0]["id"].as_str().unwrap();
        let whole = admin.get(format!("/api/v1/prospects/{id}")).await.expect(200).json();
        for part in ["members", "needs", "assignments", "consents", "history", "motives"] {
            assert!(!whole[part].as_array().unwrap().is_empty(), "{part} of {}", whole["number"]);
        }
        assert!(items(&admin, &format!("prospects/{id}/interactions")).await.len() >= 2);
        let name = whole["members"][0]["last_name"].as_str().unwrap();
        assert!(!items(&admin, &format!("prospects?q={name}")).await.is_empty(), "{name}");
        let told = |file: &Value| ["number", "lead_name", "status", "epci_code"].map(|field| file[field].clone());
        seen.push(files.iter().map(told).collect::<Vec<_>>());
    }
    assert_eq!(seen[0], seen[1]);
}
