//! Renewing and ending sessions.

use chrono::Duration;
use domain::access::Role;
use futures_util::future::join_all;
use serde_json::json;

use super::{account, cookie, journal, refresh, signed_in};
use crate::harness::TestApp;

const EMAIL: &str = "zelie@reseau.example";

#[actix_web::test]
async fn a_refresh_gives_a_new_token_and_a_new_cookie() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    let (_, first) = signed_in(&t, EMAIL).await;
    let renewed = refresh(&t, &first).await.expect(200);
    let second = cookie(&renewed);
    assert_ne!(first, second);
    t.bearer(renewed.json()["access_token"].as_str().unwrap()).get("/api/v1/auth/me").await.expect(200);
    refresh(&t, &second).await.expect(200);
    t.anonymous().post("/api/v1/auth/refresh").await.expect_problem(401, "unauthorized");
}

#[actix_web::test]
async fn of_twenty_refreshes_at_once_exactly_one_succeeds_and_the_session_lives() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    let (_, first) = signed_in(&t, EMAIL).await;
    let replies = join_all((0..20).map(|_| refresh(&t, &first))).await;
    let (won, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|reply| reply.status == 200);
    assert_eq!((won.len(), lost.len()), (1, 19));
    for reply in lost {
        assert_eq!(reply.header("set-cookie"), "", "a loser of the race must not take the winner's cookie away");
        assert_eq!(reply.header("retry-after"), "2");
        reply.expect_problem(401, "session_ended");
    }
    refresh(&t, &cookie(&won[0])).await.expect(200);
}

#[actix_web::test]
async fn an_answer_that_got_lost_is_given_again() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    let (_, first) = signed_in(&t, EMAIL).await;
    let lost = cookie(&refresh(&t, &first).await.expect(200));
    refresh(&t, &first).await.expect_problem(401, "session_ended");
    t.clock.advance(Duration::seconds(2));
    let again = refresh(&t, &first).await.expect(200);
    assert_eq!(cookie(&again), lost);
    t.bearer(again.json()["access_token"].as_str().unwrap()).get("/api/v1/auth/me").await.expect(200);
    let next = cookie(&refresh(&t, &lost).await.expect(200));
    assert_ne!(next, lost);
    // Two renewals ago is nobody's lost answer.
    refresh(&t, &first).await.expect_problem(401, "session_ended");
    refresh(&t, &next).await.expect_problem(401, "session_ended");
}

#[actix_web::test]
async fn a_replaced_token_that_comes_back_ends_the_session() {
    let t = TestApp::spawn().await;
    let id = account(&t, EMAIL, Role::Referent).await;
    let (me, first) = signed_in(&t, EMAIL).await;
    let second = cookie(&refresh(&t, &first).await.expect(200));
    t.clock.advance(Duration::seconds(31));
    let reused = refresh(&t, &first).await;
    assert!(reused.header("set-cookie").contains("Max-Age=0"), "{}", reused.header("set-cookie"));
    reused.expect_problem(401, "session_ended");
    refresh(&t, &second).await.expect_problem(401, "session_ended");
    me.get("/api/v1/auth/me").await.expect_problem(401, "session_ended");
    assert!(journal(&t, id).await.contains(&("session.reuse".to_owned(), json!([]))));
}

#[actix_web::test]
async fn a_forged_token_ends_nothing() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    let (_, first) = signed_in(&t, EMAIL).await;
    let (body, tag) = first.rsplit_once('.').unwrap();
    let (session, _) = body.split_once('.').unwrap();
    for forged in [format!("{session}.x.{tag}"), format!("{body}.{}", tag.to_lowercase()), "oml_refresh=x".to_owned()] {
        refresh(&t, &forged).await.expect_problem(401, "session_ended");
    }
    refresh(&t, &first).await.expect(200);
}

#[actix_web::test]
async fn sessions_end_when_idle_and_at_last_when_old() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    let (_, mut last) = signed_in(&t, EMAIL).await;
    for _ in 0..65 {
        t.clock.advance(Duration::hours(11));
        last = cookie(&refresh(&t, &last).await.expect(200));
    }
    t.clock.advance(Duration::hours(6));
    refresh(&t, &last).await.expect_problem(401, "session_ended");
    let (me, idle) = signed_in(&t, EMAIL).await;
    t.clock.advance(Duration::seconds(601));
    me.get("/api/v1/auth/me").await.expect_problem(401, "session_ended");
    t.clock.advance(Duration::hours(12));
    refresh(&t, &idle).await.expect_problem(401, "session_ended");
}

#[actix_web::test]
async fn one_sees_and_ends_ones_own_sessions_only() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    account(&t, "luc@reseau.example", Role::Referent).await;
    let (here, _) = signed_in(&t, EMAIL).await;
    let (there, _) = signed_in(&t, EMAIL).await;
    let (other, _) = signed_in(&t, "luc@reseau.example").await;
    let list = here.get("/api/v1/auth/sessions").await.expect(200).json();
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    let away = items.iter().find(|item| item["current"] == false).unwrap()["id"].as_str().unwrap();
    let path = format!("/api/v1/auth/sessions/{away}");
    other.delete(&path).await.expect_problem(404, "not_found");
    here.delete(&path).await.expect(204);
    here.delete(&path).await.expect_problem(404, "not_found");
    there.get("/api/v1/auth/me").await.expect_problem(401, "session_ended");
    here.get("/api/v1/auth/me").await.expect(200);
}

#[actix_web::test]
async fn signing_out_ends_the_session_and_everywhere_all_of_them() {
    let t = TestApp::spawn().await;
    account(&t, EMAIL, Role::Referent).await;
    let (one, cookie_of_one) = signed_in(&t, EMAIL).await;
    let (two, _) = signed_in(&t, EMAIL).await;
    let (three, cookie_of_three) = signed_in(&t, EMAIL).await;
    let out = t.anonymous().post("/api/v1/auth/logout").header("cookie", &cookie_of_one).await.expect(204);
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    one.get("/api/v1/auth/me").await.expect_problem(401, "session_ended");
    t.anonymous().post("/api/v1/auth/logout").await.expect(204);
    two.post("/api/v1/auth/logout-everywhere").await.expect(204);
    three.get("/api/v1/auth/me").await.expect_problem(401, "session_ended");
    refresh(&t, &cookie_of_three).await.expect_problem(401, "session_ended");
}
