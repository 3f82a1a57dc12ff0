//! The workspace's page with a head of its own, for search engines and previews.

use std::fmt::Write as _;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use uuid::Uuid;

use crate::problem::{ForPeople, Problem};
use crate::web_app;

/// Characters of a description in a list of results.
const DESCRIPTION_MAX: usize = 160;

/// A page that is not there, or no longer, as the workspace shows it: people are told so, search engines keep it out.
///
/// # Errors
/// 404 when the workspace is not served from here.
pub(crate) fn absent_page(status: StatusCode, title: &str) -> Result<HttpResponse, Problem> {
    let head = Head {
        status,
        title: format!("{title} – Oh my Lot !"),
        description: "Cette page n’est pas en ligne.".to_owned(),
        canonical: None,
        feed: Feed { media_type: "", title: "", path: "" },
        json_ld: None,
    };
    head.page()
}

/// Something that follows the pages of a kind: an Atom feed, a calendar.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Feed {
    /// Media type.
    pub media_type: &'static str,
    /// What it holds.
    pub title: &'static str,
    /// Where it is.
    pub path: &'static str,
}

/// What stands in the head of a page.
pub(crate) struct Head {
    /// Status of the page.
    pub status: StatusCode,
    /// Title.
    pub title: String,
    /// Description.
    pub description: String,
    /// Address of the page; `None` keeps it out of search engines.
    pub canonical: Option<String>,
    /// What follows pages of this kind.
    pub feed: Feed,
    /// What machines read.
    pub json_ld: Option<serde_json::Value>,
}

impl Head {
    fn html(&self) -> String {
        let (title, description) = (escape(&self.title), escape(&self.description));
        let mut head = format!("<title>{title}</title>\n<meta name=\"description\" content=\"{description}\" />\n");
        match &self.canonical {
            Some(url) => {
                let (url, Feed { media_type, title: feed, path }) = (escape(url), self.feed);
                let _ = write!(
                    head,
                    "<link rel=\"canonical\" href=\"{url}\" />\n\
                     <link rel=\"alternate\" type=\"{media_type}\" title=\"{feed}\" href=\"{path}\" />\n\
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

    /// The page.
    ///
    /// # Errors
    /// 404 when the workspace is not served from here.
    pub(crate) fn page(&self) -> Result<HttpResponse, Problem> {
        let mut page = web_app::index_with(self.status, Some(&self.html())).ok_or_else(Problem::not_found)?;
        page.extensions_mut().insert(ForPeople);
        Ok(page)
    }
}

/// Text between tags or quotes.
#[must_use]
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The id at the end of `infirmier-de-nuit-0193a000-…`.
pub(crate) fn id_of(slug: &str) -> Option<Uuid> {
    let start = slug.len().checked_sub(36)?;
    slug.get(start..)?.parse().ok()
}

/// One line, cut between words.
pub(crate) fn shortened(text: &str) -> String {
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
    fn nothing_that_was_typed_leaves_its_place() {
        let head = Head {
            status: StatusCode::OK,
            title: "</title><script>alert(1)</script>".to_owned(),
            description: "\"><img src=x>".to_owned(),
            canonical: Some("https://lot.example/offres/x".to_owned()),
            feed: Feed { media_type: "application/atom+xml", title: "Offres", path: "/offres.atom" },
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
