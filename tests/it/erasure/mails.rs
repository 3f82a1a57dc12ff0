//! A mail that a worker took before its reader was erased does not leave after.

use api::mail::{self, Transport};
use chrono::Duration;

use super::*;
use crate::harness::SmtpSink;

#[actix_web::test]
async fn a_mail_that_was_taken_before_the_erasure_does_not_leave_after_it() {
    let mut sink = SmtpSink::start().await;
    let t = TestApp::spawn_with(|config| config.mail_url = sink.url.clone().into()).await;
    let admin = t.admin().await;
    let mut body = household("Vayssettes", FIGEAC);
    body["members"][0]["email"] = json!("ines@foyer.example");
    let id = admin.post("/api/v1/prospects").json(body).await.expect(201).id();
    let link = async || {
        let asked = json!({"email": "ines@foyer.example"});
        t.anonymous().post("/api/v1/public/household-page/links").json(asked).await.expect(202);
        mail::take(&t.state).await.unwrap().unwrap()
    };
    let transport = Transport::open(&t.state.config).unwrap();
    let leaves = link().await;
    assert!(mail::deliver(&t.state, &transport, &leaves).await.unwrap());
    assert_eq!(sink.next().await.to, ["ines@foyer.example"]);

    let taken = link().await;
    anonymise(&admin, &id).await.expect(204);
    assert!(!mail::deliver(&t.state, &transport, &taken).await.unwrap());
    // Nor is anything left of it for whoever relieves a worker that died.
    t.clock.advance(Duration::minutes(10));
    assert_eq!(mail::deliver_due(&t.state).await, Ok(0));
    assert!(sink.rest().is_empty());
    assert_eq!(number(&t, "SELECT COUNT(*) FROM outbox_messages WHERE recipient <> ''").await, 0);
}
