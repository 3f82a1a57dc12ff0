//! Employers: known once by their SIRET, corrected, met, members of the network.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

use crate::harness::{Client, TestApp, epci_code};

const PATH: &str = "/api/v1/employers";

/// A SIRET that passes its check and that no other test of this process uses.
pub fn some_siret() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let start = format!("9{:08}0001", NEXT.fetch_add(1, Ordering::Relaxed));
    (0..10).map(|last| format!("{start}{last}")).find(|number| domain::siret::Siret::parse(number).is_ok()).unwrap()
}

fn workshop() -> Value {
    json!({"siret": "732 829 320 00074", "name": "Ateliers du Célé", "kind": "private", "activity_code": "25.62B",
        "headcount_band": "from_10_to_49", "commune_code": "46102", "website": "https://ateliers-du-cele.example"})
}

fn employer(name: &str, commune: &str) -> Value {
    json!({"siret": some_siret(), "name": name, "kind": "craft", "commune_code": commune})
}

async fn names(who: &Client, query: &str) -> Vec<String> {
    let page = who.get(format!("{PATH}?{query}")).await.expect(200).json();
    page["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn an_employer_is_created_corrected_archived_and_restored() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let created = admin.post(PATH).idempotency_key("k").json(workshop()).await.expect(201);
    assert_eq!(admin.post(PATH).idempotency_key("k").json(workshop()).await.expect(201).id(), created.id());
    let body = created.json();
    assert_eq!((&body["siret"], &body["commune_name"]), (&json!("73282932000074"), &json!("Figeac")));
    assert_eq!(
        (&body["epci_code"], &body["activity_nomenclature"]),
        (&json!(epci_code("Grand-Figeac")), &json!("NAF rév. 2"))
    );
    assert!(body["activity_label"].is_string() && body["membership_status"].is_null(), "{body}");
    let path = created.header("location").to_owned();
    let patch = json!({"headcount_band": "from_50_to_249", "website": null});
    let changed = admin.patch(&path).if_match(1).json(patch.clone()).await.expect(200);
    assert_eq!((&changed.json()["website"], changed.version()), (&Value::Null, 2));
    admin.patch(&path).json(patch.clone()).await.expect_problem(428, "precondition_required");
    admin.patch(&path).if_match(1).json(patch).await.expect_problem(412, "precondition_failed");
    admin.delete(&path).if_match(2).await.expect(204);
    admin.patch(&path).if_match(3).json(json!({"name": "Autre"})).await.expect_problem(409, "archived");
    assert!(names(&admin, "").await.is_empty());
    assert_eq!(admin.post(format!("{path}/restore")).await.expect(200).version(), 4);
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={}", created.id())).await.expect(200).text();
    assert!(!journal.contains("Célé"), "the journal keeps no value: {journal}");
}

#[actix_web::test]
async fn a_siret_is_known_once_and_the_refusal_says_where() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let first = admin.post(PATH).json(workshop()).await.expect(201);
    let again = referent.post(PATH).json(workshop()).await;
    let problem = again.expect_problem(409, "employer_exists");
    assert!(problem["detail"].as_str().unwrap().contains("Ateliers du Célé"), "{problem}");
    assert_eq!(problem["existing"], json!({"id": first.id(), "number": "73282932000074"}));
    let other = admin.post(PATH).json(employer("Menuiserie", "46042")).await.expect(201);
    let patch = json!({"siret": "73282932000074"});
    let taken = admin.patch(format!("{PATH}/{}", other.id())).if_match(1).json(patch).await;
    assert_eq!(taken.expect_problem(409, "employer_exists")["existing"]["id"], json!(first.id()));
}

