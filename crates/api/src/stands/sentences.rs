//! What a stand writes into files, from `sentences.toml`.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Paris;
use domain::stands::Capture;
use figment::Figment;
use figment::providers::{Format, Toml};
use minijinja::{Environment, Value, context};
use serde::Deserialize;

use crate::problem::Problem;

/// The sentences.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sentences {
    /// Next action of a file that a stand opens.
    pub first_call: String,
    /// What is to be done about a note with words that have no place in a file.
    pub reread_task: String,
    intern_task: String,
    semester: String,
    proof: String,
    joined: String,
}

fn filled(sentence: &str, words: Value) -> Result<String, Problem> {
    Environment::new().render_str(sentence, words).map_err(|error| Problem::internal(&error))
}

fn day(on: NaiveDate) -> String {
    on.format("%d/%m/%Y").to_string()
}

fn moment(at: DateTime<Utc>) -> (String, String) {
    let local = at.with_timezone(&Paris);
    (local.format("%d/%m/%Y").to_string(), local.format("%H:%M").to_string())
}

impl Sentences {
    /// Reads them.
    ///
    /// # Errors
    /// 500 when the file of sentences is broken.
    pub fn load() -> Result<Sentences, Problem> {
        Figment::from(Toml::string(include_str!("sentences.toml"))).extract().map_err(|error| Problem::internal(&error))
    }

    /// What is to be done before an internship ends.
    pub fn intern_task(&self, ends_on: NaiveDate) -> Result<String, Problem> {
        filled(&self.intern_task, context! { ends_on => day(ends_on) })
    }

    /// The semester of an internship.
    pub fn semester(&self, semester: i32) -> Result<String, Problem> {
        filled(&self.semester, context! { semester })
    }

    /// What proves an agreement: where and when it was given.
    pub fn proof(&self, event: &str, device: &str, at: DateTime<Utc>) -> Result<String, Problem> {
        let (on, at) = moment(at);
        filled(&self.proof, context! { event, device, on, at })
    }

    /// The note that a meeting leaves in the file of somebody who was known.
    pub fn joined(&self, event: &str, at: DateTime<Utc>, met: &Capture) -> Result<String, Problem> {
        let (on, at) = moment(at);
        let words = context! {
            event, on, at,
            name => met.full_name(),
            email => met.email.as_ref().map(ToString::to_string),
            phone => met.phone.as_ref().map(ToString::to_string),
            note => &met.note,
        };
        filled(&self.joined, words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_there() {
        let said = Sentences::load().unwrap();
        assert_eq!(said.semester(3).unwrap(), "Semestre 3");
        let at = "2027-03-19T09:42:00Z".parse().unwrap();
        assert_eq!(said.proof("TAF", "Tablette 1", at).unwrap(), "Stand « TAF », Tablette 1, le 19/03/2027 à 10:42");
    }
}
