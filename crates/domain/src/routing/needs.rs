//! Which kinds of partners answer a need, theme by theme.

use crate::codes::{NeedTheme, PartnerKind};
use crate::reference::{Parsed, RefusalReason, Seen, TableError, read_table, required};

/// A line of the table: the kinds of partners that answer a theme, best first, and why in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedRule {
    /// Subject of the needs.
    pub theme: NeedTheme,
    /// Kinds of partners, best first.
    pub partner_kinds: Vec<PartnerKind>,
    /// Why, in a sentence that people read.
    pub sentence: String,
}

/// Reads rules (columns `theme,partner_kinds,sentence`, kinds separated by `|`, best first); a theme stands once.
///
/// # Errors
/// [`TableError`] when the file is not such a table.
pub fn parse_rules(table: &str) -> Result<Parsed<NeedRule>, TableError> {
    let mut seen = Seen::default();
    read_table(table, ["theme", "partner_kinds", "sentence"], |[theme, kinds, sentence]| {
        let known =
            |code: &str| PartnerKind::parse(code.trim()).ok_or_else(|| RefusalReason::unknown("partner_kinds", code));
        let rule = NeedRule {
            theme: NeedTheme::parse(theme).ok_or_else(|| RefusalReason::unknown("theme", theme))?,
            partner_kinds: required("partner_kinds", kinds)?.split('|').map(known).collect::<Result<_, _>>()?,
            sentence: required("sentence", sentence)?.to_owned(),
        };
        seen.once(theme)?;
        Ok(rule)
    })
}
