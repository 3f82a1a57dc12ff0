//! Guesses what the columns mean, so that people only have to check.

use super::Table;
use super::evidence::{Knowledge, Profile, date_order};
use super::fields::Field;
use super::gazetteer::Gazetteer;
use super::mapping::{ColumnMapping, Mapping};
use super::subject::Subject;
use super::vocabulary::Vocabulary;
use crate::text::fold;

/// Below this score a guess is not worth showing.
const LEAST: f64 = 0.45;

/// Why a field was proposed for a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// An earlier import used it for this title.
    Remembered,
    /// The title and the values agree.
    HeaderAndValues,
    /// The title says so, the values say nothing.
    Header,
    /// The values say so, the title says nothing.
    Values,
    /// Nothing was recognised.
    Nothing,
}

impl Evidence {
    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Remembered => "remembered",
            Self::HeaderAndValues => "header_and_values",
            Self::Header => "header",
            Self::Values => "values",
            Self::Nothing => "nothing",
        }
    }
}

/// A column and its proposed meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedColumn {
    /// Column title as written.
    pub header: String,
    /// Proposed field; [`Field::Ignore`] when nothing was recognised.
    pub field: Field,
    /// How sure the guess is, in percent.
    pub confidence: u8,
    /// What it rests on.
    pub evidence: Evidence,
}

/// Proposed meaning of a whole spreadsheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// One guess per column, in order.
    pub columns: Vec<ProposedColumn>,
    /// The same as a mapping, with the words remembered from earlier imports.
    pub mapping: Mapping,
}

/// Proposes a field for each column, from remembered mappings (the latest first), then titles, then values.
pub fn propose_mapping(
    table: &Table,
    subject: Subject,
    vocabulary: &Vocabulary,
    gazetteer: &Gazetteer,
    remembered: &[Mapping],
) -> Proposal {
    let knowledge = Knowledge { vocabulary, gazetteer };
    let profiles: Vec<Profile<'_>> =
        table.headers.iter().enumerate().map(|(index, header)| Profile::new(header, index, &table.rows)).collect();
    let mut board = Board::new(profiles.len());
    board.settle(candidates(&knowledge, subject, &profiles, remembered));
    if subject == Subject::Prospects {
        board.settle(date_candidates(&knowledge, &profiles, &board));
        board.settle(neighbour_candidates(&profiles, &board));
        board.settle(name_candidates(&profiles, &board));
    }
    let columns: Vec<ProposedColumn> = profiles
        .iter()
        .zip(&board.0)
        .map(|(profile, won)| ProposedColumn {
            header: profile.header.to_owned(),
            field: won.map_or(Field::Ignore, |won| won.field),
            // Scores lie between 0 and 1.
            confidence: won.map_or(0, |won| (won.score * 100.0).round() as u8),
            evidence: won.map_or(Evidence::Nothing, |won| won.evidence),
        })
        .collect();
    let dates = profiles.iter().zip(&columns).filter(|(_, column)| column.field.is_date());
    let mapping = Mapping {
        columns: columns
            .iter()
            .map(|column| ColumnMapping { header: column.header.clone(), field: column.field })
            .collect(),
        values: remembered_values(remembered),
        date_order: date_order(dates.flat_map(|(profile, _)| profile.cells())),
    };
    Proposal { columns, mapping }
}

/// A guess: this column may hold this field.
#[derive(Clone, Copy)]
struct Candidate {
    column: usize,
    field: Field,
    score: f64,
    evidence: Evidence,
}

/// The best guess kept for each column so far.
struct Board(Vec<Option<Candidate>>);

impl Board {
    fn new(columns: usize) -> Self {
        Self(vec![None; columns])
    }

    /// Keeps the best candidates first; a column or a field once taken stays taken.
    fn settle(&mut self, mut candidates: Vec<Candidate>) {
        candidates.retain(|candidate| candidate.score >= LEAST);
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        for candidate in candidates {
            let repeated = candidate.field.is_repeatable() && candidate.evidence != Evidence::Values;
            if self.column_of(candidate.field).is_some() && !repeated {
                continue;
            }
            if let Some(place @ None) = self.0.get_mut(candidate.column) {
                *place = Some(candidate);
            }
        }
    }

    fn column_of(&self, field: Field) -> Option<usize> {
        self.0.iter().flatten().find(|won| won.field == field).map(|won| won.column)
    }

    fn is_free(&self, column: usize) -> bool {
        self.0.get(column).is_some_and(Option::is_none)
    }
}

