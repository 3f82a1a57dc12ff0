//! Which bodies are competent for a need.

use super::table::{kinds, sentence};
use crate::codes::{NeedTheme, PartnerKind};
use crate::validation::{FieldErrors, code};

/// A line of the table for needs, as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NeedRuleInput {
    /// Code of the theme.
    pub theme: String,
    /// Codes of kinds of partners, the most competent first.
    pub partner_kinds: Vec<String>,
    /// Why, in French.
    pub sentence: String,
}

/// Who answers the needs of a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedRule {
    /// The theme.
    pub theme: NeedTheme,
    /// Kinds of partners, the most competent first.
    pub partner_kinds: Vec<PartnerKind>,
    /// Why, in French.
    pub sentence: String,
}

impl NeedRule {
    /// Reads a line; errors are relative to it.
    pub(super) fn parse(input: &NeedRuleInput) -> Result<NeedRule, FieldErrors> {
        let mut errors = FieldErrors::new();
        let theme = errors.keep("/theme", code(&input.theme, NeedTheme::parse));
        let partner_kinds = kinds(&mut errors, &input.partner_kinds);
        let sentence = sentence(&mut errors, &input.sentence);
        let rule = theme.zip(sentence).map(|(theme, sentence)| NeedRule { theme, partner_kinds, sentence });
        errors.finish(rule)
    }
}
