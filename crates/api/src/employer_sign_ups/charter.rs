//! The charter of the network, from `charter.toml`: what an employer reads before it accepts.

use figment::Figment;
use figment::providers::{Format, Toml};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::problem::Problem;

/// The charter that employers accept today.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmployerCharter {
    /// Its version.
    #[schema(example = "2025-1")]
    pub version: String,
    /// Its title.
    pub title: String,
    /// What the network is.
    pub introduction: String,
    /// What an employer commits itself to.
    pub commitments: Vec<String>,
    /// What the programme does in return.
    pub promise: String,
}

impl EmployerCharter {
    /// Reads it.
    ///
    /// # Errors
    /// 500 when the file is broken.
    pub fn load() -> Result<EmployerCharter, Problem> {
        Figment::from(Toml::string(include_str!("charter.toml"))).extract().map_err(|error| Problem::internal(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_charter_shown_is_the_one_that_is_accepted() {
        let charter = EmployerCharter::load().expect("a charter");
        assert_eq!(charter.version, domain::employer_memberships::CHARTER_VERSION);
        assert!(!charter.commitments.is_empty());
    }
}
