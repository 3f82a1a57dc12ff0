//! The second factor.

use chrono::Duration;
use domain::access::Role;
use serde_json::{Value, json};
use totp_rs::{Algorithm, Secret, TOTP};

use super::{PASSWORD, account, letters, signed_in};
use crate::harness::{Call, Client, TestApp};

const EMAIL: &str = "zelie@reseau.example";

/// What the application of the person shows now.
fn code(t: &TestApp, secret: &str) -> String {
    let secret = Secret::Encoded(secret.to_owned()).to_bytes().unwrap();
    let totp = TOTP::new(Algorithm::SHA1, 6, 1, 30, secret).unwrap();
    totp.generate(u64::try_from(t.clock.now().timestamp()).unwrap())
}

/// Turns the second factor on; the secret and the recovery codes.
async fn enrolled(t: &TestApp, me: &Client) -> (String, Vec<String>) {
    let enrolment = me.post("/api/v1/auth/totp").await.expect(201).json();
    let secret = enrolment["secret"].as_str().unwrap().to_owned();
    assert!(enrolment["otpauth_url"].as_str().unwrap().starts_with("otpauth://totp/"));
    assert!(enrolment["qr_svg"].as_str().unwrap().contains("<svg"));
    let wrong = me.post("/api/v1/auth/totp/confirm").json(json!({"code": "000000x"})).await;
    assert_eq!(wrong.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/code");
    let confirmed = me.post("/api/v1/auth/totp/confirm").json(json!({"code": code(t, &secret)})).await.expect(200);
    let codes = confirmed.json()["recovery_codes"].as_array().unwrap().clone();
    (secret, codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect())
}

fn login_with(t: &TestApp, code: impl Into<Value>) -> Call {
    let body = json!({"email": EMAIL, "password": PASSWORD, "totp_code": code.into()});
    t.anonymous().post("/api/v1/auth/login").json(body)
}

#[actix_web::test]
async fn a_code_is_asked_for_and_serves_once() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    let (me, _) = signed_in(&t, EMAIL).await;
    let (secret, _) = enrolled(&t, &me).await;
    assert_eq!(me.get("/api/v1/auth/me").await.json()["totp_enabled"], true);
    me.post("/api/v1/auth/totp").await.expect_problem(409, "totp_already_enabled");
    login_with(&t, Value::Null).await.expect_problem(401, "totp_required");
    login_with(&t, "").await.expect_problem(401, "totp_required");
    login_with(&t, code(&t, &secret)).await.expect_problem(401, "invalid_credentials");
    t.clock.advance(Duration::seconds(30));
    let fresh = code(&t, &secret);
    login_with(&t, format!("{} {}", &fresh[..3], &fresh[3..])).await.expect(200);
    login_with(&t, fresh).await.expect_problem(401, "invalid_credentials");
    t.clock.advance(Duration::seconds(90));
    let late = code(&t, &secret);
    t.clock.advance(Duration::seconds(90));
    login_with(&t, late).await.expect_problem(401, "invalid_credentials");
}

#[actix_web::test]
async fn each_recovery_code_serves_once() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    let (me, _) = signed_in(&t, EMAIL).await;
    let (_, codes) = enrolled(&t, &me).await;
    assert_eq!(codes.len(), 10);
    login_with(&t, codes[0].to_lowercase()).await.expect(200);
    login_with(&t, codes[0].clone()).await.expect_problem(401, "invalid_credentials");
    login_with(&t, codes[1].replace('-', " ")).await.expect(200);
}

#[actix_web::test]
async fn the_password_turns_it_off() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    let (me, _) = signed_in(&t, EMAIL).await;
    enrolled(&t, &me).await;
    let off = |password: &str| me.post("/api/v1/auth/totp/disable").json(json!({"password": password}));
    assert_eq!(off("un autre").await.expect_problem(422, "validation_failed")["errors"][0]["pointer"], "/password");
    off(PASSWORD).await.expect(204);
    login_with(&t, Value::Null).await.expect(200);
    assert!(letters(&t).await.is_empty());
}
