//! The workspace's files: the built single-page application and the API documentation, from the binary itself.

use actix_web::http::{Method, StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, guard, web};
use rust_embed::{EmbeddedFile, RustEmbed};
use utoipa_swagger_ui::{Config, SwaggerUi};

use crate::http::{Styles, csp};
use crate::problem::Problem;
use crate::secrets::random_token;

/// `frontend/dist`, read from disk in development and carried by the release binary.
#[derive(RustEmbed)]
#[folder = "../../frontend/dist/"]
#[allow_missing = true]
struct Dist;

/// Where the page expects its style nonce.
const NONCE_MARK: &str = "__CSP_NONCE__";
/// What search engines read the head in when the workspace is served from elsewhere.
const BARE: &str =
    "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\" />\n</head>\n<body></body>\n</html>\n";
const ONE_YEAR: &str = "public, max-age=31536000, immutable";

/// The bundled documentation page under a French title; its scripts and styles are those of the bundle.
const DOCUMENTATION: &str = include_str!("documentation.html");

/// The documentation page of the API, bundled: nothing is fetched from elsewhere.
pub fn documentation(config: &mut web::ServiceConfig) {
    let page = web::resource(["/api/docs/", "/api/docs/index.html"]).guard(guard::Get()).to(documentation_page);
    let bundle = SwaggerUi::new("/api/docs/{_:.*}").config(Config::new(["/api/v1/openapi.json"]));
    config.service(page).service(bundle).service(web::redirect("/api/docs", "/api/docs/"));
}

async fn documentation_page() -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(DOCUMENTATION)
}

/// Whether a path belongs to the API and never to the workspace.
#[must_use]
pub fn is_ours(path: &str) -> bool {
    ["/api/", "/health/", "/metrics"].iter().any(|prefix| path.starts_with(prefix))
}

/// A file of the workspace; any other path is a page of it, which its own router shows.
///
/// # Errors
/// 404 for a missing file, and for everything but reading.
pub fn page(request: &HttpRequest) -> Result<HttpResponse, Problem> {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Err(Problem::not_found());
    }
    let path = request.path().trim_start_matches('/');
    let looks_like_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    match Dist::get(path) {
        Some(_) if path != "index.html" => file(request, path).ok_or_else(Problem::not_found),
        None if looks_like_file => Err(Problem::not_found()),
        _ => index().ok_or_else(Problem::not_found),
    }
}

/// The page itself, with a fresh nonce for the styles that the component library adds.
fn index() -> Option<HttpResponse> {
    index_with(StatusCode::OK, None)
}

/// The same under another status, with `head` in the place of its title and description.
pub fn index_with(status: StatusCode, head: Option<&str>) -> Option<HttpResponse> {
    let built = Dist::get("index.html").and_then(|file| String::from_utf8(file.data.into_owned()).ok());
    let html = match head {
        Some(head) => with_head(built.as_deref().unwrap_or(BARE), head),
        None => built?,
    };
    let nonce = random_token();
    Some(
        HttpResponse::build(status)
            .content_type("text/html; charset=utf-8")
            .insert_header((header::CONTENT_SECURITY_POLICY, csp(Styles::Nonce(&nonce))))
            .insert_header((header::CACHE_CONTROL, "no-cache"))
            .body(html.replace(NONCE_MARK, &nonce)),
    )
}

/// The page with another title and description; a page that has none of its own gets them before the end of its head.
fn with_head(html: &str, head: &str) -> String {
    let without_title = cut(html, "<title>", "</title>");
    let bare = cut(&without_title, "<meta name=\"description\"", "/>");
    bare.replacen("</head>", &format!("{head}</head>"), 1)
}

fn cut(html: &str, start: &str, end: &str) -> String {
    let found = html.split_once(start).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    found.map_or_else(|| html.to_owned(), |(before, after)| format!("{before}{after}"))
}

/// A built file, in the smallest form that the browser takes.
fn file(request: &HttpRequest, path: &str) -> Option<HttpResponse> {
    let accepted =
        request.headers().get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let packed = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(encoding, _)| accepted.contains(encoding))
        .find_map(|(encoding, ending)| Some((encoding, Dist::get(&format!("{path}.{ending}"))?)));
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let charset = if kind.type_() == mime_guess::mime::TEXT { "; charset=utf-8" } else { "" };
    let cache = if path.starts_with("assets/") { ONE_YEAR } else { "no-cache" };
    let plain: EmbeddedFile = Dist::get(path)?;
    let tag = plain.metadata.sha256_hash().iter().take(12).map(|byte| format!("{byte:02x}")).collect::<String>();
    let tag = format!("\"{tag}\"");
    if request.headers().get(header::IF_NONE_MATCH).is_some_and(|sent| sent.as_bytes() == tag.as_bytes()) {
        return Some(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
    }
    let mut response = HttpResponse::Ok();
    response
        .content_type(format!("{}{charset}", kind.essence_str()))
        .insert_header((header::CACHE_CONTROL, cache))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::ETAG, tag));
    Some(match packed {
        Some((encoding, small)) => {
            response.insert_header((header::CONTENT_ENCODING, encoding)).body(small.data.into_owned())
        }
        None => response.body(plain.data.into_owned()),
    })
}
