//! The local directory: kept by those of the territory, found by place, theme and words, verified again in time.

use chrono::Duration;
use serde_json::{Value, json};

use crate::harness::{Client, TestApp, epci_code};

const PATH: &str = "/api/v1/local-resources";

fn nursery() -> Value {
    json!({"territory_code": epci_code("Grand-Figeac"), "theme": "early_childhood",
        "name": "Relais petite enfance de Figeac", "description": "Places en crèche et assistantes maternelles",
        "contact_name": "Léa Périé", "phone": "01 99 00 20 10", "email": "Relais@figeac.example"})
}

fn entry(territory: &str, theme: &str, name: &str) -> Value {
    json!({"territory_code": territory, "theme": theme, "name": name})
}

/// The names that a search finds, in the order of the list.
async fn names(who: &Client, query: &str) -> Vec<String> {
    let page = who.get(format!("{PATH}?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn an_entry_is_created_corrected_archived_and_restored() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let created = admin.post(PATH).idempotency_key("k").json(nursery()).await.expect(201);
    assert_eq!(admin.post(PATH).idempotency_key("k").json(nursery()).await.expect(201).id(), created.id());
    let body = created.json();
    assert_eq!((&body["phone"], &body["email"]), (&json!("+33199002010"), &json!("relais@figeac.example")));
    assert_eq!((&body["territory_name"], &body["verified_on"]), (&json!("CC Grand-Figeac"), &json!("2026-11-21")));
    assert_eq!((&body["stale"], &body["may_change"]), (&json!(false), &json!(true)));
    let path = created.header("location").to_owned();
    let patch = json!({"contact_name": null, "website": "https://figeac.example"});
    let changed = admin.patch(&path).if_match(1).json(patch.clone()).await.expect(200);
    assert_eq!((&changed.json()["contact_name"], changed.version()), (&Value::Null, 2));
    admin.patch(&path).json(patch.clone()).await.expect_problem(428, "precondition_required");
    admin.patch(&path).if_match(1).json(patch).await.expect_problem(412, "precondition_failed");
    let blank = admin.patch(&path).if_match(2).json(json!({"name": null})).await;
    assert_eq!(blank.expect_problem(422, "validation_failed")["errors"][0]["code"], "required");
    admin.delete(&path).await.expect_problem(428, "precondition_required");
    admin.delete(&path).if_match(2).await.expect(204);
    admin.patch(&path).if_match(3).json(json!({"name": "Autre"})).await.expect_problem(409, "archived");
    admin.post(format!("{path}/verifications")).if_match(3).await.expect_problem(409, "archived");
    assert!(names(&admin, "").await.is_empty());
    assert_eq!(names(&admin, "archived=true").await.len(), 1);
    let back = admin.post(format!("{path}/restore")).await.expect(200);
    assert_eq!((back.json()["archived_at"].clone(), back.version()), (Value::Null, 4));
    assert_eq!(admin.post(format!("{path}/restore")).await.expect(200).version(), 4);
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={}", created.id())).await.expect(200);
    let actions: Vec<Value> = journal.json()["items"].as_array().unwrap().iter().map(|e| e["action"].clone()).collect();
    let expected = ["restore", "archive", "update", "create"].map(|verb| format!("local_resource.{verb}"));
    assert_eq!(actions, expected);
    assert!(!journal.text().contains("figeac.example"), "the journal keeps no value: {}", journal.text());
}

#[actix_web::test]
async fn an_entry_grows_stale_until_somebody_verifies_what_they_read() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let path = admin.post(PATH).json(nursery()).await.expect(201).header("location").to_owned();
    t.clock.advance(Duration::days(365));
    // Sessions end within a year.
    assert_eq!(t.admin().await.get(&path).await.expect(200).json()["stale"], false);
    t.clock.advance(Duration::days(1));
    let admin = t.admin().await;
    assert_eq!(admin.get(&path).await.expect(200).json()["stale"], true);
    assert_eq!((names(&admin, "stale=true").await.len(), names(&admin, "stale=false").await.len()), (1, 0));
    let corrected = admin.patch(&path).if_match(1).json(json!({"phone": "01 99 00 20 11"})).await.expect(200).json();
    assert_eq!(corrected["stale"], true, "a correction is not a verification");
    let verify = format!("{path}/verifications");
    admin.post(&verify).await.expect_problem(428, "precondition_required");
    admin.post(&verify).if_match(1).await.expect_problem(412, "precondition_failed");
    let verified = admin.post(&verify).if_match(2).await.expect(200);
    assert_eq!((verified.version(), &verified.json()["stale"]), (3, &json!(false)));
    assert_eq!(verified.json()["verified_on"], "2027-11-22");
    assert!(names(&admin, "stale=true").await.is_empty());
    // The programme may ask for verifications more often.
    t.clock.advance(Duration::days(31));
    let admin = t.admin().await;
    let levels = admin.get("/api/v1/service-levels").await.expect(200).version();
    let shorter = json!({"stale_after_days": 30});
    admin.patch("/api/v1/service-levels").if_match(levels).json(shorter).await.expect(200);
    assert_eq!(names(&admin, "stale=true").await.len(), 1);
    let mut dated = nursery();
    dated["verified_on"] = json!("2027-12-24");
    let problem = admin.post(PATH).json(dated.clone()).await.expect_problem(422, "validation_failed");
    assert_eq!(
        problem["errors"][0],
        json!({"pointer": "/verified_on", "code": "in_future",
        "message": "Cette date est dans le futur."})
    );
    dated["verified_on"] = json!("2025-01-31");
    assert_eq!(admin.post(PATH).json(dated).await.expect(201).json()["stale"], true);
}

#[actix_web::test]
async fn a_place_finds_its_epci_and_the_departement() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let (figeac, cahors) = (epci_code("Grand-Figeac"), epci_code("Grand Cahors"));
    admin.post(PATH).json(nursery()).await.expect(201);
    admin.post(PATH).json(entry(&cahors, "housing", "Agence de Cahors")).await.expect(201);
    admin.post(PATH).json(entry("46", "housing", "Information logement du Lot")).await.expect(201);
    let (lot, relay) = ("Information logement du Lot".to_owned(), "Relais petite enfance de Figeac".to_owned());
    assert_eq!(names(&admin, &format!("territory={figeac}")).await, [lot.clone(), relay.clone()]);
    assert_eq!(names(&admin, "territory=46102").await, [lot.clone(), relay.clone()], "Figeac itself");
    assert_eq!(names(&admin, "territory=46").await, std::slice::from_ref(&lot));
    assert_eq!(names(&admin, "territory=46102&theme=housing").await, [lot]);
    assert_eq!(names(&admin, "q=CRECHE").await, std::slice::from_ref(&relay));
    assert_eq!(names(&admin, "q=lea+perie").await, [relay]);
    assert_eq!(names(&admin, "sort=-name").await.len(), 3);
    admin.get(format!("{PATH}?territory=99999")).await.expect_problem(422, "validation_failed");
    admin.get(format!("{PATH}?theme=weather")).await.expect_problem(422, "validation_failed");
    admin.get(format!("{PATH}?territory=%00")).await.expect_problem(422, "validation_failed");
    let first = admin.get(format!("{PATH}?limit=2&count=exact")).await.expect(200).json();
    assert_eq!((first["items"].as_array().unwrap().len(), &first["total"]), (2, &json!(3)));
    let cursor = first["next_cursor"].as_str().unwrap();
    let rest = admin.get(format!("{PATH}?limit=2&count=exact&cursor={cursor}")).await.expect(200).json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next_cursor"]), (1, &Value::Null));
}

