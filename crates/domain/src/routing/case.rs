//! What the engine looks at: the household's wish and the référents of the network.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::codes::{Language, PartnerKind, ProjectType};
use crate::referents::Absence;

/// The first wished territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Code of the commune or EPCI.
    pub code: String,
    /// EPCI of the commune, or the EPCI itself.
    pub epci_code: Option<String>,
}

/// A household to be accompanied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Where it wants to live; none when any place would do, or when it does not know.
    pub wish: Option<Wish>,
    /// What it wants to do, most important first.
    pub project_types: Vec<ProjectType>,
    /// Language spoken with it.
    pub language: Option<Language>,
}

impl Case {
    /// The language that the référent should speak, when it is not French.
    #[must_use]
    pub fn asked_language(&self) -> Option<Language> {
        self.language.filter(|language| *language != Language::French)
    }
}

/// A référent away on the day of the routing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Away {
    /// Who takes over.
    pub substitute_id: Option<Uuid>,
}

impl Away {
    /// Whether somebody with these absences is away on `day`.
    #[must_use]
    pub fn on(day: NaiveDate, absences: &[Absence]) -> Option<Away> {
        let today = absences.iter().find(|absence| absence.from_on <= day && day <= absence.to_on)?;
        Some(Away { substitute_id: today.substitute_id })
    }
}

/// A référent as the engine sees them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The référent.
    pub id: Uuid,
    /// Whether they still belong to the network.
    pub active: bool,
    /// What kind of body they work for.
    pub partner_kind: PartnerKind,
    /// Codes of communes, EPCI or the département.
    pub zones: BTreeSet<String>,
    /// Project types they follow; none means all.
    pub project_types: BTreeSet<ProjectType>,
    /// Languages they speak.
    pub languages: BTreeSet<Language>,
    /// Files followed at a time at most; none means no limit.
    pub capacity: Option<i32>,
    /// Open files proposed to them or accepted by them.
    pub open_files: i32,
    /// When a file was last proposed to them.
    pub last_assigned_at: Option<DateTime<Utc>>,
    /// Whether they are away today.
    pub away: Option<Away>,
}

impl Candidate {
    /// Whether they follow as many files as they can.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.capacity.is_some_and(|capacity| self.open_files >= capacity)
    }
}
