//! The places of the département, found by the names people give them.

use std::collections::BTreeMap;

use super::vocabulary::{Topic, Vocabulary};
use crate::text::fold;

/// Kind of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceKind {
    /// A group of communes.
    Epci,
    /// A commune.
    Commune,
}

/// A commune or an EPCI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// INSEE code of a commune, SIREN of an EPCI.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Which of the two it is.
    pub kind: PlaceKind,
    /// SIREN of the EPCI of a commune.
    pub epci: Option<String>,
}

impl Place {
    /// Whether the place is a commune.
    pub fn is_commune(&self) -> bool {
        self.kind == PlaceKind::Commune
    }
}

/// Finds places by name, however written.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    places: BTreeMap<String, Place>,
    /// Simplified name → code; `None` when two places of the kind share it.
    communes: BTreeMap<String, Option<String>>,
    epcis: BTreeMap<String, Option<String>>,
}

impl Gazetteer {
    /// Builds the index; the vocabulary says which prefixes and abbreviations change nothing to a name.
    pub fn new(places: impl IntoIterator<Item = Place>, vocabulary: &Vocabulary) -> Self {
        let mut gazetteer = Self::default();
        for place in places {
            let index = match place.kind {
                PlaceKind::Commune => &mut gazetteer.communes,
                PlaceKind::Epci => &mut gazetteer.epcis,
            };
            for name in names(&place.name, vocabulary) {
                index
                    .entry(name)
                    .and_modify(|code| {
                        if code.as_deref() != Some(place.code.as_str()) {
                            *code = None;
                        }
                    })
                    .or_insert_with(|| Some(place.code.clone()));
            }
            gazetteer.places.insert(place.code.clone(), place);
        }
        gazetteer
    }

    /// The place of a code.
    pub fn place(&self, code: &str) -> Option<&Place> {
        self.places.get(code)
    }

    /// All places, by code.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.values()
    }

    /// The commune of that name, unless two could be meant.
    pub fn commune(&self, name: &str, vocabulary: &Vocabulary) -> Option<&Place> {
        self.find(&self.communes, name, vocabulary)
    }

    /// The commune or EPCI of that name: its exact name first, a commune before an EPCI.
    pub fn territory(&self, name: &str, vocabulary: &Vocabulary) -> Option<&Place> {
        let exact = |index: &BTreeMap<String, Option<String>>| {
            let code = index.get(&fold(name)).cloned().flatten()?;
            self.places.get(&code)
        };
        exact(&self.communes)
            .or_else(|| exact(&self.epcis))
            .or_else(|| self.commune(name, vocabulary))
            .or_else(|| self.find(&self.epcis, name, vocabulary))
    }

    fn find(&self, index: &BTreeMap<String, Option<String>>, name: &str, vocabulary: &Vocabulary) -> Option<&Place> {
        names(name, vocabulary)
            .iter()
            .find_map(|name| index.get(name).cloned().flatten())
            .and_then(|code| self.places.get(&code))
    }
}

/// The name folded, then without postal code and with abbreviations opened, then without prefixes.
fn names(name: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let folded = fold(name);
    let opened: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.chars().all(|c| c.is_ascii_digit()))
        .map(|word| vocabulary.code(Topic::Abbreviation, word).unwrap_or(word))
        .collect();
    let opened = opened.join(" ");
    let mut bare = opened.as_str();
    while let Some(rest) = vocabulary
        .words(Topic::PlacePrefix)
        .filter_map(|(prefix, _)| bare.strip_prefix(prefix)?.strip_prefix(' '))
        .min_by_key(|rest| rest.len())
    {
        bare = rest;
    }
    let mut names = vec![folded.clone()];
    for other in [opened.clone(), bare.to_owned()] {
        if !other.is_empty() && !names.contains(&other) {
            names.push(other);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        Vocabulary::new([
            ("abbreviation", "st", "saint"),
            ("abbreviation", "gd", "grand"),
            ("place_prefix", "cc", ""),
            ("place_prefix", "ca", ""),
            ("place_prefix", "du", ""),
            ("place_prefix", "de", ""),
            ("place_prefix", "la", ""),
            ("place_prefix", "le", ""),
        ])
        .unwrap_or_default()
    }

    fn place(kind: PlaceKind, code: &str, name: &str) -> Place {
        Place { code: code.to_owned(), name: name.to_owned(), kind, epci: None }
    }

    fn gazetteer() -> Gazetteer {
        let places = [
            place(PlaceKind::Epci, "E1", "CA du Grand Cahors"),
            place(PlaceKind::Epci, "E2", "CC de la Vallée du Lot et du Vignoble"),
            place(PlaceKind::Epci, "E3", "CC Quercy - Bouriane"),
            place(PlaceKind::Commune, "C1", "Cahors"),
            place(PlaceKind::Commune, "C2", "Saint-Céré"),
            place(PlaceKind::Commune, "C3", "Le Montat"),
            place(PlaceKind::Commune, "C4", "Le Roc"),
            place(PlaceKind::Commune, "C5", "Roc"),
        ];
        Gazetteer::new(places, &vocabulary())
    }

    #[test]
    fn places_are_found_however_written() {
        let (gazetteer, vocabulary) = (gazetteer(), vocabulary());
        for (written, code) in [
            ("Grand Cahors", "E1"),
            ("CA du Grand-Cahors", "E1"),
            ("Gd Cahors", "E1"),
            ("vallée du lot et du vignoble", "E2"),
            ("Quercy Bouriane", "E3"),
            ("CAHORS", "C1"),
            ("46000 Cahors", "C1"),
            ("St Cere", "C2"),
            ("Montat", "C3"),
            ("Le Roc", "C4"),
        ] {
            let found = gazetteer.territory(written, &vocabulary).map(|place| place.code.as_str());
            assert_eq!(found, Some(code), "{written}");
        }
        assert_eq!(gazetteer.commune("Grand Cahors", &vocabulary), None);
        assert_eq!(gazetteer.territory("Nulle-Part", &vocabulary), None);
        assert_eq!(gazetteer.territory("Vignoble", &vocabulary), None);
    }
}
