//! What people agree to: one purpose at a time, with the very text that they read.

use chrono::{DateTime, Utc};

use crate::codes::{ConsentChannel, ConsentPurpose, PublicForm};
use crate::reference::{Parsed, RefusalReason, Seen, TableError, read_table, required};
use crate::validation::{FieldErrors, code, optional_text, text};

/// Longest name of a text's version, in characters.
const VERSION_MAX: usize = 40;
/// Longest description of the proof, in characters.
const PROOF_MAX: usize = 1_000;

/// A wording that is shown beside a consent box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentText {
    /// What is agreed to.
    pub purpose: ConsentPurpose,
    /// Version of the wording; another wording is another version.
    pub version: String,
    /// The wording.
    pub text: String,
}

/// Reads wordings (columns `purpose,version,text`); each version of a purpose stands once.
///
/// # Errors
/// [`TableError`] when the file is not such a table.
pub fn parse_texts(table: &str) -> Result<Parsed<ConsentText>, TableError> {
    let mut seen = Seen::default();
    read_table(table, ["purpose", "version", "text"], |[purpose, version, text]| {
        let text = ConsentText {
            purpose: ConsentPurpose::parse(purpose).ok_or_else(|| RefusalReason::unknown("purpose", purpose))?,
            version: required("version", version)?.to_owned(),
            text: required("text", text)?.to_owned(),
        };
        seen.once(&format!("{purpose} {version}"))?;
        Ok(text)
    })
}

/// Whether an agreement still holds at `now`: it was neither withdrawn nor has it expired.
#[must_use]
pub fn holds(withdrawn_at: Option<DateTime<Utc>>, expires_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    withdrawn_at.is_none() && expires_at.is_none_or(|end| now < end)
}

/// An agreement as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConsentInput {
    /// Code of the purpose.
    pub purpose: String,
    /// Version of the text that was shown.
    pub text_version: String,
    /// Code of the channel.
    pub channel: String,
    /// What proves it: a paper form's place, a call's date.
    pub proof: Option<String>,
}

/// How a form was confirmed: the second half of a double opt-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptIn {
    /// The form in which it was agreed to.
    pub form: PublicForm,
    /// When the form was sent.
    pub asked_at: DateTime<Utc>,
    /// When it was confirmed, by the mailed link or in a call.
    pub confirmed_at: DateTime<Utc>,
}

/// An agreement that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConsent {
    /// What was agreed to.
    pub purpose: ConsentPurpose,
    /// Version of the text that was shown.
    pub text_version: String,
    /// How it was collected.
    pub channel: ConsentChannel,
    /// What proves it.
    pub proof: Option<String>,
    /// When it was given, if that is not the moment at which it is written down.
    pub given_at: Option<DateTime<Utc>>,
    /// How the form in which it was given was confirmed, if it was one.
    pub opt_in: Option<OptIn>,
}

impl NewConsent {
    /// Reads an agreement; every wrong field is noted, relative to the agreement. Whether the text exists is for
    /// the caller to find out.
    ///
    /// # Errors
    /// `unknown_code`, `required`, `too_long`.
    pub fn parse(input: &ConsentInput) -> Result<NewConsent, FieldErrors> {
        let mut errors = FieldErrors::new();
        let purpose = errors.keep("/purpose", code(&input.purpose, ConsentPurpose::parse));
        let text_version = errors.keep("/text_version", text(&input.text_version, VERSION_MAX));
        let channel = errors.keep("/channel", code(&input.channel, ConsentChannel::parse));
        let proof = errors.keep("/proof", optional_text(input.proof.as_deref(), PROOF_MAX)).flatten();
        let consent = match (purpose, text_version, channel) {
            (Some(purpose), Some(text_version), Some(channel)) => {
                Some(NewConsent { purpose, text_version, channel, proof, given_at: None, opt_in: None })
            }
            _ => None,
        };
        errors.finish(consent)
    }
}
