//! The text that people agree to when they register, from `consent.toml`.

use figment::Figment;
use figment::providers::{Format, Toml};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::Problem;

/// What people agree to today.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventConsentText {
    /// Its version.
    #[schema(example = "2026-1")]
    pub version: String,
    /// What it says.
    pub text: String,
}

impl EventConsentText {
    /// Reads it.
    ///
    /// # Errors
    /// 500 when the file is broken.
    pub fn load() -> Result<EventConsentText, Problem> {
        Figment::from(Toml::string(include_str!("consent.toml"))).extract().map_err(|error| Problem::internal(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_shown_is_the_one_that_is_kept() {
        let text = EventConsentText::load().expect("a text");
        assert_eq!(text.version, domain::events::registrations::CONSENT_VERSION);
    }
}
