//! What the programme writes into a file by itself, from `sentences.toml`.

use domain::codes::Source;
use domain::contact_requests::Form;
use figment::Figment;
use figment::providers::{Format, Toml};
use minijinja::{Environment, context};
use persistence::employers::referrals::Origin;
use serde::Deserialize;

use crate::problem::Problem;

/// The sentences.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sentences {
    /// Next action of a file that a confirmed request opens.
    pub first_call: String,
    joined: String,
    agreed_at_employer: String,
}

impl Sentences {
    /// Reads them.
    ///
    /// # Errors
    /// 500 when the file of sentences is broken.
    pub fn load() -> Result<Sentences, Problem> {
        Figment::from(Toml::string(include_str!("sentences.toml"))).extract().map_err(|error| Problem::internal(&error))
    }

    /// The note that a request leaves in the file it joins: what is new, beside the file's own facts, which stay.
    ///
    /// # Errors
    /// 500 when the sentence is broken.
    pub fn joined(&self, reference: &str, form: &Form) -> Result<String, Problem> {
        let referred = form.facts.source == Source::Employer;
        let words = context! {
            reference => reference,
            employer => if referred { form.facts.source_detail.as_deref() } else { None },
            email => form.lead.email.as_ref().map(ToString::to_string),
            phone => form.lead.phone.as_ref().map(ToString::to_string),
            message => &form.facts.message,
        };
        Environment::new().render_str(&self.joined, words).map_err(|error| Problem::internal(&error))
    }

    /// What proves that a recruit agreed: who collected the agreement.
    ///
    /// # Errors
    /// 500 when the sentence is broken.
    pub fn agreed_at_employer(&self, reference: &str, origin: &Origin, on: &str) -> Result<String, Problem> {
        let words = context! {
            reference => reference,
            employer => &origin.employer_name,
            by => &origin.referred_by_name,
            on => on,
        };
        Environment::new().render_str(&self.agreed_at_employer, words).map_err(|error| Problem::internal(&error))
    }
}
