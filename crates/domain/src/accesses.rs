//! Who saw what: which deeds of the journal show somebody's data, and which kinds of fields they show.

/// What a deed of the journal does to the data of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// They were shown.
    Read,
    /// They were taken away as a file.
    Exported,
    /// They were changed, which shows them too.
    Changed,
}

impl Deed {
    /// What the action of this code does.
    #[must_use]
    pub fn of(action: &str) -> Deed {
        match action.rsplit('.').next() {
            Some("read") => Deed::Read,
            Some("export" | "export_solicitation" | "report") => Deed::Exported,
            _ => Deed::Changed,
        }
    }
}

/// The action of an export of files; which files left is written down beside the journal.
pub const EXPORT: &str = "prospect.export";

/// The actions that show a file, or a part of it, to somebody who only reads it.
pub const READINGS: [&str; 3] = ["prospect.read", "interaction.read", "advice_sheet.read"];

/// Kinds of fields that the action of this code shows; none for what says nothing of a person.
#[must_use]
pub fn kinds(action: &str) -> &'static [&'static str] {
    match action {
        "prospect.read" => &["identity", "contact", "household", "project", "needs", "consents", "history"],
        EXPORT => &["identity", "contact", "household", "project"],
        "interaction.read" => &["exchanges"],
        "advice_sheet.read" => &["identity", "needs"],
        "contact_request.read" | "import.read" | "import.report" | "stand_capture.read" => {
            &["identity", "contact", "project"]
        }
        "ambassador.read" | "ambassador.export" | "event_registration.read" | "campaign.export_solicitation" => {
            &["identity", "contact"]
        }
        "newsletter_subscription.export" => &["contact"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_what_was_done() {
        for action in READINGS {
            assert_eq!(Deed::of(action), Deed::Read);
            assert!(!kinds(action).is_empty(), "{action}");
        }
        assert_eq!(Deed::of(EXPORT), Deed::Exported);
        assert_eq!(Deed::of("campaign.export_solicitation"), Deed::Exported);
        assert_eq!(Deed::of("prospect.update"), Deed::Changed);
        assert_eq!(Deed::of(""), Deed::Changed);
        assert!(kinds("partner.update").is_empty());
    }
}
