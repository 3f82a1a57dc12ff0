//! What an alert writes. Every letter can be answered by its end, in one click.

use chrono::{DateTime, NaiveDate, Utc};
use domain::job_alerts::MOST_TOLD;
use uuid::Uuid;

use super::filters::Told;
use super::link;
use crate::contact_requests::day_of;
use crate::mail::{Kind, Letter, LetterItem, LetterSection, Subscription};
use crate::problem::Problem;
use crate::public_offers::dto::PublicJobOfferCard;
use crate::state::AppState;

/// Whom a letter goes to, and about what.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    /// Server.
    pub state: &'a AppState,
    /// The alert.
    pub alert_id: Uuid,
    /// Its address.
    pub email: &'a str,
    /// Its search.
    pub told: &'a Told,
}

impl About<'_> {
    fn site(&self) -> &str {
        self.state.config.public_url.trim_end_matches('/')
    }

    fn compose(&self, kind: Kind, words: &[(&str, &str)], link: &str) -> Result<Letter, Problem> {
        let words: Vec<(&str, &str)> = words.iter().copied().chain([("search", self.told.words.as_str())]).collect();
        Ok(Letter::compose(kind, self.email, &words, Some(link))?)
    }

    fn one_click(&self) -> String {
        let token = link::to_stop(&self.state.secrets, self.alert_id);
        format!("{}/api/v1/public/job-alerts/unsubscribe/{token}", self.site())
    }

    /// The page of the alert.
    fn page(&self) -> String {
        let token = link::to_manage(&self.state.secrets, self.alert_id, self.state.clock.now());
        format!("{}/mon-alerte#{token}", self.site())
    }

    fn subscription(&self) -> Subscription {
        Subscription { page: self.page(), one_click: self.one_click() }
    }

    /// Please confirm. Nothing can be changed yet: its page only ends it.
    pub fn confirmation(&self, expires_at: DateTime<Utc>) -> Result<Letter, Problem> {
        let token = link::to_confirm(&self.state.secrets, self.alert_id, expires_at);
        let confirm = format!("{}/mon-alerte/confirmation#{token}", self.site());
        let stop = link::to_stop(&self.state.secrets, self.alert_id);
        let page = format!("{}/mon-alerte/arret#{stop}", self.site());
        let letter = self.compose(Kind::JobAlertConfirmation, &[("expires_on", &day_of(expires_at))], &confirm)?;
        Ok(letter.with_subscription(Subscription { page, one_click: self.one_click() }))
    }

    /// These offers are new.
    pub fn offers(&self, cards: &[PublicJobOfferCard]) -> Result<Letter, Problem> {
        let count = cards.len().to_string();
        let more = cards.len().saturating_sub(MOST_TOLD);
        let more = if more == 0 { String::new() } else { more.to_string() };
        let items = cards.iter().take(MOST_TOLD).map(|card| self.item(card)).collect();
        let section = LetterSection { title: self.told.words.clone(), items };
        let words = [("count", count.as_str()), ("more", more.as_str())];
        let letter = self.compose(Kind::JobAlertOffers, &words, &self.search())?;
        Ok(letter.with_sections(vec![section]).with_subscription(self.subscription()))
    }

    /// Nothing was new for a month.
    pub fn nothing(&self) -> Result<Letter, Problem> {
        let letter = self.compose(Kind::JobAlertNothing, &[], &self.search())?;
        Ok(letter.with_subscription(self.subscription()))
    }

    /// Is it still of use?
    pub fn ending(&self, ends_on: NaiveDate) -> Result<Letter, Problem> {
        let day = ends_on.format("%d/%m/%Y").to_string();
        let letter = self.compose(Kind::JobAlertEnding, &[("ends_on", &day)], &self.page())?;
        Ok(letter.with_subscription(self.subscription()))
    }

    fn search(&self) -> String {
        format!("{}{}", self.site(), self.told.path)
    }

    fn item(&self, card: &PublicJobOfferCard) -> LetterItem {
        let joined = |parts: [Option<&str>; 2]| parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let contract = crate::reference::label(domain::codes::ContractType::LIST, &card.contract_type);
        LetterItem {
            title: card.title.clone(),
            lines: vec![
                joined([Some(&card.employer_name), card.commune_name.as_deref()]),
                joined([Some(contract), card.salary.as_deref()]),
            ],
            url: Some(format!("{}{}", self.site(), card.path)),
        }
    }
}
