//! Partners of the programme.

use serde_json::{Value, json};

use crate::harness::TestApp;

fn chamber() -> Value {
    json!({"name": "Chambre d'agriculture du Lot", "kind": "chamber_agriculture", "territories": ["46"],
        "email": "Accueil@chambre.example", "phone": "01 99 00 10 20"})
}

#[actix_web::test]
async fn a_partner_is_created_changed_archived_and_restored() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let created = admin.post("/api/v1/partners").json(chamber()).await.expect(201);
    let path = created.header("location").to_owned();
    assert_eq!((created.json()["phone"].clone(), created.version()), (json!("+33199001020"), 1));
    let patch = json!({"email": null, "website": "https://chambre.example"});
    let changed = admin.patch(&path).if_match(1).json(patch.clone()).await.expect(200).json();
    assert_eq!((&changed["email"], &changed["website"]), (&Value::Null, &json!("https://chambre.example")));
    assert_eq!(changed["phone"], "+33199001020");
    admin.patch(&path).json(patch.clone()).await.expect_problem(428, "precondition_required");
    admin.patch(&path).if_match(1).json(patch).await.expect_problem(412, "precondition_failed");
    let blank = admin.patch(&path).if_match(2).json(json!({"name": null})).await;
    assert_eq!(blank.expect_problem(422, "validation_failed")["errors"][0]["code"], "required");
    admin.delete(&path).await.expect_problem(428, "precondition_required");
    admin.delete(&path).if_match(2).await.expect(204);
    admin.patch(&path).if_match(3).json(json!({"name": "Autre"})).await.expect_problem(409, "archived");
    let left = admin.get("/api/v1/partners").await.json();
    assert_eq!((&left["items"][0]["kind"], &left["items"][1]), (&json!("departement"), &Value::Null));
    assert_eq!(admin.get("/api/v1/partners?archived=true").await.json()["items"][0]["id"], created.json()["id"]);
    let back = admin.post(format!("{path}/restore")).await.expect(200);
    assert_eq!((back.json()["archived_at"].clone(), back.version()), (Value::Null, 4));
    assert_eq!(admin.post(format!("{path}/restore")).await.expect(200).version(), 4);
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={}", created.id())).await.expect(200);
    let actions: Vec<Value> = journal.json()["items"].as_array().unwrap().iter().map(|e| e["action"].clone()).collect();
    assert_eq!(actions, ["partner.restore", "partner.archive", "partner.update", "partner.create"]);
    assert!(!journal.text().contains("chambre.example"), "the journal keeps no value: {}", journal.text());
}

#[actix_web::test]
async fn partners_are_filtered_and_wrong_input_is_named() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    admin.post("/api/v1/partners").json(chamber()).await.expect(201);
    admin.post("/api/v1/partners").json(json!({"name": "École des métiers", "kind": "cma"})).await.expect(201);
    let names = async |query: &str| -> Vec<Value> {
        let page = admin.get(format!("/api/v1/partners?{query}")).await.expect(200).json();
        page["items"].as_array().unwrap().iter().map(|partner| partner["kind"].clone()).collect()
    };
    assert_eq!(names("").await, ["chamber_agriculture", "departement", "cma"]);
    assert_eq!(names("kind=cma").await, ["cma"]);
    assert_eq!(names("q=ecole").await, ["cma"]);
    let wrong = json!({"name": "", "kind": "guild", "website": "javascript:alert(1)"});
    let problem = admin.post("/api/v1/partners").json(wrong).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 3);
    let nowhere = json!({"name": "X", "kind": "cma", "territories": ["46", "99999"]});
    let problem = admin.post("/api/v1/partners").json(nowhere).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"][0]["pointer"], "/territories/1");
}

#[actix_web::test]
async fn a_partner_sent_twice_with_a_key_is_one() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let send = || admin.post("/api/v1/partners").idempotency_key("k1").json(chamber());
    assert_eq!(send().await.expect(201).id(), send().await.expect(201).id());
    assert_eq!(admin.get("/api/v1/partners?q=chambre").await.json()["items"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn the_network_reads_partners_and_only_the_programme_changes_them() {
    let t = TestApp::spawn().await;
    let path = t.admin().await.post("/api/v1/partners").json(chamber()).await.expect(201).header("location").to_owned();
    for person in [t.referent("Grand-Figeac").await, t.copil().await] {
        person.get(&path).await.expect(200);
        person.get("/api/v1/partners").await.expect(200);
        person.post("/api/v1/partners").json(chamber()).await.expect_problem(403, "forbidden");
        person.patch(&path).if_match(1).json(json!({})).await.expect_problem(403, "forbidden");
        person.delete(&path).if_match(1).await.expect_problem(403, "forbidden");
    }
    t.anonymous().get(&path).await.expect_problem(401, "unauthorized");
}
