//! The vocabulary shipped with the binary.

use domain::imports::{Vocabulary, VocabularyError};

/// Why the shipped vocabulary could not be used.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyFileError {
    /// Not the CSV it should be.
    #[error("import vocabulary: {0}")]
    Csv(#[from] csv::Error),
    /// An entry that means nothing.
    #[error(transparent)]
    Entry(#[from] VocabularyError),
}

/// Reads the shipped vocabulary.
///
/// # Errors
/// Only when the shipped file is broken, which a test excludes.
pub fn vocabulary() -> Result<Vocabulary, VocabularyFileError> {
    let text = include_str!("../../../../data/reference/import-vocabulary.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let entries: Vec<(String, String, String)> = reader.deserialize().collect::<Result<_, _>>()?;
    let borrowed = entries.iter().map(|(topic, word, code)| (topic.as_str(), word.as_str(), code.as_str()));
    Ok(Vocabulary::new(borrowed)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::imports::Topic;

    #[test]
    fn the_shipped_vocabulary_is_sound() {
        let vocabulary = vocabulary().unwrap();
        assert_eq!(vocabulary.code(Topic::Header, "E-MAIL"), Some("email"));
    }
}
