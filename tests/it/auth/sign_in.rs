//! The sign-in itself, and one's own account.

use domain::access::Role;
use serde_json::json;

use super::{PASSWORD, account, journal, login, signed_in};
use crate::harness::TestApp;

#[actix_web::test]
async fn the_right_password_opens_a_session() {
    let t = TestApp::spawn().await;
    let id = account(&t, "zelie@reseau.example", Role::Referent).await;
    let reply = login(&t.anonymous(), " Zelie@Reseau.Example ", PASSWORD).await.expect(200);
    let cookie = reply.header("set-cookie").to_owned();
    for part in ["oml_refresh=", "; HttpOnly", "; SameSite=Strict", "; Path=/", "; Max-Age=43200"] {
        assert!(cookie.contains(part), "{part} is missing in {cookie}");
    }
    assert_eq!(reply.header("cache-control"), "no-store");
    let session = reply.json();
    assert_eq!((&session["token_type"], &session["expires_in"]), (&json!("Bearer"), &json!(600)));
    assert_eq!(session["user"]["roles"][0]["role"], "referent");
    assert!(session["user"]["permissions"].as_array().unwrap().contains(&json!("read_prospects")));
    let me = t.bearer(session["access_token"].as_str().unwrap()).get("/api/v1/auth/me").await.expect(200);
    assert_eq!((me.json(), me.version()), (session["user"].clone(), 1));
    assert_eq!(journal(&t, id).await, [("session.create".to_owned(), json!([]))]);
}

#[actix_web::test]
async fn over_https_the_cookie_is_bound_to_the_host() {
    let t = TestApp::spawn_with(|config| config.public_url = "https://lot.example".to_owned()).await;
    account(&t, "zelie@reseau.example", Role::Referent).await;
    let reply = login(&t.anonymous(), "zelie@reseau.example", PASSWORD).await.expect(200);
    let cookie = reply.header("set-cookie");
    assert!(cookie.starts_with("__Host-oml_refresh=") && cookie.contains("; Secure"), "{cookie}");
}

#[actix_web::test]
async fn every_refusal_reads_the_same() {
    let t = TestApp::spawn().await;
    account(&t, "zelie@reseau.example", Role::Referent).await;
    let invited = json!({"email": "luc@reseau.example", "first_name": "Luc", "last_name": "Bessière"});
    t.admin().await.post("/api/v1/users").json(invited).await.expect(201);
    let mut answers = vec![];
    for (email, password) in [
        ("zelie@reseau.example", "quatre chevreuils au bois"),
        ("personne@reseau.example", PASSWORD),
        ("luc@reseau.example", PASSWORD),
        ("pas une adresse", ""),
    ] {
        let mut problem = login(&t.anonymous(), email, password).await.expect_problem(401, "invalid_credentials");
        problem["instance"] = json!(null);
        answers.push(problem);
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
}

#[actix_web::test]
async fn failures_are_limited_per_account_and_successes_are_not() {
    let t = TestApp::spawn_with(|config| config.rate_limit_factor = 1).await;
    account(&t, "zelie@reseau.example", Role::Referent).await;
    for _ in 0..25 {
        login(&t.anonymous(), "zelie@reseau.example", PASSWORD).await.expect(200);
    }
    for _ in 0..10 {
        login(&t.anonymous(), "zelie@reseau.example", "x").await.expect_problem(401, "invalid_credentials");
    }
    let refused = login(&t.anonymous(), "zelie@reseau.example", PASSWORD).await;
    assert!(refused.header("retry-after").parse::<u32>().is_ok_and(|seconds| seconds > 0));
    refused.expect_problem(429, "rate_limited");
}

#[actix_web::test]
async fn one_corrects_ones_own_name() {
    let t = TestApp::spawn().await;
    let id = account(&t, "zelie@reseau.example", Role::Referent).await;
    let (me, _) = signed_in(&t, "zelie@reseau.example").await;
    me.patch("/api/v1/auth/me").json(json!({"first_name": "Zoé"})).await.expect_problem(428, "precondition_required");
    let change = |version| me.patch("/api/v1/auth/me").if_match(version).json(json!({"first_name": "Zoé"}));
    let changed = change(1).await.expect(200);
    assert_eq!((changed.json()["first_name"].clone(), changed.version()), (json!("Zoé"), 2));
    change(1).await.expect_problem(412, "precondition_failed");
    let blank = me.patch("/api/v1/auth/me").if_match(2).json(json!({"first_name": null, "last_name": " "})).await;
    let errors = blank.expect_problem(422, "validation_failed")["errors"].clone();
    assert_eq!(errors.as_array().unwrap().len(), 1, "null is named before the rest is read: {errors}");
    assert_eq!(journal(&t, id).await[1], ("user.update".to_owned(), json!(["first_name"])));
    t.anonymous().get("/api/v1/auth/me").await.expect_problem(401, "unauthorized");
    t.bearer("nonsense").get("/api/v1/auth/me").await.expect_problem(401, "session_ended");
}
