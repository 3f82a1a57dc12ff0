//! Public answers that change rarely: kept by browsers, asked again with the version they know.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

/// Browsers ask again after five minutes; the answer is then a short 304.
const KEPT: &str = "public, max-age=300";

/// An answer of a known version, made only for those who do not have it.
#[derive(Debug, Clone)]
pub struct Cached {
    tag: String,
    is_known: bool,
}

impl Cached {
    /// `version` names the data behind the answer; the build of the server, which makes its shape, is added.
    #[must_use]
    pub fn read(request: &HttpRequest, version: &str) -> Cached {
        let tag = format!("\"{version}-{}\"", env!("CARGO_PKG_VERSION"));
        let known = request.headers().get_all(header::IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
        let is_known = known
            .flat_map(|tags| tags.split(','))
            .map(|known| known.trim().trim_start_matches("W/"))
            .any(|known| known == "*" || known == tag);
        Cached { tag, is_known }
    }

    /// Whether the caller has the answer already.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.is_known
    }

    /// 304: what the caller has is still right.
    #[must_use]
    pub fn unchanged(&self) -> HttpResponse {
        self.respond(HttpResponse::NotModified()).finish()
    }

    /// 200 with the answer.
    #[must_use]
    pub fn json(&self, answer: &impl Serialize) -> HttpResponse {
        self.respond(HttpResponse::Ok()).json(answer)
    }

    /// 200 with a text of this media type.
    #[must_use]
    pub fn body(&self, media_type: &str, body: String) -> HttpResponse {
        self.respond(HttpResponse::Ok()).content_type(media_type).body(body)
    }

    fn respond(&self, mut response: actix_web::HttpResponseBuilder) -> actix_web::HttpResponseBuilder {
        response.insert_header((header::ETAG, self.tag.clone())).insert_header((header::CACHE_CONTROL, KEPT));
        response
    }
}
