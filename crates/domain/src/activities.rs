//! Economic activities of employers: codes of the French nomenclature (NAF).
//!
//! A code means nothing without the version of its nomenclature: NAF 2025 gives other meanings to
//! codes of NAF rév. 2, and both are in use for years.

use crate::reference::{Parsed, RefusalReason, Seen, TableError, read_table, required};

/// An activity at any level of the nomenclature, from division to subclass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Code with its dot: `01`, `01.1`, `01.11` or `01.11Z`.
    pub code: String,
    /// Official label.
    pub label: String,
    /// Version of the nomenclature: `NAF rév. 2`, later `NAF 2025`.
    pub nomenclature: String,
}

/// Reads activities (columns `code,label,nomenclature`); a code stands once per nomenclature.
///
/// # Errors
/// [`TableError`] when the file is not such a table.
pub fn parse_activities(text: &str) -> Result<Parsed<Activity>, TableError> {
    let columns = ["code", "label", "nomenclature"];
    let mut seen = Seen::default();
    read_table(text, columns, |[code, label, nomenclature]| {
        if !well_formed(code) {
            return Err(RefusalReason::invalid("code", code));
        }
        let activity = Activity {
            code: code.to_owned(),
            label: required("label", label)?.to_owned(),
            nomenclature: required("nomenclature", nomenclature)?.to_owned(),
        };
        seen.once(&format!("{nomenclature} {code}"))?;
        Ok(activity)
    })
}

/// Whether a text may be the beginning of a code, such as `10`, `10.` or `10.71C`.
#[must_use]
pub fn may_start_a_code(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte.is_ascii_uppercase())
}

fn well_formed(code: &str) -> bool {
    // Shape of the longest code; shorter levels are its beginnings, but never end on the dot.
    let shape = code.bytes().enumerate().all(|(place, byte)| match place {
        2 => byte == b'.',
        5 => byte.is_ascii_uppercase(),
        _ => byte.is_ascii_digit(),
    });
    shape && matches!(code.len(), 2 | 4 | 5 | 6)
}