fn candidates(
    knowledge: &Knowledge<'_>,
    subject: Subject,
    profiles: &[Profile<'_>],
    remembered: &[Mapping],
) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for (column, profile) in profiles.iter().enumerate() {
        let before = remembered_field(profile.header, remembered);
        let titles = knowledge.header(profile.header, subject.titles());
        for field in subject.fields() {
            let header = titles.get(&field).copied().unwrap_or_default();
            let fit = knowledge.fit(profile, field).filter(|_| profile.cells().next().is_some());
            // Unknown words only wait for a translation; what is no e-mail or no day is something else.
            let translatable = field.topic().is_some();
            let contradicted = !translatable && fit.is_some_and(|fit| fit < 0.3);
            let (score, evidence) = match fit {
                _ if before == Some(field) && !contradicted => (1.0, Evidence::Remembered),
                _ if header > 0.0 && contradicted => (header * 0.4, Evidence::Header),
                Some(fit) if header > 0.0 => (header * (0.85 + 0.14 * fit), Evidence::HeaderAndValues),
                _ if header > 0.0 => (header * 0.9, Evidence::Header),
                Some(fit) => (knowledge.values(profile, field, fit), Evidence::Values),
                None => (0.0, Evidence::Nothing),
            };
            candidates.push(Candidate { column, field, score, evidence });
        }
    }
    candidates
}

/// Columns of days without a telling title: the fuller, the earlier in the life of a file.
fn date_candidates(knowledge: &Knowledge<'_>, profiles: &[Profile<'_>], board: &Board) -> Vec<Candidate> {
    let mut columns: Vec<(usize, f64)> = profiles
        .iter()
        .enumerate()
        .filter(|(column, profile)| board.is_free(*column) && profile.share(|cell| knowledge.is_date(cell)) > 0.8)
        .map(|(column, profile)| (column, profile.filled))
        .collect();
    columns.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let missing = [Field::RequestedOn, Field::SupportedOn, Field::SettledOn]
        .into_iter()
        .filter(|field| board.column_of(*field).is_none());
    columns
        .into_iter()
        .zip(missing)
        .map(|((column, _), field)| Candidate { column, field, score: 0.55, evidence: Evidence::Values })
        .collect()
}

/// A column of words beside the postal code is the town.
fn neighbour_candidates(profiles: &[Profile<'_>], board: &Board) -> Vec<Candidate> {
    let Some(postal_code) = board.column_of(Field::PostalCode) else {
        return Vec::new();
    };
    let neighbours = [Some(postal_code + 1), postal_code.checked_sub(1)].into_iter().flatten().zip([0.55, 0.5]);
    neighbours
        .filter(|(column, _)| board.is_free(*column))
        .filter(|(column, _)| {
            profiles.get(*column).is_some_and(|profile| profile.share(|cell| !cell.contains(char::is_numeric)) > 0.9)
        })
        .map(|(column, score)| Candidate { column, field: Field::City, score, evidence: Evidence::Values })
        .collect()
}

/// Columns whose words make up the e-mail addresses are names: the first in the address is the first name.
fn name_candidates(profiles: &[Profile<'_>], board: &Board) -> Vec<Candidate> {
    let squeeze = |text: &str| fold(text).replace(' ', "");
    let local_parts = board.column_of(Field::Email).and_then(|column| profiles.get(column)).map(|profile| {
        profile.cells().filter_map(|cell| cell.split_once('@')).map(|(local, _)| squeeze(local)).collect()
    });
    let local_parts: Vec<String> = local_parts.unwrap_or_default();
    let mut candidates = Vec::new();
    for (column, profile) in profiles.iter().enumerate().filter(|(column, _)| board.is_free(*column)) {
        let names: std::collections::BTreeSet<String> =
            profile.cells().map(squeeze).filter(|name| name.len() > 2).collect();
        let share = |holds: &dyn Fn(&str, &str) -> bool| {
            let held = local_parts.iter().filter(|local| names.iter().any(|name| holds(local, name))).count();
            held as f64 / local_parts.len().max(1) as f64
        };
        let begins = share(&|local, name| local.starts_with(name));
        let ends = share(&|local, name| local.ends_with(name));
        for (field, share) in [(Field::FirstName, begins), (Field::LastName, ends)] {
            candidates.push(Candidate { column, field, score: 0.6 * share, evidence: Evidence::Values });
        }
    }
    candidates
}

fn remembered_field(header: &str, remembered: &[Mapping]) -> Option<Field> {
    let same = |column: &&ColumnMapping| column.header == header || fold(&column.header) == fold(header);
    remembered.iter().find_map(|mapping| mapping.columns.iter().find(same)).map(|column| column.field)
}

/// Every word people translated in earlier imports; the latest import counts.
fn remembered_values(
    remembered: &[Mapping],
) -> std::collections::BTreeMap<Field, std::collections::BTreeMap<String, String>> {
    let mut values = std::collections::BTreeMap::<Field, std::collections::BTreeMap<_, _>>::new();
    for mapping in remembered.iter().rev() {
        for (field, words) in &mapping.values {
            values.entry(*field).or_default().extend(words.clone());
        }
    }
    values
}
