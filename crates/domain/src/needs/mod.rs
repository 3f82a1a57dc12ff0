//! What a household needs to settle, by theme: the partner competent for it, what was asked and answered.

mod asking;
mod competent;

use uuid::Uuid;

pub use asking::{Asking, LINK_DAYS, PartnerAnswer, after_answer};
pub use competent::{AvailablePartner, Place, competent};

use crate::codes::{NeedStatus, NeedTheme};
use crate::validation::{FieldErrors, code, optional_text};

/// Longest description of a need, in characters.
pub const DESCRIPTION_MAX: usize = 2_000;

/// The partner that a rule of the programme gave a need to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The partner.
    pub partner_id: Uuid,
    /// The sentence of the rule.
    pub sentence: String,
}

/// A new need, still to be met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewNeed {
    /// Its subject.
    pub theme: NeedTheme,
    /// What exactly.
    pub description: Option<String>,
    /// The partner competent for it, once it has been looked for.
    pub given: Option<Given>,
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
        errors.finish(theme.map(|theme| NewNeed { theme, description, given: None }))
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
    /// Why that partner, when a rule of the programme chose it.
    pub partner_reason: Option<String>,
    /// What the partner answered.
    pub answer: Option<String>,
}

impl Need {
    /// The need, given to a partner by a rule of the programme.
    #[must_use]
    pub fn given_to(self, given: Option<Given>) -> Need {
        let (partner_id, partner_reason) = given.map(|given| (given.partner_id, given.sentence)).unzip();
        Need { partner_id, partner_reason, ..self }
    }

    /// A need, whose partner was chosen by hand if it has one.
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
        errors.finish(theme.zip(status).map(|(theme, status)| Need {
            theme,
            status,
            description,
            partner_id,
            partner_reason: None,
            answer,
        }))
    }
}
