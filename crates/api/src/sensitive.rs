//! Texts about people are read before they are kept: what has no place there is named, and kept only on purpose.

use actix_web::http::StatusCode;
use domain::codes::SensitiveKind;
use domain::sensitive_text::{may_be_acknowledged, seen_in};
use domain::validation::FieldErrors;

use crate::problem::Problem;

/// Name of the trail's field when somebody kept a text after having been told.
pub const ACKNOWLEDGED: &str = "acknowledged";

/// Reads a text; `true` when something was seen in it and the writer keeps it all the same.
///
/// # Errors
/// 422 `sensitive_text` naming everything seen, unless the writer acknowledged it; who a child is cannot be.
pub fn check(pointer: &str, text: &str, acknowledged: bool) -> Result<bool, Problem> {
    let seen = seen_in(text);
    if seen.is_empty() {
        return Ok(false);
    }
    if acknowledged && may_be_acknowledged(&seen) {
        return Ok(true);
    }
    let mut errors = FieldErrors::new();
    seen.into_iter().for_each(|kind| errors.push(pointer, code(kind)));
    Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "sensitive_text").with_errors(errors))
}

const fn code(kind: SensitiveKind) -> &'static str {
    match kind {
        SensitiveKind::Health => "sensitive_health",
        SensitiveKind::Religion => "sensitive_religion",
        SensitiveKind::Union => "sensitive_union",
        SensitiveKind::Origin => "sensitive_origin",
        SensitiveKind::Justice => "sensitive_justice",
        SensitiveKind::Orientation => "sensitive_orientation",
        SensitiveKind::SocialSecurityNumber => "sensitive_social_security_number",
        SensitiveKind::BankDetails => "sensitive_bank_details",
        SensitiveKind::Child => "sensitive_child",
    }
}
