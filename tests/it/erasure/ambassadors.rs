//! Ambassadors who are gone for good.

use super::*;
use crate::ambassadors::{move_to, somebody, written};

#[actix_web::test]
async fn an_ambassador_is_erased_after_retiring_and_stays_counted() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let mut body = somebody("Zqxcanari");
    body["portrait"] = Value::Null;
    let id = written(&admin, body).await;
    let path = format!("/api/v1/ambassadors/{id}/anonymisation");
    let order = json!({"reason": "asked", "confirmation": "élie"});
    admin.post(&path).json(order.clone()).await.expect_problem(409, "transition_not_allowed");
    move_to(&admin, &id, "retired").await.expect(200);
    let typo = json!({"reason": "asked", "confirmation": "Elie"});
    let problem = admin.post(&path).json(typo).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"][0]["code"], "confirmation_mismatch");
    admin.post(&path).json(order.clone()).await.expect(204);
    admin.post(&path).json(order).await.expect_problem(409, "transition_not_allowed");
    let one = admin.get(format!("/api/v1/ambassadors/{id}")).await.expect(200);
    assert_eq!((&one.json()["status"], &one.json()["first_name"]), (&json!("anonymised"), &json!("(effacé)")));
    assert!(!one.text().to_lowercase().contains("zqxcanari") && !one.text().contains("Élie"), "{}", one.text());
    let changes = admin.get(format!("/api/v1/ambassadors/{id}/changes")).await.expect(200).json();
    assert_eq!(changes["items"].as_array().unwrap().len(), 3, "{changes}");
    let audit = "SELECT COUNT(*) FROM audit_entries WHERE action = 'ambassador.anonymise'";
    assert_eq!(number(&t, audit).await, 1);
    assert_eq!(number(&t, "SELECT COUNT(*) FROM ambassadors WHERE email <> '' OR email_key IS NOT NULL").await, 0);
}
