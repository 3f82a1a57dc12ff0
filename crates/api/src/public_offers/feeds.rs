//! What machines follow: the sitemap, the Atom feed, the rules for robots.

use std::fmt::Write as _;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, SecondsFormat, Utc};

use super::board::Snapshot;
use super::dto::PublicJobOfferCard;
use crate::http::Cached;
use crate::page_head::escape;
use crate::problem::Problem;
use crate::public_events;
use crate::state::AppState;

/// Offers in the feed.
const FEED_MAX: usize = 100;
/// Addresses in a sitemap, by its protocol.
const SITEMAP_MAX: usize = 50_000;
/// Pages beside the offers and the events that search engines may show.
const PAGES: [&str; 6] = ["/", "/offres", "/evenements", "/employeurs-du-reseau", "/reseau-accueil", "/demande"];

/// The routes of these files.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/sitemap.xml").guard(actix_web::guard::Get()).to(sitemap))
        .service(web::resource("/offres.atom").guard(actix_web::guard::Get()).to(atom))
        .service(web::resource("/robots.txt").guard(actix_web::guard::Get()).to(robots));
}

fn site(state: &AppState) -> String {
    escape(state.config.public_url.trim_end_matches('/'))
}

fn instant(at: Option<DateTime<Utc>>) -> String {
    at.unwrap_or_default().to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The latest first.
fn latest(offers: &Snapshot, most: usize) -> Vec<&PublicJobOfferCard> {
    let mut cards: Vec<&PublicJobOfferCard> = offers.cards.values().collect();
    cards.sort_unstable_by_key(|card| std::cmp::Reverse((card.published_at, card.id)));
    cards.truncate(most);
    cards
}

fn served(request: &HttpRequest, version: &str, media_type: &str, body: impl FnOnce() -> String) -> HttpResponse {
    let cached = Cached::read(request, version);
    if cached.is_known() {
        return cached.unchanged();
    }
    cached.body(media_type, body())
}

async fn sitemap(state: web::Data<AppState>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let offers = state.offers.now(&state).await?;
    let events = public_events::coming(&state).await?;
    let version = format!("{}-{}", offers.version(), public_events::version(&events));
    let body = || {
        let site = site(&state);
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for page in PAGES {
            let _ = writeln!(xml, "<url><loc>{site}{page}</loc></url>");
        }
        for event in &events {
            let (path, modified) = (public_events::path(event), instant(Some(event.updated_at)));
            let _ = writeln!(xml, "<url><loc>{site}{path}</loc><lastmod>{modified}</lastmod></url>");
        }
        for card in latest(&offers, SITEMAP_MAX - PAGES.len() - events.len()) {
            let modified = instant(card.published_at);
            let _ = writeln!(xml, "<url><loc>{site}{}</loc><lastmod>{modified}</lastmod></url>", card.path);
        }
        xml.push_str("</urlset>\n");
        xml
    };
    Ok(served(&request, &version, "application/xml; charset=utf-8", body))
}

async fn atom(state: web::Data<AppState>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let offers = state.offers.now(&state).await?;
    let body = || {
        let (site, latest) = (site(&state), latest(&offers, FEED_MAX));
        let updated = instant(latest.first().and_then(|card| card.published_at));
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">\n\
             <id>{site}/offres</id>\n<title>Offres d’emploi dans le Lot</title>\n<updated>{updated}</updated>\n\
             <author><name>Oh my Lot !</name></author>\n<link href=\"{site}/offres\"/>\n\
             <link rel=\"self\" type=\"application/atom+xml\" href=\"{site}/offres.atom\"/>\n"
        );
        for card in latest {
            let _ = writeln!(
                xml,
                "<entry><id>urn:uuid:{}</id><title>{}</title><link href=\"{site}{}\"/><updated>{}</updated>\
                 <summary>{}</summary></entry>",
                card.id,
                escape(&card.title),
                card.path,
                instant(card.published_at),
                escape(&summary(card)),
            );
        }
        xml.push_str("</feed>\n");
        xml
    };
    Ok(served(&request, &offers.version(), "application/atom+xml; charset=utf-8", body))
}

fn summary(card: &PublicJobOfferCard) -> String {
    let contract = crate::reference::label("contract_types", &card.contract_type);
    let told =
        [Some(card.employer_name.as_str()), card.commune_name.as_deref(), Some(contract), card.salary.as_deref()];
    told.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

async fn robots(state: web::Data<AppState>) -> HttpResponse {
    let body = format!(
        "User-agent: *\nAllow: /\nDisallow: /api/\nAllow: /api/v1/public/\nSitemap: {}/sitemap.xml\n",
        state.config.public_url.trim_end_matches('/')
    );
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .content_type("text/plain; charset=utf-8")
        .body(body)
}
