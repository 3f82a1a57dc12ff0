//! `HEAD` wherever there is a `GET`: watchers and caches ask for the headers only.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest};

/// Marks a request whose body nobody reads.
#[derive(Debug, Clone, Copy)]
struct HeadersOnly;

/// Whether only the headers are asked for: what counts its readers has none then.
#[must_use]
pub fn asks_headers_only(request: &HttpRequest) -> bool {
    request.extensions().get::<HeadersOnly>().is_some()
}

/// Lets the handler of `GET` answer `HEAD`; the server sends what it answers without the body.
///
/// # Errors
/// Those of the inner service.
pub async fn head_as_get<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
        request.extensions_mut().insert(HeadersOnly);
    }
    next.call(request).await
}
