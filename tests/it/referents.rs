//! Référents accueil.

use serde_json::{Value, json};

use crate::harness::{Person, TestApp, epci_code};

async fn partner(admin: &Person) -> String {
    let body = json!({"name": "Communauté de communes d'essai", "kind": "epci"});
    admin.post("/api/v1/partners").json(body).await.expect(201).id()
}

fn referent(partner_id: &str, name: &str, zones: &[&str]) -> Value {
    json!({"partner_id": partner_id, "display_name": name, "zones": zones, "languages": ["fr"], "capacity": 20})
}

#[actix_web::test]
async fn a_referent_and_their_absences_are_kept() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let partner_id = partner(&admin).await;
    let other = admin.post("/api/v1/referents").json(referent(&partner_id, "Luc Bessière", &[])).await.expect(201).id();
    let mut body = referent(&partner_id, "Nadège Roumégous", &["46"]);
    body["absences"] = json!([{"from_on": "2027-07-01", "to_on": "2027-07-15", "substitute_id": other},
        {"from_on": "2026-12-21", "to_on": "2027-01-03"}]);
    let created = admin.post("/api/v1/referents").json(body).await.expect(201);
    let (path, kept) = (created.header("location").to_owned(), created.json());
    assert_eq!(kept["absences"][0]["from_on"], "2026-12-21");
    assert_eq!((&kept["absences"][1]["substitute_id"], &kept["open_files"]), (&json!(other), &json!(0)));
    assert_eq!(kept["partner_name"], "Communauté de communes d'essai");
    let own = json!({"absences": [{"from_on": "2027-07-01", "to_on": "2027-06-15", "substitute_id": created.id()}]});
    let problem = admin.patch(&path).if_match(1).json(own).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 2);
    let changed =
        admin.patch(&path).if_match(1).json(json!({"absences": [], "capacity": null})).await.expect(200).json();
    assert_eq!((&changed["absences"], &changed["capacity"]), (&json!([]), &Value::Null));
    admin.patch(&path).if_match(1).json(json!({"capacity": 3})).await.expect_problem(412, "precondition_failed");
    admin.delete(&path).if_match(2).await.expect(204);
    admin.patch(&path).if_match(3).json(json!({"capacity": 3})).await.expect_problem(409, "archived");
    admin.post(format!("{path}/restore")).await.expect(200);
}

#[actix_web::test]
async fn references_that_do_not_exist_are_named() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let nobody = "01990000-0000-7000-8000-000000000000";
    let mut body = referent(nobody, "X", &["46"]);
    body["user_id"] = json!(nobody);
    body["absences"] = json!([{"from_on": "2027-07-01", "to_on": "2027-07-02", "substitute_id": nobody}]);
    let problem = admin.post("/api/v1/referents").json(body).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    assert_eq!(pointers, ["/partner_id", "/user_id", "/absences/0/substitute_id"]);
    let partner_id = partner(&admin).await;
    let mut mine = referent(&partner_id, "Moi", &[]);
    mine["user_id"] = json!(admin.user_id);
    admin.post("/api/v1/referents").json(mine.clone()).await.expect(201);
    let twice = admin.post("/api/v1/referents").json(mine).await.expect_problem(422, "validation_failed");
    assert_eq!(
        (&twice["errors"][0]["pointer"], &twice["errors"][0]["code"]),
        (&json!("/user_id"), &json!("duplicate"))
    );
}

#[actix_web::test]
async fn referents_are_found_by_name_territory_and_project() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let partner_id = partner(&admin).await;
    let (figeac, cahors) = (epci_code("Grand-Figeac"), epci_code("Grand Cahors"));
    for (name, zone, types) in
        [("Alix", figeac.as_str(), json!(["craft"])), ("Bruno", "46", json!([])), ("Chloé", &cahors, json!(["health"]))]
    {
        let mut body = referent(&partner_id, name, &[zone]);
        body["project_types"] = types;
        admin.post("/api/v1/referents").json(body).await.expect(201);
    }
    let reader = t.referent("Grand-Figeac").await;
    let names = async |query: &str| -> Vec<String> {
        let page = reader.get(format!("/api/v1/referents?partner_id={partner_id}&{query}")).await.expect(200).json();
        page["items"].as_array().unwrap().iter().map(|r| r["display_name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("").await, ["Alix", "Bruno", "Chloé"]);
    assert_eq!(names("q=chloe").await, ["Chloé"]);
    assert_eq!(names(&format!("territory={figeac}")).await, ["Alix", "Bruno"]);
    // A commune is covered by its EPCI: 46102 is Figeac.
    assert_eq!(names("territory=46102").await, ["Alix", "Bruno"]);
    assert_eq!(names("project_type=health").await, ["Bruno", "Chloé"]);
    assert_eq!(names("territory=46&sort=-name").await, ["Bruno"]);
    reader.get("/api/v1/referents?territory=99999").await.expect_problem(422, "validation_failed");
    reader.post("/api/v1/referents").json(referent(&partner_id, "X", &[])).await.expect_problem(403, "forbidden");
    t.copil().await.get("/api/v1/referents").await.expect_problem(403, "forbidden");
}
