//! Every failure is a problem document: the nine ways in which a request goes wrong before a handler sees it.

use std::time::{Duration, Instant};

use actix_web::body::to_bytes;
use actix_web::dev::Service;
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::test::{TestRequest, init_service};
use actix_web::{App, HttpResponse, web};
use api::http::secure;
use api::problem::speak;
use serde_json::{Value, json};

use crate::harness::{Reply, Server, TestApp, TestDatabase};

/// Words of parsers and frameworks that say nothing to people.
pub const PARSER_WORDS: [&str; 10] = [
    "expected",
    "serde",
    "line 1 column",
    "invalid type",
    "missing field",
    "unknown field",
    "unknown variant",
    "panicked",
    "EOF",
    "deserialize",
];

/// What every failure has in common.
#[track_caller]
pub fn assert_problem(reply: &Reply, status: u16, code: &str) {
    let problem = reply.clone().expect_problem(status, code);
    assert_eq!(problem["status"], status);
    for field in ["type", "title", "detail", "instance"] {
        assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{field} is missing in {problem}");
    }
    assert_eq!(problem["instance"], reply.header("x-request-id"));
    for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "strict-transport-security"] {
        assert!(!reply.header(name).is_empty(), "{name} is missing");
    }
    assert_eq!(reply.header("cache-control"), "no-store");
    for word in PARSER_WORDS {
        assert!(!reply.text().contains(word), "{word:?} in {}", reply.text());
    }
}

#[actix_web::test]
async fn an_unknown_path_does_not_exist() {
    let t = TestApp::spawn().await;
    assert_problem(&t.anonymous().get("/api/v1/nowhere").await, 404, "not_found");
}

#[actix_web::test]
async fn a_failure_is_readable_by_those_who_accept_compression() {
    let t = TestApp::spawn().await;
    for path in ["/api/v1/nowhere", "/api/v1/partners", "/api/v1/prospects?statsu=new"] {
        let reply = t.admin().await.get(path).header("accept-encoding", "gzip, deflate, br, zstd").await;
        let coded = reply.status.is_client_error() && !reply.header("content-encoding").is_empty();
        assert!(!coded, "{path} says {} of a plain body", reply.header("content-encoding"));
    }
    let refused = t.anonymous().get("/api/v1/partners").header("accept-encoding", "gzip").await;
    assert_problem(&refused, 401, "unauthorized");
    assert_eq!(refused.header("content-encoding"), "");
}

#[actix_web::test]
async fn a_wrong_method_names_the_right_ones() {
    let t = TestApp::spawn().await;
    let reply = t.anonymous().delete("/health/live").await;
    assert_problem(&reply, 405, "method_not_allowed");
    assert_eq!(reply.header("allow"), "GET, HEAD");
    let reply = t.anonymous().call(Method::PUT, "/api/v1/openapi.json").await;
    assert_problem(&reply, 405, "method_not_allowed");
    let reply = t.anonymous().delete("/api/v1/partners").await;
    assert_eq!(reply.header("allow"), "GET, HEAD, POST");
    let reply = t.anonymous().get("/api/v1/auth/login").await;
    assert_eq!(reply.header("allow"), "POST");
}

#[actix_web::test]
async fn broken_json_is_unreadable() {
    let t = TestApp::spawn().await;
    let reply = t.admin().await.post("/api/v1/prospects").bytes("application/json", r#"{"email": "#).await;
    assert_problem(&reply, 400, "unreadable_body");
}

#[actix_web::test]
async fn a_misspelt_parameter_is_refused_with_the_nearest_name() {
    let t = TestApp::spawn().await;
    let reply = t.admin().await.get("/api/v1/prospects?limt=3").await;
    assert_problem(&reply, 422, "unknown_parameter");
    let detail = reply.json()["detail"].as_str().unwrap().to_owned();
    assert!(detail.contains("limt") && detail.contains("limit"), "{detail}");
}

#[actix_web::test]
async fn a_nul_in_a_parameter_is_refused_before_a_database_sees_it() {
    let t = TestApp::spawn().await;
    let reply = t.anonymous().get("/api/v1/reference/contours?epci=%00").await;
    assert_problem(&reply, 422, "validation_failed");
    assert_eq!(reply.json()["errors"][0]["pointer"], "epci");
}

#[actix_web::test]
async fn an_id_that_is_none_does_not_exist() {
    let t = TestApp::spawn().await;
    let reply = t.admin().await.get("/api/v1/prospects/not-an-id").await;
    assert_problem(&reply, 404, "not_found");
}

#[actix_web::test]
async fn a_body_that_is_too_long_is_refused() {
    let t = TestApp::spawn().await;
    let long = json!({ "message": "x".repeat(300_000) });
    assert_problem(&t.admin().await.post("/api/v1/prospects").json(long).await, 413, "payload_too_large");
}

#[actix_web::test]
async fn another_content_type_is_refused() {
    let t = TestApp::spawn().await;
    let reply = t.admin().await.post("/api/v1/prospects").bytes("text/csv", "email;password").await;
    assert_problem(&reply, 415, "unsupported_media_type");
}

#[actix_web::test]
async fn the_language_of_the_reader_is_spoken() {
    let t = TestApp::spawn().await;
    let french = t.anonymous().get("/api/v1/nowhere").await.json();
    let english = t.anonymous().get("/api/v1/nowhere").header("accept-language", "en-GB,en;q=0.8").await.json();
    assert_eq!((&french["title"], &english["title"]), (&json!("Introuvable"), &json!("Not found")));
}

async fn panicking() -> HttpResponse {
    panic!("an intended panic")
}

#[actix_web::test]
async fn a_panic_is_an_internal_error_and_the_process_lives() {
    // The shared layers around a handler that the programme does not have.
    let probe = App::new().route("/panic", web::get().to(panicking)).wrap(from_fn(speak)).wrap(from_fn(secure));
    let probe = init_service(probe).await;
    for _ in 0..2 {
        let error = probe.call(TestRequest::get().uri("/panic").to_request()).await.map(|_| ()).unwrap_err();
        let response = error.error_response();
        assert_eq!(response.status().as_u16(), 500);
        assert_eq!(response.headers().get("content-type").unwrap(), "application/problem+json");
        assert!(response.headers().contains_key("content-security-policy"));
        let body = to_bytes(response.into_body()).await.map_err(|_| "a body that breaks off").unwrap();
        let problem: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem["code"], "internal");
        assert!(!problem.to_string().contains("intended"), "{problem}");
    }
}

/// The one test that takes twenty seconds: the limit itself is what it shows, on a real socket.
#[actix_web::test]
async fn a_body_that_never_ends_is_given_up() {
    let database = TestDatabase::create().await;
    let server = Server::start(&database);
    let begun = Instant::now();
    let answer = server.exchange(
        b"POST /api/v1/auth/login HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
          content-length: 100\r\n\r\n{",
    );
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("application/problem+json") && answer.contains(r#""code":"timeout""#), "{answer}");
    assert!(begun.elapsed() < Duration::from_secs(30));
}
