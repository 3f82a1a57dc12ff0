//! The words that households are made of.

use serde::Deserialize;

use crate::seed::SeedError;
use crate::seed::demo::read;

const WORDS: &str = include_str!("../../../../../data/demo/volume.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) first_names: Vec<String>,
    pub(super) last_names: Vec<String>,
    /// Postal code and name.
    pub(super) cities: Vec<(String, String)>,
    pub(super) campaigns: Vec<String>,
    pub(super) next_actions: Vec<String>,
    pub(super) notes: Vec<String>,
    /// Everyday word, ROME code, code of the sector.
    pub(super) occupations: Vec<(String, String, String)>,
}

impl Words {
    pub(super) fn read() -> Result<Words, SeedError> {
        read(WORDS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::codes::Sector;

    #[test]
    fn words_can_be_read_and_sectors_exist() {
        let words = Words::read().unwrap();
        assert!(words.occupations.iter().all(|(_, _, sector)| Sector::parse(sector).is_some()));
    }
}
