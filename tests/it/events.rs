//! Events: prepared, announced, started and finished by the clock, staffed with warnings.

use chrono::Duration;
use serde_json::{Value, json};

use crate::harness::{Client, Person, TestApp};

pub const PATH: &str = "/api/v1/events";

/// A day of an event, with hours or not.
pub fn day(on: &str, hours: Option<(&str, &str)>) -> Value {
    json!({"on": on, "opens_at": hours.map(|(opens, _)| opens), "closes_at": hours.map(|(_, closes)| closes)})
}

pub fn event(title: &str, days: Vec<Value>) -> Value {
    json!({"title": title, "kind": "job_fair", "format": "onsite", "place": "MEETT, Beauzelle", "is_public": true,
        "days": days})
}

/// Prepares an event; its id.
pub async fn prepared(who: &Client, body: Value) -> String {
    who.post(PATH).json(body).await.expect(201).id()
}

pub async fn move_to(who: &Client, id: &str, to: &str) -> Value {
    let body = json!({"to": to, "reason": (to == "cancelled").then_some("La salle est fermée.")});
    who.post(format!("{PATH}/{id}/transitions")).json(body).await.expect(200).json()
}

async fn expect_somebody(who: &Client, id: &str, person: &Person, on: &str) -> Value {
    let body = json!({"user_id": person.user_id, "on": on});
    who.post(format!("{PATH}/{id}/shifts")).json(body).await.expect(201).json()
}

