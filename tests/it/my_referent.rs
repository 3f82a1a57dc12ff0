//! A référent's own settings.

use serde_json::{Value, json};

use crate::harness::TestApp;

const PATH: &str = "/api/v1/my-referent";

#[actix_web::test]
async fn a_referent_says_when_they_are_away_and_how_much_they_take_on() {
    let t = TestApp::spawn().await;
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let substitute = t.referent("Grand-Figeac").await.referent_id;
    let read = referent.get(PATH).await.expect(200);
    assert_eq!(read.json()["id"], json!(referent.referent_id));
    let change = json!({"capacity": 12, "languages": ["fr", "en"], "phone": "01 99 00 12 34",
        "email": "camille@epci.example",
        "absences": [{"from_on": "2026-12-21", "to_on": "2027-01-03", "substitute_id": substitute}]});
    referent.patch(PATH).json(change.clone()).await.expect_problem(428, "precondition_required");
    let changed = referent.patch(PATH).if_match(read.version()).json(change).await.expect(200);
    let now = changed.json();
    assert_eq!((&now["capacity"], &now["phone"]), (&json!(12), &json!("+33199001234")));
    assert_eq!((&now["languages"], &now["email"]), (&json!(["fr", "en"]), &json!("camille@epci.example")));
    assert_eq!(now["absences"][0]["substitute_id"], json!(substitute));
    // What was not sent stays.
    assert_eq!((&now["zones"], &now["display_name"]), (&read.json()["zones"], &read.json()["display_name"]));
    referent.patch(PATH).if_match(read.version()).json(json!({})).await.expect_problem(412, "precondition_failed");
    let freed = referent.patch(PATH).if_match(changed.version()).json(json!({"capacity": null, "absences": []}));
    let freed = freed.await.expect(200).json();
    assert_eq!((&freed["capacity"], &freed["absences"]), (&Value::Null, &json!([])));
    let journal = admin.get(format!("/api/v1/audit-entries?resource_id={}", now["id"].as_str().unwrap())).await;
    let journal = journal.expect(200);
    assert_eq!(journal.json()["items"][0]["fields"], json!(["capacity", "absences"]));
    assert!(!journal.text().contains("+33199001234"), "the journal keeps no value");
}

#[actix_web::test]
async fn zones_and_names_are_the_programmes_business() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    for field in ["zones", "project_types", "display_name", "partner_id", "user_id"] {
        let mut change = json!({"capacity": 3});
        change[field] = json!([]);
        let problem = referent.patch(PATH).if_match(1).json(change).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], "unknown_field", "{field}");
    }
    let own = json!({"capacity": -1, "languages": ["xx"], "phone": "12", "absences":
        [{"from_on": "2027-01-03", "to_on": "2026-12-21", "substitute_id": referent.referent_id}]});
    let problem = referent.patch(PATH).if_match(1).json(own).await.expect_problem(422, "validation_failed");
    let pointers: Vec<&str> =
        problem["errors"].as_array().unwrap().iter().map(|error| error["pointer"].as_str().unwrap()).collect();
    let expected = ["/phone", "/languages/0", "/capacity", "/absences/0/to_on", "/absences/0/substitute_id"];
    assert_eq!(pointers, expected);
}

#[actix_web::test]
async fn who_is_no_referent_has_no_settings() {
    let t = TestApp::spawn().await;
    for person in [t.admin().await, t.copil().await] {
        person.get(PATH).await.expect_problem(404, "not_found");
        person.patch(PATH).if_match(1).json(json!({"capacity": 3})).await.expect_problem(404, "not_found");
    }
    t.anonymous().get(PATH).await.expect_problem(401, "unauthorized");
    let (admin, referent) = (t.admin().await, t.referent("Grand-Figeac").await);
    let path = format!("/api/v1/referents/{}", referent.referent_id.unwrap());
    admin.delete(path).if_match(1).await.expect(204);
    referent.get(PATH).await.expect_problem(404, "not_found");
}
