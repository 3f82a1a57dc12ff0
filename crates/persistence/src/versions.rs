//! Versions of rows: every UPDATE and DELETE names the one it was made on.

use crate::StoreError;

/// The version after `version`.
pub(crate) fn next(version: i32) -> i32 {
    version.wrapping_add(1)
}

/// Whether a write that named a version found its row.
///
/// # Errors
/// [`StoreError::Stale`] when it did not.
pub(crate) fn changed(rows: u64) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::Stale) }
}
