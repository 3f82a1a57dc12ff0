//! The words of a spreadsheet that nobody has translated yet.

use std::collections::BTreeMap;

use super::Table;
use super::cells::{Cells, pieces};
use super::fields::Field;
use super::gazetteer::Gazetteer;
use super::mapping::Mapping;
use super::offers::commune_of;
use super::vocabulary::Vocabulary;
use crate::text::{fold, similarity, slips};

/// From which likeness on a code is worth proposing.
const LIKELY: f64 = 0.9;

/// A slip of the pen in a name is forgiven, and one more for so many letters.
const SLIP_EVERY: usize = 12;

/// The fields whose words stand for codes.
const TRANSLATED: [Field; 14] = [
    Field::Status,
    Field::ProjectType,
    Field::Source,
    Field::HouseholdKind,
    Field::WishedTerritory,
    Field::SettledCommune,
    Field::ContractType,
    Field::PartTime,
    Field::Commune,
    Field::Sector,
    Field::Experience,
    Field::HousingPossible,
    Field::Remote,
    Field::OfferStatus,
];

/// A word without translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmappedValue {
    /// The field it stands in.
    pub field: Field,
    /// The word as first written.
    pub value: String,
    /// How many rows hold it.
    pub count: usize,
    /// The code it probably stands for.
    pub proposed: Option<String>,
}

/// Every word of the mapped columns that neither the mapping, the vocabulary nor the gazetteer knows, by
/// field, the most frequent first.
pub fn unmapped_values(
    table: &Table,
    mapping: &Mapping,
    vocabulary: &Vocabulary,
    gazetteer: &Gazetteer,
) -> Vec<UnmappedValue> {
    let fields = mapping.bind(&table.headers);
    let mut counts: BTreeMap<(Field, String), (String, usize)> = BTreeMap::new();
    for row in &table.rows {
        let cells = Cells::new(&fields, row);
        for field in TRANSLATED {
            for word in cells.all(field).flat_map(|cell| unknown(field, cell, mapping, vocabulary, gazetteer)) {
                counts.entry((field, fold(word))).or_insert_with(|| (word.to_owned(), 0)).1 += 1;
            }
        }
    }
    let mut unmapped: Vec<UnmappedValue> = counts
        .into_iter()
        .map(|((field, _), (value, count))| {
            let proposed = closest(field, &value, vocabulary, gazetteer);
            UnmappedValue { field, value, count, proposed }
        })
        .collect();
    unmapped.sort_by(|a, b| a.field.cmp(&b.field).then(b.count.cmp(&a.count)));
    unmapped
}

fn unknown<'a>(
    field: Field,
    cell: &'a str,
    mapping: &Mapping,
    vocabulary: &Vocabulary,
    gazetteer: &Gazetteer,
) -> Vec<&'a str> {
    let known = |word: &str| is_known(field, word, mapping, vocabulary, gazetteer);
    if known(cell) {
        return Vec::new();
    }
    let several = matches!(field, Field::ProjectType | Field::WishedTerritory);
    let words: Vec<&str> = if several { pieces(cell).collect() } else { vec![cell] };
    words.into_iter().filter(|word| !known(word)).collect()
}

fn is_known(field: Field, word: &str, mapping: &Mapping, vocabulary: &Vocabulary, gazetteer: &Gazetteer) -> bool {
    mapping.code(vocabulary, field, word).is_some()
        || match field {
            Field::WishedTerritory => gazetteer.territory(word, vocabulary).is_some(),
            Field::SettledCommune => gazetteer.commune(word, vocabulary).is_some(),
            Field::Commune => commune_of(word, gazetteer, vocabulary).is_some(),
            _ => false,
        }
}

/// The code of the most alike word: one standing whole inside the value, else one written nearly the same. A
/// place must be the same name with a slip of the pen: half the names of the Lot begin and end alike.
fn closest(field: Field, value: &str, vocabulary: &Vocabulary, gazetteer: &Gazetteer) -> Option<String> {
    let folded = format!(" {} ", fold(value));
    let words = || field.topic().into_iter().flat_map(|topic| vocabulary.words(topic));
    if field == Field::Status || field == Field::ProjectType || field == Field::Source {
        let inside = words().filter(|(word, _)| folded.contains(&format!(" {word} ")));
        if let Some((_, code)) = inside.max_by_key(|(word, _)| word.len()) {
            return Some(code.to_owned());
        }
    }
    let places = gazetteer
        .places()
        .filter(|place| field == Field::WishedTerritory || is_place_of_one(field) && place.is_commune())
        .map(|place| (fold(&place.name), place.code.as_str()))
        .filter(|(name, _)| slips(name, folded.trim()) <= 1 + name.chars().count() / SLIP_EVERY);
    words()
        .map(|(word, code)| (word.to_owned(), code))
        .chain(places)
        .map(|(word, code)| (similarity(&word, folded.trim()), code))
        .filter(|(likeness, _)| *likeness >= LIKELY)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, code)| code.to_owned())
}

fn is_place_of_one(field: Field) -> bool {
    matches!(field, Field::SettledCommune | Field::Commune)
}