#[actix_web::test]
async fn every_wrong_field_is_named_at_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let wrong = json!({"territory_code": "99999", "theme": "weather", "name": " ", "phone": "12", "email": "x",
        "website": "javascript:alert(1)"});
    let problem = admin.post(PATH).json(wrong).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/theme", "/name", "/phone", "/email", "/website"]);
    for (code, reason) in [("99999", "unknown_code"), ("46102", "invalid")] {
        let problem = admin.post(PATH).json(entry(code, "housing", "X")).await.expect_problem(422, "validation_failed");
        let error = &problem["errors"][0];
        assert_eq!((&error["pointer"], &error["code"]), (&json!("/territory_code"), &json!(reason)));
    }
}

#[actix_web::test]
async fn a_referent_keeps_the_directory_of_the_own_territory_only() {
    let t = TestApp::spawn().await;
    let (admin, here, copil) = (t.admin().await, t.referent("Grand-Figeac").await, t.copil().await);
    let (figeac, cahors) = (epci_code("Grand-Figeac"), epci_code("Grand Cahors"));
    let own = here.post(PATH).json(nursery()).await.expect(201).header("location").to_owned();
    here.post(PATH).json(entry(&cahors, "housing", "X")).await.expect_problem(403, "forbidden");
    here.post(PATH).json(entry("46", "housing", "X")).await.expect_problem(403, "forbidden");
    let moved = here.patch(&own).if_match(1).json(json!({"territory_code": cahors})).await;
    moved.expect_problem(403, "forbidden");
    let other = admin.post(PATH).json(entry(&cahors, "housing", "Agence de Cahors")).await.expect(201);
    let other = other.header("location").to_owned();
    let seen = here.get(&other).await.expect(200).json();
    assert_eq!(seen["may_change"], false, "the network reads it all");
    for call in [
        here.patch(&other).if_match(1).json(json!({"territory_code": figeac})),
        here.delete(&other).if_match(1),
        here.post(format!("{other}/verifications")).if_match(1),
        here.post(format!("{other}/restore")),
    ] {
        call.await.expect_problem(403, "forbidden");
    }
    here.post(format!("{own}/verifications")).if_match(1).await.expect(200);
    copil.get(PATH).await.expect_problem(403, "forbidden");
    t.anonymous().get(PATH).await.expect_problem(401, "unauthorized");
}
