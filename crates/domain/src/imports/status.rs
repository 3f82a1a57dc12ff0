//! What a status word stands for, in the states of the file.

use crate::codes::{ClosingReason, ProspectStatus};

/// State of an imported file, with the reason when it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportedStatus {
    /// The state.
    pub status: ProspectStatus,
    /// Why the file is closed, when it is.
    pub closing_reason: Option<ClosingReason>,
}

impl ImportedStatus {
    /// Reads a vocabulary code: a state, or `closed:` and a reason (`closed` alone closes as `other`).
    ///
    /// States that only the programme itself can bring about (merged, anonymised) are no word's meaning.
    pub fn parse(code: &str) -> Option<Self> {
        let (state, reason) = match code.split_once(':') {
            Some((state, reason)) => (state, Some(ClosingReason::parse(reason)?)),
            None => (code, None),
        };
        let status = ProspectStatus::parse(state)?;
        match status {
            ProspectStatus::Merged | ProspectStatus::Anonymised => None,
            ProspectStatus::Closed => Some(Self { status, closing_reason: reason.or(Some(ClosingReason::Other)) }),
            _ if reason.is_some() => None,
            _ => Some(Self { status, closing_reason: None }),
        }
    }
}

impl From<ProspectStatus> for ImportedStatus {
    fn from(status: ProspectStatus) -> Self {
        let closing_reason = (status == ProspectStatus::Closed).then_some(ClosingReason::Other);
        Self { status, closing_reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read() {
        let read = |code| ImportedStatus::parse(code).map(|read| (read.status, read.closing_reason));
        assert_eq!(read("settled"), Some((ProspectStatus::Settled, None)));
        let closed = |reason| Some((ProspectStatus::Closed, Some(reason)));
        assert_eq!(read("closed:unreachable"), closed(ClosingReason::Unreachable));
        assert_eq!(read("closed"), closed(ClosingReason::Other));
        for code in ["settled:other", "closed:tired", "installed", "merged", "anonymised", ""] {
            assert_eq!(read(code), None, "{code}");
        }
    }
}
