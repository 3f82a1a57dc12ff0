//! Versions: a change must say which version it was made on.

use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, dev::Payload};

use crate::problem::Problem;

/// The strong ETag of a version.
#[must_use]
pub fn etag(version: i32) -> String {
    format!("\"{version}\"")
}

/// The version that the caller read, from `If-Match`; 428 without it, 412 when it cannot be one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub i32);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = std::future::Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request
            .headers()
            .get(header::IF_MATCH)
            .ok_or_else(|| Problem::new(StatusCode::PRECONDITION_REQUIRED, "precondition_required"))
            .and_then(|value| {
                value
                    .to_str()
                    .ok()
                    .and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok())
                    .map(IfMatch)
                    .ok_or_else(|| Problem::new(StatusCode::PRECONDITION_FAILED, "precondition_failed"))
            });
        std::future::ready(found)
    }
}
