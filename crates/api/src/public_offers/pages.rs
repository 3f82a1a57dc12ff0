//! The pages of the offers as search engines and previews read them: the workspace's page with a head of its own.

use std::fmt::Write as _;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use uuid::Uuid;

use super::posting::{escape, posting};
use super::read::offer;
use crate::problem::{ForPeople, Problem};
use crate::reference::label;
use crate::state::AppState;
use crate::web_app;

/// Characters of a description in a list of results.
const DESCRIPTION_MAX: usize = 160;

/// The routes of these pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/offres").guard(actix_web::guard::Get()).to(offers_page))
        .service(web::resource("/offres/{slug}").guard(actix_web::guard::Get()).to(offer_page));
}

/// What stands in the head of a page.
struct Head {
    status: StatusCode,
    title: String,
    description: String,
    /// Address of the page; `None` keeps it out of search engines.
    canonical: Option<String>,
    json_ld: Option<serde_json::Value>,
}

impl Head {
    fn html(&self) -> String {
        let (title, description) = (escape(&self.title), escape(&self.description));
        let mut head = format!("<title>{title}</title>\n<meta name=\"description\" content=\"{description}\" />\n");
        match &self.canonical {
            Some(url) => {
                let url = escape(url);
                let _ = write!(
                    head,
                    "<link rel=\"canonical\" href=\"{url}\" />\n\
                     <link rel=\"alternate\" type=\"application/atom+xml\" title=\"Offres d’emploi\" href=\"/offres.atom\" />\n\
                     <meta property=\"og:type\" content=\"website\" />\n\
                     <meta property=\"og:locale\" content=\"fr_FR\" />\n\
                     <meta property=\"og:site_name\" content=\"Oh my Lot !\" />\n\
                     <meta property=\"og:title\" content=\"{title}\" />\n\
                     <meta property=\"og:description\" content=\"{description}\" />\n\
                     <meta property=\"og:url\" content=\"{url}\" />\n"
                );
            }
            None => head.push_str("<meta name=\"robots\" content=\"noindex\" />\n"),
        }
        if let Some(json) = &self.json_ld {
            // A data block, which no browser runs; nothing in it can close it.
            let json = json.to_string().replace('<', "\\u003c");
            let _ = writeln!(head, "<script type=\"application/ld+json\">{json}</script>");
        }
        head
    }
}

fn site(state: &AppState) -> &str {
    state.config.public_url.trim_end_matches('/')
}

fn shown(head: &Head) -> Result<HttpResponse, Problem> {
    let mut page = web_app::index_with(head.status, Some(&head.html())).ok_or_else(Problem::not_found)?;
    page.extensions_mut().insert(ForPeople);
    Ok(page)
}

async fn offers_page(state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let total = state.offers.now(&state).await?.index.len();
    shown(&Head {
        status: StatusCode::OK,
        title: "Offres d’emploi dans le Lot – Oh my Lot !".to_owned(),
        description: format!(
            "{total} offres d’emploi dans le Lot, avec l’aide du réseau accueil pour le logement, l’école et l’emploi du \
             conjoint."
        ),
        canonical: Some(format!("{}/offres", site(&state))),
        json_ld: None,
    })
}

async fn offer_page(state: web::Data<AppState>, slug: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = match id_of(&slug) {
        Some(id) => offer(&state, id).await,
        None => Err(Problem::not_found()),
    };
    let offer = match found {
        Ok(offer) => offer,
        Err(problem) if [StatusCode::NOT_FOUND, StatusCode::GONE].contains(&problem.status()) => {
            return shown(&absent(problem.status()));
        }
        Err(problem) => return Err(problem),
    };
    let path = offer.card.path.clone();
    if path != format!("/offres/{slug}") {
        // The title changed since the link was made: one address for each offer.
        return Ok(HttpResponse::MovedPermanently().insert_header((header::LOCATION, path)).finish());
    }
    let url = format!("{}{path}", site(&state));
    let place = offer.card.commune_name.as_deref().unwrap_or("Lot");
    let contract = label("contract_types", &offer.card.contract_type);
    shown(&Head {
        status: StatusCode::OK,
        title: format!("{} – {} – {place} – Oh my Lot !", offer.card.title, offer.card.employer_name),
        description: shortened(&format!("{contract}, {place}. {}", offer.description)),
        json_ld: Some(posting(&offer, &url)),
        canonical: Some(url),
    })
}

fn absent(status: StatusCode) -> Head {
    let title = if status == StatusCode::GONE { "Offre retirée" } else { "Page introuvable" };
    Head {
        status,
        title: format!("{title} – Oh my Lot !"),
        description: "Cette offre n’est plus en ligne.".to_owned(),
        canonical: None,
        json_ld: None,
    }
}

/// The id at the end of `infirmier-de-nuit-0193a000-…`.
fn id_of(slug: &str) -> Option<Uuid> {
    let start = slug.len().checked_sub(36)?;
    slug.get(start..)?.parse().ok()
}

/// One line, cut between words.
fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= DESCRIPTION_MAX {
        return line;
    }
    let cut: String = line.chars().take(DESCRIPTION_MAX).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_with_the_id() {
        let id = Uuid::from_u128(7);
        assert_eq!(id_of(&format!("infirmier-de-nuit-{id}")), Some(id));
        assert_eq!(id_of("infirmier"), None);
        assert_eq!(id_of(&format!("é{}", "x".repeat(35))), None);
    }

    #[test]
    fn nothing_in_an_offer_leaves_its_place() {
        let head = Head {
            status: StatusCode::OK,
            title: "</title><script>alert(1)</script>".to_owned(),
            description: "\"><img src=x>".to_owned(),
            canonical: Some("https://lot.example/offres/x".to_owned()),
            json_ld: Some(serde_json::json!({"title": "</script><script>alert(1)</script>"})),
        };
        let html = head.html();
        assert_eq!(html.matches("<script").count(), 1, "{html}");
        assert!(!html.contains("<img"), "{html}");
    }

    #[test]
    fn a_description_is_one_short_line() {
        let short = shortened(&"mot\n".repeat(80));
        assert!(short.chars().count() <= DESCRIPTION_MAX + 1 && short.ends_with("mot…"), "{short}");
    }
}
