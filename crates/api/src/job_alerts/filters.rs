//! The search of an alert: the parameters of the public search, kept, and told in words.

use std::sync::LazyLock;

use domain::codes::{ContractType, Sector};
use domain::validation::FieldErrors;
use figment::Figment;
use figment::providers::{Format, Toml};
use persistence::{ConnectionTrait, StoreError, occupations, territories};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::http::Many;
use crate::problem::Problem;
use crate::public_offers::dto::PublicJobOfferQuery;
use crate::public_offers::note_search;
use crate::reference::label;

/// Kilometres around a commune when nothing else is said, as in the public search.
const RADIUS_KM: i32 = 30;

/// A search of public offers, without its order: the parameters of `GET /public/job-offers`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"q": "infirmière", "around": "46102", "radius_km": 20}))]
pub struct JobAlertFilters {
    /// Words.
    #[schema(example = "infirmière")]
    pub q: Option<String>,
    /// Intercommunalités.
    pub epci: Vec<String>,
    /// Communes.
    pub commune: Vec<String>,
    /// Occupations (ROME codes).
    pub occupation: Vec<String>,
    /// Contracts.
    pub contract: Vec<String>,
    /// Sectors.
    pub sector: Vec<String>,
    /// With housing only.
    pub housing: bool,
    /// With work from home only.
    pub remote: bool,
    /// With help for the partner only.
    pub partner_welcome: bool,
    /// Commune around which to look.
    #[schema(example = "46102")]
    pub around: Option<String>,
    /// Kilometres around that commune, 1 to 100; 30 when left out.
    #[schema(minimum = 1, maximum = 100, example = 20)]
    pub radius_km: Option<i32>,
}

/// A search told to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    /// In words.
    pub words: String,
    /// Path of the page of the offers with it.
    pub path: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentences {
    everything: String,
    text: String,
    around: String,
    housing: String,
    remote: String,
    partner_welcome: String,
}

/// A file that does not parse leaves them blank, and the test below fails.
static SENTENCES: LazyLock<Sentences> =
    LazyLock::new(|| Figment::from(Toml::string(include_str!("sentences.toml"))).extract().unwrap_or_default());

impl JobAlertFilters {
    /// The filters that were kept.
    ///
    /// # Errors
    /// 500 when what was kept is no longer a search.
    pub(super) fn kept(value: &Value) -> Result<JobAlertFilters, Problem> {
        serde_json::from_value(value.clone()).map_err(|_| Problem::internal(&"a kept search cannot be read any more"))
    }

    /// What is kept of them, the same for equal searches.
    ///
    /// # Errors
    /// 500, never in practice.
    pub(super) fn to_value(&self) -> Result<Value, Problem> {
        serde_json::to_value(self).map_err(|error| Problem::internal(&error))
    }

