//! The pages of the offers as search engines and previews read them: the workspace's page with a head of its own.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};

use super::posting::posting;
use super::read::offer;
use crate::page_head::{Feed, Head, id_of, shortened};
use crate::problem::Problem;
use crate::reference::label;
use crate::state::AppState;

/// The routes of these pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/offres").guard(actix_web::guard::Get()).to(offers_page))
        .service(web::resource("/offres/{slug}").guard(actix_web::guard::Get()).to(offer_page));
}

/// What follows these pages.
const FEED: Feed = Feed { media_type: "application/atom+xml", title: "Offres d’emploi", path: "/offres.atom" };

fn site(state: &AppState) -> &str {
    state.config.public_url.trim_end_matches('/')
}

async fn offers_page(state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let total = state.offers.now(&state).await?.index.len();
    let head = Head {
        status: StatusCode::OK,
        title: "Offres d’emploi dans le Lot – Oh my Lot !".to_owned(),
        description: format!(
            "{total} offres d’emploi dans le Lot, avec l’aide du réseau accueil pour le logement, l’école et l’emploi du \
             conjoint."
        ),
        canonical: Some(format!("{}/offres", site(&state))),
        feed: FEED,
        json_ld: None,
    };
    head.page()
}

async fn offer_page(state: web::Data<AppState>, slug: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = match id_of(&slug) {
        Some(id) => offer(&state, id).await,
        None => Err(Problem::not_found()),
    };
    let offer = match found {
        Ok(offer) => offer,
        Err(problem) if [StatusCode::NOT_FOUND, StatusCode::GONE].contains(&problem.status()) => {
            return absent(problem.status()).page();
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
    let head = Head {
        status: StatusCode::OK,
        title: format!("{} – {} – {place} – Oh my Lot !", offer.card.title, offer.card.employer_name),
        description: shortened(&format!("{contract}, {place}. {}", offer.description)),
        json_ld: Some(posting(&offer, &url)),
        canonical: Some(url),
        feed: FEED,
    };
    head.page()
}

fn absent(status: StatusCode) -> Head {
    let title = if status == StatusCode::GONE { "Offre retirée" } else { "Page introuvable" };
    Head {
        status,
        title: format!("{title} – Oh my Lot !"),
        description: "Cette offre n’est plus en ligne.".to_owned(),
        canonical: None,
        feed: FEED,
        json_ld: None,
    }
}
