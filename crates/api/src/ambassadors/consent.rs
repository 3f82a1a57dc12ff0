//! The texts that ambassadors agree to, from `consent.toml`.

use domain::codes::ConsentPurpose;
use figment::Figment;
use figment::providers::{Format, Toml};
use persistence::ConnectionTrait;
use persistence::consent_texts::{self, CurrentText};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::Problem;

/// What ambassadors agree to today.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmbassadorConsentTexts {
    /// Version of both texts.
    #[schema(example = "2026-1")]
    pub version: String,
    /// To keep what is told; needed.
    pub text: String,
    /// To show the portrait; free.
    pub image_text: String,
}

impl AmbassadorConsentTexts {
    /// Reads them.
    ///
    /// # Errors
    /// 500 when the file is broken.
    pub fn load() -> Result<AmbassadorConsentTexts, Problem> {
        Figment::from(Toml::string(include_str!("consent.toml"))).extract().map_err(|error| Problem::internal(&error))
    }
}

/// The text beside the box of the newsletter.
///
/// # Errors
/// 500 when there is none; those of the store.
pub async fn newsletter_text(db: &impl ConnectionTrait) -> Result<CurrentText, Problem> {
    let texts = consent_texts::current(db).await?;
    let text = texts.into_iter().find(|text| text.purpose == ConsentPurpose::Newsletter);
    text.ok_or_else(|| Problem::internal(&"there is no text to agree to for the newsletter"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_shown_are_those_that_are_kept() {
        let texts = AmbassadorConsentTexts::load().expect("texts");
        assert_eq!(texts.version, domain::ambassadors::CONSENT_VERSION);
    }
}