async fn titles(who: &Client, query: &str) -> Vec<String> {
    let page = who.get(format!("{PATH}?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn an_event_is_prepared_changed_and_dropped_as_long_as_it_is_a_draft() {
    let t = TestApp::spawn().await;
    let (author, colleague) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let mut body =
        event("Journée d’accueil", vec![day("2026-12-06", Some(("09:30", "17:00"))), day("2026-12-05", None)]);
    body["commune_code"] = json!("46102");
    body["budget"] = json!([{"label": "Salle", "stage": "planned", "cents": 35_000}]);
    let created = author.post(PATH).idempotency_key("k").json(body.clone()).await.expect(201);
    assert_eq!(author.post(PATH).idempotency_key("k").json(body).await.expect(201).id(), created.id());
    let shown = created.json();
    assert_eq!(shown["days"], json!([day("2026-12-05", None), day("2026-12-06", Some(("09:30", "17:00")))]));
    assert_eq!((&shown["first_on"], &shown["last_on"]), (&json!("2026-12-05"), &json!("2026-12-06")));
    assert_eq!((&shown["status"], &shown["commune_name"]), (&json!("draft"), &json!("Figeac")));
    assert_eq!((&shown["allowed"], &shown["public_path"]), (&json!(["published", "cancelled"]), &Value::Null));
    assert_eq!(shown["budget"][0]["cents"], 35_000);
    let path = created.header("location").to_owned();
    let seen = colleague.get(&path).await.expect(200).json();
    assert_eq!((&seen["may_change"], &seen["allowed"]), (&json!(false), &json!([])));
    let patch = json!({"capacity": 80, "budget": null});
    colleague.patch(&path).if_match(1).json(patch.clone()).await.expect_problem(403, "forbidden");
    author.patch(&path).json(patch.clone()).await.expect_problem(428, "precondition_required");
    let changed = author.patch(&path).if_match(1).json(patch.clone()).await.expect(200).json();
    assert_eq!((&changed["capacity"], &changed["budget"]), (&json!(80), &json!([])));
    author.patch(&path).if_match(1).json(patch).await.expect_problem(412, "precondition_failed");
    colleague.delete(&path).if_match(2).await.expect_problem(403, "forbidden");
    author.delete(&path).if_match(2).await.expect(204);
    author.get(&path).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn every_wrong_field_is_named_and_references_exist() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let wrong = json!({"title": " ", "kind": "party", "format": "onsite", "days": [], "capacity": 0});
    let problem = admin.post(PATH).json(wrong).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().filter_map(|error| error["pointer"].as_str()).collect();
    assert_eq!(pointers, ["/title", "/kind", "/capacity", "/days"]);
    let mut unknown = event("Salon", vec![day("2026-12-05", None)]);
    (unknown["commune_code"], unknown["organiser_id"]) =
        (json!("75056"), json!("0193a000-0000-7000-8000-0000000000b1"));
    let problem = admin.post(PATH).json(unknown).await.expect_problem(422, "validation_failed");
    let codes: Vec<(&Value, &Value)> =
        problem["errors"].as_array().unwrap().iter().map(|error| (&error["pointer"], &error["code"])).collect();
    let expected =
        [("/commune_code", "unknown_code"), ("/organiser_id", "not_found")].map(|(p, c)| (json!(p), json!(c)));
    assert_eq!(codes, expected.iter().map(|(p, c)| (p, c)).collect::<Vec<_>>());
}

#[actix_web::test]
async fn an_event_is_announced_once_one_knows_where_to_go_and_cancelled_with_a_reason() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut online = event("Salon en ligne", vec![day("2026-12-07", None)]);
    (online["format"], online["place"]) = (json!("online"), Value::Null);
    let created = admin.post(PATH).json(online).await.expect(201);
    let moves = format!("{PATH}/{}/transitions", created.id());
    let problem = admin.post(&moves).json(json!({"to": "published"})).await.expect_problem(422, "validation_failed");
    assert_eq!(
        (&problem["errors"][0]["pointer"], &problem["errors"][0]["code"]),
        (&json!("/video_url"), &json!("required"))
    );
    let path = format!("{PATH}/{}", created.id());
    let link = json!({"video_url": "https://visio.example/salon"});
    admin.patch(&path).if_match(1).json(link).await.expect(200);
    let published = move_to(&admin, &created.id(), "published").await;
    assert_eq!(published["allowed"], json!(["registrations_closed", "cancelled"]));
    assert!(published["public_path"].as_str().unwrap().starts_with("/evenements/salon-en-ligne-"));
    let early = admin.post(&moves).json(json!({"to": "running"})).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(early["allowed"], json!(["registrations_closed", "cancelled"]));
    let version = published["version"].as_i64().unwrap() as i32;
    admin.delete(&path).if_match(version).await.expect_problem(409, "event_not_draft");
    let hidden = admin.patch(&path).if_match(version).json(json!({"video_url": null})).await;
    assert_eq!(hidden.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/video_url");
    admin.post(&moves).json(json!({"to": "cancelled"})).await.expect_problem(422, "validation_failed");
    let cancelled = move_to(&admin, &created.id(), "cancelled").await;
    assert_eq!((&cancelled["status_reason"], &cancelled["allowed"]), (&json!("La salle est fermée."), &json!([])));
    let over = admin.patch(&path).if_match(version + 1).json(json!({"capacity": 5})).await;
    over.expect_problem(409, "event_over");
}

#[actix_web::test]
async fn the_clock_starts_an_event_on_its_first_day_and_finishes_it_after_its_last() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let two_days = event("TAF", vec![day("2026-11-23", Some(("09:30", "17:00"))), day("2026-11-24", None)]);
    let id = prepared(&admin, two_days.clone()).await;
    let draft = prepared(&admin, two_days).await;
    move_to(&admin, &id, "published").await;
    api::jobs::daily::plan_next(t.state.store.writer(), t.clock.now()).await.unwrap();
    let mut seen = vec![];
    for _ in 0..5 {
        t.run_jobs().await;
        let admin = t.admin().await;
        seen.push(admin.get(format!("{PATH}/{id}")).await.expect(200).json()["status"].as_str().unwrap().to_owned());
        t.clock.advance(Duration::days(1));
    }
    // From Saturday to Wednesday.
    assert_eq!(seen, ["published", "published", "running", "running", "finished"]);
    let admin = t.admin().await;
    assert_eq!(admin.get(format!("{PATH}/{draft}")).await.expect(200).json()["status"], "draft");
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={id}")).await.expect(200).json();
    let by_the_worker =
        journal["items"].as_array().unwrap().iter().filter(|one| one["actor_label"] == "worker").count();
    assert_eq!(by_the_worker, 3, "closed, started, finished: {journal}");
    assert_eq!(move_to(&admin, &id, "archived").await["status"], "archived");
    assert_eq!(titles(&admin, "").await, ["TAF"], "the draft alone");
    assert_eq!(titles(&admin, "status=archived").await, ["TAF"]);
}

#[actix_web::test]
async fn somebody_promised_to_two_stands_at_once_is_told_and_not_refused() {
    let t = TestApp::spawn().await;
    let (admin, zoe, luc) = (t.admin().await, t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let toulouse = event("TAF Toulouse", vec![day("2025-03-19", None), day("2025-03-20", None)]);
    let toulouse = prepared(&admin, toulouse).await;
    let limoges = prepared(&admin, event("Forum santé Limoges", vec![day("2025-03-20", None)])).await;
    for (person, on) in [(&zoe, "2025-03-19"), (&zoe, "2025-03-20"), (&luc, "2025-03-20")] {
        assert_eq!(expect_somebody(&admin, &toulouse, person, on).await["clashes"], json!([]));
    }
    let clash = expect_somebody(&admin, &limoges, &zoe, "2025-03-20").await;
    assert_eq!(clash["clashes"], json!([{"event_id": toulouse, "title": "TAF Toulouse"}]));
    let roster = luc.get(format!("{PATH}/{toulouse}/shifts")).await.expect(200).json();
    let clashes: Vec<(&Value, usize)> = roster["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["on"], one["clashes"].as_array().unwrap().len()))
        .collect();
    let (first, second) = (json!("2025-03-19"), json!("2025-03-20"));
    assert_eq!(clashes.first(), Some(&(&first, 0)));
    assert_eq!(clashes.iter().filter(|(on, count)| **on == second && *count == 1).count(), 1);
    let again = json!({"user_id": zoe.user_id, "on": "2025-03-20"});
    let path = format!("{PATH}/{limoges}/shifts");
    admin.post(&path).json(again).await.expect_problem(409, "already_exists");
    let other_day = admin.post(&path).json(json!({"user_id": luc.user_id, "on": "2025-03-19"})).await;
    assert_eq!(other_day.expect_problem(422, "validation_failed")["errors"][0]["code"], "not_an_event_day");
    let version = admin.get(format!("{PATH}/{limoges}")).await.expect(200).version();
    let moved = json!({"days": [day("2025-03-21", None)]});
    let staffed = admin.patch(format!("{PATH}/{limoges}")).if_match(version).json(moved).await;
    assert_eq!(staffed.expect_problem(422, "validation_failed")["errors"][0]["code"], "staffed_day");
    move_to(&admin, &limoges, "cancelled").await;
    let roster = admin.get(format!("{PATH}/{toulouse}/shifts")).await.expect(200).json();
    assert!(!roster.to_string().contains("Limoges"), "a cancelled event keeps nobody: {roster}");
    let line = &roster["items"][0];
    let one = format!("{PATH}/{toulouse}/shifts/{}", line["id"].as_str().unwrap());
    admin.delete(&one).if_match(2).await.expect_problem(412, "precondition_failed");
    admin.delete(&one).if_match(1).await.expect(204);
    admin.delete(&one).if_match(1).await.expect_problem(404, "not_found");
    let candidates = admin.get(format!("{PATH}/{toulouse}/candidates")).await.expect(200).json();
    assert!(candidates["items"].as_array().unwrap().iter().any(|one| one["user_id"] == json!(zoe.user_id)));
}

#[actix_web::test]
async fn events_are_found_by_month_words_kind_series_and_page() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut fair = event("Salon de Montpellier", vec![day("2027-03-31", None), day("2027-04-01", None)]);
    (fair["series"], fair["edition"]) = (json!("TAF"), json!("2027"));
    prepared(&admin, fair).await;
    let mut health = event("Congrès des internes", vec![day("2027-03-12", None)]);
    health["kind"] = json!("health");
    prepared(&admin, health).await;
    prepared(&admin, event("Été à Figeac", vec![day("2027-07-05", None)])).await;
    assert_eq!(titles(&admin, "").await, ["Congrès des internes", "Salon de Montpellier", "Été à Figeac"]);
    assert_eq!(
        titles(&admin, "from=2027-03-01&before=2027-04-01").await,
        ["Congrès des internes", "Salon de Montpellier"]
    );
    assert_eq!(titles(&admin, "from=2027-04-01&before=2027-05-01").await, ["Salon de Montpellier"]);
    assert_eq!(titles(&admin, "q=congres").await, ["Congrès des internes"]);
    assert_eq!(titles(&admin, "kind=health,festival").await, ["Congrès des internes"]);
    assert_eq!(titles(&admin, "series=TAF").await, ["Salon de Montpellier"]);
    assert_eq!(titles(&admin, "sort=-first_on&limit=1").await, ["Été à Figeac"]);
    let page = admin.get(format!("{PATH}?limit=2&count=exact")).await.expect(200).json();
    assert_eq!(page["total"], 3);
    let cursor = page["next_cursor"].as_str().unwrap();
    assert_eq!(titles(&admin, &format!("limit=2&count=exact&cursor={cursor}")).await, ["Été à Figeac"]);
    admin.get(format!("{PATH}?kind=party")).await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn the_next_edition_is_prepared_from_the_last() {
    let t = TestApp::spawn().await;
    let (author, colleague) = (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let mut fair = event("TAF Toulouse", vec![day("2026-12-05", Some(("09:30", "17:00"))), day("2026-12-06", None)]);
    (fair["series"], fair["edition"]) = (json!("TAF"), json!("2026"));
    fair["budget"] =
        json!([{"label": "Stand", "stage": "planned", "cents": 1}, {"label": "Stand", "stage": "paid", "cents": 2}]);
    let id = prepared(&author, fair).await;
    let session = json!({"kind": "workshop", "title": "Vivre dans le Lot", "on": "2026-12-06", "starts_at": "14:00",
        "ends_at": "15:00", "video_url": "https://visio.example/1"});
    author.post(format!("{PATH}/{id}/sessions")).json(session).await.expect(201);
    move_to(&author, &id, "published").await;
    let path = format!("{PATH}/{id}/duplicate");
    // In June the Lot shows another hour than in December.
    let body = json!({"first_on": "2027-06-05"});
    let made = colleague.post(&path).idempotency_key("k").json(body.clone()).await.expect(201);
    assert_eq!(colleague.post(&path).idempotency_key("k").json(body).await.expect(201).id(), made.id());
    let next = made.json();
    assert_eq!((&next["status"], &next["edition"], &next["series"]), (&json!("draft"), &json!("2027"), &json!("TAF")));
    assert_eq!(next["days"], json!([day("2027-06-05", Some(("09:30", "17:00"))), day("2027-06-06", None)]));
    assert_eq!(next["budget"], json!([{"label": "Stand", "stage": "planned", "cents": 2}]));
    assert_eq!(next["may_change"], true, "whoever prepares it is its author");
    let sessions = author.get(format!("{PATH}/{}/sessions", made.id())).await.expect(200).json();
    let copied = &sessions["items"][0];
    assert_eq!((&copied["starts_at"], &copied["video_url"]), (&json!("2027-06-06T12:00:00Z"), &Value::Null));
    author.post(&path).json(json!({"first_on": "2027-06-05", "edition": "x".repeat(41)})).await.expect(422);
}
