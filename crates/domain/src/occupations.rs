//! Occupations of the ROME directory, and the words by which people call them.

use std::collections::BTreeSet;

use crate::codes::TitleKind;
use crate::completion::{Closeness, Typed};
use crate::reference::{Parsed, RefusalReason, Seen, TableError, read_table, required};
use crate::text::fold;

/// An occupation of the ROME directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupation {
    /// ROME code: a letter and four digits.
    pub code: String,
    /// Official label.
    pub label: String,
    /// Code of the family of close occupations, when the file gives it; the head of a family is its own parent.
    pub parent_code: Option<String>,
}

/// A name of an occupation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// ROME code of the occupation.
    pub occupation_code: String,
    /// The name, as it is shown.
    pub title: String,
    /// Everyday word or official title.
    pub kind: TitleKind,
    /// OGR code of an official title.
    pub official_code: Option<String>,
}

/// An occupation that answers what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completed {
    /// The occupation.
    pub occupation: Occupation,
    /// The name that answered, when it is not the official label.
    pub title: Option<String>,
}

/// The occupations that answer, best first and each once: a name that is exactly what was typed, then labels that
/// start with it, labels with a word that does, then everyday words and official titles in the same order.
///
/// `by_title` carries the names that may answer with the occupation of each.
#[must_use]
pub fn complete(by_label: Vec<Occupation>, by_title: Vec<(Title, Occupation)>, typed: &Typed) -> Vec<Completed> {
    let labels = by_label.into_iter().filter_map(|occupation| {
        let folded = fold(&occupation.label);
        let code = typed.closeness(&fold(&occupation.code)).filter(|_| may_start_a_code(typed));
        let close = typed.closeness(&folded).into_iter().chain(code).min()?;
        Some((rank(close, None), folded.len(), Completed { occupation, title: None }))
    });
    let titles = by_title.into_iter().filter_map(|(title, occupation)| {
        let folded = fold(&title.title);
        let close = typed.closeness(&folded)?;
        let title_kind = Some(title.kind);
        Some((rank(close, title_kind), folded.len(), Completed { occupation, title: Some(title.title) }))
    });
    let mut found: Vec<_> = labels.chain(titles).collect();
    found.sort_by(|(rank, length, a), (other, other_length, b)| {
        (rank, length, &a.occupation.code, &a.title).cmp(&(other, other_length, &b.occupation.code, &b.title))
    });
    let mut seen = BTreeSet::new();
    found.retain(|(_, _, completed)| seen.insert(completed.occupation.code.clone()));
    found.into_iter().map(|(_, _, completed)| completed).collect()
}

/// Whether what was typed may be the beginning of a ROME code: a letter and digits.
#[must_use]
pub fn may_start_a_code(typed: &Typed) -> bool {
    let (letter, digits) = typed.folded().split_at_checked(1).unwrap_or_default();
    letter.bytes().all(|byte| byte.is_ascii_lowercase())
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Place of an answer; `None` stands for the official label.
const fn rank(close: Closeness, kind: Option<TitleKind>) -> u8 {
    match (close, kind) {
        (Closeness::Exact, None) => 0,
        (Closeness::Exact, Some(TitleKind::Everyday)) => 1,
        (Closeness::Exact, Some(TitleKind::Appellation)) => 2,
        (Closeness::Start, None) => 3,
        (Closeness::Word, None) => 4,
        (Closeness::Start, Some(TitleKind::Everyday)) => 5,
        (Closeness::Word, Some(TitleKind::Everyday)) => 6,
        (Closeness::Start, Some(TitleKind::Appellation)) => 7,
        (Closeness::Word, Some(TitleKind::Appellation)) => 8,
    }
}

/// The official files the importer knows, told apart by their headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficialFile {
    /// `unix_referentiel_code_rome_v…`: occupations and their families.
    Occupations,
    /// `unix_referentiel_appellation_v…`: titles and their occupations.
    Titles,
}

impl OfficialFile {
    /// Which official file a text is, from its header; `None` for any other file.
    #[must_use]
    pub fn recognise(text: &str) -> Option<Self> {
        let header = text.lines().next()?;
        if header.contains("libelle_appellation_long") {
            return Some(Self::Titles);
        }
        header.contains("libelle_rome").then_some(Self::Occupations)
    }
}

