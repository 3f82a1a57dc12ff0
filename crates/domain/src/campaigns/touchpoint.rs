//! Where a campaign meets people: a poster, a stand, a shop window, a link.

use uuid::Uuid;

use super::{TITLE_MAX, call};
use crate::codes::TouchpointKind;
use crate::text::fold;
use crate::validation::{FieldErrors, code, optional_text, text};

/// Longest place, in characters.
const PLACE_MAX: usize = 200;

/// A touchpoint as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TouchpointInput {
    /// Its name.
    pub label: String,
    /// Code of the kind.
    pub kind: String,
    /// Commune of the Lot.
    pub commune_code: Option<String>,
    /// Where it is, in words.
    pub place: Option<String>,
    /// The phase that it belongs to.
    pub phase_id: Option<Uuid>,
    /// The event at which it stands.
    pub event_id: Option<Uuid>,
    /// What people are invited to do there.
    pub call_to_action: Option<String>,
}

/// What is known of a touchpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchpointFacts {
    /// Its name.
    pub label: String,
    /// What it is.
    pub kind: TouchpointKind,
    /// Commune; whether it exists is for the caller to check.
    pub commune_code: Option<String>,
    /// Where it is, in words.
    pub place: Option<String>,
    /// The phase that it belongs to; whether it is of the campaign is for the caller to check.
    pub phase_id: Option<Uuid>,
    /// The event; whether it exists is for the caller to check.
    pub event_id: Option<Uuid>,
    /// What people are invited to do there; without one, what the phase invites to.
    pub call_to_action: Option<String>,
}

impl TouchpointFacts {
    /// Reads a touchpoint.
    ///
    /// # Errors
    /// Every wrong field.
    pub fn parse(input: &TouchpointInput) -> Result<TouchpointFacts, FieldErrors> {
        let mut errors = FieldErrors::new();
        let label = errors.keep("/label", text(&input.label, TITLE_MAX));
        let kind = errors.keep("/kind", code(&input.kind, TouchpointKind::parse));
        let commune_code = errors.keep("/commune_code", optional_text(input.commune_code.as_deref(), 10)).flatten();
        let place = errors.keep("/place", optional_text(input.place.as_deref(), PLACE_MAX)).flatten();
        let call_to_action = errors.keep("/call_to_action", call(input.call_to_action.as_deref())).flatten();
        let facts = label.zip(kind).map(|(label, kind)| TouchpointFacts {
            label,
            kind,
            commune_code,
            place,
            phase_id: input.phase_id,
            event_id: input.event_id,
            call_to_action,
        });
        errors.finish(facts)
    }

    /// Folded name, by which lists are ordered.
    #[must_use]
    pub fn sort_label(&self) -> String {
        fold(&self.label)
    }
}