#[actix_web::test]
async fn a_number_that_fails_its_check_is_kept_only_when_the_programme_says_why() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let mut body = workshop();
    body["siret"] = json!("22460001000013");
    let refused = admin.post(PATH).json(body.clone()).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["errors"][0]["code"], "siret_check_failed");
    body["siret_reason"] = json!("Vu sur l’avis de situation");
    referent.post(PATH).json(body.clone()).await.expect_problem(422, "validation_failed");
    let kept = admin.post(PATH).json(body).await.expect(201);
    let path = format!("{PATH}/{}", kept.id());
    let own = t.employer(&kept.id()).await;
    own.patch(&path).if_match(1).json(json!({"website": "https://lot.example"})).await.expect(200);
    let changed = own.patch(&path).if_match(2).json(json!({"siret": some_siret()})).await;
    assert_eq!(changed.expect_problem(422, "validation_failed")["errors"][0]["code"], "not_allowed");
}

#[actix_web::test]
async fn every_wrong_field_is_named_and_nothing_is_kept() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let wrong = json!({"siret": "123", "name": " ", "kind": "empire", "activity_code": "99.99Z", "commune_code": "75056",
        "networks": ["0193a000-0000-7000-8000-0000000000b1"]});
    let problem = admin.post(PATH).json(wrong).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().filter_map(|e| e["pointer"].as_str()).collect();
    assert_eq!(pointers, ["/siret", "/name", "/kind"]);
    let mut unknown = workshop();
    unknown["activity_code"] = json!("99.99Z");
    unknown["commune_code"] = json!(epci_code("Grand-Figeac"));
    unknown["networks"] = json!(["0193a000-0000-7000-8000-0000000000b1"]);
    let problem = admin.post(PATH).json(unknown).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().filter_map(|e| e["pointer"].as_str()).collect();
    assert_eq!(pointers, ["/commune_code", "/activity_code", "/networks/0"]);
    assert!(names(&admin, "").await.is_empty());
}

#[actix_web::test]
async fn a_list_of_their_own_is_put_by_siret() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let path = format!("{PATH}/by-siret/73282932000074");
    let created = admin.put(&path).json(workshop()).await.expect(201);
    assert_eq!(created.header("location"), format!("{PATH}/{}", created.id()));
    assert_eq!(admin.put(&path).json(workshop()).await.expect(200).version(), 1, "nothing to change");
    let mut grown = workshop();
    grown["headcount_band"] = json!("over_250");
    let replaced = admin.put(&path).json(grown).await.expect(200);
    assert_eq!((replaced.id(), replaced.version()), (created.id(), 2));
    let mut other = workshop();
    other["siret"] = json!(some_siret());
    let problem = admin.put(&path).json(other).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"][0]["code"], "other_than_address");
}

#[actix_web::test]
async fn employers_are_found_by_words_place_network_and_membership() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let network = json!({"name": "Club du Quercy", "kind": "employer_network", "territories": ["46"], "declared_member_count": 40});
    let network = admin.post("/api/v1/partners").json(network).await.expect(201).id();
    let mut first = workshop();
    first["networks"] = json!([network]);
    let first = admin.post(PATH).json(first).await.expect(201);
    assert_eq!(first.json()["networks"][0]["name"], "Club du Quercy");
    admin.post(PATH).json(employer("Électricité du Vers", "46042")).await.expect(201);
    admin.post(PATH).json(employer("Zinguerie", "46102")).await.expect(201);
    assert_eq!(names(&referent, "").await, ["Ateliers du Célé", "Électricité du Vers", "Zinguerie"]);
    assert_eq!(names(&referent, "sort=-name&limit=1").await, ["Zinguerie"]);
    assert_eq!(names(&referent, "q=electricite").await, ["Électricité du Vers"]);
    assert_eq!(names(&referent, "q=figeac&kind=craft").await, ["Zinguerie"]);
    assert_eq!(
        names(&referent, &format!("territory={}", epci_code("Grand-Figeac"))).await,
        ["Ateliers du Célé", "Zinguerie"]
    );
    assert_eq!(names(&referent, &format!("network={network}")).await, ["Ateliers du Célé"]);
    let ask = json!({"to": "requested", "charter_accepted_by": "Zoé Élie"});
    admin.post(format!("{PATH}/{}/membership/transitions", first.id())).json(ask).await.expect(200);
    assert_eq!(names(&referent, "membership=requested").await, ["Ateliers du Célé"]);
    let page = referent.get(format!("{PATH}?limit=2&count=exact")).await.expect(200);
    assert_eq!(page.json()["total"], 3);
    let cursor = page.json()["next_cursor"].as_str().unwrap().to_owned();
    assert_eq!(names(&referent, &format!("limit=2&count=exact&cursor={cursor}")).await, ["Zinguerie"]);
    referent.get(format!("{PATH}?territory=99999")).await.expect_problem(422, "validation_failed");
    referent.get(format!("{PATH}?membership=alumni")).await.expect_problem(422, "validation_failed");
}

