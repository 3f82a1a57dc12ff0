//! The inbox: requests confirmed by call, read within one's territories.

use serde_json::json;

use super::{INBOX, count, fault, form, form_with, only_request, send};
use crate::harness::TestApp;

#[actix_web::test]
async fn a_request_with_a_phone_only_waits_for_a_call() {
    let t = TestApp::spawn().await;
    let referent = t.referent("Grand-Figeac").await;
    let receipt = send(&t, form_with(&t, json!({"email": null})).await).await.expect(201).json();
    assert_eq!(receipt["contact"], "phone");
    assert_eq!(count(&t, "outbox_messages").await, 0);
    let request = only_request(&referent).await;
    assert_eq!(request["allowed_transitions"], json!(["confirmed", "expired"]));
    let path = format!("{INBOX}/{}/transitions", request["id"].as_str().unwrap());
    let call = json!({"to": "confirmed", "reason": "Confirmée par téléphone"});
    let confirmed = referent.post(&path).json(call.clone()).await.expect(200).json();
    assert_eq!(
        (confirmed["status"].as_str(), confirmed["prospect_number"].as_str()),
        (Some("confirmed"), Some("OML-2026-00001"))
    );
    assert!(confirmed["confirmed_by_name"].as_str().unwrap().starts_with("Camille"));
    referent.post(&path).json(call).await.expect_problem(409, "transition_not_allowed");

    send(&t, form_with(&t, json!({"email": null, "last_name": "Autre"})).await).await.expect(201);
    let waiting = referent.get(format!("{INBOX}?status=pending")).await.expect(200).json()["items"][0].clone();
    let path = format!("{INBOX}/{}/transitions", waiting["id"].as_str().unwrap());
    let problem = referent.post(&path).json(json!({"to": "expired"})).await.expect_problem(422, "validation_failed");
    assert_eq!(fault(&problem, "/reason"), "required");
    let joined = referent.post(&path).json(json!({"to": "confirmed"})).await.expect(200).json();
    assert_eq!(joined["prospect_number"], "OML-2026-00001", "the call proved whose phone it is");
}

#[actix_web::test]
async fn a_referent_sees_the_requests_of_their_territory_only() {
    let t = TestApp::spawn().await;
    let (here, elsewhere, admin) =
        (t.referent("Grand-Figeac").await, t.referent("Grand Cahors").await, t.admin().await);
    send(&t, form(&t).await).await.expect(201);
    let anywhere = json!({"wished_territories": [], "territory_indifferent": true, "email": "b@foyer.example"});
    send(&t, form_with(&t, anywhere).await).await.expect(201);
    let id = only_request(&here).await["id"].as_str().unwrap().to_owned();
    let nothing = elsewhere.get(format!("{INBOX}?count=exact")).await.expect(200).json();
    assert_eq!((nothing["items"].clone(), nothing["total"].as_i64()), (json!([]), Some(0)));
    let all = admin.get(format!("{INBOX}?count=exact&limit=1")).await.expect(200).json();
    assert_eq!(all["total"], 2);
    let cursor = all["next_cursor"].as_str().unwrap();
    let rest = admin.get(format!("{INBOX}?limit=1&cursor={cursor}")).await.expect(200).json();
    assert_eq!(rest["items"][0]["id"], id.as_str());
    assert!(rest["next_cursor"].is_null());

    here.get(format!("{INBOX}/{id}")).await.expect(200);
    let missing = uuid::Uuid::now_v7();
    for path in [format!("{INBOX}/{id}"), format!("{INBOX}/{missing}")] {
        elsewhere.get(&path).await.expect_problem(404, "not_found");
        let confirm = json!({"to": "confirmed"});
        elsewhere.post(format!("{path}/transitions")).json(confirm).await.expect_problem(404, "not_found");
    }
    t.copil().await.get(INBOX).await.expect_problem(403, "forbidden");
    t.anonymous().get(INBOX).await.expect_problem(401, "unauthorized");
    let found = admin.get(format!("{INBOX}?q=kerbrat%20maelle&status=pending,confirmed")).await.expect(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 2);
    admin.get(format!("{INBOX}?status=gone")).await.expect_problem(422, "validation_failed");
    admin.get(format!("{INBOX}?count=about")).await.expect_problem(422, "validation_failed");
}
