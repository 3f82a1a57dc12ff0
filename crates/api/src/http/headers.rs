//! Security headers on every answer, failures included.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;

const FIXED: [(HeaderName, &str); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// Styles that a page may apply besides those of its own files.
#[derive(Debug, Clone, Copy)]
pub enum Styles<'a> {
    /// None.
    Own,
    /// Those that carry this nonce: the component library of the workspace adds some.
    Nonce(&'a str),
    /// The one attribute with which the documentation page hides its icons, known by its hash.
    Documentation,
}

/// The content security policy.
#[must_use]
pub fn csp(styles: Styles<'_>) -> String {
    let style = match styles {
        Styles::Own => "'self'".to_owned(),
        Styles::Nonce(nonce) => format!("'self' 'nonce-{nonce}'"),
        Styles::Documentation => {
            "'self' 'unsafe-hashes' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='".to_owned()
        }
    };
    format!(
        "default-src 'none'; script-src 'self'; style-src {style}; manifest-src 'self'; worker-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    )
}

/// Adds the headers; an answer that set its own policy or cache rule keeps it.
///
/// # Errors
/// Those of the inner service.
pub async fn secure<B: MessageBody>(request: ServiceRequest, next: Next<B>) -> Result<ServiceResponse<B>, Error> {
    let documentation = request.path().starts_with("/api/docs/");
    let mut response = next.call(request).await?;
    if documentation && let Ok(value) = HeaderValue::from_str(&csp(Styles::Documentation)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value);
    }
    secure_headers(response.headers_mut());
    Ok(response)
}

/// Adds the headers to an answer.
pub fn secure_headers(headers: &mut HeaderMap) {
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY)
        && let Ok(value) = HeaderValue::from_str(&csp(Styles::Own))
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
