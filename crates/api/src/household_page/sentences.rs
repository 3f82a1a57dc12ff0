//! What is written about a household's page, from `sentences.toml`.

use figment::Figment;
use figment::providers::{Format, Toml};
use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};
use serde::{Deserialize, Serialize};

use crate::problem::Problem;

/// The sentences.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sentences {
    /// After "Bonjour", when the first name is not known.
    pub unknown_person: String,
    /// In place of an empty wish.
    pub nothing: String,
    /// In place of territories, when any would do.
    pub anywhere: String,
    /// Name of the wish where.
    pub territories: String,
    /// Name of the wish what.
    pub project_types: String,
    /// Name of the wish when.
    pub horizon: String,
    /// What proves who acts on the page.
    pub link_proof: String,
    /// What is to be done once a pause is over.
    pub pause_action: String,
    changed: String,
    consent_withdrawn: String,
    consent_given: String,
    request: String,
    corrected: String,
    paused: String,
    returned: String,
}

/// What a household does on its page, but for its wishes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Deed {
    /// It took an agreement back.
    Withdraws,
    /// It agreed to something.
    Agrees,
    /// It asked for something about its data.
    Asks,
    /// It corrected somebody.
    Corrects,
    /// It paused.
    Pauses,
    /// It came back before its pause was over.
    Returns,
}

/// One wish before and after, in words.
#[derive(Debug, Serialize)]
pub(super) struct Changed {
    /// Name of the wish.
    pub what: String,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
}

impl Sentences {
    /// Reads them.
    ///
    /// # Errors
    /// 500 when the file of sentences is broken.
    pub fn load() -> Result<Sentences, Problem> {
        Figment::from(Toml::string(include_str!("sentences.toml"))).extract().map_err(|error| Problem::internal(&error))
    }

    /// The note that a deed leaves in the file.
    ///
    /// # Errors
    /// 500 when the sentence is broken.
    pub fn done(&self, deed: Deed, who: Option<&str>, what: &str) -> Result<String, Problem> {
        let sentence = match deed {
            Deed::Withdraws => &self.consent_withdrawn,
            Deed::Agrees => &self.consent_given,
            Deed::Asks => &self.request,
            Deed::Corrects => &self.corrected,
            Deed::Pauses => &self.paused,
            Deed::Returns => &self.returned,
        };
        let words = context! { who => who, what => what };
        Environment::new().render_str(sentence, words).map_err(|error| Problem::internal(&error))
    }

    /// The note that a change leaves in the file.
    ///
    /// # Errors
    /// 500 when the sentence is broken.
    pub fn changed(&self, who: Option<&str>, changes: &[Changed]) -> Result<String, Problem> {
        Environment::new()
            .render_str(&self.changed, context! { who => who, changes => Value::from(Serde(changes)) })
            .map_err(|error| Problem::internal(&error))
    }
}
