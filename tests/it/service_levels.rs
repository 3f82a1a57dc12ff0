//! Delays and hours of the programme.

use serde_json::{Value, json};

use crate::harness::TestApp;

const PATH: &str = "/api/v1/service-levels";

#[actix_web::test]
async fn the_programme_starts_with_its_charter_and_changes_it() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let mut first = admin.get(PATH).await.expect(200).json();
    first.as_object_mut().unwrap().remove("updated_at");
    let charter = json!({"accept_days": 2, "first_contact_days": 5, "next_action_days": 30, "pool_days": 2,
        "stale_after_days": 365, "opens_at": "09:00", "closes_at": "17:00", "digest_at": "08:00", "version": 1});
    assert_eq!(first, charter);
    let patch = json!({"accept_days": 3, "opens_at": "08:30", "digest_at": "07:45"});
    let changed = admin.patch(PATH).if_match(1).json(patch.clone()).await.expect(200);
    assert_eq!((changed.version(), changed.json()["first_contact_days"].clone()), (2, json!(5)));
    assert_eq!(admin.get(PATH).await.expect(200).json(), changed.json());
    for (field, value) in patch.as_object().unwrap() {
        assert_eq!(&changed.json()[field], value);
    }
    admin.patch(PATH).json(patch.clone()).await.expect_problem(428, "precondition_required");
    admin.patch(PATH).if_match(1).json(patch).await.expect_problem(412, "precondition_failed");
    let journal = admin.get("/api/v1/audit-entries?action=service_levels.update").await.expect(200).json();
    assert_eq!(journal["items"].as_array().unwrap().len(), 1);
    assert_eq!(journal["items"][0]["fields"], json!(["accept_days", "opens_at", "digest_at"]));
}

#[actix_web::test]
async fn wrong_delays_are_named_and_change_nothing() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await;
    let wrong = json!({"accept_days": 0, "pool_days": null, "opens_at": "9h", "digest_at": "25:00"});
    let problem = admin.patch(PATH).if_match(1).json(wrong).await.expect_problem(422, "validation_failed");
    let told: Vec<(Value, Value)> =
        problem["errors"].as_array().unwrap().iter().map(|e| (e["pointer"].clone(), e["code"].clone())).collect();
    let expected = [
        ("/accept_days", "out_of_range"),
        ("/pool_days", "required"),
        ("/opens_at", "invalid_time"),
        ("/digest_at", "invalid_time"),
    ];
    assert_eq!(told, expected.map(|(pointer, code)| (json!(pointer), json!(code))));
    let closed = json!({"closes_at": "08:00"});
    let problem = admin.patch(PATH).if_match(1).json(closed).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"][0]["message"], "La fermeture doit venir après l’ouverture.");
    assert_eq!(admin.get(PATH).await.expect(200).version(), 1);
}

#[actix_web::test]
async fn the_network_reads_them_and_only_the_programme_changes_them() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    referent.get(PATH).await.expect(200);
    referent.patch(PATH).if_match(1).json(json!({"accept_days": 9})).await.expect_problem(403, "forbidden");
    t.copil().await.get(PATH).await.expect_problem(403, "forbidden");
    t.anonymous().get(PATH).await.expect_problem(401, "unauthorized");
}
