//! The newsletter: confirmed by mail, ended in one click, its list handed out with the way to end it.

use api::housekeeping;
use chrono::Duration;
use futures_util::future::join_all;
use serde_json::{Value, json};

use crate::ambassadors;
use crate::harness::{Client, TestApp};
use crate::journeys::mailed_token;

const SUBSCRIPTIONS: &str = "/api/v1/public/newsletter-subscriptions";
const LIST: &str = "/api/v1/newsletter-subscriptions";

async fn form(t: &TestApp, email: &str) -> Value {
    let form = t.anonymous().get("/api/v1/public/newsletter-form").await.expect(200).json();
    t.clock.advance(Duration::seconds(70));
    json!({"token": form["token"], "email": email, "consent_version": form["consent"]["version"]})
}

/// Asks for the newsletter; the token of the mailed link.
pub async fn ask(t: &TestApp, email: &str) -> String {
    let body = form(t, email).await;
    t.anonymous().post(SUBSCRIPTIONS).json(body).await.expect(202);
    mailed_token(t, "newsletter_confirmation").await
}

/// Opens the mailed link.
pub async fn confirm(t: &TestApp, token: &str) -> crate::harness::Reply {
    t.anonymous().post(format!("{SUBSCRIPTIONS}/confirm")).json(json!({ "token": token })).await
}

/// The lines of the list without its header.
pub async fn listed(admin: &Client) -> Vec<String> {
    let table = admin.get(format!("{LIST}/export")).await.expect(200).text();
    table.trim().lines().skip(1).map(str::to_owned).collect()
}

#[actix_web::test]
async fn an_address_is_confirmed_listed_and_erased_in_one_click() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let first = ask(&t, "zoe@foyer.example").await;
    let second = ask(&t, "Zoe@Foyer.example ").await;
    assert!(listed(&admin).await.is_empty(), "only what is confirmed");
    for token in [&first, &first, &second] {
        confirm(&t, token).await;
    }
    let lines = listed(&admin).await;
    assert_eq!(lines.len(), 1, "one address, one line: {lines:?}");
    assert!(lines[0].starts_with("zoe@foyer.example,2026-11-21T"), "{lines:?}");
    let counts = json!({"confirmed": 1, "by_form": 1, "by_ambassador": 0});
    assert_eq!(admin.get(format!("{LIST}/counts")).await.expect(200).json(), counts);

    let one_click = lines[0].rsplit(',').next().unwrap().strip_prefix("http://localhost:8080").unwrap().to_owned();
    let page = t.anonymous().get(&one_click).await.expect(303);
    assert!(page.header("location").starts_with("/lettre/arret#"));
    assert_eq!(listed(&admin).await.len(), 1, "reading ends nothing");
    for _ in 0..2 {
        t.anonymous()
            .post(&one_click)
            .bytes("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")
            .await
            .expect(204);
    }
    assert!(listed(&admin).await.is_empty());
    t.anonymous()
        .post(format!("{SUBSCRIPTIONS}/unsubscribe/{first}"))
        .await
        .expect_problem(404, "newsletter_link_over");
    let trail = admin.get("/api/v1/audit-entries?resource_type=newsletter_subscription").await.expect(200).json();
    let deeds: Vec<&str> =
        trail["items"].as_array().unwrap().iter().map(|one| one["action"].as_str().unwrap()).collect();
    assert!(
        deeds.contains(&"newsletter_subscription.export") && deeds.contains(&"newsletter_subscription.delete"),
        "{deeds:?}"
    );
}

#[actix_web::test]
async fn an_address_confirmed_twice_at_once_stays_once() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let mut tokens = vec![];
    for _ in 0..3 {
        tokens.push(ask(&t, "zoe@foyer.example").await);
    }
    join_all(tokens.iter().map(|token| confirm(&t, token))).await;
    assert_eq!(listed(&admin).await.len(), 1);
}

#[actix_web::test]
async fn what_nobody_confirms_is_erased_and_wrong_forms_say_why() {
    let t = TestApp::spawn().await;
    let mut wrong = form(&t, "zoe").await;
    wrong["consent_version"] = json!("");
    let refused = t.anonymous().post(SUBSCRIPTIONS).json(wrong).await.expect_problem(422, "validation_failed");
    let told: Vec<(&str, &str)> = refused["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["pointer"].as_str().unwrap(), one["code"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("/email", "invalid_email"), ("/consent_version", "consent_required")]);
    let token = ask(&t, "zoe@foyer.example").await;
    t.clock.advance(Duration::days(7));
    housekeeping::run_once(&t.state).await.unwrap();
    confirm(&t, &token).await.expect_problem(404, "newsletter_link_over");
}

#[actix_web::test]
async fn the_box_of_an_ambassador_feeds_the_list_and_the_own_page_ends_it() {
    let t = TestApp::spawn().await;
    let admin = t.admin().await.client;
    let ticket = t.anonymous().get("/api/v1/public/ambassador-form").await.expect(200).json();
    t.clock.advance(Duration::seconds(20));
    let body = json!({"token": ticket["token"], "ambassador": ambassadors::somebody("Ada"), "newsletter": true,
        "consent_version": ticket["consent"]["version"]});
    let own = ambassadors::applied(&t, body).await;
    assert!(listed(&admin).await[0].starts_with("ada@ambassade.example,"));
    let page = "/api/v1/public/linked-ambassador";
    let read = own.get(page).await.expect(200);
    assert_eq!(read.json()["newsletter"], true);
    own.patch(page).if_match(read.version()).json(json!({"newsletter": false})).await.expect(200);
    assert!(listed(&admin).await.is_empty());
}
