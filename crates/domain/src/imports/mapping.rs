//! What the columns and words of one office mean.

use std::collections::{BTreeMap, BTreeSet};

use super::dates::DateOrder;
use super::fields::Field;
use super::gazetteer::{Gazetteer, Place};
use super::offers::OfferStanding;
use super::status::ImportedStatus;
use super::subject::Subject;
use super::vocabulary::Vocabulary;
use crate::codes::{ContractType, HouseholdKind, ProjectType, RemoteWork, RequiredExperience, Sector, Source};
use crate::text::fold;

/// Code of "anywhere" among wished territories.
pub const INDIFFERENT: &str = "indifferent";

/// One column and its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnMapping {
    /// Column title as written.
    pub header: String,
    /// What it holds.
    pub field: Field,
}

/// How to read one office's spreadsheet; remembered, it serves for the office's next one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The columns, in the order of the spreadsheet.
    pub columns: Vec<ColumnMapping>,
    /// What people said about words the vocabulary does not know (or that this office uses otherwise):
    /// folded word → code, the empty code meaning "leave this word out".
    pub values: BTreeMap<Field, BTreeMap<String, String>>,
    /// How days written with three numbers are read.
    pub date_order: DateOrder,
}

/// What forbids running an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingProblem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// The field it is about.
    pub field: Field,
    /// The word whose code is wrong; empty otherwise.
    pub value: String,
}

/// Kind of a mapping problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProblemKind {
    /// No column gives a field that every file needs.
    MissingField,
    /// Two columns give a field that can have only one.
    RepeatedField,
    /// A word was given a code that does not exist.
    UnknownCode,
}

impl ProblemKind {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::MissingField => "missing_field",
            Self::RepeatedField => "repeated_field",
            Self::UnknownCode => "unknown_code",
        }
    }
}

impl Mapping {
    /// Says what a word of a field stands for; the empty code leaves it out.
    pub fn set_value(&mut self, field: Field, word: &str, code: &str) {
        self.values.entry(field).or_default().insert(fold(word), code.to_owned());
    }

    /// What a word of a field stands for: as people said, else as the vocabulary says, else itself when it is a code.
    pub(super) fn code<'a>(&'a self, vocabulary: &'a Vocabulary, field: Field, word: &str) -> Option<&'a str> {
        let said = self.values.get(&field).and_then(|words| words.get(&fold(word)));
        said.map(String::as_str).or_else(|| vocabulary.code(field.topic()?, word)).or_else(|| itself(field, word))
    }

    /// Whether people said that a word of a field means nothing.
    pub(super) fn leaves_out(&self, field: Field, word: &str) -> bool {
        self.values.get(&field).and_then(|words| words.get(&fold(word))).is_some_and(String::is_empty)
    }

    /// The field of each column of a spreadsheet whose titles may stand in another order.
    pub(super) fn bind(&self, headers: &[String]) -> Vec<Field> {
        let mut left: Vec<&ColumnMapping> = self.columns.iter().collect();
        headers
            .iter()
            .map(|header| {
                let same = |column: &&ColumnMapping| fold(&column.header) == fold(header);
                let place = left.iter().position(|c| c.header == *header).or_else(|| left.iter().position(same));
                place.map_or(Field::Ignore, |index| left.remove(index).field)
            })
            .collect()
    }

    /// What forbids running an import with this mapping; nothing when it may run.
    pub fn problems(&self, subject: Subject, gazetteer: &Gazetteer) -> Vec<MappingProblem> {
        let problem = |kind, field| MappingProblem { kind, field, value: String::new() };
        let fields: Vec<Field> = self.columns.iter().map(|column| column.field).collect();
        let mut problems = Vec::new();
        for any_of in subject.needed() {
            if let (false, Some(first)) = (any_of.iter().any(|f| fields.contains(f)), any_of.first()) {
                problems.push(problem(ProblemKind::MissingField, *first));
            }
        }
        let mut seen = BTreeSet::new();
        for field in fields.into_iter().filter(|field| !field.is_repeatable()) {
            if !seen.insert(field) {
                problems.push(problem(ProblemKind::RepeatedField, field));
            }
        }
        problems.extend(self.unknown_codes(gazetteer));
        problems
    }

    fn unknown_codes(&self, gazetteer: &Gazetteer) -> Vec<MappingProblem> {
        let words = self.values.iter().flat_map(|(field, words)| words.iter().map(move |w| (*field, w)));
        words
            .filter(|(field, (_, code))| !code.is_empty() && !exists(*field, code, gazetteer))
            .map(|(field, (word, _))| MappingProblem { kind: ProblemKind::UnknownCode, field, value: word.clone() })
            .collect()
    }
}

fn exists(field: Field, code: &str, gazetteer: &Gazetteer) -> bool {
    match field {
        Field::Status => ImportedStatus::parse(code).is_some(),
        Field::HouseholdKind => HouseholdKind::parse(code).is_some(),
        Field::ProjectType => code.split('+').all(|part| ProjectType::parse(part).is_some()),
        Field::Source => Source::parse(code).is_some(),
        Field::WishedTerritory => code == INDIFFERENT || gazetteer.place(code).is_some(),
        Field::SettledCommune => gazetteer.place(code).is_some_and(Place::is_commune),
        Field::Commune => code == INDIFFERENT || gazetteer.place(code).is_some_and(Place::is_commune),
        Field::OfferStatus => OfferStanding::parse(code).is_some(),
        Field::PartTime | Field::HousingPossible | Field::PartnerWelcome => matches!(code, "true" | "false"),
        Field::ContractNature => true,
        _ => itself(field, code).is_some(),
    }
}

/// The code that a word of an offer is already.
fn itself(field: Field, word: &str) -> Option<&'static str> {
    match field {
        Field::ContractType => ContractType::parse(&word.to_uppercase()).map(ContractType::as_str),
        Field::Sector => Sector::parse(word).map(Sector::as_str),
        Field::Experience => RequiredExperience::parse(&word.to_uppercase()).map(RequiredExperience::as_str),
        Field::Remote => RemoteWork::parse(word).map(RemoteWork::as_str),
        _ => None,
    }
}
