//! Who the household is and what it wants, translated into codes.

use super::cells::{Cells, pieces};
use super::draft::{Reason, RemarkKind};
use super::fields::Field;
use super::interpret::{Findings, Interpreter};
use super::mapping::INDIFFERENT;
use super::vocabulary::Topic;
use crate::codes::{HouseholdKind, ProjectType, Source};

/// Most adults or children one household can have.
const MOST_PEOPLE: u8 = 20;

impl Interpreter<'_> {
    /// Adults, children and kind of household; what is not written follows from what is.
    pub(super) fn people(&self, cells: &Cells<'_>, findings: &mut Findings) -> (u8, u8, HouseholdKind) {
        let mut kind = None;
        if let Some((column, word)) = cells.with_columns(Field::HouseholdKind).next() {
            kind = self.mapping.code(self.vocabulary, Field::HouseholdKind, word).and_then(HouseholdKind::parse);
            if kind.is_none() {
                self.keep_word(Field::HouseholdKind, column, word, findings);
            }
        }
        let children = self.count(cells, Field::Children, 0, findings).unwrap_or(0);
        let pair = kind == Some(HouseholdKind::Couple)
            || kind != Some(HouseholdKind::Alone) && cells.first(Field::PartnerOccupation).is_some();
        let adults = self.count(cells, Field::Adults, 1, findings).unwrap_or(if pair { 2 } else { 1 });
        let kind = match kind {
            _ if children > 0 => HouseholdKind::Family,
            Some(kind) => kind,
            None if adults > 1 => HouseholdKind::Couple,
            None => HouseholdKind::Alone,
        };
        (adults, children, kind)
    }

    fn count(&self, cells: &Cells<'_>, field: Field, least: u8, findings: &mut Findings) -> Option<u8> {
        let written = cells.first(field)?;
        let digits = self.vocabulary.code(Topic::Number, written).unwrap_or(written);
        let digits = digits.trim_end_matches(".0").trim_end_matches(",0");
        let count = digits.parse().ok().filter(|count| (least..=MOST_PEOPLE).contains(count));
        if count.is_none() {
            findings.refuse(Reason::InvalidNumber, field, written);
        }
        count
    }

    pub(super) fn project_types(&self, cells: &Cells<'_>, findings: &mut Findings) -> Vec<ProjectType> {
        let mut types: Vec<ProjectType> = Vec::new();
        for (column, cell) in cells.with_columns(Field::ProjectType) {
            for word in self.words(Field::ProjectType, cell) {
                match self.mapping.code(self.vocabulary, Field::ProjectType, word) {
                    Some(code) => {
                        for project in code.split('+').filter_map(ProjectType::parse) {
                            if !types.contains(&project) {
                                types.push(project);
                            }
                        }
                    }
                    None => self.keep_word(Field::ProjectType, column, word, findings),
                }
            }
        }
        types
    }

    pub(super) fn wishes(&self, cells: &Cells<'_>, findings: &mut Findings) -> (Vec<String>, bool) {
        let (mut wishes, mut indifferent) = (Vec::new(), false);
        for (column, cell) in cells.with_columns(Field::WishedTerritory) {
            for word in self.words(Field::WishedTerritory, cell) {
                let said = self.mapping.code(self.vocabulary, Field::WishedTerritory, word);
                let place = match said {
                    Some(code) => self.gazetteer.place(code),
                    None => self.gazetteer.territory(word, self.vocabulary),
                };
                match (said, place) {
                    (Some(INDIFFERENT), _) => indifferent = true,
                    (_, Some(place)) if wishes.contains(&place.code) => {}
                    (_, Some(place)) => wishes.push(place.code.clone()),
                    (Some(""), _) => {}
                    _ => self.keep_word(Field::WishedTerritory, column, word, findings),
                }
            }
        }
        let indifferent = indifferent && wishes.is_empty();
        (wishes, indifferent)
    }

    pub(super) fn source(&self, cells: &Cells<'_>, findings: &mut Findings) -> Option<Source> {
        let word = cells.first(Field::Source)?;
        let code = self.mapping.code(self.vocabulary, Field::Source, word);
        if code.is_none() {
            // The word itself stays in the source's detail.
            findings.remark(RemarkKind::UnknownWord, Field::Source, word);
        }
        code.and_then(Source::parse)
    }

    /// The values of a cell: the whole cell when it means something, else each of its pieces.
    fn words<'c>(&self, field: Field, cell: &'c str) -> Vec<&'c str> {
        if self.means_something(field, cell) { vec![cell] } else { pieces(cell).collect() }
    }

    fn means_something(&self, field: Field, word: &str) -> bool {
        self.mapping.code(self.vocabulary, field, word).is_some()
            || field == Field::WishedTerritory && self.gazetteer.territory(word, self.vocabulary).is_some()
    }

    fn keep_word(&self, field: Field, column: usize, word: &str, findings: &mut Findings) {
        findings.remark(RemarkKind::UnknownWord, field, word);
        let title = self.headers.get(column).map_or("", |header| header.trim());
        findings.notes.push(format!("{title} : {word}"));
    }
}
