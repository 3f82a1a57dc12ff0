//! The life of an import: received, tried, done, undone.

use chrono::{DateTime, Utc};

/// Days during which an import may be undone; what was received is forgotten after them.
pub const UNDOABLE_DAYS: i64 = 30;

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchStatus {
    /// Received; its columns are being matched.
    Uploaded,
    /// Tried without creating anything: every row has a verdict.
    Checked,
    /// Its files are there.
    Committed,
    /// Its files were taken back.
    Undone,
}

impl BatchStatus {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Uploaded => "uploaded",
            Self::Checked => "checked",
            Self::Committed => "committed",
            Self::Undone => "undone",
        }
    }

    /// The status of a code, if there is one.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Uploaded, Self::Checked, Self::Committed, Self::Undone].into_iter().find(|status| status.code() == code)
    }

    /// Whether its columns may still be matched otherwise, and its rows tried.
    #[must_use]
    pub const fn is_draft(self) -> bool {
        matches!(self, Self::Uploaded | Self::Checked)
    }

    /// Whether it may be undone at `now`.
    #[must_use]
    pub fn is_undoable(self, until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        self == Self::Committed && until.is_some_and(|until| now <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_recent_import_is_undone() {
        let (now, later) = (DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH + chrono::Duration::days(UNDOABLE_DAYS));
        assert!(BatchStatus::Committed.is_undoable(Some(later), later));
        assert!(!BatchStatus::Committed.is_undoable(Some(now), later));
        assert!(!BatchStatus::Committed.is_undoable(None, now));
        assert!(!BatchStatus::Undone.is_undoable(Some(later), now));
        assert_eq!(BatchStatus::parse("checked"), Some(BatchStatus::Checked));
        assert_eq!(BatchStatus::parse("done"), None);
    }
}
