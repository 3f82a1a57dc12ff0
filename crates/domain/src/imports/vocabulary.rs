//! The office's language, given as data: what its titles and words mean.

use std::collections::BTreeMap;

use super::fields::Field;
use super::mapping::INDIFFERENT;
use super::offers::OfferStanding;
use super::status::ImportedStatus;
use super::subject::Subject;
use crate::codes::{ContractType, HouseholdKind, ProjectType, RemoteWork, RequiredExperience, Sector, Source};
use crate::text::fold;

/// What a word of the vocabulary is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A column title; the code is a [`Field`] code.
    Header,
    /// A status; the code is one of [`ImportedStatus::parse`].
    Status,
    /// A project; the code is one project type, or several joined by `+`.
    ProjectType,
    /// How the household heard of the programme.
    Source,
    /// Alone, couple or family.
    HouseholdKind,
    /// Everyday name of a place; the code is its INSEE or SIREN code, or `indifferent`.
    Territory,
    /// Mr, Mrs…; the code means nothing.
    Civility,
    /// Name of a month; the code is its number.
    Month,
    /// Name of a weekday; the code means nothing.
    Weekday,
    /// A number in letters; the code is its digits.
    Number,
    /// What may stand before a place's name without changing it ("CC de", "Le"); the code means nothing.
    PlacePrefix,
    /// A shortened word inside a place's name; the code is the full word.
    Abbreviation,
    /// A column title of a file of job offers; the code is a [`Field`] code.
    OfferHeader,
    /// A contract; the code is one of [`ContractType`].
    Contract,
    /// A kind of contract; the code is how people are told of it, empty when there is nothing to tell.
    ContractNature,
    /// Yes or no; the code is `true` or `false`.
    YesNo,
    /// A branch of activity, also by its number in the NAF; the code is one of [`Sector`].
    Sector,
    /// The experience asked for; the code is one of [`RequiredExperience`].
    Experience,
    /// Work from home; the code is one of [`RemoteWork`].
    Remote,
    /// Whether an offer still stands; the code is one of [`OfferStanding`].
    OfferStatus,
}

impl Topic {
    const ALL: [(Topic, &'static str); 20] = [
        (Topic::Header, "header"),
        (Topic::Status, "status"),
        (Topic::ProjectType, "project_type"),
        (Topic::Source, "source"),
        (Topic::HouseholdKind, "household_kind"),
        (Topic::Territory, "territory"),
        (Topic::Civility, "civility"),
        (Topic::Month, "month"),
        (Topic::Weekday, "weekday"),
        (Topic::Number, "number"),
        (Topic::PlacePrefix, "place_prefix"),
        (Topic::Abbreviation, "abbreviation"),
        (Topic::OfferHeader, "offer_header"),
        (Topic::Contract, "contract"),
        (Topic::ContractNature, "contract_nature"),
        (Topic::YesNo, "yes_no"),
        (Topic::Sector, "sector"),
        (Topic::Experience, "experience"),
        (Topic::Remote, "remote"),
        (Topic::OfferStatus, "offer_status"),
    ];

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == code).map(|(topic, _)| *topic)
    }

    fn accepts(self, code: &str) -> bool {
        match self {
            Self::Header => Field::parse(code).is_some_and(|field| field.is_of(Subject::Prospects)),
            Self::OfferHeader => Field::parse(code).is_some_and(|field| field.is_of(Subject::JobOffers)),
            Self::Contract => ContractType::parse(code).is_some(),
            Self::YesNo => matches!(code, "true" | "false"),
            Self::Sector => Sector::parse(code).is_some(),
            Self::Experience => RequiredExperience::parse(code).is_some(),
            Self::Remote => RemoteWork::parse(code).is_some(),
            Self::OfferStatus => OfferStanding::parse(code).is_some(),
            Self::Status => ImportedStatus::parse(code).is_some(),
            Self::HouseholdKind => HouseholdKind::parse(code).is_some(),
            Self::Month => code.parse::<u32>().is_ok_and(|month| (1..=12).contains(&month)),
            Self::Number => code.parse::<u8>().is_ok(),
            Self::Territory => code == INDIFFERENT || code.chars().all(|c| c.is_ascii_alphanumeric()),
            Self::ProjectType => code.split('+').all(|part| ProjectType::parse(part).is_some()),
            Self::Source => Source::parse(code).is_some(),
            Self::Abbreviation => !code.is_empty(),
            Self::Civility | Self::Weekday | Self::PlacePrefix | Self::ContractNature => true,
        }
    }
}

/// A vocabulary entry that means nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("vocabulary entry {entry}: {topic:?} does not know {code:?}")]
pub struct VocabularyError {
    /// Position of the entry, from 1.
    pub entry: usize,
    /// Its topic as written.
    pub topic: String,
    /// Its code as written.
    pub code: String,
}

/// Words and what they stand for, compared once folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary(BTreeMap<Topic, BTreeMap<String, String>>);

impl Vocabulary {
    /// Builds the vocabulary from entries (topic, word, code); of two entries for one word the last counts.
    ///
    /// # Errors
    /// The first entry whose topic does not exist, or whose code its topic does not know.
    pub fn new<'a>(entries: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Result<Self, VocabularyError> {
        let mut words: BTreeMap<Topic, BTreeMap<String, String>> = BTreeMap::new();
        for (index, (topic, word, code)) in entries.into_iter().enumerate() {
            let known = Topic::parse(topic).filter(|known| known.accepts(code));
            let Some(known) = known.filter(|_| !fold(word).is_empty()) else {
                return Err(VocabularyError { entry: index + 1, topic: topic.to_owned(), code: code.to_owned() });
            };
            words.entry(known).or_default().insert(fold(word), code.to_owned());
        }
        Ok(Self(words))
    }

    /// What a word stands for, whatever its case, accents and punctuation.
    pub fn code(&self, topic: Topic, word: &str) -> Option<&str> {
        self.0.get(&topic)?.get(&fold(word)).map(String::as_str)
    }

    /// The folded words of a topic with their codes, in alphabetical order.
    pub fn words(&self, topic: Topic) -> impl Iterator<Item = (&str, &str)> {
        self.0.get(&topic).into_iter().flatten().map(|(word, code)| (word.as_str(), code.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_written() {
        let vocabulary = Vocabulary::new([("status", "Installé - suivi", "settled")]);
        let found = vocabulary.map(|v| v.code(Topic::Status, "INSTALLE suivi").map(str::to_owned));
        assert_eq!(found, Ok(Some("settled".to_owned())));
    }

    #[test]
    fn entries_that_mean_nothing_are_refused() {
        for entry in [
            ("statut", "Installé", "settled"),
            ("status", "Installé", "installed"),
            ("header", "Nom", "name"),
            ("month", "mars", "13"),
            ("status", " ? ", "new"),
        ] {
            assert_eq!(Vocabulary::new([("month", "mai", "5"), entry]).map_err(|e| e.entry), Err(2));
        }
    }
}