    /// The filters in one order, or every fault under `/filters`.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) async fn checked(
        mut self,
        db: &impl ConnectionTrait,
        errors: &mut FieldErrors,
    ) -> Result<JobAlertFilters, StoreError> {
        self.q = self.q.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty());
        let mut faults = FieldErrors::new();
        note_search(db, &self.query(), &mut faults).await?;
        errors.nest("/filters/", faults);
        for codes in [&mut self.epci, &mut self.commune, &mut self.occupation, &mut self.contract, &mut self.sector] {
            codes.sort_unstable();
            codes.dedup();
        }
        Ok(self)
    }

    /// The same search of the public offers.
    pub(super) fn query(&self) -> PublicJobOfferQuery {
        let many = |codes: &[String]| Many(codes.to_vec());
        PublicJobOfferQuery {
            q: self.q.clone(),
            epci: many(&self.epci),
            commune: many(&self.commune),
            occupation: many(&self.occupation),
            contract: many(&self.contract),
            sector: many(&self.sector),
            housing: self.housing.then_some(true),
            remote: self.remote.then_some(true),
            partner_welcome: self.partner_welcome.then_some(true),
            around: self.around.clone(),
            radius_km: self.radius_km,
            ..PublicJobOfferQuery::default()
        }
    }

    /// The search in words, and the page with its offers.
    ///
    /// # Errors
    /// Those of the store.
    pub(super) async fn told(&self, db: &impl ConnectionTrait) -> Result<Told, StoreError> {
        let places = self.epci.iter().chain(&self.commune).chain(&self.around).map(String::as_str);
        let places = territories::names_of(db, places).await?;
        let place = |code: &String| places.get(code).unwrap_or(code).clone();
        let labels = occupations::labels_of(db, self.occupation.iter().map(String::as_str)).await?;
        let said = &*SENTENCES;
        let mut words: Vec<String> = self.q.iter().map(|words| filled(&said.text, &[words])).collect();
        words.extend(self.occupation.iter().map(|code| labels.get(code).unwrap_or(code).clone()));
        words.extend(self.epci.iter().chain(&self.commune).map(place));
        if let Some(code) = &self.around {
            let radius = self.radius_km.unwrap_or(RADIUS_KM).to_string();
            words.push(filled(&said.around, &[&radius, &place(code)]));
        }
        words.extend(self.contract.iter().map(|code| label(ContractType::LIST, code).to_owned()));
        words.extend(self.sector.iter().map(|code| label(Sector::LIST, code).to_owned()));
        let switches =
            [(self.housing, &said.housing), (self.remote, &said.remote), (self.partner_welcome, &said.partner_welcome)];
        words.extend(switches.into_iter().filter(|(on, _)| *on).map(|(_, word)| word.clone()));
        let words = if words.is_empty() { said.everything.clone() } else { words.join(" ; ") };
        Ok(Told { words, path: self.path() })
    }

    /// The page of the offers; it has no choice of communes nor of occupations, and shows more then.
    fn path(&self) -> String {
        let codes = |codes: &[String]| (!codes.is_empty()).then(|| codes.join(","));
        let switch = |on: bool| on.then(|| "true".to_owned());
        let told = [
            ("q", self.q.clone()),
            ("epci", codes(&self.epci)),
            ("contract", codes(&self.contract)),
            ("sector", codes(&self.sector)),
            ("housing", switch(self.housing)),
            ("remote", switch(self.remote)),
            ("partner", switch(self.partner_welcome)),
            ("around", self.around.clone()),
            ("radius", self.radius_km.map(|km| km.to_string())),
        ];
        let told: Vec<(&str, String)> = told.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        match serde_html_form::to_string(&told) {
            Ok(query) if !query.is_empty() => format!("/offres?{query}"),
            _ => "/offres".to_owned(),
        }
    }
}

/// A sentence with each `{}` replaced in turn.
fn filled(sentence: &str, words: &[&str]) -> String {
    words.iter().fold(sentence.to_owned(), |sentence, word| sentence.replacen("{}", word, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_there() {
        assert_eq!(SENTENCES.everything, "toutes les offres du Lot");
        assert_eq!(filled(&SENTENCES.around, &["20", "Figeac"]), "à 20 km autour de Figeac");
    }

    #[test]
    fn a_search_leads_to_its_page() {
        assert_eq!(JobAlertFilters::default().path(), "/offres");
        let filters = JobAlertFilters {
            q: Some("infirmière & co".to_owned()),
            contract: vec!["CDD".to_owned(), "CDI".to_owned()],
            housing: true,
            around: Some("46102".to_owned()),
            radius_km: Some(20),
            ..JobAlertFilters::default()
        };
        let expected = "/offres?q=infirmi%C3%A8re+%26+co&contract=CDD%2CCDI&housing=true&around=46102&radius=20";
        assert_eq!(filters.path(), expected);
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let filters = JobAlertFilters { sector: vec!["health".to_owned()], remote: true, ..Default::default() };
        assert_eq!(JobAlertFilters::kept(&filters.to_value().unwrap()).unwrap(), filters);
    }
}
