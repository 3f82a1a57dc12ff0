//! The outermost middleware: request id, log line, and the body of every failure.

use std::panic::AssertUnwindSafe;
use std::time::Instant;

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};
use futures_util::FutureExt;
use uuid::Uuid;

use super::{Language, Problem};
use crate::endpoints::Template;

const REQUEST_ID: header::HeaderName = header::HeaderName::from_static("x-request-id");

/// Identifier of the request being answered, kept with audit entries.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Marks a failure that is a page of its own, for people: its body stays.
#[derive(Debug, Clone, Copy)]
pub struct ForPeople;

/// Gives the request an id, runs it, and writes every failure as a problem in the caller's language.
///
/// # Errors
/// A complete problem when a handler panicked: the request went down with it.
pub async fn speak<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B, BoxBody>>, Error> {
    let started = Instant::now();
    let id = Uuid::now_v7().simple().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let language = Language::preferred(request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()));

    let outcome = AssertUnwindSafe(next.call(request)).catch_unwind().await;
    let response = match outcome {
        Ok(Ok(response)) => response.map_into_left_body(),
        Ok(Err(error)) => return Err(of_error(&error).spoken(language, &id).into()),
        Err(_) => return Err(Problem::internal(&"a handler panicked").spoken(language, &id).into()),
    };
    let mut response = write_failure(response, language, &id);
    if let Ok(value) = header::HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    log_line(&response, &id, started);
    Ok(response)
}

fn of_error(error: &Error) -> Problem {
    error.as_error::<Problem>().cloned().unwrap_or_else(|| of_framework(error.as_response_error().status_code()))
}

/// Writes the body of a failure, whoever refused the request.
fn write_failure<B: MessageBody>(
    response: ServiceResponse<EitherBody<B, BoxBody>>,
    language: Language,
    id: &str,
) -> ServiceResponse<EitherBody<B, BoxBody>> {
    let status = response.status();
    if status.as_u16() < 400 || response.response().extensions().get::<ForPeople>().is_some() {
        return response;
    }
    let stated = response.response().extensions().get::<Problem>().cloned();
    let problem = stated.unwrap_or_else(|| of_framework(status)).spoken(language, id);
    let (request, response) = response.into_parts();
    let mut response = response.drop_body();
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(super::PROBLEM_JSON));
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    // The body that was compressed is gone; ours is not.
    response.headers_mut().remove(header::CONTENT_ENCODING);
    let body = BoxBody::new(problem.json());
    *response.status_mut() = problem.status();
    ServiceResponse::new(request, response.set_body(EitherBody::right(body)))
}

/// The problem behind a status that the framework set by itself.
fn of_framework(status: StatusCode) -> Problem {
    let code = match status {
        StatusCode::UNAUTHORIZED => "unauthorized",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::REQUEST_TIMEOUT => "timeout",
        StatusCode::PAYLOAD_TOO_LARGE => "payload_too_large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
        StatusCode::TOO_MANY_REQUESTS => "rate_limited",
        StatusCode::SERVICE_UNAVAILABLE => "unavailable",
        status if status.is_client_error() => "unreadable_request",
        _ => "internal",
    };
    Problem::new(status, code)
}

/// One line per request: method, route pattern (never the raw path: it may carry a token), status, time.
fn log_line<B>(response: &ServiceResponse<B>, id: &str, started: Instant) {
    let request = response.request();
    let taken = request.extensions().get::<Template>().map(|Template(template)| template.to_string());
    let route = taken.or_else(|| request.match_pattern()).unwrap_or_else(|| "unmatched".to_owned());
    let status = response.status().as_u16();
    let elapsed = started.elapsed();
    metrics::histogram!("http_request_seconds", "route" => route.clone(), "method" => request.method().to_string(), "status" => status.to_string())
        .record(elapsed.as_secs_f64());
    tracing::info!(request_id = id, method = %request.method(), route, status, ms = elapsed.as_secs_f64() * 1000.0, "request");
}
