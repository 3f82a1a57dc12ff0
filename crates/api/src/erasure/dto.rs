//! Shapes of erasures.

use domain::codes::ErasureReason;
use domain::validation::{FieldErrors, code};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::problem::Problem;

/// An order to erase the people of a file. It cannot be taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "asked", "confirmation": "OML-2026-00042"}))]
pub struct ProspectAnonymisation {
    /// Why, a code of the list `erasure_reasons`; `deadline` is the clock's own.
    pub reason: String,
    /// The number of the file, typed once more.
    pub confirmation: String,
}

/// An order to erase an ambassador. It cannot be taken back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "asked", "confirmation": "Élie"}))]
pub struct AmbassadorAnonymisation {
    /// Why, a code of the list `erasure_reasons`; `deadline` is the clock's own.
    pub reason: String,
    /// The last name of the ambassador, typed once more.
    pub confirmation: String,
}

/// Reads an order about somebody who is called `name`.
///
/// # Errors
/// 422 naming every wrong field.
pub(super) fn read(reason: &str, confirmation: &str, name: &str) -> Result<ErasureReason, Problem> {
    let mut errors = FieldErrors::new();
    let given = code(reason, ErasureReason::parse);
    let reason = errors.keep("/reason", given.and_then(by_hand));
    if confirmation.trim().to_lowercase() != name.to_lowercase() {
        errors.push("/confirmation", "confirmation_mismatch");
    }
    Ok(errors.finish(reason)?)
}

fn by_hand(reason: ErasureReason) -> Result<ErasureReason, &'static str> {
    if reason == ErasureReason::Deadline { Err("unknown_code") } else { Ok(reason) }
}
