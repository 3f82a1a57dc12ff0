//! What a household needs to settle, by theme.

use uuid::Uuid;

use crate::codes::{NeedStatus, NeedTheme};
use crate::validation::{FieldErrors, code, optional_text};

/// Longest description of a need, in characters.
pub const DESCRIPTION_MAX: usize = 2_000;

/// A new need, still to be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNeed {
    /// Its subject.
    pub theme: NeedTheme,
    /// What exactly.
    pub description: Option<String>,
}

impl NewNeed {
    /// Reads a need; every wrong field is noted, relative to the need.
    ///
    /// # Errors
    /// `unknown_code` for the theme, `too_long` for the description.
    pub fn parse(theme: &str, description: Option<&str>) -> Result<NewNeed, FieldErrors> {
        let mut errors = FieldErrors::new();
        let theme = errors.keep("/theme", code(theme, NeedTheme::parse));
        let description = errors.keep("/description", optional_text(description, DESCRIPTION_MAX)).flatten();
        errors.finish(theme.map(|theme| NewNeed { theme, description }))
    }
}

/// A need as it stands, with the answer of the partner it went to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Its subject.
    pub theme: NeedTheme,
    /// How far it is.
    pub status: NeedStatus,
    /// What exactly.
    pub description: Option<String>,
    /// Partner who can meet it.
    pub partner_id: Option<Uuid>,
    /// What the partner answered.
    pub answer: Option<String>,
}

impl Need {
    /// Reads a need.
    ///
    /// # Errors
    /// `unknown_code`, `too_long`.
    pub fn parse(
        theme: &str,
        status: &str,
        description: Option<&str>,
        partner_id: Option<Uuid>,
        answer: Option<&str>,
    ) -> Result<Need, FieldErrors> {
        let mut errors = FieldErrors::new();
        let theme = errors.keep("/theme", code(theme, NeedTheme::parse));
        let status = errors.keep("/status", code(status, NeedStatus::parse));
        let description = errors.keep("/description", optional_text(description, DESCRIPTION_MAX)).flatten();
        let answer = errors.keep("/answer", optional_text(answer, DESCRIPTION_MAX)).flatten();
        errors.finish(theme.zip(status).map(|(theme, status)| Need { theme, status, description, partner_id, answer }))
    }
}