/// Reads the occupations shipped with the programme (columns `rome_code,label`).
///
/// # Errors
/// [`TableError`] when the file is not such a table.
pub fn parse_occupations(text: &str) -> Result<Parsed<Occupation>, TableError> {
    let mut seen = Seen::default();
    read_table(text, ["rome_code", "label"], |[code, label]| {
        let occupation = Occupation {
            code: rome_code_of("rome_code", code)?,
            label: required("label", label)?.to_owned(),
            parent_code: None,
        };
        seen.once(code)?;
        Ok(occupation)
    })
}

/// Reads the official occupations (columns `code_rome,libelle_rome,code_rome_parent`).
/// A row whose parent is not an accepted occupation of the same file is refused.
///
/// # Errors
/// [`TableError`] when the file is not such a table.
pub fn parse_official_occupations(text: &str) -> Result<Parsed<Occupation>, TableError> {
    let columns = ["code_rome", "libelle_rome", "code_rome_parent"];
    let known = codes_of(&parse_official(text, columns, None)?);
    parse_official(text, columns, Some(&known))
}

/// One pass over the official file; the second knows every code, so that a parent may come later.
fn parse_official(
    text: &str,
    columns: [&'static str; 3],
    known: Option<&BTreeSet<String>>,
) -> Result<Parsed<Occupation>, TableError> {
    let mut seen = Seen::default();
    read_table(text, columns, |[code, label, parent]| {
        let occupation = Occupation {
            code: rome_code_of("code_rome", code)?,
            label: required("libelle_rome", label)?.to_owned(),
            parent_code: Some(rome_code_of("code_rome_parent", parent)?),
        };
        if known.is_some_and(|known| !known.contains(parent)) {
            return Err(RefusalReason::unknown("code_rome_parent", parent));
        }
        seen.once(code)?;
        Ok(occupation)
    })
}

/// The codes of the accepted occupations, for the reading of titles.
#[must_use]
pub fn codes_of(occupations: &Parsed<Occupation>) -> BTreeSet<String> {
    let codes = occupations.items.iter().map(|occupation| &occupation.code);
    codes.cloned().collect()
}

/// Reads the everyday titles (columns `title,rome_code`); a title stands once, accents and case aside.
///
/// # Errors
/// [`TableError`] when the file is not such a table.
pub fn parse_everyday_titles(text: &str, occupations: &BTreeSet<String>) -> Result<Parsed<Title>, TableError> {
    let mut seen = Seen::default();
    read_table(text, ["title", "rome_code"], |[title, code]| {
        let name = required("title", title)?;
        let occupation_code = known_code("rome_code", code, occupations)?;
        seen.once(&fold(name))?;
        Ok(Title { occupation_code, title: name.to_owned(), kind: TitleKind::Everyday, official_code: None })
    })
}

/// Reads the official titles (*appellations*; columns `code_ogr,libelle_appellation_long,code_rome`).
///
/// # Errors
/// [`TableError`] when the file is not such a table.
pub fn parse_official_titles(text: &str, occupations: &BTreeSet<String>) -> Result<Parsed<Title>, TableError> {
    let columns = ["code_ogr", "libelle_appellation_long", "code_rome"];
    let mut seen = Seen::default();
    read_table(text, columns, |[ogr, title, code]| {
        if ogr.is_empty() || !ogr.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(RefusalReason::invalid("code_ogr", ogr));
        }
        let title = Title {
            occupation_code: known_code("code_rome", code, occupations)?,
            title: required("libelle_appellation_long", title)?.to_owned(),
            kind: TitleKind::Appellation,
            official_code: Some(ogr.to_owned()),
        };
        seen.once(ogr)?;
        Ok(title)
    })
}

fn known_code(column: &'static str, code: &str, occupations: &BTreeSet<String>) -> Result<String, RefusalReason> {
    let code = rome_code_of(column, code)?;
    if occupations.contains(&code) {
        return Ok(code);
    }
    Err(RefusalReason::unknown(column, code))
}

fn rome_code_of(column: &'static str, cell: &str) -> Result<String, RefusalReason> {
    let (letter, digits) = cell.split_at_checked(1).unwrap_or_default();
    let well_formed = letter.bytes().all(|byte| byte.is_ascii_uppercase())
        && digits.len() == 4
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    if well_formed {
        return Ok(cell.to_owned());
    }
    Err(RefusalReason::invalid(column, cell))
}
