//! What asking and answering leave in a file and in mails, from `sentences.toml`.

use figment::Figment;
use figment::providers::{Format, Toml};
use minijinja::{Environment, UndefinedBehavior};
use serde::Deserialize;

use crate::problem::Problem;

/// The sentences, with `{{ words }}` to fill in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sentences {
    /// Note of a request. Words: `partner`, `theme`.
    pub asked: String,
    /// Note of an answer. Words: `partner`, `author`, `theme`, `answer`.
    pub answered: String,
    /// How to reach a household that agrees. Words: `first_name`, `phone`, `email`.
    pub household_agrees: String,
    /// How to reach a référent. Words: `name`, `partner`, `phone`, `email`.
    pub referent: String,
}

impl Sentences {
    /// Reads them.
    ///
    /// # Errors
    /// 500 when the file of sentences is broken.
    pub fn load() -> Result<Sentences, Problem> {
        Figment::from(Toml::string(include_str!("sentences.toml"))).extract().map_err(|error| Problem::internal(&error))
    }
}

/// A sentence with its words.
///
/// # Errors
/// 500 when a word is missing.
pub(super) fn fill(sentence: &str, words: minijinja::Value) -> Result<String, Problem> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.render_str(sentence, words).map_err(|error| Problem::internal(&error))
}
