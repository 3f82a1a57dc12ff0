//! The pages of the events as search engines and previews read them.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, web};
use chrono::NaiveDate;

use super::dto::PublicEvent;
use super::posting::posting;
use super::{coming, read};
use crate::page_head::{Feed, Head, id_of, shortened};
use crate::problem::Problem;
use crate::reference::label;
use crate::state::AppState;

/// What follows these pages.
const FEED: Feed = Feed { media_type: "text/calendar", title: "Événements", path: "/evenements.ics" };

/// The routes of these pages.
pub fn routes(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/evenements").guard(actix_web::guard::Get()).to(events_page))
        .service(web::resource("/evenements/{slug}").guard(actix_web::guard::Get()).to(event_page));
}

fn site(state: &AppState) -> &str {
    state.config.public_url.trim_end_matches('/')
}

async fn events_page(state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let total = coming(&state).await?.len();
    let counted = match total {
        0 => "Les prochaines dates".to_owned(),
        1 => "Une date à venir".to_owned(),
        more => format!("{more} dates à venir"),
    };
    let head = Head {
        status: StatusCode::OK,
        title: "Événements – Oh my Lot !".to_owned(),
        description: format!("{counted} pour rencontrer celles et ceux qui accueillent les nouveaux habitants du Lot."),
        canonical: Some(format!("{}/evenements", site(&state))),
        feed: FEED,
        json_ld: None,
    };
    head.page()
}

async fn event_page(state: web::Data<AppState>, slug: web::Path<String>) -> Result<HttpResponse, Problem> {
    let found = match id_of(&slug) {
        Some(id) => read::event(&state, id).await,
        None => Err(Problem::not_found()),
    };
    let event = match found {
        Ok((_, event)) => event,
        Err(problem) if [StatusCode::NOT_FOUND, StatusCode::GONE].contains(&problem.status()) => {
            return absent(problem.status()).page();
        }
        Err(problem) => return Err(problem),
    };
    if event.path != format!("/evenements/{slug}") {
        // The title changed since the link was made: one address for each event.
        return Ok(HttpResponse::MovedPermanently().insert_header((header::LOCATION, event.path)).finish());
    }
    let url = format!("{}{}", site(&state), event.path);
    let head = Head {
        status: StatusCode::OK,
        title: format!("{} – {} – Oh my Lot !", event.title, dates(event.first_on, event.last_on)),
        description: described(&event),
        json_ld: Some(posting(&event, &url)),
        canonical: Some(url),
        feed: FEED,
    };
    head.page()
}

fn described(event: &PublicEvent) -> String {
    let kind = label("event_kinds", &event.kind);
    let told = [Some(kind.to_owned()), event.where_to()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    shortened(&format!("{told}. {}", event.description.as_deref().unwrap_or_default()))
}

/// `19/03/2027`, or `du 19/03/2027 au 20/03/2027`.
fn dates(first: NaiveDate, last: NaiveDate) -> String {
    let french = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    if first == last { french(first) } else { format!("du {} au {}", french(first), french(last)) }
}

fn absent(status: StatusCode) -> Head {
    let title = if status == StatusCode::GONE { "Événement passé" } else { "Page introuvable" };
    Head {
        status,
        title: format!("{title} – Oh my Lot !"),
        description: "Cet événement n’est pas en ligne.".to_owned(),
        canonical: None,
        feed: FEED,
        json_ld: None,
    }
}
