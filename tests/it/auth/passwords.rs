//! Changing and resetting passwords, invitations.

use chrono::Duration;
use domain::access::Role;
use serde_json::json;

use super::{PASSWORD, account, journal, letters, login, mailed_token, signed_in};
use crate::harness::TestApp;

const EMAIL: &str = "zelie@reseau.example";
const OTHER: &str = "cinq hérissons sous la halle";

#[actix_web::test]
async fn a_change_ends_the_other_sessions_and_is_told_by_mail() {
    let t = TestApp::spawn().await;
    let id = account(&t, EMAIL, Role::Referent).await;
    let (here, _) = signed_in(&t, EMAIL).await;
    let (there, _) = signed_in(&t, EMAIL).await;
    let change = |current: &str, new: &str| {
        here.post("/api/v1/auth/password").json(json!({"current_password": current, "new_password": new}))
    };
    let wrong = change("un autre mot de passe", OTHER).await.expect_problem(422, "validation_failed");
    assert_eq!(
        (&wrong["errors"][0]["pointer"], &wrong["errors"][0]["code"]),
        (&json!("/current_password"), &json!("wrong_password"))
    );
    for (password, code) in [
        ("trop court", "too_short"),
        ("CahorsCahorsCahors46", "common_password"),
        ("zelie.estrade.2026", "common_password"),
    ] {
        let problem = change(PASSWORD, password).await.expect_problem(422, "validation_failed");
        assert_eq!(problem["errors"][0]["code"], code, "{password}");
        assert_eq!(problem["errors"][0]["pointer"], "/new_password");
    }
    change(PASSWORD, OTHER).await.expect(204);
    here.get("/api/v1/auth/me").await.expect(200);
    there.get("/api/v1/auth/me").await.expect_problem(401, "session_ended");
    login(&t.anonymous(), EMAIL, PASSWORD).await.expect_problem(401, "invalid_credentials");
    login(&t.anonymous(), EMAIL, OTHER).await.expect(200);
    assert_eq!(letters(&t).await.len(), 1);
    let told = journal(&t, id).await;
    assert!(told.contains(&("user.password_change".to_owned(), json!(["password"]))), "{told:?}");
}

#[actix_web::test]
async fn a_reset_answers_alike_and_its_link_opens_once() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    let (open, _) = signed_in(&t, EMAIL).await;
    let ask = |email: &str| t.anonymous().post("/api/v1/auth/password-resets").json(json!({"email": email}));
    let unknown = ask("personne@reseau.example").await.expect(202);
    assert!(letters(&t).await.is_empty());
    let known = ask("ZELIE@reseau.example").await.expect(202);
    assert_eq!(unknown.body, known.body);
    let choose = |token: &str, password: &str| {
        t.anonymous().post("/api/v1/auth/password-resets/confirm").json(json!({"token": token, "password": password}))
    };
    let first = mailed_token(&t, "password_reset").await;
    t.clock.advance(Duration::seconds(1));
    ask(EMAIL).await.expect(202);
    let token = mailed_token(&t, "password_reset").await;
    assert_ne!(first, token);
    choose(&first, OTHER).await.expect_problem(422, "link_expired");
    let weak = choose(&token, "court").await.expect_problem(422, "validation_failed");
    assert_eq!(weak["errors"][0]["pointer"], "/password");
    choose(&token, OTHER).await.expect(204);
    choose(&token, OTHER).await.expect_problem(422, "link_expired");
    open.get("/api/v1/auth/me").await.expect_problem(401, "session_ended");
    login(&t.anonymous(), EMAIL, OTHER).await.expect(200);
}

#[actix_web::test]
async fn a_reset_link_dies_after_an_hour_and_an_invitation_after_a_week() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    t.anonymous().post("/api/v1/auth/password-resets").json(json!({"email": EMAIL})).await.expect(202);
    let reset = mailed_token(&t, "password_reset").await;
    let admin = t.admin().await;
    let luc = json!({"email": "luc@reseau.example", "first_name": "Luc", "last_name": "Bessière"});
    admin.post("/api/v1/users").json(luc).await.expect(201);
    let invitation = mailed_token(&t, "invitation").await;
    let choose = |token: &str| {
        t.anonymous().post("/api/v1/auth/password-resets/confirm").json(json!({"token": token, "password": OTHER}))
    };
    t.clock.advance(Duration::hours(1));
    choose(&reset).await.expect_problem(422, "link_expired");
    t.clock.advance(Duration::days(7) - Duration::hours(1));
    choose(&invitation).await.expect_problem(422, "link_expired");
    choose("nonsense").await.expect_problem(422, "link_expired");
}

#[actix_web::test]
async fn only_one_of_several_uses_of_a_link_succeeds() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    t.anonymous().post("/api/v1/auth/password-resets").json(json!({"email": EMAIL})).await.expect(202);
    let token = mailed_token(&t, "password_reset").await;
    let body = json!({"token": token, "password": OTHER});
    let uses = (0..4).map(|_| t.anonymous().post("/api/v1/auth/password-resets/confirm").json(body.clone()));
    let replies = futures_util::future::join_all(uses.map(IntoFuture::into_future)).await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 204).count(), 1);
    assert!(replies.iter().all(|reply| !reply.status.is_server_error()));
}