#[actix_web::test]
async fn a_membership_is_asked_for_decided_and_explained() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let id = admin.post(PATH).json(workshop()).await.expect(201).id();
    let path = format!("{PATH}/{id}/membership");
    let own = t.employer(&id).await;
    assert_eq!(own.get(&path).await.expect(200).json()["allowed"], json!(["requested"]));
    let moves = format!("{path}/transitions");
    let bare = own.post(&moves).json(json!({"to": "requested"})).await.expect_problem(422, "validation_failed");
    assert_eq!(bare["errors"][0]["pointer"], "/charter_accepted_by");
    let ask = json!({"to": "requested", "charter_accepted_by": "Zoé Élie"});
    let asked = own.post(&moves).json(ask.clone()).await.expect(200).json();
    assert_eq!((&asked["status"], &asked["charter_version"]), (&json!("requested"), &json!("2025-1")));
    assert_eq!(asked["allowed"], json!([]), "the employer waits");
    own.post(&moves).json(json!({"to": "active"})).await.expect_problem(409, "transition_not_allowed");
    referent.post(&moves).json(json!({"to": "active"})).await.expect_problem(403, "forbidden");
    admin.post(&moves).json(json!({"to": "active"})).await.expect(200);
    admin.post(&moves).json(json!({"to": "suspended"})).await.expect_problem(422, "validation_failed");
    let suspend = json!({"to": "suspended", "reason": "Offres sans suite"});
    let suspended = admin.post(&moves).json(suspend).await.expect(200).json();
    assert_eq!(suspended["allowed"], json!(["active", "terminated"]));
    let wrong = admin.post(&moves).json(ask.clone()).await.expect_problem(409, "transition_not_allowed");
    assert_eq!(wrong["allowed"], json!(["active", "terminated"]));
    let history: Vec<&Value> = suspended["history"].as_array().unwrap().iter().map(|line| &line["to"]).collect();
    assert_eq!(history, [&json!("suspended"), &json!("active"), &json!("requested")]);
    assert_eq!(suspended["history"][0]["reason"], "Offres sans suite");
    let version = admin.get(format!("{PATH}/{id}")).await.expect(200).version();
    admin.delete(format!("{PATH}/{id}")).if_match(version).await.expect_problem(409, "membership_running");
    let end = json!({"to": "terminated", "reason": "Cessation"});
    admin.post(&moves).json(end).await.expect(200);
    assert_eq!(own.post(&moves).json(ask).await.expect(200).json()["status"], "requested");
}

#[actix_web::test]
async fn people_are_reached_and_the_first_to_ask_is_one() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = admin.post(PATH).json(workshop()).await.expect(201).id();
    let path = format!("{PATH}/{id}/contacts");
    let zoe = json!({"first_name": "Zoé", "last_name": "Élie", "email": "Zoe@cele.example", "is_main": true});
    let zoe = admin.post(&path).json(zoe).await.expect(201);
    let own = t.employer(&id).await;
    let luc = own
        .post(&path)
        .json(json!({"first_name": "Luc", "last_name": "Albert", "phone": "05 65 00 00 12", "is_main": true}))
        .await;
    let luc = luc.expect(201);
    let list = own.get(&path).await.expect(200).json();
    let first: Vec<(&Value, &Value)> =
        list["items"].as_array().unwrap().iter().map(|one| (&one["first_name"], &one["is_main"])).collect();
    assert_eq!(first, [(&json!("Luc"), &json!(true)), (&json!("Zoé"), &json!(false))]);
    let one = format!("{path}/{}", luc.id());
    let unreachable = own.patch(&one).if_match(1).json(json!({"phone": null})).await;
    assert_eq!(unreachable.expect_problem(422, "validation_failed")["errors"][0]["code"], "contact_required");
    assert_eq!(own.patch(&one).if_match(1).json(json!({"job_title": "Gérant"})).await.expect(200).version(), 2);
    own.delete(&one).if_match(1).await.expect_problem(412, "precondition_failed");
    own.delete(&one).if_match(2).await.expect(204);
    assert_eq!(own.get(&path).await.expect(200).json()["items"][0]["id"], zoe.id());
}

