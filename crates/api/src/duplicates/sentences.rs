//! Why two files resemble each other, in words, from `sentences.toml`.

use domain::codes::DuplicateReason;
use figment::Figment;
use figment::providers::{Format, Toml};
use minijinja::{Environment, context};
use serde::Deserialize;

use crate::problem::Problem;

/// The sentences.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sentences {
    same_email: String,
    same_phone: String,
    same_name: String,
    close_name: String,
    same_postal_code: String,
    /// What is told of a file that one may not see.
    pub hidden: String,
    merged: String,
}

impl Sentences {
    /// Reads them.
    ///
    /// # Errors
    /// 500 when the file of sentences is broken.
    pub fn load() -> Result<Sentences, Problem> {
        Figment::from(Toml::string(include_str!("sentences.toml"))).extract().map_err(|error| Problem::internal(&error))
    }

    /// A reason in words; `closeness` is how close the names are, in percent.
    ///
    /// # Errors
    /// 500 when the sentence is broken.
    pub fn reason(&self, reason: DuplicateReason, closeness: Option<i32>) -> Result<String, Problem> {
        let sentence = match reason {
            DuplicateReason::SameEmail => &self.same_email,
            DuplicateReason::SamePhone => &self.same_phone,
            DuplicateReason::SameName => &self.same_name,
            DuplicateReason::CloseName => &self.close_name,
            DuplicateReason::SamePostalCode => &self.same_postal_code,
        };
        Environment::new().render_str(sentence, context! { closeness }).map_err(|error| Problem::internal(&error))
    }

    /// Why a file ends when another one takes it in, for its history.
    ///
    /// # Errors
    /// 500 when the sentence is broken.
    pub fn merged(&self, number: &str) -> Result<String, Problem> {
        Environment::new().render_str(&self.merged, context! { number }).map_err(|error| Problem::internal(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_sentence() {
        let said = Sentences::load().unwrap();
        for &reason in DuplicateReason::ALL {
            assert!(said.reason(reason, Some(95)).unwrap().ends_with('.'), "{reason}");
        }
        assert_eq!(
            said.reason(DuplicateReason::CloseName, Some(95)).unwrap(),
            "Deux noms se ressemblent à 95\u{202f}%."
        );
        assert_eq!(said.reason(DuplicateReason::CloseName, None).unwrap(), "Deux noms se ressemblent.");
        assert_eq!(said.merged("OML-2026-00042").unwrap(), "Réuni avec le dossier OML-2026-00042.");
    }
}