#[actix_web::test]
async fn meetings_are_logged_by_staff_and_never_read_by_the_employer() {
    let t = TestApp::spawn().await;
    let (admin, referent, colleague) =
        (t.admin().await, t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await);
    let id = admin.post(PATH).json(workshop()).await.expect(201).id();
    let path = format!("{PATH}/{id}/meetings");
    for day in ["2026-11-02", "2026-11-20", "2026-11-10"] {
        let meeting = json!({"kind": "visit", "held_on": day, "summary": format!("Le {day}")});
        referent.post(&path).json(meeting).await.expect(201);
    }
    referent
        .post(&path)
        .json(json!({"kind": "call", "held_on": "2026-11-22", "summary": "Demain"}))
        .await
        .expect_problem(422, "validation_failed");
    let page = colleague.get(format!("{path}?limit=2")).await.expect(200).json();
    let days: Vec<&Value> = page["items"].as_array().unwrap().iter().map(|one| &one["held_on"]).collect();
    assert_eq!(days, [&json!("2026-11-20"), &json!("2026-11-10")]);
    assert_eq!(page["items"][0]["may_change"], false);
    let cursor = page["next_cursor"].as_str().unwrap();
    let rest = colleague.get(format!("{path}?limit=2&cursor={cursor}")).await.expect(200).json();
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next_cursor"]), (1, &Value::Null));
    let one = format!("{path}/{}", rest["items"][0]["id"].as_str().unwrap());
    colleague.patch(&one).if_match(1).json(json!({"summary": "Autre"})).await.expect_problem(403, "forbidden");
    assert_eq!(referent.patch(&one).if_match(1).json(json!({"summary": "Autre"})).await.expect(200).version(), 2);
    admin.delete(&one).if_match(2).await.expect(204);
    t.employer(&id).await.get(&path).await.expect_problem(403, "forbidden");
}

#[actix_web::test]
async fn an_account_of_an_employer_is_made_for_one_that_exists() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let id = admin.post(PATH).json(workshop()).await.expect(201).id();
    let account = |employer: Value| {
        json!({"email": "zoe@cele.example", "first_name": "Zoé", "last_name": "Élie",
        "grants": [{"role": "employer", "employer_id": employer}]})
    };
    for (employer, code) in [(Value::Null, "required"), (json!("0193a000-0000-7000-8000-0000000000b1"), "not_found")] {
        let problem =
            admin.post("/api/v1/users").json(account(employer)).await.expect_problem(422, "validation_failed");
        assert_eq!(
            problem["errors"][0],
            json!({"pointer": "/grants/0/employer_id", "code": code, "message": problem["errors"][0]["message"]})
        );
    }
    let user = admin.post("/api/v1/users").json(account(json!(id))).await.expect(201);
    assert_eq!(user.json()["grants"][0]["employer_id"], json!(id));
    let own = t.employer(&id).await;
    let me = own.get("/api/v1/auth/me").await.expect(200).json();
    assert_eq!(me["roles"][0]["employer_name"], "Ateliers du Célé");
    assert_eq!(names(&own, "").await, ["Ateliers du Célé"]);
    admin.post(PATH).json(employer("Zinguerie", "46102")).await.expect(201);
    assert_eq!(names(&own, "archived=any").await, ["Ateliers du Célé"], "an employer lists itself only");
    own.get("/api/v1/prospects").await.expect_problem(403, "forbidden");
}
